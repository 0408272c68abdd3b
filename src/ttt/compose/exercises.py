"""Exercises as plain data: what templates would have to count, look up or put in order.

Takes views of the nouns' own fields and adds to them; adds nothing the edition does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ttt.document import Plain
from ttt.model.audience import Audience
from ttt.model.exercise import EVERYONE, Exercise, Inject, Question, Role
from ttt.model.fields import reader_of
from ttt.text import EMPTY, Text

View = dict[str, Plain]

PRIVATE: Final = ("knows", "does_not_know", "may_share", "goals", "constraints")
"""What a role's card holds besides what everybody reads."""


NOTES: Final = ("trigger", "probes", "controller_notes", "evaluator_notes", "critical_tasks")
"""What a facilitator has with an inject besides message and expected action."""


def exercise_view(view: View, exercise: Exercise, size: int | None) -> View:
    """Return the view of an exercise's fields with everything solved that stands in it.

    `size` is the number of participants, None when it is not known.
    """
    roles = {role.id: role for role in exercise.roles}
    closed: View = {}
    if "injects" in view:
        closed["injects"] = _each(view["injects"], _injects(exercise, roles))
    if "critical_tasks" in view:
        numbered = ({"number": name} for name in _tasks(exercise).values())
        closed["critical_tasks"] = _each(view["critical_tasks"], numbered)
    return {
        **view,
        **closed,
        "on_wall": exercise.title.origin.audience is Audience.PARTICIPANT,
        "roles": _each(view["roles"], map(_role, exercise.roles)),
        "questions": _questions(view["questions"], exercise.questions),
        "phases": _phases(view["phases"], exercise),
        "rubric": _rubric(view["rubric"], exercise),
        "rooms": -(-size // exercise.per_room) if size and exercise.per_room else 0,
    }


def phase_of(exercise: Plain, name: str) -> Plain:
    """Return a phase of an exercise's view; None when it has no phase of this name."""
    phases = exercise["phases"] if isinstance(exercise, Mapping) else ()
    listed = phases if isinstance(phases, tuple) else ()
    return next((p for p in listed if isinstance(p, Mapping) and p["id"] == name), None)


def _each(views: Plain, more: Iterable[Mapping[str, Plain]]) -> tuple[Plain, ...]:
    """Return a list of views, each with more names."""
    listed = views if isinstance(views, tuple) else ()
    return tuple(
        {**one, **names}
        for one, names in zip(listed, more, strict=True)
        if isinstance(one, Mapping)
    )


def _role(role: Role) -> View:
    return {"has_card": any(getattr(role, name) for name in PRIVATE)}


def _questions(views: Plain, questions: tuple[Question, ...]) -> tuple[Plain, ...]:
    """Tell which questions participants may read before an inject calls for them."""
    return _each(
        views,
        ({"on_wall": q.text.origin.audience is Audience.PARTICIPANT} for q in questions),
    )


def _phases(views: Plain, exercise: Exercise) -> tuple[Plain, ...]:
    """Return the phases, numbered, with the minutes of play at which they begin and end."""
    listed = views if isinstance(views, tuple) else ()
    found: list[Plain] = []
    minute = 0
    for number, (view, phase) in enumerate(zip(listed, exercise.phases, strict=True), start=1):
        if isinstance(view, Mapping):
            questions = _questions(view["questions"], phase.questions)
            until = minute + phase.minutes
            named: View = {"number": number, "begins": minute, "ends": until}
            found.append({**view, **named, "questions": questions})
        minute += phase.minutes
    return tuple(found)


def _injects(exercise: Exercise, roles: Mapping[str, Role]) -> Iterable[View]:
    """Yield what injects are called, and the names of those they go to."""
    planned = [inject.id for inject in exercise.injects if not _is_contingency(inject)]
    held = [inject.id for inject in exercise.injects if _is_contingency(inject)]
    numbers = {name: str(number) for number, name in enumerate(planned, start=1)}
    numbers |= {name: f"C{number}" for number, name in enumerate(held, start=1)}
    tasks = _tasks(exercise)
    for inject in exercise.injects:
        yield {
            "number": numbers[inject.id],
            "contingency": _is_contingency(inject),
            "contingency_for": numbers.get(inject.contingency_for, ""),
            "minute": "" if inject.sched_offset is None else str(inject.sched_offset),
            "scenario_time": inject.scenario_time or "",
            "sender": _title(str(inject.sender), roles) or inject.sender,
            "to": _titles(inject.to, roles),
            "to_everyone": EVERYONE in inject.to,
            "cc": _titles(inject.cc, roles),
            "cc_everyone": EVERYONE in inject.cc,
            "critical_tasks": tuple(tasks[name] for name in inject.critical_tasks if name in tasks),
            "has_notes": any(getattr(inject, name) for name in NOTES),
        }


def _tasks(exercise: Exercise) -> Mapping[str, str]:
    """Return what critical tasks are called: T1, T2 and so on."""
    return {task.id: f"T{number}" for number, task in enumerate(exercise.critical_tasks, start=1)}


def _is_contingency(inject: Inject) -> bool:
    return reader_of(inject) is Audience.TRAINER


def _titles(names: tuple[str, ...], roles: Mapping[str, Role]) -> tuple[Plain, ...]:
    return tuple(_title(name, roles) for name in names if name in roles)


def _title(name: str, roles: Mapping[str, Role]) -> Text:
    return roles[name].title if name in roles else EMPTY


def _rubric(view: Plain, exercise: Exercise) -> Plain:
    """Return the rubric; each criterion describes its levels in the order of the scale."""
    rubric = exercise.rubric
    if rubric is None or not isinstance(view, Mapping):
        return None
    names = [str(level.level) for level in rubric.scale]
    described = (
        {"levels": tuple(criterion.levels.get(name, EMPTY) for name in names)}
        for criterion in rubric.criteria
    )
    needed = next((one for one in rubric.scale if one.level == rubric.min_each_critical), None)
    return {
        **view,
        "criteria": _each(view["criteria"], described),
        "needed_label": EMPTY if needed is None else needed.label,
    }
