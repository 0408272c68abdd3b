"""Where a layout's placeholders are and how their text is set, with what they inherit.

A placeholder takes what it does not say itself from the master's placeholder of its kind, then
from the master's text styles (ECMA-376-1, 19.3.1.36 and 19.3.1.51). Reads only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias, TypeVar

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

_LEVEL_TAGS: Final = tuple(f"{{{DRAWING}}}lvl{number}pPr" for number in range(1, LEVELS + 1))
_TEXT_BODY: Final = f"{{{SLIDES}}}txBody"
_SHAPE_PROPERTIES: Final = f"{{{SLIDES}}}spPr"
_BODY_PROPERTIES: Final = f"{{{DRAWING}}}bodyPr"
_LIST_STYLE: Final = f"{{{DRAWING}}}lstStyle"
_FRAME: Final = f"{{{DRAWING}}}xfrm"
_OFFSET: Final = f"{{{DRAWING}}}off"
_EXTENT: Final = f"{{{DRAWING}}}ext"
_STYLES: Final = {"title": "titleStyle", "body": "bodyStyle", "other": "otherStyle"}

T = TypeVar("T")
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


@frozen
class Master:
    """What the placeholders of layouts inherit, by kind: shapes, and the master's text styles."""

    shapes: Mapping[str, _Shape]
    styles: Mapping[str, tuple[_Own | None, ...]]


@frozen
class _Shape:
    """One placeholder: what it says of its frame, of the room around its text, of its levels."""

    frame: tuple[int, int, int, int] | None
    insets: tuple[int | None, ...]
    levels: tuple[_Own | None, ...]


@frozen
class _Own:
    """What one set of paragraph properties says itself, None or empty where it is silent.

    `size` is hundredths of a point; spacings are a factor and points, one of them 0.
    """

    size: int | None
    bold: str | None
    left: int | None
    indent: int | None
    align: str | None
    line: tuple[float, float] | None
    before: tuple[float, float] | None
    after: tuple[float, float] | None
    mark: Mark | None
    numbering: str


def read_master(master: etree._Element) -> Master:
    """Return what is looked up in the master again and again."""
    styles = {
        model: _levels(master.find(f"p:txStyles/p:{name}", NAMESPACES))
        for model, name in _STYLES.items()
    }
    found = reversed(list(_shapes(master)))
    shapes = {_model(kind): _shape(element) for kind, _, element in found}
    return Master(shapes, styles)


def read_placeholders(layout: etree._Element, master: Master) -> tuple[Placeholder, ...]:
    """Return the placeholders of a layout that have a place, in the layout's order."""
    found: list[Placeholder] = []
    for kind, idx, element in _shapes(layout):
        shape, model = _shape(element), master.shapes.get(_model(kind))
        shapes = [shape] if model is None else [shape, model]
        area = _area(shapes)
        if area is not None:
            own = [shape.levels for shape in shapes]
            own.append(master.styles.get(_model(kind), master.styles["other"]))
            chains = [[own for own in level if own is not None] for level in zip(*own, strict=True)]
            levels = tuple(_level(chain) for chain in chains)
            styles = tuple(_style(chain) for chain in chains)
            found.append(Placeholder(kind, idx, RegionGeometry(area, levels), styles))
    return tuple(found)


def _shapes(root: etree._Element) -> Iterable[tuple[str, int, etree._Element]]:
    """Yield type, number and shape of every placeholder."""
    for place in root.iter(f"{{{SLIDES}}}ph"):
        inner = place.getparent()
        if inner is None or inner.tag != f"{{{SLIDES}}}nvPr":
            continue
        outer = inner.getparent()
        shape = None if outer is None else outer.getparent()
        if shape is not None:
            yield place.get("type", ""), number_of(place.get("idx")) or 0, shape


def _model(kind: str) -> str:
    """Return the kind of master placeholder that one of a layout follows."""
    if kind in _TITLES:
        return "title"
    return kind if kind in _FURNITURE else "body"


def _shape(element: etree._Element) -> _Shape:
    body = _child(element, _TEXT_BODY)
    properties = _child(body, _BODY_PROPERTIES)
    frame = _child(_child(element, _SHAPE_PROPERTIES), _FRAME)
    offset, extent = _child(frame, _OFFSET), _child(frame, _EXTENT)
    numbers = [
        0 if place is None else number_of(place.get(name)) or 0
        for place, name in ((offset, "x"), (offset, "y"), (extent, "cx"), (extent, "cy"))
    ]
    x, y, width, height = numbers
    return _Shape(
        None if offset is None or extent is None else (x, y, width, height),
        tuple(None if properties is None else number_of(properties.get(n)) for n in _INSETS),
        _levels(_child(body, _LIST_STYLE)),
    )


def _child(element: etree._Element | None, tag: str) -> etree._Element | None:
    return None if element is None else next(element.iterchildren(tag), None)


def _area(shapes: list[_Shape]) -> Area | None:
    """Return the room for text: the nearest frame without the insets of the text."""
    frame = _first(shape.frame for shape in shapes)
    if frame is None:
        return None
    x, y, width, height = frame
    left, top, right, bottom = (
        next((inset for inset in insets if inset is not None), default)
        for default, *insets in zip(_INSETS.values(), *(s.insets for s in shapes), strict=True)
    )
    return Area(x + left, y + top, max(width - left - right, 0), max(height - top - bottom, 0))


def _levels(style: etree._Element | None) -> tuple[_Own | None, ...]:
    """Return what a list style says of each level."""
    found: dict[str, _Own] = {}
    if style is not None:
        for element in style.iterchildren(*_LEVEL_TAGS):
            found.setdefault(element.tag, _own(element))
    return tuple(map(found.get, _LEVEL_TAGS))


def _own(element: etree._Element) -> _Own:
    """Read paragraph properties (ECMA-376-1, 21.1.2.2.7) in one pass over their children."""
    by_name: dict[str, etree._Element] = {}
    for child in element.iterchildren(f"{{{DRAWING}}}*"):
        by_name.setdefault(child.tag.rpartition("}")[2], child)
    run = by_name.get("defRPr")
    mark: Mark | None = None
    numbering = ""
    if (numbered := by_name.get("buAutoNum")) is not None:
        mark, numbering = "number", numbered.get("type") or "arabicPeriod"
    elif "buNone" in by_name:
        mark = "none"
    elif "buChar" in by_name or "buBlip" in by_name:
        mark = "bullet"
    return _Own(
        size=number_of(None if run is None else run.get("sz")),
        bold=None if run is None else run.get("b"),
        left=number_of(element.get("marL")),
        indent=number_of(element.get("indent")),
        align=element.get("algn"),
        line=_space(by_name.get("lnSpc")),
        before=_space(by_name.get("spcBef")),
        after=_space(by_name.get("spcAft")),
        mark=mark,
        numbering=numbering,
    )


def _level(chain: list[_Own]) -> Level:
    size = (_first(own.size for own in chain) or 1800) / 100
    spacing, exact = _first(own.line for own in chain) or (0.0, 0.0)
    return Level(
        size=size,
        floor=size,
        spacing=spacing or 1.0,
        exact=exact,
        before=_gap(_first(own.before for own in chain), size),
        after=_gap(_first(own.after for own in chain), size),
        left=_first(own.left for own in chain) or 0,
        hanging=-(_first(own.indent for own in chain) or 0),
        bold=_first(own.bold for own in chain) in {"1", "true"},
        bullet=_style(chain).mark != "none",
    )


def _style(chain: list[_Own]) -> ParagraphStyle:
    """Return what the nearest level that says so puts before a paragraph."""
    marking = _first(own if own.mark else None for own in chain)
    align = _first(own.align for own in chain) or "l"
    if marking is None:
        return ParagraphStyle("none", "", align)
    return ParagraphStyle(marking.mark or "none", marking.numbering, align)


def _space(spacing: etree._Element | None) -> tuple[float, float] | None:
    """Return a spacing as a factor and as points, None when nothing is said."""
    if spacing is None:
        return None
    share = spacing.find("a:spcPct", NAMESPACES)
    if share is not None:
        value = share.get("val", "")
        # Strict files and some programs write "90%".
        whole = 100 if value.endswith("%") else 100_000
        return (number_of(value.removesuffix("%")) or whole) / whole, 0.0
    points = spacing.find("a:spcPts", NAMESPACES)
    return None if points is None else (0.0, (number_of(points.get("val")) or 0) / 100)


def _gap(spacing: tuple[float, float] | None, size: float) -> float:
    """Return the space before or after a paragraph in points."""
    factor, points = spacing or (0.0, 0.0)
    return points or factor * size * _LINE


def _first(values: Iterable[T | None]) -> T | None:
    """Return the value of the nearest level that has one."""
    return next((value for value in values if value is not None), None)


def number_of(value: str | None) -> int | None:
    """Return an attribute's whole number, None when it is none or no length on a slide."""
    if value is None or not _NUMBER.fullmatch(value):
        return None
    number = round(float(value))
    return number if abs(number) <= _LONGEST else None
