"""What the fields of the nouns are made of: kinds of text, who reads them, places.

`fields_of` is the one reflection over the nouns: `validate`, `resolve`, `compose` and the tests
read field kinds and audiences from it, so that a field is described once, where it is declared.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Annotated, Final, TypeAlias, TypeVar, Union

from ttt.frozen import frozen
from ttt.model.audience import Audience
from ttt.source import Span
from ttt.text import Kind, Text

T = TypeVar("T")


@frozen
class Place:
    """Where an element and each of its keys stand; never counts in equality."""

    span: Span
    keys: Mapping[str, Span] = field(default_factory=dict)

    def at(self, key: str) -> Span:
        """Return the place of the value of `key`, or of the element when it is absent."""
        return self.keys.get(key, self.span)


@frozen
class Pattern:
    """A rule a short string must follow; `says` completes "must be …"."""

    regex: str
    says: str


@frozen
class Range:
    """Limits of a whole number, both inclusive."""

    low: int
    high: int


@frozen
class RefersTo:
    """The field names elements of this kind by id (`resource`, `objective`, `cohort` …).

    `within` looks the ids up in the file the field stands in. `also` are words that may stand in
    the place of an id.
    """

    kind: str
    within: bool = False
    also: tuple[str, ...] = ()


@frozen
class Only:
    """The field belongs to elements of some `kinds` only; those in `needed` must have it."""

    kinds: tuple[str, ...]
    needed: tuple[str, ...] = ()


@frozen
class Narrows:
    """Where the field has this value (any, when none is named), the element is for `audience`."""

    audience: Audience
    value: str = ""

    def applies(self, value: object) -> bool:
        """Whether a value of the field narrows its element."""
        return value == self.value if self.value else bool(value)


@frozen
class Keys:
    """A rule for the names of a mapping; `says` completes "must be …"."""

    regex: str
    says: str


@frozen
class Filled:
    """The list, when it is written, has at least one item."""


Id: TypeAlias = Annotated[
    str,
    Pattern(
        r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
        "letters, digits, hyphens, dots and underscores, at most 64",
    ),
]
FileId: TypeAlias = Annotated[
    str,
    Pattern(
        r"(?!([Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|([Cc][Oo][Mm]|[Ll][Pp][Tt])\d)(\.|$))"
        r"[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?",
        "letters, digits, hyphens, dots and underscores, at most 64, no dot at the end, no name "
        "Windows keeps for itself (con, prn, aux, nul, com1, lpt1)",
    ),
]
"""An id that also names a file or folder, on every system."""
Name: TypeAlias = Id
"""The name of a folder or file of a template set: the characters of an id."""

LANGUAGE: Final = (
    r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}",
    "a language code such as en, km or fil",
)
Language: TypeAlias = Annotated[str, Pattern(*LANGUAGE)]
"""A BCP 47 tag in its short form; it also names folders of built documents."""

Minutes: TypeAlias = Annotated[int, Range(1, 1440)]
Clock: TypeAlias = Annotated[str, Pattern(r"([01]\d|2[0-3]):[0-5]\d", "a clock time such as 08:30")]
Marking: TypeAlias = Annotated[
    str,
    Pattern(
        r"TLP:(CLEAR|GREEN|AMBER|AMBER\+STRICT|RED)",
        "a TLP 2.0 label: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED",
    ),
]

TrainerLine: TypeAlias = Annotated[Text, Kind.LINE, Audience.TRAINER]
TrainerInline: TypeAlias = Annotated[Text, Kind.INLINE, Audience.TRAINER]
TrainerProse: TypeAlias = Annotated[Text, Kind.PROSE, Audience.TRAINER]
OrganiserLine: TypeAlias = Annotated[Text, Kind.LINE, Audience.ORGANISER]
OrganiserInline: TypeAlias = Annotated[Text, Kind.INLINE, Audience.ORGANISER]


@frozen
class FieldSpec:
    """One field of a noun as its declaration describes it.

    `leaf` is the type at the bottom (`Text`, `int`, a noun …) under `depth` levels of tuples;
    `keyed` marks a mapping from names to `leaf`. `kind` is set for texts. `markers` are the
    remaining annotations (`Pattern`, `Range`, `RefersTo`). `choices` are the words of a Literal.
    """

    name: str
    leaf: type
    depth: int
    keyed: bool
    optional: bool
    required: bool
    mixed: bool
    kind: Kind | None
    audience: Audience
    choices: tuple[str, ...]
    markers: tuple[object, ...]

    def marker(self, wanted: type[T]) -> T | None:
        """Return the annotation of this type, None when the field has none."""
        return next((m for m in self.markers if isinstance(m, wanted)), None)


RESERVED: Final = "place"
"""The field every noun has for its place; no key of YAML."""


@cache
def fields_of(noun: type) -> tuple[FieldSpec, ...]:
    """Return the fields of a noun in order, without its place."""
    hints = typing.get_type_hints(noun, include_extras=True)
    return tuple(_spec(f, hints[f.name]) for f in dataclasses.fields(noun) if f.name != RESERVED)


def _spec(declared: dataclasses.Field[object], hint: object) -> FieldSpec:
    """Read one declaration."""
    depth, keyed, optional, mixed = 0, False, False, False
    markers: list[object] = []
    choices: tuple[str, ...] = ()
    while True:
        origin = typing.get_origin(hint)
        args = typing.get_args(hint)
        if origin is Annotated:
            hint, markers = args[0], [*args[1:], *markers]
        elif origin in (Union, types.UnionType):
            rest = [a for a in args if a is not types.NoneType]
            optional = optional or len(rest) < len(args)
            # `Inline | tuple[Inline, ...]`: a point and the points under it.
            mixed = mixed or len(rest) > 1
            hint = rest[0]
        elif origin is tuple:
            hint, depth = args[0], depth + 1
        elif origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
            hint, keyed = args[1], True
        elif origin is typing.Literal:
            hint, choices = str, args
        else:
            break
    required = (
        declared.default is dataclasses.MISSING and declared.default_factory is dataclasses.MISSING
    )
    return FieldSpec(
        name=declared.name,
        leaf=typing.cast("type", hint),
        depth=depth,
        keyed=keyed,
        optional=optional,
        required=required,
        mixed=mixed,
        kind=next((m for m in markers if isinstance(m, Kind)), None),
        audience=next((m for m in markers if isinstance(m, Audience)), Audience.PARTICIPANT),
        choices=choices,
        markers=tuple(m for m in markers if not isinstance(m, (Kind, Audience))),
    )


@cache
def narrowing(noun: type) -> Mapping[str, Narrows]:
    """Return the fields of a noun whose values decide who reads the element."""
    found = {spec.name: spec.marker(Narrows) for spec in fields_of(noun)}
    return {name: rule for name, rule in found.items() if rule is not None}


def reader_of(element: object) -> Audience:
    """Return the least privileged reader an element's own values leave it."""
    noun: type = type(element)
    reader = Audience.PARTICIPANT
    for name, rule in narrowing(noun).items():
        if rule.applies(getattr(element, name)):
            reader = reader.stricter(rule.audience)
    return reader


@cache
def elements_of(noun: type) -> Mapping[str, type]:
    """Return the fields of a noun that are lists of elements with ids, and what they list."""
    return {
        spec.name: spec.leaf
        for spec in fields_of(noun)
        if spec.depth == 1
        and dataclasses.is_dataclass(spec.leaf)
        and any(inner.name == "id" for inner in fields_of(spec.leaf))
    }
