"""Every guide of the sample names every slide of its deck, and every number is right.

Deck and guide are read back from their bytes, as people open them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import pptx
import pytest

from tests.builds import paragraphs
from tests.sample.building import built
from tests.sample.reading import edition, modules
from ttt.model.curriculum import Step

AROUND: Final = {"Title", "Section", "Objectives", "Debrief", "Key messages", "Sources"}
"""Layouts of slides that belong to a module or a session, not to a step."""
DARK: Final = "Black"
MODULES: Final = tuple(f"m{n}" for n in range(1, 8))
POINTER: Final = re.compile(r"Slide (\d+)(?:–(\d+))?|no slide|black screen")

EVERY = pytest.mark.parametrize(
    ("cohort", "module"), [(c, m) for c in ("khm", "sea") for m in MODULES]
)


@dataclass(frozen=True)
class Pointer:
    """What a guide says beside a step: the step's number and title, and its slides."""

    number: int
    title: str
    says: str
    slides: range


@cache
def deck(cohort: str, module: str) -> tuple[tuple[str, str], ...]:
    """The layout and the title of every slide, in order."""
    data = built().documents[f"{cohort}/en/trainer/{cohort}-{module}-slides-en.pptx"].data
    return tuple(
        (slide.slide_layout.name, slide.shapes.title.text_frame.text)
        for slide in pptx.Presentation(io.BytesIO(data)).slides
    )


@cache
def guide(cohort: str, name: str) -> tuple[Pointer, ...]:
    """What a Word document says beside each step, in order."""
    data = built().documents[f"{cohort}/en/trainer/{cohort}-{name}-en.docx"].data
    found: list[Pointer] = []
    says = ""
    for line in paragraphs(data, "word/document"):
        text = line.strip()
        heading = re.fullmatch(r"(\d+)  (.+)", text)
        if POINTER.fullmatch(text):
            assert not says, f"{text} stands beside no step"
            says = text
        elif heading and says:
            match = POINTER.fullmatch(says)
            first, last = (match[1], match[2] or match[1]) if match else ("", "")
            slides = range(int(first), int(last) + 1) if first else range(0)
            found.append(Pointer(int(heading[1]), heading[2], says, slides))
            says = ""
    assert not says
    return tuple(found)


def steps(cohort: str, module: str) -> Iterator[tuple[int, Step]]:
    """The steps of a module as the cohort's trainers have them, with their numbers."""
    for session in next(m for m in modules(cohort) if m.id == module).sessions:
        yield from enumerate(session.steps, start=1)


def own_titles(cohort: str, step: Step) -> set[str]:
    """What may stand in the title of a slide that belongs to a step."""
    found: set[str] = {step.title, *(slide.title for slide in step.slides if slide.title)}
    work = edition(cohort).exercises.get(step.exercise)
    if work is not None:
        found |= {work.title, *(phase.title for phase in work.phases)}
    return found


@EVERY
def test_the_guide_has_every_step_with_what_is_on_the_screen(cohort: str, module: str) -> None:
    told = [(pointer.number, pointer.title) for pointer in guide(cohort, f"{module}-guide")]
    assert told == [(number, step.title) for number, step in steps(cohort, module)]


@EVERY
def test_the_guide_names_every_slide_of_the_deck_once(cohort: str, module: str) -> None:
    named = [n for pointer in guide(cohort, f"{module}-guide") for n in pointer.slides]
    layouts = {n: layout for n, (layout, _) in enumerate(deck(cohort, module), start=1)}
    taught = [n for n, layout in layouts.items() if layout not in {*AROUND, DARK}]
    assert len(taught) >= 10
    assert named == taught
    dark = [p for p in guide(cohort, f"{module}-guide") if p.says == "black screen"]
    assert len(dark) == sum(layout == DARK for layout in layouts.values())


@EVERY
def test_every_slide_named_beside_a_step_is_one_of_that_step(cohort: str, module: str) -> None:
    slides = deck(cohort, module)
    known = steps(cohort, module)
    for pointer, (_, step) in zip(guide(cohort, f"{module}-guide"), known, strict=True):
        own = own_titles(cohort, step)
        for number in pointer.slides:
            title = slides[number - 1][1]
            assert any(name in title for name in own), (step.id, number, title)


@EVERY
def test_the_guide_says_when_a_step_has_no_slide(cohort: str, module: str) -> None:
    for pointer, (_, step) in zip(
        guide(cohort, f"{module}-guide"), steps(cohort, module), strict=True
    ):
        shows = step.points or step.table or step.figure or step.slides
        if step.screen == "off":
            assert pointer.says == "black screen", step.id
        else:
            wanted = bool(shows or step.task or step.exercise)
            assert bool(pointer.slides) == wanted, step.id


@EVERY
def test_session_plans_name_the_same_slides_as_the_guide(cohort: str, module: str) -> None:
    sessions = next(m for m in modules(cohort) if m.id == module).sessions
    planned = [p for s in sessions for p in guide(cohort, f"{s.id}-session-plan")]
    assert planned == list(guide(cohort, f"{module}-guide"))
