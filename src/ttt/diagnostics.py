"""Findings: what is wrong, where, and what to do about it.

A stage reports to a `Collector` and returns what it could make. How a finding is shown is the
business of `cli`; this module prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ttt.frozen import frozen
from ttt.source import Span


class Severity(StrEnum):
    """How bad a finding is. An error keeps documents from being written; nothing silences it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Related:
    """Another place that belongs to a finding ("first used here")."""

    message: str
    span: Span


@frozen
class Diagnostic:
    """One finding.

    `message` states the fact in one line: lower case, no full stop, the offending value in
    quotes. The remedy stands in `hints`. `span` is None where a file has no lines (an Office
    file); `place` then says where in words a Word user knows. `cohorts` names the cohorts whose
    documents the finding concerns; empty means all.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hints: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    place: str = ""
    file: str = ""
    cohorts: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The file concerned, relative to the project; empty for the project as a whole."""
        return self.span.path if self.span else self.file


@dataclass(slots=True)
class Collector:
    """Where stages report. Keeps order of arrival.

    The same finding is kept once, with all the cohorts it was reported for. `cohorts` is stamped
    on findings that name none (see `for_cohorts`).
    """

    cohorts: tuple[str, ...] = ()
    _seen: dict[Diagnostic, tuple[str, ...]] = field(default_factory=dict)

    def error(
        self,
        code: str,
        message: str,
        span: Span | None = None,
        *hints: str,
        related: tuple[Related, ...] = (),
        place: str = "",
        file: str = "",
    ) -> None:
        """Report an error."""
        self.add(Diagnostic(code, Severity.ERROR, message, span, hints, related, place, file))

    def warning(
        self,
        code: str,
        message: str,
        span: Span | None = None,
        *hints: str,
        related: tuple[Related, ...] = (),
        place: str = "",
        file: str = "",
    ) -> None:
        """Report a warning."""
        self.add(Diagnostic(code, Severity.WARNING, message, span, hints, related, place, file))

    def note(
        self,
        code: str,
        message: str,
        span: Span | None = None,
        *hints: str,
        related: tuple[Related, ...] = (),
        place: str = "",
        file: str = "",
    ) -> None:
        """Report something worth knowing that needs no action."""
        self.add(Diagnostic(code, Severity.NOTE, message, span, hints, related, place, file))

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep one finding; reported again for another cohort it concerns both."""
        cohorts = diagnostic.cohorts or self.cohorts
        finding = replace(diagnostic, cohorts=()) if diagnostic.cohorts else diagnostic
        known = self._seen.get(finding)
        if known is None:
            self._seen[finding] = cohorts
        elif known and cohorts:
            self._seen[finding] = tuple(dict.fromkeys((*known, *cohorts)))
        else:
            self._seen[finding] = ()

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep several findings."""
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def for_cohort(self, cohort: str) -> Collector:
        """Return a view that reports here, with findings that concern `cohort` only."""
        return self.for_cohorts((cohort,))

    def for_cohorts(self, cohorts: tuple[str, ...]) -> Collector:
        """Return a view that reports here, with findings that concern these cohorts only."""
        return Collector(cohorts, self._seen)

    def __iter__(self) -> Iterator[Diagnostic]:
        for finding, cohorts in tuple(self._seen.items()):
            yield replace(finding, cohorts=cohorts) if cohorts else finding

    def __len__(self) -> int:
        return len(self._seen)

    def __bool__(self) -> bool:
        """True also while nothing was reported: a collector is never "no collector"."""
        return True

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(d.severity is Severity.ERROR for d in self._seen)
