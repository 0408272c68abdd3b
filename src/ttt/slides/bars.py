"""Minutes as bars: the strip of a session's steps, and the timetable of a course's days.

Widths are shares of minutes. Each drawing fills the place its layout has for it; a layout without
the place gets none. Knows numbers and places, no titles: what it draws tells nobody's secrets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from ttt.diagnostics import Collector
from ttt.scripts import Script, is_rtl
from ttt.slides.deck import Bar, Drawing, Fill
from ttt.slides.fit import POINT
from ttt.slides.geometry import Area, RegionGeometry
from ttt.slides.headings import RawSlide
from ttt.source import Span
from ttt.text import Text

STRIP_GAP: Final = 28_800
"""Room between the bars of a strip in EMU (0.08 cm)."""
TIMETABLE_GAP: Final = 36_000
"""Room between the bars and the rows of a timetable in EMU (0.1 cm)."""
ROWS: Final = 5
"""Days whose rows fill a timetable's place; fewer leave its foot empty, more are lower."""
MOST_PARTS: Final = 40
"""Steps that are told apart: a longer session is what is past, the step at hand, what is ahead."""
MOST_DAYS: Final = 30
MOST_SESSIONS: Final = 400

_PITCH: Final = 1.2
_LONGEST: Final = 4
"""Digits a number may have."""


class _Row(NamedTuple):
    """Where bars stand side by side; `gap` is between two of them."""

    area: Area
    gap: int
    rtl: bool


@dataclass(slots=True)
class Drawings:
    """Draws for the slides of one deck; what many slides show is made once."""

    layouts: Mapping[str, Mapping[str, RegionGeometry]]
    script: Script
    collector: Collector
    _strips: dict[tuple[Area, str, str], Drawing | None] = field(default_factory=dict)
    _sums: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, slide: RawSlide) -> tuple[Drawing, ...]:
        """Return what is drawn on a slide.

        Reports numbers that cannot be read (TPL406).
        """
        if not slide.now:
            return ()
        regions = self.layouts.get(slide.layout, {})
        found: list[Drawing | None] = []
        if slide.strip and (place := regions.get("strip")):
            key = (place.area, str(slide.strip), str(slide.now))
            if key not in self._strips:
                self._strips[key] = self._strip(slide, place)
            found.append(self._strips[key])
        if slide.timetable and (place := regions.get("timetable")):
            found.append(self._timetable(slide, place))
        return tuple([drawing for drawing in found if drawing is not None])

    def _strip(self, slide: RawSlide, place: RegionGeometry) -> Drawing | None:
        now = _number(str(slide.now))
        if now is None:
            self._report("now", slide.now, slide.span)
            return None
        if str(slide.strip) not in self._sums:
            # Read once: a session of many steps has many slides.
            self._sums[str(slide.strip)] = self._read(slide)
        sums = self._sums[str(slide.strip)]
        steps = len(sums) - 1
        ends: Sequence[int] = range(1, steps + 1)
        if steps > MOST_PARTS:
            ends = (min(max(now - 1, 0), steps), min(now, steps), steps)
        edges = [0, *(sums[end] for end in ends)]
        row = _Row(place.area, STRIP_GAP, is_rtl(self.script))
        places = side_by_side(row, [after - before for before, after in pairwise(edges)])
        bars = tuple(
            [
                Bar(area, "past" if end < now else "current" if end == now else "ahead")
                for end, area in zip(ends, places, strict=True)
                if area is not None
            ]
        )
        return Drawing("strip", place.area, bars) if bars else None

    def _read(self, slide: RawSlide) -> tuple[int, ...]:
        """Return the minutes before each step of a strip, and all; no step where it is unread."""
        minutes = [_number(word) for word in str(slide.strip).split()]
        known = [each for each in minutes if each is not None]
        if len(known) < len(minutes):
            self._report("strip", slide.strip, slide.span)
            known = []
        return tuple(accumulate(known, initial=0))

    def _timetable(self, slide: RawSlide, place: RegionGeometry) -> Drawing | None:
        now = _number(str(slide.now))
        if now is None:
            self._report("now", slide.now, slide.span)
            return None
        days: list[list[tuple[int, int]]] = []
        for line in str(slide.timetable).split(","):
            day: list[tuple[int, int]] = []
            for word in line.split():
                module, _, length = word.partition(":")
                number, minutes = _number(module), _number(length)
                if number is None or minutes is None:
                    self._report("timetable", slide.timetable, slide.span)
                    return None
                if minutes:
                    day.append((number, minutes))
            if day:
                days.append(day)
        if not days or len(days) > MOST_DAYS or sum(map(len, days)) > MOST_SESSIONS:
            return None
        size = place.levels[0].size if place.levels else 14.0
        bars = _days(days, now, place.area, size, rtl=is_rtl(self.script))
        return Drawing("timetable", place.area, bars, size)

    def _report(self, name: str, value: Text, span: Span | None) -> None:
        wanted = {
            "strip": "minutes with spaces between them",
            "timetable": "sessions as module:minutes, a comma after each day",
            "now": "one number",
        }[name]
        self.collector.error(
            "TPL406",
            f'{name}="{value}" cannot be drawn',
            value.origin.span or span,
            f'"{name}" is {wanted}',
        )


def side_by_side(row: _Row, minutes: Sequence[int]) -> list[Area | None]:
    """Return a place for each of the minutes, from the leading edge; None where there are none.

    Widths and gaps together are exactly the row's width; no gap is wider than half of the
    shortest bar would be.
    """
    total = sum(minutes)
    if not total:
        return [None] * len(minutes)
    shortest = min(each for each in minutes if each)
    area = row.area
    gap = min(row.gap, area.width * shortest // total // 2)
    width = area.width + gap
    edges = [0]
    done = 0
    for each in minutes:
        done += each
        edges.append(width * done // total)
    return [
        None
        if not each
        else Area(
            area.x + area.width - end + gap if row.rtl else area.x + start,
            area.y,
            end - gap - start,
            area.height,
        )
        for each, (start, end) in zip(minutes, pairwise(edges), strict=True)
    ]


def _days(
    days: Sequence[Sequence[tuple[int, int]]], now: int, area: Area, size: float, *, rtl: bool
) -> tuple[Bar, ...]:
    """Return the bars of all days, one day a row; the longest day is as wide as the place."""
    longest = max(sum(minutes for _, minutes in day) for day in days)
    rows = max(ROWS, len(days))
    gap = min(TIMETABLE_GAP, area.height // rows // 4)
    pitch = (area.height + gap) // rows
    # A number that would not stand in its bar is left out.
    numbered = size * _PITCH * POINT <= pitch - gap
    bars: list[Bar] = []
    for at, day in enumerate(days):
        width = area.width * sum(minutes for _, minutes in day) // longest
        x = area.x + area.width - width if rtl else area.x
        row = _Row(Area(x, area.y + at * pitch, width, pitch - gap), gap, rtl)
        before = None
        places = side_by_side(row, [minutes for _, minutes in day])
        for (module, _), place in zip(day, places, strict=True):
            fill: Fill = "current" if module == now else "odd" if module % 2 else "even"
            if place is not None:
                text = str(module) if numbered and module != before else ""
                bars.append(Bar(place, fill, text))
            before = module
    return tuple(bars)


def _number(word: str) -> int | None:
    """Return a whole number, None for what is none."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= _LONGEST else None
