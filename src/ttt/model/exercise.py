"""Exercises: work for participants that slides, handout and guide all show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from ttt.model.audience import Audience
from ttt.model.curriculum import Cohorts, Grouping
from ttt.model.fields import Id, Minutes, Place, Range, RefersTo, TrainerProse
from ttt.text import EMPTY, Inline, Line, Prose


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a worksheet; `answer` and `explain` are the trainer's, always."""

    id: Id
    text: Prose
    place: Place = field(compare=False, repr=False)
    lines: Annotated[int, Range(0, 40)] = 2
    answer: TrainerProse = EMPTY
    explain: TrainerProse = EMPTY


@dataclass(frozen=True, slots=True)
class Exercise:
    """One file `exercises/ID.yaml`: task, output, items, and how to run it."""

    id: Id
    kind: Literal["worksheet"]
    title: Line
    minutes: Minutes
    task: tuple[Inline, ...]
    place: Place = field(compare=False, repr=False)
    objectives: Annotated[tuple[Id, ...], RefersTo("objective")] = ()
    grouping: Grouping = "tables"
    intro: Prose = EMPTY
    output: Inline = EMPTY
    items: tuple[Item, ...] = ()
    facilitator: TrainerProse = EMPTY
    debrief: tuple[Inline, ...] = ()
    sources: Annotated[tuple[Id, ...], RefersTo("resource")] = ()
    audience: Audience = Audience.PARTICIPANT
    releasable_to: Cohorts = ()
