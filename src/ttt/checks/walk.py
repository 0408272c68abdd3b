"""Every text of an element, with the language of its structure left out: a flat run of texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from typing import Final

from ttt.model.edition import Curriculum
from ttt.model.fields import fields_of
from ttt.model.overlay import Change
from ttt.text import Text

_WITHOUT: Final = frozenset({str, int, bool, float, date})
"""Types of values that hold no text; almost every value is one of these, a text or a tuple."""


def texts_in(value: object) -> Iterator[Text]:
    """Yield the texts of an element, a list or a mapping, in the order of their fields."""
    found: list[Text] = []
    _gather(value, found)
    return iter(found)


def _gather(value: object, found: list[Text]) -> None:
    kind: type = type(value)
    if kind is Text:
        if value:
            found.append(value)  # type: ignore[arg-type] # its type was just looked at
        return
    if value is None or kind in _WITHOUT:
        return
    match value:
        case tuple():
            for item in value:
                _gather(item, found)
        case Change():
            _gather(value.reason, found)
            _gather(value.fields, found)
            for changes in value.children.values():
                _gather(changes, found)
        case Mapping():
            for item in value.values():
                _gather(item, found)
        case _:
            for name in _texts_below(kind):
                _gather(getattr(value, name), found)


def texts_of(curriculum: Curriculum) -> Iterator[Text]:
    """Yield every text of the curriculum that may hold names: all but the cohorts' own files."""
    yield from texts_in(curriculum.header)
    yield from texts_in(curriculum.modules)
    yield from texts_in(curriculum.exercises)
    yield from texts_in(curriculum.resources)
    yield from texts_in(curriculum.glossary)
    for overlay in curriculum.overlays:
        yield from texts_in(overlay.change)


@cache
def _texts_below(noun: type) -> tuple[str, ...]:
    """Return the fields of a noun that are texts or hold elements; none of what is no noun."""
    if not is_dataclass(noun):
        return ()
    return tuple(
        spec.name for spec in fields_of(noun) if spec.leaf is Text or is_dataclass(spec.leaf)
    )
