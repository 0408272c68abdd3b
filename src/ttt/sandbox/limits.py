"""How large what a template makes may grow: texts, numbers, lists."""

from __future__ import annotations

from typing import Final

from jinja2.exceptions import SecurityError

MAX_TEXT: Final = 1_000_000
"""Characters of a text that a template puts together."""

MAX_MARKUP: Final = 4_000_000
"""Characters of markup; the longest honest document, a deck of 2,005 slides, has 700,000."""

MAX_NUMBER: Final = 10**15
MAX_ITEMS: Final = 10_000
"""Items of a list that a template writes, those of the lists in it included."""


def bounded(text: str) -> str:
    """Return a text that is no longer than it may be."""
    if len(text) > MAX_TEXT:
        raise SecurityError(f"a text of more than {MAX_TEXT // 1_000_000} million characters")
    return text


def weigh(items: list[object]) -> None:
    """Refuse a list that holds lists that hold lists, to more items than there may be."""
    count, waiting = 0, [items]
    while waiting:
        here = waiting.pop()
        count += len(here)
        if count > MAX_ITEMS:
            raise SecurityError(f"a list of more than {MAX_ITEMS} items")
        waiting.extend(item for item in here if type(item) is list)
