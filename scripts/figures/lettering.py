"""Lettering: the project's own fonts, shaped with HarfBuzz, drawn letter by letter.

The fonts are those of `fonts/` and the places of the letters come from HarfBuzz, so a figure does
not depend on what is installed. Without ligatures, as Office sets Calibri.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import uharfbuzz as hb
from PIL import Image, ImageDraw, ImageFont

from scripts.base_templates.slides_palette import INK

CAPITAL: Final = 0.644
"""The height of a capital in Carlito, as a part of the size."""
PITCH: Final = 1.14
"""The distance of two lines, as a part of the size."""

_FONTS: Final = Path(__file__).resolve().parent.parent.parent / "fonts"
_FILES: Final = {False: _FONTS / "Carlito-Regular.ttf", True: _FONTS / "Carlito-Bold.ttf"}
_FINE: Final = 4
_FEATURES: Final = {"liga": False, "clig": False, "dlig": False, "kern": True}


@dataclass(frozen=True, slots=True)
class Style:
    """Size in pixels, weight and colour of a text."""

    size: int
    bold: bool = False
    colour: str = f"#{INK}"

    @property
    def strong(self) -> Style:
        """The same in bold."""
        return replace(self, bold=True)


@functools.cache
def _shaper(*, bold: bool) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(_FILES[bold])))


def _letters(line: str, style: Style) -> tuple[tuple[tuple[str, float], ...], float]:
    """Return each letter with its distance from the start of the line, and the line's width."""
    font = _shaper(bold=style.bold)
    buffer = hb.Buffer()
    buffer.add_str(line)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, _FEATURES)
    scale = style.size / font.face.upem
    placed: list[tuple[str, float]] = []
    pen = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        placed.append((line[info.cluster], (pen + position.x_offset) * scale))
        pen += position.x_advance
    return tuple(placed), pen * scale


def width(text: str, style: Style) -> float:
    """Return the width of the widest line of a text in pixels."""
    return max(_letters(line, style)[1] for line in text.split("\n"))


def lettered(
    line: str, style: Style, start: tuple[float, float]
) -> tuple[Image.Image, tuple[int, int]]:
    """Return a line as a mask, and where on the sheet its corner goes.

    `start` is where the base line begins, also between two pixels: letters are drawn several
    times as large and made smaller, so that every stem of one line has the same weight.
    """
    placed, wide = _letters(line, style)
    left, top = int(start[0]) - style.size, int(start[1]) - style.size
    mask = Image.new("L", ((int(wide) + 2 * style.size) * _FINE, style.size * 3 // 2 * _FINE))
    pen, font = ImageDraw.Draw(mask), _face(style.size * _FINE, bold=style.bold)
    for letter, at in placed:
        x, y = (start[0] + at - left) * _FINE, (start[1] - top) * _FINE
        pen.text((round(x), round(y)), letter, fill=255, font=font, anchor="ls")
    return mask.reduce(_FINE), (left, top)


@functools.cache
def _face(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FILES[bold], size, layout_engine=ImageFont.Layout.BASIC)
