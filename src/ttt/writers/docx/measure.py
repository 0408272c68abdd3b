"""How high blocks will about be, to decide whether a row of a table may break across pages.

A rough measure in points from the number of characters; the page itself is Word's to lay out.
"""

from __future__ import annotations

from typing import Final

from ttt.document import (
    Block,
    Box,
    BulletList,
    Code,
    CodeBlock,
    Columns,
    Emphasis,
    Figure,
    Gap,
    Grid,
    Heading,
    Inline,
    Lines,
    Link,
    OrderedList,
    Paragraph,
    Quotation,
    Str,
    Strong,
    Styled,
    Table,
)

PAGE: Final = 686.0
"""Height of the text on an A4 page with the design's margins, in points (24.2 cm)."""

WHOLE: Final = 0.6
"""The share of a page up to which a row is kept together."""

_LINE: Final = 15.0
_AFTER: Final = 6.0
_RULED: Final = 26.0
_CHARACTER: Final = 92  # dxa
_DXA: Final = 20
_GAP: Final = 37  # characters as wide as the rule of a gap


def characters(content: tuple[Inline, ...]) -> int:
    """Return how many characters some inlines have."""
    count = 0
    for part in content:
        if type(part) is Str:
            count += len(part.text)
            continue
        match part:
            case Str(text, _) | Code(text, _):
                count += len(text)
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Styled(_, inner):
                count += characters(inner)
            case Gap(label):
                count += len(label.text) + _GAP
            case _:
                count += 1
    return count


def stays_whole(cells: tuple[tuple[tuple[Block, ...], int], ...]) -> bool:
    """Whether a row of (blocks, width in dxa) is low enough to be kept on one page."""
    return max((height(blocks, width) for blocks, width in cells), default=0) <= WHOLE * PAGE


def height(blocks: tuple[Block, ...], width: int) -> float:
    """Return the height of blocks in a column `width` dxa wide, in points."""
    total = 0.0
    for block in blocks:
        if type(block) is Paragraph:
            total += _lines(characters(block.content), width) * _LINE + _AFTER
        else:
            total += _height(block, width)
    return total


def _height(block: Block, width: int) -> float:
    match block:
        case Paragraph(content, _) | Heading(_, content):
            return _lines(characters(content), width) * _LINE + _AFTER
        case BulletList(items) | OrderedList(items):
            return sum(height(item, max(width - 400, 400)) for item in items)
        case Box(_, inner, _) | Quotation(inner):
            return height(inner, max(width - 1250, 400)) + _LINE
        case Lines(count):
            return count * _RULED
        case CodeBlock(text, _):
            return (text.count("\n") + 1) * _LINE
        case Table(_, header, rows, _):
            share = max(width // max(len(header), 1), 400)
            return sum(max((_lines(characters(cell), share) for cell in row), default=1)
                       * _LINE + _AFTER for row in (header, *rows))  # fmt: skip
        case Grid(columns, rows, _):
            total = sum(columns) or 1
            return sum(
                max((height(cell.blocks, max(int(width * share / total), 400))
                     for cell, share in zip(row, columns, strict=False)), default=0)
                for row in rows
            )  # fmt: skip
        case Columns(cells):
            share = max(width // max(len(cells), 1), 400)
            return max((height(cell, share) for cell in cells), default=0)
        case Figure():
            return width / _DXA * 0.6
        case _:
            return _LINE


def _lines(count: int, width: int) -> int:
    return -(-count * _CHARACTER // max(width, 1)) or 1
