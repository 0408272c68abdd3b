"""What the tests of the DOCX writer read of what was written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tests.writers.word_samples import MEDIA, document, opened
from ttt.diagnostics import Collector, Diagnostic
from ttt.document import (
    Block,
    Str,
)
from ttt.office.word_template import WordTemplate
from ttt.text import Text
from ttt.writers.docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HANDOUT = opened()


def written(
    blocks: tuple[Block, ...], template: WordTemplate = HANDOUT, language: str = "en", **more: Any
) -> tuple[bytes, list[Diagnostic]]:
    collector = Collector()
    data = write_docx(document(blocks, language, **more), template, MEDIA, collector)
    return data, list(collector)


def part(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def text_of(xml: str) -> str:
    """All text of a part, with breaks and tabs as a reader sees them."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}p": "¶"}
    root = etree.fromstring(xml.encode())
    return "".join(
        signs.get(str(node.tag), node.text or "" if node.tag == f"{W}t" else "")
        for node in root.iter(etree.Element)
    )


def strings(value: object) -> Iterator[str]:
    """Every text of a document's blocks."""
    match value:
        case Str(text, _):
            yield text
        case Text():
            yield str(value)
        case tuple():
            for one in value:
                yield from strings(one)
        case _ if hasattr(value, "__dataclass_fields__"):
            for name in set(value.__dataclass_fields__) - {"id", "origin"}:
                yield from strings(getattr(value, name))
        case _:
            return
