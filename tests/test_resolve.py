"""resolve: what a cohort and an audience get, exactly, and what they do not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.editions import edition, sample, second, texts, validated
from tests.pipeline import TINY, files_under
from ttt.cli.report import concise
from ttt.diagnostics import Collector
from ttt.document import Gap, Paragraph, Str, Table
from ttt.model.audience import AUDIENCES, Audience
from ttt.prose import blocks
from ttt.resolve.dump import dump_edition

FOLDER = Path(__file__).parent / "cases" / "resolve"
EXPECTED, EDITIONS = "expected.txt", "editions.txt"
CASES = sorted(path for path in FOLDER.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_editions_of_case(case: Path, request: pytest.FixtureRequest) -> None:
    """`editions.txt` names a cohort and an audience a line."""
    files = files_under(case)
    expected = files.pop(EXPECTED, b"").decode()
    wanted = files.pop(EDITIONS).decode().split("\n")
    assert files, f"{case} holds no file to read"
    curriculum, collector = validated({**files_under(TINY), **files}), Collector()
    dumps = ""
    for cohort, audience in (line.split() for line in wanted if line):
        made = edition(curriculum, cohort, Audience(audience), collector)
        dumps += f"---\n{dump_edition(made)}"
    found = concise(collector) + dumps
    if request.config.getoption("--update"):
        (case / EXPECTED).write_bytes(found.encode())
    else:
        assert found == expected
    for finding in collector:
        assert len(finding.message) <= 100
        assert finding.hints


# ── what stays the same ────────────────────────────────────────────────────────────────────────


def test_what_nothing_happens_to_is_the_same_object() -> None:
    base = second()
    made = edition(base, "khm")
    (module,) = base.modules
    (adapted,) = made.modules
    assert adapted.sessions[1] is module.sessions[1]
    assert adapted.sessions[0].steps[2] is module.sessions[0].steps[1]
    assert adapted.objectives is module.objectives
    assert made.exercises["vignettes-m2"] is base.exercises[0]
    assert edition(base, "khm").modules[0].sessions[2] is made.modules[0].sessions[2]


def test_same_input_gives_the_same_edition() -> None:
    base = sample()
    for cohort in base.cohorts:
        for audience in AUDIENCES:
            first, second = (edition(base, cohort.id, audience) for _ in range(2))
            assert first == second
            assert dump_edition(first) == dump_edition(second)


def test_an_edition_resolved_again_is_the_same() -> None:
    base = sample()
    for cohort in base.cohorts:
        for audience in AUDIENCES:
            made = edition(base, cohort.id, audience)
            again = replace(
                base,
                header=made.header,
                modules=made.modules,
                exercises=tuple(made.exercises.values()),
                resources=tuple(made.resources.values()),
                glossary=made.glossary,
                overlays=(),
            )
            assert edition(again, cohort.id, audience) == replace(made, changes=())


def test_findings_do_not_depend_on_who_asked_before() -> None:
    base = second()
    found = []
    for order in (AUDIENCES, AUDIENCES[::-1]):
        collector = Collector()
        for audience in order:
            for cohort in base.cohorts:
                edition(base, cohort.id, audience, collector)
        found.append(concise(collector))
    assert found[0] == found[1]
    assert found[0].count("COH202") == 5


# ── overlays, facts ────────────────────────────────────────────────────────────────────────────


def test_the_samples_overlay() -> None:
    made = edition(second(), "khm")
    first, _, last = made.modules[0].sessions
    assert [step.id for step in first.steps] == [
        "headline", "national-case", "lawful-uses", "meaning", "sentence", "check",
    ]  # fmt: skip
    assert sum(step.minutes for step in first.steps) == first.minutes == 75
    assert [step.id for step in last.steps] == [
        "border", "factors", "own-agency", "two-factors", "check",
    ]  # fmt: skip
    assert first.place.at("methods").path == "curriculum/cohorts/khm/adapt/m2.yaml"
    assert first.place.at("minutes").path == "curriculum/modules/m2.yaml"
    assert [change.what for change in made.changes] == [
        "changed: methods", "changed: minutes, ask", "added", "removed", "moved", "changed: task",
    ]  # fmt: skip
    seen = edition(second(), "khm", Audience.PARTICIPANT).changes
    assert [change.what for change in seen][:2] == ["changed: methods", "changed: minutes"]


def test_a_fact_keeps_its_origin_and_an_unknown_one_is_a_gap() -> None:
    handout = edition(second(), "khm").modules[0].sessions[0].steps[0].handout
    assert "General Secretariat of NACW |" in handout
    table = blocks(handout)[-1]
    assert isinstance(table, Table)
    (known,), (gap,) = (row[1] for row in table.rows)
    assert isinstance(known, Str)
    assert (known.origin.layer, known.origin.part) == ("khm", "facts.focal_point.value")
    assert isinstance(gap, Gap)
    assert (gap.label.text, gap.label.origin.layer) == ("Nuclear regulator", "khm")


def test_a_regional_cohort_prints_facts_member_by_member() -> None:
    handout = edition(second(), "sea").modules[0].sessions[0].steps[0].handout
    assert (
        "Cambodia: CBRN National Focal Point, General Secretariat of NACW; "
        "Lao PDR: National focal point; Philippines: National focal point |"
    ) in handout


def test_a_value_is_literal_whatever_stands_in_it() -> None:
    files = files_under(TINY)
    path = "curriculum/cohorts/aaa/cohort.yaml"
    files[path] = files[path].replace(b"the office on duty", b"'**A** | ::: trainer [x](y)'")
    made = edition(validated(files), "aaa", Audience.PARTICIPANT)
    (text,) = (t for t in texts(made.modules) if "**A**" in t)
    (paragraph,) = blocks(text)
    assert isinstance(paragraph, Paragraph)
    assert "**A** | ::: trainer [x](y)" in [i.text for i in paragraph.content if isinstance(i, Str)]
