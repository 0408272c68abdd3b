"""The documents the gallery shows, built in memory: no worker, nothing written to build/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from scripts.shots.catalogue import Shot
from ttt.diagnostics import Diagnostic, Severity
from ttt.model.numbering import Numbering
from ttt.tasks import Job, Made, Make, Selection, Survey, Surveyed, layers
from ttt.workshop import Workshop


class GalleryError(Exception):
    """The gallery cannot be made; the message is one sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as built; `numbering` says which slides of a deck show an element."""

    file: str
    data: bytes
    numbering: Mapping[str, tuple[int, int]]

    @property
    def is_deck(self) -> bool:
        """Whether it is slides."""
        return self.file.endswith(".pptx")


def build(root: Path, shots: Mapping[str, Shot]) -> Mapping[str, Paper]:
    """Return the document of each shot, by the name of its picture; the same one where shared."""
    shop = Workshop(root)
    chosen = Selection(
        cohorts=tuple(dict.fromkeys(shot.cohort for shot in shots.values())),
        products=tuple(dict.fromkeys(shot.product for shot in shots.values())),
    )
    survey = shop(Survey(chosen))
    assert isinstance(survey, Surveyed)  # noqa: S101 what a workshop answers to a survey
    if survey.unknown:
        raise GalleryError(f"The sample has not what the gallery shows: {survey.unknown}.")
    _refuse_errors(survey.diagnostics)
    papers: dict[Job, Paper] = {}
    for layer in layers(survey.cohorts, survey.digest, write=True):
        for task in layer:
            papers.update(_made(shop, task, shots.values()))
    return {name: _of(shot, papers, name) for name, shot in shots.items()}


def _made(shop: Workshop, task: Make, shots: Iterable[Shot]) -> Iterator[tuple[Job, Paper]]:
    """Make the documents of a task that are shown."""
    jobs = tuple(job for job in task.jobs if any(_is_for(job, shot) for shot in shots))
    if not jobs:
        return
    made = shop(replace(task, jobs=jobs))
    assert isinstance(made, Made)  # noqa: S101 what a workshop answers to a task of making
    _refuse_errors(made.diagnostics)
    for job, artifact in made.artifacts:
        numbering: Numbering = made.numberings.get((job.cohort, job.language, job.product), {})
        yield job, Paper(PurePosixPath(artifact.path).name, artifact.data, numbering)


def _is_for(job: Job, shot: Shot) -> bool:
    same = (job.cohort, job.product) == (shot.cohort, shot.product)
    return same and shot.element in ("", job.element)


def _of(shot: Shot, papers: Mapping[Job, Paper], name: str) -> Paper:
    paper = next((paper for job, paper in papers.items() if _is_for(job, shot)), None)
    if paper is None:
        raise GalleryError(
            f'{name}.png shows the {shot.product} of "{shot.element}" for {shot.cohort}, and the '
            "sample has no such document: choose another in scripts/shots/catalogue.py."
        )
    return paper


def _refuse_errors(findings: Iterable[Diagnostic]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        first = f"{errors[0].path}: {errors[0].message}"
        raise GalleryError(f"The sample has errors (`ttt check` shows them all): {first}.")
