"""A deck as text a person can read and a test can compare (`ttt dump --stage deck`).

Shows what was decided: layout, address, regions, sizes, marks, places in centimetres. Writes
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ttt.document import (
    Block,
    Box,
    BulletList,
    CodeBlock,
    Heading,
    Inline,
    LineBreak,
    OrderedList,
    Paragraph,
    Quotation,
    Strong,
)
from ttt.slides.deck import Deck, RegionText, Slide, SlideParagraph, SlideTable
from ttt.slides.geometry import Area
from ttt.slides.words import plain

_CENTIMETRE: Final = 360_000


def dump_deck(deck: Deck) -> str:
    """Return the deck slide by slide; ends with a newline when there is a slide."""
    return "\n".join(
        "\n".join(_slide(number, slide)) + "\n" for number, slide in enumerate(deck.slides, 1)
    )


def _slide(number: int, slide: Slide) -> Iterator[str]:
    address = f" #{slide.address}" if slide.address else ""
    section = f" in {slide.section}" if slide.section else ""
    yield f"── {number} {slide.layout}{address}{section}"
    yield from _region(slide.title)
    for region in slide.regions:
        yield from _region(region)
    if slide.table:
        yield from _table(slide.table)
    for picture in slide.pictures:
        what = "decorative" if picture.decorative else f'"{picture.alt}"'
        yield f"picture {picture.image} {what} {_area(picture.area)}"
    for drawing in slide.drawings:
        yield f"{drawing.name} {_area(drawing.area)}"
        for bar in drawing.bars:
            yield f"  {bar.fill} {_area(bar.area)}" + (f" {bar.text}" if bar.text else "")
    if slide.notes:
        yield "notes"
        yield from (f"  {line}" for line in _blocks(slide.notes))


def _region(region: RegionText) -> Iterator[str]:
    yield f"{region.name} {_area(region.area)}" if region.area else region.name
    if not region.rows:
        yield from (f"  {_paragraph(paragraph)}" for paragraph in region.paragraphs)
    for row, paragraph in zip(region.rows, region.paragraphs, strict=False):
        beside = " | ".join(_text(each) for each in (row.start, row.end) if each)
        height = f"{row.height / _CENTIMETRE:.2f}"
        yield f"  {height} | {_paragraph(paragraph)}" + (f" | {beside}" if beside else "")


def _paragraph(paragraph: SlideParagraph) -> str:
    indent = "  " * (paragraph.level - 1)
    marker = {"none": "", "bullet": "- ", "number": f"{paragraph.number}. "}[paragraph.marker]
    bold = " b" if paragraph.bold else ""
    return f"{paragraph.size:g}{bold} | {indent}{marker}{_text(paragraph.content)}".rstrip()


def _text(content: Sequence[Inline]) -> str:
    parts: list[str] = []
    for inline in content:
        match inline:
            case LineBreak():
                parts.append(" ⏎ ")
            case Strong(inner):
                parts.append(f"**{plain(inner)}**")
            case _:
                parts.append(plain((inline,)))
    return "".join(parts)


def _table(table: SlideTable) -> Iterator[str]:
    widths = ", ".join(f"{width / _CENTIMETRE:.2f}" for width in table.columns)
    yield f"table {table.size:g}/{table.header_size:g} {_area(table.area)} columns {widths}"
    rows = ((table.header,) if table.header else ()) + table.rows
    for height, row in zip(table.heights, rows, strict=True):
        yield f"  {height / _CENTIMETRE:.2f} | " + " | ".join(_text(cell) for cell in row)


def _area(area: Area) -> str:
    x, y, width, height = (
        f"{value / _CENTIMETRE:.2f}" for value in (area.x, area.y, area.width, area.height)
    )
    return f"at {x}, {y} of {width} × {height}"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(content, _) | Heading(_, content, _, _):
                yield _text(content)
            case BulletList(items) | OrderedList(items, _):
                for item in items:
                    for line in _blocks(item):
                        yield f"- {line}"
            case Box(name, inner, _):
                yield f"{name}:"
                yield from (f"  {line}" for line in _blocks(inner))
            case Quotation(inner):
                yield from (f"> {line}" for line in _blocks(inner))
            case CodeBlock(text, _):
                yield from text.splitlines()
            case _:
                yield f"({type(block).__name__})"
