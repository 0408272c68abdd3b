"""Slide numbers in other documents: filled in everywhere, or a finding at the template's line."""

from __future__ import annotations

import re
from typing import Final

import pytest

from tests.shapes import shape
from tests.slides.space import document
from tests.test_parse import PLACES, parsed
from ttt.diagnostics import Collector
from ttt.number import number

NUMBERS: Final = {"slides": {"m1-s1/one": (4, 4), "m1-s1/two": (5, 7)}}
SLOTLESS: Final = [
    place for place in PLACES
    if place != "heading"
    and not re.search("attribute|id|code|fence|target|alt|path|reference", place)
]  # fmt: skip


def numbered(markup: str) -> tuple[str, Collector]:
    blocks, reading = parsed(markup)
    assert not len(reading), list(reading)
    collector = Collector()
    paper = number(document(blocks), NUMBERS, collector)
    return shape(paper.blocks, str), collector


@pytest.mark.parametrize("place", SLOTLESS)
def test_a_number_is_filled_in_wherever_text_may_stand(place: str) -> None:
    shown, collector = numbered(PLACES[place].replace("‹0›", "{ref=slides to=m1-s1/one}"))
    assert not len(collector)
    assert "4" in shown
    assert "Reference" not in shown


def test_several_slides_are_a_range() -> None:
    assert "5–7" in numbered("Slides {ref=slides to=m1-s1/two}\n")[0]


def test_a_step_without_slide_is_a_finding_at_its_line() -> None:
    shown, collector = numbered("a\n\nb {ref=slides to=m1-s1/none}\n")
    (finding,) = collector
    assert (finding.code, finding.span and finding.span.line) == ("TPL131", 3)
    assert "?" in shown


def test_a_product_that_is_not_referred_to_is_a_finding() -> None:
    (finding,) = numbered("{ref=slidse to=m1-s1/one}\n")[1]
    assert finding.code == "TPL132"
    assert finding.hints


def test_a_document_without_references_stays_the_same() -> None:
    blocks, _ = parsed("# A\n\n- b\n\n> c\n\n| d |\n| --- |\n| e |\n")
    paper = document(blocks)
    assert number(paper, {}, Collector()) == paper


def test_references_are_found_at_any_depth() -> None:
    for place in SLOTLESS:
        blocks, _ = parsed(PLACES[place].replace("‹0›", "{ref=slides to=x}"))
        numbered = number(document(blocks), {"slides": {"x": (7, 7)}}, Collector())
        assert "Reference(" not in repr(numbered.blocks), place
