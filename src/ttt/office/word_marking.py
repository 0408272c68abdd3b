"""Header and footer of every page of a Word template hold the marking, whatever the team left out.

TLP 2.0 (FIRST, August 2022) asks for the label in header and footer of every page, 12 points at
least. A header without the field gets it in a line of its own; a first page or even pages without
their own header are given the one of all pages (ECMA-376 Part 1, 17.10).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from ttt.frozen import frozen
from ttt.office.relations import Relation, parse_xml
from ttt.office.word_parts import R, W

LINE: Final = "<!--marking: a line-->"
"""Where a line with the marking goes, in a header or footer that has none."""

NATIONAL: Final = "<!--marking: national-->"
IN_CELL: Final = "<!--marking: national, in a cell-->"
"""Where the line of a national marking goes: on the page, and in a cell that is a box already."""

_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_FIELD: Final = "edition.marking"
_ROOTS: Final[Mapping[str, str]] = {"header": "hdr", "footer": "ftr"}


@frozen
class Added:
    """A header or footer that the template does not have: part, its XML, how the page names it."""

    name: str
    xml: str
    relation: Relation
    type: str


def mark_header(root: etree._Element) -> None:
    """Put the marking into a header or footer that lacks it, and the place of the national one."""
    names = {f"{{{W}}}{one}" for one in _ROOTS.values()}
    if root.tag not in names:
        return
    holder = next((p for p in root.iter(f"{{{W}}}p") if _FIELD in _text(p)), None)
    if holder is None:
        root.extend((_place(LINE), _place(NATIONAL)))
        if root.find(f"{{{W}}}p") is None:  # a header holds a paragraph (17.10.4)
            etree.SubElement(root, f"{{{W}}}p")
        return
    cell = holder.getparent()
    boxed = cell is not None and cell.tag == f"{{{W}}}tc"
    holder.addnext(_place(IN_CELL if boxed else NATIONAL))


def _place(mark: str) -> etree._Comment:
    return etree.Comment(mark.removeprefix("<!--").removesuffix("-->"))


def mark_every_page(root: etree._Element, main: str) -> tuple[Added, ...]:
    """Give every section of the main part headers and footers; return those that were added.

    What a first page or even pages lack is not made up for: they get what all pages have.
    """
    sections = list(root.iter(f"{{{W}}}sectPr"))
    added: list[Added] = []
    held: set[tuple[str, str]] = set()
    for number, section in enumerate(sections):
        held |= {
            (kind, reference.get(f"{{{W}}}type", "default"))
            for kind in _ROOTS
            for reference in section.findall(f"{{{W}}}{kind}Reference")
        }
        if number == 0:
            for kind in _ROOTS:
                if (kind, "default") not in held:
                    added.append(_added(kind, section, main))
                    held.add((kind, "default"))
        first = section.find(f"{{{W}}}titlePg")
        if first is not None and not all((kind, "first") in held for kind in _ROOTS):
            section.remove(first)
    return tuple(added)


def has_even_pages(root: etree._Element) -> bool:
    """Whether the first section has a header and a footer of its own for even pages."""
    section = next(root.iter(f"{{{W}}}sectPr"), None)
    return section is not None and all(
        any(one.get(f"{{{W}}}type") == "even" for one in section.findall(f"{{{W}}}{kind}Reference"))
        for kind in _ROOTS
    )


def _added(kind: str, section: etree._Element, main: str) -> Added:
    folder = main.rpartition("/")[0]
    name = f"{folder}/{kind}Ttt.xml".lstrip("/")
    relation = Relation(f"rTtt{kind.capitalize()}", _RELATION + kind, name)
    reference = etree.Element(
        f"{{{W}}}{kind}Reference",
        {f"{{{W}}}type": "default", f"{{{R}}}id": relation.id},
        nsmap={"w": W, "r": R},
    )
    section.insert(0, reference)
    root = parse_xml(f'<w:{_ROOTS[kind]} xmlns:w="{W}"/>'.encode(), name)
    mark_header(root)
    return Added(name, str(etree.tostring(root, encoding="unicode")), relation, _TYPE.format(kind))


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{{{W}}}t"))
