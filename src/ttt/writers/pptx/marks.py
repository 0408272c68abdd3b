"""Markings that are drawn: on slides whose layout has no place for them, and on notes pages.

TLP 2.0 (FIRST, August 2022) asks for the label in header and footer of every page, 12 points at
least, and for coloured letters on black. A label of a country's own stands beside it, in a box of
its own. Lengths are EMU.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final
from unicodedata import category

from ttt.document import Document, Str
from ttt.office.slide_template import SlideTemplate
from ttt.slides.geometry import Area
from ttt.writers.pptx.look import Look
from ttt.writers.pptx.shapes import frame
from ttt.writers.pptx.text import Text

TLP: Final = {
    "TLP:RED": "FF2B2B",
    "TLP:AMBER": "FFC000",
    "TLP:GREEN": "33FF00",
    "TLP:CLEAR": "FFFFFF",
}
"""Letter colours on black (FIRST, Traffic Light Protocol 2.0)."""

LONG: Final = 11
"""Letters of a label that fit into the narrow box."""

_CM: Final = 360_000
_HEIGHT: Final = round(0.72 * _CM)
_NARROW, _WIDE = round(3.1 * _CM), round(4.9 * _CM)
_EDGE: Final = round(1.467 * _CM)
_TOP, _FOOT = round(0.72 * _CM), round(1.33 * _CM)
_GAP: Final = round(0.2 * _CM)
_SIZE: Final = 12.0
_FIRST: Final = 9_000
"""Number of the first drawn box: slides have fewer shapes."""
_NOTES_SIZE: Final = re.compile(r'<p:notesSz\b[^>]*\bcx="(\d+)"[^>]*\bcy="(\d+)"')
_INK: Final = "000000"
_PAPER: Final = "FFFFFF"


def colour_of(label: str) -> str:
    """Return the colour of a label's letters on black, empty for what is no label."""
    return next((colour for known, colour in TLP.items() if label.startswith(known)), "")


class Marks:
    """The marking of one document as boxes; what stands on every slide is made once."""

    def __init__(self, document: Document, template: SlideTemplate, text: Text) -> None:
        self._label, self._national = document.marking, document.national
        self._text = text
        self._size = template.geometry.width, template.geometry.height
        parts = template.parts
        found = _NOTES_SIZE.search(f"{parts.head}{parts.middle}{parts.tail}")
        self._page = (int(found[1]), int(found[2])) if found else (6_858_000, 9_144_000)
        self._slides: dict[tuple[Area | None, Area | None], str] = {}
        self._notes = ""

    def on_slide(self, head: Area | None, foot: Area | None) -> str:
        """Return what is drawn on a slide whose layout has these places for the label."""
        key = (head, foot)
        if key not in self._slides:
            self._slides[key] = self._boxes(self._size, key, _PAPER, _INK)
        return self._slides[key]

    def on_notes(self) -> str:
        """Return what is drawn on a notes page, black on white: it is printed."""
        if not self._notes:
            self._notes = self._boxes(self._page, (None, None), _INK, _PAPER)
        return self._notes

    def _boxes(
        self, size: tuple[int, int], places: tuple[Area | None, Area | None], ink: str, ground: str
    ) -> str:
        if not self._label:
            return ""
        width, height = size
        wide = _WIDE if len(self._label) > LONG else _NARROW
        boxes: list[str] = []
        for where, place in zip(("head", "foot"), places, strict=True):
            y = _TOP if where == "head" else height - _FOOT
            x = _EDGE if self._text.rtl else width - _EDGE - wide
            area = place or Area(x, y, wide, _HEIGHT)
            if place is None:
                colour = colour_of(self._label) if ground == _INK else ink
                boxes.append(self._box(f"Marking {where}", self._label, area, colour, ground))
            if self._national:
                boxes.append(self._beside(where, area, width))
        return "".join(
            box.replace('id="0"', f'id="{number}"', 1) for number, box in enumerate(boxes, _FIRST)
        )

    def _beside(self, where: str, area: Area, width: int) -> str:
        """Return the box of the national marking, on the inner side of the label's."""
        letters = sum(not category(one).startswith("M") for one in self._national)
        wide = round((0.8 + 0.26 * letters) * _CM)
        outer_left = 2 * area.x + area.width < width
        x = area.x + area.width + _GAP if outer_left else area.x - _GAP - wide
        place = Area(max(0, x), area.y, wide, area.height)
        return self._box(f"National marking {where}", self._national, place, _INK, _PAPER)

    def _box(self, name: str, words: str, area: Area, colour: str, ground: str) -> str:
        look = Look(size=_SIZE, bold=True, colour=colour)
        label = words is self._label
        runs = (
            f'<a:r><a:rPr lang="en-US" sz="{round(_SIZE * 100)}" b="1"><a:solidFill><a:srgbClr '
            f'val="{colour}"/></a:solidFill></a:rPr><a:t>{escape(words)}</a:t></a:r>'
            if label
            else self._text.runs((Str(words),), look)
        )
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="0" name="{name}"/><p:cNvSpPr txBox="1"/><p:nvPr/>'
            f"</p:nvSpPr><p:spPr>{frame(area)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f'<a:solidFill><a:srgbClr val="{ground}"/></a:solidFill>'
            f'<a:ln w="19050"><a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill></a:ln></p:spPr>'
            '<p:txBody><a:bodyPr wrap="none" lIns="36000" tIns="0" rIns="36000" bIns="0" '
            'anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            f'<a:p><a:pPr algn="ctr"/>{runs}</a:p></p:txBody></p:sp>'
        )
