"""The working day of a cohort: it ends after it begins, and its breaks lie in it."""

from __future__ import annotations

from ttt.checks.wording import quote, report_of
from ttt.diagnostics import Collector, Related
from ttt.model.cohort import Break, Day
from ttt.model.edition import Curriculum


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report days and breaks no clock can follow."""
    for cohort in curriculum.cohorts:
        report = report_of(curriculum, cohort.id)
        if cohort.day is not None:
            _day(cohort.day, report)
        collector.extend(report)


def _day(day: Day, report: Collector) -> None:
    start, end = _minute(day.start), _minute(day.end)
    if end <= start:
        report.error(
            "COH007",
            f"the day ends at {day.end}, before it begins at {day.start}",
            day.place.at("end"),
            "write clock times of 24 hours, such as 16:30",
        )
        return
    earlier: Break | None = None
    for pause in sorted(day.breaks, key=lambda b: _minute(b.at)):
        begins = _minute(pause.at)
        if begins < start or begins + pause.minutes > end:
            report.warning(
                "COH008",
                f"the break at {quote(pause.at)} lies outside the day, {day.start} to {day.end}",
                pause.place.at("at"),
                "move the break, or change start: or end: of the day",
            )
        if earlier is not None and _minute(earlier.at) + earlier.minutes > begins:
            report.warning(
                "COH009",
                f"the break at {quote(pause.at)} begins before the one at {earlier.at} ends",
                pause.place.at("at"),
                "make the first shorter, or the second later",
                related=(Related("the break before", earlier.place.at("at")),),
            )
        earlier = pause


def _minute(clock: str) -> int:
    """Return a clock time (`08:30`) as minutes since midnight."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
