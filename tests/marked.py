"""Puts a marker and a difficult string into every text field of a project's YAML.

Holds no test. The fields are found by walking the YAML beside the nouns (`fields_of`), so that a
field somebody adds is followed from the day it is declared.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass

from ttt.diagnostics import Collector
from ttt.load import load
from ttt.model.cohort import Cohort
from ttt.model.curriculum import CurriculumHeader, Glossary, Module, Resources, Table
from ttt.model.exercise import Exercise
from ttt.model.fields import FieldSpec, fields_of
from ttt.source import MappingNode, Node, ScalarNode, SequenceNode
from ttt.text import Kind

Make = Callable[[str, Kind], str]
"""Takes a field (`Step.title`) and its kind, and returns what is put behind the field's words."""

NOUNS: Mapping[str, type] = {
    r"curriculum/curriculum\.yaml": CurriculumHeader,
    r"curriculum/modules/[^/]+": Module,
    r"curriculum/exercises/[^/]+": Exercise,
    r"curriculum/resources\.yaml": Resources,
    r"curriculum/glossary\.yaml": Glossary,
    r"curriculum/cohorts/[^/]+/cohort\.yaml": Cohort,
    r"curriculum/cohorts/[^/]+/adapt/[^/]+": Module,
}
START, END = "Q{}Q", "Z{}Z"
_START = re.compile(r"Q(\d+)Q")


@dataclass
class Marked:
    """What was put in: the whole string by the number of its marker, with field and file."""

    strings: dict[int, str] = field(default_factory=dict)
    fields: dict[int, str] = field(default_factory=dict)
    files: dict[int, str] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, file: str, hostile: str) -> str:
        """Keep a string and return it between its markers."""
        number = len(self.strings)
        whole = f"{START.format(number)}{hostile}{END.format(number)}"
        self.strings[number], self.fields[number], self.files[number] = whole, name, file
        return whole

    def cut(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield markers of a text that are not followed by their whole string, with what is."""
        for match in _START.finditer(text):
            number = int(match[1])
            if not text.startswith(self.strings[number], match.start()):
                yield number, text[match.start() : match.start() + 80]

    def seen(self, text: str) -> set[str]:
        """The fields whose strings begin in a text."""
        return {self.fields[int(number)] for number in _START.findall(text)}


def mark(files: Mapping[str, bytes], make: Make) -> tuple[dict[str, bytes], Marked]:
    """Return a project's files with every text field marked, and what was put in."""
    marked, out = Marked(), dict(files)
    collector = Collector()
    nodes = load({p: d for p, d in files.items() if p.endswith(".yaml")}, collector)
    assert not collector.has_errors, list(collector)
    for path, node in nodes.items():
        noun = next(noun for pattern, noun in NOUNS.items() if re.fullmatch(f"{pattern}", path))
        out[path] = "".join(_mapping(node, noun, _Writer(marked, make, path), "")).encode()
    for path in (p for p in files if p.endswith(".csv")):
        out[path] = _csv(files[path].decode(), _Writer(marked, make, path))
    return out, marked


@dataclass
class _Writer:
    marked: Marked
    make: Make
    file: str

    def text(self, words: str, name: str, kind: Kind) -> str:
        """The field's own words with a marked string behind them."""
        own = words.rstrip()
        if kind is Kind.LINE:  # a term is printed where a text of the module has it, as it stands
            for term, marked in self.marked.terms.items():
                own = own.replace(term, marked)
        text = f"{own} {self.marked.add(name, self.file, self.make(name, kind))}"
        if name == "Term.term":
            self.marked.terms[own] = text
        return text


def _mapping(node: MappingNode, noun: type, writer: _Writer, indent: str) -> Iterator[str]:
    specs = {spec.name: spec for spec in fields_of(noun)}
    for entry in node.entries:
        spec = specs.get(entry.key)
        yield f"{indent}{entry.key}:"
        if entry.key == "reason" and spec is None:
            assert isinstance(entry.value, ScalarNode)
            yield f" {_quoted(writer.text(entry.value.value, 'Change.reason', Kind.LINE))}\n"
        else:
            yield from _value(entry.value, spec, f"{noun.__name__}.{entry.key}", writer, indent)


def _value(
    node: Node, spec: FieldSpec | None, name: str, writer: _Writer, indent: str
) -> Iterator[str]:
    inside = f"{indent}  "
    match node:
        case ScalarNode() if spec is not None and spec.leaf is Table:
            yield " |\n"
            yield from (f"{inside}{line}\n" for line in _markdown(node.value, writer))
        case ScalarNode() if spec is not None and spec.kind is not None:
            yield f" {_quoted(writer.text(node.value, name, spec.kind))}\n"
        case ScalarNode(value=value, style="plain"):
            yield f" {value}\n"
        case ScalarNode(value=value):
            yield f" {_quoted(value)}\n"
        case SequenceNode(items=()):
            yield " []\n"
        case SequenceNode(items=items):
            yield "\n"
            for item in items:
                yield f"{inside}-"
                yield from _value(item, spec, name, writer, inside)
        case MappingNode(entries=entries) if spec is not None and spec.keyed:
            yield "\n"
            for entry in entries:
                yield f"{inside}{entry.key}:"
                if is_dataclass(spec.leaf):
                    assert isinstance(entry.value, MappingNode)
                    yield "\n"
                    yield from _mapping(entry.value, spec.leaf, writer, f"{inside}  ")
                else:
                    yield from _value(entry.value, spec, name, writer, inside)
        case MappingNode():
            assert spec is not None, name
            yield "\n"
            yield from _mapping(node, spec.leaf, writer, inside)


def _quoted(text: str) -> str:
    """The text in double quotes; only what must be is escaped, so that characters stay real."""
    return json.dumps(text, ensure_ascii=False).replace("\\u000b", "\x0b")


def _markdown(table: str, writer: _Writer) -> Iterator[str]:
    lines = [line for line in table.split("\n") if line.strip()]
    for position, line in enumerate(lines):
        if position == 1:
            yield line
            continue
        name = "Table.rows" if position else "Table.header"
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        texts = [writer.text(cell, name, Kind.INLINE).replace("|", r"\|") for cell in cells]
        yield f"| {' | '.join(texts)} |"


def _csv(text: str, writer: _Writer) -> bytes:
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    for position, row in enumerate(csv.reader(text.splitlines())):
        name = "Table.rows" if position else "Table.header"
        lines.writerow([writer.text(cell, name, Kind.INLINE) for cell in row])
    return out.getvalue().encode()
