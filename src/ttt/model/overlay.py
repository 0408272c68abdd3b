"""What a cohort changes in one file: validated changes, found by id, never by position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final, Literal

from ttt.frozen import frozen
from ttt.model.fields import Place
from ttt.text import EMPTY, Line

CONTROLS: Final = ("remove", "after", "before", "first", "last")
"""Keys of an element in an overlay that are no fields of the element; `reason` is another."""


@frozen
class Position:
    """Where a new or moved element goes: beside `anchor`, or at an end of its list."""

    where: Literal["after", "before", "first", "last"]
    anchor: str = ""


@frozen
class Change:
    """One element of an overlay.

    `fields` are the validated values of the fields it sets, by name (each of the type the noun
    declares). `children` are the changes inside its lists of elements, by field name. A change
    whose id the base does not have, and that has a `position`, adds an element: it is `new`, and
    its `fields` hold everything, lists of elements (the steps of a new session) included.
    """

    id: str
    place: Place = field(compare=False, repr=False)
    fields: Mapping[str, object] = field(default_factory=dict)
    children: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    position: Position | None = None
    remove: bool = False
    reason: Line = EMPTY
    new: bool = False


@frozen
class Overlay:
    """One file `cohorts/COHORT/adapt/ID.yaml`; `target` is the module or exercise it changes."""

    cohort: str
    kind: Literal["module", "exercise"]
    target: str
    language: str
    change: Change
    place: Place = field(compare=False, repr=False)
