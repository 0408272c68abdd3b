"""Broken YAML, one folder a kind: the findings of `load` are those of expected.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline import files_under
from ttt.cli.report import concise
from ttt.diagnostics import Collector
from ttt.load import load

FOLDER = Path(__file__).parent / "cases" / "load"
EXPECTED = "expected.txt"
CASES = sorted(path for path in FOLDER.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_findings_and_nodes_of_case(case: Path, request: pytest.FixtureRequest) -> None:
    files = files_under(case)
    expected = files.pop(EXPECTED, b"").decode()
    assert files, f"{case} holds no file to read"

    collector = Collector()
    nodes = load(files, collector)

    read = "".join(f"{path}: read\n" for path in nodes)
    found = concise(collector) + read
    if request.config.getoption("--update"):
        (case / EXPECTED).write_bytes(found.encode())
    else:
        assert found == expected
    for finding in collector:
        assert len(finding.message) <= 100
        assert finding.hints


def test_cases_are_many() -> None:
    assert len(CASES) > 60
