"""How many lines a text takes and how high it stands: breaking lines as Office does.

Decides nothing: which size is taken and where a slide is split is `plan`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final, Literal, NamedTuple, TypeAlias

from ttt.document import Inline
from ttt.slides.fonts import Fonts, Measured
from ttt.slides.geometry import Level
from ttt.slides.measure import measure

POINT: Final = 12_700
"""EMU to the point."""

INDENT: Final = {"bullet": 285_750, "number": 342_900}
"""Indent in EMU, for each level, of a list in a region whose layout has no list there."""

DIGIT: Final = 0.507
"""Width of a digit of Carlito as a part of the size."""

DOT: Final = 0.5
"""Width of the full stop after a number and of the space before the text."""


Marker: TypeAlias = Literal["none", "bullet", "number"]


class Draft(NamedTuple):
    """A paragraph of a region before its size is known (see `SlideParagraph`)."""

    content: tuple[Inline, ...]
    level: int = 1
    marker: Marker = "none"
    number: int = 1
    bold: bool = False


class Heights(NamedTuple):
    """Heights in points: of each paragraph, and of the space before it where one stands above."""

    blocks: list[float]
    gaps: list[float]

    @property
    def total(self) -> float:
        """The height of all in one place."""
        return sum(self.blocks) + sum(self.gaps) - self.gaps[0] if self.gaps else 0.0


def line_count(measured: Measured, width: float, first: float | None = None) -> int:
    """Return on how many lines a paragraph stands; widths are in parts of the size.

    `first` is the width of the first line where it differs. What is wider than a whole line
    breaks anywhere.
    """
    room = width if first is None else first
    if measured.total <= room:
        return 1
    count, x = 1, 0.0
    for printed, wide, hard in measured.units:
        if x and x + printed > room:
            count += 1
            x, room = 0.0, width
        if printed > room:
            extra = ceil(printed / room) - 1
            count += extra
            x = printed - extra * room + wide - printed
            room = width
        else:
            x += wide
        if hard:
            count += 1
            x, room = 0.0, width
    return count


def level_of(levels: Sequence[Level], number: int) -> Level:
    """Return the type of list level 1 or 2; a region with one level sets both in it."""
    return levels[number - 1] if number <= len(levels) else levels[-1]


class Row(NamedTuple):
    """A paragraph in its region, ready to be tried at several sizes.

    `room` is the width of a line and `first` that of the first line, in points. The other
    figures are the `Level`'s.
    """

    measured: Measured
    room: float
    first: float
    size: float
    floor: float
    spacing: float
    exact: float
    before: float
    after: float


def row(draft: Draft, fonts: Fonts, levels: Sequence[Level], width: float) -> Row:
    """Measure a paragraph in a region `width` points wide.

    The indent of a list is the layout's, or the writer's where the layout has no list. A number
    wider than its indent takes from the first line.
    """
    content, nested, marker, number, bold = draft
    level = level_of(levels, nested)
    measured = measure(content, fonts, bold=bold or level.bold)
    first = room = width
    if marker == "none":
        if level.left and not level.bullet:
            first = room = width - level.left / POINT
    else:
        left = level.left if level.bullet else INDENT[marker] * nested
        first = room = width - left / POINT
        if marker == "number":
            hanging = (level.hanging if level.bullet else INDENT["number"]) / POINT
            first -= max(0.0, (DIGIT * len(str(number)) + DOT) * level.size - hanging)
    return Row(
        measured,
        room,
        first,
        level.size,
        min(level.floor, level.size),
        level.spacing,
        level.exact,
        level.before,
        level.after,
    )


def heights(rows: Sequence[Row], step: float) -> Heights:
    """Return the heights of paragraphs set `step` points under design size, never under floor.

    An exact distance of lines is the layout's and stays as it is when the size is lowered.
    """
    blocks: list[float] = []
    gaps: list[float] = []
    above = 0.0
    for measured, room, first, design, floor, spacing, exact, before, after in rows:
        size = max(floor, design - step) if step else design
        pitch = exact or measured.pitch * size * spacing
        if measured.total * size <= first:
            blocks.append(pitch)
        else:
            blocks.append(line_count(measured, room / size, first / size) * pitch)
        gaps.append(above + before)
        above = after
    return Heights(blocks, gaps)


def tears(rows: Sequence[Row], step: float) -> bool:
    """Whether a piece that should stay whole is wider than its line."""
    for measured, room, _, design, floor, *_ in rows:
        size = max(floor, design - step)
        if measured.total * size > room and measured.widest * size > room:
            return True
    return False
