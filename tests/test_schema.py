"""The JSON Schema an editor is given shows what `ttt check` says, at the same places."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

from tests.validating import (
    CASES,
    SAMPLE,
    TINY,
    assets_of,
    files_of,
    nodes_of,
)
from ttt.diagnostics import Collector
from ttt.schema import schemas
from ttt.source import MappingNode, Node, ScalarNode, SequenceNode
from ttt.validate import validate

SHAPE = {f"YAML{n}" for n in (101, 102, 103, 104, 105, 106, 108, 109, 113)} | {"COH110"}
"""The findings an editor shows too."""
SCHEMA_OF = (
    ("curriculum", r"curriculum/curriculum\.yaml"),
    ("module", r"curriculum/modules/[^/]+\.yaml"),
    ("exercise", r"curriculum/exercises/[^/]+\.yaml"),
    ("resources", r"curriculum/resources\.yaml"),
    ("glossary", r"curriculum/glossary\.yaml"),
    ("cohort", r"curriculum/cohorts/[^/]+/cohort\.yaml"),
    ("overlay", r"curriculum/cohorts/[^/]+/adapt/[^/]+\.yaml"),
)


CORE = (
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]{1,300}"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)
"""The core schema of YAML 1.2.2, section 10.3.2, as an editor reads it."""


def as_json(node: Node) -> object:
    """What an editor makes of a file."""
    match node:
        case MappingNode(entries=entries):
            return {entry.key: as_json(entry.value) for entry in entries}
        case SequenceNode(items=items):
            return [as_json(item) for item in items]
        case ScalarNode(value=value, style="plain"):
            return next((make(value) for rule, make in CORE if rule.fullmatch(value)), value)
        case ScalarNode(value=value):
            return value


def at(node: Node, path: list[str | int]) -> Node:
    for step in path:
        if isinstance(node, MappingNode):
            node = next(entry.value for entry in node.entries if entry.key == step)
        elif isinstance(node, SequenceNode):
            assert isinstance(step, int)
            node = node.items[step]
    return node


def schema_lines(name: str, root: MappingNode) -> set[int]:
    """The lines at which an editor underlines something."""
    lines: set[int] = set()
    whole = as_json(root)
    assert isinstance(whole, dict)
    for error in jsonschema.Draft7Validator(schemas()[name]).iter_errors(whole):
        node = at(root, list(error.absolute_path))
        keys: set[str] = set()
        if error.schema is False:  # the key has no place here, and its error no path
            keys = {key for key, value in whole.items() if value is error.instance}
        elif error.validator == "additionalProperties":
            keys = {*error.instance} - {*error.schema.get("properties", {})}
        elif "propertyNames" in error.absolute_schema_path:
            keys = {error.instance}
        if keys:
            assert isinstance(node, MappingNode)
            lines |= {entry.key_span.line for entry in node.entries if entry.key in keys}
        else:
            lines.add(node.span.line)
    return lines


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("case", [TINY, SAMPLE, *CASES], ids=lambda path: path.name)
def test_the_editor_shows_the_same_places(case: Path) -> None:
    files, collector = files_of(*((TINY, case) if case in CASES else (case,))), Collector()
    nodes = nodes_of(files, collector)
    validate(nodes, assets_of(files), collector)
    for path, node in nodes.items():
        name = next((n for n, pattern in SCHEMA_OF if re.fullmatch(pattern, path)), None)
        ours = {d.span.line for d in collector if d.code in SHAPE and d.span and d.path == path}
        assert schema_lines(name, node) == ours if name else not ours
