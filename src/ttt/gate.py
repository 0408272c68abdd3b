"""Stage: look again at the document that will be written, and stop what must not leave.

`resolve` took out what an audience and a cohort may not see; templates ran since. This reads every
text of the finished blocks and compares its origin with the reader. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ttt.diagnostics import Collector
from ttt.document import (
    Attributes,
    Block,
    Box,
    BulletList,
    Code,
    CodeBlock,
    Columns,
    Contents,
    Document,
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
from ttt.model.audience import Audience
from ttt.text import Origin


def gate(document: Document, collector: Collector) -> bool:
    """Return whether the document may be written.

    In a deck what is outside `Notes` is for `face`, the notes are for `audience`. A text that is
    not for its reader is an error (`AUD001`), one not released to the cohort another (`AUD002`);
    both name element and field, never the text.
    """
    clean = True
    seen: set[Origin] = set()
    for origin, reader in _origins(document.blocks, document.face, document.audience):
        if origin in seen:
            continue
        seen.add(origin)
        where = f'"{origin.part}" of {origin.address}' if origin.part else origin.address
        if not reader.may_see(origin.audience):
            clean = False
            collector.error(
                "AUD001",
                f"{where} is for {origin.audience}s and would reach {reader}s",
                origin.span,
                f'take it out of the template of "{document.product}", or print it in ::: notes',
            )
        if origin.released is not None and document.cohort not in origin.released:
            clean = False
            collector.error(
                "AUD002",
                f"{where} is not released to {document.cohort}",
                origin.span,
                f'take it out of the template of "{document.product}"',
            )
    return clean


Found = Iterator[tuple[Origin, Audience]]


def _origins(blocks: Sequence[Block], face: Audience, audience: Audience) -> Found:
    for block in blocks:
        yield from _block(block, face, audience)


def _block(block: Block, face: Audience, audience: Audience) -> Found:  # noqa: C901 one arm a kind
    match block:
        case Notes(blocks):
            yield from _origins(blocks, audience, audience)
        case Heading(_, content, attributes, _):
            yield from _inlines(content, face)
            yield from _attributes(attributes, face)
        case Paragraph(content, _):
            yield from _inlines(content, face)
        case BulletList(items) | OrderedList(items, _):
            for item in items:
                yield from _origins(item, face, audience)
        case Quotation(blocks) | Region(_, blocks):
            yield from _origins(blocks, face, audience)
        case Box(_, blocks, attributes):
            yield from _attributes(attributes, face)
            yield from _origins(blocks, face, audience)
        case Columns(cells):
            for cell in cells:
                yield from _origins(cell, face, audience)
        case Grid(_, rows, attributes):
            yield from _attributes(attributes, face)
            for row in rows:
                for grid_cell in row:
                    yield from _origins(grid_cell.blocks, face, audience)
        case Table(_, header, rows, attributes):
            yield from _attributes(attributes, face)
            for cells_of_row in (header, *rows):
                for content in cells_of_row:
                    yield from _inlines(content, face)
        case Figure(image, alt, caption, attributes):
            yield image.origin, face
            yield alt.origin, face
            yield from _inlines(caption, face)
            yield from _attributes(attributes, face)
        case CodeBlock(_, origin):
            yield origin, face
        case Lines() | Contents() | PageBreak() | Rule():
            return


def _attributes(attributes: Attributes, face: Audience) -> Found:
    for _, value in attributes.pairs:
        yield value.origin, face


def _inlines(content: Sequence[Inline], face: Audience) -> Found:
    for inline in content:
        match inline:
            case Str(_, origin) | Code(_, origin) | Reference(_, _, origin):
                yield origin, face
            case Strong(inner) | Emphasis(inner) | Styled(_, inner) | Link(_, inner):
                yield from _inlines(inner, face)
            case Gap(label):
                yield label.origin, face
            case LineBreak():
                continue


__all__ = ["gate"]
