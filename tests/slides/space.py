"""A template's space, stand-in fonts and documents for tests of slides. Holds no test.

The space is that of the base design, written down here: a change of a template must not change
what these tests say about pagination.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ttt.diagnostics import Collector
from ttt.document import Block, Document
from ttt.model.audience import Audience
from ttt.model.markup import Markup
from ttt.parse import parse
from ttt.resources import fonts_root
from ttt.slides.fonts import Fonts, load_fonts
from ttt.slides.geometry import Area, Geometry, Level, RegionGeometry
from ttt.source import Span

CM: Final = 360_000


def _place(x: float, y: float, width: float, height: float, *levels: Level) -> RegionGeometry:
    area = Area(round(x * CM), round(y * CM), round(width * CM), round(height * CM))
    return RegionGeometry(area, levels)


_BODY: Final = (
    Level(28, 20, 0.98, after=12, left=CM, hanging=CM, bullet=True),
    Level(24, 20, 0.98, after=12, left=2 * CM, hanging=CM, bullet=True),
)
_COLUMN: Final = (
    Level(26, 22, 0.98, after=12, left=CM, hanging=CM, bullet=True),
    Level(22, 20, 0.98, after=10, left=2 * CM, hanging=CM, bullet=True),
)
_FRAME: Final = {
    "title": _place(6.8, 1.9, 25.6, 3.0, Level(34, 28, 0.9, bold=True)),
    "kicker": _place(6.8, 0.7, 20.5, 0.72, Level(12, 12)),
    "marking": _place(29.3, 0.7, 3.1, 0.72, Level(12, 12, bold=True)),
    "marking_foot": _place(29.3, 17.7, 3.1, 0.72, Level(12, 12, bold=True)),
    "stamp": _place(6.8, 17.7, 20, 0.72, Level(11, 11)),
    "slide_number": _place(1.2, 17.7, 3.4, 0.72, Level(14, 14, bold=True)),
    "rail_number": _place(1.2, 1.9, 4.2, 1.4, Level(36, 36, 0.9, bold=True)),
    "rail_text": _place(1.2, 3.5, 4.0, 5.0, Level(16, 14)),
    "strip": _place(6.8, 17.05, 25.6, 0.26, Level(11, 11)),
}

GEOMETRY: Final = Geometry(
    12_192_000,
    6_858_000,
    {
        "title": {
            "title": _place(6.8, 2.0, 23.6, 4.6, Level(60, 44, 0.86, bold=True)),
            "timetable": _place(6.8, 8.75, 25.6, 6.0, Level(14, 14, bold=True)),
        },
        "section": {
            "title": _place(13.6, 3.0, 18.8, 4.5, Level(40, 32, 0.92, bold=True)),
            "body": _place(13.6, 8.7, 18.8, 8.1, Level(24, 20, after=20)),
            "rail_number": _place(0.9, 3.2, 11, 12, Level(330, 330, 0.8, bold=True)),
        },
        "content": {**_FRAME, "body": _place(6.8, 5.1, 24.4, 11.6, *_BODY)},
        "columns": {
            **_FRAME,
            "body": _place(6.8, 7.0, 12.1, 9.3, *_COLUMN),
            "right": _place(20.3, 7.0, 12.1, 9.3, *_COLUMN),
            "head": _place(6.8, 5.35, 12.1, 1.4, Level(28, 22, bold=True)),
            "right_head": _place(20.3, 5.35, 12.1, 1.4, Level(28, 22, bold=True)),
        },
        "table": {
            **_FRAME,
            "table": _place(6.8, 5.1, 25.6, 10.0, Level(28, 20)),
            "caption": _place(6.8, 15.2, 25.6, 1.5, Level(16, 14)),
        },
        "picture": {
            **_FRAME,
            "picture": _place(6.8, 5.1, 15.6, 10.4, Level(16, 16)),
            "body": _place(23.4, 4.9, 9.0, 11.0, *_COLUMN),
            "caption": _place(6.8, 15.65, 15.6, 1.2, Level(14, 14)),
        },
        "objectives": {
            **_FRAME,
            "body": _place(8.8, 5.6, 20.4, 11.1, Level(30, 24, 0.95)),
            "row": _place(6.8, 5.1, 25.6, 3.5, Level(36, 36, bold=True)),
            "row_end": _place(29.8, 5.1, 2.6, 3.5, Level(14, 14)),
        },
        "key_messages": {
            **_FRAME,
            "body": _place(9.5, 1.95, 22.2, 14.75, Level(36, 28, 0.92, bold=True)),
            "row": _place(6.8, 1.35, 25.6, 4.85, Level(32, 32, bold=True)),
            "row_box": _place(6.8, 1.95, 1.7, 1.7, Level(32, 32, bold=True)),
        },
        "activity": {
            **_FRAME,
            "body": _place(
                10.0, 5.05, 22.4, 7.9,
                Level(28, 24, 0.95, after=10, left=414_000, hanging=414_000, bullet=True),
            ),
            "minutes": _place(1.1, 3.2, 4.4, 4.4, Level(96, 18, 0.85, bold=True)),
            "grouping": _place(1.2, 13.8, 4.2, 3.7, Level(22, 16, bold=True)),
            "output": _place(6.8, 13.4, 25.6, 2.75, Level(26, 22, bold=True, left=1_152_000)),
            "label": _place(1.2, 1.9, 4.2, 1.0, Level(18, 16, bold=True)),
        },
    },
)  # fmt: skip


@lru_cache(maxsize=1)
def fonts() -> Fonts:
    """The stand-ins that travel with ttt."""
    return load_fonts({file.name: file.read_bytes for file in fonts_root().iterdir()})


def blocks_of(markup: str, collector: Collector, path: str = "slides.pptx.j2") -> tuple[Block, ...]:
    """Markup without values, parsed; each line knows its place in `path`."""
    lines = markup.split("\n")
    spans = tuple(Span(path, n, 1, n, len(line) + 1) for n, line in enumerate(lines, 1))
    return parse(Markup(markup, (), spans), collector)


def document(blocks: tuple[Block, ...], language: str = "en", *, notes: bool = True) -> Document:
    """A deck's document about nothing in particular."""
    return Document(
        product="slides",
        element="m2",
        cohort="khm",
        language=language,
        audience=Audience.TRAINER,
        face=Audience.PARTICIPANT,
        marking="TLP:GREEN",
        title="Recognise and report",
        subtitle="",
        kind="Slides",
        running="Module 2",
        stamp="Edition 1",
        author="The programme",
        date="2026-01-01",
        office="slides.pptx",
        path="khm/slides.pptx",
        blocks=blocks,
        notes=notes,
    )
