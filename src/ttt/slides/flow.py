"""The text of one region: measured, planned, and set at the size that was planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from itertools import pairwise
from math import ceil
from typing import Final

from ttt.frozen import frozen
from ttt.scripts import Script, is_complex
from ttt.slides.deck import SlideParagraph
from ttt.slides.fit import POINT, Draft, Heights, Row, heights, level_of, row, tears
from ttt.slides.fonts import Fonts, Whole
from ttt.slides.geometry import Area, Level, RegionGeometry
from ttt.slides.plan import SPLIT_LATIN, SPLIT_OTHER, Plan, plan
from ttt.slides.words import plain

UNKNOWN: Final = RegionGeometry(Area(0, 0, 1 << 40, 1 << 40), (Level(18, 18),))
"""A region the layout does not have: the writer says so, and nothing here limits its text."""

SMALL: Final = 14.0
"""Smallest size in points of a small region that names no floor."""

_MOST: Final = 1 << 14

_LEAD_IN: Final = (":", "៖", "\uff1a")
_PENALTY_LEAD_IN: Final = 0.5
_PENALTY_NESTED: Final = 0.1


@frozen
class Flow:
    """The paragraphs of a region, measured; heights already found are kept."""

    drafts: Sequence[Draft]
    rows: Sequence[Row]
    region: RegionGeometry
    found: dict[int, Heights] = field(default_factory=dict, compare=False, repr=False)

    @property
    def height(self) -> float:
        """The room for all lines in points."""
        return self.region.area.height / POINT

    def floor_step(self) -> int:
        """Return how many points under design size the last paragraph reaches its floor."""
        return max(ceil(row.size - row.floor) for row in self.rows)

    def split_step(self, script: Script) -> int:
        """Return how many points under design size text is rather split than lowered."""
        wanted = SPLIT_OTHER if is_complex(script) else SPLIT_LATIN
        first = self.rows[0]
        return max(0, ceil(first.size - max(wanted, first.floor)))

    def heights(self, step: int) -> Heights:
        """Return the heights `step` points under design size."""
        found = self.found.get(step)
        if found is None:
            found = self.found[step] = heights(self.rows, step)
        return found

    def plan(self, script: Script) -> Plan:
        """Return the size and the parts of the text."""
        found = self.heights(0)
        if found.total <= self.height:
            return Plan(0, ((0, len(self.drafts)),))
        last = self.floor_step()
        steps = (min(self.split_step(script), last), last)
        return plan(self.heights, lambda _step: self.height, steps, self.penalties())

    def whole(self) -> Plan:
        """Return the size of a text that is never split: as large as it fits, else the floor.

        A smaller size comes before a broken word.
        """
        everything = ((0, len(self.drafts)),)
        first = self.rows[0]
        if (
            len(self.rows) == 1
            and first.measured.total * first.size <= first.first
            and self.pitch(0) <= self.height
        ):
            return Plan(0, everything)
        if self.heights(0).total <= self.height and not tears(self.rows, 0):
            return Plan(0, everything)
        last = self.floor_step()
        torn: Plan | None = None
        over = 0.0
        for step in range(last + 1):
            over = self.heights(step).total - self.height
            if over <= 0:
                if not tears(self.rows, step):
                    return Plan(step, everything)
                torn = torn or Plan(step, everything)
        return torn or Plan(last, everything, over)

    def penalties(self) -> tuple[float, ...]:
        """Return how bad it is to begin a part with each paragraph."""
        found = [0.0]
        for before, draft in pairwise(self.drafts):
            if before.bold or (
                before.level <= draft.level and plain(before.content).rstrip().endswith(_LEAD_IN)
            ):
                found.append(_PENALTY_LEAD_IN)
            else:
                found.append(_PENALTY_NESTED if draft.level > 1 else 0.0)
        return tuple(found)

    def pitch(self, step: int, number: int = 0) -> float:
        """Return the distance of a paragraph's lines in points."""
        row = self.rows[number]
        return row.exact or row.measured.pitch * row.spacing * self.size(number, step)

    def size(self, number: int, step: int) -> float:
        """Return the size of a paragraph."""
        row = self.rows[number]
        return max(row.floor, row.size - step)

    def set(self, step: int, part: tuple[int, int] | None = None) -> tuple[SlideParagraph, ...]:
        """Return the paragraphs of a part, or all, with their sizes."""
        start, end = part or (0, len(self.drafts))
        sizes = [max(row.floor, row.size - step) for row in self.rows[start:end]]
        return _paragraphs(self.drafts[start:end], sizes, self.region.levels)


def _paragraphs(
    drafts: Sequence[Draft], sizes: Sequence[float], levels: Sequence[Level]
) -> tuple[SlideParagraph, ...]:
    return tuple(
        [
            SlideParagraph(
                content, size, level, marker, number, bold or level_of(levels, level).bold
            )
            for (content, level, marker, number, bold), size in zip(drafts, sizes, strict=True)
        ]
    )


def set_whole(
    drafts: Sequence[Draft], region: RegionGeometry | None, fonts: Fonts
) -> tuple[tuple[SlideParagraph, ...], Whole]:
    """Return a text that is never split, set; its sizes are found once for all decks."""
    key = (region, *drafts)
    whole = fonts.wholes.get(key)
    if whole is None:
        if len(fonts.wholes) > _MOST:
            fonts.wholes.clear()
        text = flow(drafts, region, fonts)
        plan = text.whole()
        sizes = tuple([text.size(number, plan.step) for number in range(len(drafts))])
        whole = fonts.wholes[key] = Whole(sizes, plan.over, text.pitch(plan.step))
    return _paragraphs(drafts, whole.sizes, _place(region).levels), whole


def _place(region: RegionGeometry | None) -> RegionGeometry:
    return region if region is not None and region.levels else UNKNOWN


def lowered(region: RegionGeometry) -> RegionGeometry:
    """Return a small region with a floor of 14 pt where its type has none of its own."""
    if all(level.floor < level.size or level.size <= SMALL for level in region.levels):
        return region
    return RegionGeometry(
        region.area,
        tuple(
            level if level.floor < level.size else replace(level, floor=min(level.size, SMALL))
            for level in region.levels
        ),
    )


def flow(drafts: Sequence[Draft], region: RegionGeometry | None, fonts: Fonts) -> Flow:
    """Measure the paragraphs of a region; None is a region the layout does not have."""
    place = _place(region)
    width = place.area.width / POINT
    return Flow(drafts, [row(draft, fonts, place.levels, width) for draft in drafts], place)
