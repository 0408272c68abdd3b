"""A name added to the `modules:` of a curriculum.yaml, everything else left as it was written.

Text in, text out; reads and writes no file.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ttt.diagnostics import Collector
from ttt.load import load
from ttt.source import Entry, MappingNode, ScalarNode, SequenceNode

__all__ = ["with_module"]

_KEY: Final = "modules"


def with_module(data: bytes, name: str) -> bytes | None:
    """Return the file with `name` at the end of `modules:`, None where that cannot be done safely.

    Only the one place changes: comments, quotes, the kind of list and of line ends stay. The
    result is read again and must say what the file said before, and the name.
    """
    before = _read(data)
    listed = before.get(_KEY) if before is not None else None
    if before is None or not isinstance(listed, SequenceNode):
        return None
    lines = data.decode("utf-8-sig").split("\n")
    if listed.flow:
        _into_brackets(lines, listed, name)
    else:
        _below(lines, listed, name)
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    after = mark + "\n".join(lines).encode()
    return after if _read(after) == _with(before, listed, name) else None


def _into_brackets(lines: list[str], listed: SequenceNode, name: str) -> None:
    end = listed.items[-1].span if listed.items else None
    if end is None:
        number, column, put = listed.span.line - 1, listed.span.column, name
    else:
        number, column, put = end.end_line - 1, end.end_column - 1, f", {name}"
    line = lines[number]
    lines[number] = line[:column] + put + line[column:]


def _below(lines: list[str], listed: SequenceNode, name: str) -> None:
    last = listed.items[-1].span
    number = last.end_line - 1
    line = lines[number]
    lead = line[: line.index("-") + 1]
    end = "\r" if line.endswith("\r") else ""
    if number == len(lines) - 1:
        # The last line of a file without a line end: the new one has none either.
        end = "\r" if any(each.endswith("\r") for each in lines) else ""
        lines[number], end = line + end, ""
    lines.insert(number + 1, f"{lead} {name}{end}")


def _read(data: bytes) -> MappingNode | None:
    collector = Collector()
    node = load({"curriculum.yaml": data}, collector).get("curriculum.yaml")
    return None if collector.has_errors else node


def _with(before: MappingNode, listed: SequenceNode, name: str) -> MappingNode:
    longer = replace(listed, items=(*listed.items, ScalarNode(name, listed.span)))
    entries = tuple(
        Entry(entry.key, entry.key_span, longer) if entry.key == _KEY else entry
        for entry in before.entries
    )
    return replace(before, entries=entries)
