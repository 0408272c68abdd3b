"""Where a step of the guide may break over pages: between its words, in rows of one look.

Each part is a row of its own that stays whole, because `w:keepNext` in a cell ties whole rows
together (ECMA-376 Part 1, 17.3.1.15). A part begins with Do, Say or Ask or with what introduces a
list; what to listen for stays with its question. Heights are points, widths dxa.
"""

from __future__ import annotations

from typing import Final

from ttt.document import Block, Box, BulletList, OrderedList, Paragraph
from ttt.writers.docx.measure import PAGE, WHOLE, height

_FIRST: Final = 86.0
"""What the first part has at least: as high as the minutes, phase and slide beside it."""
_LEAST: Final = 42.0  # of any other part: about three lines
_LABEL: Final = 1250  # dxa the label of a step word takes from its text
_WORDS: Final = frozenset({"do", "say", "ask", "listen_for"})
_BEGIN: Final = frozenset({"do", "say", "ask"})


def parts(blocks: tuple[Block, ...], width: int) -> list[tuple[tuple[Block, ...], bool]]:
    """Return the blocks of a step in its parts, and whether each is to stay on one page."""
    begins, heights = [0], [0.0]
    for at, block in enumerate(blocks):
        least = _FIRST if len(begins) == 1 else _LEAST
        if heights[-1] >= least and _may_begin(blocks, at):
            begins.append(at)
            heights.append(0.0)
        heights[-1] += _height(block, width)
    if len(begins) > 1 and heights[-1] < _LEAST:
        begins.pop()
        last = heights.pop()
        heights[-1] += last
    ends = [*begins[1:], len(blocks)]
    return [
        (blocks[begin:end], high <= WHOLE * PAGE)
        for begin, end, high in zip(begins, ends, heights, strict=True)
    ]


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
