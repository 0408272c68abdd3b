"""Pictures: which ones a document shows, their bytes and size in pixels."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Final

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
from ttt.frozen import frozen
from ttt.picture_metadata import JPEG, PNG, bare

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MAX_PIXELS: Final = 100_000_000


@frozen
class Picture:
    """A PNG or JPEG: its bytes, and its size in pixels as it is to be seen."""

    data: bytes = field(repr=False)
    width: int
    height: int


def read_picture(data: bytes) -> Picture | None:
    """Return the picture without metadata, None when it is no PNG or JPEG of a sensible size."""
    pixels = bare(data)
    if pixels is None:
        return None
    try:
        with _opened(pixels) as image:
            width, height = image.size
    except (OSError, SyntaxError, ValueError, IndexError, TypeError, struct.error):
        return None  # as Pillow's own `Image.open` does: a header can be wrong in many ways
    return Picture(pixels, width, height) if 0 < width * height <= MAX_PIXELS else None


def _opened(data: bytes) -> ImageFile:
    """Open a picture by its first bytes; loading every format Pillow knows takes long."""
    if data.startswith(PNG):
        from PIL.PngImagePlugin import PngImageFile  # noqa: PLC0415 only when there is one

        return PngImageFile(io.BytesIO(data))
    if data.startswith(JPEG):
        from PIL.JpegImagePlugin import JpegImageFile  # noqa: PLC0415 only when there is one

        return JpegImageFile(io.BytesIO(data))
    raise ValueError("neither PNG nor JPEG")


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
