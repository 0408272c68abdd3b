"""Slots: the tokens that stand in markup for values, and line marks for the template's own lines.

A value never passes through the Markdown parser. Where it belongs, the markup holds a slot: a
number between noncharacters (U+FDD0 … U+FDEF), which no source file may contain and no entity
can forge (`&#xFDD0;` decodes to U+FFFD). Line marks use the same characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_OPEN: Final = "\ufdd0"
_CLOSE: Final = "\ufdd1"
_MARK: Final = "\ufde2"
_DIGITS: Final = tuple(chr(0xFDD2 + i) for i in range(16))
_TO_DIGITS: Final = {ord(f"{i:x}"): digit for i, digit in enumerate(_DIGITS)}
_FROM_DIGITS: Final = {ord(digit): f"{i:x}" for i, digit in enumerate(_DIGITS)}

SLOT: Final = re.compile(f"{_OPEN}([{_DIGITS[0]}-{_DIGITS[15]}]+){_CLOSE}")
LINE_MARK: Final = re.compile(f"{_MARK}([{_DIGITS[0]}-{_DIGITS[15]}]+){_CLOSE}")
NONCHARACTER: Final = re.compile("[\ufdd0-\ufdef]")
"""What must not be left when every slot is taken out: half a slot."""


_NUMBERS: Final[dict[str, int]] = {}
"""Numbers of slots by their digits, as far as any slot had them."""


@lru_cache(maxsize=1 << 12)
def slot(index: int) -> str:
    """Return the token that stands for value `index`."""
    digits = f"{index:x}".translate(_TO_DIGITS)
    _NUMBERS[digits] = index
    return f"{_OPEN}{digits}{_CLOSE}"


def line_mark(number: int) -> str:
    """Return the mark that says which template line the rendered line began as."""
    return f"{_MARK}{f'{number:x}'.translate(_TO_DIGITS)}{_CLOSE}"


def number_of(digits: str) -> int:
    """Return the number a `SLOT` or `LINE_MARK` match holds."""
    return int(digits.translate(_FROM_DIGITS), 16)


def cut(text: str) -> tuple[list[str], list[int]]:
    """Return the text's own words, one more than slots, and the numbers of the slots between."""
    first, *after = text.split(_OPEN)
    words, numbers = [first], []
    for piece in after:
        digits, close, own = piece.partition(_CLOSE)
        number = _NUMBERS.get(digits)
        if number is None or not close:
            found = SLOT.split(text)  # half a slot is the template's own word
            return found[::2], [number_of(digits) for digits in found[1::2]]
        words.append(own)
        numbers.append(number)
    return words, numbers


def pieces(text: str) -> Iterator[str | int]:
    """Yield the text between slots (never empty) and the numbers of the slots, in order."""
    end = 0
    for match in SLOT.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield number_of(match[1])
        end = match.end()
    if end < len(text):
        yield text[end:]
