"""Rules of good practice in exercises (`ttt.checks`): EXE."""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_PATH: Final = "curriculum/exercises/message.yaml"
_HEAD: Final = """id: message
kind: {}
title: One message
minutes: 15
objectives: [TLO-1, ELO-1.1]
task:
  - Write three sentences for the office that must act.
output: Three sentences on a card
debrief:
  - Which sentence came last?
"""
_WORKSHEET: Final = f"""{_HEAD.format("worksheet")}items:
  - id: q1
    text: Who must act?
    answer: The office on duty.
"""
_DISCUSSION: Final = f"""{_HEAD.format("scenario_discussion")}scenario: |
  A notice hangs on the wrong door.
questions:
  - id: who
    text: Who must act?
    expected_points:
      - The office on duty
case_basis: A notice that a newspaper printed.
"""
_TABLETOP: Final = f"""{_HEAD.format("tabletop")}exercise_objectives:
  - id: EO-1
    statement: Tell the office on duty
roles:
  - id: duty
    title: Office on duty
phases:
  - id: morning
    title: The morning
    minutes: 15
    scenario: A message comes in.
injects:
  - id: open-door
    title: An open door
    phase: morning
    sched_offset: 5
    scenario_time: D1 08:30
    sender: A neighbour
    to: [duty]
    via: phone
    message: The door is open.
    objectives: [EO-1]
    expected_actions:
      - Close the door
"""
_TEACH_BACK: Final = f"""{_HEAD.format("teach_back")}stages:
  - id: turns
    title: Turns
    minutes: 5
    times: 3
rubric:
  scale:
    - {{level: 1, label: not yet}}
    - {{level: 2, label: good}}
  criteria:
    - id: aim
      text: The aim is said
      critical: true
      levels:
        1: No aim is heard.
        2: The aim is heard.
  min_each_critical: 2
"""
_STEP: Final = """id: m1
title: Passing on a message
objectives:
  - id: TLO-1
    kind: terminal
    condition: Given a short public notice
    statement: summarise the notice for another office
    degree: in three sentences
    bloom: understand
  - id: ELO-1.1
    kind: enabling
    parent: TLO-1
    condition: Given the same notice
    statement: identify the office that must act
    degree: without help
    bloom: understand
sessions:
  - id: m1-s1
    title: From notice to call
    minutes: 20
    objectives: [TLO-1, ELO-1.1]
    key_messages:
      - Name the office, then the message.
    steps:
      - {id: opening, title: Who would you tell?, minutes: 5, phase: motivation}
      - id: try-it
        title: Write one message
        minutes: 15
        phase: practice
        grouping: tables
        exercise: message
"""
_E, _W = Severity.ERROR, Severity.WARNING


def _rule(
    code: str, severity: Severity, title: str, meaning: str, right: str, *pairs: tuple[str, str]
) -> Rule:
    """Return a rule shown with an exercise; `pairs` are the right words and the wrong ones."""
    wrong = right
    for old, new in pairs:
        wrong = wrong.replace(old, new, 1)
    return Rule(code, severity, title, meaning, Example(_PATH, wrong), Example(_PATH, right))


RULES: Final[tuple[Rule, ...]] = (
    _rule(
        "EXE001",
        _E,
        "an inject is not whole",
        "An inject says in which phase and minute it comes, to which roles, which exercise "
        "objective it tries and what those who get it should then do: without these nobody can "
        "play it, and nobody can say afterwards what it showed. One of type contingency says "
        "instead which inject it stands in for.",
        _TABLETOP,
        ("    expected_actions:\n      - Close the door\n", ""),
    ),
    _rule(
        "EXE002",
        _E,
        "injects are out of order",
        "Injects stand in the order in which they are played, each inside the minutes of its phase "
        "and before the end of the exercise; the story goes on with them. Where it goes back on "
        "purpose, the inject says out_of_order: true.",
        _TABLETOP,
        ("sched_offset: 5", "sched_offset: 20"),
    ),
    _rule(
        "EXE003",
        _E,
        "nothing tries an exercise objective",
        "Each exercise objective is tried by an inject, a question or a critical task, which name "
        "it. One that nothing tries cannot be reported on afterwards.",
        _TABLETOP,
        ("roles:\n", "  - id: EO-2\n    statement: Write down each call\nroles:\n"),
    ),
    Rule(
        "EXE101",
        _W,
        "no step uses an exercise",
        "An exercise is done in a step, which names it: exercise: and its id. One that no step "
        "names is in no document.",
        Example("curriculum/exercises/spare.yaml", _WORKSHEET.replace("id: message", "id: spare")),
        Example(_PATH, _WORKSHEET),
    ),
    _rule(
        "EXE102",
        _W,
        "an exercise takes longer than its step",
        "The step gives the exercise its time. Make the step longer, or the exercise shorter. An "
        "exercise with phases or stages may go on in the steps that follow, and takes no longer "
        "than its session.",
        _WORKSHEET,
        ("minutes: 15", "minutes: 20"),
    ),
    _rule(
        "EXE103",
        _W,
        "an exercise gives nothing to do",
        "An exercise has a task or questions (items); this one has neither.",
        _WORKSHEET,
        ("task:\n  - Write three sentences for the office that must act.\n", "task: []\n"),
        ("items:\n  - id: q1\n    text: Who must act?\n    answer: The office on duty.\n", ""),
    ),
    _rule(
        "EXE104",
        _W,
        "a question has no answer",
        "Trainers get an answer (answer) or what a good one holds (explain, expected_points) with "
        "every question; participants never see it.",
        _WORKSHEET,
        ("    answer: The office on duty.\n", ""),
    ),
    _rule(
        "EXE105",
        _E,
        "phases or stages do not add up",
        "The minutes of an exercise are those of its phases, or of its stages; a stage that is run "
        "several times (times) counts as often. It is looked at again after a cohort changed the "
        "exercise.",
        _TABLETOP,
        ("    minutes: 15\n", "    minutes: 10\n"),
    ),
    _rule(
        "EXE106",
        _W,
        "a rubric is not whole",
        "Two people who use a rubric should come to the same level. For that, each criterion says "
        "what each level of the scale looks like, and the level that is asked for is one of them.",
        _TEACH_BACK,
        ("        1: No aim is heard.\n", ""),
    ),
    _rule(
        "EXE107",
        _W,
        "the case has no source",
        "A discussion of a case rests on what is public. Say in case_basis what the case is, and "
        "name its sources in public_sources; both are for trainers, who reveal them at the end.",
        _DISCUSSION,
        ("case_basis: A notice that a newspaper printed.\n", ""),
    ),
    Rule(
        "EXE108",
        _E,
        "a step plays a phase that is not there",
        "A step that plays one phase of a table-top exercise names the exercise, and in "
        "exercise_phase the id of one of its phases. A step without it has the whole exercise.",
        Example("curriculum/modules/m1.yaml", f"{_STEP}        exercise_phase: morning\n"),
        Example("curriculum/modules/m1.yaml", _STEP),
    ),
)
