"""Objectives across the curriculum: who leads up to whom, where each is taught and assessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ttt.checks.verbs import LEVELS
from ttt.checks.wording import did_you_mean, quote
from ttt.diagnostics import Collector
from ttt.model.curriculum import Objective, Session
from ttt.model.edition import Curriculum
from ttt.model.exercise import Exercise

_DOING: Final = ("practice", "application")


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report objectives that stand alone, and those nothing teaches or assesses."""
    objectives = {o.id: o for module in curriculum.modules for o in module.objectives}
    _families(objectives.values(), collector)
    if not curriculum.complete:
        return
    exercises = {exercise.id: exercise for exercise in curriculum.exercises}
    taught = _taught(curriculum)
    for objective in objectives.values():
        sessions = _sessions_of(objective, objectives, taught)
        if not sessions:
            collector.error(
                "OBJ007",
                f"the objective {quote(objective.id)} is taught in no session",
                objective.place.at("id"),
                "name it in objectives: of a session or a step, or take it out",
            )
            continue
        if not _assessed(objective, sessions, exercises):
            collector.warning(
                "OBJ008",
                f"nothing assesses the objective {quote(objective.id)}",
                objective.place.at("id"),
                f"give {sessions[0].id} a step of phase assessment, or an exercise that names it",
            )
        _practised(objective, sessions, collector)


def _families(objectives: Iterable[Objective], collector: Collector) -> None:
    """Report enabling objectives without a parent and terminal ones without any under them."""
    listed = tuple(objectives)
    terminal = tuple(o.id for o in listed if o.kind == "terminal")
    parents = {o.parent for o in listed}
    for objective in listed:
        match objective.kind:
            case "enabling" if not objective.parent:
                number = objective.id.removeprefix("ELO-").split(".")[0]
                collector.error(
                    "OBJ005",
                    f"the enabling objective {quote(objective.id)} has no parent",
                    objective.place.at("id"),
                    "add parent: with the id of the terminal objective it leads up to",
                    *did_you_mean(f"TLO-{number}", terminal),
                )
            case "terminal" if objective.parent:
                collector.error(
                    "OBJ014",
                    f"the terminal objective {quote(objective.id)} has a parent",
                    objective.place.at("parent"),
                    "take parent: out, or write kind: enabling",
                )
            case "terminal" if objective.id not in parents:
                collector.warning(
                    "OBJ009",
                    f"no enabling objective leads up to {quote(objective.id)}",
                    objective.place.at("id"),
                    f"write what leads up to it as enabling objectives, parent: {objective.id}",
                )


def _taught(curriculum: Curriculum) -> Mapping[str, list[Session]]:
    """Return the sessions that name each objective, or have a step that does."""
    found: dict[str, list[Session]] = {}
    for module in curriculum.modules:
        for session in module.sessions:
            named = (*session.objectives, *(o for step in session.steps for o in step.objectives))
            for name in dict.fromkeys(named):
                found.setdefault(name, []).append(session)
    return found


def _sessions_of(
    objective: Objective,
    objectives: Mapping[str, Objective],
    taught: Mapping[str, list[Session]],
) -> list[Session]:
    """Return where an objective is taught; a terminal one also through those under it."""
    own = list(taught.get(objective.id, ()))
    if objective.kind == "terminal":
        below = (o.id for o in objectives.values() if o.parent == objective.id)
        own += [s for name in below for s in taught.get(name, ()) if s not in own]
    return own


def _assessed(
    objective: Objective, sessions: Iterable[Session], exercises: Mapping[str, Exercise]
) -> bool:
    """Whether a session has a step of assessment, or an exercise that names the objective."""
    for session in sessions:
        for step in session.steps:
            exercise = exercises.get(step.exercise)
            if step.phase == "assessment" and objective.id in (
                *step.objectives,
                *session.objectives,
            ):
                return True
            if exercise is not None and objective.id in (*exercise.objectives, *step.objectives):
                return True
            if step.phase == "assessment" and objective.kind == "terminal":
                return True
    return False


def _practised(objective: Objective, sessions: Iterable[Session], collector: Collector) -> None:
    """Report an objective about doing that participants only hear about."""
    if LEVELS.index(objective.bloom) < LEVELS.index("apply"):
        return
    steps = [step for session in sessions for step in session.steps]
    if steps and not any(step.exercise or step.phase in _DOING for step in steps):
        collector.warning(
            "OBJ010",
            f'participants never practise {quote(objective.id)} (level "{objective.bloom}")',
            objective.place.at("id"),
            "give one of its sessions a step of phase practice or application",
        )
