"""Check: is what the files say good practice, and does it hold together?

The curriculum is typed and its references exist (`validate`); here stand the rules of the field.
Each rule family is one module with one function. Nothing is changed, no file is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ttt.checks import (
    accessibility,
    cohorts,
    days,
    exercises,
    facts,
    markings,
    objectives,
    overlays,
    safety,
    sessions,
    sources,
    teaching,
    texts,
)
from ttt.diagnostics import Collector
from ttt.model.edition import Curriculum

__all__ = ["FAMILIES", "check"]

FAMILIES: Final[tuple[Callable[[Curriculum, Collector], None], ...]] = (
    texts.check,
    objectives.check,
    teaching.check,
    sessions.check,
    exercises.check,
    sources.check,
    cohorts.check,
    days.check,
    facts.check,
    overlays.check,
    markings.check,
    safety.check,
    accessibility.check,
)
"""The rule families in the order they report; a new one is added here."""


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report every broken rule of the field, at its place.

    Rules that look across files say nothing of a curriculum that is not `complete`.
    """
    for family in FAMILIES:
        family(curriculum, collector)
