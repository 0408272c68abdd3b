"""Text of a curriculum made safe to show on a terminal, and how wide it is there."""

from __future__ import annotations

import unicodedata
from typing import Final

from rich.cells import cell_len

_TAB: Final = "    "
_HIDDEN: Final = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def visible(text: str) -> str:
    """Return text on one line in which nothing is hidden.

    Controls (an escape sequence could redraw the terminal), direction overrides and characters
    without a sign are written as `<U+202E>`; a tab is four spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_sign(character) for character in text)


def width(text: str) -> int:
    """Return how many columns visible text takes: wide signs two, combining marks none."""
    return cell_len(text)


def _sign(character: str) -> str:
    if character == "\t":
        return _TAB
    if unicodedata.category(character) in _HIDDEN or character in _DIRECTIONS:
        return f"<U+{ord(character):04X}>"
    return character
