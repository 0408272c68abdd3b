"""Partner marks on the slides that open and close a deck: on the foot of the ink rail.

Each stands in a box in the colour of paper, all boxes of one height, from the top in the order
agreed. Lengths are centimetres. Reads no file; must not know any other layout.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from scripts.base_templates.partner_marks import Mark
from scripts.base_templates.slides_layouts import Layout
from scripts.base_templates.slides_masters import RELATIONS
from scripts.base_templates.slides_shapes import Box, Colour, Panel, Picture, Shape

_ROLES: Final = frozenset({"title", "closing"})
_AREA: Final = Box(1.2, 13.0, 3.8, 5.2)
_HEIGHT: Final = 1.5
_GAP: Final = 0.35
_PADDING: Final = 0.12
_FIRST: Final = 2
"""`rId1` of a layout is its master."""


def with_marks(layout: Layout, marks: Sequence[Mark]) -> Layout:
    """Return the layout with the marks on its rail, where it opens or closes a deck."""
    if layout.role not in _ROLES or not marks:
        return layout
    height = min(_HEIGHT, (_AREA.height - _GAP * (len(marks) - 1)) / len(marks))
    foot = _AREA.y + _AREA.height
    shapes: list[Shape] = []
    for place, mark in enumerate(marks):
        top = foot - height - (len(marks) - 1 - place) * (height + _GAP)
        box = Box(_AREA.x, top, _AREA.width, height)
        shapes += _boxed(mark, box, f"rId{_FIRST + place}")
    return replace(layout, shapes=(*layout.shapes, *shapes))


def partner_relations(layout: Layout, marks: Sequence[Mark]) -> tuple[tuple[str, str], ...]:
    """Return type and target of a layout's relationships to the marks, after that to its master."""
    if layout.role not in _ROLES:
        return ()
    return tuple((f"{RELATIONS}/image", f"../media/{mark.part}") for mark in marks)


def media(marks: Sequence[Mark]) -> dict[str, bytes]:
    """Return the parts that hold the marks, each once for all layouts."""
    return {f"ppt/media/{mark.part}": mark.data for mark in marks}


def _boxed(mark: Mark, box: Box, relation: str) -> tuple[Shape, ...]:
    width, height = mark.fitted(box.width - 2 * _PADDING, box.height - 2 * _PADDING)
    left, top = box.x + (box.width - width) / 2, box.y + (box.height - height) / 2
    name = f"Partner mark {mark.number}"
    return (
        Panel(f"{name} ground", box, Colour.PAPER),
        Picture(name, Box(left, top, width, height), relation, mark.words),
    )
