"""Faults of whole lines: a colon too many or missing, a line in the wrong column.

Each function takes the place where the parser got stuck and returns the finding for it.
"""

from __future__ import annotations

import re
from typing import Final

from ttt.load.signs import behind_value, first_character, other
from ttt.load.stuck import PIPE_HINT, Fault, Stuck, quoted

_KEYED: Final = re.compile(r"\s*(?:- +)*[^\s:#\"'{}\[\],][^:#\"]*?:(?= |$)")
_COMMENT: Final = re.compile(r"(?<=\S) #")
_COLUMNS_NAMED: Final = 3
_INDENT_HINT: Final = "keys of one mapping and dashes of one list stand in the same column"


def colon(stuck: Stuck) -> Fault:
    """`title: Search: seizure`, or a line indented under a key that has its value already."""
    number, column = stuck.at
    line = stuck.line(number)
    first = _KEYED.match(line)
    if first is not None and first.end() - 1 < column:
        return Fault(
            "YAML020",
            'a text on the line of its key holds ": ", which begins another value',
            (number, column),
            (number, column + 1),
            ("write the label without a space: TLP:GREEN",) if "TLP: " in line else (PIPE_HINT,),
        )
    above = stuck.above(number)
    start = (number, len(line) - len(line.lstrip()))
    if _KEYED.match(stuck.line(above)) is None and above != number:
        return no_colon(stuck, above)
    if _COMMENT.search(stuck.line(above)):
        return after_comment(stuck, above, number)
    return Fault(
        "YAML027",
        f"the line stands further right than {quoted(stuck.line(above).strip())}",
        start,
        (number, column + 1),
        (
            "if this is a key, begin it in the column of the keys around it",
            f'if the text above goes on here and holds ": ", {PIPE_HINT}',
        ),
    )


def no_colon(stuck: Stuck, number: int) -> Fault:
    """A line that is neither a key nor a text."""
    line = stuck.line(number)
    start = (number, len(line) - len(line.lstrip()))
    above = stuck.above(number)
    if above != number and _COMMENT.search(stuck.line(above)) and not _KEYED.match(line):
        return after_comment(stuck, above, number)
    return Fault(
        "YAML029",
        f"{quoted(line.strip())} is neither a key with a colon nor part of a text",
        start,
        stuck.to_line_end(start),
        (
            'behind a key stand a colon and a space, as in "title: The problem"',
            "if the text above goes on here, indent the line further than its key",
        ),
    )


def after_comment(stuck: Stuck, above: int, number: int) -> Fault:
    """A text goes on in the next line although a comment ended it."""
    line = stuck.line(number)
    found = _COMMENT.search(stuck.line(above))
    comment = stuck.line(above)[found.start() + 1 :].strip() if found else "#"
    start = (number, len(line) - len(line.lstrip()))
    return Fault(
        "YAML032",
        f"the text cannot go on behind the comment {quoted(comment)}",
        start,
        stuck.to_line_end(start),
        (f'" #" begins a comment; if it is text, {PIPE_HINT}',),
    )


def second_document(stuck: Stuck) -> Fault:
    """Something follows the end of the document."""
    if not any(line.startswith("...") for line in stuck.lines[: stuck.at[0]]):
        return other(stuck)
    return Fault(
        "YAML015",
        "the document ended above, and something follows",
        stuck.at,
        stuck.to_line_end(stuck.at),
        ('delete the line "..." above', "or make a file of what follows"),
    )


def block(stuck: Stuck) -> Fault:
    """A line does not fit the mapping or list it stands in, or text goes on behind a value."""
    number, column = stuck.at
    line = stuck.line(number)
    if line[:column].strip(" -"):
        return behind_value(stuck)
    above = stuck.above(number)
    if stuck.behind is not None and stuck.behind.end_line - 1 == above:
        rest = stuck.line(above)[stuck.behind.end_column - 1 :]
        if rest.lstrip().startswith("#") and _KEYED.match(line) is None:
            return after_comment(stuck, above, number)
    character = stuck.character(stuck.at)
    if character in ("}", "]", "*", "&", "%", "@", "`", "?", ":"):
        return first_character(stuck, stuck.at)
    if column == stuck.begun[1]:
        if line[column:].startswith(("- ", "-\n")) or line[column:] == "-":
            return Fault(
                "YAML028",
                "a list item stands where a key is expected",
                stuck.at,
                stuck.to_line_end(stuck.at),
                ("indent the dash under the key of its list, or give the list a key",),
            )
        if "collection" in stuck.context:
            return Fault(
                "YAML028",
                "a key stands where a list item is expected",
                stuck.at,
                stuck.to_line_end(stuck.at),
                ('begin the item with "- ", or indent the key under the item it belongs to',),
            )
    return Fault(
        "YAML027",
        _columns(stuck, number, column),
        stuck.at,
        stuck.to_line_end(stuck.at),
        (_INDENT_HINT, 'lines of a text under "|" stand further right than the key'),
    )


def _columns(stuck: Stuck, number: int, column: int) -> str:
    """Say where a line begins and where the lines above it do, the nearest first."""
    columns: list[int] = []
    for line in reversed(stuck.lines[:number]):
        begins = len(line) - len(line.lstrip(" ")) + 1
        if line.strip() and (not columns or begins < columns[-1]):
            columns.append(begins)
    named = ", ".join(str(begins) for begins in columns[:_COLUMNS_NAMED])
    many = "column" if len(columns) == 1 else "columns"
    return f"the line begins in column {column + 1}, those above in {many} {named}"


def list_on_key_line(stuck: Stuck) -> Fault:
    """`points: - a`."""
    return Fault(
        "YAML028",
        "a list begins on the line of its key",
        stuck.at,
        (stuck.at[0], stuck.at[1] + 1),
        (
            "begin the list on the next line, each item with its own dash",
            f"if this is text, {PIPE_HINT}",
        ),
    )


def tab(stuck: Stuck, margin: str) -> Fault:
    """A tab stands among the spaces at the beginning of the line."""
    return Fault(
        "YAML007",
        "a tab stands at the beginning of the line; YAML counts spaces",
        (stuck.at[0], margin.index("\t")),
        (stuck.at[0], len(margin)),
        ("replace every tab by two spaces", 'in VS Code: "Convert Indentation to Spaces"'),
    )
