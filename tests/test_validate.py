"""validate: every kind of broken input is a finding at its place; the editor's schema agrees."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.editions import texts_written
from tests.validating import (
    CASES,
    EXPECTED,
    SAMPLE,
    TINY,
    assets_of,
    concise,
    files_of,
    nodes_of,
    run,
)
from ttt.catalogue import overlays, refs, shape
from ttt.diagnostics import Collector
from ttt.model.audience import Audience
from ttt.model.edition import Curriculum
from ttt.source import Entry, MappingNode, Node, ScalarNode, SequenceNode, Span
from ttt.text import Kind, Text
from ttt.validate import validate


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path, request: pytest.FixtureRequest) -> None:
    _, collector = run(TINY, case)
    found = "".join(f"{concise(finding)}\n" for finding in collector)
    if request.config.getoption("--update"):
        (case / EXPECTED).write_text(found, "utf-8")
    assert found == (case / EXPECTED).read_text("utf-8")
    assert bool(found) != case.name.startswith("fine-")
    for finding in collector:
        assert len(finding.message) <= 100
        assert "\n" not in finding.message + "".join(finding.hints)
        assert not finding.message.endswith(".")


def test_there_are_cases_of_many_kinds() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("project", [TINY, SAMPLE], ids=["tiny", "sample"])
def test_what_we_ship_has_no_findings(project: Path) -> None:
    curriculum, collector = run(project)
    assert [concise(finding) for finding in collector] == []
    assert curriculum is not None
    assert curriculum.complete


def by_part(value: object) -> dict[tuple[str, str], Text]:
    return {(t.origin.address, t.origin.part): t for t in texts_written(value)}


def test_every_text_knows_where_it_stands() -> None:
    curriculum, _ = run(SAMPLE)
    assert curriculum is not None
    files = files_of(SAMPLE)
    seen = [*texts_written(curriculum)]
    assert len({(t.origin.layer, t.origin.address, t.origin.part) for t in seen}) == len(seen)
    for text in seen:
        span = text.origin.span
        assert span is not None
        first = text.strip().split("\n")[0].strip()
        line = files[span.path].decode().splitlines()[span.line - 1]
        assert first.replace('"', "") in line.replace("\\", "").replace('"', "")


def test_addresses_parts_kinds_and_readers() -> None:
    curriculum, _ = run(TINY)
    assert curriculum is not None
    found = by_part(curriculum)
    cell = found["m1-s1/three-questions", "table.rows[1][1]"]
    assert (cell, cell.kind) == ("12:30", Kind.INLINE)
    assert found["m1-s1/opening", "ask[0]"].origin.audience is Audience.TRAINER
    assert found["m1-s1", "materials[0].item"].origin.audience is Audience.ORGANISER
    assert found["m1-s1", "materials[0].item"].origin.layer == "base"
    assert found["aaa", "facts.focal_point.value"].origin.layer == "aaa"
    assert found["message/q1", "answer"].origin.audience is Audience.TRAINER
    assert found["notice", "year"] == "2026"
    assert found["office-on-duty", "term.en"] == "office on duty"
    assert pickle.loads(pickle.dumps(curriculum)) == curriculum  # noqa: S301 -- our own bytes


def edited(path: str, *changes: tuple[str, str]) -> tuple[Curriculum | None, Collector]:
    """The tiny project with some words of one file replaced."""
    files, collector = files_of(TINY), Collector()
    text = files[path].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    regional = b"id: reg\nname: R\nlanguages: [en]\ntimezone: UTC\nmembers: [aaa, bbb]\n"
    cohort = files["curriculum/cohorts/aaa/cohort.yaml"]
    files[path] = text.encode()
    files["curriculum/cohorts/bbb/cohort.yaml"] = cohort.replace(b"id: aaa", b"id: bbb")
    files["curriculum/cohorts/reg/cohort.yaml"] = regional
    return validate(nodes_of(files, collector), assets_of(files), collector), collector


MODULE = "curriculum/modules/m1.yaml"


def test_an_inner_element_can_only_be_narrower() -> None:
    curriculum, collector = edited(
        MODULE,
        ("minutes: 30", "minutes: 30\n    audience: organiser\n    releasable_to: [aaa, bbb]"),
        ("phase: motivation", "phase: motivation\n        releasable_to: [reg]"),
        ("phase: information", "phase: information\n        audience: participant"),
        ("phase: assessment", "phase: assessment\n        releasable_to: [aaa]"),
    )
    assert len(collector) == 0
    found = by_part(curriculum)
    # A region gets what all its members may have; naming the region reaches the region only.
    assert found["m1-s1", "title"].origin.released == ("aaa", "bbb", "reg")
    assert found["m1-s1/opening", "title"].origin.released == ("reg",)
    assert found["m1-s1/try-it", "title"].origin.released == ("aaa",)
    assert found["m1-s1/three-questions", "title"].origin.audience is Audience.ORGANISER
    assert found["m1-s1/three-questions", "say"].origin.audience is Audience.TRAINER
    assert found["m1", "title"].origin.released is None


def test_an_error_in_a_cohorts_file_leaves_the_others() -> None:
    curriculum, collector = edited(
        "curriculum/cohorts/aaa/cohort.yaml", ("timezone: UTC", "timezone:")
    )
    assert [finding.cohorts for finding in collector] == [("aaa", "reg")]
    assert curriculum is not None
    assert [cohort.id for cohort in curriculum.cohorts] == ["bbb"]
    assert not curriculum.complete


def test_overlays_hold_typed_values() -> None:
    curriculum, collector = run(TINY, Path(__file__).parent / "cases/validate/fine-overlay")
    assert len(collector) == 0
    assert curriculum is not None
    (overlay,) = curriculum.overlays
    assert (overlay.cohort, overlay.kind, overlay.target, overlay.language) == (
        "aaa", "module", "m1", "en",
    )  # fmt: skip
    first, session = overlay.change.children["sessions"]
    opening, ours, removed = first.children["steps"]
    assert (opening.fields, opening.reason) == ({"minutes": 3}, "shorter")
    assert opening.position is not None
    assert (opening.position.where, opening.position.anchor) == ("before", "try-it")
    assert ours.new
    assert ours.fields["objectives"] == ("TLO-1",)
    title = ours.fields["title"]
    assert isinstance(title, Text)
    assert (title.origin.layer, title.origin.address) == ("aaa", "m1-s1/ours")
    assert removed.remove
    assert session.new
    assert [t.origin.address for t in texts_written(session.fields["steps"])] == ["m1-s2/only"]


def test_the_nouns_import_no_validator() -> None:
    code = "import sys, ttt.model.edition, ttt.validate; sys.exit('pydantic' in sys.modules)"
    here = {**os.environ, "PYTHONPATH": str(SAMPLE / "src")}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=here).returncode == 0


# ── the catalogue ──────────────────────────────────────────────────────────────────────────────

PROJECT = "PRJ001"
"""No file laid over the tiny project takes its `curriculum.yaml` away; a case shows it."""
OURS = {rule.code: rule for rule in (*shape.RULES, *refs.RULES, *overlays.RULES)}


@pytest.mark.parametrize("code", sorted({*OURS} - {PROJECT}))
def test_examples_of_the_catalogue(code: str) -> None:
    rule, found = OURS[code], []
    for example in (rule.failing, rule.corrected):
        files, collector = {**files_of(TINY), example.path: example.data}, Collector()
        validate(nodes_of(files, collector), assets_of(files), collector)
        found.append({(finding.code, finding.severity) for finding in collector})
    assert found == [{(code, rule.severity)}, set()]


def test_every_code_has_a_case_and_a_rule() -> None:
    written = "".join((case / EXPECTED).read_text("utf-8") for case in CASES)
    assert set(re.findall(r"\[((?:YAML1|REF|A11Y|COH|PRJ)\d+)\]", written)) == {*OURS}


# ── mutations ──────────────────────────────────────────────────────────────────────────────────


def places(node: Node, path: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """The ways from the top of a file to each value in it."""
    inner: list[Node] = []
    match node:
        case MappingNode(entries=entries):
            inner = [entry.value for entry in entries]
        case SequenceNode(items=items):
            inner = [*items]
        case ScalarNode():
            pass
    for index, value in enumerate(inner):
        yield (*path, index)
        yield from places(value, (*path, index))


def changed(node: Node, path: tuple[int, ...], new: Node | str | None) -> Node:
    """The tree with one value replaced, its key renamed (a string) or taken out (None)."""
    index, *rest = path
    match node:
        case MappingNode(entries=entries):
            entry = entries[index]
            made: tuple[Entry, ...]
            if rest:
                made = (replace(entry, value=changed(entry.value, tuple(rest), new)),)
            elif new is None:
                made = ()
            elif isinstance(new, str):
                made = (replace(entry, key=new),)
            else:
                made = (replace(entry, value=new),)
            keys = {e.key for e in (*entries[:index], *entries[index + 1 :])}
            made = tuple(e for e in made if e.key not in keys)
            return replace(node, entries=(*entries[:index], *made, *entries[index + 1 :]))
        case SequenceNode(items=items):
            if rest:
                kept: tuple[Node, ...] = (changed(items[index], tuple(rest), new),)
            else:
                kept = (new,) if isinstance(new, (ScalarNode, SequenceNode, MappingNode)) else ()
            return replace(node, items=(*items[:index], *kept, *items[index + 1 :]))
        case ScalarNode():
            raise AssertionError(path)


HERE = Span(MODULE, 1, 1, 1, 2)
WORDS = (
    "",
    "~",
    "ten",
    "-1",
    "9" * 50,
    "TLO-1",
    "m1-s1",
    "true",
    "2026-02-30",
    "../x",
    "a|b\n|-|-|",
)
NEW: tuple[Node | str | None, ...] = (
    None,
    *("id", "module", "place", "self", "first", "noun", "ទិន្នន័យ"),
    *(ScalarNode(word, HERE) for word in WORDS),
    *(ScalarNode(word, HERE, "quoted") for word in ("", "5", "x\n\ny")),
    SequenceNode((), HERE),
    SequenceNode((ScalarNode("", HERE), SequenceNode((), HERE)), HERE, flow=True),
    MappingNode((), HERE),
    MappingNode((Entry("file", HERE, ScalarNode("data/x.csv", HERE)),), HERE),
    MappingNode((Entry("id", HERE, ScalarNode("opening", HERE)),), HERE),
)
OWN = Path(__file__).parent / "cases" / "validate"
FINE = files_of(TINY, OWN / "fine-overlay", OWN / "fine-exercise-tabletop")
NODES = nodes_of(FINE, Collector())
PLACES = [(name, path) for name, node in NODES.items() for path in places(node)]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(NEW)), min_size=1, max_size=3))
def test_a_mutation_is_a_finding_or_a_curriculum(
    mutations: list[tuple[tuple[str, tuple[int, ...]], Node | str | None]],
) -> None:
    nodes, collector = dict(NODES), Collector()
    for (name, path), new in mutations:
        if path in set(places(nodes[name])):
            node = changed(nodes[name], path, new)
            assert isinstance(node, MappingNode)
            nodes[name] = node
    curriculum = validate(nodes, assets_of(FINE), collector)
    if not collector.has_errors:
        assert curriculum is not None
        assert curriculum.complete
