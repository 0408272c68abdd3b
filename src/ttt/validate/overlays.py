"""Overlays: what a cohort changes in one file, found by id, validated against the base.

The result holds typed values only; `resolve` applies it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias, cast

from ttt.diagnostics import Related
from ttt.frozen import frozen
from ttt.model.audience import Audience
from ttt.model.curriculum import Module, Session
from ttt.model.exercise import Exercise, ExercisePhase
from ttt.model.fields import LANGUAGE, FieldSpec, Pattern, Place, elements_of
from ttt.model.overlay import CONTROLS, Change, Overlay, Position
from ttt.source import Entry, MappingNode, Node, ScalarNode, SequenceNode
from ttt.text import EMPTY, Kind, Text
from ttt.validate.frame import Frame
from ttt.validate.limits import Element, check_looser, inside_base
from ttt.validate.nouns import (
    Plan,
    field_reader,
    frame_inside,
    missing_keys,
    plan_of,
    read_element,
    unknown_key,
)
from ttt.validate.positions import Siblings, check_removal, read_position
from ttt.validate.references import check_file_name
from ttt.validate.scalars import BROKEN, mismatch, node_text, scalar_reader
from ttt.validate.wording import did_you_mean, listed, quote, start_of

Bases: TypeAlias = Mapping[tuple[str, str], Module | Exercise | None]
"""Modules and exercises by kind and id; None for one that could not be taken over."""

TARGETS: Final[Mapping[str, type[Module | Exercise]]] = {
    "module": Module,
    "exercise": Exercise,
}


@frozen
class _File:
    """Where an overlay comes from: its cohort, its name, the language it has unless it says so."""

    cohort: str
    name: str
    language: str


def read_overlay(
    node: MappingNode, file: tuple[str, str, str], bases: Bases, frame: Frame
) -> Overlay | None:
    """Return one overlay; `file` is its cohort, the file's name and the curriculum's language."""
    where = _File(*file)
    kind = next((e.key for e in node.entries if e.key in TARGETS), "")
    target = node.get(kind) if kind else None
    if not isinstance(target, ScalarNode) or not target.value:
        frame.report.error(
            "YAML102",
            'missing key "module" or "exercise" in an overlay',
            start_of(node),
            "begin the file with the module it changes, such as module: m2",
        )
        return None
    known = tuple(name for of, name in bases if of == kind)
    if target.value not in known:
        frame.report.error(
            "COH101",
            f"the curriculum has no {kind} {quote(target.value)}",
            target.span,
            *did_you_mean(target.value, known, f"known: {listed(known)}"),
        )
        return None
    check_file_name(kind, where.name, target, frame.report)
    plan, base = plan_of(cast("type", TARGETS[kind])), bases[kind, target.value]
    language = _language(node, where, frame)
    rest = tuple(e for e in node.entries if e.key not in {kind, "language"})
    change = _change(
        plan, MappingNode(rest, node.span), base, frame.named(target.value), target.value
    )
    if change is None or language is None:
        return None
    return Overlay(
        where.cohort,
        "module" if kind == "module" else "exercise",
        target.value,
        language,
        change,
        change.place,
    )


def _language(node: MappingNode, where: _File, frame: Frame) -> str | None:
    written = node.get("language")
    if written is None:
        return where.language
    value = _LANGUAGE(written, frame, "language")
    return value if isinstance(value, str) else None


def _change(
    plan: Plan,
    node: MappingNode,
    base: Element | None,
    frame: Frame,
    own: str,
    *,
    root: bool = True,
) -> Change | None:
    """Read the fields an element of an overlay sets; `frame` already has its address."""
    if base is not None:
        frame = inside_base(base, frame)
        check_looser(base, node, frame)
    frame = frame_inside(plan, _written(node, "id"), frame, "")
    children = elements_of(plan.noun)
    fields: dict[str, object] = {}
    changes: dict[str, tuple[Change, ...]] = {}
    sound, reason = True, EMPTY
    for entry in node.entries:
        key = entry.key
        if key == "id":
            if root:
                _fixed_id(entry, frame)
        elif key == "reason":
            text = _REASON(entry.value, frame, key)
            reason = text if isinstance(text, Text) else EMPTY
            sound = sound and text is not BROKEN
        elif key in children:
            inside = frame.narrowed(plan.specs[key].audience, ())
            known = None if base is None else getattr(base, key)
            inner = _list(children[key], entry.value, known, inside, key)
            sound = sound and inner is not None
            changes[key] = inner or ()
        elif key in plan.readers:
            value = plan.readers[key](entry.value, frame, key)
            sound = sound and value is not BROKEN
            fields[key] = value
        elif root or key not in CONTROLS:
            names = tuple(name for name in plan.specs if not root or name != "id")
            unknown_key(entry, f"this change of a {plan.what}", (*names, *_extra(root=root)), frame)
        if isinstance(base, Exercise):
            sound = _check_kind(plan, entry, base.kind, frame) and sound
    if not sound:
        return None
    return Change(own, _place(node), fields, changes, reason=reason)


def _extra(*, root: bool) -> tuple[str, ...]:
    return ("reason",) if root else ("reason", *CONTROLS)


def _list(
    noun: type, node: Node, base: tuple[Element, ...] | None, frame: Frame, part: str
) -> tuple[Change, ...] | None:
    """Read the changes inside one list of elements."""
    plan = plan_of(noun)
    if not isinstance(node, SequenceNode):
        field_reader(_LISTS[part], noun)(node, frame, part)
        return None
    siblings = Siblings.of(node, None if base is None else tuple(e.id for e in base), plan.what)
    by_id = {element.id: element for element in base or ()}
    changes: list[Change | None] = []
    seen: dict[str, Node] = {}
    for item in node.items:
        if not isinstance(item, MappingNode):
            mismatch(item, frame, part, "a group of keys", f"begin with the id of the {plan.what}")
            changes.append(None)
            continue
        own = item.get("id")
        if not isinstance(own, ScalarNode) or not own.value:
            missing = _without(item, {"id"})
            if own is None:
                _missing_id(plan, missing, frame)
            else:
                plan.readers["id"](own, frame, "id")
            changes.append(None)
            continue
        if own.value in seen:
            frame.report.error(
                "REF002",
                f"{plan.what} id {quote(own.value)} is used twice",
                own.span,
                "put both changes into one",
                related=(Related("first used here", seen[own.value].span),),
            )
        seen[own.value] = own
        changes.append(_element(plan, item, own, (by_id.get(own.value), siblings), frame))
    made = tuple(change for change in changes if change is not None)
    return made if len(made) == len(changes) else None


def _element(
    plan: Plan,
    node: MappingNode,
    own: ScalarNode,
    known: tuple[Element | None, Siblings],
    frame: Frame,
) -> Change | None:
    """Read one element of a list: a change, a removal, a move or something new."""
    base, siblings = known
    position = read_position(node, own.value, siblings, frame)
    removed = check_removal(plan, node, frame)
    if base is None and siblings.base is not None:
        if isinstance(position, Position):
            return _new(plan, node, own.value, position, frame)
        if position is None:
            frame.report.error(
                "COH101",
                f"the base has no {plan.what} {quote(own.value)}",
                own.span,
                *did_you_mean(own.value, siblings.base),
                f"a new {plan.what} needs after:, before:, first: true or last: true",
            )
        return None
    address = f"{frame.address}/{own.value}" if plan.address == "joined" else own.value
    change = _change(plan, node, base, frame.named(address), own.value, root=False)
    if change is None or removed is BROKEN or position is BROKEN:
        return None
    place = position if isinstance(position, Position) else None
    return Change(
        change.id,
        change.place,
        change.fields,
        change.children,
        place,
        remove=removed is True,
        reason=change.reason,
    )


def _new(
    plan: Plan, node: MappingNode, own: str, position: Position, frame: Frame
) -> Change | None:
    """Read an element the base does not have: everything the noun asks for must be there."""
    bare = _without(node, {"reason", *CONTROLS})
    if missing_keys(plan, bare, frame, code="COH109"):
        return None
    element = read_element(plan, bare, frame, "")
    reason = node.get("reason")
    inside = frame_inside(plan, _written(bare), frame, "")
    text = _REASON(reason, inside, "reason") if reason is not None else EMPTY
    if element is BROKEN or not isinstance(text, Text):
        return None
    names = [e.key for e in bare.entries if e.key in plan.specs and e.key != "id"]
    fields = {name: getattr(element, name) for name in names}
    return Change(own, _place(node), fields, position=position, reason=text, new=True)


def _check_kind(plan: Plan, entry: Entry, kind: str, frame: Frame) -> bool:
    """Report a key that the base's kind of exercise does not have, or another kind."""
    only = plan.only.get(entry.key)
    if entry.key == "kind" and node_text(entry.value) != kind:
        message = f"an overlay cannot make a {kind} a {quote(node_text(entry.value))}"
        hints = ("write an exercise of your own, and name it in the step",)
    elif only is not None and kind not in only.kinds:
        message = f"{quote(entry.key)} has no place in an exercise of kind {kind}"
        hints = (f"kinds that have it: {listed(only.kinds)}",)
    else:
        return True
    frame.report.error("COH111", message, entry.key_span, *hints)
    return False


def _fixed_id(entry: Entry, frame: Frame) -> None:
    frame.report.error(
        "COH110", "an overlay cannot change an id", entry.key_span, "remove this line"
    )


def _missing_id(plan: Plan, node: MappingNode, frame: Frame) -> None:
    frame.report.error(
        "YAML102",
        f'missing key "id" in this change of a {plan.what}',
        start_of(node),
        f"begin with the id of the {plan.what} it changes",
    )


def _without(node: MappingNode, keys: set[str]) -> MappingNode:
    return MappingNode(tuple(e for e in node.entries if e.key not in keys), node.span)


def _written(node: MappingNode, *but: str) -> Mapping[str, Node]:
    return {entry.key: entry.value for entry in node.entries if entry.key not in but}


def _place(node: MappingNode) -> Place:
    return Place(node.span, {entry.key: entry.value.span for entry in node.entries})


def _spec(name: str, leaf: type, kind: Kind | None, *markers: object) -> FieldSpec:
    """Describe a key that only overlays have."""
    return FieldSpec(
        name=name,
        leaf=leaf,
        depth=0,
        keyed=False,
        optional=False,
        required=True,
        mixed=False,
        kind=kind,
        audience=Audience.PARTICIPANT,
        choices=(),
        markers=markers,
    )


_REASON: Final = scalar_reader(_spec("reason", Text, Kind.LINE), must=True)
_LANGUAGE: Final = scalar_reader(_spec("language", str, None, Pattern(*LANGUAGE)), must=True)
_LISTS: Final = {
    name: spec
    for noun in (Module, Session, Exercise, ExercisePhase)
    for name, spec in plan_of(noun).specs.items()
    if name in elements_of(noun)
}
