"""`ttt list`: what a project holds, as a table for people or JSON for programs."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size

from ttt.cli.console import project_root, say
from ttt.cli.report import concise
from ttt.cli.report.visible import visible
from ttt.inventory import Row, What, inventory

FINE, ERRORS = 0, 1
_GAP: Final = "  "
_NARROWEST: Final = 12
"""Columns of a terminal that the widest column keeps, however narrow the terminal is."""


def run_list(what: What, *, as_json: bool) -> int:
    """Print the things of one kind; errors go to standard error. Return the exit code."""
    found = inventory(project_root(), what)
    if found.errors:
        sys.stderr.write(concise(found.errors))
    if as_json:
        data = {"schema": 1, what: [dict(row) for row in found.rows]}
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    elif found.rows:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        sys.stdout.write(table(found.rows, width))
    else:
        say(f"there are no {what}")
    return ERRORS if found.errors else FINE


def table(rows: Sequence[Row], width: int | None = None) -> str:
    """Return rows under their names, one line a row, columns aligned, numbers to the right.

    `width` are the columns of a terminal: the widest column is then cut so that no line wraps.
    Without it (a file, a pipe) nothing is cut. Widths are those of the signs as shown.
    """
    names = tuple(rows[0])
    cells = [tuple(_cell(row[name]) for name in names) for row in rows]
    heading = tuple(name.replace("_", " ") for name in names)
    lines = [heading, *cells]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(names))]
    if width is not None:
        over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
        widest = widths.index(max(widths))
        if over > 0:
            widths[widest] = max(_NARROWEST, widths[widest] - over)
    right = [isinstance(rows[0][name], int) for name in names]
    return "".join(_line(line, widths, right) + "\n" for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    placed = (
        _placed(cell, width, right=to_right)
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    )
    return _GAP.join(placed).rstrip()


def _placed(cell: str, width: int, *, right: bool) -> str:
    space = width - cell_len(cell)
    if space < 0:
        return set_cell_size(cell, width - 3) + "..."
    return " " * space + cell if right else cell + " " * space


def _cell(value: str | int | tuple[str, ...]) -> str:
    match value:
        case tuple():
            return ", ".join(value) or "-"
        case int():
            return str(value)
        case str():
            return visible(" ".join(value.split())) or "-"
