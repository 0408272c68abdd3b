"""Put values where their slots stand, by kind: literal text, inlines, or blocks.

Filling never parses: a value can open no list, no cell and no container.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from ttt.document import (
    Attributes,
    Block,
    Box,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Columns,
    Contents,
    Emphasis,
    Figure,
    Gap,
    Grid,
    Heading,
    Inline,
    LineBreak,
    Lines,
    Link,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Quotation,
    Reference,
    Region,
    Rule,
    Str,
    Strong,
    Styled,
    Table,
)
from ttt.markup.slots import NONCHARACTER, pieces
from ttt.markup.tree import SCHEMES
from ttt.text import NOWHERE, Kind, Origin, Text

Value = Text | str | tuple[Inline, ...]
"""What a slot may stand for: a text by its kind, a plain string, or ready inlines."""


class Fill:
    """Fills one skeleton with one table of values."""

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

    # ── blocks ───────────────────────────────────────────────────────────────────────────────

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """Return the blocks with every slot filled; paragraphs left empty are gone."""
        filled: list[Block] = []
        for block in blocks:
            if type(block) is Paragraph:
                self._paragraph(block, filled)
            else:
                filled.append(self._block(block))
        return tuple(filled)

    def _block(self, block: Block) -> Block:  # noqa: C901 one arm a kind
        match block:
            case Box(name, blocks, attributes):
                return Box(name, self.blocks(blocks), self.attributes(attributes))
            case Heading(level, content, attributes, origin):
                self.heading = level
                return Heading(level, self.inlines(content), self.attributes(attributes), origin)
            case BulletList(items):
                return BulletList(self._items(items))
            case OrderedList(items, start):
                return OrderedList(self._items(items), start)
            case Table(align, header, rows, attributes):
                return Table(
                    align,
                    tuple(self.inlines(cell) for cell in header),
                    tuple(tuple(self.inlines(cell) for cell in row) for row in rows),
                    self.attributes(attributes),
                )
            case Grid(columns, rows, attributes):
                return Grid(
                    columns,
                    tuple(tuple(Cell(self.blocks(c.blocks), c.role) for c in row) for row in rows),
                    self.attributes(attributes),
                )
            case Notes(blocks):
                return Notes(self.blocks(blocks))
            case Region(name, blocks):
                return Region(name, self.blocks(blocks))
            case Columns(cells):
                return Columns(tuple(self.blocks(cell) for cell in cells))
            case Quotation(blocks):
                return Quotation(self.blocks(blocks))
            case Figure(image, alt, caption, attributes):
                return Figure(
                    self._text(image),
                    self._text(alt),
                    self.inlines(caption),
                    self.attributes(attributes),
                )
            case CodeBlock(text, origin):
                return CodeBlock(self._string(text, origin), origin)
            case Paragraph(content, role):
                return Paragraph(self.inlines(content), role)
            case Lines() | Contents() | PageBreak() | Rule():
                return block

    def _items(self, items: tuple[tuple[Block, ...], ...]) -> tuple[tuple[Block, ...], ...]:
        return tuple(filled for item in items if (filled := self.blocks(item)))

    def _paragraph(self, block: Paragraph, filled: list[Block]) -> None:
        content = block.content
        if len(content) == 1 and type(content[0]) is Str:
            parts = parts_of(content[0].text)
            if len(parts) == 1 and isinstance(parts[0], int):
                value = self.values[parts[0]]
                if isinstance(value, Text) and value.kind is Kind.PROSE:
                    filled.extend(lower(self.blocks_of(value), self.heading))
                    return
        inlines = self.inlines(content)
        if inlines:
            filled.append(Paragraph(inlines, block.role))

    def attributes(self, attributes: Attributes) -> Attributes:
        """Return the attributes with filled values."""
        if not attributes.pairs and not attributes.id:
            return attributes
        return Attributes(
            self._text(attributes.id),
            attributes.roles,
            tuple((key, self._text(value)) for key, value in attributes.pairs),
        )

    # ── inlines ──────────────────────────────────────────────────────────────────────────────

    def inlines(self, content: Sequence[Inline]) -> tuple[Inline, ...]:
        """Return the inlines with every slot filled; empty texts are gone."""
        filled: list[Inline] = []
        for inline in content:
            if type(inline) is Str:
                self._pieces(inline, filled)
            else:
                filled.append(self._inline(inline))
        return tuple(filled)

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Strong(content):
                return Strong(self.inlines(content))
            case Emphasis(content):
                return Emphasis(self.inlines(content))
            case Styled(role, content):
                return Styled(role, self.inlines(content))
            case Link(target, content):
                return Link(self._target(target), self.inlines(content))
            case Code(text, origin):
                return Code(self._string(text, origin), origin)
            case Reference(product, address, origin):
                return Reference(self._string(product, None), self._string(address, None), origin)
            case Str() | Gap() | LineBreak():
                return inline

    def _pieces(self, whole: Str, filled: list[Inline]) -> None:
        parts = parts_of(whole.text)
        for part in parts:
            if isinstance(part, str):
                if len(parts) == 1 and not NONCHARACTER.search(part):
                    filled.append(whole)
                elif NONCHARACTER.search(part):
                    self.report(
                        "TPL112", "a value was cut in two by a filter or a slice", whole.origin
                    )
                else:
                    filled.append(Str(part, whole.origin))
                continue
            value = self.values[part]
            if isinstance(value, tuple):
                filled.extend(value)
            elif not value:
                continue
            elif not isinstance(value, Text):
                filled.append(Str(value, whole.origin))
            elif value.kind is Kind.PROSE:
                filled.extend(self._prose_inline(value))
            else:
                filled.extend(self.inlines_of(value))

    def _prose_inline(self, value: Text) -> tuple[Inline, ...]:
        """Prose in the middle of a line: its inlines when it is one paragraph."""
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

    def _target(self, target: str) -> str:
        """Return a link's address; what a value turned into another kind of address is reported."""
        filled = self._string(target, None)
        if filled is not target and not filled.startswith(SCHEMES):
            self.report("TPL107", f'"{filled}" is not an address a document may link to', NOWHERE)
        return filled

    def _string(self, text: str, origin: Origin | None) -> str:
        """Return a string with the values' own characters in the slots."""
        if NONCHARACTER.search(text) is None:
            return text
        found: list[str] = []
        for part in parts_of(text):
            if isinstance(part, str):
                if NONCHARACTER.search(part) and origin is not None:
                    self.report("TPL112", "a value was cut in two by a filter or a slice", origin)
                found.append(NONCHARACTER.sub("", part))
            else:
                value = self.values[part]
                found.append("".join(map(plain, value)) if isinstance(value, tuple) else value)
        return "".join(found)

    def _text(self, text: Text) -> Text:
        """Return an attribute's value; one that is a single text keeps that text's origin."""
        parts = parts_of(text)
        if len(parts) == 1 and isinstance(parts[0], int):
            value = self.values[parts[0]]
            if isinstance(value, Text):
                if value.kind is Kind.PROSE and len(self.blocks_of(value)) > 1:
                    self._prose_inline(value)
                return value
        if NONCHARACTER.search(text) is None:
            return text
        return Text(self._string(text, text.origin), text.kind, text.origin)


@lru_cache(maxsize=65_536)
def parts_of(text: str) -> tuple[str | int, ...]:
    """Return the text between slots and the numbers of the slots, in order."""
    return tuple(pieces(text))


def lower(blocks: tuple[Block, ...], under: int) -> tuple[Block, ...]:
    """Return prose with its headings lowered below the heading it stands under."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    if not levels or min(levels) > under:
        return blocks
    shift = under + 1 - min(levels)
    return tuple(
        replace(block, level=min(6, block.level + shift)) if isinstance(block, Heading) else block
        for block in blocks
    )


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
