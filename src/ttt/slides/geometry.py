"""`Geometry`: what a template says about space, per layout role and region.

Made by `office.slide_template`, read by `paginate`. Lengths are EMU, sizes are points.
"""

from __future__ import annotations

from collections.abc import Mapping

from ttt.frozen import frozen


@frozen
class Area:
    """A rectangle on the slide, in EMU."""

    x: int
    y: int
    width: int
    height: int


@frozen
class Level:
    """The type of one list level in a region.

    `size` is the design size and `floor` the smallest allowed, in points. `spacing` is a factor
    of the line pitch (1.0 = 100 %), unless `exact` gives the pitch in points. `before` and
    `after` are points. `left` and `hanging` are EMU.
    """

    size: float
    floor: float
    spacing: float = 1.0
    exact: float = 0.0
    before: float = 0.0
    after: float = 0.0
    left: int = 0
    hanging: int = 0
    bold: bool = False
    bullet: bool = False


@frozen
class RegionGeometry:
    """Where a region is and how its text is set; `area` is without the insets."""

    area: Area
    levels: tuple[Level, ...]

    def __hash__(self) -> int:
        """Return the hash of the place alone: regions are looked up for every text."""
        area = self.area
        return hash((area.x, area.y, area.width, area.height))


@frozen
class Geometry:
    """Slide size and regions of every bound layout role."""

    width: int
    height: int
    layouts: Mapping[str, Mapping[str, RegionGeometry]]
