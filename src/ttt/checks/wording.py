"""How findings of the rules are worded, and whose documents they concern."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from ttt.diagnostics import Collector
from ttt.model.edition import Curriculum

_LONGEST: Final = 32
"""Two quoted ids and what is wrong with them fit one line of a terminal."""


def quote(value: str) -> str:
    """Return the value in double quotes, on one line, cut where it is long."""
    line = " ".join(value.split())
    return f'"{line[: _LONGEST - 1]}…"' if len(line) > _LONGEST else f'"{line}"'


def did_you_mean(word: str, known: Sequence[str], otherwise: str = "") -> tuple[str, ...]:
    """Return the hint for a word nobody knows; upper and lower case do not count."""
    lowered = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), lowered, 1)
    if close:
        return (f"did you mean {quote(lowered[close[0]])}?",)
    return (otherwise,) if otherwise else ()


def words(items: Iterable[str], last: str = "and") -> str:
    """Return the items as they are read aloud: `a, b and c`."""
    listed = tuple(items)
    if len(listed) < 2:  # noqa: PLR2004 one item needs no comma
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 minute`, `5 minutes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def report_of(curriculum: Curriculum, cohort: str) -> Collector:
    """Return a collector whose findings concern a cohort and the regions it belongs to."""
    regional = (c.id for c in curriculum.cohorts if cohort in c.members)
    return Collector((cohort, *regional))
