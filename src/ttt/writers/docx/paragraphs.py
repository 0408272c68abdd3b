"""Paragraphs of WordprocessingML (ECMA-376 Part 1, 17.3.1) in the style of a role.

Styles of running text are indented to the main column; in a cell, which stands in its column
already, that indent is taken off.
"""

from __future__ import annotations

from typing import Final

from ttt.document import Contents, Heading
from ttt.writers.docx.context import PLAIN, Context, Mark, Place
from ttt.writers.docx.keeping import keep_lines
from ttt.writers.docx.runs import TAB, inlines, text

SPACER: Final = (
    '<w:p><w:pPr>{}<w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/>'
    "</w:pPr></w:p>"
)
_END: Final = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/></w:pPr></w:p>'
)
_NOT_KEPT: Final = '<w:keepNext w:val="0"/>'
_CONTENTS_STYLES: Final = 2  # what a template of the design has; deeper entries look like these
CONTENTS: Final = '<w:p w:ttt="contents"/>'
"""Where the table of contents goes, once every heading is known."""


def opening(context: Context, role: str, place: Place) -> str:
    """Return the start of a paragraph of a role in a place."""
    key = (role, place.cell, place.left)
    known = context.starts.get(key)
    if known is None:
        tabs, after = indent(context, role, place)
        known = f"<w:p><w:pPr>{context.style(role)}{tabs}{context.bidi}{after}</w:pPr>"
        context.starts[key] = known
    return known


def paragraph(context: Context, role: str, content: str, before: str = "", after: str = "") -> str:
    """Return a paragraph; `before` and `after` are properties on either side of `w:bidi`."""
    return f"<w:p><w:pPr>{context.style(role)}{before}{context.bidi}{after}</w:pPr>{content}</w:p>"


def spacer() -> str:
    """Return the 10 points between a table and what follows it."""
    return SPACER.format("")


def cell_end(points: int = 1) -> str:
    """Return the paragraph that a cell must end with, as low as `points`."""
    return _END.format(points * 20)


def page_break() -> str:
    """Return what begins a page, without taking room on it."""
    return (
        '<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:before="0" w:after="0" w:line="20"'
        ' w:lineRule="exact"/></w:pPr></w:p>'
    )


def indent(context: Context, role: str, place: Place) -> tuple[str, str]:
    """Return (tabs, indent) that put a role's style into a place; both empty in its own place."""
    if not place.cell:
        return "", ""
    shape = context.shape(role)
    if shape.left > shape.hanging:
        tabs = "".join(f'<w:tab w:val="clear" w:pos="{at}"/>' for at in shape.tabs)
        left = shape.hanging + place.left
        return (
            f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
            f'<w:ind w:left="{left}" w:hanging="{shape.hanging}"/>',
        )
    return "", ""


def rule(context: Context, role: str, place: Place) -> str:
    """Return a thematic break: a hairline below an empty paragraph."""
    tabs, left = indent(context, role, place)
    line = context.template.colours["hair"].rule("bottom", 4, 1)
    spacing = '<w:spacing w:before="0" w:after="160" w:line="160" w:lineRule="exact"/>'
    return paragraph(context, role, "", f"<w:pBdr>{line}</w:pBdr>{tabs}", spacing + left)


def lines(context: Context, count: int, place: Place) -> str:
    """Return ruled lines; equal neighbours share a rule (17.3.1.5, `between`)."""
    tabs, left = indent(context, "lines", place)
    line = paragraph(context, "lines", "", tabs, left)
    return line * count if place.cell else keep_lines(line, count)


def heading(context: Context, block: Heading, place: Place, following: object) -> str:
    """Return a heading; what its `number` says hangs in the rail."""
    role = f"heading_{block.level}"
    if not context.has_style(role) and block.level > 3:  # noqa: PLR2004 as deep as the design goes
        role = "heading_3"
    if isinstance(following, Contents) and not place.cell and context.has_style("contents_title"):
        role = "contents_title"
    number = block.attributes.get("number")
    words = inlines(context, block.content, place.mark)
    tabs, after = "", ""
    shape = context.shape(role)
    shown = _number(context, block, place)
    if place.cell:
        tabs = "".join(f'<w:tab w:val="clear" w:pos="{at}"/>' for at in shape.tabs)
        tabs = f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
        tabs = _NOT_KEPT + tabs  # in a cell it would tie the row to the next
        after = '<w:spacing w:before="0"/><w:ind w:left="0" w:firstLine="0"/>'
        gap = f'{context.opening(place.mark)}<w:t xml:space="preserve">\N{EN SPACE}</w:t></w:r>'
        content = f"{shown}{gap}{words}" if number else words
    elif number:
        content = f"{shown}{TAB}{words}"
    elif shape.hanging and block.level > 1:
        content = TAB + words
    else:
        after = '<w:ind w:left="0" w:firstLine="0"/>' if shape.hanging else ""
        content = words
    start, end = "", ""
    if block.attributes.id:
        start, end = context.bookmark(block.attributes.id)
    if role != "contents_title" and not place.cell and block.level <= context.contents:
        name = f"toc_{len(context.headings) + 1}"
        first, last = context.bookmark(name)
        start, end = start + first, last + end
        entry = f"{_plain_number(context, block)}{TAB}{words}"
        context.headings.append((block.level, name, entry))
    return paragraph(context, role, f"{start}{content}{end}", tabs, after)


def _number(context: Context, block: Heading, place: Place) -> str:
    """Return what stands in the rail: the heading's own look at level 1, a label below it."""
    number = block.attributes.get("number")
    if not number:
        return ""
    mark = place.mark
    if block.level > 1 and not place.cell:
        soft = Mark(
            strong=True,
            colour=context.colour("ink_soft"),
            size='<w:sz w:val="21"/><w:szCs w:val="23"/>',
        )
        mark = context.character("rail_label", mark, soft)
    return text(context, number, number.origin, mark)


def _plain_number(context: Context, block: Heading) -> str:
    number = block.attributes.get("number")
    return text(context, number, number.origin, PLAIN)


def contents(context: Context, levels: int) -> str:
    """Return the table of contents: an entry a heading, its page as a field (17.16.5.45).

    Page numbers are left to the program that lays the pages out. A `TOC` field around the
    entries would keep LibreOffice from filling them in, and marking fields as outdated makes
    Word ask a question before it opens the document.
    """
    made: list[str] = []
    for level, name, words in context.headings:
        if level > levels:
            continue
        page = (
            f'{TAB}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
            f'<w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t></w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        link = f'<w:hyperlink w:anchor="{name}" w:history="1">{words}{page}</w:hyperlink>'
        role = f"contents_{level}"
        if level > _CONTENTS_STYLES and not context.has_style(role):
            role = f"contents_{_CONTENTS_STYLES}"
        made.append(paragraph(context, role, link))
    return "".join(made)
