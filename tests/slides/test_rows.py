"""Rows of a body: nothing is cut, numbers go on, and no slide is fuller than its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.slides.space import GEOMETRY, document, fonts
from ttt.diagnostics import Collector
from ttt.document import Attributes, Heading, OrderedList, Paragraph, Str
from ttt.slides.deck import Deck
from ttt.slides.fit import POINT
from ttt.slides.paginate import paginate
from ttt.slides.words import plain
from ttt.text import Text

BODY = GEOMETRY.layouts["objectives"]["body"].area
ROW = GEOMETRY.layouts["objectives"]["row"].area
BOX = GEOMETRY.layouts["key_messages"]["row_box"].area
MESSAGE = GEOMETRY.layouts["key_messages"]["row"].area
ROUNDING = 20

TEXTS = st.lists(
    st.lists(
        st.sampled_from(["describe", "a", "regulatory", "control", "of"]), min_size=1, max_size=24
    ),
    min_size=1,
    max_size=14,
).map(lambda items: [" ".join(words) for words in items])


def set_in(layout: str, texts: list[str]) -> Deck:
    items = tuple((Paragraph((Str(text),)),) for text in texts)
    heading = Heading(2, (Str("Title"),), Attributes(pairs=(("layout", Text(layout)),)))
    blocks = (heading, OrderedList(items))
    return paginate(document(blocks), GEOMETRY, fonts(), {}, Collector())


@given(TEXTS)
def test_rows_hold_every_text_with_its_number_inside_the_place(texts: list[str]) -> None:
    deck = set_in("objectives", texts)
    found: list[tuple[str, str]] = []
    for slide in deck.slides:
        [body] = [region for region in slide.regions if region.name == "body"]
        assert len(body.rows) == len(body.paragraphs)
        assert ROW.y + sum(row.height for row in body.rows) <= BODY.y + BODY.height + ROUNDING
        for row, paragraph in zip(body.rows, body.paragraphs, strict=True):
            found.append((plain(row.start), plain(paragraph.content)))
            assert paragraph.marker == "none"
            assert row.height > (BODY.y - ROW.y) + paragraph.size * POINT
    assert found == [(str(number), text) for number, text in enumerate(texts, 1)]


@given(st.integers(1, 3))
def test_few_rows_are_as_high_as_their_place(count: int) -> None:
    [slide] = set_in("objectives", ["describe"] * count).slides
    [body] = [region for region in slide.regions if region.name == "body"]
    assert {row.height for row in body.rows} == {ROW.height}


@given(TEXTS)
def test_every_box_stands_in_its_row_with_the_number(texts: list[str]) -> None:
    numbers: list[str] = []
    for slide in set_in("key_messages", texts).slides:
        [body] = [region for region in slide.regions if region.name == "body"]
        [boxes] = slide.drawings
        top = MESSAGE.y
        for bar, row in zip(boxes.bars, body.rows, strict=True):
            assert row.start == ()
            assert top <= bar.area.y
            assert bar.area.y + bar.area.height <= top + row.height
            assert (bar.area.x, bar.area.width) == (BOX.x, BOX.width)
            numbers.append(bar.text)
            top += row.height
    assert numbers == [str(number) for number in range(1, len(texts) + 1)]
