"""Stage: fill in the numbers of slides that a document refers to.

`Numbering` comes from a deck; `number` replaces each `Reference` by what it says. Must not know
how a deck was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import is_not
from typing import Final

from ttt.diagnostics import Collector
from ttt.document import (
    Block,
    Box,
    BulletList,
    Cell,
    Columns,
    Document,
    Emphasis,
    Grid,
    Heading,
    Inline,
    Link,
    Notes,
    OrderedList,
    Paragraph,
    Quotation,
    Reference,
    Region,
    Str,
    Strong,
    Styled,
    Table,
)
from ttt.model.numbering import Numbering


def number(
    document: Document,
    numberings: Mapping[str, Numbering],
    collector: Collector,
    lost: frozenset[str] = frozenset(),
) -> Document:
    """Return the document with every reference as text: "14", or "14–16" for several slides.

    `numberings` are those of the decks it refers to, by product. An address without a slide, or a
    product that is not referred to in the front matter, is an error at the template's line
    (`TPL131`, `TPL132`) and leaves "?" in its place. So does, without a finding of its own, a slide
    of a deck that is `lost`: a finding says why there is none.
    """
    numbers = _Numbers(numberings, collector, lost)
    return replace(document, blocks=numbers.blocks(document.blocks))


_NESTING: Final = frozenset({Reference, Strong, Emphasis, Styled, Link})


class _Numbers:
    def __init__(
        self, numberings: Mapping[str, Numbering], collector: Collector, lost: frozenset[str]
    ) -> None:
        self.numberings = numberings
        self.collector = collector
        self.lost = lost

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the blocks with their numbers; the same tuple when there is none in it."""
        numbered = tuple(
            [
                # Most blocks are paragraphs of plain words.
                block
                if type(block) is Paragraph and _NESTING.isdisjoint(map(type, block.content))
                else self._block(block)
                for block in blocks
            ]
        )
        return numbered if any(map(is_not, numbered, blocks)) else blocks

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(content, role):
                inlines = self._inlines(content)
                return block if inlines is content else Paragraph(inlines, role)
            case Box() | Notes() | Region() | Quotation():
                blocks = self.blocks(block.blocks)
                return block if blocks is block.blocks else replace(block, blocks=blocks)
            case Heading():
                inlines = self._inlines(block.content)
                return block if inlines is block.content else replace(block, content=inlines)
            case BulletList(items):
                groups = self._groups(items)
                return block if groups is items else BulletList(groups)
            case OrderedList(items, start):
                groups = self._groups(items)
                return block if groups is items else OrderedList(groups, start)
            case Columns(cells):
                groups = self._groups(cells)
                return block if groups is cells else Columns(groups)
            case Grid():
                rows = tuple([self._row(row) for row in block.rows])
                same = not any(map(is_not, rows, block.rows))
                return block if same else replace(block, rows=rows)
            case Table(_, header, rows):
                numbered = tuple([self._cells(row) for row in (header, *rows)])
                same = not any(map(is_not, numbered, (header, *rows)))
                return block if same else replace(block, header=numbered[0], rows=numbered[1:])
            case _:
                return block

    def _groups(self, groups: tuple[tuple[Block, ...], ...]) -> tuple[tuple[Block, ...], ...]:
        numbered = tuple([self.blocks(blocks) for blocks in groups])
        return numbered if any(map(is_not, numbered, groups)) else groups

    def _cells(self, row: tuple[tuple[Inline, ...], ...]) -> tuple[tuple[Inline, ...], ...]:
        inside = tuple([self._inlines(cell) for cell in row])
        return inside if any(map(is_not, inside, row)) else row

    def _row(self, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        inside = [self.blocks(cell.blocks) for cell in row]
        if not any(map(is_not, inside, [cell.blocks for cell in row])):
            return row
        return tuple([Cell(blocks, cell.role) for blocks, cell in zip(inside, row, strict=True)])

    def _inlines(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if _NESTING.isdisjoint(map(type, content)):
            return content
        inside = tuple([self._inline(inline) for inline in content])
        return inside if any(map(is_not, inside, content)) else content

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Reference(product, address, origin):
                return Str(self._number(product, address, inline), origin)
            case Strong() | Emphasis() | Styled() | Link():
                inside = self._inlines(inline.content)
                return inline if inside is inline.content else replace(inline, content=inside)
            case _:
                return inline

    def _number(self, product: str, address: str, reference: Reference) -> str:
        numbering = self.numberings.get(product)
        if numbering is None:
            self.collector.error(
                "TPL132",
                f'the front matter does not say that it refers to "{product}"',
                reference.origin.span,
                f"add refers_to: [{product}]",
            )
            return "?"
        if address not in numbering and product in self.lost:
            return "?"
        if address not in numbering:
            self.collector.error(
                "TPL131",
                f'no slide of "{product}" shows {address}',
                reference.origin.span,
                "refer to steps that have a slide: {% if step.has_slide %}",
            )
            return "?"
        first, last = numbering[address]
        return str(first) if first == last else f"{first}–{last}"
