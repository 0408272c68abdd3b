"""The way through an element: closed fields emptied, withheld elements gone, texts as read.

What is done to a field is compiled once for each noun and audience from `fields_of`. An element
to which nothing happens is returned itself. Who withholds what stands in `readers`.
"""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Final, TypeAlias, TypeVar, cast

from ttt.frozen import copier
from ttt.model.audience import Audience
from ttt.model.curriculum import Module, Resource, Session, Slide, Step, Term
from ttt.model.exercise import Exercise
from ttt.model.fields import FieldSpec, fields_of, narrowing, reader_of
from ttt.text import Text

N = TypeVar("N")

Guarded: TypeAlias = Module | Session | Step | Slide | Exercise | Resource | Term
"""Elements with readers and cohorts of their own."""
Handler: TypeAlias = "Callable[[object, View], object]"
"""Takes a field's value; returns it as the reader gets it, None when it is withheld."""


class View(ABC):
    """What happens to elements and texts on one way through them.

    `audience` is the reader whose closed fields are emptied.
    """

    __slots__ = ("audience",)

    def __init__(self, audience: Audience) -> None:
        self.audience = audience

    @abstractmethod
    def withholds(self, element: Guarded) -> bool:
        """Whether the element is withheld as a whole."""

    @abstractmethod
    def text(self, text: Text) -> Text:
        """Return the text as it is read; asked for texts with `{{` or `:::` only."""

    def cohorts(self, named: tuple[str, ...]) -> tuple[str, ...]:
        """Return the list of cohorts an element is released to, as it is passed on."""
        return named

    def narrow(self, element: N) -> N | None:
        """Return what is left of the element, None when it is withheld."""
        noun: type = type(element)
        return cast("N | None", _compiled(noun, self.audience)(element, self))

    def once(self, element: N) -> N | None:
        """Return the same as `narrow`, for an element that comes by again and again."""
        return self.narrow(element)


@cache
def _compiled(noun: type, audience: Audience) -> Handler:
    """Compile what one audience's view does to one noun."""
    specs = fields_of(noun)
    if any(spec.required and not audience.may_see(spec.audience) for spec in specs):
        return _withheld
    defaults = {f.name: f for f in dataclasses.fields(noun)}
    handlers = tuple(
        (spec.name, handler)
        for spec in specs
        if (handler := _handler(spec, audience, defaults[spec.name])) is not None
    )
    guarded = issubclass(noun, Guarded)
    copied = copier(noun)
    narrows = any(not audience.may_see(rule.audience) for rule in narrowing(noun).values())
    settle = _SETTLE.get(noun)

    def narrow(element: object, view: View) -> object:
        if guarded and view.withholds(cast("Guarded", element)):
            return None
        if narrows and not audience.may_see(reader_of(element)):
            return None
        changes: dict[str, object] = {}
        for name, handler in handlers:
            value = getattr(element, name)
            if value:
                narrowed = handler(value, view)
                if narrowed is not value:
                    changes[name] = narrowed
        if not changes:
            return element
        if settle is not None and not settle(element, changes):
            return None
        return copied(element, changes)

    return narrow


def _withheld(_element: object, _view: View) -> object:
    """An element whose very text is closed to the reader."""
    return None


def _handler(
    spec: FieldSpec, audience: Audience, declared: dataclasses.Field[object]
) -> Handler | None:
    """Return what happens to a field, None when nothing can."""
    if not audience.may_see(spec.audience):
        factory = declared.default_factory
        empty = declared.default if factory is dataclasses.MISSING else factory()
        return lambda _value, _view: empty
    if spec.name == "releasable_to":
        return lambda value, view: view.cohorts(cast("tuple[str, ...]", value))
    if is_dataclass(spec.leaf):
        handler = _element(spec.leaf, audience)
    elif spec.leaf is Text:
        handler = _text
    else:
        return None
    if spec.mixed:
        return _each(_line_or_lines)
    for _ in range(spec.depth):
        handler = _each(handler)
    return _values(handler) if spec.keyed else handler


def _element(noun: type, audience: Audience) -> Handler:
    if noun is Session:
        return lambda value, view: view.once(value)
    return _compiled(noun, audience)


def _text(value: object, view: View) -> object:
    text = cast("Text", value)
    return view.text(text) if "{{" in text or ":::" in text else text


def _line_or_lines(value: object, view: View) -> object:
    return _lines(value, view) if isinstance(value, tuple) else _text(value, view)


def _each(inner: Handler) -> Handler:
    def each(values: object, view: View) -> object:
        same, kept = True, []
        for value in cast("tuple[object, ...]", values):
            narrowed = inner(value, view)
            same = same and narrowed is value
            if narrowed is not None:
                kept.append(narrowed)
        return values if same else tuple(kept)

    return each


def _values(inner: Handler) -> Handler:
    def values(named: object, view: View) -> object:
        mapping = cast("Mapping[str, object]", named)
        narrowed = {name: inner(value, view) for name, value in mapping.items()}
        if all(narrowed[name] is value for name, value in mapping.items()):
            return named
        return {name: value for name, value in narrowed.items() if value is not None}

    return values


_lines: Final = _each(_text)


def _settle_session(element: object, changes: dict[str, object]) -> bool:
    """A session lasts what its remaining steps last; without any it is gone."""
    steps = cast("Session", element).steps
    left = cast("tuple[Step, ...]", changes.get("steps", steps))
    if len(left) < len(steps):
        changes["minutes"] = sum(step.minutes for step in left)
    return bool(left) or not steps


def _settle_module(element: object, changes: dict[str, object]) -> bool:
    """A module whose sessions are all withheld is gone."""
    sessions = cast("Module", element).sessions
    return bool(changes.get("sessions", sessions)) or not sessions


_SETTLE: Final[Mapping[type, Callable[[object, dict[str, object]], bool]]] = {
    Session: _settle_session,
    Module: _settle_module,
}
