"""Decks made by hand for the tests of the PPTX writer: short ways to say what is on a slide."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

from ttt.diagnostics import Collector
from ttt.document import Attributes, Block, Document, Inline, Paragraph, Plain, Str
from ttt.model.audience import Audience
from ttt.model.product import TemplateSet
from ttt.office.slide_template import SlideTemplate, open_slide_template
from ttt.slides.deck import Deck, RegionText, Slide, SlideParagraph
from ttt.text import Text

BASE = Path(__file__).parents[2] / "templates" / "base" / "slides.pptx"
FILE = "templates/base/slides.pptx"


def bindings(
    layouts: Mapping[str, str] | None = None,
    regions: Mapping[str, str] | None = None,
    fonts: Mapping[str, str] | None = None,
) -> TemplateSet:
    return TemplateSet(
        name="test",
        chain=("test",),
        sources={},
        office={},
        products=(),
        labels={},
        layouts=layouts or {},
        regions=regions or {},
        fonts=fonts or {},
    )


def base_template(*, right_to_left: bool = False) -> SlideTemplate:
    return opened(BASE.read_bytes(), right_to_left=right_to_left)


def opened(
    data: bytes,
    sets: TemplateSet | None = None,
    file: str = FILE,
    *,
    right_to_left: bool = False,
) -> SlideTemplate:
    collector = Collector()
    template = open_slide_template(
        data, file, sets or bindings(), collector, right_to_left=right_to_left
    )
    assert template is not None, list(collector)
    assert not collector.has_errors, list(collector)
    return template


def document(
    language: str = "en", fields: Mapping[str, Plain] | None = None, *, notes: bool = True
) -> Document:
    return Document(
        product="slides",
        element="m2",
        cohort="mer",
        language=language,
        audience=Audience.TRAINER,
        face=Audience.PARTICIPANT,
        marking="TLP:GREEN",
        title="The problem, seen from public data",
        subtitle="",
        kind="Trainer slides",
        running="",
        stamp="CTRN-SEA · Edition 2026.2 · Meridia overlay 3 · 2 March 2026",
        author="Countering trafficking: train the trainer",
        date="2026-03-02T00:00:00Z",
        office="slides.pptx",
        path="mer/m2.slides.pptx",
        blocks=(),
        notes=notes,
        fields=fields or {},
    )


def deck(*slides: Slide, **about: object) -> Deck:
    return Deck(document(**about), slides)  # type: ignore[arg-type]


def line(text: str | tuple[Inline, ...], size: float, **how: object) -> SlideParagraph:
    content = (Str(text),) if isinstance(text, str) else text
    return SlideParagraph(content, size, **how)  # type: ignore[arg-type]


def region(name: str, size: float, *texts: str, **how: object) -> RegionText:
    return RegionText(name, tuple(line(text, size, **how) for text in texts))


def bullets(name: str, size: float, *texts: str) -> RegionText:
    return region(name, size, *texts, marker="bullet")


def numbers(name: str, size: float, *texts: str, first: int = 1) -> RegionText:
    return RegionText(
        name,
        tuple(line(t, size, marker="number", number=n) for n, t in enumerate(texts, first)),
    )


def title(text: str, size: float = 34) -> RegionText:
    return region("title", size, text)


def said(text: str) -> Paragraph:
    return Paragraph((Str(text),))


def labelled(label: str, **more: str) -> Attributes:
    pairs = (("label", Text(label)), *((key, Text(value)) for key, value in more.items()))
    return Attributes(pairs=pairs)


def notes(*blocks: Block) -> tuple[Block, ...]:
    return blocks


def png(width: int, height: int, shade: int = 200) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
