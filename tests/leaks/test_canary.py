"""No reader of any cohort gets what is not for it, and each gets all that is.

Every text of a project has a canary; all documents of all cohorts are built as a user builds them,
and whatever came of it is searched: documents, archives, manifests, caches, temporary files, words
on the terminal.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.builds import lay_out
from tests.leaks.building import Build, run_ttt
from tests.leaks.canaries import COHORTS, NOBODY, PAIRS, Guard, Planted, reached
from tests.leaks.project import planted
from tests.leaks.scanner import hidden_below, hidden_in, hidden_in_bytes
from ttt.model.audience import AUDIENCES, Audience
from ttt.model.cohort import Cohort
from ttt.model.curriculum import CurriculumHeader, Glossary, Module, Resources
from ttt.model.exercise import Exercise
from ttt.model.fields import fields_of

WHOLE: Final = (CurriculumHeader, Module, Exercise, Resources, Glossary, Cohort)
UNPRINTED: Final = {
    "Term.forbidden": "a rule for writers, which no template can name",
    "SafetyReview.by": "a record for reviewers, which no template can name",
    "SafetyReview.scope": "a record for reviewers, which no template can name",
}
"""Fields that are in no document, each with the reason."""

TRAINERS: Final = (
    "Exercise.case_basis", "Exercise.facilitator", "Inject.controller_notes",
    "Inject.expected_actions", "Inject.probes", "Inject.trigger", "Item.answer", "Item.explain",
    "Prompt.probes", "Question.expected_points", "Question.probes", "Role.constraints",
    "Role.does_not_know", "Role.goals", "Role.knows", "Role.may_share",
    "Session.adaptation_notes", "Session.contingency", "Session.interpretation_notes",
    "Session.transition", "Slide.notes", "Stage.notes", "Step.ask", "Step.do", "Step.listen_for",
    "Step.notes", "Step.say",
)  # fmt: skip
ORGANISERS: Final = ("Material.item", "Session.prepare", "Session.room")
EVALUATORS: Final = ("CriticalTask.target", "CriticalTask.text", "Inject.evaluator_notes",
                     "Inject.message", "Inject.sender", "Inject.title")  # fmt: skip


EVERYTHING: Final = tuple(f"--product=everything-{audience}" for audience in AUDIENCES)
"""The documents that print whatever a template can name."""


def built(folder: Path, project: Planted, *options: str) -> dict[str, Build]:
    """Build one cohort after the other, each by itself, and return what each run left."""
    root = lay_out(project.files, folder / "project")
    return {cohort: run_ttt(root, "build", cohort, "--jobs=1", *options) for cohort in COHORTS}


@cache
def _first() -> Planted:
    return planted()


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Build]:
    return built(tmp_path_factory.mktemp("canary"), _first(), "--zip")


def leaks(project: Planted, run: Build, cohort: str) -> list[str]:
    """What a cohort's run let somebody see who may not: one line each."""
    everything = frozenset(range(len(project.canaries)))
    found = []
    for where, numbers, closed in _seen(project, run, cohort, everything):
        for number in sorted(numbers & closed):
            canary = project.canaries[number]
            found.append(f"{where}: {canary.field} of {canary.file}, for {canary.guard}")
    return found


def _seen(
    project: Planted, run: Build, cohort: str, everything: frozenset[int]
) -> Iterator[tuple[str, frozenset[int], frozenset[int]]]:
    """Yield each place, the canaries there, and those that may not be there."""
    out, own = run.out / cohort, project.forbidden(cohort, Audience.TRAINER)
    everybody = project.forbidden(cohort, Audience.PARTICIPANT)
    for audience in AUDIENCES:
        closed = project.forbidden(cohort, audience)
        for folder in out.glob(f"*/{audience}"):
            for number, names in hidden_below(folder).items():
                yield names[0], frozenset({number}), closed
        for deck in out.glob(f"*/{audience}/*.pptx"):
            yield f"the wall of {deck.name}", _on_the_wall(deck), everybody
        for archive in out.glob(f"*{audience}*.zip"):
            yield archive.name, hidden_in(archive), closed
    for path in out.iterdir():  # the record of a cohort, and what else lies there
        if path.is_file():
            yield path.name, hidden_in(path), own
    yield "words on the terminal", hidden_in_bytes(run.said), own
    for folder in (run.cache, run.temporary):
        for number, names in hidden_below(folder).items():
            yield names[0], frozenset({number}), everything
    for name, contents in run.passing.items():
        closed = everything if name.startswith("temporary/") else own
        for content in contents:
            yield name, hidden_in_bytes(content), closed


def _on_the_wall(deck: Path) -> frozenset[int]:
    """The canaries of everything of a deck but its notes: participants see it, whoever opens it."""
    with zipfile.ZipFile(deck) as archive:
        parts = [name for name in archive.namelist() if not name.startswith("ppt/notesSlides/")]
        return frozenset().union(*(hidden_in_bytes(archive.read(name)) for name in parts))


def lost(project: Planted, run: Build, cohort: str) -> list[str]:
    """What a reader of a cohort may see and does not get: one line each."""
    found = []
    for audience in AUDIENCES:
        there = hidden_below(run.out / cohort / "en" / audience)
        for number in sorted(project.expected(cohort, audience) - there.keys()):
            canary = project.canaries[number]
            if canary.field not in UNPRINTED:
                found.append(f"{cohort} {audience}: {canary.field} of {canary.file}")
    return found


def test_every_cohort_is_built(runs: dict[str, Build]) -> None:
    for cohort, run in runs.items():
        assert run.code == 0, run.said.decode()
        assert {path.name for path in (run.out / cohort / "en").iterdir()} == set(AUDIENCES)
        assert len([*(run.out / cohort).rglob("*.zip")]) == len(AUDIENCES)
        assert any(run.cache.rglob("*.*")), "the cache that is looked into is not the one used"


@pytest.mark.parametrize("cohort", COHORTS)
def test_nobody_gets_what_is_not_for_them(runs: dict[str, Build], cohort: str) -> None:
    assert leaks(_first(), runs[cohort], cohort) == []


@pytest.mark.parametrize("cohort", COHORTS)
def test_everybody_gets_all_that_is_for_them(runs: dict[str, Build], cohort: str) -> None:
    assert lost(_first(), runs[cohort], cohort) == []


def test_every_text_field_of_the_model_has_a_canary() -> None:
    declared: set[str] = set()
    nouns: list[type] = [*WHOLE]
    for noun in nouns:
        for spec in fields_of(noun):
            if spec.kind is not None:
                declared.add(f"{noun.__name__}.{spec.name}")
            if is_dataclass(spec.leaf) and spec.leaf not in nouns:
                nouns.append(spec.leaf)
    assert declared - {canary.field for canary in _first().canaries} == set()
    assert len(declared) > 100


def test_every_closed_field_is_closed_to_those_below() -> None:
    # Written down by hand: a field that loses its reader where it is declared is open by mistake
    ours = {
        **dict.fromkeys(TRAINERS, Audience.TRAINER),
        **dict.fromkeys(ORGANISERS, Audience.ORGANISER),
        **dict.fromkeys(EVALUATORS, Audience.EVALUATOR),
    }
    read: dict[str, Audience] = {}
    for canary in _first().canaries:
        if canary.guard.cohorts:
            least = min(read.get(canary.field, Audience.TRAINER), canary.guard.audience,
                        key=AUDIENCES.index)  # fmt: skip
            read[canary.field] = least
    closed = {name: reader for name, reader in read.items() if reader != Audience.PARTICIPANT}
    assert {name: closed.get(name) for name in ours} == ours
    assert set(closed) - set(ours) <= {"Inject.id", "Change.reason"}


@pytest.mark.soak
@pytest.mark.parametrize("rotation", range(1, len(PAIRS)))
def test_every_pair_of_a_reader_and_a_release_holds(tmp_path: Path, rotation: int) -> None:
    project = planted(rotation)
    if rotation in {7, 13}:  # all products now and then; those that print everything for each pair
        runs = built(tmp_path, project, "--zip")
    else:
        whole = run_ttt(lay_out(project.files, tmp_path / "project"), "build", *EVERYTHING)
        whole.said, whole.passing = b"", {}  # one run for all cohorts tells of all of them
        runs = dict.fromkeys(COHORTS, whole)
    for cohort, run in runs.items():
        assert run.code == 0, run.said.decode()
        assert leaks(project, run, cohort) == []
        assert lost(project, run, cohort) == []


def test_the_full_form_meets_every_pair() -> None:
    met: dict[str, set[object]] = {}
    for rotation in range(len(PAIRS)):
        for canary in planted(rotation).canaries:
            if canary.field.endswith(".id") and canary.guard.cohorts != NOBODY:
                met.setdefault(canary.field, set()).add(canary.guard)
    # To release to both countries is to release to everybody: there are no others
    pairs = {Guard(audience, reached(release)) for release, audience in PAIRS}
    assert {name for name, guards in met.items() if guards >= pairs} >= {
        "Module.id", "Session.id", "Step.id", "Exercise.id", "Resource.id", "Term.id",
    }  # fmt: skip
    assert met["Inject.id"] >= {pair.to(Audience.EVALUATOR) for pair in pairs}
