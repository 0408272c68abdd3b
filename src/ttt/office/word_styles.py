"""Roles bound to the styles of a Word template.

A style is found by its name (`w:name`), which stays English in a translated Word, and never by its
id, which does not (ECMA-376 Part 1, 17.7.4.9 and 17.7.4.17). No style is made up for a role.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.parser import parse_xml
from docx.oxml.styles import CT_Style, CT_Styles
from lxml import etree

from ttt.frozen import frozen
from ttt.office.word_parts import W

BUILTIN: Final[Mapping[str, str]] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "body": "Body Text",
    "heading_1": "heading 1",
    "heading_2": "heading 2",
    "heading_3": "heading 3",
    "heading_4": "heading 4",
    "heading_5": "heading 5",
    "heading_6": "heading 6",
    **{
        f"list_bullet{'' if n == 1 else f'_{n}'}": f"List Bullet{'' if n == 1 else f' {n}'}"
        for n in range(1, 6)
    },
    **{
        f"list_number{'' if n == 1 else f'_{n}'}": f"List Number{'' if n == 1 else f' {n}'}"
        for n in range(1, 6)
    },
    "caption": "caption",
    "quote": "Quote",
    "contents_title": "TOC Heading",
    "contents_1": "toc 1",
    "contents_2": "toc 2",
    "contents_3": "toc 3",
    "header": "header",
    "footer": "footer",
    "strong": "Strong",
    "emphasis": "Emphasis",
    "link": "Hyperlink",
}
"""Roles whose style has another name than the role; any other role is called as its style."""

_PARAGRAPH: Final = WD_STYLE_TYPE.PARAGRAPH
_CHARACTER: Final = WD_STYLE_TYPE.CHARACTER


@frozen
class Shape:
    """What a writer must know of a paragraph style; lengths in dxa, inherited ones included.

    `tabs` are its tab stops, `number` is the list instance it is linked to (0 for none).
    """

    left: int = 0
    hanging: int = 0
    tabs: tuple[int, ...] = ()
    page_before: bool = False
    number: int = 0


@frozen
class Styles:
    """The styles of a template by folded name, and the set's own bindings (role → name).

    `names` are the paragraph styles as the template calls them, in its order; `repeated` the
    names that stand there twice; `shapes` are by style id.
    """

    paragraphs: Mapping[str, str]
    characters: Mapping[str, str]
    names: tuple[str, ...]
    bindings: Mapping[str, str]
    repeated: tuple[str, ...] = ()
    shapes: Mapping[str, Shape] = field(default_factory=dict)

    def name(self, role: str) -> str:
        """Return the name of the style a role asks for."""
        return self.bindings.get(role) or BUILTIN.get(role) or role

    def paragraph(self, role: str) -> str | None:
        """Return the id of the paragraph style of a role, None when the template has none."""
        return self.paragraphs.get(self.name(role).casefold())

    def shape(self, role: str) -> Shape:
        """Return the shape of the paragraph style of a role."""
        return self.shapes.get(self.paragraph(role) or "", Shape())

    def character(self, role: str) -> str | None:
        """Return the id of the character style of a role, None when the template has none."""
        return self.characters.get(self.name(role).casefold())


def read_styles(xml: bytes, bindings: Mapping[str, str]) -> Styles:
    """Return the styles of a styles part.

    Where a name is there twice (LibreOffice renames styles so), the one whose id is the
    built-in's is taken, else the first.
    """
    root = parse_xml(xml)
    if not isinstance(root, CT_Styles):
        return Styles({}, {}, (), bindings)
    every = [style for style in root if isinstance(style, CT_Style)]
    found: dict[object, dict[str, str]] = {_PARAGRAPH: {}, _CHARACTER: {}}
    names: list[str] = []
    repeated: list[str] = []
    shapes: dict[str, Shape] = {}
    for style in every:
        identifier, name = style.styleId, style.name_val
        if not identifier or not name:
            continue
        shapes[identifier] = _shape(style)
        kind = _PARAGRAPH if style.type is None else style.type
        table = found.get(kind)
        if table is None:
            continue
        folded = name.casefold()
        if folded in table:
            repeated.append(name)
            if identifier.casefold() != folded.replace(" ", ""):
                continue
        elif kind is _PARAGRAPH:
            names.append(name)
        table[folded] = identifier
    parents = {str(style.styleId): style.basedOn_val for style in every}
    return Styles(
        found[_PARAGRAPH],
        found[_CHARACTER],
        tuple(names),
        bindings,
        tuple(repeated),
        {name: _inherited(parents, name, shapes) for name in shapes},
    )


def _shape(style: CT_Style) -> Shape:
    """Return what a style says itself."""
    properties = style.find(f"{{{W}}}pPr")
    if properties is None:
        return Shape()
    indent = properties.find(f"{{{W}}}ind")
    page = properties.find(f"{{{W}}}pageBreakBefore")
    number = properties.find(f"{{{W}}}numPr/{{{W}}}numId")
    return Shape(
        0 if indent is None else _length(indent, "left") or _length(indent, "start"),
        0 if indent is None else _length(indent, "hanging"),
        tuple(
            _length(tab, "pos")
            for tab in properties.iterfind(f"{{{W}}}tabs/{{{W}}}tab")
            if tab.get(f"{{{W}}}val") != "clear"
        ),
        page is not None and page.get(f"{{{W}}}val", "1") not in {"0", "false", "off"},
        0 if number is None else _length(number, "val"),
    )


def _length(node: etree._Element, name: str) -> int:
    value = node.get(f"{{{W}}}{name}", "0")
    return int(value) if value.lstrip("-").isdigit() else 0


def _inherited(
    parents: Mapping[str, str | None], identifier: str, own: Mapping[str, Shape]
) -> Shape:
    """Return a shape with what the styles below it add (at most ten deep, 17.7.4.3)."""
    shape = own[identifier]
    parent = parents.get(identifier)
    for _ in range(10):
        if parent is None or parent not in own:
            break
        base = own[parent]
        shape = Shape(
            shape.left or base.left,
            shape.hanging or base.hanging,
            shape.tabs or base.tabs,
            shape.page_before or base.page_before,
            shape.number or base.number,
        )
        parent = parents.get(parent)
    return shape
