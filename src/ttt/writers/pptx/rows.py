"""The rows of a body: a native table without a style, ruled above each row (ECMA-376-1, 21.1.3).

A table takes nothing from the layout, so sizes, colours and the distance of lines are written out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from ttt.document import Inline, Strong
from ttt.office.slide_geometry import Placeholder
from ttt.slides.deck import RegionText, Row, SlideParagraph
from ttt.slides.geometry import Area, Level
from ttt.writers.pptx.look import Look
from ttt.writers.pptx.shapes import frame
from ttt.writers.pptx.table import HAIR, INK, NO_STYLE, NONE
from ttt.writers.pptx.text import Text

CURRENT: Final = 28_575
"""Width of the rule above the row at hand in EMU (2.25 pt)."""
_HAIR_WIDTH: Final = 9_525
_POINT: Final = 12_700
_ASCENT: Final = 0.95
"""How far down its line a base line is, as a part of the size: what is beside stands on it."""


class _Edges(NamedTuple):
    """Room at the leading and trailing side of a cell in EMU."""

    lead: int
    trail: int


def rows_shape(
    body: RegionText, regions: Mapping[str, Placeholder], number: int, text: Text
) -> str:
    """Return the graphic frame of a body in rows."""
    place, column = regions["row"].geometry, regions["body"].geometry
    last = regions.get("row_end")
    area = place.area
    lead = _lead(area, column.area, rtl=text.rtl)
    trail = area.width - lead - column.area.width
    starts = lead > 0 and any(row.start for row in body.rows)
    ends = last is not None and any(row.end for row in body.rows)
    widths = [lead] if starts else []
    widths.append(area.width - sum(widths))
    if ends and last is not None:
        widths[-1] -= last.geometry.area.width
        widths.append(last.geometry.area.width)
        trail -= last.geometry.area.width
    edges = _Edges(0 if starts else lead, max(trail, 0))
    above = max(0, column.area.y - area.y)
    rules = _rules(body, edged="row_box" not in regions)
    written: list[str] = []
    for at, (row, paragraph) in enumerate(zip(body.rows, body.paragraphs, strict=True)):
        rule = f"{_SIDES}{_line('lnT', rules[at])}{_line('lnB', rules[at + 1])}"
        cells = _Cells(row, paragraph, column.levels[0], text)
        start = cells.beside(row.start, place.levels[0], above, rule) if starts else ""
        main = cells.main(edges, above, rule)
        end = (
            cells.beside(row.end, last.geometry.levels[0], above, rule, end=True)
            if (ends and last is not None)
            else ""
        )
        written.append(f'<a:tr h="{row.height}">{start}{main}{end}</a:tr>')
    whole = Area(area.x, area.y, area.width, sum(row.height for row in body.rows))
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
    mirrored = ' rtl="1"' if text.rtl else ""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="Rows"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr/></p:nvGraphicFramePr>{frame(whole, 'p')}"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f"<a:tbl><a:tblPr{mirrored}><a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{grid}</a:tblGrid>{''.join(written)}</a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )


_SIDES: Final = NONE.format(side="lnL") + NONE.format(side="lnR")


def _lead(row: Area, body: Area, *, rtl: bool) -> int:
    """Return how far the text is from the leading edge of its row."""
    if rtl:
        return max(0, row.x + row.width - body.x - body.width)
    return max(0, body.x - row.x)


def _rules(body: RegionText, *, edged: bool) -> list[int]:
    """Return the width of the rule above each row, and below the last."""
    found = [
        CURRENT if _is_current(paragraph.content) else _HAIR_WIDTH for paragraph in body.paragraphs
    ]
    found.append(_HAIR_WIDTH)
    if not edged:
        found[0] = found[-1] = 0
    return found


def _is_current(content: tuple[Inline, ...]) -> bool:
    return len(content) == 1 and isinstance(content[0], Strong)


def _line(side: str, width: int) -> str:
    if not width:
        return NONE.format(side=side)
    return f'<a:{side} w="{width}">{INK if width == CURRENT else HAIR}</a:{side}>'


class _Cells(NamedTuple):
    """The cells of one row; `level` is the type of its text."""

    row: Row
    paragraph: SlideParagraph
    level: Level
    text: Text

    def main(self, edges: _Edges, above: int, rule: str) -> str:
        """Return the cell of the text."""
        look = Look(self.paragraph.size, self.paragraph.bold)
        return self._cell(self.paragraph.content, look, edges, above, rule)

    def beside(
        self, content: tuple[Inline, ...], level: Level, above: int, rule: str, *, end: bool = False
    ) -> str:
        """Return the cell of a number, a label or a remark, on the base line of the text.

        Lowered with the text; a label, which is smaller than the text, is set in soft ink.
        """
        size = max(min(level.size, 14.0), level.size - (self.level.size - self.paragraph.size))
        soft = end or level.size < self.level.size
        strong = level.bold or (not end and _is_current(self.paragraph.content))
        look = Look(size, strong, colour="tx2" if soft else "tx1")
        drop = (self.paragraph.size - size) * _ASCENT * _POINT
        return self._cell(content, look, _Edges(0, 0), max(0, above + round(drop)), rule, end=end)

    def _cell(
        self,
        content: tuple[Inline, ...],
        look: Look,
        edges: _Edges,
        above: int,
        rule: str,
        *,
        end: bool = False,
    ) -> str:
        text, level = self.text, self.level
        left, right = (edges.trail, edges.lead) if text.rtl else edges
        exact = round(level.exact * look.size / level.size * 100) if level.exact else 0
        spacing = f'<a:lnSpc><a:spcPts val="{exact}"/></a:lnSpc>' if exact else ""
        side = "r" if end != text.rtl else "l"
        direction = ' rtl="1"' if text.rtl else ""
        return (
            f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{side}"{direction}>'
            f"{spacing}</a:pPr>"
            f"{text.runs(content, look) or text.end(look)}</a:p></a:txBody>"
            f'<a:tcPr marL="{left}" marR="{right}" marT="{above}" marB="0" anchor="t">'
            f"{rule}<a:noFill/></a:tcPr></a:tc>"
        )
