"""Who may read what: a closed, ordered tuple of audiences."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Audience(StrEnum):
    """A reader, from least to most privileged.

    An element's audience is its least privileged reader: what is for `organiser` reaches
    organisers and trainers, and neither participants nor evaluators.
    """

    PARTICIPANT = "participant"
    EVALUATOR = "evaluator"
    ORGANISER = "organiser"
    TRAINER = "trainer"

    def may_see(self, element: Audience) -> bool:
        """Whether this reader gets an element whose least privileged reader is `element`."""
        return _RANK[element] <= _RANK[self]

    def stricter(self, other: Audience) -> Audience:
        """Return the more privileged of two: an inner element can only be narrower."""
        return max(self, other, key=_RANK.__getitem__)


AUDIENCES: Final = tuple(Audience)
_RANK: Final = {audience: rank for rank, audience in enumerate(Audience)}
