"""Exercises: used by a step, as long as the step, with answers for the trainer."""

from __future__ import annotations

from collections.abc import Iterator

from ttt.checks import injects
from ttt.checks.wording import counted, did_you_mean, quote, words
from ttt.diagnostics import Collector, Related
from ttt.model.curriculum import Session, Step
from ttt.model.edition import Curriculum
from ttt.model.exercise import Exercise, Item, Question, Rubric, planned


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report exercises nobody does, that do not fit their step, and what they are not whole in."""
    steps = [
        (step, session)
        for module in curriculum.modules
        for session in module.sessions
        for step in session.steps
    ]
    named = {exercise.id: exercise for exercise in curriculum.exercises}
    for step, _ in steps:
        _phase(step, named.get(step.exercise), collector)
    added = {
        str(inner.fields.get("exercise", ""))
        for overlay in curriculum.overlays
        for session in overlay.change.children.get("sessions", ())
        for inner in session.children.get("steps", ())
    }
    for exercise in curriculum.exercises:
        using = [place for place in steps if place[0].exercise == exercise.id]
        if not using and exercise.id not in added and curriculum.complete:
            collector.warning(
                "EXE101",
                f"no step uses the exercise {quote(exercise.id)}",
                exercise.place.at("id"),
                f"write exercise: {exercise.id} in the step in which it is done",
            )
        for step, session in using:
            _minutes(exercise, step, session, collector)
        _sum(exercise, collector)
        _answers(exercise, collector)
        _case(exercise, collector)
        injects.check(exercise, collector)
        if exercise.rubric is not None:
            _rubric(exercise.rubric, collector)


def _phase(step: Step, exercise: Exercise | None, collector: Collector) -> None:
    """Report a step that plays a phase its exercise does not have."""
    known = tuple(phase.id for phase in exercise.phases) if exercise else ()
    if not step.exercise_phase or step.exercise_phase in known:
        return
    if step.exercise and exercise is None:
        return  # its file could not be read, or no exercise has this id: said already
    whose = quote(step.exercise) if step.exercise else "a step without an exercise"
    collector.error(
        "EXE108",
        f"{whose} has no phase {quote(step.exercise_phase)}",
        step.place.at("exercise_phase"),
        *did_you_mean(step.exercise_phase, known, f"phases: {words(known) or 'none'}"),
    )


def _minutes(exercise: Exercise, step: Step, session: Session, collector: Collector) -> None:
    """Report an exercise that is too long; one with a plan of its own may go on in other steps."""
    what, has, place = "step", step.minutes, step.place
    if planned(exercise):
        what, has, place = "session", session.minutes, session.place
    if exercise.minutes > has:
        collector.warning(
            "EXE102",
            f"{quote(exercise.id)} takes {exercise.minutes} minutes, its {what} has {has}",
            exercise.place.at("minutes"),
            f"the {what} is {counted(exercise.minutes - has, 'minute')} too short",
            related=(
                Related(
                    f"the {what} {quote(step.id if what == 'step' else session.id)}",
                    place.at("minutes"),
                ),
            ),
        )


def _sum(exercise: Exercise, collector: Collector) -> None:
    """Report phases or stages whose minutes are not those of the exercise."""
    total = planned(exercise)
    if not total or total == exercise.minutes:
        return
    what = "phases" if exercise.phases else "stages"
    parts = (
        *((phase.id, phase.minutes, phase.place) for phase in exercise.phases),
        *((stage.id, stage.minutes * stage.times, stage.place) for stage in exercise.stages),
    )
    collector.error(
        "EXE105",
        f"the {what} of {quote(exercise.id)} last {total} minutes, the exercise {exercise.minutes}",
        exercise.place.at("minutes"),
        f"change minutes: of the {what}, or write minutes: {total} in the exercise",
        related=tuple(
            Related(f"{quote(name)} lasts {minutes}", place.at("minutes"))
            for name, minutes, place in parts
        ),
    )


def _answers(exercise: Exercise, collector: Collector) -> None:
    work = (exercise.items, exercise.task, exercise.questions, exercise.phases, exercise.stages)
    if not any(work):
        collector.warning(
            "EXE103",
            f"the exercise {quote(exercise.id)} gives participants nothing to do",
            exercise.place.at("id"),
            "add task: with what they do, or items: with questions",
        )
    for item in _unanswered(exercise):
        add = "answer:, or explain:" if isinstance(item, Item) else "expected_points:"
        collector.warning(
            "EXE104",
            f"the question {quote(item.id)} has no answer for the trainer",
            item.place.at("id"),
            f"add {add} with what a good answer holds; participants never see it",
        )


def _unanswered(exercise: Exercise) -> Iterator[Item | Question]:
    """Yield the questions of which the trainer is not told what a good answer holds."""
    for item in exercise.items:
        if not item.answer.strip() and not item.explain.strip():
            yield item
    for questions in (exercise.questions, *(phase.questions for phase in exercise.phases)):
        yield from (question for question in questions if not question.expected_points)


def _case(exercise: Exercise, collector: Collector) -> None:
    """Report a discussion of a case that does not say which public case it is."""
    if exercise.kind != "scenario_discussion":
        return
    if not exercise.case_basis.strip() and not exercise.public_sources:
        collector.warning(
            "EXE107",
            f"{quote(exercise.id)} does not say on which public case it rests",
            exercise.place.at("scenario"),
            "add case_basis: in words, and public_sources: with ids of resources.yaml",
        )


def _rubric(rubric: Rubric, collector: Collector) -> None:
    """Report levels that are not described, and a rule of passing nobody can apply."""
    scale = [level.level for level in rubric.scale]
    if scale != sorted(set(scale)):
        collector.warning(
            "EXE106",
            "the levels of the scale do not rise",
            rubric.place.at("scale"),
            "begin with the lowest level, and give each number once",
        )
    for criterion in rubric.criteria:
        missing = [n for n in dict.fromkeys(map(str, scale)) if n not in criterion.levels]
        if missing:
            collector.warning(
                "EXE106",
                f"{quote(criterion.id)} does not describe level {words(missing)}",
                criterion.place.keys.get("levels", criterion.place.at("id")),
                "say in levels: what each level of the scale looks like",
            )
        unknown = [n for n in criterion.levels if int(n) not in scale]
        if unknown:
            collector.warning(
                "EXE106",
                f"{quote(criterion.id)} describes level {words(unknown)}, the scale has none",
                criterion.place.at("levels"),
                f"levels of the scale: {words(map(str, scale))}",
            )
    least = rubric.min_each_critical
    if least is not None and least not in scale:
        collector.warning(
            "EXE106",
            f"level {least} is asked for, and the scale does not have it",
            rubric.place.at("min_each_critical"),
            f"levels of the scale: {words(map(str, scale))}",
        )
    if least is not None and not any(criterion.critical for criterion in rubric.criteria):
        collector.warning(
            "EXE106",
            "a level is asked for on each critical criterion, and none is critical",
            rubric.place.at("min_each_critical"),
            "write critical: true in the criteria that must be reached",
        )
