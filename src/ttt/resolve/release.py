"""What the reader may not have is gone, with everything that points at it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from functools import cache
from typing import TypeAlias, TypeVar, cast

from ttt.frozen import frozen
from ttt.model.curriculum import Module, Resource, Term
from ttt.model.edition import Curriculum
from ttt.model.exercise import Exercise
from ttt.model.fields import FieldSpec, RefersTo, fields_of
from ttt.resolve.readers import Reader, Receiver

N = TypeVar("N", Module, Exercise, Resource, Term)
Gone: TypeAlias = Mapping[str, frozenset[str]]
"""Ids that are not in the edition, by kind."""
Pruner: TypeAlias = Callable[[object, Gone], object]


@frozen
class Parts:
    """The contents of an edition."""

    modules: tuple[Module, ...]
    exercises: Mapping[str, Exercise]
    resources: Mapping[str, Resource]
    glossary: tuple[Term, ...]


def release(
    curriculum: Curriculum,
    modules: tuple[Module, ...],
    exercises: tuple[Exercise, ...],
    reader: Reader,
    receiver: Receiver,
) -> Parts:
    """Return what the reader may have of these modules and exercises, and of what they use.

    Gone are withheld elements, modules without a session, objectives that are no longer taught
    because of it, exercises and resources nothing in the edition uses; and ids of all these,
    wherever they stand.
    """
    seen = tuple(module for module in _seen(modules, reader, receiver) if module.sessions)
    work = _seen(exercises, reader, receiver)
    sources = _seen(curriculum.resources, reader, receiver)
    terms = _seen(curriculum.glossary, reader, receiver)
    untaught = taught(modules) - taught(seen)
    gone: Gone = {
        "module": _lost(modules, seen),
        "exercise": _lost(exercises, work),
        "objective": untaught,
        "resource": _lost(curriculum.resources, sources),
    }
    if untaught:
        seen = tuple(_without_objectives(module, untaught) for module in seen)
    seen, work, terms = _pruned(seen, gone), _pruned(work, gone), _pruned(terms, gone)
    named = frozenset(step.exercise for m in seen for s in m.sessions for step in s.steps)
    shown = {exercise.id: exercise for exercise in work if exercise.id in named}
    used = frozenset(_sources(seen, shown.values(), terms))
    kept = tuple(resource for resource in sources if resource.id in used)
    if len(kept) < len(curriculum.resources):
        kept = _pruned(kept, {"resource": _lost(curriculum.resources, kept)})
    return Parts(seen, shown, {resource.id: resource for resource in kept}, terms)


def taught(modules: Iterable[Module]) -> frozenset[str]:
    """Return the objectives that sessions or steps name, and the parents of these."""
    parents: dict[str, str] = {}
    named: set[str] = set()
    for module in modules:
        parents.update((o.id, o.parent) for o in module.objectives if o.parent)
        for session in module.sessions:
            named.update(session.objectives)
            for step in session.steps:
                named.update(step.objectives)
    return frozenset(named | {parents[name] for name in named if name in parents})


def _seen(elements: Sequence[N], reader: Reader, receiver: Receiver) -> tuple[N, ...]:
    """Return what both the audience and the cohort may have."""
    read = filter(None, map(reader.once, elements))
    return tuple(filter(None, map(receiver.once, read)))


def _lost(before: Sequence[N], after: Sequence[N]) -> frozenset[str]:
    return frozenset(e.id for e in before) - frozenset(e.id for e in after)


def _without_objectives(module: Module, gone: frozenset[str]) -> Module:
    left = tuple(o for o in module.objectives if o.id not in gone)
    if len(left) == len(module.objectives):
        return module
    return dataclasses.replace(module, objectives=left)


def _sources(
    modules: Iterable[Module], exercises: Iterable[Exercise], terms: Iterable[Term]
) -> Iterator[str]:
    for module in modules:
        for session in module.sessions:
            yield from session.sources
            for step in session.steps:
                yield from step.sources
    for exercise in exercises:
        yield from (*exercise.sources, *exercise.public_sources)
    for term in terms:
        yield term.source


# ── ids of what is gone ──────────────────────────────────────────────────────────────────────


def _pruned(elements: tuple[N, ...], gone: Gone) -> tuple[N, ...]:
    """Return the elements without ids of what is gone."""
    if not any(gone.values()):
        return elements
    return tuple(cast("N", _pruned_one(element, gone)) for element in elements)


def _pruned_one(element: object, gone: Gone) -> object:
    noun: type = type(element)
    return _pruner(noun)(element, gone)


@cache
def _pruner(noun: type) -> Pruner:
    """Compile the way to every field of a noun that names elements."""
    handlers = tuple(
        (spec.name, handler)
        for spec in fields_of(noun)
        if (handler := _field_pruner(spec)) is not None
    )

    def prune(element: object, gone: Gone) -> object:
        changes = {}
        for name, handler in handlers:
            value = getattr(element, name)
            if value:
                left = handler(value, gone)
                if left is not value:
                    changes[name] = left
        return dataclasses.replace(element, **changes) if changes else element  # type: ignore[type-var]

    return prune


def _field_pruner(spec: FieldSpec) -> Pruner | None:
    refers = spec.marker(RefersTo)
    if refers is not None:
        return _ids(refers.kind) if spec.depth else _id(refers.kind)
    # Slides, tables and figures name nothing.
    if not (is_dataclass(spec.leaf) and spec.depth and _names_anything(spec.leaf)):
        return None
    inner = _pruner(spec.leaf)

    def prune(values: object, gone: Gone) -> object:
        before = cast("tuple[object, ...]", values)
        after = tuple(inner(value, gone) for value in before)
        return before if all(a is b for a, b in zip(after, before, strict=True)) else after

    return prune


def _names_anything(noun: type) -> bool:
    return any(
        spec.marker(RefersTo) is not None
        or (is_dataclass(spec.leaf) and spec.depth > 0 and _names_anything(spec.leaf))
        for spec in fields_of(noun)
    )


def _id(kind: str) -> Pruner:
    return lambda value, gone: "" if value in gone.get(kind, ()) else value


def _ids(kind: str) -> Pruner:
    def prune(values: object, gone: Gone) -> object:
        names, lost = cast("tuple[str, ...]", values), gone.get(kind, frozenset())
        return names if lost.isdisjoint(names) else tuple(n for n in names if n not in lost)

    return prune
