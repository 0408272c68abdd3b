"""The whole course as plain data: its days, what it needs, and what the cohort changed.

All of it is computed from the edition: nobody writes an agenda or a list of materials.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from ttt.compose.timetable import CourseDay, Entry, Timetable, clock, half_days, whole_days
from ttt.document import Plain
from ttt.model.curriculum import Session
from ttt.model.edition import Changed, Edition
from ttt.text import Text

View = dict[str, Plain]

_NUMBERED: Final = re.compile(r"m(\d{1,2})")

AT_A_TABLE: Final = 6
"""How many people a table is counted for."""
FACILITATORS: Final = 2
"""A trainer and a co-trainer."""


class Course:
    """What follows from an edition as a whole; `numbers` are those of its modules."""

    def __init__(self, edition: Edition, numbers: Mapping[str, int]) -> None:
        self.edition = edition
        self.numbers = numbers

    # ── days ─────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _whole(self) -> Timetable:
        return whole_days(self.edition.modules, self.edition.cohort.day)

    @cached_property
    def _titled(self) -> Mapping[str, View]:
        """Every session in a line, by its id."""
        return {
            session.id: {
                "id": session.id,
                "title": session.title,
                "number": f"{self.numbers[module.id]}.{position}",
                "minutes": session.minutes,
                "module": self.numbers[module.id],
            }
            for module in self.edition.modules
            for position, session in enumerate(module.sessions, start=1)
        }

    @cached_property
    def days(self) -> tuple[View, ...]:
        """The course in whole days."""
        return tuple(self._day(day, self._whole) for day in self._whole.days)

    def half_days(self) -> tuple[View, ...]:
        """Return the course in half days."""
        table = half_days(self.edition.modules, self.edition.cohort.day)
        return tuple(self._day(day, table) for day in table.days)

    def when(self, session: str) -> View:
        """Return the day and the times of a session in whole days."""
        found = self._whole.when(session)
        if found is None:
            return {"day": 0, "start": "", "end": "", "divided": False}
        day, start, end = found
        return {
            "day": day.number,
            "start": self._time(start),
            "end": self._time(end),
            "divided": sum(entry.session == session for entry in day.entries) > 1,
        }

    def begins(self, step: str) -> str:
        """Return when a step begins, by its address; empty without a clock."""
        return self._time(self._whole.steps.get(step, -1))

    def _time(self, minute: int) -> str:
        return clock(minute) if self._whole.clock and minute >= 0 else ""

    def _day(self, day: CourseDay, table: Timetable) -> View:
        entries = day.entries
        return {
            "number": day.number,
            "minutes": day.minutes,
            "left": max(day.room, 0),
            "over": max(-day.room, 0),
            "start": clock(entries[0].start) if table.clock and entries else "",
            "end": clock(entries[-1].end) if table.clock and entries else "",
            "sessions": tuple(self._titled[name] for name in day.sessions),
            "entries": tuple(self._entry(entry, table) for entry in entries),
        }

    def _entry(self, entry: Entry, table: Timetable) -> View:
        session = self._titled.get(entry.session)
        return {
            "kind": "session" if session else "break",
            "start": clock(entry.start) if table.clock else "",
            "end": clock(entry.end) if table.clock else "",
            "minutes": entry.minutes,
            "number": session["number"] if session else "",
            "title": session["title"] if session else entry.title,
            "continued": entry.continued,
        }

    def totals(self) -> View:
        """Return how much the course is in all."""
        return {
            "modules": len(self.edition.modules),
            "sessions": len(self._titled),
            "minutes": sum(session.minutes for session in self._sessions()),
            "days": len(self._whole.days),
        }

    # ── objectives ───────────────────────────────────────────────────────────────────────────

    def coverage(self) -> tuple[View, ...]:
        """Return every objective with the numbers of the sessions that teach and check it.

        It is checked by a step of assessment in a session that names it, and by an exercise that
        does. A terminal objective is taught and checked where those under it are.
        """
        objectives = [o for module in self.edition.modules for o in module.objectives]
        own = {o.id: {o.id} for o in objectives}
        for objective in objectives:
            if objective.parent in own:
                own[objective.parent].add(objective.id)
        return tuple(
            {
                "id": objective.id,
                "kind": str(objective.kind),
                "statement": objective.statement,
                "taught": self._where(own[objective.id], _taught),
                "checked": self._where(own[objective.id], self._checked),
            }
            for objective in objectives
        )

    def _where(
        self, names: set[str], served: Callable[[Session], Iterable[str]]
    ) -> tuple[Plain, ...]:
        return tuple(
            self._titled[session.id]["number"]
            for session in self._sessions()
            if not names.isdisjoint(served(session))
        )

    def _checked(self, session: Session) -> Iterator[str]:
        for step in session.steps:
            if step.phase == "assessment":
                yield from step.objectives or session.objectives
            if exercise := self.edition.exercises.get(step.exercise):
                yield from exercise.objectives

    # ── equipment ────────────────────────────────────────────────────────────────────────────

    def groups(self) -> dict[str, int]:
        """Return how many there are of everything a material may be for, at most at one time."""
        size = self.edition.cohort.size
        return {
            "participant": size,
            "pair": -(-size // 2),
            "table": -(-size // AT_A_TABLE),
            "room": max((self._rooms(session) for session in self._sessions()), default=1),
            "facilitator": FACILITATORS,
        }

    def equipment(self) -> tuple[View, ...]:
        """Return what all sessions need, each thing once, by its name.

        `once` is the most that one session needs, `total` what all together need.
        """
        groups = self.groups()
        items: dict[str, Text] = {}
        needed: dict[str, dict[str, int]] = {}
        for session in self._sessions():
            number = str(self._titled[session.id]["number"])
            groups["room"] = self._rooms(session)
            for material in session.materials:
                key = str(material.item).strip().casefold()
                items.setdefault(key, material.item)
                counts = needed.setdefault(key, {})
                count = material.quantity * groups[material.per]
                counts[number] = counts.get(number, 0) + count
        return tuple(
            {
                "item": items[key],
                "once": max(counts.values()),
                "total": sum(counts.values()),
                "sessions": tuple(counts),
            }
            for key, counts in sorted(needed.items())
        )

    def _rooms(self, session: Session) -> int:
        """Return in how many rooms a session is held at once."""
        exercises = [self.edition.exercises.get(step.exercise) for step in session.steps]
        size = self.edition.cohort.size
        rooms = (-(-size // each.per_room) for each in exercises if each and each.per_room)
        return max(rooms, default=1)

    def _sessions(self) -> Iterator[Session]:
        for module in self.edition.modules:
            yield from module.sessions

    # ── what the cohort changed ──────────────────────────────────────────────────────────────

    def changes(self) -> tuple[View, ...]:
        """Return what the cohort changed, each with the number of its session."""
        return tuple(self._change(change) for change in self.edition.changes)

    def _change(self, change: Changed) -> View:
        session = self._titled.get(change.address.partition("/")[0])
        return {
            "address": change.address,
            "what": change.what,
            "reason": change.reason,
            "title": change.title,
            "how": change.how,
            "fields": change.fields,
            "session": session["number"] if session else "",
        }


def _taught(session: Session) -> Iterator[str]:
    yield from session.objectives
    for step in session.steps:
        yield from step.objectives


def module_numbers(edition: Edition) -> Mapping[str, int]:
    """Number modules by their ids (m1, m2 …) when all have such ids, else by position."""
    names = edition.header.modules
    matches = [_NUMBERED.fullmatch(name) for name in names]
    if all(matches):
        return {name: int(match[1]) for name, match in zip(names, matches, strict=True) if match}
    return {name: position for position, name in enumerate(names, start=1)}
