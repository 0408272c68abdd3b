"""Pictures: which ones a document shows, their bytes and size in pixels."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, UnidentifiedImageError

from ttt.document import (
    Block,
    Box,
    BulletList,
    Columns,
    Figure,
    Grid,
    Notes,
    OrderedList,
    Quotation,
    Region,
)

FORMATS: Final = ("PNG", "JPEG")
MAX_PIXELS: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG: its bytes, and its size in pixels as it is to be seen."""

    data: bytes = field(repr=False)
    width: int
    height: int


def read_picture(data: bytes) -> Picture | None:
    """Return the picture, None when the bytes are no PNG or JPEG of a sensible size."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        return None
    return Picture(data, width, height) if 0 < width * height <= MAX_PIXELS else None


def figures(blocks: Sequence[Block]) -> Iterator[Figure]:
    """Yield every figure of a document, wherever it stands."""
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Box() | Notes() | Region() | Quotation():
                yield from figures(block.blocks)
            case BulletList(items) | OrderedList(items, _) | Columns(items):
                for item in items:
                    yield from figures(item)
            case Grid():
                for row in block.rows:
                    for cell in row:
                        yield from figures(cell.blocks)
            case _:
                continue
