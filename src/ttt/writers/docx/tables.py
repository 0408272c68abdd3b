"""Tables of WordprocessingML (ECMA-376 Part 1, 17.4): the frame all share, and data tables.

Every table has its full width, indent 0 and a fixed layout, and leaves nothing to the template's
default table style. Lengths are dxa.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ttt.column_widths import shared_by_amount
from ttt.document import Code, Emphasis, Inline, Link, Str, Strong, Styled, Table
from ttt.writers.docx.context import PLAIN, WIDTH, Context, Place
from ttt.writers.docx.measure import characters
from ttt.writers.docx.paragraphs import paragraph
from ttt.writers.docx.runs import inlines, strong

_FIRST: Final = 1701
_FIRST_WIDE: Final = 2495
_MANY: Final = 4  # columns
_CHARACTER: Final = 92  # dxa of an average character of a cell
_BOLD: Final = 108  # the same in bold, and in single words, which are no average
_NUMBER: Final = 2268  # the most a column of numbers takes
_DIGITS: Final = 4 * _CHARACTER  # the least
_STARVED: Final = 1304  # what every column has that has something to say
_LONGEST: Final = 24  # characters of a word that is kept whole
_BREAKS: Final = re.compile(r"[\s\u200b]+|(?<=[-\u2013/])")
_NO_SPACES: Final = re.compile("[\u0e00-\u109f\u1780-\u17ff\u3040-\u9fff]")
_CLUSTERS: Final = 10  # characters of a script without spaces that are kept together
_PADDING: Final = (62, 0, 62, 113)
_LONG: Final = 34 * _BOLD + _PADDING[3]  # what makes a first column wide
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
    """Return column widths: no word is broken, and what is left goes where the text is.

    Up to three columns the first fills the rail; more need the room, and the first is as narrow
    as its text. Numbers take what they need.
    """
    count = max(len(block.align), len(block.header), max(map(len, block.rows), default=0), 1)
    if count == 1:
        return (width,)
    numeric = [at < len(block.align) and block.align[at] == "end" for at in range(count)]
    columns = [
        _column([row[at] for row in (block.header, *block.rows) if at < len(row)], at)
        for at in range(count)
    ]
    least = [low for low, _, _ in columns]
    wanted = [line for _, line, _ in columns]
    for at in range(1, count):
        if numeric[at]:
            end = (_BEFORE_NUMBERS if at + 1 < count else 0) - _PADDING[3]
            least[at] = wanted[at] = max(least[at], min(wanted[at], _NUMBER), _DIGITS) + end
    if count < _MANY:
        rail = _FIRST_WIDE if wanted[0] > _LONG else _FIRST
        least[0] = wanted[0] = max(least[0], rail * width // WIDTH)
    else:
        wanted[0] = min(wanted[0], max(least[0], _FIRST_WIDE))
    growing = [at for at in range(1, count) if not numeric[at]] or [0]
    if sum(least) < width:
        least = shared_by_amount(least, wanted, [amount for _, _, amount in columns], width)
        amounts = sum(columns[at][2] for at in growing)
        left = width - sum(least)
        for at in growing:
            least[at] += left * columns[at][2] / amounts
    return share(tuple(least), width)


def _column(cells: list[tuple[Inline, ...]], at: int) -> tuple[float, float, int]:
    """Return what a column needs for its longest word and for one line, and its characters."""
    padding = _PADDING[3]
    each = _BOLD if at == 0 else _CHARACTER
    lengths = [characters(words) for words in cells]
    line = max(lengths, default=0) * each + padding
    word = max(map(_longest_word, cells), default=0) * _BOLD + padding
    if at and not any(lengths[1:]):
        word = line = max(line, _STARVED)  # a column to write in
    return (
        min(max(word, min(line, _STARVED)), max(line, word)),
        max(line, word),
        max(sum(lengths), 1),
    )


@lru_cache(maxsize=1 << 12)
def _longest_of(text: str) -> int:
    most = _CLUSTERS if _NO_SPACES.search(text) else _LONGEST
    return min(most, max(map(len, _BREAKS.split(text))))


def _longest_word(content: tuple[Inline, ...]) -> int:
    """Return the characters of the longest word that must stay whole."""
    longest = 0
    for part in content:
        match part:
            case Str(text, _) | Code(text, _):
                longest = max(longest, _longest_of(text))
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Styled(_, inner):
                longest = max(longest, _longest_word(inner))
            case _:
                pass
    return longest
