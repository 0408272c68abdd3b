"""The words of a text or of a built Office file, counted: the proof that all programs do the same.

Reads WordprocessingML and DrawingML text (`w:t`, `a:t`; ECMA-376 Part 1, 17.3.3.31 and 21.1.2.3.11)
of bodies, slides and notes, not of headers, footers, masters and layouts.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Final

from lxml import etree

_PARTS: Final = re.compile(r"(word/document|ppt/(slides|notesSlides)/[^/]+)\.xml")
_SLIDES: Final = re.compile(r"ppt/slides/[^/]+\.xml")
_TEXT: Final = re.compile(r"\{http[^}]*/(wordprocessingml|drawingml)/(2006/)?main\}(t|p|tab|br)")
_WORD: Final = re.compile(r"[^\W_]+")


def words_of(text: str) -> Counter[str]:
    """Return the words of a text, each with how often it stands there, without regard to case."""
    return Counter(word.casefold() for word in _WORD.findall(text))


def words_in(path: Path) -> Counter[str]:
    """Return the words of a built deck or document; a word split into runs is one word."""
    texts: list[str] = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if _PARTS.fullmatch(name):
                texts.extend(_texts(etree.fromstring(package.read(name))))
    return words_of("".join(texts))


def slides_in(path: Path) -> int:
    """Return the number of slides of a built deck."""
    with zipfile.ZipFile(path) as package:
        return sum(1 for name in package.namelist() if _SLIDES.fullmatch(name))


def _texts(root: etree._Element) -> list[str]:
    """Return the pieces of text of a part, a space where a paragraph or line ends."""
    pieces = []
    for element in root.iter(etree.Element):
        match = _TEXT.fullmatch(str(element.tag))
        if match:
            pieces.append((element.text or "") if match[3] == "t" else " ")
    return pieces
