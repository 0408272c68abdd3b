"""Reads the marking of every page and every slide of a built document. Holds no test."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

import docx
import pptx
from lxml import etree
from pptx.shapes.autoshape import Shape
from pptx.slide import NotesSlide, Slide

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SMALLEST: Final = 12.0
"""Points: TLP 2.0 (FIRST, August 2022)."""


def labels_of_pages(data: bytes) -> Iterator[tuple[str, str, float]]:
    """Yield place, marking and its size in points: of each header and footer a page can have."""
    paper = docx.Document(io.BytesIO(data))
    for number, section in enumerate(paper.sections, 1):
        ends = [("header", section.header), ("footer", section.footer)]
        if section.different_first_page_header_footer:
            ends += [("first header", section.first_page_header),
                     ("first footer", section.first_page_footer)]  # fmt: skip
        if paper.settings.odd_and_even_pages_header_footer:
            ends += [("even header", section.even_page_header),
                     ("even footer", section.even_page_footer)]  # fmt: skip
        for name, end in ends:
            runs = [(run, "".join(t.text or "" for t in run.iter(f"{W}t")))
                    for run in end._element.iter(f"{W}r")]  # fmt: skip
            marks = [(run, text.strip()) for run, text in runs if "TLP:" in text]
            assert marks, f"section {number} has no marking in its {name}"
            for run, text in marks:
                yield f"section {number}, {name}", text, size_of(run, paper)


def size_of(run: etree._Element, paper: docx.document.Document) -> float:
    """Return the size of a run in points, its own or that of its paragraph's style."""
    own = run.find(f"{W}rPr/{W}sz")
    if own is not None:
        return int(own.get(f"{W}val") or 0) / 2
    paragraph = next(run.iterancestors(f"{W}p"))
    (style,) = (one.get(f"{W}val") for one in paragraph.iterfind(f"{W}pPr/{W}pStyle"))
    named = next(one for one in paper.styles if one.style_id == style)
    assert named.font.size is not None
    return float(named.font.size.pt)


def labels_of_slides(data: bytes) -> Iterator[tuple[str, list[tuple[str, bool, float]]]]:
    """Yield of every slide and notes page its markings: label, in the upper half, size."""
    deck = pptx.Presentation(io.BytesIO(data))
    for number, slide in enumerate(deck.slides, 1):
        yield f"slide {number}", list(marks_on(slide, deck.slide_height or 0))
        if slide.has_notes_slide:
            page = slide.notes_slide
            height = int(re.findall(rb'notesSz[^>]*cy="(\d+)"', deck.part.blob)[0])
            yield f"notes {number}", list(marks_on(page, height))


def marks_on(page: Slide | NotesSlide, height: int) -> Iterator[tuple[str, bool, float]]:
    for shape in page.shapes:
        if not isinstance(shape, Shape) or not shape.text_frame.text.startswith("TLP:"):
            continue
        size = shape.text_frame.paragraphs[0].runs[0].font.size
        assert size is not None
        yield shape.text_frame.text, shape.top < height / 2, size.pt


def check_every_page(name: str, data: bytes, label: str) -> int:
    """Check a document; return how many headers, footers, slides and notes pages it has."""
    seen = 0
    if name.endswith(".docx"):
        for place, text, size in labels_of_pages(data):
            assert (text, size >= SMALLEST) == (label, True), f"{name}, {place}: {text} {size}"
            seen += 1
    else:
        for place, marks in labels_of_slides(data):
            found = sorted((text, above) for text, above, _ in marks)
            assert found == [(label, False), (label, True)], f"{name}, {place}: {found}"
            assert all(size >= SMALLEST for *_, size in marks), f"{name}, {place}"
            seen += 1
    return seen
