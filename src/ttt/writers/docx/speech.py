"""Spoken words between quotation marks, with marks of their own for what they quote."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ttt.document import (
    Block,
    BulletList,
    Emphasis,
    Inline,
    Link,
    OrderedList,
    Paragraph,
    Str,
    Strong,
    Styled,
)

_WITH_INNER: Final = 4
_OPENS: Final = re.compile(r'“|(?:^|(?<=[\s(\[]))"(?=\S)')
_CLOSES: Final = re.compile('[”"]')


def spoken(blocks: tuple[Block, ...], quotes: str) -> tuple[Block, ...]:
    """Return blocks between the first two marks of `quotes`, which a blank parts.

    With four marks, quotations in the text get the last two. Blocks that neither begin nor end
    with text are left as they are.
    """
    marks = quotes.split(" ")
    if not blocks or len(marks) not in {2, _WITH_INNER}:
        return blocks
    if len(marks) == _WITH_INNER:
        blocks = tuple(_inner(block, marks[2], marks[3]) for block in blocks)
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


def _inner(block: Block, opens: str, closes: str) -> Block:
    match block:
        case Paragraph(content):
            changed = tuple(_marked(part, opens, closes) for part in content)
            return replace(block, content=changed)
        case BulletList(items) | OrderedList(items):
            inner = tuple(tuple(_inner(one, opens, closes) for one in item) for item in items)
            return replace(block, items=inner)
        case _:
            return block


def _marked(part: Inline, opens: str, closes: str) -> Inline:
    match part:
        case Str(text):
            text = _CLOSES.sub(closes, _OPENS.sub(opens, text))
            return part if text == part.text else replace(part, text=text)
        case Strong(content) | Emphasis(content) | Link(_, content) | Styled(_, content):
            changed = tuple(_marked(one, opens, closes) for one in content)
            return replace(part, content=changed)
        case _:
            return part
