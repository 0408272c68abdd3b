"""Canaries and who may read them. Holds no test."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeAlias

from tests.leaks.scanner import canary
from ttt.model.audience import AUDIENCES, Audience
from ttt.model.curriculum import (
    Module,
    Resource,
    Session,
    Step,
    Term,
)
from ttt.model.exercise import Exercise, Inject
from ttt.model.fields import narrowing

FULL: Final = Path(__file__).parents[1] / "projects" / "full"
BASE: Final = Path(__file__).parents[2] / "templates" / "base"
HERE: Final = Path(__file__).parent
COHORTS: Final = ("aaa", "bbb", "reg")
EVERYONE: Final = frozenset(COHORTS)
NOBODY: Final = frozenset[str]()
RELEASES: Final[tuple[tuple[str, ...], ...]] = ((), ("aaa",), ("bbb",), ("aaa", "bbb"), ("reg",))
PAIRS: Final = tuple(itertools.product(RELEASES, AUDIENCES))
"""Every pair of a release and a reader."""
STRIDE: Final = 7
"""From one element's pair to the next one's: neighbours differ in both, and all pairs come."""

Named: TypeAlias = tuple[str, str]
"""A kind of element and the id of one, before a canary is put into it."""
Yaml: TypeAlias = Any  # what a YAML file holds: mappings, lists and strings, as deep as it is
NAMED: Final[Mapping[type, str]] = {
    Module: "module",
    Session: "session",
    Step: "step",
    Exercise: "exercise",
    Inject: "inject",
    Resource: "resource",
    Term: "term",
}
"""Nouns whose ids have canaries too, for an id can tell what it is about."""
COPIES: Final = (1, 2, 3, 4)


@dataclass(frozen=True)
class Guard:
    """Who may read: the least privileged reader, and cohorts."""

    audience: Audience = Audience.PARTICIPANT
    cohorts: frozenset[str] = EVERYONE

    def within(self, element: Mapping[str, Yaml], noun: type) -> Guard:
        """The guard inside an element."""
        audience = self.audience.stricter(Audience(element.get("audience", "participant")))
        for name, rule in narrowing(noun).items():
            if rule.applies(element.get(name, "")):
                audience = audience.stricter(rule.audience)
        return Guard(audience, self.cohorts & reached(element.get("releasable_to", ())))

    def to(self, audience: Audience) -> Guard:
        """The guard of a field."""
        return replace(self, audience=self.audience.stricter(audience))

    def lets(self, cohort: str, audience: Audience) -> bool:
        """Whether this reader of this cohort may read."""
        return cohort in self.cohorts and audience.may_see(self.audience)


def reached(names: tuple[str, ...] | list[str]) -> frozenset[str]:
    """The cohorts a list reaches: a regional one has what all of its members may have."""
    if not names:
        return EVERYONE
    both = {"reg"} if {"aaa", "bbb"} <= set(names) else set[str]()
    return frozenset({*names, *both})


@dataclass(frozen=True)
class Canary:
    """What stands behind one canary: the field, the file it is in, and who may read it."""

    field: str
    file: str
    guard: Guard
    within: tuple[Named, ...] = ()
    replaced: frozenset[str] = NOBODY
    """Cohorts whose overlay puts another text in its place."""


@dataclass
class Planted:
    """A project's files, and what was put in: the canary with number n is `canaries[n]`.

    `uses` says who brings an element into an edition: steps their session and module, and what
    names an exercise, an objective or a source these; each with what names it in its turn.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    canaries: list[Canary] = field(default_factory=list)
    uses: dict[Named, list[tuple[Guard, Named | None]]] = field(default_factory=dict)
    changed: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    def add(
        self,
        name: str,
        file: str,
        guard: Guard,
        within: tuple[Named, ...] = (),
        replaced: frozenset[str] = NOBODY,
    ) -> str:
        """Put in one more canary and return it."""
        self.canaries.append(Canary(name, file, guard, within, replaced))
        return canary(len(self.canaries) - 1)

    def nobodys(self, name: str, file: str) -> str:
        """Put in a canary that no document may hold."""
        return self.add(name, file, Guard(Audience.TRAINER, NOBODY))

    def forbidden(self, cohort: str, audience: Audience) -> frozenset[int]:
        """The numbers of what a reader of a cohort may not see."""
        return frozenset(
            number
            for number, each in enumerate(self.canaries)
            if not each.guard.lets(cohort, audience)
        )

    def expected(self, cohort: str, audience: Audience) -> frozenset[int]:
        """The numbers of what is in the edition of a reader of a cohort."""
        return frozenset(
            number
            for number, each in enumerate(self.canaries)
            if each.guard.lets(cohort, audience)
            and cohort not in each.replaced
            and all(self._used(one, cohort, audience) for one in each.within)
        )

    def _used(self, named: Named, cohort: str, audience: Audience) -> bool:
        return any(
            guard.lets(cohort, audience) and (by is None or self._used(by, cohort, audience))
            for guard, by in self.uses.get(named, ())
        )
