"""Pictures on slides: as large as their place allows, in their own proportions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ttt.document import Figure
from ttt.slides.deck import SlidePicture
from ttt.slides.geometry import Area

GUTTER: Final = 180_000
"""Distance of pictures side by side, and of a picture from the text above it: 0.5 cm in EMU."""

LEAST: Final = 720_000
"""The least height left below a text that a picture is put into: 2 cm in EMU."""


def place_pictures(
    figures: Sequence[Figure], area: Area, images: Mapping[str, tuple[int, int]]
) -> tuple[SlidePicture, ...]:
    """Set pictures side by side in an area, each at the top of its share, at its start.

    `images` are width and height in pixels by path; a picture that is not there (a finding of
    an earlier stage) takes its whole share.
    """
    if not figures:
        return ()
    share = max(1, (area.width - GUTTER * (len(figures) - 1)) // len(figures))
    return tuple(
        SlidePicture(
            str(figure.image),
            str(figure.alt),
            _inside(
                Area(area.x + number * (share + GUTTER), area.y, share, area.height),
                images.get(figure.image, (0, 0)),
            ),
            decorative="decorative" in figure.attributes.roles,
        )
        for number, figure in enumerate(figures)
    )


def _inside(area: Area, pixels: tuple[int, int]) -> Area:
    width, height = pixels
    if width <= 0 or height <= 0:
        return area
    if width * area.height > height * area.width:
        return Area(area.x, area.y, area.width, max(1, round(area.width * height / width)))
    return Area(area.x, area.y, max(1, round(area.height * width / height)), area.height)


def below(area: Area, used: float) -> Area | None:
    """Return what is left of an area below text of a height in EMU; None when that is little."""
    if used <= 0:
        return area
    if used >= area.height:
        return None
    taken = round(used) + GUTTER
    left = area.height - taken
    return Area(area.x, area.y + taken, area.width, left) if left >= LEAST else None
