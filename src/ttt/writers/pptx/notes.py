"""Speaker notes: blocks of a document as the paragraphs of a notes page.

A notes page has one text box, so lists are indented paragraphs, tables are lines and boxes begin
with their label in bold. Nothing is lost on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from ttt.document import (
    Block,
    Box,
    BulletList,
    CodeBlock,
    Columns,
    Figure,
    Grid,
    Heading,
    Inline,
    Notes,
    OrderedList,
    Paragraph,
    Quotation,
    Region,
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
_GAP: Final = Str("  ")


class NotesLine(NamedTuple):
    """One paragraph: `mark` is "", "•" or a number scheme's start, `level` counts from 0."""

    content: tuple[Inline, ...]
    level: int = 0
    mark: str = ""


def notes_paragraphs(blocks: tuple[Block, ...], text: Text) -> str:
    """Return the paragraphs of a notes page."""
    lines: list[NotesLine] = []
    _add(lines, blocks, 0)
    return "".join(
        [f"<a:p>{_properties(line, text)}{text.runs(line.content, _LOOK)}</a:p>" for line in lines]
    )


def _properties(line: NotesLine, text: Text) -> str:
    if not line.mark and not line.level and not text.rtl:
        return ""
    direction = text.direction("l")
    level = min(line.level, _DEEPEST)
    if not line.mark:
        if not level:
            return f"<a:pPr{direction}/>"
        return f'<a:pPr marL="{level * _STEP}" lvl="{level}" indent="0"{direction}/>'
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    if line.mark != "•":
        start = "" if line.mark == "1" else f' startAt="{line.mark}"'
        mark = f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{start}/>'
    lvl = f' lvl="{level}"' if level else ""
    left = (level + 1) * _STEP
    return f'<a:pPr marL="{left}"{lvl} indent="-{_STEP}"{direction}>{mark}</a:pPr>'


def _add(lines: list[NotesLine], blocks: Iterable[Block], level: int) -> None:
    """Add blocks to the lines of a page."""
    for block in blocks:
        match block:
            case Paragraph():
                lines.append(NotesLine(block.content, level))
            case Box():
                _add_box(lines, block, level)
            case BulletList():
                for item in block.items:
                    _add_item(lines, item, "•", level)
            case OrderedList():
                for item in block.items:
                    _add_item(lines, item, str(block.start), level)
            case _:
                _add_other(lines, block, level)


def _add_other(  # noqa: C901 - one arm a kind of block
    lines: list[NotesLine], block: Block, level: int
) -> None:
    match block:
        case Heading(_, content):
            lines.append(NotesLine((Strong(content),), level))
        case Quotation(blocks):
            _add(lines, blocks, level + 1)
        case CodeBlock(code, origin):
            lines.append(NotesLine((Str(code.rstrip("\n"), origin),), level))
        case Table():
            _add_table(lines, block, level)
        case Figure(_, alt, caption):
            if alt:
                lines.append(NotesLine((_leaf(alt),), level))
            if caption:
                lines.append(NotesLine(caption, level))
        case Grid(_, rows):
            for row in rows:
                for cell in row:
                    _add(lines, cell.blocks, level)
        case Columns(cells):
            for blocks in cells:
                _add(lines, blocks, level)
        case Notes(blocks) | Region(_, blocks):
            _add(lines, blocks, level)
        case _:
            # Rules, lines to write on, contents and page breaks: nothing to read in them.
            pass


def _add_item(lines: list[NotesLine], blocks: tuple[Block, ...], mark: str, level: int) -> None:
    """Add an item of a list: its first paragraph carries the mark."""
    at = len(lines)
    _add(lines, blocks, level + 1)
    if len(lines) > at and not lines[at].mark:
        lines[at] = NotesLine(lines[at].content, level, mark)
    else:
        lines.insert(at, NotesLine((), level, mark))


def _add_box(lines: list[NotesLine], box: Box, level: int) -> None:
    """Add a box: what it is called in bold, before its first words."""
    at = len(lines)
    _add(lines, box.blocks, level)
    label: list[Inline] = []
    for _, value in box.attributes.pairs:
        if value:
            label += [Str(" · "), _leaf(value)] if label else [_leaf(value)]
    if not label:
        return
    first = lines[at] if len(lines) > at else None
    if first is not None and not first.mark and first.level == level:
        lines[at] = NotesLine((Strong(tuple(label)), _GAP, *first.content), level)
    else:
        lines.insert(at, NotesLine((Strong(tuple(label)),), level))


def _add_table(lines: list[NotesLine], table: Table, level: int) -> None:
    """Add a line for each row, the header in bold."""
    for at, row in enumerate((table.header, *table.rows)):
        content: list[Inline] = []
        for cell in row:
            content += [_BETWEEN, *cell] if content else list(cell)
        if content:
            shown = (Strong(tuple(content)),) if at == 0 else tuple(content)
            lines.append(NotesLine(shown, level))


def _leaf(text: Leaf) -> Str:
    return Str(str(text), text.origin)
