"""`Deck`: slides decided. Pure data between `paginate` and the PPTX writer.

Lengths are EMU (914 400 to the inch, ECMA-376 Part 1 §20.1.10.16), sizes are points.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from ttt.document import Align, Block, Document, Inline
from ttt.frozen import frozen
from ttt.slides.geometry import Area


@frozen
class SlideParagraph:
    """One paragraph in a region.

    `level` is 1 or 2. `marker` says what stands before it: the layout's bullet, a number
    (`number` is the one to print), or nothing. `size` is explicit, in points.
    """

    content: tuple[Inline, ...]
    size: float
    level: int = 1
    marker: Literal["none", "bullet", "number"] = "none"
    number: int = 1
    bold: bool = False


@frozen
class Row:
    """What is beside a paragraph that stands as a row, and how high the row is in EMU."""

    height: int
    start: tuple[Inline, ...] = ()
    end: tuple[Inline, ...] = ()


@frozen
class RegionText:
    """The text of one named region of the layout; `area` where it stands elsewhere than there.

    `rows` has a row for each paragraph where the layout has its body in rows, else nothing.
    """

    name: str
    paragraphs: tuple[SlideParagraph, ...]
    area: Area | None = None
    rows: tuple[Row, ...] = ()


@frozen
class SlideTable:
    """A table with its place: column widths and row heights add up to `area`."""

    area: Area
    columns: tuple[int, ...]
    heights: tuple[int, ...]
    align: tuple[Align, ...]
    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    size: float
    header_size: float


@frozen
class SlidePicture:
    """A picture with its place, already in the picture's own proportions."""

    image: str
    alt: str
    area: Area
    decorative: bool = False


Fill: TypeAlias = Literal["past", "current", "ahead", "odd", "even"]
"""What a bar stands for; the writer has a colour of the theme for each."""


@frozen
class Bar:
    """A filled rectangle of a drawing, with a short text or none."""

    area: Area
    fill: Fill
    text: str = ""


@frozen
class Drawing:
    """Minutes as bars, in the place `name` (see `DRAWN`); `area` holds all bars.

    `size` is that of the bars' texts in points.
    """

    name: str
    area: Area
    bars: tuple[Bar, ...]
    size: float = 0.0


@frozen
class Slide:
    """One slide: a layout role and what is in its regions.

    `address` is the element it shows (empty for none); several slides of one address are its
    parts. `title` is unique in the deck, with "(1/2)" where a slide was split.
    """

    layout: str
    address: str
    title: RegionText
    regions: tuple[RegionText, ...] = ()
    table: SlideTable | None = None
    pictures: tuple[SlidePicture, ...] = ()
    notes: tuple[Block, ...] = ()
    section: str = ""
    drawings: tuple[Drawing, ...] = ()


@frozen
class Deck:
    """All slides of one document, in order; `document` carries title, language, marking."""

    document: Document
    slides: tuple[Slide, ...]
