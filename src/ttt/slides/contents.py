"""What stands under one heading of a deck, sorted by the place it is for.

Blocks become paragraphs of regions, tables and pictures; nothing is measured here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ttt import prose
from ttt.diagnostics import Collector
from ttt.document import (
    REGIONS,
    Attributes,
    Block,
    Box,
    BulletList,
    Code,
    CodeBlock,
    Columns,
    Contents,
    Figure,
    Grid,
    Heading,
    Inline,
    LineBreak,
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
from ttt.frozen import frozen
from ttt.slides.fit import Draft, Marker
from ttt.slides.words import first_span
from ttt.source import Span
from ttt.text import Text

FLOWS: Final = ("body", "right")
"""Regions whose text a slide is split for; the others stand whole on every part."""

LEVELS: Final = 2

_WITH_BULLETS: Final = frozenset({"body", "right", "output"})
"""Regions whose lists are lists; elsewhere a list only sets the levels of a label's lines."""


@frozen
class Picture:
    """A figure and the region it goes to."""

    figure: Figure
    region: str


@dataclass(slots=True)
class Content:
    """The content of one slide while it is being sorted.

    `texts` are the paragraphs of each region. `breaks` say before which paragraphs of the body
    the author wants a new part. `below` are the lines under a table or picture whose layout has
    no place for captions.
    """

    span: Span | None
    collector: Collector
    texts: dict[str, list[Draft]] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    below: list[Draft] = field(default_factory=list)
    columns: bool = False

    def add(self, blocks: Sequence[Block], region: str = "body") -> None:
        """Sort blocks that stand in a region, the body where nothing else is said."""
        for block in blocks:
            self._block(block, region)

    def attributes(self, attributes: Attributes) -> None:
        """Put attributes that are named like regions into them."""
        for key, value in attributes.pairs:
            if key in REGIONS and value:
                self.add(prose.blocks(value), key)

    def _put(self, region: str, draft: Draft) -> None:
        if draft.content:
            self.texts.setdefault(region, []).append(draft)

    def _block(self, block: Block, region: str) -> None:
        match block:
            case Paragraph(content, role):
                self._put("caption" if role in {"caption", "source"} else region, Draft(content))
            case Heading(_, content, attributes, _):
                self._put(region, Draft(content, bold=True))
                self.attributes(attributes)
            case BulletList() | OrderedList():
                self._list(block, region, 1)
            case Quotation(blocks):
                self.add(blocks, region)
            case CodeBlock():
                self._put(region, Draft(_code(block)))
            case Notes(blocks):
                self.notes.extend(blocks)
            case Box():
                self._box(block, region)
            case _:
                self._placed(block, region)

    def _placed(self, block: Block, region: str) -> None:
        """Sort what has a place of its own on the slide, or none."""
        match block:
            case Table():
                self.tables.append(block)
                self._caption(block.attributes)
            case Figure():
                self.pictures.append(Picture(block, region if region in FLOWS else "body"))
                self._put("caption", Draft(block.caption))
            case Columns(cells):
                self._columns(cells)
            case Region(name, blocks):
                self.add(blocks, name if name not in {"table", "picture", "title"} else "body")
            case PageBreak():
                if self.texts.get("body"):
                    self.breaks.append(len(self.texts["body"]))
            case Grid(_, rows, _):
                self._misplaced("a grid", "its cells are set one below the other")
                self.add([inner for row in rows for cell in row for inner in cell.blocks], region)
            case Lines():
                self._misplaced("a field of lines", "leave it to a handout")
            case Contents():
                self._misplaced("a table of contents", "leave it to a handout")
            case Rule():
                self._misplaced("a rule (---)", 'write "::: page_break" for a new slide')
            case _:
                raise AssertionError(block)

    def _misplaced(self, what: str, hint: str) -> None:
        self.collector.warning("TPL403", f"{what} has no place on a slide", self.span, hint)

    def _caption(self, attributes: Attributes) -> None:
        caption = attributes.get("caption")
        if caption:
            self.add(prose.blocks(caption), "caption")

    def _box(self, box: Box, region: str) -> None:
        if box.name in {"caption", "source"}:
            region = "caption"
        elif box.name in {"minutes", "grouping"}:
            region = box.name
        for key, value in box.attributes.pairs:
            if value and key not in REGIONS:
                self._put(region, Draft(prose.inlines(value), bold=True))
        self.attributes(box.attributes)
        self.add(box.blocks, region)

    def _columns(self, cells: Sequence[Sequence[Block]]) -> None:
        self.columns = True
        if len(cells) > len(FLOWS):
            self._misplaced("a third column", "it is set below the second")
        for number, cell in enumerate(cells):
            region = FLOWS[min(number, 1)]
            blocks = cell
            match cell:
                case [Heading(_, content, _, _), *rest] if number < len(FLOWS):
                    self._put(("head", "right_head")[number], Draft(content))
                    blocks = rest
            self.add(blocks, region)

    def _list(self, block: BulletList | OrderedList, region: str, level: int) -> None:
        if level == LEVELS + 1:
            self.collector.warning(
                "FIT005",
                "a list is nested deeper than two levels",
                first_span(_first_content(block)) or self.span,
                "a slide shows two levels: say the deeper one in the notes",
            )
        marker: Marker = "number" if isinstance(block, OrderedList) else "bullet"
        if region not in _WITH_BULLETS:
            marker = "none"
        start = block.start if isinstance(block, OrderedList) else 1
        for number, item in enumerate(block.items, start):
            self._item(item, region, marker, number, level)

    def _item(
        self, item: Sequence[Block], region: str, marker: Marker, number: int, level: int
    ) -> None:
        """Set an item; further paragraphs in it are new lines of its first paragraph."""
        for index, block in enumerate(item):
            match block:
                case Paragraph(content, _) if index == 0:
                    self._put(region, Draft(content, min(level, LEVELS), marker, number))
                case Paragraph(content, _) if isinstance(item[index - 1], Paragraph):
                    self._join(region, content)
                case BulletList() | OrderedList():
                    self._list(block, region, level + 1)
                case _:
                    self._block(block, region)

    def _join(self, region: str, content: tuple[Inline, ...]) -> None:
        """Set a further paragraph of an item as a new line of the one before."""
        drafts = self.texts.get(region)
        if drafts:
            joined = (*drafts[-1].content, LineBreak(), *content)
            drafts[-1] = drafts[-1]._replace(content=joined)
        else:
            self._put(region, Draft(content))


def _first_content(block: BulletList | OrderedList) -> tuple[Inline, ...]:
    for item in block.items:
        for inner in item:
            if isinstance(inner, Paragraph):
                return inner.content
    return ()


def _code(block: CodeBlock) -> tuple[Inline, ...]:
    content: list[Inline] = []
    for number, line in enumerate(block.text.rstrip("\n").split("\n")):
        if number:
            content.append(LineBreak())
        if line:
            content.append(Code(line, block.origin))
    return tuple(content)


def lines_of(value: Text) -> tuple[Draft, ...]:
    """Return the value of an attribute as paragraphs of a region."""
    return tuple(
        Draft(block.content) for block in prose.blocks(value) if isinstance(block, Paragraph)
    )
