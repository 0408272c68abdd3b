"""The main part of a Word template, made ready to take content: cleaned, with places marked.

Marks are attributes `w:ttt`, which no value can imitate, since values are escaped. The writer
replaces them as text and a built document holds none. Lengths are dxa (twentieths of a point).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from ttt.diagnostics import Collector
from ttt.office.relations import parse_xml
from ttt.office.word_parts import R, W

BODY: Final = '<w:p w:ttt="body"/>'
"""Where the content goes."""

COVER: Final = '<w:p w:ttt="cover"/>'
"""Where the cover has what the document puts there."""

PORTRAIT: Final = '<w:pgSz w:ttt="portrait"/>'
LANDSCAPE: Final = '<w:pgSz w:ttt="landscape"/>'
RIGHT: Final = 'w:right="ttt"'
"""The paper of a section, and the end margin of an upright one."""

FONT_LANGUAGE: Final = '<w:themeFontLang w:ttt="language"/>'
"""The languages of the theme's fonts, in the settings."""

_MARKER: Final = re.compile(r"\{\{\s*body\s*\}\}")
_COVER: Final = re.compile(r"\{\{\s*cover\s*\}\}")
_RSID: Final = re.compile(r"\}rsid\w*$")
_REMOVED: Final = frozenset(
    {
        *("del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference"),
        *("moveFromRangeEnd", "moveToRangeEnd"),
        *(f"customXml{kind}RangeEnd" for kind in ("Ins", "Del", "MoveFrom", "MoveTo")),
    }
)
"""Besides everything else that names an author: properties as they were, ranges, cells."""
_OFF: Final = frozenset({"0", "false", "off"})
_FIELD: Final = frozenset({"fldChar", "instrText"})
_UNWRAPPED: Final = frozenset({"ins", "moveTo"})
_BEFORE_SIZE: Final = frozenset(
    {"headerReference", "footerReference", "footnotePr", "endnotePr", "type"}
)
_MARGINS: Final[Mapping[str, str]] = {
    "top": "1644",
    "bottom": "1474",
    "header": "624",
    "footer": "567",
}
_SHORT_MARKING: Final = 10
_WIDE_MARKING: Final = 2608  # 4.6 cm
_AFTER_LANGUAGE: Final = frozenset(
    {
        "clrSchemeMapping",
        "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures",
        "forceUpgrade",
        "captions",
        "readModeInkLockDown",
        "smartTagType",
        "schemaLibrary",
        "shapeDefaults",
        "doNotEmbedSmartTags",
        "decimalSymbol",
        "listSeparator",
    }
)
_OF_A_MACHINE: Final = frozenset(
    {"docId", "chartTrackingRefBased", "defaultImageDpi", "conflictMode"}
)
"""Settings that later versions of Word added (w14, w15), which name one file or one session."""
_STRIPPED: Final = (
    "rsids",
    "docVars",
    "writeProtection",
    "attachedTemplate",
    "trackRevisions",
    "documentProtection",
    "themeFontLang",
)


def clean(root: etree._Element) -> None:
    """Take out revision ids, comments, hidden text and tracked changes (accepted)."""
    for node in list(root.iter(etree.Element)):
        for name in [key for key in node.attrib if _RSID.search(str(key))]:
            del node.attrib[name]
        if not node.tag.startswith(f"{{{W}}}"):
            continue
        local = node.tag.rpartition("}")[2]
        parent = node.getparent()
        if parent is None:
            continue
        if local in _UNWRAPPED:
            at = parent.index(node)
            for child in reversed(list(node)):
                parent.insert(at, child)
            parent.remove(node)
        elif local in _REMOVED or f"{{{W}}}author" in node.attrib or _is_hidden(node, local):
            parent.remove(node)


def _is_hidden(node: etree._Element, local: str) -> bool:
    """Whether a node is a run of hidden text (17.3.2.41), and no piece of a field."""
    hidden = node.find(f"{{{W}}}rPr/{{{W}}}vanish") if local == "r" else None
    if hidden is None or hidden.get(f"{{{W}}}val", "true") in _OFF:
        return False
    return not any(etree.QName(child).localname in _FIELD for child in node)


def part_text(root: etree._Element) -> str:
    """Return a part as text, with the two prefixes that written content uses."""
    text = str(etree.tostring(root, encoding="unicode"))
    name = etree.QName(root).localname
    if root.prefix == "w" and "r" not in root.nsmap:
        text = text.replace(f"<w:{name}", f'<w:{name} xmlns:r="{R}"', 1)
    return text


def _paragraph_text(node: etree._Element) -> str:
    return "".join(part.text or "" for part in node.iter(f"{{{W}}}t"))


def mark_body(root: etree._Element, file: str, collector: Collector) -> bool:
    """Put the mark of the content in place of its paragraph, else at the end."""
    body = root.find(f"{{{W}}}body")
    if body is None or root.prefix != "w":
        collector.error("TPL351", "the template has no page to write on", None,
                        "save it again in Word", file=file)  # fmt: skip
        return False
    marked = [node for node in root.iter(f"{{{W}}}p") if _MARKER.search(_paragraph_text(node))]
    alone = [
        node
        for node in marked
        if node.getparent() is body and _MARKER.fullmatch(_paragraph_text(node).strip())
    ]
    if len(marked) > 1 or len(alone) != len(marked):
        fact = "twice" if len(alone) > 1 else "inside a table, a box or a text"
        collector.error("TPL352", f'"{{{{ body }}}}" stands {fact} in the template', None,
                        "write it once, in a paragraph of its own outside tables",
                        file=file)  # fmt: skip
        return False
    _mark_cover(body)
    mark = etree.Element(f"{{{W}}}p", {f"{{{W}}}ttt": "body"}, nsmap={"w": W})
    if alone:
        properties = alone[0].find(f"{{{W}}}pPr/{{{W}}}sectPr")
        alone[0].addprevious(mark)
        if properties is None:
            body.remove(alone[0])
        else:
            for run in alone[0].findall(f"{{{W}}}r"):
                alone[0].remove(run)
    else:
        last = body.find(f"{{{W}}}sectPr")
        body.insert(len(body) if last is None else body.index(last), mark)
    return True


def _mark_cover(body: etree._Element) -> None:
    """Put the mark of the cover in place of the first paragraph that names it."""
    for node in body.findall(f"{{{W}}}p"):
        if _COVER.fullmatch(_paragraph_text(node).strip()):
            mark = etree.Element(f"{{{W}}}p", {f"{{{W}}}ttt": "cover"}, nsmap={"w": W})
            body.replace(node, mark)
            return


def mark_sections(root: etree._Element) -> None:
    """Mark the paper of every section; a template without any gets one.

    An upright section has the design's side margins, so that the text is 16.8 cm wide on either
    paper; the room for a letterhead, above and below, stays the template's own.
    """
    body = root.find(f"{{{W}}}body")
    if body is not None and body.find(f"{{{W}}}sectPr") is None:
        etree.SubElement(body, f"{{{W}}}sectPr")
    for properties in list(root.iter(f"{{{W}}}sectPr")):
        size = properties.find(f"{{{W}}}pgSz")
        if size is None:
            size = etree.Element(f"{{{W}}}pgSz")
            before = [node for node in properties if etree.QName(node).localname in _BEFORE_SIZE]
            properties.insert(len(before), size)
        margins = properties.find(f"{{{W}}}pgMar")
        if margins is None:
            margins = etree.Element(f"{{{W}}}pgMar")
            size.addnext(margins)
        landscape = size.get(f"{{{W}}}orient") == "landscape"
        for name, length in _MARGINS.items():
            if margins.get(f"{{{W}}}{name}") is None:
                margins.set(f"{{{W}}}{name}", length)
        if not landscape:
            for name, length in (("left", "1247"), ("right", "ttt"), ("gutter", "0")):
                margins.set(f"{{{W}}}{name}", length)
        size.attrib.clear()
        size.set(f"{{{W}}}ttt", "landscape" if landscape else "portrait")


def mark_marking(root: etree._Element, style: str | None) -> None:
    """Mark the widths that give room to a longer marking, in every table that ends with one.

    A marking of more than ten letters needs 4.6 cm. What its column gains is taken off the first
    column of a footer and the one before it in a header, so that page numbers keep their place.
    """
    for table in root.iter(f"{{{W}}}tbl"):
        columns = table.findall(f"{{{W}}}tblGrid/{{{W}}}gridCol")
        rows = [row.findall(f"{{{W}}}tc") for row in table.findall(f"{{{W}}}tr")]
        if not style or not columns or not rows or len(rows[-1]) != len(columns):
            continue
        used = rows[-1][-1].find(f"{{{W}}}p/{{{W}}}pPr/{{{W}}}pStyle")
        if used is None or used.get(f"{{{W}}}val") != style or len(columns) == 1:
            continue
        giver = 0 if etree.QName(root).localname == "ftr" else len(columns) - 2
        for at, name in ((len(columns) - 1, "marking"), (giver, "giver")):
            cell = rows[-1][at].find(f"{{{W}}}tcPr/{{{W}}}tcW")
            for node in (columns[at], cell):
                if node is not None:
                    node.set(f"{{{W}}}w", f"ttt-{name}-{node.get(f'{{{W}}}w')}")


def marked_widths(xml: str, marking: str) -> str:
    """Return a header or footer with the widths a marking needs (see `mark_marking`)."""
    more = 0
    if len(marking) > _SHORT_MARKING:
        widths = [int(found) for found in re.findall(r'"ttt-marking-(\d+)"', xml)]
        more = max(0, _WIDE_MARKING - min(widths, default=_WIDE_MARKING))

    def width(found: re.Match[str]) -> str:
        return f'"{int(found[2]) + (more if found[1] == "marking" else -more)}"'

    return re.sub(r'"ttt-(marking|giver)-(\d+)"', width, xml)


def settings_text(data: bytes, *, even: bool = True) -> str:
    """Return the settings without revision ids and links, the fonts' languages marked.

    `even`: even pages have headers of their own; else they get those of all pages.
    """
    root = parse_xml(data, "settings")
    for node in [one for one in root if etree.QName(one).localname in _OF_A_MACHINE]:
        root.remove(node)
    for name in _STRIPPED if even else (*_STRIPPED, "evenAndOddHeaders"):
        for node in root.findall(f"{{{W}}}{name}"):
            root.remove(node)
    after = [node for node in root if etree.QName(node).localname in _AFTER_LANGUAGE]
    mark = etree.Element(f"{{{W}}}themeFontLang", {f"{{{W}}}ttt": "language"})
    root.insert(root.index(after[0]) if after else len(root), mark)
    return str(etree.tostring(root, encoding="unicode"))
