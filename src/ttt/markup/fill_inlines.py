"""Put values where their slots stand in a line: literal text or inlines, by kind.

The lower half of `fill`: inlines, strings and the texts of attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from ttt.document import (
    Block,
    Code,
    Emphasis,
    Gap,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Reference,
    Str,
    Strong,
    Styled,
)
from ttt.markup.slots import NONCHARACTER, pieces
from ttt.markup.tree import SCHEMES
from ttt.text import NOWHERE, Kind, Origin, Text

Value = Text | str | tuple[Inline, ...]
"""What a slot may stand for: a text by its kind, a plain string, or ready inlines."""

_CUT: Final = "a value was cut in two by a filter or a slice"


class Fill:
    """One table of values for one skeleton; `heading` is the level of the last one met."""

    __slots__ = ("blocks_of", "heading", "inlines_of", "report", "values")

    def __init__(
        self,
        values: Sequence[Value],
        inlines_of: Callable[[Text], tuple[Inline, ...]],
        blocks_of: Callable[[Text], tuple[Block, ...]],
        report: Callable[[str, str, Origin], None],
    ) -> None:
        self.values = values
        self.inlines_of = inlines_of
        self.blocks_of = blocks_of
        self.report = report
        self.heading = 0

    def prose_inline(self, value: Text) -> tuple[Inline, ...]:
        """Return prose in the middle of a line: its inlines when it is one paragraph."""
        match self.blocks_of(value):
            case ():
                return ()
            case (Paragraph(content, _),):
                return content
            case _:
                self.report(
                    "TPL113",
                    f'"{value.origin.part}" of {value.origin.address} is more than one paragraph',
                    value.origin,
                )
                return ()


Inlines: TypeAlias = Callable[[Fill], tuple[Inline, ...]]
_Add: TypeAlias = Callable[[Fill, list[Inline]], None]


def compile_inlines(content: tuple[Inline, ...]) -> Inlines:
    """Return what fills every slot of the inlines; empty texts are gone."""
    steps: list[_Add] = []
    for inline in content:
        if isinstance(inline, Str):
            steps += _pieces(inline)
        else:
            steps.append(_add_made(_inline(inline)))

    def fill_inlines(fill: Fill) -> tuple[Inline, ...]:
        filled: list[Inline] = []
        for step in steps:
            step(fill, filled)
        return tuple(filled)

    return fill_inlines


def _add_made(make: Callable[[Fill], Inline]) -> _Add:
    return lambda fill, filled: filled.append(make(fill))


def _inline(inline: Inline) -> Callable[[Fill], Inline]:
    match inline:
        case Strong(content):
            inner = compile_inlines(content)
            return lambda fill: Strong(inner(fill))
        case Emphasis(content):
            inner = compile_inlines(content)
            return lambda fill: Emphasis(inner(fill))
        case Styled(role, content):
            inner = compile_inlines(content)
            return lambda fill: Styled(role, inner(fill))
        case Link(target, content):
            address, inner = _target(target), compile_inlines(content)
            return lambda fill: Link(address(fill), inner(fill))
        case Code(text, origin):
            code = fill_string(text, origin)
            return lambda fill: Code(code(fill), origin)
        case Reference(product, address, origin):
            named, element = fill_string(product, None), fill_string(address, None)
            return lambda fill: Reference(named(fill), element(fill), origin)
        case Str() | Gap() | LineBreak():
            return lambda _fill: inline


def _pieces(whole: Str) -> Iterable[_Add]:
    parts = tuple(pieces(whole.text))
    for part in parts:
        if isinstance(part, int):
            yield _add_value(part, whole.origin)
        elif NONCHARACTER.search(part):
            yield lambda fill, _filled: fill.report("TPL112", _CUT, whole.origin)
        else:
            yield _add_same(whole if len(parts) == 1 else Str(part, whole.origin))


def _add_same(inline: Inline) -> _Add:
    return lambda _fill, filled: filled.append(inline)


def _add_value(number: int, origin: Origin) -> _Add:
    def add(fill: Fill, filled: list[Inline]) -> None:
        value = fill.values[number]
        if isinstance(value, Text):
            prose = value.kind is Kind.PROSE
            filled.extend(fill.prose_inline(value) if prose else fill.inlines_of(value))
        elif isinstance(value, tuple):
            filled.extend(value)
        elif value:
            filled.append(Str(value, origin))

    return add


def _target(target: str) -> Callable[[Fill], str]:
    """A link's address; what a value turned into another kind of address is reported."""
    if NONCHARACTER.search(target) is None:
        return lambda _fill: target
    string = fill_string(target, None)

    def address(fill: Fill) -> str:
        filled = string(fill)
        if not filled.startswith(SCHEMES):
            fill.report("TPL107", f'"{filled}" is not an address a document may link to', NOWHERE)
        return filled

    return address


def fill_string(text: str, origin: Origin | None) -> Callable[[Fill], str]:
    """A string with the values' own characters in the slots."""
    if NONCHARACTER.search(text) is None:
        return lambda _fill: text
    parts = tuple(pieces(text))

    def string(fill: Fill) -> str:
        found: list[str] = []
        for part in parts:
            if isinstance(part, str):
                if NONCHARACTER.search(part) and origin is not None:
                    fill.report("TPL112", _CUT, origin)
                found.append(NONCHARACTER.sub("", part))
            else:
                value = fill.values[part]
                found.append("".join(map(plain, value)) if isinstance(value, tuple) else value)
        return "".join(found)

    return string


def fill_text(text: Text) -> Callable[[Fill], Text]:
    """An attribute's value; one that is a single text keeps that text's origin."""
    if NONCHARACTER.search(text) is None:
        return lambda _fill: text
    number, string = lone_slot(text), fill_string(text, text.origin)

    def filled(fill: Fill) -> Text:
        value = None if number is None else fill.values[number]
        if isinstance(value, Text):
            if value.kind is Kind.PROSE and len(fill.blocks_of(value)) > 1:
                fill.prose_inline(value)
            return value
        return Text(string(fill), text.kind, text.origin)

    return filled


def lone_slot(text: str) -> int | None:
    """Return the number of the slot that is all there is of a text."""
    match tuple(pieces(text)):
        case (int(number),):
            return number
    return None


def plain(inline: Inline) -> str:
    """Return the characters of an inline, as an alternative text or a file name shows them."""
    match inline:
        case Str(text, _) | Code(text, _):
            return text
        case Strong(content) | Emphasis(content) | Link(_, content) | Styled(_, content):
            return "".join(map(plain, content))
        case Gap(label):
            return label.text
        case LineBreak():
            return " "
        case Reference():
            return ""
