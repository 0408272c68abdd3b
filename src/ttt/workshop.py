"""Does one task inside a worker process: survey the project, make documents, show a stage.

A survey is load → validate → check for everything; the stages of one document are in
`document_maker`. Writes no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Final

from ttt.checks import check
from ttt.diagnostics import Collector, Diagnostic
from ttt.document_maker import DocumentMaker
from ttt.model.artifact import Artifact
from ttt.office.package import RawPart
from ttt.planning import is_wanted, unknown_name
from ttt.tasks import (
    CohortPlan,
    Dump,
    Dumped,
    Early,
    Job,
    Made,
    Make,
    Rehearse,
    Rehearsed,
    Result,
    Selection,
    Survey,
    Surveyed,
    Task,
)
from ttt.worker_process import Begun

_PARTS: Final = 64
"""Parts in one message: a slide has four."""


class Workshop:
    """One project as a worker holds it.

    `say` is told parts of a file while the rest is made (`ttt.proof` looks at them meanwhile).
    """

    def __init__(
        self,
        root: Path,
        say: Callable[[Early | Begun], None] | None = None,
        compiled: Path | None = None,
        moment: str = "",
    ) -> None:
        self.root = root
        self._moment = moment
        self._compiled = compiled
        self._say = say
        self._parts: list[tuple[str, bytes, int, int, int]] = []
        self.timings: dict[str, float] = {}
        self._loaded: DocumentMaker | None = None

    def __call__(self, task: Task) -> Result:
        """Do one task."""
        self.timings = {}
        match task:
            case Survey(selection):
                return self._survey(selection)
            case Make():
                return self._make(task)
            case Rehearse(templates, product):
                found = Collector()
                with self.timed("rehearse"):
                    self._load(Collector()).rehearsals.rehearse(templates, product, found)
                return Rehearsed(tuple(found), self.timings)
            case Dump(stage, job):
                return self._dump(stage, job)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time of a stage to the account."""
        start = perf_counter()
        yield
        self.timings[stage] = self.timings.get(stage, 0.0) + perf_counter() - start

    def _load(self, collector: Collector) -> DocumentMaker:
        if self._loaded is None:
            self._loaded = DocumentMaker(
                self.root, self.timed, collector, self._compiled, self._moment
            )
        return self._loaded

    def _tell(self, name: str, part: RawPart) -> None:
        """Pass a part on, many in one message; the last few only come with the file."""
        self._parts.append((name, part.data, part.method, part.crc, part.size))
        if self._say and len(self._parts) >= _PARTS:
            self._say(tuple(self._parts))
            self._parts.clear()

    # ── survey ───────────────────────────────────────────────────────────────────────────────

    def _survey(self, selection: Selection) -> Surveyed:
        collector = Collector()
        self._loaded = None
        loaded = self._load(collector)
        curriculum = loaded.curriculum
        plans: tuple[CohortPlan, ...] = ()
        unknown = ""
        if curriculum is not None:
            with self.timed("check"):
                check(curriculum, collector)
            broken = {cohort for finding in collector for cohort in finding.cohorts}
            unknown = unknown_name(selection, curriculum, loaded.sets, broken)
            if not unknown:
                plans = tuple(
                    loaded.plan(cohort, selection, collector)
                    for cohort in curriculum.cohorts
                    if is_wanted(cohort, selection)
                )
        with self.timed("rehearse"):
            rehearsals = loaded.rehearsals.waiting({plan.templates for plan in plans})
        digest = loaded.project.digest
        return Surveyed(digest, plans, tuple(collector), self.timings, unknown, rehearsals)

    # ── make ─────────────────────────────────────────────────────────────────────────────────

    def _make(self, task: Make) -> Made:
        loaded = self._load(Collector())
        if loaded.project.digest != task.digest:
            self._loaded = None
            return Made((), task.jobs, {}, (), self.timings, stale=True)
        collector = Collector()
        loaded.numberings.update(task.numberings)
        loaded.lost.update(task.lost)
        artifacts: list[tuple[Job, Artifact]] = []
        failed: list[Job] = []
        # While many documents are made the coordinator reads those made before; a message it has
        # no time for would hold the worker up.
        alone = len(task.jobs) == 1
        early = self._tell if self._say and alone and task.bytes else None
        for number, job in enumerate(task.jobs):
            if self._say and not alone:
                self._say(Begun(number))
            found = Collector()
            report = found.for_cohort(job.cohort)
            artifact = loaded.make(job, report, write=task.bytes, early=early)
            if any(finding.span is None and not finding.file for finding in found):
                found = self._located(job, found)
            collector.extend(found)
            if artifact is None or found.has_errors:
                failed.append(job)
                loaded.lost.add((job.cohort, job.product))
            else:
                artifacts.append((job, artifact))
        numberings = dict(loaded.numberings)
        loaded.forget()
        return Made(tuple(artifacts), tuple(failed), numberings, tuple(collector), self.timings)

    def _located(self, job: Job, found: Collector) -> Collector:
        """Return the findings of a document with their lines in the templates.

        Marking lines takes time, so it is done for documents that have something to report.
        """
        again = Collector()
        self._load(again).make(job, again.for_cohort(job.cohort), write=False, located=True)
        placed = {_what(finding) for finding in again}
        for finding in found:
            if _what(finding) not in placed:
                again.add(finding)
        return again

    def _dump(self, stage: str, job: Job) -> Dumped:
        collector = Collector()
        loaded = self._load(collector)
        text = loaded.dump(stage, job, collector) if loaded.curriculum is not None else ""
        return Dumped(text, tuple(collector))


def _what(finding: Diagnostic) -> tuple[str, str]:
    """Return what a finding is about: which limit was met first may differ from run to run."""
    return finding.code, "" if finding.code == "TPL003" else finding.message
