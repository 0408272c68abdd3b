"""Which readers a field is for that a template names and does not find."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Final

from ttt.model.audience import Audience
from ttt.model.curriculum import Module, Resource, Term
from ttt.model.exercise import Exercise
from ttt.model.fields import FieldSpec, fields_of

_WHOLE: Final = (Module, Exercise, Resource, Term)


def reader_of_closed(name: str, known: Collection[str]) -> Audience | None:
    """Return who may read the field `name` of the noun that `known` are the open fields of.

    None when no such noun has a closed field of that name. Views have more names than their noun,
    or a few less; half of the noun's own are enough to know it by.
    """
    for noun, audience in _closed().get(name, ()):
        shared = _open(noun) & frozenset(known)
        if 2 * len(shared) >= len(_open(noun)):
            return audience
    return None


@cache
def _open(noun: type) -> frozenset[str]:
    return frozenset(s.name for s in fields_of(noun) if s.audience is Audience.PARTICIPANT)


@cache
def _closed() -> Mapping[str, tuple[tuple[type, Audience], ...]]:
    """Return the nouns with a field that is not for everybody, by its name."""
    found: dict[str, tuple[tuple[type, Audience], ...]] = {}
    for noun, spec in dict.fromkeys(pair for each in _WHOLE for pair in _fields(each)):
        if spec.audience is not Audience.PARTICIPANT:
            found[spec.name] = (*found.get(spec.name, ()), (noun, spec.audience))
    return found


def _fields(noun: type) -> Iterator[tuple[type, FieldSpec]]:
    for spec in fields_of(noun):
        yield noun, spec
        if is_dataclass(spec.leaf):
            yield from _fields(spec.leaf)
