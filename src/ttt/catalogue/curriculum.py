"""Rules of good practice in modules and sessions (`ttt.checks`)."""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_PATH: Final = "curriculum/modules/m1.yaml"
_MODULE: Final = """id: m1
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
    minutes: 30
    objectives: [TLO-1, ELO-1.1]
    key_messages:
      - Name the office, then the message.
    steps:
      - id: opening
        title: Who would you tell?
        minutes: 5
        phase: motivation
      - id: rules
        title: Three questions for every message
        minutes: 10
        phase: information
        say: Say who must act, by when, and who sends the message.
      - id: try-it
        title: Write one message
        minutes: 15
        phase: practice
        grouping: tables
        exercise: message
    debrief:
      - What was hard to leave out?
    adaptation_notes: Replace the notice with a national one.
"""
_THIRD: Final = """    bloom: understand
  - id: ELO-1.2
    kind: enabling
    parent: TLO-1
    condition: Given a telephone
    statement: report the notice to the office
    degree: in one minute
    bloom: understand
sessions:
"""
"""One more enabling objective, which has to be taught."""
_ALSO_TAUGHT: Final = (
    "        exercise: message\n",
    "        exercise: message\n        objectives: [ELO-1.2]\n",
)
_SECOND: Final = """  - id: m1-s2
    title: Calling the office
    minutes: 10
    key_messages:
      - Call first, write later.
    steps:
      - {id: why, title: Why call?, minutes: 3, phase: motivation}
      - {id: how, title: How to call, minutes: 4, phase: practice}
      - {id: quiz, title: What did you hear?, minutes: 3, phase: assessment}
"""
_THREE: Final = ("    bloom: understand\nsessions:\n", _THIRD)
_LAST: Final = "    adaptation_notes: Replace the notice with a national one.\n"
_E, _W = Severity.ERROR, Severity.WARNING


def _edited(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        text = text.replace(old, new, 1)
    return text


def _module(
    code: str,
    severity: Severity,
    title: str,
    meaning: str,
    *pairs: tuple[str, str],
    setting: tuple[tuple[str, str], ...] = (),
) -> Rule:
    """Return a rule shown with a module; `pairs` are the right words and the wrong ones.

    `setting` is what both examples have and the plain module has not.
    """
    right = _edited(_MODULE, *setting)
    failing = Example(_PATH, _edited(right, *pairs))
    return Rule(code, severity, title, meaning, failing, Example(_PATH, right))


_IDENTIFY: Final = "identify the office that must act"
_SUMMARISE: Final = "summarise the notice for another office"

RULES: Final[tuple[Rule, ...]] = (
    _module(
        "OBJ001",
        _W,
        "the verb of an objective cannot be watched",
        "Nobody can see whether somebody knows, understands or appreciates something. An objective "
        "begins with a verb that can be watched and marked, at the level it declares. The finding "
        "names some.",
        (_IDENTIFY, "know the office that must act"),
    ),
    _module(
        "OBJ002",
        _W,
        "an objective holds two performances",
        "One objective, one thing that participants do: it is taught, practised and assessed by "
        "itself. Write two objectives.",
        (_SUMMARISE, "summarise the notice and explain it to another office"),
    ),
    _module(
        "OBJ003",
        _W,
        "an objective lacks its condition or its degree",
        "An objective has three parts: with what in hand (condition), what is done (statement) and "
        "how well (degree). A terminal objective may go without a condition.",
        ("    degree: without help\n", ""),
    ),
    _module(
        "OBJ004",
        _W,
        "the verb does not fit the level",
        "The level (bloom) says how much thinking is asked for, and the verb should ask for as "
        "much. Change one of the two. A verb may fit several levels.",
        (_IDENTIFY, "design a message for the office that must act"),
    ),
    _module(
        "OBJ005",
        _E,
        "an enabling objective has no parent",
        "An enabling objective is a step towards a terminal one, and names it as its parent.",
        ("    parent: TLO-1\n    condition: Given a tele", "    condition: Given a tele"),
        setting=(_THREE, _ALSO_TAUGHT),
    ),
    _module(
        "OBJ006",
        _W,
        "an enabling objective asks for more than its terminal one",
        "The way up should not be steeper than the summit: give the enabling objective a lower "
        "level, or the terminal one a higher.",
        ("degree: without help\n    bloom: understand", "degree: without help\n    bloom: analyse"),
    ),
    _module(
        "OBJ007",
        _E,
        "an objective is taught nowhere",
        "Every objective is named by a session or by a step. A terminal objective is also taught "
        "where one of its enabling objectives is.",
        ("objectives: [TLO-1, ELO-1.1]", "objectives: [TLO-1]"),
    ),
    _module(
        "OBJ008",
        _W,
        "nothing assesses an objective",
        "Without a step of phase assessment, or an exercise that names the objective, nobody finds "
        "out whether it was reached. One of its sessions should have either.",
        ("        objectives: [ELO-1.2]\n", ""),
        setting=(
            _THREE,
            _ALSO_TAUGHT,
            ("objectives: [TLO-1, ELO-1.1]", "objectives: [TLO-1, ELO-1.1, ELO-1.2]"),
        ),
    ),
    _module(
        "OBJ009",
        _W,
        "no enabling objective leads up to a terminal one",
        "A terminal objective is what participants can do at the end; the enabling ones under it "
        "are the steps towards it. Without them nobody can plan the sessions.",
        ("id: ELO-1.2\n    kind: enabling\n    parent: TLO-1", "id: TLO-2\n    kind: terminal"),
        ("[ELO-1.2]", "[TLO-2]"),
        setting=(_THREE, _ALSO_TAUGHT),
    ),
    _module(
        "OBJ010",
        _W,
        "an objective about doing is never practised",
        "Who should apply, analyse, evaluate or create something needs to try it. Give one of its "
        "sessions a step of phase practice or application.",
        ("phase: practice}", "phase: information}"),
        setting=(
            (_SUMMARISE, "use the notice to call another office"),
            ("bloom: understand", "bloom: apply"),
            (_THREE[0], _THIRD.replace("understand\nsessions", "apply\nsessions")),
            (_LAST, _LAST + _SECOND.replace("    key", "    objectives: [ELO-1.2]\n    key", 1)),
        ),
    ),
    _module(
        "OBJ012",
        _E,
        "a topic stands where an objective should be",
        "An objective says what participants can do afterwards, not what the session is about and "
        "not what trainers do.",
        (_SUMMARISE, "introduction to public notices"),
    ),
    _module(
        "OBJ013",
        _W,
        "the verb of an objective is not on the list",
        "The statement begins with a verb. The list is the starting point of a field that has many "
        "more; a good verb that is missing is added to it.",
        (_IDENTIFY, "the office that must act"),
    ),
    _module(
        "OBJ014",
        _E,
        "a terminal objective has a parent",
        "Only enabling objectives have a parent. Take the line out, or write kind: enabling.",
        ("    kind: terminal\n", "    kind: terminal\n    parent: TLO-1\n"),
    ),
    _module(
        "SES001",
        _E,
        "the minutes do not add up",
        "The minutes of the steps are the minutes of the session, in the base and again after a "
        "cohort's changes, before anything is withheld. The finding says by how many they differ.",
        ("minutes: 30", "minutes: 45"),
    ),
    _module(
        "SES002",
        _W,
        "people listen for too long",
        "After twenty minutes of information in a row, people need to do or to say something. Add "
        "a question (ask), or a step of practice, in between.",
        ("minutes: 30", "minutes: 45"),
        ("minutes: 10", "minutes: 25"),
    ),
    _module(
        "SES003",
        _W,
        "a session has no motivation step",
        "People learn what they see a reason for. Begin with a few minutes that show it: a "
        "headline, a question, a case.",
        ("phase: motivation", "phase: admin"),
    ),
    _module(
        "SES004",
        _W,
        "a session has no assessment",
        "End with a few minutes in which participants show what they can do: a step of phase "
        "assessment, or an exercise that names objectives.",
        ("phase: assessment", "phase: admin"),
        setting=((_LAST, _LAST + _SECOND),),
    ),
    _module(
        "SES005",
        _W,
        "a group activity is not whole",
        "Work in pairs or at tables needs its instruction (task), what groups bring back (output) "
        "and questions for afterwards (debrief of the session or of the exercise).",
        ("phase: motivation\n", "phase: motivation\n        grouping: pairs\n"),
    ),
    _module(
        "SES006",
        _W,
        "key messages are missing, or too many",
        "One to five sentences that people should take home. More than five are not remembered.",
        ("    key_messages:\n      - Name the office, then the message.\n", ""),
    ),
    _module(
        "SES007",
        _W,
        "a session uses facts and does not say how it is adapted",
        "A session that names a cohort's facts is taught differently in each country. Say in "
        "adaptation_notes what a national team looks at first.",
        ("Say who must act", "Tell {{ cohort.facts.focal_point }} who must act"),
        ("    adaptation_notes: Replace the notice with a national one.\n", ""),
    ),
    Rule(
        "SES008",
        _W,
        "a module has no session",
        "A module without a session has nothing to teach: no document is made of it, and nothing "
        "points at it.",
        Example(
            "curriculum/modules/m2.yaml", "A module with the line sessions: [].", in_words=True
        ),
        Example(
            "curriculum/modules/m2.yaml", "The module has a session with steps.", in_words=True
        ),
    ),
    _module(
        "SRC001",
        _W,
        "figures have no source",
        "A step of information that gives figures says where they come from: sources: in the step "
        "or in the session, with ids of resources.yaml.",
        ("Say who must act", "In 2025 there were 140 messages. Say who must act"),
    ),
)
