"""What must not be torn apart over a page: `w:keepNext` (ECMA-376 Part 1, 17.3.1.15).

A question stays with the lines to write on and with its options; a short table moves whole, and a
long one does not leave its last row alone. Works on what is written, so that each kind of block
need not know its neighbours.
"""

from __future__ import annotations

import re
from typing import Final

from ttt.document import Block, BulletList, OrderedList, Paragraph, Table
from ttt.writers.docx.context import MAIN
from ttt.writers.docx.measure import height, stays_whole

SHORT: Final = 8
"""Ruled lines, and rows of a table, that stay together."""

_ROOM: Final = 220.0  # points a list may have and still be one with what stands before it
_PARAGRAPH: Final = "<w:p><w:pPr>"
_START: Final = re.compile(r"<w:p><w:pPr>(?:<w:pStyle [^>]*/>)?(?!<w:keepNext|<w:pStyle)")
_ROW: Final = "<w:tr>"
_HEADER: Final = "<w:tblHeader/>"


def keep(written: str) -> str:
    """Return paragraphs that each stay with the next."""
    return _START.sub(r"\g<0><w:keepNext/>", written)


def keep_last(written: str) -> str:
    """Return paragraphs of which the last stays with what follows."""
    at = max(written.rfind(_PARAGRAPH), 0)
    return written[:at] + keep(written[at:])


def keep_inner(written: str) -> str:
    """Return paragraphs that stay together, and not with what follows."""
    at = max(written.rfind(_PARAGRAPH), 0)
    return keep(written[:at]) + written[at:]


def keep_lines(line: str, count: int) -> str:
    """Return `count` ruled lines; of many, the first three and the last two stay together."""
    if count <= SHORT:
        return keep(line) * max(count - 1, 0) + line * min(count, 1)
    return keep(line) * 2 + line * (count - 4) + keep(line) + line


def keep_rows(written: str, block: Table, width: int) -> str:
    """Return a table that moves whole if it is short, else keeps its first and last two rows."""
    parts = written.split(_ROW)
    first, last = 1, len(parts) - 1
    whole = len(block.rows) <= SHORT and stays_whole((((block,), width),))
    kept = [
        keep(part) if first <= at < last and (whole or at == last - 1 or _HEADER in part) else part
        for at, part in enumerate(parts)
    ]
    return _ROW.join(kept)


def is_short(block: Block) -> bool:
    """Whether a block is a list low enough to stay with what introduces it."""
    return isinstance(block, BulletList | OrderedList) and height((block,), MAIN) <= _ROOM


def is_question(block: Block) -> bool:
    """Whether a block may be what ruled lines answer."""
    return isinstance(block, Paragraph | BulletList | OrderedList)
