"""The marks of partners: PNG or JPEG files as they are, and how large each stands in its box.

A mark is never recoloured, cut or stretched. Knows no page and writes no XML.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PIL import Image

from scripts.base_templates.slides_palette import LookError
from ttt.media import read_picture

MOST: Final = 4
"""As many boxes of 3.6 cm stand side by side on a text width of 16.8 cm."""

_HEAVIEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its place in the order agreed (from 1), its words, bytes and size in pixels.

    `words` are read out where the mark cannot be seen. `part` is its name below a media folder.
    """

    number: int
    words: str
    part: str
    data: bytes = field(repr=False)
    width: int
    height: int

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height in cm: as large as the room of a box, proportions kept."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


def read_marks(files: Sequence[Path]) -> tuple[Mark, ...]:
    """Return the marks in the order given.

    Raises:
        LookError: a file cannot be read, is no PNG or JPEG or is too heavy, or there are too many.
    """
    if len(files) > MOST:
        raise LookError(
            f"{len(files)} partner marks do not fit side by side: give at most {MOST}, or put "
            "several into one picture"
        )
    return tuple(_mark(number, file) for number, file in enumerate(files, start=1))


def _mark(number: int, file: Path) -> Mark:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise LookError(f"{file} cannot be read: {error.strerror}") from None
    if len(data) > _HEAVIEST:
        raise LookError(
            f"{file} has {len(data) / 1e6:.1f} MB and would be in every document: save it "
            f"smaller, with at most {_HEAVIEST // 1_000_000} MB"
        )
    picture = read_picture(data)
    if picture is None or not _whole(data):
        raise LookError(f"{file} is no PNG or JPEG that can be read: save the mark as PNG")
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    words = " ".join(file.stem.replace("-", " ").replace("_", " ").split())
    return Mark(number, words, f"mark{number}.{kind}", data, picture.width, picture.height)


def _whole(data: bytes) -> bool:
    """Whether all of a picture is there; Office shows a red cross for one that was cut off."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            image.load()
    except (OSError, SyntaxError, ValueError):
        return False
    return True


def kinds(marks: Sequence[Mark]) -> tuple[str, ...]:
    """Return the extensions of the marks' parts, sorted; each is also the end of `image/…`."""
    return tuple(sorted({mark.part.rpartition(".")[2] for mark in marks}))
