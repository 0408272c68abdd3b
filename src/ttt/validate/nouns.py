"""Elements: a mapping becomes the noun its place in the file calls for.

Readers are compiled once for each noun from `fields_of`; what a field is, who reads it and which
values it takes is said only where it is declared (`ttt.model`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Final, Literal, TypeVar, cast

from ttt.frozen import frozen
from ttt.model.audience import AUDIENCES, Audience
from ttt.model.curriculum import Figure, Partner, Step, Table
from ttt.model.exercise import (
    Criterion,
    CriticalTask,
    ExerciseObjective,
    ExercisePhase,
    Inject,
    Item,
    Prompt,
    Question,
    Role,
    Stage,
)
from ttt.model.fields import FieldSpec, Filled, Narrows, Only, Place, fields_of, narrowing
from ttt.source import Entry, MappingNode, Node, ScalarNode, SequenceNode
from ttt.text import Kind, Text
from ttt.validate.files import check_figure
from ttt.validate.frame import KINDS, Frame
from ttt.validate.lists import list_reader, mapping_reader, optional_reader, points_reader
from ttt.validate.scalars import BROKEN, Reader, mismatch, node_text, scalar_reader
from ttt.validate.tables import check_rows, csv_table, markdown_table
from ttt.validate.wording import did_you_mean, is_null, listed, quote, start_of

N = TypeVar("N")

_GUARDS: Final = frozenset({"audience", "releasable_to"})
"""Fields whose default would show more than a broken value meant to."""
_JOINED: Final = (
    Step, Item, Question, Prompt, ExerciseObjective, Role, ExercisePhase, Inject, CriticalTask,
    Stage, Criterion,
)  # fmt: skip
_ADDRESSES: Final[Mapping[type, Literal["", "joined"]]] = {
    **dict.fromkeys(_JOINED, "joined"),
    Partner: "",
}
"""Elements whose ids are unique inside the element around them: `m2-s1/headline`."""


@frozen
class Plan:
    """How a noun is read: a reader for each key, and what must be there.

    `fatal` are the fields without whose value the element cannot be made. `address` says whether
    the element's id is its address by itself, or joined to that of the element around it. `only`
    are fields that belong to some kinds of the element, `narrows` those that say who reads it.
    """

    noun: type
    what: str
    readers: Mapping[str, Reader]
    specs: Mapping[str, FieldSpec]
    required: tuple[str, ...]
    needs: frozenset[str]
    fatal: frozenset[str]
    has_id: bool
    address: Literal["", "own", "joined"]
    only: Mapping[str, Only]
    narrows: Mapping[str, Narrows]


@cache
def plan_of(noun: type) -> Plan:
    """Compile the readers of a noun."""
    specs = {spec.name: spec for spec in fields_of(noun)}
    required = tuple(name for name, spec in specs.items() if spec.required)
    deep = (
        name
        for name, spec in specs.items()
        if is_dataclass(spec.leaf) and (spec.depth or spec.keyed)
    )
    return Plan(
        noun=noun,
        what=KINDS.get(noun.__name__, _words(noun.__name__)),
        readers={name: field_reader(spec, noun) for name, spec in specs.items()},
        specs=specs,
        required=required,
        needs=frozenset(required),
        has_id="id" in specs,
        address=_ADDRESSES.get(noun, "own" if "id" in specs else ""),
        fatal=frozenset((*required, *deep, *(_GUARDS & specs.keys()))),
        only={name: only for name, spec in specs.items() if (only := spec.marker(Only))},
        narrows=narrowing(noun),
    )


def read_noun(noun: type[N], node: Node, frame: Frame) -> N | None:
    """Return the element, None when it could not be made (then a finding says why)."""
    value = read_element(plan_of(cast("type", noun)), node, frame, "")
    return None if value is BROKEN else cast("N", value)


def frame_inside(plan: Plan, written: Mapping[str, Node], frame: Frame, part: str) -> Frame:
    """Return the frame for what stands inside an element: its address, readers and cohorts."""
    own = written.get("id") if plan.address else None
    if isinstance(own, ScalarNode) and own.value:
        joined = plan.address == "joined"
        frame = frame.named(f"{frame.address}/{own.value}" if joined else own.value)
    elif part:
        frame = frame.within(part)
    if not _GUARDS.isdisjoint(written):
        audience, cohorts = written.get("audience"), written.get("releasable_to")
        frame = frame.narrowed(
            next((known for known in AUDIENCES if audience and known == node_text(audience)), None),
            tuple(map(node_text, cohorts.items)) if isinstance(cohorts, SequenceNode) else (),
        )
    for name, rule in plan.narrows.items():
        if name in written and rule.applies(node_text(written[name])):
            frame = frame.narrowed(rule.audience, ())
    return frame


def unknown_key(entry: Entry, what: str, known: tuple[str, ...], frame: Frame) -> None:
    """Report a key the element does not have."""
    frame.report.error(
        "YAML101",
        f"unknown key {quote(entry.key)} in {what}",
        entry.key_span,
        *did_you_mean(entry.key, known, f"known keys: {', '.join(known)}"),
    )


def missing_keys(
    plan: Plan, node: MappingNode, frame: Frame, code: str = "YAML102"
) -> tuple[str, ...]:
    """Report the required keys an element lacks, and return them."""
    present = {entry.key for entry in node.entries}
    lacking = tuple(name for name in plan.required if name not in present)
    own = node_text(node.get("id") or node)
    for name in lacking:
        frame.report.error(
            code,
            f"missing key {quote(name)} in {plan.what}{' ' + quote(own) if own else ''}",
            start_of(node),
            f"add a line {name}: to this {plan.what}",
        )
    return lacking


def read_element(plan: Plan, node: Node, frame: Frame, part: str) -> object:
    """Return the element a plan describes, or `BROKEN`."""
    if not isinstance(node, MappingNode):
        hint = f"a {plan.what} has these keys: {listed(plan.specs)}"
        return mismatch(node, frame, part or plan.what, "a group of keys", hint)
    written = {entry.key: entry.value for entry in node.entries}
    if plan.has_id:
        _claim(plan, written.get("id"), frame)
    frame = frame_inside(plan, written, frame, part)
    values: dict[str, object] = {}
    broken = False
    for entry in node.entries:
        reader = plan.readers.get(entry.key)
        if reader is None:
            unknown_key(entry, plan.what, tuple(plan.specs), frame)
            continue
        value = reader(entry.value, frame, entry.key)
        if value is BROKEN:
            broken = broken or entry.key in plan.fatal
        else:
            values[entry.key] = value
    if not plan.needs <= values.keys():
        missing_keys(plan, node, frame)
        broken = True
    if plan.only:
        kind = node_text(written.get("kind") or node)
        # A kind that was guessed from a misspelt word says nothing about the other keys.
        if kind == values.get("kind"):
            _check_kind(plan, node, kind, frame)
    if broken:
        return BROKEN
    place = Place(node.span, {key: value.span for key, value in written.items()})
    return cast("Callable[..., object]", plan.noun)(place=place, **values)


def _check_kind(plan: Plan, node: MappingNode, kind: str, frame: Frame) -> None:
    """Report keys that an element of this kind does not have, and those it lacks."""
    for entry in node.entries:
        only = plan.only.get(entry.key)
        if only is not None and kind not in only.kinds:
            frame.report.error(
                "YAML101",
                f"{quote(entry.key)} has no place in this {plan.what} of kind {kind}",
                entry.key_span,
                f"kinds that have it: {listed(only.kinds)}",
            )
    written = {entry.key for entry in node.entries}
    for name, only in plan.only.items():
        if kind in only.needed and name not in written:
            frame.report.error(
                "YAML102",
                f"missing key {quote(name)} in this {plan.what} of kind {kind}",
                start_of(node),
                f"add a line {name}: to this {plan.what}",
            )


def _claim(plan: Plan, own: Node | None, frame: Frame) -> None:
    """Take the id of an element; `frame` is that of the element around it."""
    if isinstance(own, ScalarNode) and own.value:
        scope = "" if plan.address == "own" else frame.address
        frame.run.claim(plan.what, scope, own.value, own.span, frame.report)


def field_reader(spec: FieldSpec, noun: type) -> Reader:
    """Return the reader of a field: scalar or element, under mappings and lists, or null."""
    reader = _leaf_reader(spec, filled=noun is not Table)
    free = noun is Table or not (spec.leaf is Text and spec.kind is not Kind.LINE)
    if spec.mixed:
        reader = points_reader(spec, reader)
    else:
        for level in range(spec.depth):
            outer = level == spec.depth - 1
            reader = list_reader(
                spec, reader, free=free, filled=outer and bool(spec.marker(Filled))
            )
    if spec.keyed:
        reader = mapping_reader(spec, reader)
    return optional_reader(reader) if spec.optional else reader


def _leaf_reader(spec: FieldSpec, *, filled: bool) -> Reader:
    leaf = spec.leaf
    if leaf is Table:
        return _read_table
    if leaf is Figure:
        return _read_figure
    if is_dataclass(leaf):
        return _element_reader(leaf, spec.audience)
    must = filled and (spec.required or spec.depth > 0 or spec.keyed)
    return scalar_reader(spec, must=must)


def _element_reader(noun: type, audience: Audience) -> Reader:
    """Return the reader of elements that a field holds; `audience` is the field's."""
    if audience is Audience.PARTICIPANT:
        return lambda node, frame, part: read_element(plan_of(noun), node, frame, part)

    def read(node: Node, frame: Frame, part: str) -> object:
        return read_element(plan_of(noun), node, frame.narrowed(audience, ()), part)

    return read


def _read_table(node: Node, frame: Frame, part: str) -> object:
    match node:
        case ScalarNode() if not is_null(node):
            return markdown_table(node, frame.within(part))
        case MappingNode() if node.get("file") is not None:
            caption, inner = node.get("caption"), frame.within(part)
            read = plan_of(Table).readers["caption"]
            return csv_table(node, inner, caption and read(caption, inner, "caption"))
        case _:
            table = read_element(plan_of(Table), node, frame, part)
            if isinstance(table, Table) and isinstance(node, MappingNode):
                check_rows(table, node, frame)
            return table


def _read_figure(node: Node, frame: Frame, part: str) -> object:
    figure = read_element(plan_of(Figure), node, frame, part)
    if isinstance(figure, Figure) and isinstance(node, MappingNode):
        check_figure(figure, node, frame)
    return figure


def _words(name: str) -> str:
    """Return the name of a noun as words: `SafetyReview` is a safety review."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
