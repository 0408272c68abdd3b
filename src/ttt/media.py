"""Pictures: which ones a document shows, their bytes and size in pixels."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Final

from ttt.document import (
    Block,
    Box,
    BulletList,
    Columns,
    Figure,
    Grid,
    Heading,
    Notes,
    OrderedList,
    Paragraph,
    Quotation,
    Region,
)
from ttt.frozen import frozen

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
MAX_PIXELS: Final = 100_000_000


@frozen
class Picture:
    """A PNG or JPEG: its bytes, and its size in pixels as it is to be seen."""

    data: bytes = field(repr=False)
    width: int
    height: int


def read_picture(data: bytes) -> Picture | None:
    """Return the picture, None when the bytes are no PNG or JPEG of a sensible size."""
    try:
        with _opened(data) as image:
            width, height = image.size
    except (OSError, SyntaxError, ValueError, IndexError, TypeError, struct.error):
        return None  # as Pillow's own `Image.open` does: a header can be wrong in many ways
    return Picture(data, width, height) if 0 < width * height <= MAX_PIXELS else None


def _opened(data: bytes) -> ImageFile:
    """Open a picture by its first bytes; loading every format Pillow knows takes long."""
    if data.startswith(_PNG):
        from PIL.PngImagePlugin import PngImageFile  # noqa: PLC0415 only when there is one

        return PngImageFile(io.BytesIO(data))
    if data.startswith(_JPEG):
        from PIL.JpegImagePlugin import JpegImageFile  # noqa: PLC0415 only when there is one

        return JpegImageFile(io.BytesIO(data))
    raise ValueError("neither PNG nor JPEG")


def figures(blocks: Sequence[Block]) -> list[Figure]:
    """Return every figure of a document, wherever it stands, in order."""
    found: list[Figure] = []
    _collect(blocks, found)
    return found


def _collect(blocks: Sequence[Block], found: list[Figure]) -> None:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                pass  # almost always
            case Figure():
                found.append(block)
            case Box() | Notes() | Region() | Quotation():
                _collect(block.blocks, found)
            case BulletList(items) | OrderedList(items, _) | Columns(items):
                for item in items:
                    _collect(item, found)
            case Grid():
                for row in block.rows:
                    for cell in row:
                        _collect(cell.blocks, found)
            case _:
                continue
