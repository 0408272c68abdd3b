"""A table on a slide: a native one, ruled after the base design, no fills (ECMA-376-1, 21.1.3).

Place, widths and heights are given.
"""

from __future__ import annotations

from typing import Final

from ttt.document import Align, Inline
from ttt.slides.deck import SlideTable
from ttt.writers.pptx.look import Look
from ttt.writers.pptx.shapes import frame
from ttt.writers.pptx.text import Text

SIDE: Final = 108_000
"""Inset at the sides of a cell in EMU (0.3 cm); the table's own edges have none."""
TOP: Final = 36_000
"""Inset above and below the text of a cell in EMU (0.1 cm)."""

NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
NONE: Final = '<a:{side} w="0"><a:noFill/></a:{side}>'
INK: Final = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
# A quarter darker than the ground: pale in every template, and still seen on a projector.
HAIR: Final = (
    '<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="75000"/></a:schemeClr></a:solidFill>'
)
_SIDES: Final = NONE.format(side="lnL") + NONE.format(side="lnR")
_ALIGN: Final[dict[Align, str]] = {"start": "l", "center": "ctr", "end": "r"}
_MIRRORED: Final[dict[Align, str]] = {"start": "r", "center": "ctr", "end": "l"}


def table_shape(table: SlideTable, number: int, place: str, text: Text) -> str:
    """Return the graphic frame of a table; `place` is the placeholder it stands in, or empty."""
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in table.columns)
    rows = [_row(table, table.header, 0, text)] if table.header else []
    rows += [
        _row(table, row, at, text) for at, row in enumerate(table.rows, 1 if table.header else 0)
    ]
    header = ' firstRow="1"' if table.header else ""
    mirrored = ' rtl="1"' if text.rtl else ""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="Table"/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{place}</p:nvPr></p:nvGraphicFramePr>{frame(table.area, 'p')}"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f"<a:tbl><a:tblPr{mirrored}{header}><a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{grid}</a:tblGrid>{''.join(rows)}</a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )


def _row(table: SlideTable, cells: tuple[tuple[Inline, ...], ...], at: int, text: Text) -> str:
    heading = bool(table.header) and at == 0
    rules = _rule("lnT", 0 if at == 0 else 1, heading=bool(table.header) and at == 1)
    rules += _rule("lnB", 1, heading=heading)
    last = len(table.columns) - 1
    written: list[str] = []
    for column in range(last + 1):
        content = cells[column] if column < len(cells) else ()
        align = table.align[column] if column < len(table.align) else "start"
        size = table.header_size if heading else table.size
        look = Look(size, bold=heading or column == 0, colour="tx2" if heading else "")
        left, right = (0 if column == 0 else SIDE), (0 if column == last else SIDE)
        if text.rtl:
            left, right = right, left
        written.append(
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{_properties(align, rtl=text.rtl)}"
            f"{text.runs(content, look) or text.end(look)}</a:p></a:txBody>"
            f'<a:tcPr marL="{left}" marR="{right}" marT="{TOP}" marB="{TOP}" anchor="'
            f'{"b" if heading else "ctr"}">{_SIDES}{rules}<a:noFill/></a:tcPr></a:tc>'
        )
    return f'<a:tr h="{table.heights[at]}">{"".join(written)}</a:tr>'


def _properties(align: Align, *, rtl: bool) -> str:
    if rtl:
        return f'<a:pPr algn="{_MIRRORED[align]}" rtl="1"/>'
    return "" if align == "start" else f'<a:pPr algn="{_ALIGN[align]}"/>'


def _rule(side: str, weight: int, *, heading: bool) -> str:
    """Return one border: none, a hairline, or the ink rule under the header."""
    if not weight:
        return NONE.format(side=side)
    width, fill = (19_050, INK) if heading else (6_350, HAIR)
    return f'<a:{side} w="{width}">{fill}</a:{side}>'
