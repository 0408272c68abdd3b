"""Lists: paragraphs with a number or a bullet, nested up to five deep (ECMA-376 Part 1, 17.9).

Items that bring letters of their own ("A. ", "B. ") hang from these and have no bullet.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ttt.document import Block, BulletList, Inline, OrderedList, Paragraph, Str
from ttt.writers.docx.context import Context, Place
from ttt.writers.docx.paragraphs import paragraph
from ttt.writers.docx.runs import TAB, inlines

_BULLET: Final = 283
_NUMBER: Final = 397
"""How far the text of a list in a cell hangs, 0.5 and 0.7 cm."""
_AFTER: Final = '<w:spacing w:after="60"/>'  # as the styles of lists have it
_POINT: Final = ". "


def write_list(
    context: Context, block: BulletList | OrderedList, place: Place, depth: int = 0
) -> str:
    """Return a list; a numbered one counts by itself, from its own start."""
    own = isinstance(block, BulletList) and _lettered(block)
    if isinstance(block, OrderedList):
        role = _role(context, "list_number", depth)
        number, level = context.numbering.decimal(depth, block.start, cell=place.cell)
        step = _NUMBER
    else:
        role = _role(context, "list_bullet", depth)
        number, level = context.numbering.bullet(depth, cell=place.cell)
        step = _BULLET
    if place.role not in {"body", "cell", "panel_text", "grouping"}:
        role = place.role  # a step word or a key message keeps its own look
    marked = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    left = ""
    shape = context.shape(role)
    text_left = context.numbering.left(depth, numbered=isinstance(block, OrderedList))
    if own:
        # No `w:numId` of 0 (17.9.18): a style without a list needs none taken off.
        marked = ""
        role = "body" if role.startswith("list_") else role
        shape = context.shape(role)
        left = f'{_AFTER}<w:ind w:left="{text_left}" w:hanging="{step}"/>'
    tabs = ""
    if place.cell or place.left:
        text_left = place.left + step * (depth + 1)
        tabs = "".join(f'<w:tab w:val="clear" w:pos="{at}"/>' for at in shape.tabs)
        tabs = f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
        left = f'{_AFTER if own else ""}<w:ind w:left="{text_left}" w:hanging="{step}"/>'
    hanging = f'<w:ind w:left="{text_left}" w:firstLine="0"/>'
    written: list[str] = []
    for item in block.items:
        first = item[:1]
        rest = item[1:]
        if first and isinstance(first[0], Paragraph):
            words, content = first[0].content, ""
            if own:
                letter, words = _parted(words)
                content = inlines(context, letter, place.mark) + TAB
            content += inlines(context, words, place.mark)
        else:
            content, rest = "", item
        written.append(paragraph(context, role, content, marked + tabs, left))
        look = ("body" if role.startswith("list_") else role, tabs, hanging)
        written.extend(_inner(context, inner, place, depth, look) for inner in rest)
    return "".join(written)


def _lettered(block: BulletList) -> bool:
    """Whether every item begins with a letter and a point, in the order of the alphabet."""
    before = 0
    for item in block.items:
        if not (item and isinstance(item[0], Paragraph) and item[0].content):
            return False
        first = item[0].content[0]
        if not (isinstance(first, Str) and first.text[1:3] == _POINT and first.text[0].isalpha()):
            return False
        letter = ord(first.text[0])
        if before and letter != before + 1:
            return False
        before = letter
    return len(block.items) > 1


def _parted(content: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Return the letter of an item with its point, and the words behind it."""
    first = content[0]
    if not isinstance(first, Str):
        return (), content
    letter = replace(first, text=first.text[:2])
    return (letter,), (replace(first, text=first.text[3:]), *content[1:])


def _role(context: Context, role: str, depth: int) -> str:
    """Return the style of a depth, the first depth's where the template has no more."""
    deeper = f"{role}_{depth + 1}"
    return deeper if depth and context.has_style(deeper) else role


def _inner(
    context: Context, block: Block, place: Place, depth: int, look: tuple[str, str, str]
) -> str:
    """Return a block of an item behind its first paragraph."""
    role, before, after = look
    match block:
        case BulletList() | OrderedList():
            return write_list(context, block, place, depth + 1)
        case Paragraph(content, ""):
            return paragraph(context, role, inlines(context, content, place.mark), before, after)
        case _:
            return context.write((block,), place)
