"""A cohort: who is taught, in which languages, with which facts, on which templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Annotated, Literal, TypeAlias

from ttt.frozen import frozen
from ttt.model.curriculum import Translation
from ttt.model.fields import (
    Clock,
    FileId,
    Filled,
    Id,
    Keys,
    Language,
    Marking,
    Minutes,
    Name,
    Pattern,
    Place,
    Range,
    RefersTo,
)
from ttt.text import EMPTY, Line

Country: TypeAlias = Annotated[str, Pattern("[A-Z]{2}", "two capital letters (ISO 3166-1)")]


@frozen
class Fact:
    """A national fact: a value with its source and date, or `unknown` with who fills it in.

    `verified_by: null` prints "to be confirmed by the national team".
    """

    label: Line
    place: Place = field(compare=False, repr=False)
    value: Line = EMPTY
    unknown: Line = EMPTY
    source: Line = EMPTY
    as_of: date | None = None
    verified_by: Line | None = None


@frozen
class Break:
    """A pause the day aims at; it moves to the nearest end of a step."""

    at: Clock
    minutes: Minutes
    place: Place = field(compare=False, repr=False)
    title: Line = EMPTY


@frozen
class Day:
    """The working day of a cohort."""

    start: Clock
    end: Clock
    place: Place = field(compare=False, repr=False)
    breaks: tuple[Break, ...] = ()


@frozen
class Agency:
    """An agency at the table; people appear as roles only."""

    name: Line
    place: Place = field(compare=False, repr=False)
    role: Line = EMPTY


@frozen
class Cohort:
    """One file `cohorts/ID/cohort.yaml`.

    `languages` begins with the language of instruction. A regional cohort names its `members`
    and has their facts, member by member, instead of its own.
    """

    id: FileId
    name: Line
    languages: Annotated[tuple[Language, ...], Filled()]
    timezone: str
    place: Place = field(compare=False, repr=False)
    countries: tuple[Country, ...] = ()
    labels: Language = ""
    paper: Literal["A4", "Letter"] = "A4"
    day: Day | None = None
    size: Annotated[int, Range(1, 500)] = 24
    status: Literal["planned", "active", "closed"] = "active"
    marking: Marking = ""
    templates: Name = ""
    facts: Annotated[
        Mapping[str, Fact],
        Keys("[A-Za-z][A-Za-z0-9_]{0,63}", "a name of letters, digits and underscores"),
    ] = field(default_factory=dict)
    members: Annotated[tuple[Id, ...], RefersTo("cohort")] = ()
    agencies: tuple[Agency, ...] = ()
    translation: Translation | None = None
