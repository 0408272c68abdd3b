"""Boxes: activity, key messages, panel, notes, step words and runs of blocks in a role.

A box with a label is a table of rail and main column; its looks are those of the base design,
its colours the template's. Lengths are dxa, borders eighths of a point.
"""

from __future__ import annotations

from typing import Final

from ttt.document import BOXES, Block, Box, BulletList, Lines, OrderedList, Paragraph
from ttt.text import Text
from ttt.writers.docx.context import MAIN, PLAIN, RAIL, WIDTH, Context, Mark, Place
from ttt.writers.docx.measure import stays_whole
from ttt.writers.docx.paragraphs import cell_end, indent, paragraph
from ttt.writers.docx.runs import BREAK, TAB, inlines, said
from ttt.writers.docx.speech import spoken
from ttt.writers.docx.tables import cell, row, share, table

STEP_WORDS: Final = ("do", "say", "ask", "listen_for")
TABLES: Final = frozenset({"activity", "key_messages", "panel", "adaptation", "note", "trainer"})
"""Boxes that become a table."""

_SPOKEN: Final = frozenset({"say", "ask"})
_PADDING: Final = (125, 142, 125, 142)
_ACTIVITY_PADDING: Final = (142, 142, 170, 142)
_PANEL_PADDING: Final = (62, 113, 62, 113)
_LABEL: Final = 12  # characters that fit beside the text
_HANG: Final = 283
_SIZE: Final = '<w:sz w:val="21"/><w:szCs w:val="23"/>'
_UNIT: Final = '<w:sz w:val="22"/><w:szCs w:val="24"/>'
_DENSE: Final = '<w:sz w:val="28"/><w:szCs w:val="28"/>'
_SIDES: Final = ("top", "left", "bottom", "right")


def write_box(context: Context, box: Box, place: Place) -> str:
    """Return a box; one that is a table stands alone and needs a paragraph behind it."""
    match box.name:
        case "activity":
            return _activity(context, box, place)
        case "panel":
            return panels(context, (box,), place)
        case "key_messages" | "adaptation" | "note" | "trainer":
            return _labelled(context, box, place)
        case "do" | "say" | "ask" | "listen_for":
            return _step_word(context, box, place)
        case "minutes":
            return _minutes(context, box, place)
        case name:
            role = name if name in BOXES else "body"
            return context.write(box.blocks, place._replace(role=role))


def _columns(place: Place) -> tuple[int, int]:
    """Return rail and main column, in proportion where there is less room."""
    if place.width == WIDTH:
        return RAIL, MAIN
    rail, main = share((RAIL, MAIN), place.width)
    return rail, main


def _in_cell(width: int, padding: tuple[int, int, int, int], role: str = "body") -> Place:
    return Place(width - padding[1] - padding[3], cell=True, role=role)


def _said(context: Context, role: str, value: Text, mark: Mark = PLAIN, after: str = "") -> str:
    """Return a paragraph of a role with one of a box's attributes, read as its kind says."""
    return paragraph(context, role, said(context, value, mark), "", after)


def _split(box: Box, main: int) -> str:
    """Return what keeps a row on one page, nothing for a row too high for that."""
    return "<w:cantSplit/>" if stays_whole(((box.blocks, main),)) else ""


# ── boxes with a label in the rail ───────────────────────────────────────────────────────────


def _labelled(context: Context, box: Box, place: Place) -> str:
    colours = context.template.colours
    rail, main = _columns(place)
    fill, role = "", "body"
    match box.name:
        case "key_messages":
            fill, role = colours["panel"].fill, "key_message"
            borders = colours["edge"].rule("top", 24) + colours["ink"].rule("bottom", 6)
        case "adaptation":
            borders = "".join(colours["ink"].rule(side, 10, 0, "dashed") for side in _SIDES)
        case _:
            borders = colours["ink"].rule("top", 6) + colours["ink"].rule("bottom", 6)
    label = _said(context, "box_label", box.attributes.get("label"))
    inner = context.write(box.blocks, _in_cell(main, _PADDING, role))
    cells = cell(rail, label, fill) + cell(main, inner, fill)
    return table(context, (rail, main), row(cells, _split(box, main)), borders, _PADDING)


def panels(context: Context, boxes: tuple[Box, ...], place: Place) -> str:
    """Return panels that follow each other as one table, a row each."""
    colours = context.template.colours
    rail, main = _columns(place)
    fill = colours["panel"].fill
    rows: list[str] = []
    for box in boxes:
        label = _said(context, "panel_label", box.attributes.get("label"))
        inner = context.write(box.blocks, _in_cell(main, _PANEL_PADDING, "panel_text"))
        split = _split(box, main)
        rows.append(row(cell(rail, label, fill) + cell(main, inner, fill), split))
    borders = (
        colours["edge"].rule("top", 24)
        + colours["ink"].rule("bottom", 6)
        + colours["hair"].rule("insideH", 4)
    )
    return table(context, (rail, main), "".join(rows), borders, _PANEL_PADDING)


# ── activity ─────────────────────────────────────────────────────────────────────────────────


def _activity(context: Context, box: Box, place: Place) -> str:
    colours = context.template.colours
    rail, main = _columns(place)
    get = box.attributes.get
    white = Mark(colour=colours["on_accent"].text)
    side: list[str] = []
    if label := get("label"):
        side.append(_said(context, "activity_label", label, white))
    if minutes := get("minutes"):
        side.append(_said(context, "minutes_big", minutes, white))
    if unit := get("unit"):
        after = '<w:spacing w:after="200"/>'
        side.append(_said(context, "grouping", unit, white._replace(size=_UNIT), after))
    if grouping := get("grouping"):
        side.append(_said(context, "activity_label", grouping, white))
    inside = _in_cell(main, _ACTIVITY_PADDING)
    written = _said(context, "activity_title", get("title")) if get("title") else ""
    before, behind = _around_output(box.blocks)
    output = _output(context, box)
    if before:
        written += context.write(before, inside)
    written += output
    if behind or not written:
        written += context.write(behind, inside)
    fill = colours["accent"].fill
    cells = cell(rail, "".join(side) or cell_end(), fill) + cell(main, written)
    borders = "".join(colours["ink"].rule(edge, 12) for edge in _SIDES)
    rows = row(cells, _split(box, main))
    return table(context, (rail, main), rows, borders, _ACTIVITY_PADDING)


def _around_output(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Divide a task where its output is named: behind its last list, else before its lines."""
    lists = [at for at, one in enumerate(blocks) if isinstance(one, OrderedList | BulletList)]
    ruled = [at for at, one in enumerate(blocks) if isinstance(one, Lines)]
    at = lists[-1] + 1 if lists else ruled[0] if ruled else len(blocks)
    return blocks[:at], blocks[at:]


def _output(context: Context, box: Box) -> str:
    output = box.attributes.get("output")
    if not output:
        return ""
    label = box.attributes.get("output_label")
    words = said(context, output, PLAIN)
    if label:
        gap = f'{context.opening(PLAIN)}<w:t xml:space="preserve">\N{EN SPACE}</w:t></w:r>'
        words = said(context, label, Mark(strong=True)) + gap + words
    edge = context.template.colours["ink"].rule("top", 6, 6)
    tabs, left = indent(context, "body", Place(cell=True))
    spacing = '<w:spacing w:before="160" w:after="80"/>'
    return paragraph(context, "body", words, f"<w:pBdr>{edge}</w:pBdr>{tabs}", spacing + left)


# ── step words and minutes ───────────────────────────────────────────────────────────────────


def _step_word(context: Context, box: Box, place: Place) -> str:
    """Return paragraphs with the label hanging before the first of them."""
    role = box.name
    shape = context.shape(role)
    outer = 0 if place.cell else context.shape("body").left
    left = outer + shape.left
    tabs, after = "", ""
    if outer:
        stops = "".join([f'<w:tab w:val="clear" w:pos="{at}"/>' for at in shape.tabs])
        tabs = f'<w:tabs>{stops}<w:tab w:val="left" w:pos="{left}"/></w:tabs>'
        after = f'<w:ind w:left="{left}" w:hanging="{shape.hanging}"/>'
    label = box.attributes.get("label")
    quotes = box.attributes.get("quotes")
    blocks = spoken(box.blocks, str(quotes)) if quotes else box.blocks
    written: list[str] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.role:
            lead = _label(context, role, label, place.mark, leads=True) if not number else TAB
            words = inlines(context, block.content, place.mark)
            written.append(paragraph(context, role, lead + words, tabs, after))
            continue
        if not number and label:
            lead = _label(context, role, label, place.mark)
            written.append(paragraph(context, role, lead, tabs, after))
        if isinstance(block, BulletList | OrderedList):
            inner = place._replace(role=role, left=left, cell=True)
            written.append(context.write((block,), inner))
        else:
            written.append(context.write((block,), place))
    if not box.blocks and label:
        lead = _label(context, role, label, place.mark)
        written.append(paragraph(context, role, lead, tabs, after))
    return "".join(written)


def _label(context: Context, role: str, label: Text, mark: Mark, *, leads: bool = False) -> str:
    """Return the label of a step word; where it `leads` a text, with what parts them."""
    if not label:
        return TAB
    look = context.labels.get((role, mark))
    if look is None:
        look = context.labels[role, mark] = _label_look(context, role, mark)
    written = said(context, label, look)
    if leads:
        written += TAB if len(label) <= _LABEL else BREAK
    return written


def _label_look(context: Context, role: str, mark: Mark) -> Mark:
    if role in _SPOKEN:
        return context.character("spoken", mark, mark._replace(strong=True, size=_SIZE))
    colour = mark.colour or context.colour("ink_soft")
    direct = mark._replace(size=_SIZE, colour=colour, regular=True)
    return context.character("silent", mark, direct)


def _minutes(context: Context, box: Box, place: Place) -> str:
    """Return the minutes in figures with their unit behind them."""
    unit = box.attributes.get("unit")
    mark = place.mark._replace(size=_DENSE) if place.mark.size else place.mark
    behind = ""
    if unit:
        direct = place.mark._replace(regular=True, size=_UNIT)
        look = context.character("unit", place.mark, direct)
        space = f'{context.opening(look)}<w:t xml:space="preserve"> </w:t></w:r>'
        behind = space + said(context, unit, look)
    tabs, after = indent(context, "minutes", place)
    return "".join(
        paragraph(context, "minutes", inlines(context, block.content, mark) + behind, tabs, after)
        if isinstance(block, Paragraph)
        else context.write((block,), place._replace(role="minutes"))
        for block in box.blocks
    )
