"""The days of a course: its sessions packed into a cohort's working days, with clock times.

Nobody writes a timetable: it follows from the order of the sessions, their minutes and the
cohort's day. A session is never divided between two days. A break is an aim: it moves to the
nearest end of a session, or of a step where no session ends near. Times are minutes since midnight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from itertools import accumulate
from typing import Final, TypeAlias

from ttt.frozen import frozen
from ttt.model.cohort import Break, Day
from ttt.model.curriculum import Module, Session
from ttt.text import EMPTY, Text

WHOLE_DAY: Final = 360
"""Minutes of training in the day of a cohort that says nothing about its day."""
HALF_DAY: Final = 180
_NEAR: Final = 20
"""How far a break may move to stand between two sessions, in minutes."""

_Part: TypeAlias = tuple[str, str, int]
"""A session's id, the address of one of its steps, and the minutes of the step."""


@frozen
class Entry:
    """What happens for a while: a session, a part of one that a break divides, or a break.

    A break has no `session`; its `title` may be empty.
    """

    start: int
    minutes: int
    session: str = ""
    continued: bool = False
    title: Text = EMPTY

    @property
    def end(self) -> int:
        """When it ends."""
        return self.start + self.minutes


@frozen
class CourseDay:
    """One day: `minutes` of training and `room` for more; below zero when it holds too much."""

    number: int
    minutes: int
    room: int
    sessions: tuple[str, ...]
    entries: tuple[Entry, ...]


@frozen
class Timetable:
    """The days in order, and when each step begins, by its address.

    `clock` is False for a cohort without a day: times then count from zero.
    """

    clock: bool
    days: tuple[CourseDay, ...]
    steps: Mapping[str, int] = field(default_factory=dict)

    def when(self, session: str) -> tuple[CourseDay, int, int] | None:
        """Return the day of a session, its beginning and its end; None for an unknown one."""
        for day in self.days:
            own = [entry for entry in day.entries if entry.session == session]
            if own:
                return day, own[0].start, own[-1].end
        return None


def whole_days(modules: Iterable[Module], day: Day | None) -> Timetable:
    """Return the course in whole days."""
    return _timetable(modules, day, WHOLE_DAY)


def half_days(modules: Iterable[Module], day: Day | None) -> Timetable:
    """Return the course in half days: a cohort's day until its longest break."""
    return _timetable(modules, _morning(day) if day else None, HALF_DAY)


def _timetable(modules: Iterable[Module], day: Day | None, minutes: int) -> Timetable:
    sessions = [session for module in modules for session in module.sessions]
    start = 0
    breaks: tuple[Break, ...] = ()
    if day is not None:
        start = _minute(day.start)
        breaks = tuple(sorted(day.breaks, key=lambda pause: _minute(pause.at)))
        minutes = _minute(day.end) - start - sum(pause.minutes for pause in breaks)
    steps: dict[str, int] = {}
    days = []
    for number, held in enumerate(_packed(sessions, minutes), start=1):
        total = sum(session.minutes for session in held)
        entries = _entries(held, start, breaks, steps)
        names = tuple(session.id for session in held)
        days.append(CourseDay(number, total, minutes - total, names, entries))
    return Timetable(day is not None, tuple(days), steps)


def _morning(day: Day) -> Day:
    """Return a day that ends where its longest break begins; without breaks, half-way."""
    if not day.breaks:
        middle = (_minute(day.start) + _minute(day.end)) // 2
        return replace(day, end=clock(middle))
    longest = max(day.breaks, key=lambda pause: (pause.minutes, -_minute(pause.at)))
    until = _minute(longest.at)
    return replace(
        day,
        end=longest.at,
        breaks=tuple(pause for pause in day.breaks if _minute(pause.at) < until),
    )


def _packed(sessions: Iterable[Session], minutes: int) -> list[list[Session]]:
    """Divide sessions among days, in order; one that fits no day has a day of its own."""
    days: list[list[Session]] = []
    left = 0
    for session in sessions:
        if not days or session.minutes > left:
            days.append([])
            left = minutes
        days[-1].append(session)
        left -= session.minutes
    return days


def _entries(
    sessions: list[Session], start: int, breaks: tuple[Break, ...], steps: dict[str, int]
) -> tuple[Entry, ...]:
    """Return sessions and breaks with their times; notes in `steps` when each step begins."""
    entries: list[Entry] = []
    parts = [part for session in sessions for part in _parts(session)]
    pauses = _pauses(parts, start, breaks)
    now = start
    for at, (session, address, minutes) in enumerate(parts):
        if pause := pauses.get(at):
            entries.append(Entry(now, pause.minutes, title=pause.title))
            now += pause.minutes
        steps[address] = now
        if entries and entries[-1].session == session:
            entries[-1] = replace(entries[-1], minutes=entries[-1].minutes + minutes)
        else:
            begun = any(entry.session == session for entry in entries)
            entries.append(Entry(now, minutes, session, begun))
        now += minutes
    return tuple(entries)


def _parts(session: Session) -> Iterator[_Part]:
    """Yield the steps of a session; one that has none lasts all the same."""
    for step in session.steps:
        yield session.id, f"{session.id}/{step.id}", step.minutes
    if not session.steps:
        yield session.id, session.id, session.minutes


def _pauses(parts: list[_Part], start: int, breaks: tuple[Break, ...]) -> Mapping[int, Break]:
    """Return the breaks by the part they stand before; one that comes after the last has none."""
    ends = list(accumulate((minutes for _, _, minutes in parts), initial=start))
    found: dict[int, Break] = {}
    first = 1
    for pause in breaks:
        aim = _minute(pause.at)
        choices = range(first, len(ends))
        near = [
            at
            for at in choices
            if (at == len(parts) or parts[at - 1][0] != parts[at][0])
            and abs(ends[at] - aim) <= _NEAR
        ]
        best = min(near or choices, key=lambda at: abs(ends[at] - aim), default=len(parts))
        if best == len(parts):
            break
        found[best] = pause
        ends = [end + pause.minutes if at >= best else end for at, end in enumerate(ends)]
        first = best + 1
    return found


def clock(minute: int) -> str:
    """Return minutes since midnight as a clock time (`08:30`)."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _minute(at: str) -> int:
    hours, minutes = at.split(":")
    return int(hours) * 60 + int(minutes)
