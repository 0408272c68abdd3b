"""Bytes of a file to its text: strict UTF-8, no character that cannot be printed.

Must not know YAML. Line breaks come out as one newline each, so that lines and columns are those
an editor shows; a byte order mark is dropped.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from ttt.diagnostics import Collector
from ttt.source import Span

LARGEST: Final = 2_000_000
"""Bytes a file may have. The longest module of a real course has a tenth of it."""

MOST_CHARACTERS: Final = 20
"""Findings about single characters shown for one file; a broken conversion has thousands."""

REPLACEMENT: Final = "\ufffd"
"""What stands for a refused character, so that the rest of the file is still read."""

_PLANE_ENDS: Final = "".join(
    chr(plane * 0x10000 + 0xFFFE + i) for plane in range(1, 15) for i in (0, 1)
)
_CONTROLS: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_SEPARATORS: Final = "\u2028\u2029"
_DIRECTIONS: Final = "\u202a-\u202e\u2066-\u2069"
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_TAGS: Final = "\U000e0000-\U000e007f"
_NONCHARACTERS: Final = "\ufdd0-\ufdef\ufffe\uffff" + _PLANE_ENDS
REFUSED: Final = re.compile(
    f"[{_CONTROLS}{_SEPARATORS}{_DIRECTIONS}{_PRIVATE}{_NONCHARACTERS}{_TAGS}\ufeff\ud800-\udfff]"
)
_PLAIN_BYTES: Final = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_DIRECTION: Final = re.compile(f"[{_DIRECTIONS}]")
_NO_MEANING: Final = re.compile(f"[{_PRIVATE}{_NONCHARACTERS}{_TAGS}]")

_SURROGATE: Final = re.compile(rb"\xed[\xa0-\xbf]")

_NAMES: Final = {
    "\x00": "NUL",
    "\x07": "bell",
    "\x08": "backspace",
    "\x0b": "vertical tab",
    "\x0c": "form feed",
    "\x1b": "escape",
    "\x7f": "delete",
    "\x85": "next line",
    "\ufeff": "byte order mark",
}

_SAVE_AS: Final = (
    "in Notepad: File, Save As, choose the encoding UTF-8",
    "in VS Code: click the encoding in the status bar, Save with Encoding, UTF-8",
)


def decode(path: str, data: bytes, collector: Collector) -> str | None:
    """Return the text of a file, None when it is not text in UTF-8 or is too large.

    Refused characters (findings YAML004 to YAML006) are replaced by U+FFFD, one for one: control
    characters, the line and paragraph separators and NEL (not every program ends a line there),
    direction overrides and isolates (Unicode UAX #9), private use, noncharacters
    and tag characters, which are letters nobody sees.
    """
    start = Span(path, 1, 1, 1, 1)
    if len(data) > LARGEST:
        report_size(path, len(data), collector)
        return None
    if _is_wide(data):
        collector.error("YAML002", "the file is saved as UTF-16 or UTF-32", start, *_SAVE_AS)
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _report_bytes(path, data, error, collector)
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and not data.translate(None, _PLAIN_BYTES):
        return text
    return _without_refused(path, text, collector)


def report_size(path: str, size: int, collector: Collector) -> None:
    """Report a file of so many bytes, which is too large to be read (YAML003)."""
    read = f"{LARGEST // 1_000_000} million are read"
    collector.error(
        "YAML003",
        f"the file has {size / 1_000_000:.1f} million bytes; {read}",
        Span(path, 1, 1, 1, 1),
        "split it: one file a module",
        "pictures and tables stand in files of their own, under media/ and data/",
    )


def place_of_byte(data: bytes, at: int) -> tuple[int, int]:
    """Return line and column of a byte, counted from 1; what stands before it is UTF-8."""
    before = data[:at].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def describe(character: str) -> tuple[str, str, str]:
    """Return the code of the finding about a refused character, its message and its hint."""
    code = f"U+{ord(character):04X}"
    name = _NAMES.get(character) or unicodedata.name(character, "").lower()
    named = f"{code} ({name})" if name else code
    if _DIRECTION.match(character):
        return (
            "YAML005",
            f"the invisible character {named} turns the direction of the text",
            "delete it; Word and PowerPoint order text of both directions by themselves",
        )
    if _NO_MEANING.match(character):
        return (
            "YAML006",
            f"the character {named} has no meaning outside one program or font",
            "replace it, a symbol of an old font for instance, by the Unicode character meant",
        )
    if character in "\x85\u2028\u2029":
        return (
            "YAML004",
            f"the character {named} is not a line break for every program",
            "delete it and press Enter",
        )
    return "YAML004", f"the character {named} cannot be printed", "delete it"


def _is_wide(data: bytes) -> bool:
    """Return whether this is UTF-16 or UTF-32, marked or with a zero in most pairs of bytes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return True
    sample = data[:400]
    return 0 in sample and sample.count(0) * 5 >= len(sample) * 2


def _report_bytes(path: str, data: bytes, error: UnicodeDecodeError, collector: Collector) -> None:
    """Report the first byte that is not UTF-8."""
    line, column = place_of_byte(data, error.start)
    span = Span(path, line, column, line, column + 1)
    byte = data[error.start]
    if _SURROGATE.match(data, error.start):
        collector.error(
            "YAML001",
            "half a character (a surrogate) stands here",
            span,
            "delete what stands here and type it again",
        )
        return
    try:
        guess = [f'in Windows-1252 this byte is "{bytes([byte]).decode("cp1252")}"']
    except UnicodeDecodeError:
        guess = []
    collector.error(
        "YAML001",
        f"the byte 0x{byte:02X} is not UTF-8: the file is saved in another encoding",
        span,
        *guess,
        *_SAVE_AS,
    )


def _without_refused(path: str, text: str, collector: Collector) -> str:
    """Report the refused characters and return the text with U+FFFD in their place."""
    found = list(REFUSED.finditer(text))
    if not found:
        return text
    line, at = 1, 0
    for number, match in enumerate(found[: MOST_CHARACTERS + 1]):
        line += text.count("\n", at, match.start())
        at = match.start()
        column = at - text.rfind("\n", 0, at)
        span = Span(path, line, column, line, column + 1)
        if number < MOST_CHARACTERS:
            code, message, hint = describe(match.group())
            collector.error(code, message, span, hint)
        else:
            collector.error(
                "YAML004",
                f"{len(found) - number} more characters from here on cannot be printed",
                span,
                "open the file in the program it comes from and save it again as UTF-8 text",
            )
    return REFUSED.sub(REPLACEMENT, text)
