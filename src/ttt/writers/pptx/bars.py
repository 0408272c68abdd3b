"""Bars of a drawing as one group of native rectangles (ECMA-376-1, 19.3.1.22).

Colours are those of the theme, so that a team's accent is the bars' too. A drawing repeats in a
picture what the slide says in words: screen readers pass over it.
"""

from __future__ import annotations

from typing import Final

from ttt.slides.deck import Bar, Drawing, Fill
from ttt.slides.geometry import Area
from ttt.writers.pptx.shapes import DECORATIVE, name_of
from ttt.writers.pptx.text import Text

FIRST: Final = 1001
"""Id of the first drawing's group: no slide has so many shapes before it."""
_EACH: Final = 1000

_FILLS: Final[dict[Fill, str]] = {
    "past": "accent4", "current": "accent1", "ahead": "accent5", "odd": "bg2", "even": "accent6",
}  # fmt: skip
# Only a pale accent has another colour for its edges: then the bar at hand is outlined.
_EDGE: Final = '<a:ln w="9525"><a:solidFill><a:schemeClr val="accent3"/></a:solidFill></a:ln>'
_INSET: Final = 90_000


def drawing_shape(drawing: Drawing, at: int, text: Text) -> str:
    """Return the group of a drawing; `at` counts the drawings of its slide."""
    number = FIRST + at * _EACH
    name = name_of(drawing.name)
    x, y, cx, cy = _bounds(drawing.bars)
    bars = "".join(
        _bar(bar, number + place, drawing, text) for place, bar in enumerate(drawing.bars, 1)
    )
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{name}">{DECORATIVE}</p:cNvPr>'
        "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
        f'<a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{cx}" cy="{cy}"/></a:xfrm></p:grpSpPr>'
        f"{bars}</p:grpSp>"
    )


def _bounds(bars: tuple[Bar, ...]) -> tuple[int, int, int, int]:
    areas: list[Area] = [bar.area for bar in bars]
    x, y = min(area.x for area in areas), min(area.y for area in areas)
    right = max(area.x + area.width for area in areas)
    foot = max(area.y + area.height for area in areas)
    return x, y, right - x, foot - y


def _bar(bar: Bar, number: int, drawing: Drawing, text: Text) -> str:
    x, y, width, height = bar.area.x, bar.area.y, bar.area.width, bar.area.height
    boxed = drawing.name == "row_box"
    words = _words(bar, drawing.size, text, boxed=boxed) if bar.text else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"/>'
        f'<a:solidFill><a:schemeClr val="{_FILLS[bar.fill]}"/></a:solidFill>'
        f"{_EDGE if bar.fill == 'current' else ''}</p:spPr>"
        f"{words}</p:sp>"
    )


def _words(bar: Bar, size: float, text: Text, *, boxed: bool) -> str:
    colour = "accent2" if bar.fill == "current" else "tx1"
    side = "ctr" if boxed else "r" if text.rtl else "l"
    direction = ' rtl="1"' if text.rtl else ""
    inset = 0 if boxed else _INSET
    return (
        f'<p:txBody><a:bodyPr wrap="square" lIns="{inset}" tIns="0" rIns="{inset}" bIns="0"'
        ' anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f'<a:p><a:pPr algn="{side}"{direction}/><a:r>'
        f'<a:rPr lang="{text.tag}" sz="{round(size * 100)}" b="1"><a:solidFill>'
        f'<a:schemeClr val="{colour}"/></a:solidFill></a:rPr><a:t>{bar.text}</a:t></a:r></a:p>'
        "</p:txBody>"
    )
