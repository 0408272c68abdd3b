"""A file's text, a place in it, and YAML values that know their place.

Shared by all stages. Holds data only: reads no file, reports nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from ttt.frozen import frozen

REFUSED: Final = "\ufffe"
"""The text of a file that was refused, in which no file that is read can have it."""


@frozen
class Source:
    """One text file of the project.

    `path` is relative to the project folder, with forward slashes on every system.
    """

    path: str
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file: lines and columns count characters from 1, the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@frozen
class ScalarNode:
    """A YAML scalar as it was written.

    `value` is its own spelling (`010`, `NO` and `12:30` stay text); which type it becomes is
    decided by the field that takes it. For a block scalar (`|`) `span` starts at the first
    line of the text, so that line n of the value is line `span.line + n` of the file.
    """

    value: str
    span: Span = field(compare=False)
    style: Literal["plain", "quoted", "block"] = "plain"


@frozen
class Entry:
    """One `key: value` of a mapping."""

    key: str
    key_span: Span = field(compare=False)
    value: Node


@frozen
class SequenceNode:
    """A YAML list; `flow` tells `[a, b]` from one item a line."""

    items: tuple[Node, ...]
    span: Span = field(compare=False)
    flow: bool = False


@frozen
class MappingNode:
    """A YAML mapping in file order; keys are unique (`load` reports the others)."""

    entries: tuple[Entry, ...]
    span: Span = field(compare=False)

    def get(self, key: str) -> Node | None:
        """Return the value of `key`, None when absent."""
        return next((entry.value for entry in self.entries if entry.key == key), None)


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode
