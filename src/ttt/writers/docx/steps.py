"""Where a step of the guide may break over pages: between its words, in rows of one look.

Each part is a row of its own that stays whole, because `w:keepNext` in a cell ties whole rows
together (ECMA-376 Part 1, 17.3.1.15). A part begins with Do, Say or Ask or with what introduces a
list; what to listen for stays with its question. Heights are points, widths dxa.
"""

from __future__ import annotations

from typing import Final

from ttt.document import Block, Box, BulletList, OrderedList, Paragraph
from ttt.writers.docx.measure import height

_FIRST: Final = 86.0
"""What the first part has at least: as high as the minutes, phase and slide beside it."""
_LEAST: Final = 42.0  # of any other part: about three lines
_LABEL: Final = 1250  # dxa the label of a step word takes from its text
_WORDS: Final = frozenset({"do", "say", "ask", "listen_for"})
_BEGIN: Final = frozenset({"do", "say", "ask"})


def parts(blocks: tuple[Block, ...], width: int) -> list[tuple[Block, ...]]:
    """Return the blocks of a step in the parts that must each stay on one page."""
    begins = [0]
    above = 0.0
    for at, block in enumerate(blocks):
        if above >= (_FIRST if len(begins) == 1 else _LEAST) and _may_begin(blocks, at):
            begins.append(at)
            above = 0.0
        above += _height(block, width)
    if len(begins) > 1 and above < _LEAST:
        begins.pop()
    ends = [*begins[1:], len(blocks)]
    return [blocks[begin:end] for begin, end in zip(begins, ends, strict=True)]


def _may_begin(blocks: tuple[Block, ...], at: int) -> bool:
    match blocks[at]:
        case Box(name, _, _):
            return name in _BEGIN
        case Paragraph():
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            return isinstance(following, BulletList | OrderedList)
        case _:
            return False


def _height(block: Block, width: int) -> float:
    """Return the height of a block; of a step word, without a line for its label."""
    if isinstance(block, Box) and block.name in _WORDS:
        return height(block.blocks, max(width - _LABEL, 400))
    return height((block,), width)
