"""Every code has an example that shows it and one that shows how it is put right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.builds import build, lay_out
from tests.pipeline import findings, tiny_with
from ttt.catalogue import CATALOGUE, FAMILIES, Example, Rule
from ttt.cli.explain import explain
from ttt.diagnostics import Severity
from ttt.tasks import Selection

RULES = [rule for _, rules in FAMILIES for rule in rules]
ELSEWHERE = {
    "PRJ001": "a file that is missing: tests/cases/validate",
    "MRK001": "takes two files: tests/cases/check",
    "TPL003": "a worker is stopped",
    "OUT010": "reported by the coordinator: test_output_rules",
    "OUT030": "a fault of what was built before: test_output_rules",
}
"""Rules no single file laid over the tiny project can break in one process, and why."""
RUN = [rule for rule in RULES if not rule.failing.in_words and rule.code not in ELSEWHERE]
TEMPLATES = ("TPL0", "TPL2", "TPL3", "TPL4", "FIT", "AUD", "OUT")
"""Families that only building documents reports."""
BUILT = [r for r in RUN if r.code.startswith(TEMPLATES) or r.failing.path.startswith("templates/")]
CHECKED = [rule for rule in RUN if rule not in BUILT]
CODE = re.compile(r'"((?:[A-Z]+|A11Y)\d{3})"')
NAMED = re.compile(r"\b(?:[A-Z]+|A11Y)\d{3}\b")
COLOUR = re.compile(r"[0-9A-F]{6}")
UNREACHABLE = {"TPL103"}
"""No markup leads there: markdown-it makes only what `markup.tree` has an arm for."""


def test_smallest_project_has_no_findings() -> None:
    # The examples are laid over it: what it reports itself would be in every one of them.
    assert findings(tiny_with({})) == ()


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.code)
def test_failing_example_is_found_and_corrected_one_is_not(rule: Rule) -> None:
    failing = findings(tiny_with({rule.failing.path: rule.failing.data}))
    assert {(d.code, d.severity) for d in failing} == {(rule.code, rule.severity)}

    corrected = findings(tiny_with({rule.corrected.path: rule.corrected.data}))
    assert {d.code for d in corrected} == set()


@pytest.mark.parametrize("rule", BUILT, ids=lambda rule: rule.code)
def test_example_is_found_by_a_whole_build(rule: Rule, tmp_path: Path) -> None:
    failing = found_by_building(rule.failing, tmp_path / "failing")
    assert failing == {(rule.code, rule.severity)}
    assert found_by_building(rule.corrected, tmp_path / "corrected") == set()


def found_by_building(example: Example, root: Path) -> set[tuple[str, Severity]]:
    """Lay an example over the tiny project and build what it concerns: its product, or all."""
    root = lay_out(tiny_with({example.path: example.data}), root)
    name = Path(example.path).name
    products = (name.partition(".")[0],) if name.endswith(".j2") else ()
    built = build(root, Selection(products=products), keep_going=True)
    return {(finding.code, finding.severity) for finding in built.findings}


def test_every_code_of_the_source_is_explained_and_every_rule_is_used(project_root: Path) -> None:
    source = project_root / "src" / "ttt"
    stages = [p for p in sorted(source.rglob("*.py")) if p.parent != source / "catalogue"]
    used = {code for path in stages for code in CODE.findall(path.read_text("utf-8"))}
    assert {code for code in used if not COLOUR.fullmatch(code)} == set(CATALOGUE)


def test_what_is_told_in_words_or_run_elsewhere_is_named_by_another_test(
    project_root: Path,
) -> None:
    told = {rule.code for rule in RULES if rule.failing.in_words} | {*ELSEWHERE}
    tests = project_root / "tests"
    others = [p for p in tests.rglob("*") if p.suffix in {".py", ".txt"} and p != Path(__file__)]
    written = {code for path in others for code in NAMED.findall(path.read_text("utf-8"))}
    assert told - written == UNREACHABLE


def test_no_code_stands_twice_and_each_has_a_family_and_a_number() -> None:
    assert len(CATALOGUE) == len(RULES)
    for code in CATALOGUE:
        assert re.fullmatch(r"[A-Z][A-Z0-9]*[A-Z0-9][0-9]{3}", code)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_explanation_is_whole_and_any_console_can_print_its_frame(rule: Rule) -> None:
    text = explain(rule.code.lower())
    assert text is not None
    assert text.startswith(f"{rule.code} ({rule.severity}): {rule.title}\n")
    assert rule.failing.path in text
    assert rule.failing != rule.corrected
    assert rule.failing.in_words == rule.corrected.in_words
    assert rule.meaning.endswith(".")
    assert not rule.title.endswith(".")
    assert max(map(len, text.splitlines())) <= 110


def test_unknown_code_has_no_explanation() -> None:
    assert explain("YAML000") is None
