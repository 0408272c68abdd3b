"""Every objective of the sample is taught, and every terminal one is assessed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.sample.reading import VERSIONS, curriculum, files, modules, sessions, steps
from ttt.model.curriculum import Objective


def declared(version: str) -> Mapping[str, Objective]:
    return {o.id: o for module in modules(version) for o in module.objectives}


def taught(version: str) -> set[str]:
    """What sessions and their steps say that they teach."""
    found = {name for session in sessions(version) for name in session.objectives}
    return found | {name for _, _, step in steps(version) for name in step.objectives}


def test_each_module_has_one_terminal_objective_with_enabling_ones_below_it() -> None:
    for number, module in enumerate(modules("base"), start=1):
        terminal = [o.id for o in module.objectives if o.kind == "terminal"]
        enabling = [o for o in module.objectives if o.kind == "enabling"]
        assert terminal == [f"TLO-{number}"]
        assert [o.id for o in enabling] == [f"ELO-{number}.{n + 1}" for n in range(len(enabling))]
        assert {o.parent for o in enabling} == set(terminal)
        assert 2 <= len(enabling) <= 3, module.id


@pytest.mark.parametrize("version", VERSIONS)
def test_every_enabling_objective_is_taught_by_a_session_of_its_module(version: str) -> None:
    for module in modules(version):
        here = {name for session in module.sessions for name in session.objectives}
        wanted = {o.id for o in module.objectives if o.kind == "enabling"}
        assert wanted - here == set(), module.id


@pytest.mark.parametrize("version", VERSIONS)
def test_every_terminal_objective_is_taught_by_its_module(version: str) -> None:
    assert set(declared(version)) == set(declared("base"))
    for module in modules(version):
        here = {name for session in module.sessions for name in session.objectives}
        here |= {name for s in module.sessions for t in s.steps for name in t.objectives}
        (terminal,) = [o.id for o in module.objectives if o.kind == "terminal"]
        below = {o.id for o in module.objectives if o.parent == terminal}
        assert terminal in here or below <= here, module.id


@pytest.mark.parametrize("version", VERSIONS)
def test_every_session_teaches_something_and_only_what_is_declared(version: str) -> None:
    assert {session.id for session in sessions(version) if not session.objectives} == set()
    assert taught(version) - set(declared(version)) == set()


def test_every_objective_an_exercise_names_exists() -> None:
    # Read from the files: `validate` may have left out what it does not know
    named = {
        path: set(data.get("objectives", ()))
        for path, data in files().items()
        if path.startswith("exercises/")
    }
    assert len(named) == len(curriculum().exercises) >= 12
    known = set(declared("base"))
    assert {path: names - known for path, names in named.items() if names - known} == {}
    assert {path for path, names in named.items() if not names} == set()


@pytest.mark.parametrize("version", VERSIONS)
def test_every_terminal_objective_is_assessed_by_an_exercise_or_a_rubric(version: str) -> None:
    # The pre-test shows what people know before they learn, so it assesses nothing
    done = {step.exercise for _, _, step in steps(version)} - {"pre-test"}
    assessed = {
        name for exercise in curriculum().exercises if exercise.id in done
        for name in exercise.objectives
    }  # fmt: skip
    terminal = {o.id for o in declared(version).values() if o.kind == "terminal"}
    assert terminal - assessed == set()


def test_the_tests_before_and_after_ask_about_the_same_objectives() -> None:
    before, after = (
        next(e for e in curriculum().exercises if e.id == name)
        for name in ("pre-test", "post-test")
    )
    assert before.objectives == after.objectives
    assert before.minutes == after.minutes
    assert len(before.items) == len(after.items) == 12
    assert {i.text for i in before.items} & {i.text for i in after.items} == set()
    assert all(item.answer.strip() for item in (*before.items, *after.items))


def test_the_rubric_asks_for_its_critical_criteria() -> None:
    (work,) = [e for e in curriculum().exercises if e.rubric is not None]
    rubric = work.rubric
    assert rubric is not None
    levels = {level.level for level in rubric.scale}
    assert levels == {1, 2, 3, 4}
    assert rubric.min_each_critical == 3
    assert len(rubric.criteria) == 9
    assert sum(criterion.critical for criterion in rubric.criteria) == 3
    assert all({int(n) for n in c.levels} == levels for c in rubric.criteria)
    assert work.objectives[0] == "TLO-7"
