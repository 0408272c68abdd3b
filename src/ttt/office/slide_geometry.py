"""Where a layout's placeholders are and how their text is set, with what they inherit.

A placeholder takes what it does not say itself from the master's placeholder of its kind, then
from the master's text styles (ECMA-376-1, 19.3.1.36 and 19.3.1.51). Reads only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

from lxml import etree

from ttt.frozen import frozen
from ttt.slides.geometry import Area, Level, RegionGeometry

DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMESPACES: Final = {"a": DRAWING, "p": SLIDES}

LEVELS: Final = 2
"""List levels a slide uses."""

_INSETS: Final = {"lIns": 91440, "tIns": 45720, "rIns": 91440, "bIns": 45720}
_TITLES: Final = frozenset({"title", "ctrTitle"})
_FURNITURE: Final = frozenset({"dt", "ftr", "sldNum", "hdr"})
_LINE: Final = 1.2
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_LONGEST: Final = 1 << 31

Mark: TypeAlias = Literal["none", "bullet", "number"]


@frozen
class ParagraphStyle:
    """What the layout puts before a paragraph of one level, and how it is aligned.

    `numbering` is the layout's `ST_TextAutonumberScheme`, empty unless `mark` is `number`.
    """

    mark: Mark
    numbering: str
    align: str


@frozen
class Placeholder:
    """A placeholder of a layout as a slide names it: `type` is empty for any content."""

    type: str
    idx: int
    geometry: RegionGeometry
    styles: tuple[ParagraphStyle, ...]


def read_placeholders(layout: etree._Element, master: etree._Element) -> tuple[Placeholder, ...]:
    """Return the placeholders of a layout that have a place, in the layout's order."""
    models = {_model(kind): shape for kind, _, shape in reversed(list(_shapes(master)))}
    found: list[Placeholder] = []
    for kind, idx, shape in _shapes(layout):
        model = models.get(_model(kind))
        shapes = [shape] if model is None else [shape, model]
        area = _area(shapes)
        if area is not None:
            chain = [_chain(shapes, kind, master, number) for number in range(1, LEVELS + 1)]
            levels = tuple(_level(elements) for elements in chain)
            styles = tuple(_style(elements) for elements in chain)
            found.append(Placeholder(kind, idx, RegionGeometry(area, levels), styles))
    return tuple(found)


def _shapes(root: etree._Element) -> Iterable[tuple[str, int, etree._Element]]:
    """Yield type, number and shape of every placeholder."""
    for place in root.iterfind(".//p:nvPr/p:ph", NAMESPACES):
        outer = place.getparent()
        shape = None if outer is None else outer.getparent()
        shape = None if shape is None else shape.getparent()
        if shape is not None:
            yield place.get("type", ""), number_of(place.get("idx")) or 0, shape


def _model(kind: str) -> str:
    """Return the kind of master placeholder that one of a layout follows."""
    if kind in _TITLES:
        return "title"
    return kind if kind in _FURNITURE else "body"


def _area(shapes: list[etree._Element]) -> Area | None:
    """Return the room for text: the shape's frame without the insets of its text."""
    for shape in shapes:
        frame = shape.find("p:spPr/a:xfrm", NAMESPACES)
        if frame is not None:
            break
    else:
        return None
    offset, extent = frame.find("a:off", NAMESPACES), frame.find("a:ext", NAMESPACES)
    if offset is None or extent is None:
        return None
    bodies = [shape.find("p:txBody/a:bodyPr", NAMESPACES) for shape in shapes]
    inset = {
        name: next(
            (
                value
                for body in bodies
                if body is not None and (value := number_of(body.get(name))) is not None
            ),
            default,
        )
        for name, default in _INSETS.items()
    }
    x, y = number_of(offset.get("x")) or 0, number_of(offset.get("y")) or 0
    width, height = number_of(extent.get("cx")) or 0, number_of(extent.get("cy")) or 0
    return Area(
        x + inset["lIns"],
        y + inset["tIns"],
        max(width - inset["lIns"] - inset["rIns"], 0),
        max(height - inset["tIns"] - inset["bIns"], 0),
    )


def _chain(
    shapes: list[etree._Element], kind: str, master: etree._Element, number: int
) -> list[etree._Element]:
    """Return the paragraph properties of a level, the nearest first."""
    name = f"a:lvl{number}pPr"
    paths = [shape.find(f"p:txBody/a:lstStyle/{name}", NAMESPACES) for shape in shapes]
    model = _model(kind)
    style = {"title": "titleStyle", "body": "bodyStyle"}.get(model, "otherStyle")
    paths.append(master.find(f"p:txStyles/p:{style}/{name}", NAMESPACES))
    return [found for found in paths if found is not None]


def _level(chain: list[etree._Element]) -> Level:
    size = (number_of(_first(chain, "sz", "a:defRPr")) or 1800) / 100
    spacing, exact = _space(chain, "a:lnSpc")
    before, after = _gap(chain, "a:spcBef", size), _gap(chain, "a:spcAft", size)
    left = number_of(_first(chain, "marL")) or 0
    indent = number_of(_first(chain, "indent")) or 0
    return Level(
        size=size,
        floor=size,
        spacing=spacing or 1.0,
        exact=exact,
        before=before,
        after=after,
        left=left,
        hanging=-indent,
        bold=_first(chain, "b", "a:defRPr") in {"1", "true"},
        bullet=_style(chain).mark != "none",
    )


def _style(chain: list[etree._Element]) -> ParagraphStyle:
    """Return what the nearest level that says so puts before a paragraph."""
    mark: Mark = "none"
    numbering = ""
    for element in chain:
        if element.find("a:buAutoNum", NAMESPACES) is not None:
            mark, numbering = "number", _first([element], "type", "a:buAutoNum") or "arabicPeriod"
            break
        if element.find("a:buNone", NAMESPACES) is not None:
            break
        if any(element.find(f"a:{name}", NAMESPACES) is not None for name in ("buChar", "buBlip")):
            mark = "bullet"
            break
    return ParagraphStyle(mark, numbering, _first(chain, "algn") or "l")


def _space(chain: list[etree._Element], name: str) -> tuple[float, float]:
    """Return a spacing as a factor and as points; one of them is 0."""
    for element in chain:
        share = element.find(f"{name}/a:spcPct", NAMESPACES)
        if share is not None:
            value = share.get("val", "")
            # Strict files and some programs write "90%".
            whole = 100 if value.endswith("%") else 100_000
            return (number_of(value.removesuffix("%")) or whole) / whole, 0.0
        points = element.find(f"{name}/a:spcPts", NAMESPACES)
        if points is not None:
            return 0.0, (number_of(points.get("val")) or 0) / 100
    return 0.0, 0.0


def _gap(chain: list[etree._Element], name: str, size: float) -> float:
    """Return the space before or after a paragraph in points."""
    factor, points = _space(chain, name)
    return points or factor * size * _LINE


def _first(chain: list[etree._Element], attribute: str, child: str = "") -> str | None:
    """Return an attribute of the nearest level (or of its child) that has it."""
    for element in chain:
        found = element.find(child, NAMESPACES) if child else element
        if found is not None and (value := found.get(attribute)) is not None:
            return value
    return None


def number_of(value: str | None) -> int | None:
    """Return an attribute's whole number, None when it is none or no length on a slide."""
    if value is None or not _NUMBER.fullmatch(value):
        return None
    number = round(float(value))
    return number if abs(number) <= _LONGEST else None
