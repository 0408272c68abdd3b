"""How small text may get in each place of a slide, and how wide a marking may get.

The base design's numbers, laid over what a layout says about itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ttt.slides.geometry import Area, Level, RegionGeometry

_WIDER: Final = 4.9 / 3.1  # for AMBER+STRICT, after the base design
MARKINGS: Final = ("marking", "marking_foot")
"""Regions of the marking, which is never set smaller: a long label gets a wider place."""

FLOORS: Final[Mapping[tuple[str, str], tuple[float, ...]]] = {
    ("title", "title"): (44,),
    ("section", "title"): (32,),
    ("question", "title"): (36,),
    ("key_messages", "title"): (20,),
    ("closing", "title"): (36,),
    ("", "title"): (28,),
    ("title", "body"): (18,),
    ("section", "body"): (20,),
    ("objectives", "body"): (24,),
    ("columns", "body"): (22, 20),
    ("picture", "body"): (22, 20),
    ("debrief", "body"): (24,),
    ("key_messages", "body"): (28,),
    ("activity", "body"): (24, 20),
    ("sources", "body"): (18,),
    ("closing", "body"): (22,),
    ("", "body"): (20, 20),
    ("", "right"): (22, 20),
    ("", "head"): (22,),
    ("", "right_head"): (22,),
    ("", "table"): (20,),
    ("", "output"): (22,),
    ("", "label"): (16,),
    ("", "label_2"): (16,),
    ("", "label_3"): (16,),
    ("", "rail_text"): (14,),
    ("", "caption"): (14,),
    ("", "grouping"): (16, 14),
    ("", "minutes"): (18,),
    ("", "event"): (16,),
    ("", "credit"): (12,),
}
"""Smallest sizes in points by (role, region), level by level; role "" is for all others.

From the base design's table of sizes. A region that is not here keeps its own size: it is
furniture. A template that is smaller by design has its own size for a floor.
"""


def with_floors(geometry: RegionGeometry, role: str, region: str) -> RegionGeometry:
    """Return the geometry with the floors of a region in a role (see `FLOORS`).

    A level is never larger than the one above it: a label's second level, which no layout
    describes, would otherwise be the master's body text.
    """
    floors = FLOORS.get((role, region)) or FLOORS.get(("", region), ())
    levels: list[Level] = []
    for number, level in enumerate(geometry.levels):
        size = min(level.size, levels[-1].size) if levels else level.size
        floor = floors[min(number, len(floors) - 1)] if floors else size
        levels.append(replace(level, size=size, floor=min(floor, size)))
    return RegionGeometry(geometry.area, tuple(levels))


def with_room(geometry: RegionGeometry, region: str, slide: int) -> RegionGeometry:
    """Return the geometry with the room that a marking takes when its label is long."""
    if region not in MARKINGS:
        return geometry
    return RegionGeometry(widened(geometry.area, slide), geometry.levels)


def widened(area: Area, slide: int) -> Area:
    """Return the place of a long marking on a slide so wide: the outer edge stays."""
    width = round(area.width * _WIDER)
    outer_left = 2 * area.x + area.width < slide
    x = area.x if outer_left else area.x + area.width - width
    return Area(x, area.y, width, area.height)
