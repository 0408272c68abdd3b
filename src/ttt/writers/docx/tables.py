"""Tables of WordprocessingML (ECMA-376 Part 1, 17.4): the frame all share, and data tables.

Every table has its full width, indent 0 and a fixed layout, and leaves nothing to the template's
default table style. Lengths are dxa.
"""

from __future__ import annotations

from typing import Final

from ttt.document import Inline, Table
from ttt.writers.docx.context import PLAIN, WIDTH, Context, Place
from ttt.writers.docx.measure import characters
from ttt.writers.docx.paragraphs import paragraph
from ttt.writers.docx.runs import inlines, strong

_FIRST: Final = 1701
_FIRST_WIDE: Final = 2495
_FIRST_NARROW: Final = 964
_NUMBER: Final = (1134, 2268)
_CHARACTER: Final = 92  # dxa of an average character of a cell
_LONG: Final = 34  # characters that make a first column wide
_SHORT: Final = 6
_MANY: Final = 4  # columns
_WEIGHT: Final = (8, 60)
_PADDING: Final = (62, 0, 62, 113)
_BEFORE_NUMBERS: Final = 397


def table(
    context: Context,
    widths: tuple[int, ...],
    rows: str,
    borders: str,
    padding: tuple[int, int, int, int],
    *,
    header: bool = False,
) -> str:
    """Return a table; `padding` of its cells is top, start, bottom, end."""
    top, start, bottom, end = padding
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    look = (
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        if header
        else ""
    )
    return (
        f'<w:tbl><w:tblPr>{context.visual}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/>{edges}<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{top}" w:type="dxa"/><w:left w:w="{start}" w:type="dxa"/>'
        f'<w:bottom w:w="{bottom}" w:type="dxa"/><w:right w:w="{end}" w:type="dxa"/>'
        f"</w:tblCellMar>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def cell(width: int, content: str, properties: str = "") -> str:
    """Return a cell; `properties` follow its width in schema order (17.4.69)."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(cells: str, properties: str = "<w:cantSplit/>") -> str:
    """Return a row, which stays on one page unless `properties` say otherwise."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def share(columns: tuple[float, ...], width: int) -> tuple[int, ...]:
    """Divide a width by shares, to the last dxa (largest remainder)."""
    total = sum(columns) or 1
    exact = [column / total * width for column in columns]
    widths = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda at: (widths[at] - exact[at], at))
    for at in order[: width - sum(widths)]:
        widths[at] += 1
    return tuple(widths)


def write_table(context: Context, block: Table, place: Place) -> str:
    """Return a data table: header row repeated on each page, rules instead of fills."""
    colours = context.template.colours
    widths = _widths(block, place.width)
    total = "total" in block.attributes.roles and bool(block.rows)
    under = f"<w:tcBorders>{colours['ink'].rule('bottom', 6)}</w:tcBorders>"
    above = f"<w:tcBorders>{colours['ink'].rule('top', 6)}</w:tcBorders>"
    rows: list[str] = []
    if any(block.header):
        cells = _row(context, block, block.header, widths, (under, "cell_header"))
        rows.append(row(cells, "<w:cantSplit/><w:tblHeader/>"))
    for number, content in enumerate(block.rows, start=1):
        last = total and number == len(block.rows)
        look = (above, "total") if last else ("", "cell")
        rows.append(row(_row(context, block, content, widths, look)))
    borders = (
        colours["ink"].rule("top", 12)
        + colours["ink"].rule("bottom", 12)
        + colours["hair"].rule("insideH", 4)
    )
    return table(context, widths, "".join(rows), borders, _PADDING, header=True)


def _row(
    context: Context,
    block: Table,
    content: tuple[tuple[Inline, ...], ...],
    widths: tuple[int, ...],
    look: tuple[str, str],
) -> str:
    borders, role = look
    mark = PLAIN
    cells: list[str] = []
    for at, width in enumerate(widths):
        words = content[at] if at < len(content) else ()
        align = block.align[at] if at < len(block.align) else "start"
        bold = role == "total" or (role == "cell" and at == 0)
        style, after = ("cell" if role == "total" else role), ""
        margin = ""
        if align == "end":
            if role == "cell_header":
                after = '<w:jc w:val="right"/>'
            else:
                style = "number_cell"
            end = _BEFORE_NUMBERS if at + 1 < len(widths) else 0
            margin = f'<w:tcMar><w:right w:w="{end}" w:type="dxa"/></w:tcMar>'
        elif align == "center":
            after = '<w:jc w:val="center"/>'
        inner = inlines(context, words, strong(mark) if bold else mark)
        written = paragraph(context, style, inner, "", after)
        cells.append(cell(width, written, borders + margin))
    return "".join(cells)


def _widths(block: Table, width: int) -> tuple[int, ...]:
    """Return column widths: the first fills the rail, numbers take what they need."""
    count = max(len(block.align), len(block.header), max(map(len, block.rows), default=0), 1)
    longest = [_WEIGHT[0]] * count
    for content in (block.header, *block.rows):
        for at, words in enumerate(content):
            longest[at] = max(longest[at], characters(words))
    if count == 1:
        return (width,)
    first = _FIRST_WIDE if longest[0] > _LONG else _FIRST
    if count >= _MANY and longest[0] <= max(_SHORT, _WEIGHT[0]):
        first = _FIRST_NARROW
    shares: list[float] = [first]
    fixed = first
    flexible: list[int] = []
    for at in range(1, count):
        if at < len(block.align) and block.align[at] == "end":
            need = min(max(longest[at] * _CHARACTER + 113, _NUMBER[0]), _NUMBER[1])
            shares.append(need)
            fixed += need
        else:
            shares.append(0)
            flexible.append(at)
    rest = max(WIDTH - fixed, _FIRST * len(flexible) // 2)
    if flexible:
        weights = [min(longest[at], _WEIGHT[1]) for at in flexible]
        for at, weight in zip(flexible, weights, strict=True):
            shares[at] = rest * weight / sum(weights)
    else:
        shares[0] = WIDTH - fixed + first
    return share(tuple(shares), width)
