"""Bars fill their place exactly, keep out of each other's way, and say nothing but numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import calls
from tests.slides.space import CM, GEOMETRY, document, fonts
from ttt.diagnostics import Collector
from ttt.document import Attributes, Heading, Str
from ttt.slides.bars import MOST_PARTS, ROWS, STRIP_GAP
from ttt.slides.deck import Drawing
from ttt.slides.geometry import Area
from ttt.slides.paginate import paginate
from ttt.text import Text

STRIP = GEOMETRY.layouts["content"]["strip"].area
TIMETABLE = GEOMETRY.layouts["title"]["timetable"].area


def drawn(layout: str, language: str = "en", **values: object) -> Drawing:
    pairs = (("layout", Text(layout)), *((key, Text(str(value))) for key, value in values.items()))
    heading = Heading(2, (Str("Title"),), Attributes(pairs=pairs))
    collector = Collector()
    deck = paginate(document((heading,), language), GEOMETRY, fonts(), {}, collector)
    assert not collector.has_errors, list(collector)
    [drawing] = deck.slides[0].drawings
    return drawing


def strip(minutes: list[int], now: int, language: str = "en") -> Drawing:
    return drawn("content", language, strip=" ".join(map(str, minutes)), now=now)


def timetable(days: list[list[tuple[int, int]]], now: int, language: str = "en") -> Drawing:
    lines = (" ".join(f"{module}:{minutes}" for module, minutes in day) for day in days)
    return drawn("title", language, timetable=", ".join(lines), now=now)


def mirrored(area: Area, within: Area) -> Area:
    x = 2 * within.x + within.width - area.x - area.width
    return Area(x, area.y, area.width, area.height)


STEPS = st.lists(st.integers(1, 240), min_size=1, max_size=60)
DAYS = st.lists(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 240)), min_size=1, max_size=12),
    min_size=1,
    max_size=12,
)


@given(STEPS, st.integers(0, 61))
def test_widths_and_gaps_of_a_strip_are_its_place(minutes: list[int], now: int) -> None:
    areas = [bar.area for bar in strip(minutes, now).bars]
    gaps = {after.x - before.x - before.width for before, after in pairwise(areas)}
    assert len(gaps) <= 1
    assert all(0 < gap <= STRIP_GAP for gap in gaps) or not STRIP.width // sum(minutes)
    widths = sum(area.width for area in areas) + sum(gaps) * (len(areas) - 1)
    assert widths == STRIP.width
    assert (areas[0].x, areas[-1].x + areas[-1].width) == (STRIP.x, STRIP.x + STRIP.width)
    assert all(area.width > 0 for area in areas)


@given(st.lists(st.integers(0, 90), min_size=1, max_size=MOST_PARTS), st.integers(0, 41))
def test_a_step_is_past_at_hand_or_ahead(minutes: list[int], now: int) -> None:
    if not any(minutes):
        return
    fills = [
        "past" if at < now else "current" if at == now else "ahead"
        for at, each in enumerate(minutes, 1)
        if each
    ]
    assert [bar.fill for bar in strip(minutes, now).bars] == fills


@pytest.mark.parametrize(
    ("now", "fills"),
    [
        (0, ["ahead"]),
        (1, ["current", "ahead"]),
        (30, ["past", "current", "ahead"]),
        (MOST_PARTS + 1, ["past", "current"]),
        (MOST_PARTS + 2, ["past"]),
    ],
)
def test_many_steps_are_what_is_past_at_hand_and_ahead(now: int, fills: list[str]) -> None:
    bars = strip([5] * (MOST_PARTS + 1), now).bars
    assert [bar.fill for bar in bars if bar.area.width > STRIP_GAP] == fills


@given(DAYS, st.integers(1, 12))
def test_a_timetable_stays_in_its_place_without_overlap(
    days: list[list[tuple[int, int]]], now: int
) -> None:
    bars = timetable(days, now).bars
    assert len(bars) == sum(map(len, days))
    assert len({bar.area.y for bar in bars}) == len(days)
    for bar in bars:
        area = bar.area
        assert area.width > 0
        assert area.height > 0
        assert TIMETABLE.x <= area.x
        assert area.x + area.width <= TIMETABLE.x + TIMETABLE.width
        assert TIMETABLE.y <= area.y
        assert area.y + area.height <= TIMETABLE.y + TIMETABLE.height
    for before, after in pairwise(bars):
        same_row = before.area.y == after.area.y
        assert not same_row or before.area.x + before.area.width <= after.area.x
        assert same_row or before.area.y + before.area.height < after.area.y
    assert max(bar.area.x + bar.area.width for bar in bars) == TIMETABLE.x + TIMETABLE.width
    assert {bar.text for bar in bars} <= {"", *(str(number) for day in days for number, _ in day)}


def test_five_days_have_the_rows_of_the_design() -> None:
    bars = timetable([[(1, 60), (2, 60)]] * ROWS, 2).bars
    assert {bar.area.height for bar in bars} == {round(1.12 * CM)}
    assert [bar.text for bar in bars] == ["1", "2"] * ROWS
    assert [bar.fill for bar in bars] == ["odd", "current"] * ROWS


def test_a_module_is_numbered_once_a_day_and_many_days_are_not_numbered() -> None:
    day = [(1, 60), (1, 60), (2, 30)]
    assert [bar.text for bar in timetable([day, day], 9).bars] == ["1", "", "2"] * 2
    assert {bar.text for bar in timetable([day] * 15, 9).bars} == {""}


@given(DAYS, st.integers(1, 12))
def test_right_to_left_it_is_the_other_way_round(
    days: list[list[tuple[int, int]]], now: int
) -> None:
    there, back = timetable(days, now), timetable(days, now, "ar")
    assert [mirrored(bar.area, TIMETABLE) for bar in back.bars] == [b.area for b in there.bars]
    assert [(bar.fill, bar.text) for bar in back.bars] == [(b.fill, b.text) for b in there.bars]


def test_work_grows_with_the_steps_and_no_faster() -> None:
    def effort(count: int) -> int:
        strips = (("strip", Text("5 " * count)),)
        section = Heading(1, (Str("Session"),), Attributes(pairs=strips))
        steps = [
            Heading(2, (Str(f"T {n}"),), Attributes(pairs=(("now", Text(str(n))),)))
            for n in range(1, count + 1)
        ]
        paper = document((section, *steps))
        return calls(lambda: paginate(paper, GEOMETRY, fonts(), {}, Collector()))

    effort(480)  # measures every title once
    assert effort(480) < 4 * 1.1 * effort(120)
