"""How findings of shape are worded: quoted values, lists of words, "did you mean".

Words only: nothing here reports or decides.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from ttt.source import MappingNode, Node, ScalarNode, SequenceNode, Span

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""How YAML 1.2 writes that there is no value (core schema, section 10.3.2)."""
_LONGEST: Final = 40
_MOST: Final = 12


def quote(value: str) -> str:
    """Return the value in double quotes, on one line, cut where it is long."""
    line = " ".join(value.split())
    return f'"{line[: _LONGEST - 1]}…"' if len(line) > _LONGEST else f'"{line}"'


def is_null(node: Node) -> bool:
    """Whether the value is absent: nothing after the colon, or YAML's word for it."""
    return isinstance(node, ScalarNode) and node.style == "plain" and node.value in NULLS


def describe(node: Node) -> str:
    """Name what was found in the place of what was expected."""
    match node:
        case ScalarNode() if is_null(node):
            return "empty"
        case ScalarNode(value=value):
            return quote(value)
        case SequenceNode():
            return "a list"
        case MappingNode():
            return "a group of keys"


def listed(words: Iterable[str]) -> str:
    """Return the words separated by commas, the last ones left out where there are many."""
    words = tuple(words)
    more = f", … ({len(words)} in all)" if len(words) > _MOST else ""
    return ", ".join(words[:_MOST]) + more


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like this one, None when none is."""
    lowered = {name.casefold(): name for name in reversed(tuple(known))}
    found = difflib.get_close_matches(word.casefold(), lowered, n=1, cutoff=0.7)
    return lowered[found[0]] if found else None


def did_you_mean(word: str, known: Sequence[str], otherwise: str = "") -> tuple[str, ...]:
    """Return the hint for a word nobody knows."""
    match = closest(word, known)
    if match is not None:
        return (f"did you mean {quote(match)}?",)
    return (otherwise,) if otherwise else ()


def nearly(value: str, matches: Callable[[str], object]) -> tuple[str, ...]:
    """Return the hint for a word that follows its pattern after one usual repair."""
    repairs = (
        value.strip().replace(" ", "-"),
        value.replace("-", "_"),
        value.replace(" ", "").upper(),
        value.lower(),
        f"0{value}",
    )
    return next((did_you_mean(value, [word]) for word in repairs if matches(word)), ())


def start_of(node: Node) -> Span:
    """Return where a finding about a whole element points: its first key."""
    return node.entries[0].key_span if isinstance(node, MappingNode) and node.entries else node.span
