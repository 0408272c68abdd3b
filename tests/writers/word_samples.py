"""What the tests of the DOCX writer work with: templates, media, short ways to write blocks."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from ttt.diagnostics import Collector
from ttt.document import (
    Attributes,
    Block,
    Document,
    Inline,
    Paragraph,
    Plain,
    Str,
)
from ttt.model.audience import Audience
from ttt.model.product import TemplateSet
from ttt.office.word_template import WordTemplate, open_word_template
from ttt.resources import templates_root
from ttt.text import Text

FOREIGN = Path(docx.__file__).parent / "templates" / "default.docx"
FOREIGN_STYLES: Mapping[str, str] = {
    **dict.fromkeys(
        ("cell", "number_cell", "cell_header", "panel_label", "panel_text"), "No Spacing"
    ),
    **dict.fromkeys(("box_label", "phase", "grouping", "minutes", "slide_pointer"), "No Spacing"),
    **dict.fromkeys(("do", "say", "ask", "listen_for", "lines"), "List"),
    **dict.fromkeys(("activity_title", "activity_label", "minutes_big"), "Body Text"),
    "key_message": "List Number",
    "code": "macro",
    "lead": "Subtitle",
    "source": "caption",
    "contents_1": "Body Text",
    "contents_2": "Body Text",
}


def bindings(styles: Mapping[str, str] | None = None, **fonts: str) -> TemplateSet:
    return TemplateSet("base", ("base",), {}, {}, (), {}, styles=styles or {}, fonts=fonts)


def opened(name: str = "handout") -> WordTemplate:
    """A base template, or the foreign one (`foreign`)."""
    path = FOREIGN if name == "foreign" else templates_root() / "base" / f"{name}.docx"
    styles = FOREIGN_STYLES if name == "foreign" else {}
    collector = Collector()
    template = open_word_template(path.read_bytes(), path.name, bindings(styles), collector)
    assert template is not None, list(collector)
    return template


def changed(path: Path, part: str, change: Callable[[str], str]) -> bytes:
    """A copy of an Office file with one part changed; a part that is not there is added."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(made, "w") as copy:
        names = archive.namelist()
        for name in names:
            data = archive.read(name)
            copy.writestr(name, change(data.decode()).encode() if name == part else data)
        if part not in names:
            copy.writestr(part, change(""))
    return made.getvalue()


def pretty(data: bytes, part: str = "word/document.xml") -> str:
    """A part of a built file as indented XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(part))
    etree.indent(root, " ")
    return str(etree.tostring(root, encoding="unicode")) + "\n"


FIELDS: Mapping[str, Plain] = {
    "document": {
        "kind": Text("Participant handout"),
        "title": Text("The problem, seen from public data"),
        "subtitle": Text("Module 2 · 210 minutes · 3 sessions"),
        "running": Text("Module 2 · The problem, seen from public data"),
        "credits": Text("Sample programme & partners"),
    },
    "curriculum": {"title": Text("A sample curriculum"), "notice": Text("For training only.")},
    "cohort": {"name": Text("Cambodia"), "id": "khm"},
    "edition": {
        "number": "2026.2",
        "date": "2 March 2026",
        "marking": "TLP:GREEN",
        "marking_meaning": Text("Limited disclosure, the community may see it."),
        "stamp": "CTRN-SEA · Edition 2026.2 · Cambodia overlay 3 · 2 March 2026",
    },
    "labels": {
        "cohort": "Cohort",
        "edition": "Edition",
        "marking": "Marking",
        "for": "For",
        "guide_for": "Facilitators of this course",
        "facilitators_only": "Facilitators only",
        "national_edition": "National edition",
    },
}


def s(value: str) -> tuple[Inline, ...]:
    return (Str(value),)


def p(value: str, role: str = "") -> Paragraph:
    return Paragraph(s(value), role)


def a(*roles: str, id_: str = "", **pairs: str) -> Attributes:
    return Attributes(Text(id_), roles, tuple((key, Text(value)) for key, value in pairs.items()))


def png(width: int, height: int) -> bytes:
    """A grey picture of this many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\xb0" * width for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


MEDIA: Mapping[str, bytes] = {"media/chain.png": png(900, 420), "media/small.png": png(96, 96)}


def document(blocks: tuple[Block, ...], language: str = "en", **more: Any) -> Document:
    base = Document(
        product="handout",
        element="m2",
        cohort="khm",
        language=language,
        audience=Audience.PARTICIPANT,
        face=Audience.PARTICIPANT,
        marking="TLP:GREEN",
        title="The problem, seen from public data",
        subtitle="Module 2",
        kind="Participant handout",
        running="Module 2",
        stamp="CTRN-SEA · Edition 2026.2",
        author="Sample programme",
        date="2026-03-02T00:00:00Z",
        office="handout.docx",
        path="khm/m2-handout.docx",
        blocks=blocks,
        fields=FIELDS,
    )
    return replace(base, **more)
