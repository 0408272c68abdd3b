"""Near names for something that was mistyped on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from ttt.catalogue import CATALOGUE

_FEW: Final = 20
"""So many names are read at a glance; more of them hide the sentence."""


def unknown_code(code: str) -> str:
    """Return the sentence for a code that the catalogue does not have."""
    return unknown("code", code.upper(), CATALOGUE)


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Return "there is no …", with the nearest name, or with all of them when they are few."""
    names = list(known)
    close = get_close_matches(name, names, 1, 0.5)
    if close:
        return f'there is no {what} "{name}"; did you mean "{close[0]}"?'
    if len(names) > _FEW:
        return f'there is no {what} "{name}"'
    return f'there is no {what} "{name}"; there are: {", ".join(names) or "none"}'
