"""Where pages begin in Word: room after what fills a page must not be all there is on the next."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from tests.writers.word_samples import document, opened, p, s
from ttt.diagnostics import Collector
from ttt.document import Block, Columns, Heading, Lines, PageBreak
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
