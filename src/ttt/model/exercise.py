"""Exercises: work for participants that slides, handout and guide all show.

One noun holds every kind of exercise; a field that belongs to some kinds only says so (`Only`).
Field names are those of the field (HSEEP, IAEA NSS 41-T): phases, injects, expected actions. An
inject has a `sender`, for `from` is a word of Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Final, Literal, TypeAlias

from ttt.frozen import frozen
from ttt.model.audience import Audience
from ttt.model.curriculum import Cohorts, Grouping
from ttt.model.fields import (
    FileId,
    Filled,
    Id,
    Keys,
    Minutes,
    Narrows,
    Only,
    Pattern,
    Place,
    Range,
    RefersTo,
    TrainerInline,
    TrainerProse,
)
from ttt.text import EMPTY, Inline, Line, Prose

Lines: TypeAlias = Annotated[int, Range(0, 40)]
Aims: TypeAlias = Annotated[tuple[Id, ...], RefersTo("exercise objective", within=True)]
StoryTime: TypeAlias = Annotated[
    str,
    Pattern(r"D[1-9]\d?( ([01]\d|2[0-3]):[0-5]\d)?", "a day of the story, such as D1 or D1 08:30"),
]
EVERYONE: Final = "all"
"""Stands in `to` and `cc` for every role."""
RoleId: TypeAlias = Annotated[
    str,
    Pattern(
        rf"(?!{EVERYONE}$)[A-Za-z0-9][A-Za-z0-9._-]{{0,63}}",
        f"letters, digits, hyphens, dots and underscores, at most 64, and not {EVERYONE}",
    ),
]


@frozen
class Item:
    """One question of a worksheet; `answer` and `explain` are the trainer's, always."""

    id: Id
    text: Prose
    place: Place = field(compare=False, repr=False)
    lines: Lines = 2
    answer: TrainerProse = EMPTY
    explain: TrainerProse = EMPTY


@frozen
class Question:
    """A question to discuss.

    `group` says who answers it; absent means everyone. `lines` are ruled lines to write on.
    `objectives` are ids of `exercise_objectives`. `reveal` on_inject keeps the question with the
    trainer until an inject calls for it. `probes` are neutral questions that help a discussion on,
    `expected_points` what a good one holds; both are the trainer's, always.
    """

    id: Id
    text: Inline
    place: Place = field(compare=False, repr=False)
    group: Line = EMPTY
    lines: Lines = 2
    objectives: Aims = ()
    reveal: Annotated[Literal["early", "on_inject"], Narrows(Audience.TRAINER, "on_inject")] = (
        "early"
    )
    probes: tuple[TrainerInline, ...] = ()
    expected_points: tuple[TrainerInline, ...] = ()


@frozen
class Prompt:
    """One field of the sheet a delegation fills in before it shares.

    `probes` are the moderator's questions; participants never see them.
    """

    id: Id
    title: Line
    text: Inline
    place: Place = field(compare=False, repr=False)
    lines: Lines = 4
    probes: tuple[TrainerInline, ...] = ()


@frozen
class ExerciseObjective:
    """What a table-top exercise tries out; injects and questions name it."""

    id: Id
    statement: Inline
    place: Place = field(compare=False, repr=False)


@frozen
class Role:
    """A part somebody plays.

    Everybody reads `title` and `mandate`. What the role `knows`, `does_not_know`, `may_share`, its
    `goals` and `constraints` are the trainer's, and go to the card of this role only.
    """

    id: RoleId
    title: Line
    place: Place = field(compare=False, repr=False)
    mandate: Inline = EMPTY
    played_by: Literal["participants", "facilitator"] = "participants"
    knows: tuple[TrainerInline, ...] = ()
    does_not_know: tuple[TrainerInline, ...] = ()
    may_share: tuple[TrainerInline, ...] = ()
    goals: tuple[TrainerInline, ...] = ()
    constraints: tuple[TrainerInline, ...] = ()


@frozen
class ExercisePhase:
    """A stretch of a table-top exercise: what has happened by then, and what is discussed."""

    id: Id
    title: Line
    minutes: Minutes
    scenario: Prose
    place: Place = field(compare=False, repr=False)
    key_issues: tuple[Inline, ...] = ()
    questions: tuple[Question, ...] = ()


@frozen
class Inject:
    """A message that reaches a role while a table-top exercise is played.

    `sched_offset` is the minute of play, `scenario_time` the time in the story; `out_of_order`
    allows a story time before that of the inject above. `sender` is a role's id or any words, `to`
    and `cc` name roles, or all. `evaluator_notes` are for evaluators and trainers;
    `expected_actions`, `probes`, `controller_notes` and `trigger` are the trainer's, always. One
    of `type` contingency is used only when the action another inject asks for does not come
    (`contingency_for`), and is the trainer's as a whole.
    """

    id: Id
    title: Line
    sender: Line
    via: Literal[
        "email", "phone", "letter", "message", "note", "news", "radio", "social", "map",
        "verbal", "briefing",
    ]  # fmt: skip
    message: Inline
    place: Place = field(compare=False, repr=False)
    phase: Annotated[str, RefersTo("phase", within=True)] = ""
    sched_offset: Annotated[int, Range(0, 1440)] | None = None
    scenario_time: StoryTime | None = None
    out_of_order: bool = False
    type: Annotated[
        Literal["informational", "prompt", "contingency", "expected_action", "administrative"],
        Narrows(Audience.TRAINER, "contingency"),
    ] = "informational"
    to: Annotated[tuple[Id, ...], RefersTo("role", within=True, also=(EVERYONE,))] = ()
    cc: Annotated[tuple[Id, ...], RefersTo("role", within=True, also=(EVERYONE,))] = ()
    objectives: Aims = ()
    critical_tasks: Annotated[tuple[Id, ...], RefersTo("critical task", within=True)] = ()
    expected_actions: tuple[TrainerInline, ...] = ()
    probes: tuple[TrainerInline, ...] = ()
    controller_notes: TrainerInline = EMPTY
    evaluator_notes: Annotated[Inline, Audience.EVALUATOR] = EMPTY
    contingency_for: Annotated[str, RefersTo("inject", within=True), Narrows(Audience.TRAINER)] = ""
    trigger: TrainerInline = EMPTY


@frozen
class CriticalTask:
    """What an evaluator looks for: a task, and the `target` that says when it is done well."""

    id: Id
    text: Inline
    place: Place = field(compare=False, repr=False)
    target: Inline = EMPTY
    objectives: Aims = ()


@frozen
class Stage:
    """A stretch of time that is run `times` over, `minutes` each; `notes` are the trainer's."""

    id: Id
    title: Line
    minutes: Minutes
    place: Place = field(compare=False, repr=False)
    times: Annotated[int, Range(1, 40)] = 1
    text: Inline = EMPTY
    notes: TrainerInline = EMPTY


@frozen
class Level:
    """One level of a rubric's scale."""

    level: Annotated[int, Range(1, 9)]
    label: Line
    place: Place = field(compare=False, repr=False)
    descriptor: Inline = EMPTY


@frozen
class Criterion:
    """What is looked at; `levels` says for each level of the scale what that looks like.

    Who does not reach the rubric's `min_each_critical` in a `critical` one does it again.
    """

    id: Id
    text: Inline
    place: Place = field(compare=False, repr=False)
    critical: bool = False
    levels: Annotated[Mapping[str, Inline], Keys(r"[1-9]", "the number of a level")] = field(
        default_factory=dict
    )


@frozen
class Rubric:
    """How a person's practice is looked at.

    `min_each_critical` is the level every critical criterion must reach, `redo` what happens when
    one does not. `feedback_protocol` says in which order feedback is given.
    """

    scale: Annotated[tuple[Level, ...], Filled()]
    criteria: Annotated[tuple[Criterion, ...], Filled()]
    place: Place = field(compare=False, repr=False)
    purpose: Inline = EMPTY
    min_each_critical: Annotated[int, Range(1, 9)] | None = None
    redo: Inline = EMPTY
    feedback_protocol: tuple[Inline, ...] = ()


_DISCUSSION: Final = ("scenario_discussion",)
_TABLETOP: Final = ("tabletop",)
_PEERS: Final = ("peer_exchange",)
_TEACH: Final = ("teach_back",)
_STORY: Final = (*_DISCUSSION, *_TABLETOP)
_STAGED: Final = (*_PEERS, *_TEACH)


@frozen
class Exercise:
    """One file `exercises/ID.yaml`: task, output, and what its kind is made of.

    A worksheet has `items`. A scenario_discussion has a `scenario` and `questions`. A tabletop has
    `exercise_objectives`, `roles`, `phases` and `injects`. A peer_exchange has `prompts` and
    `stages`. A teach_back has `stages` and a `rubric`.

    `fictionalised` and `fictional_geography` tell participants what is made up; `case_basis` and
    `public_sources`, the public case it rests on, are the trainer's. `per_room` is how many take
    turns in one room.
    """

    id: FileId
    kind: Literal["worksheet", "scenario_discussion", "tabletop", "peer_exchange", "teach_back"]
    title: Line
    minutes: Minutes
    task: tuple[Inline, ...]
    place: Place = field(compare=False, repr=False)
    objectives: Annotated[tuple[Id, ...], RefersTo("objective")] = ()
    grouping: Grouping = "tables"
    intro: Prose = EMPTY
    output: Inline = EMPTY
    items: Annotated[tuple[Item, ...], Only(("worksheet",))] = ()
    scope: Annotated[Inline, Only(_TABLETOP)] = EMPTY
    fictionalised: Annotated[bool, Only(_DISCUSSION)] = False
    fictional_geography: Annotated[Inline, Only(_TABLETOP)] = EMPTY
    case_basis: Annotated[TrainerProse, Only(_STORY)] = EMPTY
    public_sources: Annotated[
        tuple[Id, ...], RefersTo("resource"), Audience.TRAINER, Only(_STORY)
    ] = ()
    rules: Annotated[tuple[Inline, ...], Only((*_STORY, *_STAGED))] = ()
    assumptions: Annotated[tuple[Inline, ...], Only(_TABLETOP)] = ()
    exercise_objectives: Annotated[
        tuple[ExerciseObjective, ...], Filled(), Only(_TABLETOP, _TABLETOP)
    ] = ()
    roles: Annotated[tuple[Role, ...], Filled(), Only(_TABLETOP, _TABLETOP)] = ()
    scenario: Annotated[Prose, Only(_DISCUSSION, _DISCUSSION)] = EMPTY
    questions: Annotated[tuple[Question, ...], Filled(), Only(_DISCUSSION, _DISCUSSION)] = ()
    phases: Annotated[tuple[ExercisePhase, ...], Filled(), Only(_TABLETOP, _TABLETOP)] = ()
    injects: Annotated[
        tuple[Inject, ...], Filled(), Audience.EVALUATOR, Only(_TABLETOP, _TABLETOP)
    ] = ()
    critical_tasks: Annotated[tuple[CriticalTask, ...], Audience.EVALUATOR, Only(_TABLETOP)] = ()
    prompts: Annotated[tuple[Prompt, ...], Filled(), Only(_PEERS, _PEERS)] = ()
    stages: Annotated[tuple[Stage, ...], Filled(), Only((*_DISCUSSION, *_STAGED), _STAGED)] = ()
    per_room: Annotated[int, Range(1, 40), Only(_TEACH)] | None = None
    rubric: Annotated[Rubric | None, Only(_TEACH, _TEACH)] = None
    facilitator: TrainerProse = EMPTY
    debrief: tuple[Inline, ...] = ()
    sources: Annotated[tuple[Id, ...], RefersTo("resource")] = ()
    audience: Audience = Audience.PARTICIPANT
    releasable_to: Cohorts = ()


Part: TypeAlias = (
    Item
    | Question
    | Prompt
    | ExerciseObjective
    | Role
    | ExercisePhase
    | Inject
    | CriticalTask
    | Stage
    | Criterion
)
"""What an exercise is made of, each with an id: a cohort finds and changes it by that."""


def planned(exercise: Exercise) -> int:
    """Return the minutes of an exercise's phases, or stages; 0 when it has neither."""
    return sum(phase.minutes for phase in exercise.phases) or sum(
        stage.minutes * stage.times for stage in exercise.stages
    )
