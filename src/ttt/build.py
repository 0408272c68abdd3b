"""Build and check: survey the project, make its documents in workers, publish what is whole.

The coordinator. It plans, watches and writes files; whatever reads YAML, templates or Office runs
in a worker. Prints nothing.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from ttt import __version__
from ttt.costs import costs_a_document
from ttt.diagnostics import Collector, Diagnostic, Severity
from ttt.file_names import name_key, report_collision
from ttt.first_worker import load_stages
from ttt.model.artifact import Artifact
from ttt.model.numbering import Numbering
from ttt.outcome import CohortOutcome, DocumentOutcome, Event, Options, Outcome
from ttt.proof import Proof
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
    Start,
    Survey,
    Surveyed,
    Task,
    Waiting,
    layers,
)
from ttt.worker import Worker
from ttt.workers import Failure, Pool

if TYPE_CHECKING:
    from ttt.publish import Published, Publisher

DEADLINE: Final = 60.0
"""Seconds one document may take, the slowest machine included. What its templates do is limited
more tightly, and stopped at its line (`ttt.watch`)."""

MEMORY: Final = 1_500
"""MiB a worker may hold."""

MOST_WORKERS: Final = 8

Notify = Callable[[Event], None]


def build(
    root: Path,
    options: Options,
    notify: Notify = lambda _event: None,
    first: Worker[Task] | None = None,
) -> Outcome:
    """Make every document that is asked for and publish it, cohort by cohort.

    `first` is a worker that was started earlier (`first_worker`). Nothing is written for a
    cohort that has an error; the others are built. What `costs_a_document` says of an error costs
    that and no other. Raises `publish.LockedError` when another build holds the output folder,
    `publish.CannotWriteError` when a file cannot be written; old files are whole then.
    """
    out = options.out or root / "build"
    proof = Proof()
    start = Start(root, options.compiled, options.moment)
    with _pool(start, options.jobs or _useful(), early=proof.early, first=first) as pool:
        from ttt.publish import Publisher  # noqa: PLC0415 while the workers import the stages

        run = _Run(root, options, notify, proof)
        if not run.survey(pool):
            return run.outcome(out=out, writing=True)
        with Publisher(out, f"ttt {__version__}", run.collector) as publisher:
            run.publisher = publisher
            run.make(pool)
            return run.outcome(out=out, writing=True)


def check(
    root: Path,
    options: Options,
    notify: Notify = lambda _event: None,
    first: Worker[Task] | None = None,
) -> Outcome:
    """Make every document without writing any: the findings are those of a build."""
    start = Start(root, options.compiled, options.moment)
    with _pool(start, options.jobs or _useful(), first=first) as pool:
        run = _Run(root, options, notify, Proof())
        if run.survey(pool):
            run.make(pool)
        return run.outcome()


def dump(root: Path, stage: str, job: Job) -> Dumped:
    """Return what flows out of a stage for one document, as readable text."""
    with _pool(Start(root), 1) as pool:
        for _, result in pool.run([Dump(stage, job)]):
            if isinstance(result, Dumped):
                return result
            if isinstance(result, Failure):
                raise WorkerCrashed(result.detail)
    return Dumped("", ())


class WorkerCrashed(Exception):  # noqa: N818 it is what happened
    """A worker failed, or wrote a broken file: a bug in ttt; the message says all there is."""


def _pool(
    start: Start,
    count: int,
    *,
    early: Callable[[Early], None] | None = None,
    first: Worker[Task] | None = None,
) -> Pool[Task, Result]:
    return Pool(
        load_stages,
        count,
        deadline=DEADLINE,
        memory=MEMORY,
        start=start,
        early=early,
        first=first,
    )


def _useful() -> int:
    """Return how many workers there are cores for."""
    return min(os.cpu_count() or 1, MOST_WORKERS)


class _Run:
    """One build or check as it goes on."""

    def __init__(self, root: Path, options: Options, notify: Notify, proof: Proof) -> None:
        self.root = root
        self.options = options
        self.notify = notify
        self.publisher: Publisher | None = None
        self.collector = Collector()
        self.proof = proof
        self.timings: dict[str, float] = {}
        self.surveyed = Surveyed("", (), (), {})
        self.made: dict[str, list[DocumentOutcome]] = {}
        self.failed: set[str] = set()
        self.missing: dict[str, list[str]] = defaultdict(list)
        self.published: dict[str, Published] = {}
        self.numberings: dict[tuple[str, str, str], Numbering] = {}
        self.names: dict[str, str] = {}
        self.lost: set[tuple[str, str]] = set()
        self.running_away: dict[tuple[str, str], Failure] = {}
        self.done = 0
        self.total = 0

    def survey(self, pool: Pool[Task, Result]) -> bool:
        """Read and check everything; return whether there is something to make."""
        for _, result in pool.run([Survey(self.options.selection)]):
            match result:
                case Surveyed():
                    self.surveyed = result
                case Failure(kind="time"):
                    self._too_large(f"takes longer than {DEADLINE:.0f} seconds")
                    return False
                case Failure(kind="memory"):
                    self._too_large(f"needs more than {MEMORY} MB of memory")
                    return False
                case Failure():
                    raise WorkerCrashed(result.detail)
        self.collector.extend(self.surveyed.diagnostics)
        self._account(self.surveyed.timings)
        found = [d for d in self.surveyed.diagnostics if d.severity is Severity.ERROR]
        errors = [error for error in found if not costs_a_document(error)]
        for error in filter(costs_a_document, found):
            for cohort in error.cohorts or [plan.id for plan in self.surveyed.cohorts]:
                self.missing[cohort].append(f"what {error.path} makes")
        self.failed = {cohort for error in errors for cohort in error.cohorts}
        if self.surveyed.unknown or any(not error.cohorts for error in errors):
            self.failed = {plan.id for plan in self.surveyed.cohorts}
            return False
        return any(plan.id not in self.failed for plan in self.surveyed.cohorts)

    def _too_large(self, why: str) -> None:
        hint = "look for a file a program wrote, and take it out of the project"
        self.collector.error("OUT005", f"reading the curriculum {why}", None, hint)

    def make(self, pool: Pool[Task, Result]) -> None:
        """Make all documents of cohorts without an error, layer by layer."""
        plans = [plan for plan in self.surveyed.cohorts if plan.id not in self.failed]
        write = self.publisher is not None
        self.total = sum(len(plan.jobs) for plan in plans)
        self.notify(Event(self.total, 0))
        for layer in layers(plans, self.surveyed.digest, write=write):
            self._layer(pool, layer)
        self._rehearse(pool)
        pool.leave()  # an end takes a while too, and publishing needs nobody
        for plan in plans:
            self._close(plan)

    def _rehearse(self, pool: Pool[Task, Result]) -> None:
        """Try the templates that were not tried yet; one that failed is named already."""
        sets = {plan.id: plan.templates for plan in self.surveyed.cohorts}
        failed = {(sets.get(cohort, ""), product) for cohort, product in self.lost}
        asked = [r for r in self.surveyed.rehearsals if (r.templates, r.product) not in failed]
        for task, result in pool.run(asked):
            assert isinstance(task, Rehearse)  # noqa: S101 for the type checker
            users = tuple(p.id for p in self.surveyed.cohorts if p.templates == task.templates)
            match result:
                case Rehearsed():
                    self.collector.for_cohorts(users).extend(result.diagnostics)
                    self._account(result.timings)
                    if any(d.severity is Severity.ERROR for d in result.diagnostics):
                        self.failed.update(users)
                case Failure(kind="crashed"):
                    raise WorkerCrashed(result.detail)
                case Failure():
                    for user in users:
                        self._ran_away(user, task.product, f'set "{task.templates}"', result)
                    self.failed.update(users)

    def _layer(self, pool: Pool[Task, Result], tasks: Iterable[Make]) -> None:
        """Run tasks; what is left of one that was stopped is done again, without the document."""
        waiting = Waiting(tasks)
        for task, result in pool.run(map(self._prepared, waiting)):
            assert isinstance(task, Make)  # noqa: S101 for the type checker
            match result:
                case Made():
                    self._take(result)
                case Failure(kind="crashed"):
                    raise WorkerCrashed(result.detail)
                case Failure(at=at) if at < 0 and len(task.jobs) > 1:
                    waiting.put_back(replace(task, jobs=(job,)) for job in task.jobs)
                case Failure(at=at):
                    job = task.jobs[max(at, 0)]
                    self.running_away[self._template_of(job)] = result
                    waiting.put_back([task])

    def _prepared(self, task: Make) -> Make:
        """Return the task as it is to be done now; of a product that ran away nothing is tried."""
        jobs: list[Job] = []
        for job in task.jobs:
            failure = self.running_away.get(self._template_of(job)) if self.running_away else None
            if failure is None:
                jobs.append(job)
            else:
                self._stopped(job, failure)
        return self._with_numberings(replace(task, jobs=tuple(jobs)))

    def _template_of(self, job: Job) -> tuple[str, str]:
        """Return template set and product: what one document of it does, the others do too."""
        sets = (plan.templates for plan in self.surveyed.cohorts if plan.id == job.cohort)
        return next(sets, ""), job.product

    def _with_numberings(self, task: Make) -> Make:
        if all(job.group for job in task.jobs):
            return task
        cohorts = {job.cohort for job in task.jobs}
        known = {key: value for key, value in self.numberings.items() if key[0] in cohorts}
        return replace(task, numberings=known, lost=frozenset(self.lost))

    def _take(self, made: Made) -> None:
        """Keep what a task made: findings, documents, numbers."""
        self.collector.extend(made.diagnostics)
        self._account(made.timings)
        for key, numbering in made.numberings.items():
            self.numberings[key] = {**self.numberings.get(key, {}), **numbering}
        if made.stale:
            self.collector.error(
                "OUT004", "a file was changed while the build ran", None, "run the build again"
            )
        costly = {
            cohort
            for finding in made.diagnostics
            if finding.severity is Severity.ERROR and not costs_a_document(finding)
            for cohort in finding.cohorts
        }
        for job in made.failed:
            self.lost.add((job.cohort, job.product))
            self.failed |= {job.cohort} if made.stale else costly & {job.cohort}
            self.missing[job.cohort].append(f"{job.product} for {job.element}")
            self._count("")
        for job, artifact in made.artifacts:
            if not self._is_new(job.cohort, artifact):
                self.failed.add(job.cohort)
                self._count("")
                continue
            if self.publisher is not None and job.cohort not in self.failed:
                if fault := self.proof.fault(artifact.data):
                    raise WorkerCrashed(f"{artifact.path}: {fault}")
                self.publisher.stage(job.cohort, artifact)
            self.made.setdefault(job.cohort, []).append(DocumentOutcome.of(artifact))
            self._count(artifact.path)

    def _is_new(self, cohort: str, artifact: Artifact) -> bool:
        """Whether no other document of the cohort goes to the same file; reported otherwise."""
        key = f"{cohort}/{name_key(artifact.path)}"
        first = self.names.get(key)
        if first is None:
            self.names[key] = artifact.product
            return True
        report = self.collector.for_cohort(cohort)
        report_collision(artifact.path, first, artifact.product, report)
        return False

    def _count(self, path: str) -> None:
        self.done += 1
        self.notify(Event(self.total, self.done, path))

    def _stopped(self, job: Job, failure: Failure) -> None:
        """Report a document that was stopped from outside, with its template."""
        self.lost.add((job.cohort, job.product))
        document = f"{job.product} for {job.element}"
        self.missing[job.cohort].append(document)
        self._ran_away(job.cohort, job.product, document, failure)
        self._count("")

    def _ran_away(self, cohort: str, product: str, place: str, failure: Failure) -> None:
        why = {
            "time": f"takes longer than {DEADLINE:.0f} seconds",
            "memory": f"needs more than {MEMORY} MB of memory",
            "stuck": "does not come to an end",
        }.get(failure.kind, "ends the program")
        plans = (plan for plan in self.surveyed.cohorts if plan.id == cohort)
        source = next((plan.sources.get(product, "") for plan in plans), "")
        self.collector.for_cohort(cohort).error(
            "TPL003",
            f'the template of "{product}" {why}',
            None,
            "look for a loop that never ends, or a loop inside a loop",
            place=place,
            file=source,
        )

    def _close(self, plan: CohortPlan) -> None:
        """Publish a cohort that came out whole; throw away what there is of another."""
        if self.publisher is None:
            return
        if plan.id in self.failed:
            self.publisher.discard(plan.id)
            return
        if not plan.jobs:
            return  # nothing was asked for: that is no reason to clear the folder
        self.published[plan.id] = self.publisher.commit(
            plan.id,
            plan.edition,
            force=self.options.force,
            complete=self.options.selection.whole and plan.id not in self.missing,
            packed=self.options.packed,
        )

    def _account(self, timings: Mapping[str, float]) -> None:
        for stage, seconds in timings.items():
            self.timings[stage] = self.timings.get(stage, 0.0) + seconds

    def outcome(self, out: Path | None = None, *, writing: bool = False) -> Outcome:
        """Return what it all came to."""
        cohorts = []
        for plan in self.surveyed.cohorts:
            published = self.published.get(plan.id)
            failed = plan.id in self.failed
            whole: Literal["built", "checked"] = "built" if writing else "checked"
            made = () if failed else self.made.get(plan.id, ())
            cohorts.append(
                CohortOutcome(
                    plan.id,
                    plan.name,
                    "failed" if failed else whole,
                    tuple(sorted(made, key=lambda document: document.path)),
                    plan.unbuilt,
                    tuple(kept.path for kept in published.kept) if published else (),
                    len(published.written) if published else 0,
                    len(published.unchanged) if published else 0,
                    published.archives if published else (),
                    tuple(kept.beside for kept in published.kept) if published else (),
                    published.backups if published else (),
                    () if failed else tuple(dict.fromkeys(self.missing.get(plan.id, ()))),
                )
            )
        planned, asked = {plan.id for plan in self.surveyed.cohorts}, self.options.cohorts
        # A cohort whose own file cannot be read was never planned; it was not built either.
        others = [name for name in sorted(self.failed - planned) if not asked or name in asked]
        cohorts += [CohortOutcome(name, name, "failed") for name in others]
        return Outcome(self._findings(), tuple(cohorts), out, self.timings, self.surveyed.unknown)

    def _findings(self) -> tuple[Diagnostic, ...]:
        """Return what concerns the cohorts that were asked for."""
        asked = set(self.options.cohorts)
        return tuple(f for f in self.collector if not (asked and f.cohorts) or asked & {*f.cohorts})
