"""Which layout of a template plays which role, and which placeholder is which region.

Bound by the set's `layouts`, then the layout's language-neutral type (ECMA-376-1, 19.7.15), then
what placeholders it has, then its English name. What is not found is a problem told when the
role is asked for; no other layout is put in silently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from ttt.document import DRAWN, REGIONS, ROWS
from ttt.frozen import frozen
from ttt.office.slide_geometry import Placeholder
from ttt.source import Span
from ttt.text import Text

ROLES: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "title": (("title",), ("title", "title slide")),
    "section": (("secHead",), ("section", "section header")),
    "objectives": ((), ("objectives",)),
    "content": (("obj",), ("content", "title and content")),
    "columns": (("twoObj",), ("columns", "two content")),
    "table": (("tbl", "obj"), ("table", "title and content")),
    "picture": (("picTx",), ("picture", "picture with caption")),
    "title_only": (("titleOnly",), ("title only",)),
    "question": ((), ("question",)),
    "activity": ((), ("activity",)),
    "debrief": ((), ("debrief",)),
    "key_messages": ((), ("key messages",)),
    "sources": ((), ("sources",)),
    "closing": ((), ("closing",)),
    "black": ((), ("black", "blank")),
}
"""Roles with the layout types that stand for each, best first, and its English names.

`tbl` is almost never there: a table goes where any content goes. A black slide needs no more
than an empty layout, the ground is painted on the slide.
"""

_HEAD: Final = frozenset({"title", "ctrTitle"})
_TEXT: Final = frozenset({"", "obj", "body", "subTitle"})
_ANY: Final = frozenset({"", "obj"})
_KINDS: Final[Mapping[str, frozenset[str]]] = {
    "title": _HEAD,
    "table": _ANY | {"tbl"},
    "picture": _ANY | {"pic"},
    "stamp": frozenset({"ftr"}),
    "slide_number": frozenset({"sldNum"}),
}
_IDX: Final[Mapping[str, int]] = {
    "body": 1, "right": 2, "table": 1, "picture": 10, "stamp": 11, "slide_number": 12,
    "kicker": 20, "marking": 21, "marking_foot": 22, "rail_number": 23, "rail_text": 24,
    "minutes": 25, "grouping": 26, "output": 27, "label": 28, "label_2": 29, "label_3": 30,
    "head": 31, "right_head": 32, "caption": 33, "event": 34, "credit": 35,
    "strip": 36, "timetable": 37, "row": 38, "row_end": 39, "row_box": 40,
}  # fmt: skip
_ONLY_IN: Final[Mapping[str, frozenset[str]]] = {
    "right": frozenset({"columns"}),
    "table": frozenset({"table"}),
    "picture": frozenset({"picture"}),
}
_NOT_IN: Final[Mapping[str, frozenset[str]]] = {"body": frozenset({"table"})}
OMIT: Final = "omit"
_PLACES: Final = (*REGIONS, *DRAWN, *ROWS)


@frozen
class Candidate:
    """A layout as binding sees it: `type` is empty for a layout of a team's own making."""

    part: str
    name: str
    type: str
    placeholders: tuple[Placeholder, ...]


@frozen
class Problem:
    """Why a role has no layout, as a finding says it; `span` is the set's binding, if any."""

    message: str
    hints: tuple[str, ...]
    span: Span | None = None


def bind_role(
    role: str, candidates: Sequence[Candidate], wanted: Mapping[str, str]
) -> Candidate | Problem:
    """Return the layout of a role, or the problem that lists what there is."""
    names = [candidate.name for candidate in candidates]
    listed = "the layouts there are: " + ", ".join(f'"{name}"' for name in names)
    if role in wanted:
        named = [c for c in candidates if c.name.strip() == wanted[role].strip()]
        if named:
            return named[0]
        close = get_close_matches(wanted[role], names, 1)
        hints = ((f'did you mean "{close[0]}"?',) if close else ()) + (listed,)
        message = f'no layout is named "{wanted[role]}", which is to be "{role}"'
        return Problem(message, hints, span_of(wanted[role]))
    types, english = ROLES.get(role, ((), ()))
    bind = f'write which one it is in set.yaml, below layouts: `{role}: "…"`'
    tests: list[Callable[[Candidate], bool]] = [
        *((lambda c, t=kind: c.type == t) for kind in types),
        lambda c: c.type in {"", "tx", "cust"} and _by_placeholders(c) == role,
        *((lambda c, n=name: c.name.strip().casefold() == n) for name in english),
    ]
    for test in tests:
        found = [c for c in candidates if test(c)]
        if len(found) > 1:
            found = [c for c in found if c.name.strip().casefold() in english] or found
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(f'"{c.name}"' for c in found)
            return Problem(f'several layouts could be "{role}": {several}', (bind,))
    return Problem(f'the template has no layout for "{role}"', (bind, listed))


def _by_placeholders(candidate: Candidate) -> str:
    """Return the role that a layout's placeholders speak for, empty when none."""
    kinds = Counter(p.type for p in candidate.placeholders if p.type not in {"dt", "ftr", "sldNum"})
    heads = sum(kinds.pop(kind, 0) for kind in _HEAD)
    subtitles = kinds.pop("subTitle", 0)
    contents = kinds.pop("", 0) + kinds.pop("obj", 0) + kinds.pop("body", 0)
    match heads, subtitles, contents, sum(kinds.values()):
        case 1, 1, 0, 0:
            return "title"
        case 1, 0, 1, 0:
            return "content"
        case 1, 0, 2, 0:
            return "columns"
        case 1, 0, 0, 0:
            return "title_only"
        case _:
            return ""


def bind_regions(
    role: str, placeholders: Sequence[Placeholder], wanted: Mapping[str, str]
) -> dict[str, Placeholder]:
    """Return the placeholder of every region the layout has.

    `wanted` (the set's `regions`) names a placeholder's number, or `omit`. Title, body, second
    column, table and picture are also found by kind and position (top, then leading edge).
    """
    found: dict[str, Placeholder] = {}
    for region in _PLACES:
        asked = wanted.get(region, "")
        if asked == OMIT or not _possible(region, role, asked):
            continue
        kinds = _KINDS.get(region, _TEXT)
        fitting = [p for p in placeholders if p.type in kinds]
        idx = int(asked) if asked.isdigit() else _IDX.get(region, 0)
        place = next((p for p in fitting if p.idx == idx), None)
        if region in {"title", "stamp", "slide_number"} and place is None and fitting:
            place = fitting[0]
        if place is not None:
            found[region] = place
    _by_position(role, placeholders, found, wanted)
    return {region: found[region] for region in _PLACES if region in found}


def _possible(region: str, role: str, asked: str) -> bool:
    if asked:
        return True
    if role in _NOT_IN.get(region, ()):
        return False
    return role in _ONLY_IN.get(region, (role,))


def _by_position(
    role: str,
    placeholders: Sequence[Placeholder],
    found: dict[str, Placeholder],
    wanted: Mapping[str, str],
) -> None:
    """Fill the main regions that no number led to."""
    for region in ("picture", "table", "body", "right"):
        if region in found or wanted.get(region) or not _possible(region, role, ""):
            continue
        kinds = _KINDS.get(region, _TEXT)
        free = [p for p in placeholders if p.type in kinds and p not in found.values()]
        # A placeholder made for pictures goes before one that holds anything.
        place = min(free, key=lambda p: (p.type in _TEXT, *_position(p)), default=None)
        if place is not None:
            found[region] = place


def _position(placeholder: Placeholder) -> tuple[int, int]:
    area = placeholder.geometry.area
    return area.y, area.x


def span_of(value: str) -> Span | None:
    """Return where a binding stands, when the set's file told."""
    return value.origin.span if isinstance(value, Text) else None


def unknown_roles(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the names below the set's `layouts` that are no role."""
    return tuple(role for role in wanted if role not in ROLES)
