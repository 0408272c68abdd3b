"""Where pages begin in Word: room after what fills a page must not be all there is on the next."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from tests.writers.word_samples import a, document, opened, p, s
from ttt.diagnostics import Collector
from ttt.document import Block, Box, Cell, Columns, Grid, Heading, Lines, PageBreak
from ttt.writers.docx import write_docx

HANDOUT = opened()
FILLS = [Lines(4), Columns(((p("a"),), (p("b"),)))]


def between(last: Block, *others: Block) -> list[bool]:
    """For each paragraph without text before the heading: whether it begins a page itself."""
    blocks = (p("First"), last, *others, Heading(3, s("Next")))
    data = write_docx(document(blocks), HANDOUT, {}, Collector())
    body = docx.Document(io.BytesIO(data)).element.body
    heading = body.xpath(".//w:p[contains(., 'Next')]")[0]
    found: list[bool] = []
    for one in heading.itersiblings(preceding=True):
        if one.tag == qn("w:tbl") or one.xpath(".//w:t | .//w:pStyle"):
            break
        found.append(bool(one.xpath(".//w:pageBreakBefore")))
    return found


@pytest.mark.parametrize("last", FILLS)
def test_room_is_left_before_what_goes_on_and_none_before_a_new_page(last: Block) -> None:
    assert between(last) == [False]
    assert between(last, PageBreak()) == [True]


def test_the_cover_has_what_a_document_puts_there() -> None:
    day = Grid((1, 2), ((Cell((p("One"),), "active"), Cell((p("Two"),), "tint")),), a("timetable"))
    blocks = (Box("cover", (day, day)), p("After"))
    data = write_docx(document(blocks), HANDOUT, {}, Collector())
    texts = docx.Document(io.BytesIO(data)).element.body.xpath(".//w:t/text()")
    assert texts.index("One") < texts.index("Cohort") < texts.index("After")
    assert texts.count("Two") == 2
    assert "{{ cover }}" not in texts


def test_a_document_without_a_cover_of_its_own_leaves_no_room_for_one() -> None:
    data = write_docx(document((p("After"),)), HANDOUT, {}, Collector())
    body = docx.Document(io.BytesIO(data)).element.body
    [subtitle] = body.xpath("./w:p[w:pPr/w:pStyle/@w:val='Subtitle']")
    assert subtitle.getnext().tag == qn("w:tbl")
    assert not body.xpath(".//*[@w:ttt]")
