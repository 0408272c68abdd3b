"""Hostile templates: none runs, each is named with its file, and every other document is built."""

from __future__ import annotations

import io
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest

from tests.attacks import (
    CASES,
    ENDLESS,
    OUTSIDE_TEXT,
    REFUSED,
    attack,
    has_links,
    project_of,
    run,
)
from tests.pipeline import TINY
from ttt.cli.report import concise
from ttt.costs import costs_a_document
from ttt.tasks import Selection, Survey, Surveyed
from ttt.workshop import Workshop

HARMLESS = ("word-title-property", "word-keywords-property", "slides-title-property")
"""What a document does not take over from its Office file runs no more than what is refused."""


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_refused_at_once(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        root = project_of(case, tmp_path)
    except OSError:
        if not has_links(case):
            raise
        pytest.skip("no symbolic links may be made here")

    found = attack(root, "letter", "fine")

    assert "fine" in found.documents
    assert not list(tmp_path.rglob("RAN*"))
    told = concise(found.errors)
    if request.config.getoption("--update"):
        (case / "expected.txt").write_bytes(told.encode())
    assert told == (case / "expected.txt").read_text("utf-8")
    assert all(costs_a_document(error) for error in found.errors)
    assert all(error.path.startswith("templates/tiny/") for error in found.errors)
    assert all(len(error.message) <= 100 for error in found.errors)
    assert ("letter" in found.documents) == (case.name in HARMLESS)
    assert bool(found.errors) == (case.name not in HARMLESS)
    for data in found.documents.values():
        assert OUTSIDE_TEXT not in _text(data)
        assert "__globals__" not in _text(data)


SHORT = ("endless-loops", "endless-memory", "endless-word-header")
BASE_MIB = 100
"""What a worker needs before any template runs, on every system."""


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=() if case.name in SHORT else pytest.mark.soak, id=case.name)
        for case in ENDLESS
    ],
)
def test_stopped_at_a_limit(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = project_of(case, tmp_path)

    ran = run(root, tmp_path)

    expected = case / "expected.txt"
    if request.config.getoption("--update"):
        expected.write_bytes(ran.told.encode())
    assert ran.told == expected.read_text("utf-8")
    assert ran.code == 1
    assert ran.peak < BASE_MIB + 512
    # Ten seconds for what ran away; the rest is for a busy machine
    assert ran.seconds < 60
    assert not list(tmp_path.rglob("RAN*"))


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="some of these cases are symbolic links")
@pytest.mark.parametrize("case", REFUSED[::5], ids=lambda case: case.name)
def test_refused_from_the_command_line(case: Path, tmp_path: Path) -> None:
    root = project_of(case, tmp_path)

    ran = run(root, tmp_path)

    assert not list(tmp_path.rglob("RAN*"))
    assert ran.code == (0 if case.name in HARMLESS else 1)
    assert ran.peak < BASE_MIB + 512
    built = ran.told.splitlines()[-1].removeprefix("built: ").split()
    assert set(built) - {"letter"} == {*base_products(), "fine"}


def test_attacks_are_many() -> None:
    assert len(CASES) >= 100


@cache
def base_products() -> frozenset[str]:
    """What the base set makes for every module, cohort or course of the smallest project."""
    survey = Workshop(TINY.resolve())(Survey(Selection()))
    assert isinstance(survey, Surveyed)
    return frozenset(job.product for plan in survey.cohorts for job in plan.jobs)


def _text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
