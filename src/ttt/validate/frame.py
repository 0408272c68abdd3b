"""What a reader of a value must know about the place where it reads.

`Run` is the account of one validation; a `Frame` is handed down from element to element and
carries layer, address, audience and release (an inner element can only be narrower).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ttt.diagnostics import Collector, Related
from ttt.frozen import frozen
from ttt.model.assets import Assets
from ttt.model.audience import Audience
from ttt.source import Span
from ttt.text import Origin
from ttt.validate.wording import quote

BASE: Final = "base"
_EVERYBODY: Final = Audience.PARTICIPANT


@frozen
class Reference:
    """An id that a field names, to be looked up when all files are read."""

    kind: str
    id: str
    span: Span
    report: Collector
    within: str = ""
    """The file's element in which it is looked up; empty for the whole curriculum."""


@frozen
class Identity:
    """An id as it was given, with its place and the kind of element that has it."""

    id: str
    span: Span
    kind: str


@dataclass(slots=True)
class Run:
    """The account of one validation: ids given, ids named, members of regional cohorts."""

    assets: Assets
    identities: dict[tuple[str, str], dict[str, Identity]] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def claim(self, kind: str, scope: str, name: str, span: Span, report: Collector) -> None:
        """Take an id for an element; capitals do not count.

        Ids without a scope are unique for their kind; in a scope, which gives them a common
        address, they are unique for all kinds.
        """
        known = self.identities.setdefault(("" if scope else kind, scope), {})
        first = known.setdefault(name.casefold(), Identity(name, span, kind))
        if first.span is span:
            return
        same = "is used twice" if first.id == name else f"differs only in capitals from {first.id}"
        report.error(
            "REF002",
            f"{kind} id {quote(name)} {same}",
            span,
            "give one of the two another id",
            related=(Related("first used here", first.span),),
        )

    def ids(self, kind: str, scope: str = "") -> tuple[str, ...]:
        """Return the ids of a kind in the order they were given."""
        known = self.identities.get(("" if scope else kind, scope), {})
        return tuple(i.id for i in known.values() if i.kind == kind)

    def released_to(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return all cohorts that a list of names reaches.

        A regional cohort gets what each of its members may have; naming the regional cohort
        reaches only its own edition.
        """
        named = tuple(dict.fromkeys(names))
        regional = (
            cohort
            for cohort, members in self.members.items()
            if members and cohort not in named and all(member in named for member in members)
        )
        return (*named, *regional)


@frozen
class Frame:
    """Where a value is read: for whom it is, whose it is, and how the way to it is called."""

    run: Run
    report: Collector
    layer: str = BASE
    address: str = ""
    prefix: str = ""
    audience: Audience = Audience.PARTICIPANT
    released: tuple[str, ...] | None = None

    def origin(self, part: str, audience: Audience, span: Span) -> Origin:
        """Return the origin of a text of this element; `audience` is the field's."""
        if audience is _EVERYBODY:
            audience = self.audience
        elif self.audience is not _EVERYBODY:
            audience = audience.stricter(self.audience)
        return Origin(self.layer, self.address, self.prefix + part, audience, self.released, span)

    def within(self, part: str) -> Frame:
        """Return the frame of a part that has no address of its own (a slide, a table)."""
        return self._with(self.address, f"{self.prefix}{part}.", self.audience, self.released)

    def named(self, address: str) -> Frame:
        """Return the frame of an element with an address of its own."""
        return self._with(address, "", self.audience, self.released)

    def narrowed(self, audience: Audience | None, cohorts: tuple[str, ...]) -> Frame:
        """Return the frame inside an element that restricts its readers or its cohorts."""
        released = self.released
        if cohorts:
            reached = self.run.released_to(cohorts)
            released = reached if released is None else _both(reached, released)
        wanted = self.audience if audience is None else self.audience.stricter(audience)
        return self._with(self.address, self.prefix, wanted, released)

    def _with(
        self, address: str, prefix: str, audience: Audience, released: tuple[str, ...] | None
    ) -> Frame:
        """Return a copy; `dataclasses.replace` takes three times as long, once an element."""
        return Frame(self.run, self.report, self.layer, address, prefix, audience, released)


def _both(inner: tuple[str, ...], outer: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cohorts that two releases have in common."""
    return tuple(cohort for cohort in inner if cohort in outer)


KINDS: Final[Mapping[str, str]] = {
    "Module": "module",
    "Session": "session",
    "Step": "step",
    "Objective": "objective",
    "Exercise": "exercise",
    "Item": "item",
    "Question": "question",
    "Prompt": "prompt",
    "ExerciseObjective": "exercise objective",
    "Role": "role",
    "ExercisePhase": "phase",
    "Inject": "inject",
    "CriticalTask": "critical task",
    "Stage": "stage",
    "Criterion": "criterion",
    "Resource": "resource",
    "Term": "term",
    "Cohort": "cohort",
    "Partner": "partner",
    "CurriculumHeader": "curriculum",
}
"""What an element with an id is called, by the name of its noun."""
