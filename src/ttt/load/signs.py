"""Faults of single characters: brackets, quotes, and signs a text must not begin with.

Each function takes the place where the parser got stuck and returns the finding for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ttt.load.stuck import PIPE_HINT, Fault, Stuck, quoted

_VALUE: Final = re.compile(r"\s*(?:- +)*(?:[^\s:#\"'{}\[\],][^:#]*?: +)?(?=\S)")


def first_character(stuck: Stuck, place: tuple[int, int]) -> Fault:
    """A text begins with a character that means something to YAML."""
    character = stuck.character(place)
    if not character:
        return unclosed(stuck) if "flow" in stuck.context else other(stuck)
    if character in "}]":
        return Fault(
            "YAML026",
            f'a "{character}" stands here that nothing opened',
            place,
            (place[0], place[1] + 1),
            (
                "delete it, or open the bracket before the first item",
                f"if this is text, {PIPE_HINT}",
            ),
        )
    if character == "%" and place[1] == 0:
        return Fault(
            "YAML021",
            'the line begins with "%", which YAML reads as an instruction to itself',
            place,
            stuck.to_line_end(place),
            (f"delete the line; if it is text, {PIPE_HINT}",),
        )
    return Fault(
        "YAML021",
        f'a text begins with "{character}", which means something else to YAML',
        place,
        (place[0], place[1] + 1),
        (PIPE_HINT,),
    )


def block_header(stuck: Stuck) -> Fault:
    """Something is wrong on the line of `|` or `>`, or in the indentation of its text."""
    sign = stuck.character(stuck.begun) or "|"
    if "indentation" in stuck.problem and "indicator" not in stuck.problem:
        return other(stuck)
    if sign == ">":
        return Fault(
            "YAML021",
            'a text begins with ">", which means something else to YAML',
            stuck.begun,
            (stuck.begun[0], stuck.begun[1] + 1),
            (PIPE_HINT,),
        )
    return Fault(
        "YAML031",
        'text stands on the line of the "|"',
        stuck.at,
        stuck.to_line_end(stuck.at),
        ('nothing stands behind "|"; the text begins on the next line, indented',),
    )


def open_quotes(stuck: Stuck, place: tuple[int, int] | None = None) -> Fault:
    """Quotes open at `place` (where the parser began, when not given) and never close."""
    place = place or stuck.begun
    sign = stuck.character(place) or '"'
    name = "a double quote" if sign == '"' else "a single quote"
    return Fault(
        "YAML023",
        f"{name} opens here and is not closed",
        place,
        stuck.to_line_end(place),
        ("close it at the end of the text", f"or leave quotes out: {PIPE_HINT}"),
    )


def escape(stuck: Stuck) -> Fault:
    """A backslash in double quotes that YAML does not know."""
    start = stuck.at
    if stuck.character(start) != "\\":
        start = (start[0], max(stuck.line(start[0]).rfind("\\", 0, start[1] + 1), 0))
    end = (start[0], start[1] + 2)
    written = stuck.line(start[0])[start[1] : end[1]]
    return Fault(
        "YAML024",
        f"{quoted(written)} in double quotes stands for no character",
        start,
        end,
        (f"write two backslashes, or leave the quotes out: {PIPE_HINT}",),
    )


def unclosed(stuck: Stuck) -> Fault:
    """The file ended inside a bracket: the last one that has no partner."""
    open_ones = 0
    for number in range(len(stuck.lines) - 1, -1, -1):
        line = stuck.lines[number]
        for column in range(len(line) - 1, -1, -1):
            if line[column] in "]}":
                open_ones -= 1
            elif line[column] in "[{":
                open_ones += 1
            if open_ones > 0:
                return bracket(replace(stuck, begun=(number, column)))
    return other(stuck)


def bracket(stuck: Stuck) -> Fault:
    """A bracket is not closed, or a comma is missing in it."""
    sign = stuck.character(stuck.begun)
    closing = {"[": "]", "{": "}"}.get(sign, "]")
    closed = stuck.at[0] == stuck.begun[0]
    said = f'the "{sign}" that opens here is not closed'
    if closed:
        said = f'a comma or "{closing}" is missing in what this "{sign}" opens'
    return Fault(
        "YAML026",
        said,
        stuck.begun if not closed else stuck.at,
        (stuck.begun[0], stuck.begun[1] + 1) if not closed else (stuck.at[0], stuck.at[1] + 1),
        (
            f'close it with "{closing}", and put items with signs in them in quotes',
            f"if this is text, {PIPE_HINT}",
        ),
    )


def behind_value(stuck: Stuck) -> Fault:
    """Text goes on behind closed quotes, a closed bracket or an alias."""
    number, column = stuck.at
    line = stuck.line(number)
    if line[column] in "]}":
        return first_character(stuck, stuck.at)
    behind = stuck.behind
    before = line[:column].rstrip()
    if behind is not None and before[-1:] in ('"', "'"):
        start = (behind.line - 1, behind.column - 1)
        if start[0] < number:
            return open_quotes(stuck, start)
        return Fault(
            "YAML022",
            "text goes on behind the closing quote",
            stuck.at,
            stuck.to_line_end(stuck.at),
            (f"close the quotes at the end of the text, or leave them out: {PIPE_HINT}",),
        )
    value = _VALUE.match(line)
    start = (number, value.end()) if value else stuck.at
    return first_character(stuck, start)


def other(stuck: Stuck) -> Fault:
    """Whatever no other wording fits."""
    return Fault(
        "YAML030",
        "the file cannot be read as YAML from here on",
        stuck.at,
        stuck.to_line_end(stuck.at),
        (
            "compare this line and the one above with a file that works: colons, dashes, columns",
            f"if this is text, {PIPE_HINT}",
        ),
    )
