"""Tables on slides: widths from what stands in the columns, heights from the wrapped text.

A table too high for its place is split between rows, its header on every part. Padding follows
the base design; the writer's insets are the ones measured with here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from itertools import pairwise
from math import ceil, inf
from typing import Final, NamedTuple

from ttt.column_widths import shared_by_amount
from ttt.document import Table
from ttt.frozen import frozen
from ttt.scripts import Script, is_complex
from ttt.slides.deck import SlideTable
from ttt.slides.fit import POINT, Heights, line_count
from ttt.slides.fonts import Fonts, Measured
from ttt.slides.geometry import Area, Level, RegionGeometry
from ttt.slides.measure import measure
from ttt.slides.plan import SPLIT_LATIN, SPLIT_OTHER, Plan, plan

SIDE: Final = 108_000 / POINT
"""Inset at the sides of a cell in points (0.3 cm); the table's own edges have none."""

PADDING: Final = 0.65
"""Room above and below a row's text together, as a part of the size."""

HEADER_PADDING: Final = 0.8
HEADER: Final = Level(18, 16, bold=True)
"""How the header row is set."""

_MOST: Final = 1 << 10

_SHORT: Final = 6.0
"""The longest text, as a part of the size, that is not wrapped for the sake of a neighbour."""


@frozen
class _Column:
    """What the cells of one column need, in parts of the size: header, then all rows.

    `least` is the longest word, `wanted` the longest text on one line, `amount` all text; `inset`
    is points.
    """

    least: tuple[float, float]
    wanted: tuple[float, float]
    amount: float
    inset: float


class _Laid(NamedTuple):
    """Widths of columns and heights of rows in points."""

    widths: tuple[float, ...]
    rows: list[float]


@frozen
class TableFit:
    """A table with its cells measured: the header first, then the rows, all padded to columns.

    What is already laid out at a size is kept.
    """

    table: Table
    cells: tuple[tuple[Measured, ...], ...]
    region: RegionGeometry
    columns: tuple[_Column, ...]
    found: dict[int, _Laid] = field(default_factory=dict, compare=False, repr=False)

    @property
    def level(self) -> Level:
        """The type of the cells."""
        return self.region.levels[0]

    def sizes(self, step: int) -> tuple[float, float]:
        """Return the sizes of cells and header."""
        level = self.level
        size = max(min(level.floor, level.size), level.size - step)
        return size, min(size, max(HEADER.floor, HEADER.size - step))

    def widths(self, step: int) -> tuple[float, ...]:
        """Return the widths of the columns in points; they fill the region."""
        return self._laid(step).widths

    def _laid(self, step: int) -> _Laid:
        """Lay the table out in the way that makes it lowest.

        Each column gets what its longest word needs. Either narrow ones get all they want, and
        wide ones share what is left and wrap; or the columns share by how much text they have,
        and a label may wrap for the sake of its neighbour. Where nothing wraps, columns of text
        share what is over.
        """
        found = self.found.get(step)
        if found is not None:
            return found
        size, header = self.sizes(step)
        least: list[float] = []
        wanted: list[float] = []
        for column in self.columns:
            least.append(max(column.least[0] * header, column.least[1] * size) + column.inset)
            # A hair more than the text, or rounding would wrap it.
            line = max(column.wanted[0] * header, column.wanted[1] * size)
            wanted.append(line + column.inset + 0.5)
        room = self.region.area.width / POINT
        widths = _shared(least, wanted, self._growing(), room)
        found = _Laid(widths, self._rows(step, widths))
        if sum(wanted) > room:
            # Short things, such as a time, stay on one line.
            least = [
                full if full - column.inset <= _SHORT * size else low
                for low, full, column in zip(least, wanted, self.columns, strict=True)
            ]
            amounts = [column.amount for column in self.columns]
            widths = _by_amount(least, wanted, amounts, room)
            if widths:
                other = _Laid(widths, self._rows(step, widths))
                if sum(other.rows) < sum(found.rows):
                    found = other
        self.found[step] = found
        return found

    def _growing(self) -> list[bool]:
        """Tell which columns take what is left over: those of text, or all."""
        align = [*self.table.align, *(["start"] * len(self.cells[0]))]
        found = [align[column] == "start" for column in range(len(self.cells[0]))]
        return found if any(found) else [True] * len(found)

    def rows(self, step: int) -> list[float]:
        """Return the heights of header and rows in points."""
        return self._laid(step).rows

    def _rows(self, step: int, widths: Sequence[float]) -> list[float]:
        size, header = self.sizes(step)
        rooms = [width - column.inset for width, column in zip(widths, self.columns, strict=True)]
        found: list[float] = []
        scale, padding = header, HEADER_PADDING
        for row in self.cells:
            text = max(
                [
                    line_count(cell, room / scale) * cell.pitch
                    for cell, room in zip(row, rooms, strict=True)
                ]
            )
            found.append(scale * (text + padding))
            scale, padding = size, PADDING
        if not self.table.header:
            found[0] = 0.0
        return found

    def plan(self, script: Script) -> Plan:
        """Return the size and which rows stand on which part."""
        level = self.level
        floor = max(0, ceil(level.size - min(level.floor, level.size)))
        wanted = SPLIT_OTHER if is_complex(script) else SPLIT_LATIN
        split = min(floor, max(0, ceil(level.size - wanted)))
        room = self.region.area.height / POINT
        if split < floor and sum(self.rows(floor)) <= room:
            split = floor  # rows are read against each other: smaller type before two slides

        def heights(step: int) -> Heights:
            rows = self.rows(step)[1:]
            return Heights(rows, [0.0] * len(rows))

        return plan(heights, lambda step: room - self.rows(step)[0], (split, floor))

    def set(self, step: int, part: tuple[int, int]) -> SlideTable:
        """Return a part of the table with its place."""
        start, end = part
        size, header = self.sizes(step)
        heights = self.rows(step)
        shown = ([heights[0]] if self.table.header else []) + heights[start + 1 : end + 1]
        rows = tuple(round(height * POINT) for height in shown)
        columns = _rounded(self.widths(step))
        place = self.region.area
        return SlideTable(
            Area(place.x, place.y, sum(columns), sum(rows)),
            columns,
            rows,
            self.table.align,
            self.table.header,
            self.table.rows[start:end],
            size,
            header,
        )


def fit_table(table: Table, region: RegionGeometry, fonts: Fonts) -> TableFit:
    """Measure the cells of a table; the first column and the header are bold."""
    key = (region, table)
    fitted = fonts.tables.get(key)
    if fitted is None:
        if len(fonts.tables) > _MOST:
            fonts.tables.clear()
        fitted = fonts.tables[key] = _fitted(table, region, fonts)
    # An equal table is measured already; its texts may still come from another place.
    return fitted if fitted.table is table else replace(fitted, table=table)


def _fitted(table: Table, region: RegionGeometry, fonts: Fonts) -> TableFit:
    columns = max(1, len(table.header), *map(len, table.rows))
    cells: list[tuple[Measured, ...]] = []
    bold = True
    for row in (table.header, *table.rows):
        padded = (*row, *(((),) * (columns - len(row))))
        first = measure(padded[0], fonts, bold=True)
        cells.append((first, *[measure(cell, fonts, bold=bold) for cell in padded[1:]]))
        bold = False
    needs = tuple(
        [_column(number, column, columns) for number, column in enumerate(zip(*cells, strict=True))]
    )
    return TableFit(table, tuple(cells), region, needs)


def _column(number: int, cells: Sequence[Measured], columns: int) -> _Column:
    least = [cell.widest for cell in cells]
    wanted = [
        cell.total if cell.total < inf else sum([unit[1] for unit in cell.units]) for cell in cells
    ]
    return _Column(
        (least[0], max(least[1:], default=0.0)),
        (wanted[0], max(wanted[1:], default=0.0)),
        sum(wanted),
        SIDE * ((number > 0) + (number < columns - 1)),
    )


def _shared(
    least: Sequence[float], wanted: Sequence[float], growing: Sequence[bool], room: float
) -> tuple[float, ...]:
    """Share the room between columns that need `least` and would like `wanted`."""
    if sum(wanted) <= room:
        left = room - sum(wanted)
        base = sum(width for width, grows in zip(wanted, growing, strict=True) if grows)
        return tuple(
            width + (left * width / base if grows else 0.0)
            for width, grows in zip(wanted, growing, strict=True)
        )
    if sum(least) >= room:
        return tuple(width * room / sum(least) for width in least)
    # Narrow columns get all they want; the wide ones share the rest and wrap.
    widths = list(wanted)
    open_columns = set(range(len(widths)))
    left = room
    while True:
        fair = left / len(open_columns)
        narrow = {column for column in open_columns if wanted[column] <= fair}
        if not narrow:
            break
        open_columns -= narrow
        left -= sum(wanted[column] for column in sorted(narrow))
    base = sum(least[column] for column in sorted(open_columns))
    if base >= left:
        share = (room - sum(least)) / (sum(wanted) - sum(least))
        return tuple(low + (high - low) * share for low, high in zip(least, wanted, strict=True))
    spare = sum(wanted[column] - least[column] for column in sorted(open_columns))
    for column in open_columns:
        low = least[column]
        widths[column] = low + (left - base) * (wanted[column] - low) / spare
    return tuple(widths)


def _by_amount(
    least: Sequence[float], wanted: Sequence[float], amounts: Sequence[float], room: float
) -> tuple[float, ...]:
    """Share by the amount of text what is over when each column has its least; none over: ()."""
    if sum(least) >= room:
        return ()
    return tuple(shared_by_amount(least, wanted, amounts, room))


def _rounded(widths: Sequence[float]) -> tuple[int, ...]:
    """Return points as EMU that add up to the rounded sum."""
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    ends = [round(edge * POINT) for edge in edges]
    return tuple(end - start for start, end in pairwise(ends))
