"""Filters of Jinja that could make much out of little, made again with an end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from jinja2.environment import Environment
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.filters import do_batch, do_round, make_attrgetter, sync_do_slice
from jinja2.runtime import Undefined
from jinja2.utils import pass_environment
from markupsafe import Markup

from ttt.sandbox.limits import MAX_NUMBER, MAX_TEXT

_MOST: Final = 1_000
"""Items of a row, rows of a list."""

_DIGITS: Final = 10


def is_plain(value: object) -> bool:
    """Whether a value is a text, a number, yes, no or nothing."""
    return value is None or isinstance(value, (str, int, float))


def _string(value: object) -> str:
    """Filter `string`: a text stays as it is, a number becomes one."""
    if isinstance(value, Undefined):
        return str(value)  # which fails, and says why
    if not is_plain(value):
        raise TemplateRuntimeError('the filter "string" works on texts and numbers only')
    return value if isinstance(value, str) else str(value)


def _replace(value: object, old: object, new: object, count: int | None = None) -> str:
    """Filter `replace`, counted before it is done."""
    if isinstance(old, Markup) or isinstance(new, Markup) or not (is_plain(old) and is_plain(new)):
        raise TemplateRuntimeError('the filter "replace" replaces texts by texts only')
    text, before, after = str(value), str(old), str(new)
    times = text.count(before)
    if count is not None and count >= 0:
        times = min(times, count)
    if len(text) + times * (len(after) - len(before)) > MAX_TEXT:
        raise SecurityError(f"a text of more than {MAX_TEXT // 1_000_000} million characters")
    return text.replace(before, after, times)


def _round(value: float, precision: int = 0, method: Any = "common") -> float:  # noqa: ANN401 Jinja's own words
    """Filter `round`, to digits a number has."""
    if not -_DIGITS <= precision <= _DIGITS:
        raise SecurityError(f"round to more than {_DIGITS} digits")
    return do_round(value, precision, method)


@pass_environment
def _sum(
    environment: Environment,
    values: Iterable[object],
    attribute: str | int | None = None,
    start: float = 0,
) -> float:
    """Filter `sum`, of numbers."""
    if attribute is not None:
        values = map(make_attrgetter(environment, attribute), values)
    total = start
    for value in (start, *values):
        if isinstance(value, Undefined):
            str(value)  # which fails, and says why
        if not isinstance(value, (int, float)):
            raise TemplateRuntimeError('the filter "sum" adds numbers only')
        total += value
    if not -MAX_NUMBER <= total <= MAX_NUMBER:
        raise SecurityError("a number grows too large")
    return total - start


def _rows(function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """Guard `batch` and `slice`: rows of ordinary length, filled up with texts or numbers."""

    def guarded(values: Any, number: int, fill_with: object = None) -> Iterator[Any]:  # noqa: ANN401 any list
        if not 0 < number <= _MOST:
            raise SecurityError(f"a list in rows of more than {_MOST}, or of none")
        if not is_plain(fill_with):
            raise SecurityError("a row is filled up with texts or numbers only")
        return function(values, number, fill_with)

    return guarded


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "batch": _rows(do_batch),
    "replace": _replace,
    "round": _round,
    "slice": _rows(sync_do_slice),
    "string": _string,
    "sum": _sum,
}
