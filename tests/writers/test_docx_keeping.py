"""What must not be torn apart over a page, room to write, and words that are spoken."""

from __future__ import annotations

import io

import docx
import pytest

from tests.writers.word_samples import a, document, opened, p, s
from ttt.diagnostics import Collector
from ttt.document import (
    Block,
    Box,
    BulletList,
    Cell,
    Gap,
    Grid,
    Heading,
    Lines,
    OrderedList,
    Paragraph,
    Str,
    Strong,
    Table,
)
from ttt.writers.docx import write_docx

HANDOUT = opened()
BLANK = "\N{NO-BREAK SPACE}"
EN_MARKS = "“ ”"


def body(*blocks: Block) -> list[tuple[str, bool]]:
    """Each paragraph of what is built: its text, and whether it stays with the next."""
    data = write_docx(document(blocks), HANDOUT, {}, Collector())
    found = docx.Document(io.BytesIO(data)).element.body.xpath(".//w:p")
    return [
        ("".join(one.xpath(".//w:t/text()")), bool(one.xpath("./w:pPr/w:keepNext")))
        for one in found
    ]


def kept(*blocks: Block) -> list[bool]:
    """Whether each paragraph of some blocks stays with the next; the cover is left out."""
    found = body(p("BEGIN"), *blocks, p("END"))
    texts = [text for text, _ in found]
    return [keeps for _, keeps in found[texts.index("BEGIN") + 1 : texts.index("END")]]


def test_lines_stay_with_their_question_and_with_each_other() -> None:
    *found, room = kept(p("Before."), p("Why?"), Lines(3))
    assert found == [False, True, True, True, False]
    assert not room


def test_of_many_lines_the_first_and_the_last_stay_together() -> None:
    assert kept(p("Why?"), Lines(12))[:-1] == [True, True, True, *[False] * 8, True, False]


def test_a_question_stays_with_its_options() -> None:
    options = BulletList(((p("A"),), (p("B"),), (p("C"),)))
    assert kept(p("Which?"), options) == [True, True, True, False]


def test_items_with_letters_of_their_own_have_no_bullet() -> None:
    def items(*texts: str) -> list[tuple[bool, str]]:
        block = BulletList(tuple((p(text),) for text in texts))
        data = write_docx(document((block,)), HANDOUT, {}, Collector())
        found = docx.Document(io.BytesIO(data)).element.body.xpath(".//w:p[w:r]")[-len(texts) :]
        return [
            (bool(one.xpath("./w:pPr/w:numPr")), "|".join(one.xpath("./w:r/w:t/text()")))
            for one in found
        ]

    assert items("A. Yes", "B. No") == [(False, "A.|Yes"), (False, "B.|No")]
    for texts in (["A. Yes"], ["A. Yes", "C. No"], ["A. Yes", "No"], ["I. e.", "The."]):
        assert items(*texts) == [(True, text) for text in texts]


def test_a_numbered_question_stays_with_its_lines() -> None:
    assert kept(OrderedList(((p("Why?"),),)), Lines(2))[:-1] == [True, True, False]


def test_a_long_list_may_break() -> None:
    items = BulletList(tuple((p("word " * 30),) for _ in range(9)))
    assert not any(kept(p("Which?"), items))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(1, [True, False]), (4, [True] * 4 + [False]), (9, [True, *[False] * 7, True, False])],
)
def test_no_row_of_a_table_is_left_alone(rows: int, expected: list[bool]) -> None:
    block = Table(("start",), (s("Head"),), ((s("cell"),),) * rows)
    assert kept(block)[: len(expected)] == expected


def test_a_gap_leaves_a_rule_to_write_on_before_its_label() -> None:
    texts = [text for text, _ in body(Paragraph((Str("Ask "), Gap(Str("Regulator")))))]
    assert "Ask " + BLANK * 68 + " Regulator" in texts


def test_a_gap_is_no_wider_than_its_cell() -> None:
    cells = (s("Regulator"), (Gap(Str("Regulator")),), s("word " * 12), s("word " * 12))
    block = Table(("start",) * 4, (s("A"), s("B"), s("C"), s("D")), (cells,))
    [rule] = [text for text, _ in body(block) if text.startswith(BLANK)]
    assert 20 < rule.count(BLANK) < 68


@pytest.mark.parametrize(
    ("blocks", "first", "last"),
    [
        ((p("Stay."),), "“Stay.”", "“Stay.”"),
        ((p("Stay."), p("Call.")), "“Stay.", "Call.”"),
        ((p("First:"), BulletList(((p("Stay."),), (p("Call."),)))), "“First:", "Call.”"),
        (
            (Paragraph((Strong(s('"No": ask "why" again.')), Str(" “So.”"))),),
            '“"No": ask "why" again. “So.””',
            '“"No": ask "why" again. “So.””',
        ),
    ],
)
def test_what_is_said_stands_in_quotation_marks(
    blocks: tuple[Block, ...], first: str, last: str
) -> None:
    texts = [text for text, _ in body(Box("say", blocks, a(label="Say", quotes=EN_MARKS)))]
    assert f"Say{first}" in texts
    assert any(text.endswith(last) for text in texts)


def test_words_that_are_not_spoken_have_no_marks() -> None:
    assert "SayStay." in [text for text, _ in body(Box("say", (p("Stay."),), a(label="Say")))]


def word(name: str, words: int = 12) -> Box:
    return Box(name, (p(f"{name} " * words),), a(label=name))


def step_rows(*blocks: Block) -> list[tuple[bool, bool, list[str]]]:
    """The rows of a step: whether each stays whole, has a rule above, and how its cells begin."""
    grid = Grid((3, 13.8), ((Cell((p("10"),), "active"), Cell(blocks)),))
    data = write_docx(document((grid,)), HANDOUT, {}, Collector())
    rows = docx.Document(io.BytesIO(data)).element.body.xpath(".//w:tr[.//w:shd]")
    return [
        (
            bool(one.xpath("./w:trPr/w:cantSplit")),
            not one.xpath("./w:tc[2]/w:tcPr/w:tcBorders/w:top[@w:val='nil']"),
            ["".join(c.xpath(".//w:t/text()")).partition(" ")[0] for c in one.xpath("./w:tc")],
        )
        for one in rows
    ]


def test_a_step_breaks_between_its_words_and_not_before_what_to_listen_for() -> None:
    head = Heading(3, s("1 Title"))
    found = step_rows(
        head, word("do", 90), word("ask", 60), word("listen_for", 60), word("say", 60)
    )
    assert found == [
        (True, True, ["10", "1"]),
        (True, False, ["", "askask"]),
        (True, False, ["", "saysay"]),
    ]


def test_the_head_of_a_step_and_its_last_lines_are_not_left_alone() -> None:
    head = Heading(3, s("1 Title"))
    assert len(step_rows(head, word("do", 2), word("say", 2), word("ask", 2))) == 1
    assert len(step_rows(head, word("do", 90), word("say", 2))) == 1
    task = (p("Task"), OrderedList(tuple((p("Write it down."),) for _ in range(3))))
    assert [cells for _, _, cells in step_rows(head, word("do", 90), *task)][1:] == [
        ["", "TaskWrite"]
    ]
