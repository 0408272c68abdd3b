"""A presentation template for languages that are read from right to left: everything mirrored.

Only places change, in masters and layouts: what stood at the left edge stands at the right. Text,
pictures and what is inside a group stay as they are.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from ttt.office.package import Package, deflate
from ttt.office.relations import DECLARATION, content_types, parse_xml, relations
from ttt.office.slide_geometry import NAMESPACES, number_of

_MIRRORED: Final = ("slideMaster+xml", "slideLayout+xml")
_FRAMES: Final = ("p:spPr/a:xfrm", "p:grpSpPr/a:xfrm", "p:xfrm")
_WIDTH: Final = 9_144_000


def mirrored(package: Package) -> Package:
    """Return the package with the shapes of its masters and layouts mirrored."""
    main = next(r.target for r in relations(package, "") if r.kind == "officeDocument")
    size = parse_xml(package.read(main), main).find("p:sldSz", NAMESPACES)
    width = number_of(None if size is None else size.get("cx")) or _WIDTH
    parts = dict(package.parts)
    for name, kind in content_types(package).overrides.items():
        if kind.endswith(_MIRRORED) and name in parts:
            root = parse_xml(package.read(name), name)
            for shape in root.iterfind("p:cSld/p:spTree/*", NAMESPACES):
                _mirror(shape, width)
            xml = DECLARATION + etree.tostring(root, encoding="unicode")
            parts[name] = deflate(xml.encode())
    return Package(parts)


def _mirror(shape: etree._Element, width: int) -> None:
    """Move a shape to the other side of the slide."""
    for path in _FRAMES:
        frame = shape.find(path, NAMESPACES)
        offset = None if frame is None else frame.find("a:off", NAMESPACES)
        extent = None if frame is None else frame.find("a:ext", NAMESPACES)
        if offset is not None and extent is not None:
            left = width - (number_of(offset.get("x")) or 0) - (number_of(extent.get("cx")) or 0)
            offset.set("x", str(left))
