"""`frozen` against what it stands for: `dataclass(frozen=True, slots=True)`."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import pytest

from ttt.frozen import frozen

T = TypeVar("T")


@frozen
class Empty:
    """Nothing."""


@frozen
class One:
    """One field."""

    only: int


@frozen
class Base:
    """Every kind of field."""

    first: str
    second: tuple[int, ...] = ()
    hidden: object = field(default=None, compare=False, repr=False)
    made: dict[str, int] = field(default_factory=dict, compare=False)


@frozen
class Derived(Base, Generic[T]):
    """More fields, and a method."""

    third: T | None = None

    @property
    def twice(self) -> str:
        return self.first * 2


@dataclass(frozen=True, slots=True)
class Plain:
    """The same as `Base`."""

    first: str
    second: tuple[int, ...] = ()
    hidden: object = field(default=None, compare=False, repr=False)
    made: dict[str, int] = field(default_factory=dict, compare=False)


VALUES: list[Any] = [
    Empty(), One(1), Base("a"), Base("a", (1, 2), object, {"x": 1}), Derived[int]("b", third=3),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_it_is_a_dataclass_that_refuses_change_and_survives_pickling(value: Any) -> None:
    assert dataclasses.is_dataclass(value)
    assert not hasattr(value, "__dict__")
    for name in [spec.name for spec in dataclasses.fields(value)] or ["anything"]:
        with pytest.raises(dataclasses.FrozenInstanceError, match=name):
            setattr(value, name, 1)
        with pytest.raises(dataclasses.FrozenInstanceError, match=name):
            delattr(value, name)
    again = pickle.loads(pickle.dumps(value))  # noqa: S301 what was just pickled
    assert (again, repr(again)) == (value, repr(value))
    assert dataclasses.replace(value) == value  # type: ignore[type-var] # any of them


def test_comparison_hash_and_representation_are_those_of_a_dataclass() -> None:
    pairs = [(make("a"), make("a", (), 7, {"x": 1}), make("b")) for make in (Base, Plain)]
    for one, same, other in pairs:
        assert one == same
        assert hash(one) == hash(same)
        assert one != other
        assert one != "a"  # type: ignore[comparison-overlap] # unlike on purpose
    ours, plain = pairs
    assert [repr(value).partition("(")[2] for value in ours] == [
        repr(value).partition("(")[2] for value in plain
    ]
    assert One(1) != Base("1")  # type: ignore[comparison-overlap] # unlike on purpose
    assert Derived[int]("a") != Base("a")


def test_what_a_factory_makes_is_made_each_time() -> None:
    assert Base("a").made is not Base("a").made
    assert Base("a", made={"x": 2}).made == {"x": 2}


def test_fields_are_given_by_place_or_name_and_matched() -> None:
    value = Derived[int]("c", (1,), third=3)
    assert value.twice == "cc"
    match value:
        case Derived(first, second, third=third):
            assert (first, second, third) == ("c", (1,), 3)
    with pytest.raises(TypeError, match="first"):
        Base()  # type: ignore[call-arg] # that is the test
    with pytest.raises(TypeError, match="fourth"):
        Base("a", fourth=1)  # type: ignore[call-arg] # that is the test
