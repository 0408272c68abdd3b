"""Sessions: minutes, the arc from motivation to assessment, work in groups, messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ttt.checks.walk import texts_in
from ttt.checks.wording import counted, quote, words
from ttt.diagnostics import Collector, Related
from ttt.model.curriculum import Session, Step
from ttt.model.edition import Curriculum
from ttt.model.exercise import Exercise

LISTENING: Final = 20
"""The most minutes of information in a row without practice or a question."""
MESSAGES: Final = 5
_GROUPS: Final = ("pairs", "tables")


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report sessions whose minutes do not add up or whose arc has a hole."""
    exercises = {exercise.id: exercise for exercise in curriculum.exercises}
    for module in curriculum.modules:
        if not module.sessions:
            collector.warning(
                "SES008",
                f"the module {quote(module.id)} has no session, and no document is made of it",
                module.place.at("sessions"),
                "add a session, or take the module out of curriculum.yaml",
            )
        for session in module.sessions:
            _minutes(session, collector)
            _listening(session, collector)
            _arc(session, exercises, collector)
            _messages(session, collector)
            _adaptation(session, collector)
            for step in session.steps:
                if step.grouping in _GROUPS:
                    _group(step, session, exercises, collector)


def _minutes(session: Session, collector: Collector) -> None:
    total = sum(step.minutes for step in session.steps)
    if total == session.minutes:
        return
    apart = abs(total - session.minutes)
    longer = total > session.minutes
    collector.error(
        "SES001",
        f"the steps of {quote(session.id)} last {total} minutes, the session {session.minutes}: "
        f"{apart} {'too many' if longer else 'missing'}",
        session.place.at("minutes"),
        f"make the steps {counted(apart, 'minute')} {'shorter' if longer else 'longer'}, "
        f"or write minutes: {total}",
        related=tuple(
            Related(f"{quote(step.id)} lasts {step.minutes}", step.place.at("minutes"))
            for step in session.steps
        ),
    )


def _listening(session: Session, collector: Collector) -> None:
    """Report the first step with which a stretch of listening gets too long."""
    stretch: list[Step] = []
    for step in session.steps:
        match step.phase:
            case "transition" | "admin":
                continue
            case "information" if not step.ask:
                stretch.append(step)
            case _:
                stretch.clear()
        minutes = sum(s.minutes for s in stretch)
        if minutes > LISTENING:
            collector.warning(
                "SES002",
                f"{minutes} minutes of information in a row without practice or a question",
                step.place.at("phase"),
                f"after {LISTENING} minutes people stop listening: add ask: with a question, "
                "or a step of practice",
                related=tuple(
                    Related(f"{quote(s.id)} lasts {s.minutes}", s.place.at("minutes"))
                    for s in stretch
                ),
            )
            return


def _arc(session: Session, exercises: Mapping[str, Exercise], collector: Collector) -> None:
    """Report a session that begins without a reason to listen, or ends without a proof."""
    phases = {step.phase for step in session.steps}
    # Opening words and housekeeping have no arc.
    if phases <= {"admin", "transition"}:
        return
    if "motivation" not in phases:
        collector.warning(
            "SES003",
            f"the session {quote(session.id)} has no motivation step",
            session.place.at("id"),
            "begin with a few minutes, phase: motivation, that show why this matters",
        )
    work = (exercises[step.exercise] for step in session.steps if step.exercise in exercises)
    if "assessment" not in phases and not any(exercise.objectives for exercise in work):
        collector.warning(
            "SES004",
            f"the session {quote(session.id)} has no assessment step",
            session.place.at("id"),
            "end with a few minutes, phase: assessment, or with an exercise that names objectives",
        )


def _messages(session: Session, collector: Collector) -> None:
    number = len(session.key_messages)
    if number == 0 and session.steps:
        collector.warning(
            "SES006",
            f"the session {quote(session.id)} has no key messages",
            session.place.at("id"),
            "add key_messages: with one to five sentences people should take home",
        )
    elif number > MESSAGES:
        collector.warning(
            "SES006",
            f"{number} key messages are more than anyone remembers",
            session.place.at("key_messages"),
            f"keep {MESSAGES} at most",
        )


def _adaptation(session: Session, collector: Collector) -> None:
    """Report a session that names a cohort's facts and does not say how it is adapted."""
    if session.adaptation_notes.strip():
        return
    using = next((text for text in texts_in(session) if "{{" in text and "cohort." in text), None)
    if using is not None:
        collector.warning(
            "SES007",
            f"{quote(session.id)} uses facts of the cohort and has no adaptation_notes",
            session.place.at("id"),
            "say in adaptation_notes: what a national team looks at before it teaches this",
            related=tuple(Related("a fact is used here", s) for s in (using.origin.span,) if s),
        )


def _group(
    step: Step, session: Session, exercises: Mapping[str, Exercise], collector: Collector
) -> None:
    """Report work in groups that lacks its instruction, its output or its debrief."""
    missing = tuple(_missing(step, session, exercises.get(step.exercise)))
    if missing:
        collector.warning(
            "SES005",
            f"the group activity {quote(step.id)} has no {words(missing, 'or')}",
            step.place.at("grouping"),
            "say what groups do (task:), what they bring back (output:) "
            "and what is asked afterwards (debrief: of the session)",
        )


def _missing(step: Step, session: Session, exercise: Exercise | None) -> Iterator[str]:
    instruction = step.task or step.points or step.slides or step.handout.strip()
    if not instruction and exercise is None:
        yield "instruction"
    if not step.output.strip() and not (exercise and exercise.output.strip()):
        yield "output"
    if not session.debrief and not (exercise and exercise.debrief):
        yield "debrief"
