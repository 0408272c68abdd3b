"""Pictures: which ones a document shows, their bytes and size in pixels."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Final

from ttt.bare_pictures import JPEG, PNG, bare
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

_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = 1
_ON_ITS_SIDE: Final = (5, 6, 7, 8)
"""Exif 2.32, 4.6.4: the tag of how a camera was held, and its values."""

MAX_PIXELS: Final = 100_000_000


@frozen
class Picture:
    """A PNG or JPEG: its bytes, and its size in pixels as it is to be seen."""

    data: bytes = field(repr=False)
    width: int
    height: int


def read_picture(data: bytes) -> Picture | None:
    """Return the picture without metadata, None for bytes that are no PNG or JPEG of sensible size.

    A photograph that a camera says is turned is turned: the note of it is gone with the rest.
    """
    try:
        with warnings.catch_warnings(), _opened(data) as image:
            warnings.simplefilter("ignore")  # of metadata, which is thrown away
            width, height = image.size
            if not 0 < width * height <= MAX_PIXELS:
                return None
            turned = image.getexif().get(_ORIENTATION, _UPRIGHT)
            if turned != _UPRIGHT:
                data = _upright(image)
                width, height = (height, width) if turned in _ON_ITS_SIDE else (width, height)
        return Picture(bare(data), width, height)
    except (OSError, SyntaxError, ValueError, IndexError, TypeError, struct.error):
        return None  # as Pillow's own `Image.open` does: a header can be wrong in many ways


def _upright(image: ImageFile) -> bytes:
    """Return a picture as it is to be seen, packed anew in its own format."""
    from PIL.ImageOps import exif_transpose  # noqa: PLC0415 only for such a picture

    packed = io.BytesIO()
    options = {"quality": 95, "subsampling": 0} if image.format == "JPEG" else {}
    exif_transpose(image).save(packed, image.format, **options)
    return packed.getvalue()


def _opened(data: bytes) -> ImageFile:
    """Open a picture by its first bytes; loading every format Pillow knows takes long."""
    if data.startswith(PNG):
        from PIL.PngImagePlugin import PngImageFile  # noqa: PLC0415 only when there is one

        return PngImageFile(io.BytesIO(data))
    if data.startswith(JPEG):
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
