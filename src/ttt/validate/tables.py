"""The three ways to write a table: header and rows, a Markdown table, a CSV file.

Cells are texts of one paragraph; a row with another number of cells than the header is reported
where the row stands, in the YAML file or in the CSV file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final

from ttt.model.audience import Audience
from ttt.model.curriculum import Table
from ttt.model.fields import Place
from ttt.source import MappingNode, ScalarNode, SequenceNode, Span
from ttt.text import EMPTY, Kind, Text
from ttt.validate.files import asset
from ttt.validate.frame import Frame
from ttt.validate.scalars import BROKEN, mismatch
from ttt.validate.wording import did_you_mean, quote, start_of

MOST_ROWS: Final = 500
"""Rows of a table, its header among them: twenty printed pages."""

MOST_COLUMNS: Final = 63
"""Columns of a table in Word (ECMA-376 part 1, 17.4.48: the limit of Word itself)."""

_PIPE: Final = re.compile(r"(?<!\\)\|")
_DASHES: Final = re.compile(r":?-+:?")
_CSV_KEYS: Final = ("file", "caption")


def check_rows(table: Table, node: MappingNode, frame: Frame) -> None:
    """Report a table in YAML that is too large, and rows with too few or too many cells."""
    rows = node.get("rows")
    _fits(len(table.rows) + 1, len(table.header), start_of(node), frame)
    if isinstance(rows, SequenceNode):
        for row, item in zip(table.rows, rows.items, strict=False):
            _count(len(row), len(table.header), item.span, frame)


def markdown_table(node: ScalarNode, frame: Frame) -> object:
    """Read a Markdown table: a line of headers, a line of dashes, a line a row."""
    lines = [(number, line) for number, line in enumerate(node.value.split("\n")) if line.strip()]
    if len(lines) < 2 or not all(_DASHES.fullmatch(text) for text, _ in _split(lines[1][1])):  # noqa: PLR2004 -- header and dashes
        frame.report.error(
            "YAML111",
            f"{quote(node.value)} is not a table",
            node.span,
            "write header: and rows:, or a Markdown table whose second line is dashes | --- |",
        )
        return BROKEN
    rows: list[tuple[Text, ...]] = []
    for number, line in (lines[0], *lines[2:]):
        where = f"rows[{len(rows) - 1}]" if rows else "header"
        cells = []
        for index, (text, column) in enumerate(_split(line)):
            span = _in_block(node, number, column, len(text))
            cells.append(_cell(text, frame, f"{where}[{index}]", span))
        rows.append(tuple(cells))
        _count(len(cells), len(rows[0]), _in_block(node, number, 0, len(line)), frame)
    _fits(len(rows), len(rows[0]), node.span, frame)
    return Table(rows[0], tuple(rows[1:]), Place(node.span))


def csv_table(node: MappingNode, frame: Frame, caption: object) -> object:
    """Read `{file: data/x.csv, caption: …}`; the first line of the file is the header."""
    for entry in node.entries:
        if entry.key not in _CSV_KEYS:
            frame.report.error(
                "YAML101",
                f"unknown key {quote(entry.key)} in a table from a file",
                entry.key_span,
                *did_you_mean(entry.key, _CSV_KEYS, "a table from a file has file and caption"),
            )
    named = node.get("file")
    if not isinstance(named, ScalarNode) or not named.value:
        return mismatch(named or node, frame, "file", "the path of a CSV file")
    path = asset(named, frame, (".csv",))
    if path is None or path not in frame.run.assets.tables or caption is BROKEN:
        return BROKEN  # what cannot be read was reported
    rows: list[tuple[Text, ...]] = []
    for values, span in _csv_lines(path, frame):
        where = f"rows[{len(rows) - 1}]" if rows else "header"
        rows.append(
            tuple(
                _cell(value.strip(), frame, f"{where}[{index}]", span)
                for index, value in enumerate(values)
            )
        )
        _count(len(values), len(rows[0]), span, frame)
    if not rows:
        frame.report.error("YAML111", f"{quote(named.value)} holds no table", named.span)
        return BROKEN
    keys = {entry.key: entry.value.span for entry in node.entries}
    text = caption if isinstance(caption, Text) else EMPTY
    return Table(rows[0], tuple(rows[1:]), Place(start_of(node), keys), text)


def _csv_lines(path: str, frame: Frame) -> Iterator[tuple[list[str], Span]]:
    """Yield the lines of a CSV file (RFC 4180) that say something, as long as it can be read."""
    lines = frame.run.assets.tables[path].removeprefix("\ufeff").splitlines()
    reader = csv.reader(lines, strict=True)
    count = 0
    while True:
        number = min(reader.line_num, len(lines) - 1)
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error:
            frame.report.error(
                "YAML111",
                "the table cannot be read from this line on",
                Span(path, number + 1, 1, number + 1, len(lines[number]) + 1),
                "look for a double quote that is not closed; one that is text is written twice",
            )
            return
        number = reader.line_num
        span = Span(path, number, 1, number, len(lines[number - 1]) + 1)
        if not any(value.strip() for value in values):
            continue
        count += 1
        if not _fits(count, len(values), span, frame):
            return
        yield values, span


def _fits(rows: int, columns: int, span: Span, frame: Frame) -> bool:
    """Whether a table of so many rows and columns can be laid out; reported otherwise."""
    fault = ""
    if rows > MOST_ROWS:
        fault = f"the table has more than {MOST_ROWS} rows"
    elif columns > MOST_COLUMNS:
        fault = f"the table has {columns} columns; {MOST_COLUMNS} can be laid out"
    if fault:
        frame.report.error("YAML116", fault, span, "keep the rows and columns that are taught")
    return not fault


def _split(line: str) -> list[tuple[str, int]]:
    """Return the cells of a line of a Markdown table, each with the column it begins at."""
    start = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    if line.startswith("|", start):
        start += 1
    if end > start and line[end - 1] == "|" and line[end - 2] != "\\":
        end -= 1
    cells: list[tuple[str, int]] = []
    for bar in (*(m.start() for m in _PIPE.finditer(line, start, end)), end):
        raw = line[start:bar]
        cells.append((raw.strip().replace("\\|", "|"), start + len(raw) - len(raw.lstrip())))
        start = bar + 1
    return cells


def _in_block(node: ScalarNode, number: int, column: int, width: int) -> Span:
    """Return the place of a stretch of one line of a block of text."""
    line, begin = node.span.line + number, node.span.column + column
    return Span(node.span.path, line, begin, line, begin + max(width, 1))


def _cell(value: str, frame: Frame, part: str, span: Span) -> Text:
    return Text(value, Kind.INLINE, frame.origin(part, Audience.PARTICIPANT, span))


def _count(cells: int, wanted: int, span: Span, frame: Frame) -> None:
    if cells != wanted:
        frame.report.error(
            "YAML110",
            f"this row has {_cells(cells)}, the header has {_cells(wanted)}",
            span,
            'a cell that stays empty is written ""'
            if cells < wanted
            else 'put a cell that has a comma in double quotes "…"',
        )


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"
