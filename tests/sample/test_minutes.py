"""The sample lasts what it says: five days of 360 minutes, and steps that fill their sessions."""

from __future__ import annotations

from typing import Final

import pytest

from tests.sample.reading import COHORTS, VERSIONS, curriculum, edition, modules, sessions, steps
from ttt.checks import check
from ttt.diagnostics import Collector, Severity
from ttt.model.audience import AUDIENCES, Audience
from ttt.model.exercise import planned
from ttt.resolve import resolve

SESSIONS: Final = {
    "m1-s1": 60, "m1-s2": 30, "m1-s3": 60,
    "m2-s1": 75, "m2-s2": 75, "m2-s3": 60,
    "m3-s1": 75, "m3-s2": 90, "m3-s3": 75,
    "m4-s1": 60, "m4-s2": 60, "m4-s3": 60, "m4-s4": 120,
    "m5-s1": 60, "m5-s2": 60, "m5-s3": 60,
    "m6-s1": 90, "m6-s2": 210, "m6-s3": 60,
    "m7-s1": 180, "m7-s2": 60, "m7-s3": 60, "m7-s4": 40, "m7-s5": 20,
}  # fmt: skip
MODULES: Final = {"m1": 150, "m2": 210, "m3": 240, "m4": 300, "m5": 180, "m6": 360, "m7": 360}
DAYS: Final = (
    ("m1-s1", "m1-s2", "m1-s3", "m2-s1", "m2-s2", "m2-s3"),
    ("m3-s1", "m3-s2", "m3-s3", "m4-s1", "m4-s2"),
    ("m4-s3", "m4-s4", "m5-s1", "m5-s2", "m5-s3"),
    ("m6-s1", "m6-s2", "m6-s3"),
    ("m7-s1", "m7-s2", "m7-s3", "m7-s4", "m7-s5"),
)
DAY: Final = 360
COURSE: Final = 1_800


def minute(clock: str) -> int:
    """A clock time as minutes since midnight."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def test_sessions_and_modules_last_as_planned() -> None:
    assert {session.id: session.minutes for session in sessions("base")} == SESSIONS
    assert {m.id: sum(s.minutes for s in m.sessions) for m in modules("base")} == MODULES
    assert sum(session.minutes for session in sessions("base")) == COURSE


def test_the_sessions_fill_five_days() -> None:
    lasts = {session.id: session.minutes for session in sessions("base")}
    assert [name for day in DAYS for name in day] == list(lasts)
    assert [sum(lasts[name] for name in day) for day in DAYS] == [DAY] * 5


@pytest.mark.parametrize("version", VERSIONS)
def test_the_steps_of_every_session_add_up(version: str) -> None:
    wrong = {
        session.id: (session.minutes, sum(step.minutes for step in session.steps))
        for session in sessions(version)
        if session.minutes != sum(step.minutes for step in session.steps)
    }
    assert wrong == {}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("cohort", COHORTS)
def test_every_audience_gets_sessions_that_add_up(cohort: str, audience: Audience) -> None:
    wrong = {
        session.id
        for module in edition(cohort, audience).modules
        for session in module.sessions
        if session.minutes != sum(step.minutes for step in session.steps)
    }
    assert wrong == set()


def test_the_checker_has_no_error_and_no_warning_but_on_facts() -> None:
    # Facts nobody knows yet, or that are old, are what a national team is asked about
    collector = Collector()
    whole = curriculum()
    check(whole, collector)
    for cohort in whole.cohorts:
        resolve(whole, cohort, whole.header.language, Audience.TRAINER, collector)
    assert [d.message for d in collector if d.severity is Severity.ERROR] == []
    assert {d.code: d.message for d in collector if d.code not in {"COH202", "COH206"}} == {}


@pytest.mark.parametrize("cohort", COHORTS)
def test_every_day_of_a_cohort_has_room_for_its_sessions(cohort: str) -> None:
    found = edition(cohort)
    day = found.cohort.day
    assert day is not None
    room = minute(day.end) - minute(day.start) - sum(pause.minutes for pause in day.breaks)
    lasts = {session.id: session.minutes for session in sessions(cohort)}
    for names in DAYS:
        # What is not released to a cohort makes its day shorter, by a few steps at most
        assert DAY - 30 <= sum(lasts[name] for name in names) <= room, names


@pytest.mark.parametrize("version", VERSIONS)
def test_exercises_fit_where_they_are_done(version: str) -> None:
    exercises = {exercise.id: exercise for exercise in curriculum().exercises}
    done: set[str] = set()
    for address, session, step in steps(version):
        if not step.exercise:
            continue
        done.add(step.exercise)
        exercise = exercises[step.exercise]
        assert planned(exercise) in {0, exercise.minutes}, exercise.id
        has = session.minutes if planned(exercise) else step.minutes
        assert exercise.minutes <= has, address
    assert done == set(exercises)
