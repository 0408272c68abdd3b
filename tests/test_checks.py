"""The rules of the field: cases over the tiny project, and every example of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pipeline import TINY, assets_of, files_under, yaml_of
from ttt.catalogue import Rule, cohorts, curriculum, exercises, prose, whole
from ttt.checks import check
from ttt.checks.verbs import AVOID, LEVELS, VERBS
from ttt.cli.report import concise
from ttt.diagnostics import Collector
from ttt.load import load
from ttt.model.audience import Audience
from ttt.model.edition import Curriculum
from ttt.resolve import resolve
from ttt.validate import validate

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "cases" / "check"
EXPECTED = "expected.txt"
CASES = sorted(path for path in FOLDER.iterdir() if path.is_dir())
RULES = (
    *curriculum.RULES, *exercises.RULES, *cohorts.RULES, *whole.RULES, *prose.RULES,
)  # fmt: skip
TWO_FILES = {"MRK001"}
"""Rules no single file laid over the tiny project can break; a case shows them."""


def validated(files: Mapping[str, bytes], collector: Collector) -> Curriculum:
    nodes = load(yaml_of(files), collector)
    made = validate(nodes, assets_of(files), collector)
    assert made is not None
    return made


def checked(files: Mapping[str, bytes]) -> Collector:
    """Everything that load, validate, check and resolve for trainers report."""
    collector = Collector()
    made = validated(files, collector)
    check(made, collector)
    for cohort in made.cohorts:
        resolve(made, cohort, made.header.language, Audience.TRAINER, collector)
    return collector


def project(folder: Path) -> dict[str, bytes]:
    files = files_under(folder / "curriculum")
    return {f"curriculum/{path}": data for path, data in files.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_findings_of_case(case: Path, request: pytest.FixtureRequest) -> None:
    files = files_under(case)
    expected = files.pop(EXPECTED, b"").decode()
    assert files, f"{case} holds no file to read"
    collector = checked({**files_under(TINY), **files})
    found = concise(collector)
    if request.config.getoption("--update"):
        (case / EXPECTED).write_bytes(found.encode())
    else:
        assert found == expected
    assert bool(found) != case.name.startswith("fine-")
    for finding in collector:
        assert len(finding.message) <= 100
        assert not finding.message.endswith(".")
        assert finding.hints


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples_of_the_catalogue(rule: Rule) -> None:
    if rule.failing.in_words:
        return  # shown in test_other_curricula
    if rule.code in TWO_FILES:
        written = "".join((case / EXPECTED).read_text("utf-8") for case in CASES)
        assert f"[{rule.code}]" in written
        return
    failing = checked({**files_under(TINY), rule.failing.path: rule.failing.data})
    assert {(d.code, d.severity) for d in failing} == {(rule.code, rule.severity)}
    corrected = checked({**files_under(TINY), rule.corrected.path: rule.corrected.data})
    assert [d.message for d in corrected] == []


def test_every_code_of_checks_and_resolve_has_a_rule() -> None:
    folders = (ROOT / "src/ttt/checks", ROOT / "src/ttt/resolve")
    source = "".join(path.read_text("utf-8") for f in folders for path in sorted(f.glob("*.py")))
    used = set(re.findall(r'"((?:OBJ|SES|EXE|SRC|COH|EVT|MRK|SAFE|A11Y|TPL)\d{3})"', source))
    assert used == {rule.code for rule in RULES} - {f"TPL{n}" for n in range(101, 122)}


def test_messages_stay_on_one_line_with_the_longest_ids() -> None:
    short = (b"m1-s1", b"try-it", b"ELO-1.1", b"TLO-1", b"focal_point", b"notice", b"q1")
    for case in CASES:
        files = {**files_under(TINY), **files_under(case)}
        del files[EXPECTED]
        for path in [path for path in files if path.endswith(".yaml")]:
            for name in short:
                files[path] = files[path].replace(name, name.ljust(64, b"x"))
        for finding in checked(files):
            assert len(finding.message) <= 100


def test_tiny_project_has_no_findings() -> None:
    assert concise(checked(files_under(TINY))) == ""


def test_sample_has_no_errors_and_says_what_is_not_known() -> None:
    found = checked(project(ROOT))
    assert not found.has_errors
    assert {finding.code for finding in found} <= {"COH202", "COH206"}
    once = [(finding.code, finding.span) for finding in found]
    assert len(set(once)) == len(once)


def test_rules_across_files_are_silent_when_a_file_is_missing() -> None:
    made = validated(files_under(TINY), Collector())
    (module,) = made.modules
    alone = replace(made, modules=(replace(module, sessions=()),), complete=False)
    collector = Collector()
    check(alone, collector)
    assert not {finding.code for finding in collector} & {"OBJ007", "OBJ008", "EXE101"}


def test_a_cohorts_findings_concern_it_and_its_regions() -> None:
    region = b"id: reg\nname: R\nlanguages: [en]\ntimezone: UTC\nmembers: [aaa, bbb]\n"
    files = files_under(TINY)
    cohort = files["curriculum/cohorts/aaa/cohort.yaml"]
    files["curriculum/cohorts/bbb/cohort.yaml"] = cohort.replace(b"id: aaa", b"id: bbb").replace(
        b"timezone: UTC", b"timezone: Nowhere/At_all"
    )
    files["curriculum/cohorts/reg/cohort.yaml"] = region
    (finding,) = checked(files)
    assert (finding.code, finding.cohorts) == ("COH004", ("bbb", "reg"))


def test_verbs_are_in_order_and_none_is_also_avoided() -> None:
    assert tuple(VERBS) == LEVELS
    for verbs in VERBS.values():
        assert list(verbs) == sorted(set(verbs))
        assert not set(verbs) & set(AVOID)
