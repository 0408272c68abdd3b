"""Put values where their slots stand, by kind: literal text, inlines, or blocks.

A skeleton is compiled once into the functions that fill it, since it is filled for each slide, step
and cohort of its shape. Filling never parses: a value can open no list, no cell and no container.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias

from ttt.document import (
    Attributes,
    Block,
    Box,
    BulletList,
    Cell,
    CodeBlock,
    Columns,
    Contents,
    Figure,
    Grid,
    Heading,
    Lines,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Quotation,
    Region,
    Rule,
    Str,
    Table,
)
from ttt.markup.fill_inlines import Fill, compile_inlines, fill_string, fill_text, lone_slot
from ttt.markup.slots import NONCHARACTER
from ttt.text import Kind, Origin, Text

Blocks: TypeAlias = Callable[[Fill], tuple[Block, ...]]
_Add: TypeAlias = Callable[[Fill, list[Block]], None]


def compile_blocks(blocks: Iterable[Block]) -> Blocks:
    """Return what fills every slot of the blocks; paragraphs left empty are gone."""
    steps = tuple([_add_block(block) for block in blocks])

    def fill_blocks(fill: Fill) -> tuple[Block, ...]:
        filled: list[Block] = []
        for step in steps:
            step(fill, filled)
        return tuple(filled)

    return fill_blocks


def _add_block(block: Block) -> _Add:
    if isinstance(block, Paragraph):
        return _add_paragraph(block)
    make = _block(block)

    def add(fill: Fill, filled: list[Block]) -> None:
        filled.append(make(fill))

    return add


def _add_paragraph(block: Paragraph) -> _Add:
    content, role = block.content, block.role
    words = compile_inlines(content)
    number = lone_slot(content[0].text) if len(content) == 1 and type(content[0]) is Str else None

    def add(fill: Fill, filled: list[Block]) -> None:
        if inlines := words(fill):
            filled.append(Paragraph(inlines, role))

    if number is None:
        return add

    def add_value(fill: Fill, filled: list[Block]) -> None:
        value = fill.values[number]
        if isinstance(value, Text) and value.kind is Kind.PROSE:
            filled.extend(lower(fill.blocks_of(value), fill.heading))
        elif inlines := words(fill):
            filled.append(Paragraph(inlines, role))

    return add_value


def _block(block: Block) -> Callable[[Fill], Block]:  # noqa: C901 one arm a kind
    match block:
        case Box(name, blocks, attributes):
            inner, attributed = compile_blocks(blocks), _attributes(attributes)
            return lambda fill: Box(name, inner(fill), attributed(fill))
        case Heading():
            return _heading(block)
        case BulletList(items):
            listed = _items(items)
            return lambda fill: BulletList(listed(fill))
        case OrderedList(items, start):
            listed = _items(items)
            return lambda fill: OrderedList(listed(fill), start)
        case Table():
            return _table(block)
        case Grid():
            return _grid(block)
        case Notes(blocks):
            inner = compile_blocks(blocks)
            return lambda fill: Notes(inner(fill))
        case Region(name, blocks):
            inner = compile_blocks(blocks)
            return lambda fill: Region(name, inner(fill))
        case Columns(columns):
            cells = [compile_blocks(column) for column in columns]
            return lambda fill: Columns(tuple([cell(fill) for cell in cells]))
        case Quotation(blocks):
            inner = compile_blocks(blocks)
            return lambda fill: Quotation(inner(fill))
        case Figure(image, alt, caption, attributes):
            file, words, attributed = fill_text(image), fill_text(alt), _attributes(attributes)
            below = compile_inlines(caption)
            return lambda fill: Figure(file(fill), words(fill), below(fill), attributed(fill))
        case CodeBlock(text, origin):
            code = fill_string(text, origin)
            return lambda fill: _code_block(code(fill), origin)
        case Paragraph(content, role):
            inlines = compile_inlines(content)
            return lambda fill: Paragraph(inlines(fill), role)
        case Lines() | Contents() | PageBreak() | Rule():
            return lambda _fill: block


def _heading(block: Heading) -> Callable[[Fill], Block]:
    level, origin = block.level, block.origin
    content, attributes = compile_inlines(block.content), _attributes(block.attributes)

    def heading(fill: Fill) -> Block:
        fill.heading = level
        return Heading(level, content(fill), attributes(fill), origin)

    return heading


def _code_block(text: str, origin: Origin) -> CodeBlock:
    return CodeBlock(text, text.origin if isinstance(text, Text) else origin)


def _items(items: Iterable[tuple[Block, ...]]) -> Callable[[Fill], tuple[tuple[Block, ...], ...]]:
    each = [compile_blocks(item) for item in items]
    return lambda fill: tuple([filled for item in each if (filled := item(fill))])


def _table(block: Table) -> Callable[[Fill], Block]:
    align, attributes = block.align, _attributes(block.attributes)
    header = [compile_inlines(cell) for cell in block.header]
    rows = [[compile_inlines(cell) for cell in row] for row in block.rows]

    def table(fill: Fill) -> Block:
        return Table(
            align,
            tuple([cell(fill) for cell in header]),
            tuple([tuple([cell(fill) for cell in row]) for row in rows]),
            attributes(fill),
        )

    return table


def _grid(block: Grid) -> Callable[[Fill], Block]:
    columns, attributes = block.columns, _attributes(block.attributes)
    rows = [[(compile_blocks(cell.blocks), cell.role) for cell in row] for row in block.rows]

    def grid(fill: Fill) -> Block:
        cells = tuple([tuple([Cell(inner(fill), role) for inner, role in row]) for row in rows])
        return Grid(columns, cells, attributes(fill))

    return grid


def _attributes(attributes: Attributes) -> Callable[[Fill], Attributes]:
    texts = (attributes.id, *(value for _, value in attributes.pairs))
    if not any(NONCHARACTER.search(text) for text in texts):
        return lambda _fill: attributes
    roles, id_ = attributes.roles, fill_text(attributes.id)
    pairs = [(key, fill_text(value)) for key, value in attributes.pairs]
    return lambda fill: Attributes(
        id_(fill), roles, tuple([(key, value(fill)) for key, value in pairs])
    )


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
