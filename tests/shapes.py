"""Shows blocks and inlines with everything in them, for expected.txt. Holds no test."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from ttt.document import NO_ATTRIBUTES, Str
from ttt.text import Origin


def shape(node: object, word: Callable[[str], str] = repr) -> str:
    """One line a node, what is in it below; origins left out. `word` shows a text."""
    return "".join(f"{line}\n" for line in _lines(node, "", word))


def _joined(nodes: tuple[object, ...]) -> Iterator[object]:
    """Texts that follow one another as one: where they come from is not shown."""
    words = ""
    for node in nodes:
        if isinstance(node, Str):
            words += node.text
            continue
        if words:
            yield Str(words)
            words = ""
        yield node
    if words:
        yield Str(words)


def _lines(node: object, indent: str, word: Callable[[str], str]) -> Iterator[str]:
    match node:
        case str():
            yield f"{indent}{word(node)}"
        case tuple():
            for item in _joined(node):
                if isinstance(item, tuple):
                    yield f"{indent}-"
                    yield from _lines(item, f"{indent}  ", word)
                else:
                    yield from _lines(item, indent, word)
        case _ if dataclasses.is_dataclass(node):
            values = [(spec.name, getattr(node, spec.name)) for spec in dataclasses.fields(node)]
            told = {name: text for name, v in values if (text := _told(name, v, word)) is not None}
            yield f"{indent}{type(node).__name__}{''.join(told.values())}"
            for name, value in values:
                if name in {"content", "blocks"}:
                    yield from _lines(value, f"{indent}  ", word)
                elif name not in told:
                    yield f"{indent}  {name}:"
                    yield from _lines(value, f"{indent}    ", word)
        case _:
            yield f"{indent}{node!r}"


def _told(name: str, value: object, word: Callable[[str], str]) -> str | None:
    """What stands of a field on the line of its node, None when it stands below."""
    match name, value:
        case _, Origin() | "" | ():
            return ""
        case _ if value == NO_ATTRIBUTES:
            return ""
        case _, str():
            return f" {name}={word(str(value))}"
        case _, int() | float():
            return f" {name}={value}"
        case "align" | "columns", tuple():
            return f" {name}={'/'.join(map(str, value))}"
        case "roles", tuple():
            return "".join(f" .{role}" for role in value)
        case "pairs", tuple():
            return "".join(f" {key}={word(str(text))}" for key, text in value)
        case _:
            return None
