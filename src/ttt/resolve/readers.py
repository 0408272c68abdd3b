"""Who may have what: one view for an audience, one for a cohort.

What an audience gets of an element is the same for every cohort, so it is worked out once and
kept. What a cohort gets differs only where an element names cohorts or facts; the others are
passed on as they are.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final, TypeVar, cast

from ttt.model.audience import Audience
from ttt.model.cohort import Cohort
from ttt.model.fields import fields_of
from ttt.resolve.facts import Facts
from ttt.resolve.passages import without_passages
from ttt.resolve.same import Same
from ttt.resolve.view import Guarded, View
from ttt.text import Text

N = TypeVar("N")

KEPT: Final = 8192
"""How many elements are kept: several curricula of a hundred sessions, for all audiences."""


class Reader(View):
    """An audience's view: nothing it may not read is left."""

    __slots__ = ()

    def withholds(self, element: Guarded) -> bool:
        """Whether the element is for more privileged readers."""
        return not self.audience.may_see(element.audience)

    def text(self, text: Text) -> Text:
        """Return the text without passages for trainers."""
        return without_passages(text) if ":::" in text else text

    def narrow(self, element: N) -> N | None:
        """Return what the audience may read of the element; trainers read everything."""
        return element if self.audience is Audience.TRAINER else super().narrow(element)

    def once(self, element: N) -> N | None:
        """Return the same, worked out once for each element."""
        if self.audience is Audience.TRAINER:
            return element
        return cast("N | None", _read(Same(element), self.audience))


class Receiver(View):
    """A cohort's view: what is released to it, with its facts in place.

    A regional cohort gets what each of its members may have, and what names it. Which other
    cohorts have an element is not said: `releasable_to` is empty in what is returned.
    """

    __slots__ = ("cohort", "facts")

    def __init__(self, cohort: Cohort, facts: Facts) -> None:
        super().__init__(Audience.TRAINER)
        self.cohort = cohort
        self.facts = facts

    def released(self, cohorts: tuple[str, ...]) -> bool:
        """Whether this cohort gets what is released to `cohorts`; none named means everyone."""
        if not cohorts or self.cohort.id in cohorts:
            return True
        members = self.cohort.members
        return bool(members) and all(member in cohorts for member in members)

    def withholds(self, element: Guarded) -> bool:
        """Whether the element is not released to the cohort."""
        return not self.released(element.releasable_to)

    def text(self, text: Text) -> Text:
        """Return the text with the cohort's facts."""
        return self.facts.fill(text) if "{{" in text else text

    def cohorts(self, _named: tuple[str, ...]) -> tuple[str, ...]:
        """Return no cohorts: who else has the element is not said."""
        return ()

    def once(self, element: N) -> N | None:
        """Return the element itself when nothing in it depends on the cohort."""
        return self.narrow(element) if _depends(Same(element)) else element


@lru_cache(KEPT)
def _read(element: Same, audience: Audience) -> object:
    return Reader(audience).narrow(element.value)


@lru_cache(KEPT)
def _depends(element: Same) -> bool:
    """Whether anything in the element names cohorts or facts."""
    return any(_traces(element.value))


def _traces(value: object) -> Iterator[bool]:
    match value:
        case str():
            yield "{{" in value
        case tuple():
            for item in value:
                yield from _traces(item)
        case Mapping():
            for item in value.values():
                yield from _traces(item)
        case _ if dataclasses.is_dataclass(value):
            yield bool(getattr(value, "releasable_to", ()))
            noun: type = type(value)
            for name in _names(noun):
                yield from _traces(getattr(value, name))
        case _:
            return


@cache
def _names(noun: type) -> tuple[str, ...]:
    return tuple(spec.name for spec in fields_of(noun))
