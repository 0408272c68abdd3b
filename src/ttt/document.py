"""The document model: blocks and inlines, closed unions, each text with its origin.

This is what `parse` makes of a product's markup, what `gate` reads again and what writers place
into an Office template. It knows nothing of Office, of YAML or of Jinja.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final, Literal, TypeAlias

from ttt.frozen import frozen
from ttt.model.audience import Audience
from ttt.text import EMPTY, NOWHERE, Origin, Text

# ── inlines ──────────────────────────────────────────────────────────────────────────────────


@frozen
class Str:
    """Characters as they are to be read, with the place they come from."""

    text: str
    origin: Origin = NOWHERE

    def __hash__(self) -> int:
        """Return the hash of the characters, which Python keeps."""
        return hash(self.text)


@frozen
class Strong:
    """Strong emphasis (bold)."""

    content: tuple[Inline, ...]


@frozen
class Emphasis:
    """Emphasis (italic where the script has italics)."""

    content: tuple[Inline, ...]


@frozen
class Code:
    """A piece of computer text."""

    text: str
    origin: Origin = NOWHERE


@frozen
class Link:
    """A link; `target` is a http, https or mailto address, or `#id` inside the document."""

    target: str
    content: tuple[Inline, ...]


@frozen
class LineBreak:
    """A forced new line inside a paragraph."""


@frozen
class Gap:
    """A ruled gap for a fact nobody knows yet; `label` says what belongs there."""

    label: Str


@frozen
class Reference:
    """The number of the slide, in the deck of `product`, that shows the element at `address`.

    `number` replaces it by a `Str`; `origin` is the template's place.
    """

    product: str
    address: str
    origin: Origin = NOWHERE


@frozen
class Styled:
    """Inlines in a role of the template set (`{.role}` after a span)."""

    role: str
    content: tuple[Inline, ...]


Inline: TypeAlias = Str | Strong | Emphasis | Code | Link | LineBreak | Gap | Reference | Styled

# ── blocks ───────────────────────────────────────────────────────────────────────────────────


@frozen
class Attributes:
    """What stands in braces: `{#id .role key=value}`. Values keep their origin."""

    id: Text = EMPTY
    roles: tuple[str, ...] = ()
    pairs: tuple[tuple[str, Text], ...] = ()

    def get(self, name: str) -> Text:
        """Return the value of a key, the empty text when it is absent."""
        for key, value in self.pairs:
            if key == name:
                return value
        return EMPTY


NO_ATTRIBUTES: Final = Attributes()


@frozen
class Heading:
    """A heading of level 1 to 6.

    In a deck level 1 and 2 open a slide, and level 1 a section. Attributes: `layout` and the
    names of regions (see `REGIONS`) in a deck; `number` (what hangs in the rail), `kind` in a
    document. `id` is the address that references name.
    """

    level: int
    content: tuple[Inline, ...]
    attributes: Attributes = NO_ATTRIBUTES
    origin: Origin = NOWHERE


@frozen
class Paragraph:
    """A paragraph; `role` names a style of the template set, empty for body text."""

    content: tuple[Inline, ...]
    role: str = ""


@frozen
class BulletList:
    """An unordered list."""

    items: tuple[tuple[Block, ...], ...]


@frozen
class OrderedList:
    """A numbered list that begins at `start`."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@frozen
class Quotation:
    """Quoted blocks."""

    blocks: tuple[Block, ...]


@frozen
class CodeBlock:
    """Computer text, line by line."""

    text: str
    origin: Origin = NOWHERE


@frozen
class Rule:
    """A thematic break (`---`)."""


Align: TypeAlias = Literal["start", "end", "center"]


@frozen
class Table:
    """A data table: a header row that repeats, rows of cells, one alignment a column.

    `align` follows the Markdown delimiter row; a column of numbers is `end`.
    """

    align: tuple[Align, ...]
    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    attributes: Attributes = NO_ATTRIBUTES


@frozen
class Figure:
    """A picture by its path below `curriculum/`, with its alternative text and caption."""

    image: Text
    alt: Text
    caption: tuple[Inline, ...] = ()
    attributes: Attributes = NO_ATTRIBUTES


@frozen
class Cell:
    """A cell of a grid; `role` is a look of the cell (`rail`, `active`, `panel`), or empty."""

    blocks: tuple[Block, ...]
    role: str = ""


@frozen
class Grid:
    """A layout table: `columns` are shares of the text width; cells hold blocks, row by row."""

    columns: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    attributes: Attributes = NO_ATTRIBUTES


@frozen
class Columns:
    """Blocks side by side (two columns on a slide)."""

    cells: tuple[tuple[Block, ...], ...]


@frozen
class Notes:
    """Speaker notes of the slide they stand under; the trainer's, never on the wall."""

    blocks: tuple[Block, ...]


@frozen
class Region:
    """Blocks for a named place of the slide's layout (see `REGIONS`)."""

    name: str
    blocks: tuple[Block, ...]


@frozen
class Lines:
    """Ruled lines to write on."""

    count: int


@frozen
class Box:
    """A named box or a run of blocks in a role (see `BOXES`), with its attributes."""

    name: str
    blocks: tuple[Block, ...]
    attributes: Attributes = NO_ATTRIBUTES


@frozen
class Contents:
    """The table of contents, down to heading `levels`."""

    levels: int = 2


@frozen
class PageBreak:
    """A new page."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | BulletList
    | OrderedList
    | Quotation
    | CodeBlock
    | Rule
    | Table
    | Figure
    | Grid
    | Columns
    | Notes
    | Region
    | Lines
    | Box
    | Contents
    | PageBreak
)

BOXES: Final[Mapping[str, tuple[str, ...]]] = {
    "activity": ("title", "label", "minutes", "unit", "grouping", "output", "output_label"),
    "key_messages": ("label",),
    "panel": ("label",),
    "adaptation": ("label",),
    "note": ("label",),
    "do": ("label",),
    "say": ("label", "quotes"),
    "ask": ("label",),
    "listen_for": ("label",),
    "lead": (),
    "caption": (),
    "source": (),
    "minutes": ("unit",),
    "panel_label": (),
    "phase": (),
    "grouping": (),
    "slide_pointer": (),
    "trainer": ("label",),
    "cover": (),
}
"""Containers that become a `Box`, with the attributes each knows.

`activity`, `key_messages`, `panel`, `adaptation` and `note` are boxes with a label in the rail;
`do`, `say`, `ask` and `listen_for` set their label beside the text, and `say` its text between
`quotes` (two marks); the others only set the role of their
paragraphs. `trainer` marks a passage for trainers and reads like `note`. `cover`, first in a
document, stands where the Word template's cover says `{{ cover }}`, and nowhere without that.
"""

REGIONS: Final = (
    "title",
    "body",
    "right",
    "head",
    "right_head",
    "table",
    "picture",
    "caption",
    "kicker",
    "marking",
    "marking_foot",
    "stamp",
    "slide_number",
    "rail_number",
    "rail_text",
    "minutes",
    "grouping",
    "output",
    "label",
    "label_2",
    "label_3",
    "event",
    "credit",
)
"""Named places of slide layouts; `set.yaml` binds each to a placeholder."""

DRAWN: Final = ("strip", "timetable")
"""Places of slide layouts for what is drawn from minutes; bound like `REGIONS`, never needed.

As attributes of a heading: `strip` holds the minutes of a session's steps ("10 15 20"),
`timetable` the sessions of each day as module and minutes ("1:60 2:45, 2:30"). `now` is the number
of the step, or of the module, that is at hand.
"""

ROWS: Final = ("row", "row_end", "row_box")
"""Places that say how the body of a layout stands in rows; bound like `REGIONS`, never needed.

`row` is the first row: where rows begin, how wide they are, how high at least, and the type of
numbers and labels. `row_end` is the column of what stands at the end, and `row_box` the box of a
number that stands in one.
"""

# ── the document ─────────────────────────────────────────────────────────────────────────────

Plain: TypeAlias = "str | int | float | bool | tuple[Plain, ...] | Mapping[str, Plain] | None"
"""Plain data, the only thing a template can name."""


@frozen
class Document:
    """One document before it is placed into its Office template.

    `element` is the address of what it is about (a module, a cohort …). `face` is who sees the
    slides of a deck; notes are for `audience`. `running` is the running title, `stamp` the
    edition stamp of every page. `fields` is what text inside the Office template may name.
    `path` is where the file goes, relative to the output folder.
    """

    product: str
    element: str
    cohort: str
    language: str
    audience: Audience
    face: Audience
    marking: str
    title: str
    subtitle: str
    kind: str
    running: str
    stamp: str
    author: str
    date: str
    office: str
    path: str
    blocks: tuple[Block, ...]
    notes: bool = True
    paper: Literal["A4", "Letter"] = "A4"
    fields: Mapping[str, Plain] = field(default_factory=dict, compare=False, repr=False)
