"""A picture without what it says beside its pixels: who took it, when, where, with what.

PNG (W3C, 3rd edition) keeps the chunks that decide how it looks, JPEG (ITU-T T.81) its tables and
scans. The pixels are copied as they are; nothing is decoded. What stands behind the end is cut off.
"""

from __future__ import annotations

import re
import struct
from typing import Final

PNG: Final = b"\x89PNG\r\n\x1a\n"
JPEG: Final = b"\xff\xd8\xff"

_CHUNKS: Final = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND"),
        *(b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"bKGD", b"hIST", b"pHYs"),
    }
)
"""No iCCP or sPLT: both begin with a name, and a profile holds descriptions."""

_APP0: Final = 0xE0
_APP1: Final = 0xE1
_ADOBE: Final = 0xEE
_APPS: Final = range(0xE0, 0xF0)
_COMMENT: Final = 0xFE
_EOI: Final = 0xD9
_SOS: Final = 0xDA
_JFIF: Final = b"JFIF\0"
_JFIF_LENGTH: Final = 12
_ADOBE_LENGTH: Final = 12
_EXIF: Final = b"Exif\0\0"
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = 1
_TURNS: Final = range(1, 9)
# In a scan FF00 is a byte of data, FFD0 to FFD7 restart it, and any FF may be filled up with more.
_MARKER: Final = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


def bare(data: bytes) -> bytes | None:
    """Return a PNG or JPEG without metadata, None when the bytes are neither or broken.

    How a JPEG is to be turned stays, for the picture would lie on its side otherwise.
    """
    try:
        if data.startswith(PNG):
            return _bare_png(data)
        if data.startswith(JPEG):
            return _bare_jpeg(data)
    except (struct.error, IndexError):
        return None
    return None


def _bare_png(data: bytes) -> bytes | None:
    kept = [PNG]
    at = len(PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            return None
        if kind in _CHUNKS:
            kept.append(data[at:end])
        at = end
        if kind == b"IEND":
            return b"".join(kept)


def _bare_jpeg(data: bytes) -> bytes | None:
    tables: list[bytes] = []
    heads: list[bytes] = []
    turn = _UPRIGHT
    at = 2
    while True:
        while data[at] == data[at + 1] == 0xFF:  # noqa: PLR2004 a byte that fills up
            at += 1
        if data[at] != 0xFF:  # noqa: PLR2004 every marker begins with it
            return None
        marker = data[at + 1]
        if marker == _EOI:
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        body = data[at + 4 : end]
        if marker == _APP0 and body.startswith(_JFIF) and not heads:
            heads.append(_segment(_APP0, body[:_JFIF_LENGTH] + b"\0\0"))  # without its thumbnail
        elif marker == _APP1 and body.startswith(_EXIF):
            turn = _turn(body[len(_EXIF) :])
        elif marker == _ADOBE and body.startswith(b"Adobe"):
            tables.append(_segment(_ADOBE, body[:_ADOBE_LENGTH]))
        elif marker == _SOS:
            following = _MARKER.search(data, end)
            if following is None:
                return None
            end = following.start()
            tables.append(data[at:end])
        elif marker not in _APPS and marker != _COMMENT:
            tables.append(data[at:end])
        at = end
    if turn != _UPRIGHT or not heads:  # Word's libraries want one of the two
        heads.append(_segment(_APP1, _EXIF + _only_turn(turn)))
    return b"".join((b"\xff\xd8", *heads, *tables, b"\xff\xd9"))


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _turn(tiff: bytes) -> int:
    """Return how an EXIF block says the picture is to be turned (tag 274); 1 is upright."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return _UPRIGHT
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for entry in range(at + 2, at + 2 + 12 * min(count, 100), 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == _ORIENTATION:
                return value if value in _TURNS else _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT


def _only_turn(turn: int) -> bytes:
    """Return an EXIF block (TIFF 6.0) that says this and nothing else."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)
