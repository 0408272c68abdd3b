"""The elements of one file with a canary in each text, found beside the nouns. Holds no test."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from datetime import date
from typing import Final

from tests.leaks.canaries import NAMED, NOBODY, Guard, Named, Planted, Yaml
from tests.leaks.pictures import jpeg, png
from ttt.model.audience import AUDIENCES, Audience
from ttt.model.cohort import Cohort
from ttt.model.curriculum import (
    Module,
    Objective,
    Resource,
    Session,
    Step,
    Table,
)
from ttt.model.exercise import Exercise, Inject
from ttt.model.fields import FieldSpec, RefersTo, fields_of
from ttt.text import Kind, Text

USED: Final = (Module, Session, Exercise, Resource, Objective)
"""Nouns that are in an edition only when something in it needs them."""


# ── ids ──────────────────────────────────────────────────────────────────────────────────────


def named(
    out: Planted,
    path: str,
    element: Yaml,
    noun: type,
    guard: Guard,
    scope: str,
    names: dict[tuple[str, str], str],
) -> None:
    """Put a canary into every id of an element; `scope` is the element it stands in."""
    guard = guard.within(element, noun)
    own = own_id(element)
    if "id" in element and noun in NAMED and (key := _key(noun, own, scope)) not in names:
        within = ((NAMED[noun], own),) if noun in USED else ()
        within = (("exercise", scope),) if noun is Inject else within
        names[key] = f"{own}-{out.add(f'{noun.__name__}.id', path, guard, within)}"
    for spec in fields_of(noun):
        inner = element.get(spec.name)
        if is_dataclass(spec.leaf) and spec.depth and isinstance(inner, list):
            for each in inner:
                named(out, path, each, spec.leaf, guard.to(spec.audience), own, names)


def own_id(element: Yaml) -> str:
    """The id of an element; an overlay names that of what it changes."""
    found: str = element.get("id") or element.get("module") or element.get("exercise") or ""
    return found


def _key(noun: type, own: str, scope: str) -> tuple[str, str]:
    """Steps and injects are found within what they stand in, the others everywhere."""
    return NAMED[noun], f"{scope}/{own}" if noun in {Step, Inject} else own


# ── one file ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Plain:
    """A scalar that is written as it is: a number, a date, yes or no."""

    value: str


@dataclass
class Writer:
    """Writes the elements of one file with a canary in each text."""

    out: Planted
    file: str
    names: Mapping[tuple[str, str], str]
    within: tuple[Named, ...] = ()
    way: tuple[str, ...] = ()
    replaced: frozenset[str] = NOBODY

    def element(self, element: Yaml, noun: type, guard: Guard, scope: str) -> Yaml:
        """An element as it is written into the file."""
        before = self.within, self.way, self.replaced
        if noun in USED:
            self.within = (*self.within, (NAMED.get(noun, "objective"), own_id(element)))
        if "/adapt/" not in self.file and own_id(element):
            self.way = (*self.way, own_id(element))
            self.replaced |= self.out.changed.get(self.way, NOBODY)
        written = self._element(element, noun, guard, scope)
        self.within, self.way, self.replaced = before
        return written

    def _add(self, name: str, guard: Guard) -> str:
        replaced = self.replaced | self.out.changed.get(
            (*self.way, name.rpartition(".")[2]), NOBODY
        )
        return self.out.add(name, self.file, guard, self.within, replaced)

    def _element(self, element: Yaml, noun: type, guard: Guard, scope: str) -> Yaml:
        guard = guard.within(element, noun)
        if noun is Cohort:
            guard = Guard(cohorts=frozenset({element["id"]}))
        own = own_id(element)
        specs = {spec.name: spec for spec in fields_of(noun)}
        written: dict[str, Yaml] = {}
        for key, value in element.items():
            spec = specs.get(key)
            if key == "id" and noun in NAMED:
                written[key] = self.names[_key(noun, own, scope)]
            elif key == "contingency_for":
                written[key] = self.names[_key(noun, value, scope)]
            elif spec is None:
                written[key] = self._control(key, element, noun, guard, scope)
            elif noun is Cohort and key in {"name", "facts"}:
                both = guard.cohorts | ({"reg"} if own != "reg" else set())
                written[key] = self._value(value, spec, noun, Guard(cohorts=both), own)
            else:
                written[key] = self._value(value, spec, noun, guard.to(spec.audience), own)
        return written

    def _control(self, key: str, element: Yaml, noun: type, guard: Guard, scope: str) -> Yaml:
        """What stands in an overlay and is no field."""
        value: str = element[key]
        if key == "reason":
            guard = guard.to(_least(element, noun))
            return f"{value} {self._add('Change.reason', guard)}"
        if key in {"module", "exercise"}:
            return self.names[key, value]
        if key in {"after", "before"}:
            return self.names[_key(noun, value, scope)]
        return Plain(value)

    def _value(self, value: Yaml, spec: FieldSpec, noun: type, guard: Guard, scope: str) -> Yaml:
        name = f"{noun.__name__}.{spec.name}"
        refers = spec.marker(RefersTo)
        if refers is not None and refers.kind in NAMED.values():
            if isinstance(value, list):
                return [self.names.get((refers.kind, one), one) for one in value]
            return self.names.get((refers.kind, value), value)
        if name == "Figure.image":
            return self._picture(value, guard)
        match value:
            case list():
                return [self._value(one, spec, noun, guard, scope) for one in value]
            case dict() if spec.keyed:
                return {
                    Plain(key) if key.isdigit() else key: self._value(
                        one, replace(spec, keyed=False), noun, guard, scope
                    )
                    for key, one in value.items()
                }
            case dict() if spec.leaf is Table and "file" in value:
                return {**self.element(value, Table, guard, scope), "file": self._csv(guard)}
            case dict():
                return self.element(value, spec.leaf, guard, scope)
            case str() if spec.leaf is Table:
                return self._markdown(value, guard)
            case str() if spec.leaf is Text:
                return self._text(value, name, spec.kind or Kind.LINE, guard)
            case _:
                return Plain(value) if spec.leaf in {int, bool, date} else value

    def _text(self, words: str, name: str, kind: Kind, guard: Guard) -> str:
        text = f"{words.rstrip()} {self._add(name, guard)}"
        if kind is not Kind.PROSE:
            return text
        hidden = self._add(name, guard.to(Audience.TRAINER))
        return f"{text}\n\n::: trainer\n{hidden}\n:::\n"

    def _markdown(self, table: str, guard: Guard) -> str:
        lines = [line.strip().strip("|").split("|") for line in table.strip().split("\n")]
        rows = [
            [
                cell if position == 1 else self._text(cell.strip(), name, Kind.INLINE, guard)
                for cell in line
            ]
            for position, line in enumerate(lines)
            for name in ("Table.rows" if position else "Table.header",)
        ]
        return "".join(f"| {' | '.join(row)} |\n" for row in rows)

    def _csv(self, guard: Guard) -> str:
        """A table in a file of its own, whose name is a canary."""
        out = io.StringIO()
        lines = csv.writer(out, lineterminator="\n")
        for row, name in ((["Office", "Calls"], "Table.header"), (["desk", "7"], "Table.rows")):
            lines.writerow([self._text(cell, name, Kind.INLINE, guard) for cell in row])
        path = f"data/{self.out.nobodys('name of a table', self.file)}.csv"
        self.out.files[f"curriculum/{path}"] = out.getvalue().encode()
        return path

    def _picture(self, path: str, guard: Guard) -> str:
        """A picture of its own for each figure, with canaries inside and in its name."""
        words = self.out.nobodys("inside a picture", path)
        stem = f"media/{self._add('Figure.image', guard)}"
        is_jpeg = len(self.out.canaries) % 2
        name = f"{stem}.jpg" if is_jpeg else f"{stem}.png"
        self.out.files[f"curriculum/{name}"] = jpeg(words) if is_jpeg else png(words)
        return name


def _least(change: Yaml, noun: type) -> Audience:
    """The least privileged reader of anything a change sets: who reads why it was made."""
    found = [Audience.PARTICIPANT] if {"after", "before", "last", "remove"} & {*change} else []
    for spec in fields_of(noun):
        inner = change.get(spec.name)
        if is_dataclass(spec.leaf) and spec.depth and isinstance(inner, list):
            found += (_least(each, spec.leaf).stricter(spec.audience) for each in inner)
        elif inner is not None and spec.name != "id":
            found.append(spec.audience)
    return min(found, key=AUDIENCES.index, default=Audience.TRAINER)


def as_yaml(value: Yaml, indent: str = "") -> Iterator[str]:
    """A mapping or list as lines of YAML, its texts in double quotes."""
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, inner in pairs:
        name = key.value if isinstance(key, Plain) else key
        yield f"{indent}{name}:" if key is not None else f"{indent}-"
        match inner:
            case Plain(value=plain):
                yield f" {plain}\n"
            case str():
                yield f" {json.dumps(inner, ensure_ascii=False)}\n"
            case _ if not inner:
                yield " []\n"
            case _:
                yield "\n"
                yield from as_yaml(inner, f"{indent}  ")
