"""What designers write: the curriculum, its modules, sessions, steps and objectives.

Field names are the field's own terms (authoring.md). Every noun has a `place`, which never counts
in equality. An absent text is the empty text, an absent list the empty tuple.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Annotated, Literal, TypeAlias

from ttt.frozen import frozen
from ttt.model.audience import Audience
from ttt.model.fields import (
    LANGUAGE,
    FileId,
    Filled,
    Id,
    Keys,
    Language,
    Marking,
    Minutes,
    Name,
    OrganiserInline,
    OrganiserLine,
    Place,
    Range,
    RefersTo,
    TrainerInline,
    TrainerProse,
)
from ttt.text import EMPTY, Inline, Line, Prose

Bloom: TypeAlias = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Phase: TypeAlias = Literal[
    "motivation", "information", "practice", "application", "assessment", "transition", "admin"
]
Grouping: TypeAlias = Literal["plenary", "pairs", "tables", "individual"]
Cohorts: TypeAlias = Annotated[tuple[Id, ...], RefersTo("cohort"), Filled()]


@frozen
class Figure:
    """A picture with the words that replace it.

    `image` is a path below `curriculum/`. `alt` says what the picture shows; only a `decorative`
    picture goes without.
    """

    image: str
    place: Place = field(compare=False, repr=False)
    alt: Line = EMPTY
    caption: Inline = EMPTY
    credit: Line = EMPTY
    licence: Line = EMPTY
    decorative: bool = False


@frozen
class Table:
    """A data table: one header row, rows of as many cells, a caption.

    May also be written as a Markdown table, or as `{file: data/x.csv, caption: …}`.
    """

    header: Annotated[tuple[Inline, ...], Filled()]
    rows: tuple[tuple[Inline, ...], ...]
    place: Place = field(compare=False, repr=False)
    caption: Inline = EMPTY


@frozen
class Slide:
    """One slide of a step.

    `points` are lines of text; a list in the place of a line is the second level under the line
    before it. `layout` names a role of the base design. `face` is who sees the wall.
    """

    place: Place = field(compare=False, repr=False)
    title: Line = EMPTY
    points: tuple[Inline | tuple[Inline, ...], ...] = ()
    table: Table | None = None
    figure: Figure | None = None
    quote: Inline = EMPTY
    layout: str = ""
    notes: TrainerProse = EMPTY
    face: Literal["participant", "trainer"] = "participant"
    audience: Audience = Audience.PARTICIPANT
    releasable_to: Cohorts = ()


@frozen
class Step:
    """A step of a session: minutes, the slide, what the facilitator does, what participants get.

    Slides, guide and handout are views of the same steps.

    `points` stand on the slide; a nested list is the second level. `slides` is written when a
    step has several. `screen` off asks for a black slide. `do`, `say`, `ask`, `listen_for` and
    `notes` are the facilitator's and never reach participants. `task` and `output` say what
    participants do and what they bring back. `handout` is participants' text. `lines` is the
    number of ruled lines to write on. `exercise` names an exercise by id; a step that plays one
    phase of a table-top exercise names it in `exercise_phase`, and may have a task of its own.
    """

    id: Id
    title: Line
    minutes: Minutes
    phase: Phase
    place: Place = field(compare=False, repr=False)
    grouping: Grouping = "plenary"
    points: tuple[Inline | tuple[Inline, ...], ...] = ()
    table: Table | None = None
    figure: Figure | None = None
    exercise: Annotated[str, RefersTo("exercise")] = ""
    exercise_phase: str = ""
    slides: tuple[Slide, ...] = ()
    screen: Literal["on", "off"] = "on"
    task: tuple[Inline, ...] = ()
    output: Inline = EMPTY
    do: TrainerProse = EMPTY
    say: TrainerProse = EMPTY
    ask: tuple[TrainerInline, ...] = ()
    listen_for: tuple[TrainerInline, ...] = ()
    notes: TrainerProse = EMPTY
    handout: Prose = EMPTY
    lines: Annotated[int, Range(0, 40)] = 0
    objectives: Annotated[tuple[Id, ...], RefersTo("objective")] = ()
    sources: Annotated[tuple[Id, ...], RefersTo("resource")] = ()
    audience: Audience = Audience.PARTICIPANT
    releasable_to: Cohorts = ()


@frozen
class Material:
    """Something to bring: `quantity` of `item` for each `per`."""

    item: OrganiserLine
    place: Place = field(compare=False, repr=False)
    per: Literal["participant", "pair", "table", "room", "facilitator"] = "room"
    quantity: Annotated[int, Range(1, 10_000)] = 1


@frozen
class Session:
    """A session: what it is for, how it is prepared, and its steps in order."""

    id: Id
    title: Line
    minutes: Minutes
    steps: tuple[Step, ...]
    place: Place = field(compare=False, repr=False)
    objectives: Annotated[tuple[Id, ...], RefersTo("objective")] = ()
    summary: Inline = EMPTY
    key_messages: tuple[Inline, ...] = ()
    methods: tuple[Line, ...] = ()
    room: OrganiserLine = EMPTY
    materials: tuple[Material, ...] = ()
    prepare: tuple[OrganiserInline, ...] = ()
    debrief: tuple[Inline, ...] = ()
    transition: TrainerProse = EMPTY
    adaptation_notes: TrainerProse = EMPTY
    interpretation_notes: TrainerProse = EMPTY
    contingency: TrainerProse = EMPTY
    sources: Annotated[tuple[Id, ...], RefersTo("resource")] = ()
    audience: Audience = Audience.PARTICIPANT
    releasable_to: Cohorts = ()


@frozen
class Objective:
    """What participants can do afterwards: a condition, one performance, a degree.

    `statement` begins with the verb. An enabling objective names its terminal `parent`.
    """

    id: Id
    kind: Literal["terminal", "enabling"]
    statement: Inline
    bloom: Bloom
    place: Place = field(compare=False, repr=False)
    parent: Annotated[str, RefersTo("objective")] = ""
    condition: Inline = EMPTY
    degree: Inline = EMPTY
    domain: Literal["cognitive", "affective", "psychomotor"] = "cognitive"


@frozen
class Module:
    """One file `modules/ID.yaml`: objectives and sessions."""

    id: FileId
    title: Line
    sessions: tuple[Session, ...]
    place: Place = field(compare=False, repr=False)
    summary: Inline = EMPTY
    prerequisites: Annotated[tuple[Id, ...], RefersTo("module")] = ()
    objectives: tuple[Objective, ...] = ()
    audience: Audience = Audience.PARTICIPANT
    releasable_to: Cohorts = ()


@frozen
class Resource:
    """Guidance, a reference or partner material: linked, never copied.

    `read_on` is the day the source was read; ages are counted from the curriculum's date.
    """

    id: Id
    title: Line
    place: Place = field(compare=False, repr=False)
    kind: Literal["guidance", "reference", "handout", "law", "article", "web", "partner"] = (
        "reference"
    )
    publisher: Line = EMPTY
    year: Line = EMPTY
    series: Line = EMPTY
    number: Line = EMPTY
    url: Line = EMPTY
    status: Literal["current", "superseded"] = "current"
    superseded_by: Annotated[str, RefersTo("resource")] = ""
    read_on: date | None = None
    audience: Audience = Audience.PARTICIPANT
    releasable_to: Cohorts = ()


@frozen
class Term:
    """A word of the field, by language, with its definition."""

    id: Id
    term: Annotated[Mapping[str, Line], Keys(*LANGUAGE)]
    definition: Annotated[Mapping[str, Inline], Keys(*LANGUAGE)]
    place: Place = field(compare=False, repr=False)
    source: Annotated[str, RefersTo("resource")] = ""
    forbidden: tuple[Line, ...] = ()
    do_not_translate: bool = False
    audience: Audience = Audience.PARTICIPANT
    releasable_to: Cohorts = ()


@frozen
class Partner:
    """A funder or implementer, with the credit line the agreement asks for."""

    id: Id
    name: Line
    place: Place = field(compare=False, repr=False)
    credit: Line = EMPTY


@frozen
class SafetyReview:
    """Who looked at the boundary, when, and how far the look went."""

    by: Line
    on: date
    place: Place = field(compare=False, repr=False)
    scope: Line = EMPTY


@frozen
class Boundary:
    """What the curriculum is about, and what it leaves out on purpose."""

    included: Line
    excluded: Line
    place: Place = field(compare=False, repr=False)


@frozen
class Translation:
    """When a document in another language is built: the per cent that must be translated."""

    place: Place = field(compare=False, repr=False)
    build_at: Annotated[int, Range(0, 100)] = 95
    missing: Literal["error", "mark", "source"] = "mark"


@frozen
class CurriculumHeader:
    """The file `curriculum.yaml`.

    `version` is the edition's number on every page; `date` is the day ages are counted from,
    never the clock. `short` is the code in the edition stamp.
    """

    id: Id
    title: Line
    version: Line
    date: date
    language: Language
    marking: Marking
    modules: Annotated[tuple[Id, ...], RefersTo("module")]
    content_level: Literal["awareness"]
    safety_review: SafetyReview
    boundary: Boundary
    place: Place = field(compare=False, repr=False)
    short: Line = EMPTY
    notice: Line = EMPTY
    community: Line = EMPTY
    templates: Name = "base"
    partners: tuple[Partner, ...] = ()
    translation: Translation | None = None


@frozen
class Resources:
    """The file `resources.yaml`."""

    resources: tuple[Resource, ...]
    place: Place = field(compare=False, repr=False)


@frozen
class Glossary:
    """The file `glossary.yaml`."""

    terms: tuple[Term, ...]
    place: Place = field(compare=False, repr=False)
