"""Speaker notes: blocks of a document as the paragraphs of a notes page.

A notes page has one text box, so lists are indented paragraphs, tables are lines and boxes begin
with their label in bold. Nothing is lost on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ttt.document import (
    Block,
    Box,
    BulletList,
    CodeBlock,
    Columns,
    Contents,
    Figure,
    Grid,
    Heading,
    Inline,
    Lines,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Quotation,
    Region,
    Rule,
    Str,
    Strong,
    Table,
)
from ttt.text import Text as Leaf
from ttt.writers.pptx.look import Look
from ttt.writers.pptx.text import Text

_STEP: Final = 216_000
_DEEPEST: Final = 8
_LOOK: Final = Look()
_BETWEEN: Final = Str(" | ")


class NotesLine(NamedTuple):
    """One paragraph: `mark` is "", "•" or a number scheme's start, `level` counts from 0."""

    content: tuple[Inline, ...]
    level: int = 0
    mark: str = ""


def notes_paragraphs(blocks: tuple[Block, ...], text: Text) -> str:
    """Return the paragraphs of a notes page."""
    return "".join(
        [
            f"<a:p>{_properties(line, text)}{text.runs(line.content, _LOOK)}</a:p>"
            for line in _lines(blocks, 0)
        ]
    )


def _properties(line: NotesLine, text: Text) -> str:
    direction = text.direction("l")
    level = min(line.level, _DEEPEST)
    if not line.mark:
        if not level:
            return f"<a:pPr{direction}/>" if direction else ""
        return f'<a:pPr marL="{level * _STEP}" lvl="{level}" indent="0"{direction}/>'
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    if line.mark != "•":
        start = "" if line.mark == "1" else f' startAt="{line.mark}"'
        mark = f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{start}/>'
    lvl = f' lvl="{level}"' if level else ""
    left = (level + 1) * _STEP
    return f'<a:pPr marL="{left}"{lvl} indent="-{_STEP}"{direction}>{mark}</a:pPr>'


def _lines(blocks: Iterable[Block], level: int) -> Iterator[NotesLine]:
    for block in blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[NotesLine]:  # noqa: C901 - one arm a kind of block
    match block:
        case Paragraph(content):
            yield NotesLine(content, level)
        case Heading(_, content):
            yield NotesLine((Strong(content),), level)
        case BulletList(items):
            yield from _items(((item, "•") for item in items), level)
        case OrderedList(items, start):
            yield from _items(((item, str(start)) for item in items), level)
        case Quotation(blocks):
            yield from _lines(blocks, level + 1)
        case Box(_, blocks, attributes):
            yield from _box(tuple(value for _, value in attributes.pairs if value), blocks, level)
        case CodeBlock(code, origin):
            yield NotesLine((Str(code.rstrip("\n"), origin),), level)
        case Table():
            yield from _table(block, level)
        case Figure(_, alt, caption):
            if alt:
                yield NotesLine((_leaf(alt),), level)
            if caption:
                yield NotesLine(caption, level)
        case Grid(_, rows):
            for row in rows:
                for cell in row:
                    yield from _lines(cell.blocks, level)
        case Columns(cells):
            for blocks in cells:
                yield from _lines(blocks, level)
        case Notes(blocks) | Region(_, blocks):
            yield from _lines(blocks, level)
        case Rule() | Lines() | Contents() | PageBreak():
            # Nothing to read in them.
            pass


def _items(items: Iterable[tuple[tuple[Block, ...], str]], level: int) -> Iterator[NotesLine]:
    """Yield the items of a list: the first paragraph carries the mark."""
    for blocks, mark in items:
        lines = list(_lines(blocks, level + 1))
        if lines and not lines[0].mark:
            yield NotesLine(lines[0].content, level, mark)
            yield from lines[1:]
        else:
            yield NotesLine((), level, mark)
            yield from lines


def _box(
    attributes: tuple[Leaf, ...], blocks: tuple[Block, ...], level: int
) -> Iterator[NotesLine]:
    """Yield a box: what it is called in bold, before its first words."""
    lines = list(_lines(blocks, level))
    if attributes:
        label: list[Inline] = []
        for attribute in attributes:
            label += [Str(" · "), _leaf(attribute)] if label else [_leaf(attribute)]
        first = lines[0] if lines else None
        if first is not None and not first.mark and first.level == level:
            content = (Strong(tuple(label)), Str("  "), *first.content)
            lines[0] = NotesLine(content, level)
        else:
            lines.insert(0, NotesLine((Strong(tuple(label)),), level))
    yield from lines


def _table(table: Table, level: int) -> Iterator[NotesLine]:
    """Yield a line for each row, the header in bold."""
    for at, row in enumerate((table.header, *table.rows)):
        content: list[Inline] = []
        for cell in row:
            content += [_BETWEEN, *cell] if content else list(cell)
        if content:
            yield NotesLine((Strong(tuple(content)),) if at == 0 else tuple(content), level)


def _leaf(text: Leaf) -> Str:
    return Str(str(text), text.origin)
