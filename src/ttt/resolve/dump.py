"""An edition as text, to look at and to compare: what the audience gets, and whose words it is.

The text looks like the YAML it came from. Fields at their defaults are left out; what comes from
a cohort's file says so behind a `#`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Final

from ttt.model.edition import Edition
from ttt.model.fields import fields_of
from ttt.text import Text

_BASE: Final = ("base", "ttt")


def dump_edition(edition: Edition) -> str:
    """Return the edition as readable text, one field a line; the same edition, the same text.

    Short texts stand behind their field, longer ones below it, indented. `# khm` behind a text
    says that the cohort khm wrote it.
    """
    parts: tuple[tuple[str, object], ...] = (
        ("cohort", edition.cohort.id),
        ("members", tuple(member.id for member in edition.members)),
        ("language", edition.language),
        ("audience", str(edition.audience)),
        ("marking", edition.marking),
        ("national", edition.national),
        ("curriculum", edition.header),
        ("modules", edition.modules),
        ("exercises", tuple(edition.exercises.values())),
        ("resources", tuple(edition.resources.values())),
        ("glossary", edition.glossary),
        ("changes", edition.changes),
    )
    return "".join(f"{line}\n" for name, value in parts for line in _field(name, value))


def _field(name: str, value: object) -> Iterator[str]:
    """Yield the lines of one field; nothing for an empty one."""
    match value:
        case None | () | "":
            return
        case str() if "\n" in value:
            yield f"{name}: |{_whose(value)}"
            yield from (f"  {line}".rstrip() for line in value.split("\n"))
        case tuple():
            yield f"{name}:"
            for item in value:
                yield from _item(item)
        case Mapping():
            yield f"{name}:"
            for key, inner in value.items():
                yield from (f"  {line}" for line in _field(str(key), inner))
        case _ if is_dataclass(value):
            lines = tuple(_element(value))
            yield f"{name}:" if lines else f"{name}: {{}}"
            yield from (f"  {line}" for line in lines)
        case _:
            yield f"{name}: {_word(value)}"


def _item(item: object) -> Iterator[str]:
    """Yield the lines of one item of a list."""
    if is_dataclass(item):
        lines = list(_element(item))
    elif isinstance(item, tuple):
        lines = [line.removeprefix("  ") for inner in item for line in _item(inner)]
    else:
        lines = _word(item).split("\n")
    yield f"  - {lines[0] if lines else '{}'}"
    yield from (f"    {line}".rstrip() for line in lines[1:])


def _element(value: object) -> Iterator[str]:
    """Yield the lines of the fields that are not at their default."""
    noun: type = type(value)
    defaults = _defaults(noun)
    for name, default in defaults.items():
        inner = getattr(value, name)
        if inner != default:
            yield from _field(name, inner)


def _word(value: object) -> str:
    return f"{value}{_whose(value)}"


def _whose(value: object) -> str:
    """Return whose file a text comes from when it is not the curriculum's own."""
    if not isinstance(value, Text) or value.origin.layer in _BASE:
        return ""
    return f"  # {value.origin.layer}"


@cache
def _defaults(noun: type) -> Mapping[str, object]:
    """Return what each field is when nobody writes it."""
    declared = {f.name: f for f in dataclasses.fields(noun)}
    return {spec.name: _default(declared[spec.name]) for spec in fields_of(noun)}


def _default(declared: dataclasses.Field[object]) -> object:
    factory = declared.default_factory
    return declared.default if factory is dataclasses.MISSING else factory()
