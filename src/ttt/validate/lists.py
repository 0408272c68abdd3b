"""Lists, lines with a second level, names with values, values that may be empty.

Each reader is built around the reader of what it holds.
"""

from __future__ import annotations

import re
from dataclasses import is_dataclass

from ttt.model.fields import FieldSpec, Keys
from ttt.source import MappingNode, Node, ScalarNode, SequenceNode
from ttt.validate.frame import Frame
from ttt.validate.scalars import BROKEN, Reader, mismatch, node_text
from ttt.validate.wording import is_null, nearly, quote


def optional_reader(inner: Reader) -> Reader:
    """Return the reader of a value that may be left empty."""

    def read(node: Node, frame: Frame, part: str) -> object:
        return None if is_null(node) else inner(node, frame, part)

    return read


def list_reader(spec: FieldSpec, inner: Reader, *, free: bool, filled: bool) -> Reader:
    """Return the reader of a list.

    `free` lets its texts stand in brackets, `filled` asks for at least one item.
    """
    name, recover, words = spec.name, not is_dataclass(spec.leaf), spec.leaf is str

    def read(node: Node, frame: Frame, part: str) -> object:
        if not isinstance(node, SequenceNode):
            _not_a_list(node, frame, name)
            # One line in the place of a list is read as a list of one, so that checks go on.
            alone = recover and isinstance(node, ScalarNode) and not is_null(node)
            value = inner(node, frame, f"{part}[0]") if alone else BROKEN
            return BROKEN if value is BROKEN else (value,)
        if node.flow and not free and node.items:
            return _in_brackets(node, frame, name)
        if filled and not node.items:
            frame.report.error(
                "YAML109",
                f"{quote(name)} must not be an empty list",
                node.span,
                "leave the key out",
            )
            return BROKEN
        items = [inner(item, frame, f"{part}[{i}]") for i, item in enumerate(node.items)]
        if words and len(set(items)) < len(items):
            _twice(node, frame, name)
        return BROKEN if BROKEN in items else tuple(items)

    return read


def points_reader(spec: FieldSpec, line: Reader) -> Reader:
    """Return the reader of lines of text with a second level under a line."""
    second = list_reader(spec, line, free=False, filled=False)

    def item(node: Node, frame: Frame, part: str) -> object:
        if not isinstance(node, SequenceNode):
            return line(node, frame, part)
        if part.endswith("[0]"):
            return mismatch(
                node, frame, spec.name, "a line of text first", "a second level stands under a line"
            )
        return second(node, frame, part)

    return list_reader(spec, item, free=False, filled=False)


def _not_a_list(node: Node, frame: Frame, name: str) -> None:
    found = _found(node)
    frame.report.error(
        "YAML108",
        f"{quote(name)} must be a list, not {found}",
        node.span,
        'write each item on its own line, beginning with "- "',
    )


def _found(node: Node) -> str:
    """Name what stands in the place of a list."""
    if is_null(node):
        return "empty"
    return quote(node.value) if isinstance(node, ScalarNode) else "a group of keys"


def _twice(node: SequenceNode, frame: Frame, name: str) -> None:
    seen: set[str] = set()
    for item in node.items:
        value = node_text(item)
        if value in seen:
            frame.report.error(
                "YAML114", f"{quote(value)} stands twice in {quote(name)}", item.span, "remove one"
            )
        seen.add(value)


def _in_brackets(node: SequenceNode, frame: Frame, name: str) -> object:
    frame.report.error(
        "YAML107",
        f"the sentences of {quote(name)} stand in [ ], where a comma splits them",
        node.span,
        'write each sentence on its own line, beginning with "- "',
    )
    return BROKEN


def mapping_reader(spec: FieldSpec, inner: Reader) -> Reader:
    """Return the reader of names with their values."""
    name, rule = spec.name, spec.marker(Keys)
    matches = re.compile(rule.regex).fullmatch if rule else None

    def read(node: Node, frame: Frame, part: str) -> object:
        if not isinstance(node, MappingNode):
            hints = (f"before each colon stands {rule.says}",) if rule else ()
            return mismatch(node, frame, name, "names with their values, one a line", *hints)
        values: dict[str, object] = {}
        for entry in node.entries:
            if rule and matches and not matches(entry.key):
                frame.report.error(
                    "YAML105",
                    f"{quote(entry.key)} in {quote(name)} must be {rule.says}",
                    entry.key_span,
                    *nearly(entry.key, matches),
                )
                values[entry.key] = BROKEN
                continue
            values[entry.key] = inner(entry.value, frame, f"{part}.{entry.key}")
        return BROKEN if BROKEN in values.values() else values

    return read
