"""The pictures of the content: PNG files of 800 × 600 grey bars, different for each name."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterable
from typing import Final

from benchmarks.content import Module

WIDTH: Final = 800
HEIGHT: Final = 600
_BARS: Final = 16
_PAPER: Final = b"\xff"


def pictures_of(modules: Iterable[Module]) -> tuple[str, ...]:
    """Return the names of the pictures that the modules show, each once."""
    steps = (step for module in modules for session in module.sessions for step in session.steps)
    return tuple(dict.fromkeys(step.picture.name for step in steps if step.picture is not None))


def picture_bytes(name: str) -> bytes:
    """Return a PNG file of about 30 KB: bars of chance height, grained like a scan.

    The chunks are those of the PNG specification, third edition, clause 11: an 8-bit grey image.
    """
    chance = random.Random(f"picture {name}")  # noqa: S311 - the same picture each time
    bar = WIDTH // _BARS
    heights = [chance.randrange(HEIGHT // 8, HEIGHT) for _ in range(_BARS)]
    greys = [chance.randrange(60, 200) for _ in range(_BARS)]
    rows = []
    for y in range(HEIGHT):
        parts = []
        for height, grey in zip(heights, greys, strict=True):
            filled = bytes([grey + (chance.getrandbits(3) if y % 4 == 0 else 0)]) * (bar - 8)
            parts.append((filled if HEIGHT - y <= height else _PAPER * (bar - 8)) + _PAPER * 8)
        rows.append(b"\x00" + b"".join(parts))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
