"""Lists that stand as rows: a number or label, the text, and a short remark at the end.

A layout with a place `row` has its body in rows: at least as high as that place, each higher where
its text needs it, all lower where they fit so. `[…]{.start}` and `[…]{.end}` around an item's text
are what stands beside it; a numbered item begins with its number. `[…]{.verb}` sets the first
word of a text in bold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ttt.document import Inline, Str, Strong, Styled
from ttt.frozen import frozen
from ttt.slides.deck import Bar, Drawing, Row
from ttt.slides.fit import POINT, Draft, Heights, heights, row
from ttt.slides.flow import UNKNOWN, Flow
from ttt.slides.fonts import Fonts
from ttt.slides.geometry import Area, RegionGeometry

FOOT: Final = 4.0
"""Points kept free below the text of the lowest row there may be."""


@frozen
class RowFlow(Flow):
    """A body in rows, in points: `least` is the height of a row, `above` the room over its text.

    `box` is the height of the box a number stands in, 0 without one.
    """

    beside: tuple[tuple[tuple[Inline, ...], tuple[Inline, ...]], ...] = ()
    least: float = 0.0
    above: float = 0.0
    box: float = 0.0

    @property
    def height(self) -> float:
        """The room for all rows in points."""
        return self.region.area.height / POINT + self.above

    def heights(self, step: int) -> Heights:
        """Return the heights of the rows `step` points under design size."""
        found = self.found.get(step)
        if found is None:
            blocks = self._heights(heights(self.rows, step).blocks)
            found = self.found[step] = Heights(blocks, [0.0] * len(blocks))
        return found

    def _heights(self, texts: Sequence[float]) -> list[float]:
        needed = [max(text, self.box) + self.above + FOOT for text in texts]
        return _shared(needed, self.least, self.height)

    def set_rows(self, step: int, part: tuple[int, int]) -> tuple[Row, ...]:
        """Return the rows of a part; heights are whole EMU."""
        start, end = part
        found = self._heights(heights(self.rows[start:end], step).blocks)
        return tuple(
            [
                Row(round(height * POINT), *beside)
                for height, beside in zip(found, self.beside[start:end], strict=True)
            ]
        )


def _shared(needed: Sequence[float], least: float, room: float) -> list[float]:
    """Return heights of at least `least`; less, but all that is needed, where only that fits."""
    wanted = [max(least, each) for each in needed]
    if sum(wanted) <= room or sum(needed) > room:
        return wanted
    # The rows that need more than an even share keep it; the others share what is left.
    high: set[int] = set()
    while True:
        share = (room - sum(needed[at] for at in sorted(high))) / (len(needed) - len(high))
        more = {at for at, each in enumerate(needed) if at not in high and each > share}
        if not more:
            return [each if at in high else share for at, each in enumerate(needed)]
        high |= more


def row_flow(
    drafts: Sequence[Draft], regions: Mapping[str, RegionGeometry], fonts: Fonts
) -> RowFlow:
    """Measure the rows of a body; what stands beside their texts takes no room from them."""
    body, place = regions.get("body") or UNKNOWN, regions["row"].area
    plain: list[Draft] = []
    beside: list[tuple[tuple[Inline, ...], tuple[Inline, ...]]] = []
    for draft in drafts:
        start, content, end = _divided(draft.content)
        if not start and draft.marker == "number":
            start = (Str(str(draft.number)),)
        plain.append(draft._replace(content=content, marker="none", level=1))
        beside.append((start, end))
    width = body.area.width / POINT
    # Programs disagree about what less than a whole line is in the cell of a table.
    whole = tuple(replace(level, spacing=max(level.spacing, 1.0)) for level in body.levels)
    return RowFlow(
        plain,
        [row(draft, fonts, whole, width) for draft in plain],
        replace(body, levels=whole),
        beside=tuple(beside),
        least=place.height / POINT,
        above=max(0, body.area.y - place.y) / POINT,
        box=regions["row_box"].area.height / POINT if "row_box" in regions else 0.0,
    )


def boxed(
    rows: Sequence[Row], place: RegionGeometry
) -> tuple[tuple[Row, ...], tuple[Drawing, ...]]:
    """Return rows without their numbers, and the numbers in boxes of their own."""
    area, size = place.area, place.levels[0].size
    bars: list[Bar] = []
    y = area.y
    for each in rows:
        number = "".join(inline.text for inline in each.start if isinstance(inline, Str))
        if number:
            bars.append(Bar(Area(area.x, y, area.width, area.height), "current", number))
        y += each.height
    last = bars[-1].area if bars else area
    whole = Area(area.x, area.y, area.width, last.y + last.height - area.y)
    drawings = (Drawing("row_box", whole, tuple(bars), size),) if bars else ()
    return tuple(replace(each, start=()) for each in rows), drawings


def _divided(
    content: tuple[Inline, ...],
) -> tuple[tuple[Inline, ...], tuple[Inline, ...], tuple[Inline, ...]]:
    """Return what stands at the start, the text, and what stands at the end."""
    start: tuple[Inline, ...] = ()
    end: tuple[Inline, ...] = ()
    match content:
        case [Styled("start", inside), *rest]:
            start, content = inside, tuple(rest)
    match content:
        case [*rest, Styled("end", inside)]:
            end, content = inside, tuple(rest)
    content = _stripped(content) if start or end else content
    match content:
        case [Styled("verb", [Str(text) as first, *following])]:
            word, space, others = text.partition(" ")
            left = (replace(first, text=space + others),) if space else ()
            remaining = (*left, *following)
            # Bold as a whole, a row would be the one at hand.
            content = (Strong((replace(first, text=word),)), *remaining) if remaining else (first,)
    return start, content, end


def _stripped(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a text without the spaces that stood between it and what is beside it."""
    found = list(content)
    while found and isinstance(found[0], Str):
        found[0] = replace(found[0], text=found[0].text.lstrip())
        if found[0].text:
            break
        del found[0]
    while found and isinstance(found[-1], Str):
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
        if found[-1].text:
            break
        del found[-1]
    return tuple(found)
