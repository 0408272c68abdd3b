"""The partners' marks on the cover of a document: a row of boxes above the credit line.

Boxes of 3.6 × 1.5 cm, 0.4 apart, outlined with a hairline, in the order agreed; each mark as large
as its box allows. A table of native cells as wide as the text, like all furniture.
"""

from html import escape

from scripts.base_templates.partner_marks import Mark
from scripts.base_templates.word_marks import WIDTH, Colours, cell, cm, paragraph, row, table
from scripts.base_templates.word_parts import mark_relation

_BOX = (3.6, 1.5)
_GAP = cm(0.4)
_PADDING = 0.15
_EMU_PER_CM = 360_000
_HAIRLINE = 4
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_FIRST_ID = 1_000_000
"""Drawings of the text count from 1; Word wants one number a drawing in the whole document."""


def partner_row(marks: tuple[Mark, ...], colours: Colours) -> str:
    """Return the row of marks and the gap below it, which also keeps two tables apart."""
    width = cm(_BOX[0])
    sides = ("top", "left", "bottom", "right")
    widths: list[int] = []
    cells = ""
    for mark in marks:
        if widths:
            widths.append(_GAP)
            cells += cell(_GAP, _line(""), _outline(colours, "left", "right"))
        widths.append(width)
        cells += cell(
            width, _line(_picture(mark)), f'{_outline(colours, *sides)}<w:vAlign w:val="center"/>'
        )
    rest = WIDTH - sum(widths)
    widths.append(rest)
    cells += cell(rest, _line(""), _outline(colours, "left"))
    height = f'<w:trHeight w:val="{cm(_BOX[1])}" w:hRule="exact"/>'
    gap = '<w:spacing w:before="0" w:after="0" w:line="140" w:lineRule="exact"/>'
    return table(tuple(widths), row(cells, height)) + paragraph("Footer", "", gap)


def _outline(colours: Colours, *sides: str) -> str:
    # Neighbours name the shared rule too: right to left, LibreOffice draws only theirs.
    rules = "".join(colours.rule(side, _HAIRLINE, "hair") for side in sides)
    return f"<w:tcBorders>{rules}</w:tcBorders>"


def _line(content: str) -> str:
    # An exact line, which the style has in Khmer, Lao or Arabic, would cut the mark off.
    return paragraph(
        "Footer",
        content,
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:right="0"/><w:jc w:val="center"/>',
    )


def _picture(mark: Mark) -> str:
    """Return a run with the mark in its line (ECMA-376-1, 20.4.2.8); lengths in EMU."""
    room = (side - 2 * _PADDING for side in _BOX)
    width, height = (round(side * _EMU_PER_CM) for side in mark.fitted(*room))
    number, name = _FIRST_ID + mark.number, f"Partner mark {mark.number}"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0"'
        f' distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{escape(mark.words)}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main"'
        f' noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{mark_relation(mark)}"/><a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</w:r>"
    )
