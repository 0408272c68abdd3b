"""Readable forms of what flows between stages, for `ttt dump`: markup and documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ttt.document import (
    Block,
    Box,
    BulletList,
    CodeBlock,
    Columns,
    Contents,
    Document,
    Figure,
    Grid,
    Heading,
    Inline,
    Lines,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Quotation,
    Region,
    Rule,
    Table,
)
from ttt.markup.fill_inlines import plain
from ttt.markup.slots import pieces
from ttt.model.markup import Markup


def readable(markup: Markup) -> str:
    """Return markup with its values put back in, between ‹ and ›, for people to read."""
    return "".join(
        piece if isinstance(piece, str) else f"‹{markup.values[piece]}›"
        for piece in pieces(markup.text)
    )


def outline(document: Document) -> str:
    """Return a document as an indented outline: one block a line, with its origin."""
    head = f"{document.product} of {document.element} for {document.cohort}: {document.title}"
    return "\n".join([head, *_blocks(document.blocks, "  ")]) + "\n"


def _blocks(blocks: Sequence[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, indent)


def _block(block: Block, indent: str) -> Iterator[str]:  # noqa: C901 one arm a kind
    deeper = indent + "  "
    match block:
        case Heading(level, content, attributes, _):
            pairs = " ".join(f'{key}="{value}"' for key, value in attributes.pairs)
            yield f"{indent}heading {level} #{attributes.id} {pairs}: {_line(content)}"
        case Paragraph(content, role):
            yield f"{indent}paragraph {role}: {_line(content)}"
        case BulletList(items) | OrderedList(items, _):
            yield f"{indent}{'bullets' if isinstance(block, BulletList) else 'numbers'}"
            for item in items:
                yield f"{indent}  item"
                yield from _blocks(item, deeper + "  ")
        case Quotation(inner):
            yield f"{indent}quotation"
            yield from _blocks(inner, deeper)
        case Region(name, inner):
            yield f"{indent}region {name}"
            yield from _blocks(inner, deeper)
        case Notes(inner):
            yield f"{indent}notes"
            yield from _blocks(inner, deeper)
        case Box(name, inner, attributes):
            pairs = " ".join(f'{key}="{value}"' for key, value in attributes.pairs)
            yield f"{indent}box {name} {pairs}"
            yield from _blocks(inner, deeper)
        case Columns(cells):
            for cell in cells:
                yield f"{indent}column"
                yield from _blocks(cell, deeper)
        case Grid(columns, rows, _):
            yield f"{indent}grid {' '.join(f'{share:g}' for share in columns)}"
            for row in rows:
                for grid_cell in row:
                    yield f"{indent}  cell {grid_cell.role}"
                    yield from _blocks(grid_cell.blocks, deeper + "  ")
        case Table(_, header, rows, _):
            yield f"{indent}table"
            for cells_of_row in (header, *rows):
                yield f"{deeper}| " + " | ".join(_line(cell) for cell in cells_of_row)
        case Figure(image, alt, caption, _):
            yield f"{indent}figure {image} ({alt}): {_line(caption)}"
        case CodeBlock(text, _):
            yield f"{indent}code {text!r}"
        case Lines(count):
            yield f"{indent}lines {count}"
        case Contents(levels):
            yield f"{indent}contents {levels}"
        case PageBreak() | Rule():
            yield f"{indent}{type(block).__name__.lower()}"


def _line(content: Sequence[Inline]) -> str:
    return "".join(map(plain, content))


__all__ = ["outline", "readable"]
