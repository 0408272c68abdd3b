"""PNG and JPEG without what they say beside the picture: camera, place, author, words, thumbnails.

Only what is needed to show the picture is kept (PNG, third edition, W3C 2025; JPEG, ITU-T T.81 and
T.871). The picture itself is not packed anew, so nothing of it is lost.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

PNG: Final = b"\x89PNG\r\n\x1a\n"
JPEG: Final = b"\xff\xd8\xff"

_SHOWN: Final = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"IDAT", b"IEND"}
)
"""Chunks of a PNG that are kept; eXIf, tEXt, zTXt, iTXt, tIME and all unknown ones are not."""

_APP0, _APP14, _APP15, _COMMENT = 0xE0, 0xEE, 0xEF, 0xFE
_SCAN, _END = 0xDA, 0xD9
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_JFIF: Final = b"JFIF\x00"
_ADOBE: Final = b"Adobe"
_NO_THUMBNAIL: Final = b"\x00\x00"


def bare(data: bytes) -> bytes:
    """Return a PNG or JPEG without its metadata, and any other bytes as they are.

    Raises:
        ValueError: the picture ends too early, or is not built as its format asks for.
    """
    if data.startswith(PNG):
        return PNG + b"".join(_chunks(data))
    if data.startswith(JPEG):
        return b"".join(_segments(data))
    return data


def _chunks(data: bytes) -> Iterator[bytes]:
    """Yield the chunks of a PNG that show something, up to its end; what follows is cut off."""
    at = len(PNG)
    kind = b""
    while kind != b"IEND":
        if at + 12 > len(data):
            raise ValueError("the PNG ends too early")
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("the PNG ends too early")
        if kind in _SHOWN:
            yield data[at:end]
        at = end


def _segments(data: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG that show something, up to its end; what follows is cut off."""
    yield data[:2]
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":  # bytes that fill up (T.81, B.1.1.2)
            at += 1
        if at + 2 > len(data) or data[at] != 0xFF:  # noqa: PLR2004 every marker begins so
            raise ValueError("the JPEG is damaged")
        marker = data[at + 1]
        if marker == _END:
            yield data[at : at + 2]
            return
        if marker in _ALONE:
            yield data[at : at + 2]
            at += 2
            continue
        if at + 4 > len(data):
            raise ValueError("the JPEG ends too early")
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data):
            raise ValueError("the JPEG ends too early")
        yield _segment(marker, data[at:end])
        if marker == _SCAN:
            scan, end = end, _end_of_scan(data, end)
            yield data[scan:end]
            if end == len(data):  # cut off while it was copied; programs show what there is
                yield bytes((0xFF, _END))
                return
        at = end


def _segment(marker: int, segment: bytes) -> bytes:
    """Return a segment as it is kept; empty for one that shows nothing."""
    if marker == _APP0 and segment.startswith(_JFIF, 4):
        # version, unit and density; a thumbnail may follow (T.871, 10.1)
        head = segment[4:16].ljust(12, b"\x00") + _NO_THUMBNAIL
        return b"\xff\xe0" + struct.pack(">H", 2 + len(head)) + head
    if marker == _APP14 and segment.startswith(_ADOBE, 4):
        return segment  # how the colours are meant
    if _APP0 <= marker <= _APP15 or marker == _COMMENT:
        return b""
    return segment


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next segment begins: a marker that is no restart and no stuffed byte."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        follower = data[at + 1]
        if follower == 0 or 0xD0 <= follower <= 0xD7 or follower == 0xFF:  # noqa: PLR2004 T.81, B.1.1.3
            at += 1 if follower == 0xFF else 2  # noqa: PLR2004 as above
            continue
        return at
