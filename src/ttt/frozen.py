"""`@frozen`: a frozen dataclass with slots that takes a quarter of the time to define.

A worker defines two hundred of them before it can begin, and `dataclass` compiles six functions for
each. Here only `__init__` is compiled; comparison, hash, representation and refusal are shared, and
do what those of `dataclass(frozen=True, slots=True)` do. `fields`, `replace` and `match` work.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, FrozenInstanceError
from functools import cache
from operator import attrgetter
from typing import Any, Final, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")

_set: Final = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a frozen dataclass with slots of a class; fields as for `dataclasses.dataclass`.

    Comparison and hash leave out fields with `compare=False`, the representation those with
    `repr=False`. Fields are positional or by name; none is `init=False` or `kw_only`.
    """
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)  # type: ignore[arg-type] # a dataclass now
    compared = _values([field.name for field in fields if field.compare])
    every = _values([field.name for field in fields])
    shown = tuple(field.name for field in fields if field.repr)

    def equal(self: T, other: object) -> Any:  # noqa: ANN401 NotImplemented has no type of its own
        return compared(self) == compared(other) if other.__class__ is made else NotImplemented

    def digest(self: T) -> int:
        return hash(compared(self))

    def text(self: T) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{made.__qualname__}({values})"

    def state(self: T) -> object:
        return every(self)

    own = vars(cls)
    for name, function in (
        ("__init__", _initialiser(made, fields)), ("__eq__", equal), ("__hash__", digest),
        ("__repr__", text), ("__getstate__", state), ("__setstate__", _restore),
        ("__setattr__", _refuse), ("__delattr__", _refuse),
    ):  # fmt: skip
        if name not in own:
            setattr(made, name, function)
    return made


def _values(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    """Return what gives the values of some attributes as a tuple."""
    match names:
        case []:
            return lambda _value: ()
        case [name]:
            return lambda value: (getattr(value, name),)
        case _:
            return attrgetter(*names)


def _initialiser(made: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """Compile `__init__`: defaults stand in a table, what a factory makes is made each time.

    It sets each slot by the slot itself, which takes half the time of `object.__setattr__`.
    """
    defaults: dict[str, object] = {"_NEW": MISSING}
    arguments: list[str] = []
    lines: list[str] = []
    for field in fields:
        name = field.name
        value = name
        defaults[f"_set_{name}"] = getattr(made, name).__set__
        if field.default_factory is not MISSING:
            defaults[f"_make_{name}"] = field.default_factory
            arguments.append(f"{name}=_NEW")
            value = f"_make_{name}() if {name} is _NEW else {name}"
        elif field.default is not MISSING:
            defaults[f"_default_{name}"] = field.default
            arguments.append(f"{name}=_default_{name}")
        else:
            arguments.append(name)
        lines.append(f" _set_{name}(self, {value})")
    source = f"def __init__({', '.join(['self', *arguments])}):\n" + "\n".join(lines or [" pass"])
    exec(source, defaults)  # noqa: S102 the names are those of the class body
    return defaults["__init__"]  # type: ignore[return-value] # what was just compiled


@cache
def copier(noun: type[T]) -> Callable[[T, Mapping[str, object]], T]:
    """Return what copies a noun with values changed: `dataclasses.replace` in half the time."""
    names = [field.name for field in dataclasses.fields(noun)]  # type: ignore[arg-type]
    values = _values(names)
    place = {name: at for at, name in enumerate(names)}

    def copied(element: T, changes: Mapping[str, object]) -> T:
        changed = list(values(element))
        for name, value in changes.items():
            changed[place[name]] = value
        return noun(*changed)

    return copied


def _refuse(self: object, name: str, *_value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {name!r} of a {type(self).__name__}")


def _restore(self: object, state: tuple[object, ...]) -> None:
    """Take back what a pickle holds."""
    for field, value in zip(dataclasses.fields(self), state, strict=True):  # type: ignore[arg-type]
        _set(self, field.name, value)
