"""Exercises: used by a step, as long as the step, with answers for the trainer."""

from __future__ import annotations

from ttt.checks.wording import counted, quote
from ttt.diagnostics import Collector, Related
from ttt.model.curriculum import Step
from ttt.model.edition import Curriculum
from ttt.model.exercise import Exercise


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report exercises nobody does, that do not fit their step, and questions without answer."""
    steps = [step for module in curriculum.modules for s in module.sessions for step in s.steps]
    added = {
        str(inner.fields.get("exercise", ""))
        for overlay in curriculum.overlays
        for session in overlay.change.children.get("sessions", ())
        for inner in session.children.get("steps", ())
    }
    for exercise in curriculum.exercises:
        using = [step for step in steps if step.exercise == exercise.id]
        if not using and exercise.id not in added and curriculum.complete:
            collector.warning(
                "EXE101",
                f"no step uses the exercise {quote(exercise.id)}",
                exercise.place.at("id"),
                f"write exercise: {exercise.id} in the step in which it is done",
            )
        for step in using:
            _minutes(exercise, step, collector)
        _answers(exercise, collector)


def _minutes(exercise: Exercise, step: Step, collector: Collector) -> None:
    if exercise.minutes > step.minutes:
        collector.warning(
            "EXE102",
            f"{quote(exercise.id)} takes {exercise.minutes} minutes, its step has {step.minutes}",
            exercise.place.at("minutes"),
            f"the step is {counted(exercise.minutes - step.minutes, 'minute')} too short",
            related=(Related(f"the step {quote(step.id)}", step.place.at("minutes")),),
        )


def _answers(exercise: Exercise, collector: Collector) -> None:
    if not exercise.items and not exercise.task:
        collector.warning(
            "EXE103",
            f"the exercise {quote(exercise.id)} gives participants nothing to do",
            exercise.place.at("id"),
            "add task: with what they do, or items: with questions",
        )
    for item in exercise.items:
        if not item.answer.strip() and not item.explain.strip():
            collector.warning(
                "EXE104",
                f"the question {quote(item.id)} has no answer for the trainer",
                item.place.at("id"),
                "add answer:, or explain: with what a good answer holds; participants see neither",
            )
