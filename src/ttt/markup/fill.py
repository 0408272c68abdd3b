"""Put values where their slots stand, by kind: literal text, inlines, or blocks.

Filling never parses: a value can open no list, no cell and no container.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

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
from ttt.markup.slots import NONCHARACTER, SLOT, pieces
from ttt.text import Kind, Origin, Text

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
        return tuple(filled for block in blocks for filled in self._block(block))

    def _block(self, block: Block) -> Iterator[Block]:  # noqa: C901 one arm a kind
        match block:
            case Paragraph(content, role):
                yield from self._paragraph(block, content, role)
            case Heading(level, content, attributes, origin):
                self.heading = level
                yield Heading(level, self.inlines(content), self.attributes(attributes), origin)
            case BulletList(items):
                filled = tuple(self.blocks(item) for item in items)
                yield BulletList(tuple(item for item in filled if item))
            case OrderedList(items, start):
                filled = tuple(self.blocks(item) for item in items)
                yield OrderedList(tuple(item for item in filled if item), start)
            case Table(align, header, rows, attributes):
                yield Table(
                    align,
                    tuple(self.inlines(cell) for cell in header),
                    tuple(tuple(self.inlines(cell) for cell in row) for row in rows),
                    self.attributes(attributes),
                )
            case Grid(columns, rows, attributes):
                yield Grid(
                    columns,
                    tuple(tuple(Cell(self.blocks(c.blocks), c.role) for c in row) for row in rows),
                    self.attributes(attributes),
                )
            case Box(name, blocks, attributes):
                yield Box(name, self.blocks(blocks), self.attributes(attributes))
            case Notes(blocks):
                yield Notes(self.blocks(blocks))
            case Region(name, blocks):
                yield Region(name, self.blocks(blocks))
            case Columns(cells):
                yield Columns(tuple(self.blocks(cell) for cell in cells))
            case Quotation(blocks):
                yield Quotation(self.blocks(blocks))
            case Figure(image, alt, caption, attributes):
                yield Figure(
                    self._text(image),
                    self._text(alt),
                    self.inlines(caption),
                    self.attributes(attributes),
                )
            case CodeBlock(text, origin):
                yield CodeBlock(self._string(text, origin), origin)
            case Lines() | Contents() | PageBreak() | Rule():
                yield block

    def _paragraph(
        self, block: Paragraph, content: tuple[Inline, ...], role: str
    ) -> Iterator[Block]:
        match content:
            case (Str(text, _),) if (found := SLOT.fullmatch(text.strip())) is not None:
                value = self._value(found[0])
                if isinstance(value, Text) and value.kind is Kind.PROSE:
                    yield from lower(self.blocks_of(value), self.heading)
                    return
        inlines = self.inlines(content)
        if inlines:
            yield block if inlines == content else Paragraph(inlines, role)

    def attributes(self, attributes: Attributes) -> Attributes:
        """Return the attributes with filled values."""
        if not attributes.pairs and not attributes.id:
            return attributes
        return replace(
            attributes,
            id=self._text(attributes.id),
            pairs=tuple((key, self._text(value)) for key, value in attributes.pairs),
        )

    # ── inlines ──────────────────────────────────────────────────────────────────────────────

    def inlines(self, content: Sequence[Inline]) -> tuple[Inline, ...]:
        """Return the inlines with every slot filled; empty texts are gone."""
        return tuple(filled for inline in content for filled in self._inline(inline))

    def _inline(self, inline: Inline) -> Iterator[Inline]:
        match inline:
            case Str(text, origin):
                if NONCHARACTER.search(text) is None:
                    yield inline
                else:
                    yield from self._pieces(text, origin)
            case Strong(content):
                yield Strong(self.inlines(content))
            case Emphasis(content):
                yield Emphasis(self.inlines(content))
            case Styled(role, content):
                yield Styled(role, self.inlines(content))
            case Link(target, content):
                yield Link(self._string(target, None), self.inlines(content))
            case Code(text, origin):
                yield Code(self._string(text, origin), origin)
            case Reference(product, address, origin):
                yield Reference(self._string(product, None), self._string(address, None), origin)
            case Gap() | LineBreak():
                yield inline

    def _pieces(self, text: str, origin: Origin) -> Iterator[Inline]:
        for piece in pieces(text):
            if isinstance(piece, str):
                if NONCHARACTER.search(piece):
                    self.report("TPL112", "a value was cut in two by a filter or a slice", origin)
                    continue
                yield Str(piece, origin)
                continue
            value = self.values[piece]
            match value:
                case tuple():
                    yield from value
                case Text() if value.kind is Kind.PROSE:
                    yield from self._prose_inline(value)
                case Text():
                    if value:
                        yield from self.inlines_of(value)
                case _:
                    if value:
                        yield Str(value, origin)

    def _prose_inline(self, value: Text) -> Iterator[Inline]:
        """Prose in the middle of a line: its inlines when it is one paragraph."""
        match self.blocks_of(value):
            case ():
                return
            case (Paragraph(content, _),):
                yield from content
            case _:
                self.report(
                    "TPL113",
                    f'"{value.origin.part}" of {value.origin.address} is more than one paragraph',
                    value.origin,
                )

    def _value(self, token: str) -> Value:
        (index,) = pieces(token)
        return self.values[int(index)]

    def _string(self, text: str, origin: Origin | None) -> str:
        """Return a string with the values' own characters in the slots."""
        if NONCHARACTER.search(text) is None:
            return text
        parts: list[str] = []
        for piece in pieces(text):
            if isinstance(piece, str):
                if NONCHARACTER.search(piece) and origin is not None:
                    self.report("TPL112", "a value was cut in two by a filter or a slice", origin)
                parts.append(NONCHARACTER.sub("", piece))
            else:
                value = self.values[piece]
                parts.append("".join(map(plain, value)) if isinstance(value, tuple) else value)
        return "".join(parts)

    def _text(self, text: Text) -> Text:
        """Return an attribute's value; one that is a single text keeps that text's origin."""
        if NONCHARACTER.search(text) is None:
            return text
        if SLOT.fullmatch(text):
            value = self._value(text)
            if isinstance(value, Text):
                return value
        return Text(self._string(text, text.origin), text.kind, text.origin)


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
