"""Inlines as plain words: for titles that must differ, and for the place a finding names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ttt.document import (
    Code,
    Emphasis,
    Gap,
    Inline,
    LineBreak,
    Link,
    Reference,
    Str,
    Strong,
    Styled,
)
from ttt.source import Span
from ttt.text import Origin

SHOWN = 40
"""Characters of a text that a finding quotes."""


def plain(content: Sequence[Inline]) -> str:
    """Return the characters of inlines on one line."""
    return "".join(_words(content))


def _words(content: Sequence[Inline]) -> Iterator[str]:
    for inline in content:
        match inline:
            case Str(text, _) | Code(text, _):
                yield text
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Styled(_, inner):
                yield from _words(inner)
            case Gap(label):
                yield label.text
            case LineBreak():
                yield " "
            case Reference():
                yield ""


def _origins(content: Sequence[Inline]) -> Iterator[Origin]:
    for inline in content:
        match inline:
            case Str(_, origin) | Code(_, origin) | Reference(_, _, origin):
                yield origin
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Styled(_, inner):
                yield from _origins(inner)
            case Gap(label):
                yield label.origin
            case LineBreak():
                continue


def first_span(content: Sequence[Inline]) -> Span | None:
    """Return the place the first text of inlines comes from, a field of the curriculum first."""
    found = [origin for origin in _origins(content) if origin.span is not None]
    field = next((origin for origin in found if origin.layer not in {"template", "ttt"}), None)
    return (field or found[0]).span if found else None


def quoted(content: Sequence[Inline]) -> str:
    """Return the beginning of a text in quotes, as a finding shows it."""
    words = " ".join(plain(content).split())
    return f'"{words}"' if len(words) <= SHOWN else f'"{words[: SHOWN - 1].rstrip()}…"'


def lines(number: int) -> str:
    """Return a number of lines in words."""
    return "1 line" if number == 1 else f"{number} lines"
