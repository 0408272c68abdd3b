"""Exercises of every kind: who gets what of them, in editions and in built documents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from tests.builds import Built, build, lay_out, paragraphs
from tests.editions import texts_written
from tests.pipeline import TINY, assets_of, files_under, yaml_of
from ttt.compose.views import EditionViews
from ttt.diagnostics import Collector
from ttt.document import Plain
from ttt.load import load
from ttt.model.audience import AUDIENCES, Audience
from ttt.model.edition import Curriculum, Edition
from ttt.model.exercise import Exercise
from ttt.model.fields import fields_of
from ttt.resolve import resolve
from ttt.validate import validate

FULL: Final = Path(__file__).parent / "projects" / "full"
CASES: Final = Path(__file__).parent / "cases" / "check"
KINDS: Final = ("scenario-discussion", "tabletop", "peer-exchange", "teach-back")
GUIDE: Final = "aaa/en/trainer/aaa-m1-guide-en.docx"
SLIDES: Final = "aaa/en/trainer/aaa-m1-slides-en.pptx"
HANDOUT: Final = "aaa/en/participant/aaa-m1-handout-en.docx"
COPY: Final = "aaa/en/participant/aaa-m1-slides-participant-en.pptx"


def validated(files: Mapping[str, bytes]) -> Curriculum:
    collector = Collector()
    curriculum = validate(load(yaml_of(files), collector), assets_of(files), collector)
    assert curriculum is not None
    assert not collector.has_errors
    return curriculum


def of_kind(kind: str) -> Curriculum:
    """The tiny project, its exercise of another kind."""
    return validated({**files_under(TINY), **files_under(CASES / f"fine-exercise-{kind}")})


def edition(curriculum: Curriculum, audience: Audience) -> Edition:
    cohort = next(cohort for cohort in curriculum.cohorts if cohort.id == "aaa")
    return resolve(curriculum, cohort, "en", audience, Collector())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_reader_gets_exactly_the_texts_whose_origin_is_for_it(
    kind: str, audience: Audience
) -> None:
    curriculum = of_kind(kind)
    written = [*texts_written(curriculum.exercises)]
    assert written
    got = [*texts_written(edition(curriculum, audience).exercises)]
    assert got == [text for text in written if audience.may_see(text.origin.audience)]


def test_contingencies_and_held_back_questions_are_the_trainers_as_a_whole() -> None:
    curriculum = of_kind("tabletop")
    for audience in AUDIENCES:
        (exercise,) = edition(curriculum, audience).exercises.values()
        trainer = audience is Audience.TRAINER
        assert ("reminder" in {inject.id for inject in exercise.injects}) == trainer
        assert ("later" in {q.id for p in exercise.phases for q in p.questions}) == trainer
        assert bool(exercise.injects) == (audience is not Audience.PARTICIPANT)


def test_sources_of_a_case_reach_trainers_only() -> None:
    files = {**files_under(TINY), **files_under(CASES / "fine-exercise-scenario-discussion")}
    path = "curriculum/resources.yaml"
    files[path] += b"  - {id: paper, title: A newspaper, read_on: 2026-11-22}\n"
    work = "curriculum/exercises/message.yaml"
    files[work] = files[work].replace(b"[notice]", b"[paper]")
    curriculum = validated(files)
    for audience in AUDIENCES:
        made = edition(curriculum, audience)
        assert ("paper" in made.resources) == (audience is Audience.TRAINER)


# ── views ──────────────────────────────────────────────────────────────────────────────────────


def view(kind: str, audience: Audience = Audience.TRAINER) -> Mapping[str, Plain]:
    return EditionViews(edition(of_kind(kind), audience), {}).exercise("message")


def listed(value: Plain) -> tuple[Mapping[str, Plain], ...]:
    assert isinstance(value, tuple)
    assert all(isinstance(item, Mapping) for item in value)
    return value  # type: ignore[return-value] # as asserted


def test_injects_have_numbers_and_the_names_of_roles() -> None:
    seen = view("tabletop")
    first, held = listed(seen["injects"])
    assert (first["number"], first["contingency"], first["minute"]) == ("1", False, "5")
    assert (first["sender"], first["to"], first["cc_everyone"]) == (
        "A neighbour", ("Office on duty",), True,
    )  # fmt: skip
    assert (held["number"], held["contingency_for"], held["minute"]) == ("C1", "1", "")
    assert held["sender"] == "Press office"
    assert first["critical_tasks"] == ("T1",)
    morning, evening = listed(seen["phases"])
    assert (morning["begins"], morning["ends"]) == (0, 10)
    assert (evening["begins"], evening["ends"]) == (10, 15)


def test_an_evaluators_injects_have_no_notes_of_the_trainer() -> None:
    (first,) = listed(view("tabletop", Audience.EVALUATOR)["injects"])
    assert first["message"] == "The door is open."
    assert "evaluator_notes" in first
    assert {"expected_actions", "probes", "controller_notes", "trigger"}.isdisjoint(first)


def test_a_rubric_describes_levels_in_the_order_of_its_scale() -> None:
    seen = view("teach-back")
    rubric = seen["rubric"]
    assert isinstance(rubric, Mapping)
    assert listed(rubric["criteria"])[0]["levels"] == ("No aim is heard.", "The aim is heard.")
    assert rubric["needed_label"] == "good"
    assert seen["rooms"] == 3  # for 24 people, eight in each


def steps() -> Mapping[str, Mapping[str, Plain]]:
    made = edition(validated(files_under(FULL)), Audience.TRAINER)
    session = listed(EditionViews(made, {}).module("m1")["sessions"])[1]
    return {str(step["id"]): step for step in listed(session["steps"])}


def test_a_step_has_the_slides_of_the_phase_it_plays() -> None:
    kinds = {name: [s["kind"] for s in listed(step["slides"])] for name, step in steps().items()}
    assert kinds["morning"] == ["activity", "rules", "roles", "scenario", "questions"]
    assert kinds["evening"] == ["activity", "scenario"]
    assert kinds["again"] == ["activity", "rules", "roles", "scenario", "questions", "scenario"]
    assert kinds["case"] == ["activity", "rules", "stages", "scenario", "questions"]
    assert kinds["peers"] == ["activity", "rules", "stages", "prompts"]
    assert kinds["teach"] == ["activity", "rules", "stages", "rubric"]


def test_a_question_that_waits_for_an_inject_is_not_on_the_wall() -> None:
    slide = listed(steps()["morning"]["slides"])[-1]
    part = slide["part"]
    assert isinstance(part, Mapping)
    assert [question["id"] for question in listed(part["questions"])] == ["who"]


# ── documents ──────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def built() -> Built:
    with TemporaryDirectory() as folder:
        return build(lay_out(files_under(FULL), Path(folder)))


def text_of(name: str, part: str = "") -> str:
    return "\n".join(paragraphs(built().documents[name].data, part))


OPEN: Final = (
    "A notice hangs on the wrong door.", "Whom do you tell?", "Speak about offices.",  # discussion
    "A message comes in.", "Who acts?", "The door stands open.", "Answers messages",  # table-top
    "Accept the story.", "What works with you?", "One table at a time.", "The aim is said",
)  # fmt: skip
CLOSED: Final = (
    "Close it at once", "The door is open.", "Is it still open?", "Nobody closes the door",
    "Close the door.", "Ring twice.", "Note the time.", "Who is asked later?", "Keep a log",
    "What makes you say so?", "The office acts", "Who else may know?", "The neighbours are told",
    "A notice that was printed in a newspaper.", "How do you know?", "Use the timer.",
    "Stop in time.", "You may not leave.",
)  # fmt: skip


def test_participants_get_story_and_rules_and_nothing_that_is_held_back() -> None:
    assert built().errors == ()
    for name in built().documents:
        if "/participant/" in name:
            assert [text for text in CLOSED if text in text_of(name)] == [], name
    assert [text for text in OPEN if text not in text_of(HANDOUT)] == []
    assert [text for text in OPEN if text not in text_of(COPY)] == []


def test_the_trainer_has_everything_and_nothing_of_it_on_the_wall() -> None:
    assert [text for text in (*OPEN, *CLOSED) if text not in text_of(GUIDE)] == []
    wall = text_of(SLIDES, "ppt/slides/")
    assert [text for text in CLOSED if text in wall] == []
    notes = text_of(SLIDES, "ppt/notesSlides/")
    assert "What makes you say so?" in notes
    assert "The office acts" in notes


def test_the_handout_has_each_phase_where_it_is_played() -> None:
    lines = [line.strip() for line in text_of(HANDOUT).split("\n")]
    headings = ("Play the morning", "Play the evening", "Hear others")
    # The first of each is in the contents.
    morning, evening, peers = (lines.index(h, lines.index(h) + 10) for h in headings)
    assert "A log of the morning" in "\n".join(lines[morning:evening])
    assert any(line.startswith("Phase 1") for line in lines[morning:evening])
    assert not any(line.startswith("Phase 2") for line in lines[morning:evening])
    assert any(line.startswith("Phase 2") for line in lines[evening:peers])
    assert "Accept the story." not in lines[evening:peers]


def test_every_kind_says_which_fields_it_has() -> None:
    words = next(spec.choices for spec in fields_of(Exercise) if spec.name == "kind")
    assert words == ("worksheet", "scenario_discussion", "tabletop", "peer_exchange", "teach_back")
