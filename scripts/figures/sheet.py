"""A sheet to draw on: rules, boxes, arrows and words in the colours of the base design.

Lengths are in pixels of a picture 1600 wide. In the picture region of a slide (15.6 cm) 72 of them
are 20 points, in the main column of a document (13.8 cm) 18. A text that does not fit the room it
is given is an error, so no figure is ever cut off.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

from scripts.base_templates.slides_palette import palette
from scripts.figures.lettering import CAPITAL, PITCH, Style, lettered, width

_COLOURS: Final = palette()
INK: Final = f"#{_COLOURS.ink}"
PAPER: Final = f"#{_COLOURS.paper}"
PANEL: Final = f"#{_COLOURS.panel}"
HAIR: Final = f"#{_COLOURS.hair}"
ACCENT: Final = f"#{_COLOURS.accent}"

WIDTH: Final = 1600
MARGIN: Final = 48
SMALLEST: Final = 60
"""The least size of type: 16.5 points on half a slide, 14.5 in the column of a document."""
RULE: Final = 5
HAIRLINE: Final = 3
HEAD: Final = 11

BIG: Final = Style(92, bold=True)
NAME: Final = Style(76, bold=True)
LABEL: Final = Style(64, bold=True)
NOTE: Final = Style(62)
WHITE: Final = Style(76, bold=True, colour=PAPER)

_AIR: Final = 8
"""The distance of an arrow from the boxes it joins."""
_SHAFT: Final = 12
_TIP: Final = 34
_WING: Final = 28
_FINE: Final = 8
_SHADES: Final = 12
_PAIRS: Final = (
    (INK, PAPER), (INK, PANEL), (PAPER, ACCENT), (ACCENT, PANEL),
)  # fmt: skip
_RESOLUTION: Final = (260, 260)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def x(self) -> int:
        """The middle, from the left."""
        return (self.left + self.right) // 2

    @property
    def y(self) -> int:
        """The middle, from the top."""
        return (self.top + self.bottom) // 2

    @property
    def width(self) -> int:
        """From left to right."""
        return self.right - self.left

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """The corners as Pillow takes them, the last pixel included."""
        return self.left, self.top, self.right - 1, self.bottom - 1


def across(count: int, gap: int, top: int, bottom: int) -> tuple[Box, ...]:
    """Return `count` boxes of one width side by side from margin to margin."""
    each = (WIDTH - 2 * MARGIN - gap * (count - 1)) / count
    lefts = [round(MARGIN + place * (each + gap)) for place in range(count)]
    return tuple(Box(left, top, left + round(each), bottom) for left in lefts)


def down(count: int, gap: int, area: Box) -> tuple[Box, ...]:
    """Return `count` boxes of one height below each other that fill an area."""
    each = (area.bottom - area.top - gap * (count - 1)) // count
    tops = [area.top + place * (each + gap) for place in range(count)]
    return tuple(Box(area.left, top, area.right, top + each) for top in tops)


class Sheet:
    """A white picture, 1600 pixels wide, that can be drawn on and saved."""

    def __init__(self, height: int) -> None:
        self.image = Image.new("RGB", (WIDTH, height), PAPER)
        self._pen = ImageDraw.Draw(self.image)

    def fill(self, box: Box, colour: str) -> None:
        """Fill a rectangle, without an outline."""
        self._pen.rectangle(box.corners, fill=colour)

    def frame(self, box: Box, colour: str = PANEL) -> None:
        """Draw a box: filled, with an ink outline that lies inside."""
        self._pen.rectangle(box.corners, fill=colour, outline=INK, width=RULE)

    def cell(self, box: Box, text: str | None, *, filled: bool) -> None:
        """Draw a box, its text in the middle: white on accent, or ink on a framed panel."""
        if filled:
            self.fill(box, ACCENT)
        else:
            self.frame(box)
        if text is not None:
            self.middle(box, text, WHITE if filled else NAME)

    def card(self, box: Box) -> None:
        """Draw a panel between a thick accent rule above and an ink rule below."""
        self.fill(box, PANEL)
        self.fill(Box(box.left, box.top, box.right, box.top + HEAD), ACCENT)
        self.fill(Box(box.left, box.bottom - RULE, box.right, box.bottom), INK)

    def numbered(self, box: Box, number: int, rail: int = 104) -> Box:
        """Draw a box with a filled rail that carries a number; return the room for words."""
        self.frame(box)
        strip = Box(box.left, box.top, box.left + rail, box.bottom)
        self.fill(strip, ACCENT)
        self.middle(strip, str(number), WHITE)
        return Box(strip.right + rail // 3, box.top, box.right - RULE, box.bottom)

    def square(self, x: int, y: int, text: str, side: int, *, part: float = 0.72) -> Box:
        """Draw a filled square round a point and return it; `part` of its side is the type size."""
        box = Box(x - side // 2, y - side // 2, x + side // 2, y + side // 2)
        self.fill(box, ACCENT)
        self.middle(box, text, Style(round(side * part), bold=True, colour=PAPER))
        return box

    def hairline(self, left: int, right: int, y: int) -> None:
        """Draw a thin grey rule from left to right."""
        self.fill(Box(left, y, right, y + HAIRLINE), HAIR)

    def across_rule(self, left: int, right: int, y: int) -> None:
        """Draw an ink rule from left to right."""
        self.fill(Box(left, y, right, y + RULE), INK)

    def down_rule(self, x: int, top: int, bottom: int, thick: int = RULE) -> None:
        """Draw an ink rule from top to bottom."""
        self.fill(Box(x - thick // 2, top, x - thick // 2 + thick, bottom), INK)

    def polygon(
        self, points: Sequence[tuple[float, float]], colour: str, outline: str | None = None
    ) -> None:
        """Fill a polygon with smooth edges; an outline lies on the edge."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = int(min(xs)) - RULE, int(min(ys)) - RULE
        size = (int(max(xs)) + 2 * RULE - left, int(max(ys)) + 2 * RULE - top)
        fine = [((x - left) * _FINE, (y - top) * _FINE) for x, y in points]
        mask = Image.new("L", (size[0] * _FINE, size[1] * _FINE))
        pen = ImageDraw.Draw(mask)
        pen.polygon(fine, fill=255)
        self.image.paste(colour, (left, top), mask.reduce(_FINE))
        if outline is not None:
            mask.paste(0, (0, 0, *mask.size))
            pen.line([*fine, *fine[:2]], fill=255, width=RULE * _FINE, joint="curve")
            self.image.paste(outline, (left, top), mask.reduce(_FINE))

    def arrow(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Draw an arrow along a row or a column."""
        (x, y), (to_x, to_y) = start, end
        dx, dy = (to_x > x) - (to_x < x), (to_y > y) - (to_y < y)
        neck_x, neck_y = to_x - _TIP * dx, to_y - _TIP * dy
        half_x, half_y = _SHAFT // 2 * abs(dy), _SHAFT // 2 * abs(dx)
        (left, right), (top, bottom) = sorted((x, neck_x)), sorted((y, neck_y))
        self.fill(Box(left - half_x, top - half_y, right + half_x, bottom + half_y), ACCENT)
        wing_x, wing_y = _WING * dy, _WING * dx
        tip = ((neck_x - wing_x, neck_y - wing_y), end, (neck_x + wing_x, neck_y + wing_y))
        self.polygon(tip, ACCENT)

    def join(self, here: Box, there: Box) -> None:
        """Draw the arrow between two boxes that stand in one row or one column."""
        if here.y == there.y and here.right <= there.left:
            self.arrow((here.right + _AIR, here.y), (there.left - _AIR, here.y))
        elif here.y == there.y:
            self.arrow((here.left - _AIR, here.y), (there.right + _AIR, here.y))
        elif here.bottom <= there.top:
            self.arrow((here.x, here.bottom + _AIR), (here.x, there.top - _AIR))
        else:
            self.arrow((here.x, here.top - _AIR), (here.x, there.bottom + _AIR))

    def middle(self, box: Box, text: str, style: Style) -> None:
        """Write lines in the middle of a box."""
        self.words(box, text, style, 0.5)

    def words(self, box: Box, text: str, style: Style, align: float = 0.0) -> None:
        """Write lines half-way down a box; `align` is 0 for its left edge, 1 for its right.

        Raises:
            ValueError: the text is too small to be read, or wider or higher than the box.
        """
        if style.size < SMALLEST:
            raise ValueError(f"{text!r} is set in {style.size} px; {SMALLEST} is the least")
        lines = text.split("\n")
        capital, pitch = style.size * CAPITAL, style.size * PITCH
        wide, high = width(text, style), capital + pitch * (len(lines) - 1)
        if wide > box.width or high > box.bottom - box.top:
            raise ValueError(f"{text!r} needs {wide:.0f} × {high:.0f} px and does not fit {box}")
        for number, line in enumerate(lines):
            left = box.left + (box.width - width(line, style)) * align
            base = box.y + high / 2 - pitch * (len(lines) - 1 - number)
            mask, at = lettered(line, style, (left, base))
            self.image.paste(style.colour, at, mask)

    def png(self) -> bytes:
        """Return the picture as PNG, in a fixed palette: the colours above and what lies between.

        The same drawing gives the same bytes with the same Pillow; the packing differs between
        versions of Pillow.
        """
        palette = Image.new("P", (1, 1))
        palette.putpalette(_palette())
        flat = self.image.quantize(palette=palette, dither=Image.Dither.NONE)
        file = io.BytesIO()
        flat.save(file, "PNG", optimize=True, dpi=_RESOLUTION)
        return file.getvalue()


def _palette() -> list[int]:
    colours = {_rgb(HAIR): None}
    for here, there in _PAIRS:
        for step in range(_SHADES + 1):
            pair = zip(_rgb(here), _rgb(there), strict=True)
            colours[tuple(round(a + (b - a) * step / _SHADES) for a, b in pair)] = None
    return [part for colour in colours for part in colour]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))
