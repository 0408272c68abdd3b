"""Rules about files: what the catalogue says of them, and that they are reported so."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ordinary_user import ordinary_user
from tests.pipeline import TINY, files_under
from ttt.catalogue.output import RULES
from ttt.cli.explain import example_lines
from ttt.diagnostics import Collector, Diagnostic
from ttt.file_names import check_names
from ttt.manifest import read_manifest
from ttt.project import read_project
from ttt.publish import CannotWriteError, LockedError

BY_CODE = {rule.code: rule for rule in RULES}


def reported(root: Path) -> list[Diagnostic]:
    collector = Collector()
    read_project(root, collector)
    return list(collector)


def lay_out(root: Path) -> None:
    for path, data in files_under(TINY).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    assert reported(root) == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "project"
    lay_out(root)
    return root


def test_template_in_another_encoding(project: Path) -> None:
    rule = BY_CODE["OUT003"]
    place = project / rule.failing.path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(rule.failing.data)
    (finding,) = reported(project)
    assert (finding.code, finding.severity) == (rule.code, rule.severity)
    assert (finding.path, finding.message) == (rule.failing.path, "line 3 is not UTF-8")

    place.write_bytes(rule.corrected.data)
    assert reported(project) == []


def test_link_out_of_the_project(project: Path, tmp_path: Path) -> None:
    rule = BY_CODE["OUT002"]
    place = project / rule.failing.path
    picture = place.rename(tmp_path / place.name)
    try:
        place.symlink_to(picture)
    except OSError:
        pytest.skip("this user may not make links")
    (finding,) = reported(project)
    assert (finding.code, finding.severity, finding.file) == (
        rule.code,
        rule.severity,
        rule.failing.path,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such permissions")
def test_file_nobody_may_read() -> None:
    rule = BY_CODE["OUT001"]
    with ordinary_user() as root:
        lay_out(root)
        (root / rule.failing.path).chmod(0)
        (finding,) = reported(root)
    assert (finding.code, finding.severity, finding.file) == (
        rule.code,
        rule.severity,
        rule.failing.path,
    )


def test_manifest_of_the_examples(tmp_path: Path) -> None:
    rule = BY_CODE["OUT030"]
    folder = tmp_path / "aaa"
    folder.mkdir()
    found = []
    for example in (rule.failing, rule.corrected):
        (folder / "manifest.json").write_bytes(example.data)
        read_manifest(folder, "aaa", collector := Collector())
        found.append([(finding.code, finding.severity) for finding in collector])
    assert found == [[(rule.code, rule.severity)], []]


def collision() -> Diagnostic:
    check_names([("a.docx", "guide"), ("A.docx", "letter")], collector := Collector())
    (finding,) = collector
    return finding


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("OUT010", collision),
        ("OUT020", lambda: LockedError(Path("build"), None, None).diagnostic),
        ("OUT021", lambda: CannotWriteError("aaa/x.docx", "the disk is full").diagnostic),
    ],
)
def test_finding_is_the_rule_s_and_says_what_to_do(
    code: str, finding: Callable[[], Diagnostic]
) -> None:
    made = finding()
    assert (made.code, made.severity) == (code, BY_CODE[code].severity)
    assert len(made.message) <= 100
    assert made.hints


def test_every_rule_has_another_failing_than_corrected_example() -> None:
    assert [rule.code for rule in RULES] == sorted(BY_CODE)
    for rule in RULES:
        assert rule.failing != rule.corrected
        assert rule.meaning.endswith(".")
        assert max(map(len, example_lines(rule.failing))) <= 100
