"""Where in a built document a mark of the catalogue stands.

A slide is found in the deck itself. A page is known only when the document was drawn: LibreOffice
writes the bookmarks of a Word document as named places of its PDF, and Poppler lists them. Whether
a page will be found can be told before, from the bookmarks and the words.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, assert_never

import docx
import pptx
import yaml
from pptx.slide import Slide as OfficeSlide

from scripts.shots.build import GalleryError, Paper
from scripts.shots.catalogue import Cover, Element, Fullest, Mark, Slide, Words
from ttt.writers.docx.bookmarks import bookmark_name

_LABELS: Final = Path(__file__).resolve().parents[2] / "templates" / "base" / "labels" / "en.yaml"
_PLACE: Final = re.compile(r'^\s*(\d+) \[.*\] "(.*)"$', re.MULTILINE)
"""A line of `pdfinfo -dests`."""
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ESCAPED: Final = re.compile("[^A-Za-z0-9]")


def slide_number(paper: Paper, mark: Slide | Fullest) -> int:
    """Return the number of the slide with a mark, from 1."""
    slides = list(enumerate(pptx.Presentation(io.BytesIO(paper.data)).slides, 1))
    meant = [(number, s) for number, s in slides if s.slide_layout.name == mark.layout]
    if isinstance(mark, Fullest):
        number, _ = max(meant, key=lambda each: _letters(each[1]), default=(0, None))
    else:
        shown = _shown(paper, mark.address)
        number = next((number for number, _ in meant if number in shown), 0)
    if not number:
        of = f' of "{mark.address}"' if isinstance(mark, Slide) and mark.address else ""
        raise GalleryError(f'{paper.file} has no slide{of} with the layout "{mark.layout}".')
    return number


def page_number(paper: Paper, mark: Cover | Element | Words, places: str, text: str) -> int:
    """Return the number of the page with a mark, from 1.

    `places` is what `pdfinfo -dests` prints of the document drawn, `text` what `pdftotext` does.
    """
    match mark:
        case Cover():
            return 1
        case Element(address):
            name = _ESCAPED.sub(lambda sign: f"{ord(sign[0]):X}", bookmark_name(address))
            found = (int(number) for number, place in _PLACE.findall(places) if place == name)
        case Words(label):
            words = label_words(label)
            pages = enumerate(text.split("\f"), 1)
            lines = ((n, [line.strip() for line in page.splitlines()]) for n, page in pages)
            found = (number for number, there in lines if number > 1 and words in there)
        case _:
            assert_never(mark)
    number = next(found, 0)
    if not number:
        raise GalleryError(f"{paper.file} was drawn, and no page of it has {_told(mark)}.")
    return number


def require(paper: Paper, mark: Mark) -> None:
    """Raise a GalleryError if the mark cannot be in the document."""
    match mark:
        case Slide() | Fullest():
            slide_number(paper, mark)
        case Cover():
            return
        case Element(address):
            document = docx.Document(io.BytesIO(paper.data))
            if not document.element.xpath(f'//w:bookmarkStart[@w:name="{bookmark_name(address)}"]'):
                raise GalleryError(f"{paper.file} has no heading of {_told(mark)}.")
        case Words(label):
            document = docx.Document(io.BytesIO(paper.data))
            if label_words(label) not in (each.text for each in document.paragraphs):
                raise GalleryError(f"{paper.file} has no paragraph of {_told(mark)}.")
        case _:
            assert_never(mark)


@cache
def label_words(label: str) -> str:
    """Return what the base templates print for a label."""
    value: object = yaml.safe_load(_LABELS.read_text("utf-8"))
    for key in label.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, str):
        raise GalleryError(f"templates/base/labels/en.yaml has no words for {label}.")
    return value


def _shown(paper: Paper, address: str) -> Sequence[int]:
    """Return the numbers of the slides that show an element; of all slides without an address."""
    if not address:
        return range(1, len(pptx.Presentation(io.BytesIO(paper.data)).slides) + 1)
    spans = [
        span
        for place, span in paper.numbering.items()
        if place == address or place.startswith(f"{address}/")
    ]
    return [number for first, last in spans for number in range(first, last + 1)]


def _letters(slide: OfficeSlide) -> int:
    return sum(len(run.text or "") for run in slide.element.iter(f"{_DRAWING}t"))


def _told(mark: Element | Words) -> str:
    return f'"{mark.address if isinstance(mark, Element) else label_words(mark.label)}"'
