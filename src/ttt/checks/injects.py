"""Injects of a table-top exercise: whole, in their order, and for every exercise objective."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ttt.checks.wording import quote, words
from ttt.diagnostics import Collector, Related
from ttt.model.audience import Audience
from ttt.model.exercise import Exercise, Inject
from ttt.model.fields import reader_of


def check(exercise: Exercise, collector: Collector) -> None:
    """Report injects that lack something or stand in the wrong order, and untried objectives."""
    for inject in exercise.injects:
        missing = tuple(_missing(inject))
        if missing:
            collector.error(
                "EXE001",
                f"{quote(inject.id)} has no {words(missing, 'or')}",
                inject.place.at("id"),
                "an inject says when it comes, to whom, what they should then do, and which "
                "exercise objective that tries",
            )
    _order(exercise, collector)
    _objectives(exercise, collector)


def is_contingency(inject: Inject) -> bool:
    """Whether an inject is held back until something does not happen."""
    return reader_of(inject) is Audience.TRAINER


def _missing(inject: Inject) -> Iterator[str]:
    if is_contingency(inject):
        if not inject.contingency_for:
            yield "contingency_for"
    else:
        if not inject.phase:
            yield "phase"
        if inject.sched_offset is None:
            yield "sched_offset"
    if not inject.to:
        yield "recipient"
    if not inject.expected_actions:
        yield "action"
    if not inject.objectives:
        yield "objective"


def _order(exercise: Exercise, collector: Collector) -> None:
    """Report injects outside their phase, before the one above, or with an earlier story time."""
    spans = _spans(exercise)
    end = max((end for _, end in spans.values()), default=0)
    last: dict[str, Inject] = {}
    for inject in exercise.injects:
        minute = inject.sched_offset
        if is_contingency(inject) or minute is None or inject.phase not in spans:
            continue
        begins, ends = spans[inject.phase]
        before = last.get(inject.phase)
        name, at = quote(inject.id), inject.place.at("sched_offset")
        if minute >= end:
            collector.error(
                "EXE002",
                f"{name} comes at minute {minute}, the exercise ends at {end}",
                at,
                "play it earlier, or give the last phase more minutes",
            )
        elif not begins <= minute < ends:
            collector.error(
                "EXE002",
                f"{name} comes at minute {minute}, its phase lasts from {begins} to {ends}",
                at,
                "name the phase in which it is played, or change its minute",
            )
        elif before is not None and minute < (before.sched_offset or 0):
            collector.error(
                "EXE002",
                f"{name} comes at minute {minute}, before the one above it",
                at,
                "put the injects in the order in which they are played",
                related=(
                    Related(
                        f"{quote(before.id)}: minute {before.sched_offset}",
                        before.place.at("sched_offset"),
                    ),
                ),
            )
        elif before is not None and _earlier(inject, before):
            collector.error(
                "EXE002",
                f"{name} has a story time before that of {quote(before.id)}",
                inject.place.at("scenario_time"),
                "change scenario_time:, or write out_of_order: true when the story goes back",
                related=(Related("the inject above it", before.place.at("scenario_time")),),
            )
        last[inject.phase] = inject


def _spans(exercise: Exercise) -> Mapping[str, tuple[int, int]]:
    """Return the minutes at which each phase begins and ends."""
    found: dict[str, tuple[int, int]] = {}
    minute = 0
    for phase in exercise.phases:
        found[phase.id] = (minute, minute + phase.minutes)
        minute += phase.minutes
    return found


def _earlier(inject: Inject, before: Inject) -> bool:
    """Whether the story goes back; days alone are compared where one has no clock time."""
    if inject.out_of_order or not inject.scenario_time or not before.scenario_time:
        return False
    day, _, clock = inject.scenario_time.partition(" ")
    first, _, then = before.scenario_time.partition(" ")
    days = int(day.removeprefix("D")), int(first.removeprefix("D"))
    return days[0] < days[1] or (days[0] == days[1] and bool(clock and then) and clock < then)


def _objectives(exercise: Exercise, collector: Collector) -> None:
    """Report exercise objectives that no inject, question or critical task tries."""
    named = {name for inject in exercise.injects for name in inject.objectives}
    named |= {name for task in exercise.critical_tasks for name in task.objectives}
    named |= {o for phase in exercise.phases for q in phase.questions for o in q.objectives}
    for objective in exercise.exercise_objectives:
        if objective.id not in named:
            collector.error(
                "EXE003",
                f"nothing in the exercise tries the objective {quote(objective.id)}",
                objective.place.at("id"),
                "name it in objectives: of an inject, a question or a critical task",
            )
