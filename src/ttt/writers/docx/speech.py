"""Spoken words between quotation marks.

The words themselves stay as they were written, character by character.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ttt.document import Block, BulletList, OrderedList, Paragraph, Str

_MARKS: Final = 2


def spoken(blocks: tuple[Block, ...], quotes: str) -> tuple[Block, ...]:
    """Return blocks between the two marks of `quotes`, which a blank parts.

    Blocks that neither begin nor end with text are left as they are.
    """
    marks = quotes.split(" ")
    if not blocks or len(marks) != _MARKS:
        return blocks
    if not (_has_edge(blocks[0], 0) and _has_edge(blocks[-1], -1)):
        return blocks
    first = _edged(blocks[0], Str(marks[0]), 0)
    blocks = (first, *blocks[1:])
    return (*blocks[:-1], _edged(blocks[-1], Str(marks[1]), -1))


def _has_edge(block: Block, at: int) -> bool:
    match block:
        case Paragraph():
            return True
        case BulletList(items) | OrderedList(items):
            return bool(items and items[at]) and _has_edge(items[at][at], at)
        case _:
            return False


def _edged(block: Block, mark: Str, at: int) -> Block:
    """Return a block with a mark before its first text (`at` 0) or behind its last (-1)."""
    if isinstance(block, Paragraph):
        content = block.content
        return replace(block, content=(*content, mark) if at else (mark, *content))
    if isinstance(block, BulletList | OrderedList):
        items = list(block.items)
        item = list(items[at])
        item[at] = _edged(item[at], mark, at)
        items[at] = tuple(item)
        return replace(block, items=tuple(items))
    return block
