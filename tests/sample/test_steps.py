"""Every session and step of the sample holds what a trainer needs, in every edition."""

from __future__ import annotations

import pytest

from tests.sample.reading import VERSIONS, sessions, steps
from ttt.model.curriculum import Step

EVERY = pytest.mark.parametrize("version", VERSIONS)


def has_slide(step: Step) -> bool:
    return bool(step.points or step.table or step.figure or step.slides)


@EVERY
def test_every_step_says_what_the_trainer_does(version: str) -> None:
    assert [address for address, _, step in steps(version) if not step.do.strip()] == []


@EVERY
def test_a_step_of_information_has_words_to_say_and_a_slide(version: str) -> None:
    telling = {a: step for a, _, step in steps(version) if step.phase == "information"}
    assert len(telling) >= 30
    assert [address for address, step in telling.items() if not step.say.strip()] == []
    assert [address for address, step in telling.items() if not has_slide(step)] == []


@EVERY
def test_a_step_of_practice_has_an_exercise_or_a_task_with_its_output(version: str) -> None:
    practice = {a: step for a, _, step in steps(version) if step.phase == "practice"}
    assert len(practice) >= 30
    idle = [
        address
        for address, step in practice.items()
        if not step.exercise and not (step.task and step.output.strip())
    ]
    assert idle == []


@EVERY
def test_every_session_has_messages_a_debrief_and_a_source(version: str) -> None:
    for session in sessions(version):
        assert 1 <= len(session.key_messages) <= 5, session.id
        assert len(session.debrief) >= 2, session.id
        named = {*session.sources, *(source for step in session.steps for source in step.sources)}
        assert named, session.id


@EVERY
def test_every_session_is_prepared_and_has_a_way_out(version: str) -> None:
    for session in sessions(version):
        for name in ("prepare", "materials", "methods", "room", "transition", "contingency"):
            assert getattr(session, name), (session.id, name)
        assert session.adaptation_notes.strip(), session.id


@EVERY
def test_every_session_begins_with_a_reason_to_listen(version: str) -> None:
    for session in sessions(version):
        # An opening by the host may come first
        first = next(step for step in session.steps if step.phase != "admin")
        assert first.phase == "motivation", session.id
        assert first.ask or first.slides, session.id


@EVERY
def test_names_of_steps_are_their_own(version: str) -> None:
    addresses = [address for address, _, _ in steps(version)]
    assert len(addresses) == len(set(addresses)) >= 110
    for session in sessions(version):
        titles = [step.title for step in session.steps]
        assert len(titles) == len(set(titles)), session.id
