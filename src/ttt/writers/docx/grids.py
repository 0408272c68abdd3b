"""Grids: layout tables whose cells hold blocks (the step plan, the session panel, a time strip).

What a grid looks like follows from the roles of its cells: all `panel` is a panel, a first
column of `rail` or `active` a plan of steps, anything else only divides the page. The role
`strip` on the grid draws one row of segments, `timetable` a day of the course, `form` rows to fill
in, `plan` steps in the type of tables below a head that each page repeats; `dense` sets text
smaller, for what must fit two pages. Lengths are dxa.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from ttt.document import Attributes, Block, Box, Cell, Columns, Grid, Paragraph, Strong
from ttt.office.word_colours import Colour
from ttt.writers.docx.context import PLAIN, Context, Mark, Place
from ttt.writers.docx.measure import stays_whole
from ttt.writers.docx.paragraphs import cell_end
from ttt.writers.docx.steps import parts
from ttt.writers.docx.tables import cell, row, share, table

Look = Literal["timetable", "steps", "plan", "panel", "strip", "form", "plain"]

_PADDING: Final[dict[Look, tuple[int, int, int, int]]] = {
    "steps": (113, 113, 113, 113),
    "plan": (45, 85, 45, 85),
    "panel": (62, 113, 62, 113),
    "strip": (0, 113, 0, 57),
    "timetable": (57, 113, 0, 85),
    "form": (62, 0, 62, 113),
    "plain": (0, 0, 0, 142),
}
_DENSE_PANEL: Final = (40, 113, 40, 113)
_FILLS: Final = {"active": "accent", "panel": "panel", "tint": "tint"}
_NO_TOP: Final = '<w:top w:val="nil"/>'
_NO_BOTTOM: Final = '<w:bottom w:val="nil"/>'
_LOW_TOP: Final = '<w:top w:w="60" w:type="dxa"/>'
_LOW_BOTTOM: Final = '<w:bottom w:w="0" w:type="dxa"/>'
_STRIP: Final = '<w:cantSplit/><w:trHeight w:val="482" w:hRule="exact"/>'
_DAY: Final = '<w:cantSplit/><w:trHeight w:val="737" w:hRule="exact"/>'
_HEAD: Final = "<w:cantSplit/><w:tblHeader/>"
_FORM: Final = '<w:cantSplit/><w:trHeight w:val="709" w:hRule="atLeast"/>'
_STRIP_SIZE: Final = '<w:sz w:val="20"/><w:szCs w:val="22"/>'
_SMALL: Final = Mark(size=_STRIP_SIZE)
_LARGE: Final = Mark(size='<w:sz w:val="26"/><w:szCs w:val="26"/>')
_DENSE: Final = Mark(size='<w:sz w:val="19"/><w:szCs w:val="21"/>')
_TEXT: Final[dict[Look, Mark]] = {"strip": _SMALL, "timetable": _LARGE}
_NARROW: Final = 907  # 1.6 cm
_EMPTY: Final = Cell(())
_MIDDLE: Final = '<w:vAlign w:val="center"/>'


def columns_grid(block: Columns) -> Grid:
    """Return blocks side by side as a grid of equal columns."""
    count = max(len(block.cells), 1)
    cells = tuple(Cell(blocks) for blocks in block.cells)
    return Grid((1.0,) * count, (cells,) if cells else ())


def joined(one: Grid, other: Grid) -> bool:
    """Whether two grids that follow each other are one table: same columns, same look."""
    return (
        one.columns == other.columns
        and one.attributes.roles == other.attributes.roles
        and look_of(one) == look_of(other)
        and look_of(one) in {"steps", "panel", "form"}
    )


def join(grids: tuple[Grid, ...]) -> Grid:
    """Return grids of one look as one."""
    rows = tuple(one for grid in grids for one in grid.rows)
    return Grid(grids[0].columns, rows, Attributes(roles=grids[0].attributes.roles))


def look_of(grid: Grid) -> Look:
    """Return what a grid is, by its own role or the roles of its cells."""
    if "strip" in grid.attributes.roles:
        return "strip"
    if "timetable" in grid.attributes.roles:
        return "timetable"
    if "form" in grid.attributes.roles:
        return "form"
    if "plan" in grid.attributes.roles:
        return "plan"
    cells = [one for line in grid.rows for one in line]
    if cells and all(one.role == "panel" for one in cells):
        return "panel"
    if cells and all(line[0].role in {"rail", "active"} for line in grid.rows if line):
        return "steps"
    return "plain"


def write_grid(context: Context, grid: Grid, place: Place) -> str:
    """Return a grid, empty when it has no rows."""
    if not grid.rows:
        return ""
    look = look_of(grid)
    dense = "dense" in grid.attributes.roles
    text = _TEXT.get(look, _DENSE if dense else PLAIN)
    padding = _DENSE_PANEL if dense and look == "panel" else _PADDING[look]
    widths = share(grid.columns, place.width)
    write = _step if look == "steps" else _row
    rows = "".join(write(context, line, widths, look, text) for line in grid.rows)
    if look == "plan":
        rows = rows.replace("<w:cantSplit/>", _HEAD, 1)
    return table(context, widths, rows, _borders(context, look), padding)


def _borders(context: Context, look: Look) -> str:
    colours = context.template.colours
    match look:
        case "steps" | "plan":
            return "".join(colours["ink"].rule(side, 8) for side in ("top", "bottom", "insideH"))
        case "panel":
            return (
                colours["edge"].rule("top", 24)
                + colours["ink"].rule("bottom", 6)
                + colours["hair"].rule("insideH", 4)
            )
        case "timetable":
            return colours["paper"].rule("insideV", 18)
        case "form":
            return "".join(colours["mid"].rule(side, 4) for side in ("top", "bottom", "insideH"))
        case _:
            return ""


def _step(
    context: Context, line: tuple[Cell, ...], widths: tuple[int, ...], look: Look, text: Mark
) -> str:
    """Return a step: a row for each part that stays whole, without a rule between them."""
    written = ""
    if len(line) == len(widths) == 2:  # noqa: PLR2004 the rail and the main column
        rail, main = line
        found = parts(main.blocks, widths[1])
        for at, (blocks, whole) in enumerate(found):
            cells = (Cell((), rail.role) if at else rail, Cell(blocks, main.role))
            cut = (at > 0, at + 1 < len(found))
            written += _row(context, cells, widths, look, text, cut, whole=whole)
    return written or _row(context, line, widths, look, text)


def _row(
    context: Context,
    line: tuple[Cell, ...],
    widths: tuple[int, ...],
    look: Look,
    text: Mark,
    cut: tuple[bool, bool] = (False, False),
    *,
    whole: bool | None = None,
) -> str:
    """Return a row; `cut` says whether it goes on from the row above, and on into the next.

    Whether it stays `whole` is measured where nobody has.
    """
    padding = _PADDING[look]
    middle = look == "panel" and any(
        isinstance(block, Box) and block.name == "minutes" for one in line for block in one.blocks
    )
    cells: list[str] = []
    for at, width in enumerate(widths):
        one = line[at] if at < len(line) else _EMPTY
        key = (width, one.role, at, look, text, cut)
        known = None if look == "strip" else context.cells.get(key)
        if known is None:
            inside = Place(
                max(width - padding[1] - padding[3], 200),
                cell=True,
                mark=_mark(context, one, text),
                role=_role(one, at, look),
            )
            known = context.cells[key] = inside, _properties(context, line, at, look, cut)
        inside, shown = known
        blocks = one.blocks
        if look == "strip" and width < _NARROW:
            blocks = tuple(_number_only(block) for block in blocks)
        written = context.write(blocks, inside) if blocks else cell_end()
        cells.append(cell(width, written, shown + (_MIDDLE if middle or look == "strip" else "")))
    if look == "strip":
        return row("".join(cells), _STRIP)
    if look == "timetable":
        return row("".join(cells), _DAY)
    if look == "form":
        return row("".join(cells), _FORM)
    if whole is None:
        whole = stays_whole(
            tuple((one.blocks, width) for one, width in zip(line, widths, strict=False))
        )
    return row("".join(cells), "<w:cantSplit/>" if whole else "")


def _number_only(block: Block) -> Block:
    """Return what fits a segment too narrow for its minutes: the strong part it begins with."""
    if isinstance(block, Paragraph) and block.content and isinstance(block.content[0], Strong):
        return replace(block, content=block.content[:1])
    return block


def _mark(context: Context, one: Cell, text: Mark) -> Mark:
    return text._replace(colour=context.colour("on_accent")) if one.role == "active" else text


def _role(one: Cell, at: int, look: Look) -> str:
    """Return the role of plain paragraphs in a cell."""
    if look in {"strip", "timetable", "form"}:
        return "cell"
    if look == "panel" or one.role == "panel":
        return "panel_text" if at else "panel_label"
    if one.role in {"rail", "active"}:
        return "grouping"
    return "cell" if look == "plan" else "body"


def _properties(
    context: Context, line: tuple[Cell, ...], at: int, look: Look, cut: tuple[bool, bool]
) -> str:
    """Return borders, fill and margins of a cell, in schema order."""
    colours = context.template.colours
    one = line[at] if at < len(line) else _EMPTY
    above, below = cut
    if look == "strip":
        borders = _segment(context, line, at)
    else:
        left = right = ""
        top, bottom = _NO_TOP if above else "", _NO_BOTTOM if below else ""
        if one.role == "active" and (above or below):
            # A rule in the colour of the fill: without one, a white seam shows between the rows.
            top, bottom = (colours["accent"].rule(side, 4) for side in ("top", "bottom"))
            top, bottom = top if above else "", bottom if below else ""
        if one.role == "active" and colours["edge"].value != colours["accent"].value:
            left, right = colours["ink"].rule("left", 6), colours["ink"].rule("right", 6)
        borders = f"{top}{left}{bottom}{right}"
    fill = ""
    if one.role in _FILLS:
        fill = colours[_FILLS[one.role]].fill
    margin = ""
    if above or below:
        margin = f"<w:tcMar>{_LOW_TOP if above else ''}{_LOW_BOTTOM if below else ''}</w:tcMar>"
    return (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "") + fill + margin


def _segment(context: Context, line: tuple[Cell, ...], at: int) -> str:
    """Return the outline of a segment; what two segments share is written alike on both."""
    ink, paper = context.template.colours["ink"], context.template.colours["paper"]
    pale = context.template.colours["edge"].value != context.template.colours["accent"].value
    active = line[at].role == "active"
    outlined = pale or not active

    def side(name: str, other: int) -> str:
        if not 0 <= other < len(line):
            return ink.rule(name, 6) if outlined else ""
        both: Colour = paper if active and line[other].role == "active" else ink
        return both.rule(name, 6)

    top = ink.rule("top", 6) if outlined else ""
    bottom = ink.rule("bottom", 6) if outlined else ""
    return top + side("left", at - 1) + bottom + side("right", at + 1)
