"""Blocks in their order: each kind to its own module, and the room between tables.

Word joins tables that touch, and a cell must end with a paragraph (ECMA-376 Part 1, 17.4.66);
both are seen to here.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from ttt.document import (
    Block,
    Box,
    BulletList,
    CodeBlock,
    Columns,
    Contents,
    Figure,
    Grid,
    Heading,
    Lines,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Quotation,
    Region,
    Rule,
    Table,
)
from ttt.writers.docx.boxes import TABLES, panels, write_box
from ttt.writers.docx.context import Context, Place
from ttt.writers.docx.grids import columns_grid, join, joined, write_grid
from ttt.writers.docx.keeping import (
    is_question,
    is_short,
    keep,
    keep_inner,
    keep_last,
    keep_rows,
)
from ttt.writers.docx.lists import write_list
from ttt.writers.docx.paragraphs import (
    CONTENTS,
    cell_end,
    heading,
    indent,
    lines,
    opening,
    page_break,
    paragraph,
    rule,
    spacer,
)
from ttt.writers.docx.pictures import write_figure
from ttt.writers.docx.runs import fitted, inlines, said, text
from ttt.writers.docx.tables import write_table

Text: TypeAlias = (
    Paragraph | BulletList | OrderedList | Table | Lines | Figure | Quotation | CodeBlock | Rule
)

_AFTER_LINES: Final = 4
_ROOMY: Final = 2  # headings down to this level have room above
_MAYBE_TABLES: Final = frozenset({Table, Columns, Grid, Box})
_CLOSE: Final = frozenset({"source", "caption"})  # what belongs to the table above it


def write_blocks(context: Context, blocks: tuple[Block, ...], place: Place) -> str:
    """Return blocks as they stand in a place; in a cell, with the paragraph it must end with."""
    written: list[str] = []
    touching = False
    count = len(blocks)
    at = 0
    while at < count:
        block = blocks[at]
        if type(block) is Paragraph:
            role = block.role or place.role
            if touching and role not in _CLOSE:
                written.append(spacer())
            start = opening(context, role, place)
            made = _paragraph(context, block, place, start, last=at + 1 == count)
            at += 1
            written.append(_held(block, made, place, blocks[at] if at < count else None))
            touching = False
            continue
        end = at + 1
        while end < count and _together(block, blocks[end]):
            end += 1
        if touching and not (_has_room(block) or _begins_page(context, block)):
            written.append(spacer())
        following = blocks[end] if end < count else None
        made = _write(context, blocks[at:end], place, following)
        written.append(_held(block, made, place, following))
        if not place.cell and isinstance(block, Lines) and following is not None:
            # Where lines fill a page, room after them would be all there is on the next.
            room = "" if _begins_page(context, following) else cell_end(_AFTER_LINES)
            written.append(room)
        touching = type(block) in _MAYBE_TABLES and _is_table(block)
        at = end
    if place.cell and (touching or not blocks):
        written.append(cell_end())
    elif place.cell and isinstance(blocks[-1], Lines):
        written.append(cell_end(_AFTER_LINES))
    elif touching:
        written.append(spacer())
    return "".join(written)


def _held(block: Block, made: str, place: Place, following: Block | None) -> str:
    """Return what is written of a block, kept with what it must not be torn from.

    In a cell nothing is kept: there, it would tie rows together.
    """
    if place.cell:
        return made
    short = is_short(block)
    if isinstance(following, Lines) and is_question(block):
        return keep(made) if short else keep_last(made)
    if isinstance(block, Paragraph) and following is not None and is_short(following):
        return keep_last(made)
    return keep_inner(made) if short else made


def _has_room(block: Block) -> bool:
    """Whether a block keeps away from a table before it by itself."""
    match block:
        case Heading(level):
            return level <= _ROOMY
        case Box(name, _, _):
            return name in _CLOSE
        case _:
            return False


def _begins_page(context: Context, block: Block) -> bool:
    match block:
        case PageBreak():
            return True
        case Heading(level):
            return context.shape(f"heading_{level}").page_before
        case _:
            return False


def _is_table(block: Block) -> bool:
    match block:
        case Table() | Columns():
            return True
        case Grid(_, rows, _):
            return bool(rows)
        case Box(name, _, _):
            return name in TABLES
        case _:
            return False


def _together(block: Block, following: Block) -> bool:
    """Whether two blocks make one table."""
    if isinstance(block, Grid) and isinstance(following, Grid):
        return joined(block, following)
    panel = isinstance(block, Box) and block.name == "panel"
    return panel and isinstance(following, Box) and following.name == "panel"


def _write(
    context: Context, blocks: tuple[Block, ...], place: Place, following: Block | None
) -> str:
    """Return a block, or several that are one table."""
    block = blocks[0]
    match block:
        case Heading():
            return heading(context, block, place, following)
        case Box(name, _, _) if name == "panel":
            return panels(context, tuple(one for one in blocks if isinstance(one, Box)), place)
        case Box():
            return write_box(context, block, place)
        case Grid():
            grids = tuple(one for one in blocks if isinstance(one, Grid))
            return write_grid(context, join(grids), place)
        case Columns():
            return write_grid(context, columns_grid(block), place)
        case PageBreak():
            return _page_break(context, following)
        case Contents():
            return CONTENTS
        case Notes() | Region():
            return _foreign(context, block)
        case _:
            return _write_text(context, block, place)


def _write_text(context: Context, block: Text, place: Place) -> str:
    """Return a block of text, with a picture or a table among it."""
    match block:
        case Paragraph():
            start = opening(context, block.role or place.role, place)
            return _paragraph(context, block, place, start, last=False)
        case BulletList() | OrderedList():
            return write_list(context, block, place)
        case Table():
            return _table(context, block, place)
        case Lines(count):
            return lines(context, count, place)
        case Figure():
            return write_figure(context, block, place)
        case Quotation(inner):
            return context.write(inner, place._replace(role="quote"))
        case CodeBlock():
            return _code(context, block, place)
        case Rule():
            return rule(context, "body", place)


def _paragraph(context: Context, block: Paragraph, place: Place, start: str, *, last: bool) -> str:
    mark = place.mark
    if place.cell:
        role = block.role or place.role
        if last and role == "body":
            start = start.replace("<w:ind ", '<w:spacing w:after="0"/><w:ind ', 1)
        if role == "slide_pointer" and mark.colour:
            edge = context.template.colours["on_accent"].rule("bdr", 6, 2)
            mark = mark._replace(border=edge)
    return f"{start}{inlines(context, block.content, mark)}</w:p>"


def _table(context: Context, block: Table, place: Place) -> str:
    written = fitted(write_table(context, block, place))
    if not place.cell:
        written = keep_rows(written, block, place.width)
    caption = block.attributes.get("caption")
    if caption:
        words = said(context, caption, place.mark)
        written += paragraph(context, "caption", words, *indent(context, "caption", place))
    return written


def _code(context: Context, block: CodeBlock, place: Place) -> str:
    words = text(context, block.text.rstrip("\n"), block.origin, place.mark)
    return paragraph(context, "code", words, *indent(context, "code", place))


def _page_break(context: Context, following: Block | None) -> str:
    """Return a page break, nothing before a heading whose style begins a page."""
    begins = isinstance(following, Heading) and _begins_page(context, following)
    return "" if begins else page_break()


def _foreign(context: Context, block: Notes | Region) -> str:
    """Report what only slides have (TPL363); it is not written."""
    name = "::: notes" if isinstance(block, Notes) else f'::: region {{name="{block.name}"}}'
    context.collector.error(
        "TPL363", f'"{name}" belongs on slides, not in the Word document '
        f'"{context.document.product}"', None,
        "write ::: note for a passage in a box, or take it out of the template",
        file=context.document.path,
    )  # fmt: skip
    return ""
