"""What is known about a place where the YAML parser got stuck, and what will be said about it."""

from __future__ import annotations

from typing import Final

from ttt.frozen import frozen
from ttt.source import Span

PIPE_HINT: Final = 'put "|" after the colon or dash and the text on the next line, indented'
LONGEST_QUOTE: Final = 40


@frozen
class Fault:
    """What the finding will say; `start` and `end` are line and column, counted from 0."""

    code: str
    message: str
    start: tuple[int, int]
    end: tuple[int, int]
    hints: tuple[str, ...]


@frozen
class Stuck:
    """Where and in what the parser got stuck; lines and columns count from 0."""

    lines: list[str]
    context: str
    problem: str
    begun: tuple[int, int]
    at: tuple[int, int]
    behind: Span | None

    def line(self, number: int) -> str:
        """Return a line, empty beyond the end of the file."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def character(self, place: tuple[int, int]) -> str:
        """Return the character at a place, empty at the end of a line."""
        return self.line(place[0])[place[1] : place[1] + 1]

    def above(self, number: int) -> int:
        """Return the nearest line above that says something."""
        number -= 1
        while number > 0 and not self.line(number).strip():
            number -= 1
        return max(number, 0)

    def to_line_end(self, place: tuple[int, int]) -> tuple[int, int]:
        """Return the place behind the last visible character of the line."""
        return place[0], max(len(self.line(place[0]).rstrip()), place[1] + 1)


def quoted(text: str) -> str:
    """Return text in quotes for a message, shortened, on one line."""
    text = " ".join(text.split())
    if len(text) > LONGEST_QUOTE:
        text = text[: LONGEST_QUOTE - 3].rstrip() + "..."
    return f'"{text}"'
