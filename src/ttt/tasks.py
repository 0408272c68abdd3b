"""What is to be done: documents as jobs, jobs as tasks for a worker, what comes back.

A task is small: names only. A worker loads what it needs and keeps it; the coordinator plans,
watches and writes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import TypeAlias

from ttt.diagnostics import Diagnostic
from ttt.frozen import frozen
from ttt.model.artifact import Artifact
from ttt.model.numbering import Numbering


@frozen
class Selection:
    """What a build is asked for; empty means everything.

    Without `cohorts` the active ones are meant.
    """

    cohorts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether all documents of its cohorts are meant."""
        return not (self.languages or self.products or self.modules)


@frozen
class Job:
    """One document: a product for one element of one cohort's edition in one language.

    `group` is what its caches are shared by (a module), empty for what is about everything.
    """

    cohort: str
    language: str
    product: str
    element: str
    group: str = ""


@frozen
class Start:
    """What all tasks share: the project, and the folder that keeps compiled templates, if any.

    `moment` is the time documents name as theirs (W3CDTF, UTC), empty for the edition's date.
    """

    root: Path
    compiled: Path | None = None
    moment: str = ""


@frozen
class Survey:
    """Task: read and check everything, say what there is to build."""

    selection: Selection


@frozen
class Make:
    """Task: make the documents of its jobs, in their order.

    `numberings` are those of decks made before, by cohort, language and product. Without `bytes`
    everything is done but the writing (that is what `check` asks for). `digest` is that of the
    project as surveyed. `lost` are products (by cohort) of which a document could not be made.
    """

    jobs: tuple[Job, ...]
    digest: str
    bytes: bool = True
    numberings: Mapping[tuple[str, str, str], Numbering] = field(default_factory=dict)
    lost: frozenset[tuple[str, str]] = frozenset()


@frozen
class Rehearse:
    """Task: try a product's template on a curriculum in which each field holds its own name."""

    templates: str
    product: str


@frozen
class Dump:
    """Task: show what flows out of one stage for one document."""

    stage: str
    job: Job


Task: TypeAlias = Survey | Make | Rehearse | Dump


@frozen
class Unbuilt:
    """A language a cohort has and no document is built in, with the reason."""

    language: str
    reason: str


@frozen
class CohortPlan:
    """What a survey found for one cohort.

    `referring` are products that print slide numbers, `templates` is its template set, `sources`
    the path of each product's Jinja file.
    """

    id: str
    name: str
    edition: str
    languages: tuple[str, ...]
    unbuilt: tuple[Unbuilt, ...]
    jobs: tuple[Job, ...]
    referring: tuple[str, ...] = ()
    templates: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)


@frozen
class Surveyed:
    """Result of `Survey`. `unknown` says which name of the selection is nothing, in words.

    `rehearsals` are templates that were not tried yet as they are now.
    """

    digest: str
    cohorts: tuple[CohortPlan, ...]
    diagnostics: tuple[Diagnostic, ...]
    timings: Mapping[str, float]
    unknown: str = ""
    rehearsals: tuple[Rehearse, ...] = ()


@frozen
class Rehearsed:
    """Result of `Rehearse`: what a template reaches for and may not show."""

    diagnostics: tuple[Diagnostic, ...]
    timings: Mapping[str, float]


@frozen
class Made:
    """Result of `Make`: the artifacts that could be made, and the numbering of their decks.

    `failed` are the jobs that gave no document; their errors are among the diagnostics.
    """

    artifacts: tuple[tuple[Job, Artifact], ...]
    failed: tuple[Job, ...]
    numberings: Mapping[tuple[str, str, str], Numbering]
    diagnostics: tuple[Diagnostic, ...]
    timings: Mapping[str, float]
    stale: bool = False


@frozen
class Dumped:
    """Result of `Dump`: readable text, empty when the stage could not be reached."""

    text: str
    diagnostics: tuple[Diagnostic, ...]


Result: TypeAlias = Surveyed | Made | Rehearsed | Dumped

Early: TypeAlias = tuple[tuple[str, bytes, int, int, int], ...]
"""Parts of a file that is still being made: name, then the fields of `office.package.RawPart`."""


class Waiting(Iterator[Make]):
    """Tasks still to be done; some may be put back."""

    def __init__(self, tasks: Iterable[Make]) -> None:
        self._tasks = deque(tasks)

    def __next__(self) -> Make:
        if not self._tasks:
            raise StopIteration
        return self._tasks.popleft()

    def put_back(self, tasks: Iterable[Make]) -> None:
        """Have tasks done next."""
        self._tasks.extendleft(tasks)


def layers(
    cohorts: Iterable[CohortPlan], digest: str, *, write: bool
) -> tuple[list[Make], list[Make]]:
    """Return the tasks of the two layers.

    A task holds all jobs of one group for all cohorts, those that refer to no other document
    first. Jobs about everything that refer to decks form the second layer, one task a cohort.
    """
    first: dict[str, list[Job]] = {}
    second: dict[str, list[Job]] = {}
    later: set[Job] = set()
    for plan in cohorts:
        for job in plan.jobs:
            refers = job.product in plan.referring
            if refers:
                later.add(job)
            if job.group:
                first.setdefault(job.group, []).append(job)
            elif refers:
                second.setdefault(job.cohort, []).append(job)
            else:
                first.setdefault(f"/{job.cohort}", []).append(job)

    def tasks(groups: Iterable[list[Job]]) -> list[Make]:
        return [Make(tuple(sorted(g, key=later.__contains__)), digest, write) for g in groups]

    return tasks(first.values()), tasks(second.values())
