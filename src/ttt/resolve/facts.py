"""`{{ cohort.facts.x }}` and the few other names a text may hold, and what they stand for.

A value is put in as literal characters: it opens no list and no emphasis. Facts themselves hold
no names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, TypeAlias

from ttt.diagnostics import Collector, Diagnostic, Related, Severity
from ttt.document import Gap, Inline, Str
from ttt.model.cohort import Cohort, Fact
from ttt.model.curriculum import CurriculumHeader
from ttt.model.edition import Curriculum
from ttt.prose import place, substitute
from ttt.resolve.same import Same
from ttt.resolve.wording import quote
from ttt.source import Span
from ttt.text import Text

COHORT: Final = ("id", "name", "size")
CURRICULUM: Final = ("id", "title", "short", "version", "date", "notice", "community")
_FACTS: Final = "cohort.facts."


Filled: TypeAlias = dict[int, tuple[Text, Text]]
"""Texts by identity, each with what it reads with a cohort's facts in place."""


@lru_cache(maxsize=64)
def filled(_curriculum: Same, _cohort: Same, _to_confirm: str) -> Filled:
    """Return the texts of a cohort that were filled already: all its audiences read the same."""
    return {}


@dataclass(slots=True)
class Facts:
    """The names one cohort's texts may hold.

    `header` is None while the header's own texts are read: they cannot name each other.
    `to_confirm` is printed behind a fact that nobody verified. `known` are texts that were filled
    before and gave no finding.
    """

    curriculum: Curriculum
    cohort: Cohort
    members: tuple[Cohort, ...]
    collector: Collector
    header: CurriculumHeader | None = None
    to_confirm: str = ""
    known: Filled = field(default_factory=dict)
    _reported: int = 0

    def fill(self, text: Text) -> Text:
        """Return the text with what its names stand for; a name that is nothing is reported."""
        known = self.known.get(id(text))
        if known is not None:
            return known[1]

        def lookup(name: str, line: int) -> tuple[Inline, ...] | None:
            value = self._value(name)
            if value is None:
                self._report(name, place(text.origin, line), text.origin.layer)
            return value

        reported = self._reported
        filled = substitute(text, lookup, self.collector)
        if filled is not text and reported == self._reported:
            self.known[id(text)] = text, filled
        return filled

    def _value(self, name: str) -> tuple[Inline, ...] | None:
        """Return what a name stands for, None when there is nothing of this name."""
        match name.split("."):
            case ["cohort", "facts", key]:
                return self._fact(key)
            case ["cohort", key] if key in COHORT:
                return self._plain(getattr(self.cohort, key))
            case ["curriculum", key] if key in CURRICULUM and self.header is not None:
                return self._plain(getattr(self.header, key))
            case _:
                return None

    def _plain(self, value: object) -> tuple[Inline, ...]:
        if isinstance(value, Text):
            return (Str(str(value), value.origin),) if value else ()
        return (Str(str(value)),)

    def _fact(self, key: str) -> tuple[Inline, ...] | None:
        """Return a fact, member by member in a regional cohort."""
        if not self.cohort.members:
            fact = self.cohort.facts.get(key)
            return None if fact is None else self._known(self.cohort, key, fact)
        found: list[Inline] = []
        for number, member in enumerate(self.members):
            fact = member.facts.get(key)
            if fact is None:
                return None
            lead = f"{'; ' if number else ''}{member.name}: "
            found += (Str(lead, member.name.origin), *self._known(member, key, fact))
        return tuple(found)

    def _known(self, cohort: Cohort, key: str, fact: Fact) -> tuple[Inline, ...]:
        """Return a fact's value, a ruled gap for one that is not known yet."""
        if fact.value:
            value = Str(str(fact.value), fact.value.origin)
            unsure = self.to_confirm and not fact.verified_by
            return (value, Str(f" ({self.to_confirm})")) if unsure else (value,)
        if fact.unknown:
            self._add(
                Severity.WARNING,
                "COH202",
                f"the fact {quote(key)} of {quote(cohort.id)} is not known yet",
                fact.place.at("unknown"),
                f"a gap is printed; write value: and source: when you know the {fact.label}",
                cohorts=self._concerned(cohort),
            )
        return (Gap(Str(str(fact.label), fact.label.origin)),)

    def _report(self, name: str, span: Span | None, layer: str) -> None:
        """Say what is wrong with a name; an unknown one is wrong for everyone who has the text."""
        own = any(cohort.id == layer for cohort in self.curriculum.cohorts)
        concerned = self._concerned(self.cohort) if own else ()
        if name.startswith("event."):
            self._add(
                Severity.ERROR,
                "EVT001",
                f"{quote(name)} needs an event, and there is none",
                span,
                "take it out of the text, or write what holds for every event",
                cohorts=concerned,
            )
            return
        key = name.removeprefix(_FACTS)
        if name.startswith(_FACTS) and any(key in c.facts for c in self.curriculum.cohorts):
            for cohort in self._lacking(key):
                self._missing(key, cohort, span)
            return
        known = tuple(self._names())
        close = get_close_matches(name, known, 1)
        hint = f'did you mean "{close[0]}"?' if close else f"known: {', '.join(known)}"
        what = (
            f"no cohort has a fact {quote(key)}"
            if name.startswith(_FACTS)
            else f"there is no {quote(name)}"
        )
        self._add(Severity.ERROR, "COH201", what, span, hint, cohorts=concerned)

    def _missing(self, key: str, cohort: Cohort, span: Span | None) -> None:
        facts = cohort.place.keys.get("facts") or cohort.place.at("id")
        self._add(
            Severity.ERROR,
            "COH201",
            f"the cohort {quote(cohort.id)} has no fact {quote(key)}",
            span,
            f'add {key}: to the facts of "{cohort.id}"; unknown: prints a gap to write in',
            cohorts=self._concerned(cohort),
            related=(Related(f'the cohort "{cohort.id}"', facts),),
        )

    def _lacking(self, key: str) -> tuple[Cohort, ...]:
        cohorts = self.members if self.cohort.members else (self.cohort,)
        return tuple(cohort for cohort in cohorts if key not in cohort.facts)

    def _names(self) -> Iterator[str]:
        """Yield every name a text may hold."""
        facts = (key for cohort in self.curriculum.cohorts for key in cohort.facts)
        yield from (_FACTS + key for key in dict.fromkeys(facts))
        yield from (f"cohort.{key}" for key in COHORT)
        yield from (f"curriculum.{key}" for key in CURRICULUM)

    def _concerned(self, cohort: Cohort) -> tuple[str, ...]:
        """Return whose documents a finding about a cohort's facts concerns."""
        regional = (c.id for c in self.curriculum.cohorts if cohort.id in c.members)
        return (cohort.id, *regional)

    def _add(
        self,
        severity: Severity,
        code: str,
        message: str,
        span: Span | None,
        hint: str,
        *,
        cohorts: tuple[str, ...],
        related: tuple[Related, ...] = (),
    ) -> None:
        self._reported += 1
        self.collector.add(
            Diagnostic(code, severity, message, span, (hint,), related, cohorts=cohorts)
        )
