"""What a build is asked for, what it says while it runs, and what it came to. Holds data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal, Self

from ttt.diagnostics import Diagnostic, Severity
from ttt.frozen import frozen
from ttt.model.artifact import Artifact
from ttt.tasks import Selection, Unbuilt


@frozen
class Options:
    """What to build and how; empty tuples mean everything, `jobs` 0 as many as useful.

    `packed` asks for an archive an audience. `compiled` is a folder of the user's own that keeps
    compiled templates from build to build. `moment` is the time that the properties of documents
    name (W3CDTF, UTC); empty for the edition's date.
    """

    cohorts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    out: Path | None = None
    jobs: int = 0
    force: bool = False
    packed: bool = False
    compiled: Path | None = None
    moment: str = ""

    @property
    def selection(self) -> Selection:
        """What is asked for."""
        return Selection(self.cohorts, self.languages, self.products, self.modules)


@frozen
class Event:
    """Progress: how many documents there are to make, and which was made last."""

    total: int
    done: int
    document: str = ""


@frozen
class DocumentOutcome:
    """One document that was made; `path` is relative to the cohort's folder."""

    path: str
    product: str
    audience: str
    language: str

    @classmethod
    def of(cls, artifact: Artifact) -> Self:
        """Return what there is to say of a document."""
        return cls(artifact.path, artifact.product, str(artifact.audience), artifact.language)


@frozen
class CohortOutcome:
    """What became of one cohort.

    `kept` are edited files, and `beside` the path of the new version of each, empty where none is
    built any more. `backups` are edited files that were replaced, as they lie in the output folder
    now. `archives` are those to hand over, one an audience, when they were asked for. `missing`
    says in words what an error in a template kept from being made.
    """

    id: str
    name: str
    status: Literal["built", "checked", "failed"]
    documents: tuple[DocumentOutcome, ...] = ()
    unbuilt: tuple[Unbuilt, ...] = ()
    kept: tuple[str, ...] = ()
    written: int = 0
    unchanged: int = 0
    archives: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@frozen
class Outcome:
    """What a build or check came to. `unknown` names what was asked for and is not there."""

    diagnostics: tuple[Diagnostic, ...]
    cohorts: tuple[CohortOutcome, ...] = ()
    out: Path | None = None
    timings: Mapping[str, float] = field(default_factory=dict)
    unknown: str = ""

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)
