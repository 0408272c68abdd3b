"""One slide as it is asked for → its parts: texts, tables and pictures with size and place.

Only what can grow without end makes new parts: body, second column, tables, and pictures that
find no room below the text they share a place with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf
from typing import Final

from ttt.diagnostics import Collector
from ttt.document import Figure, Table
from ttt.frozen import frozen
from ttt.scripts import Script
from ttt.slides.contents import FLOWS, Content
from ttt.slides.deck import RegionText, Row, SlideParagraph, SlidePicture, SlideTable
from ttt.slides.fit import POINT, Draft
from ttt.slides.flow import Flow, flow
from ttt.slides.fonts import Fonts
from ttt.slides.geometry import Area, Geometry, Level, RegionGeometry
from ttt.slides.pictures import GUTTER, below, place_pictures
from ttt.slides.plan import Plan, even, part_count, too_many
from ttt.slides.rows import RowFlow, row_flow
from ttt.slides.tables import TableFit, fit_table
from ttt.slides.words import first_span, lines, quoted


@dataclass(slots=True)
class Part:
    """What is on one of the slides that one heading becomes."""

    texts: dict[str, tuple[SlideParagraph, ...]] = field(default_factory=dict)
    table: SlideTable | None = None
    pictures: tuple[SlidePicture, ...] = ()
    below: RegionText | None = None
    rows: tuple[Row, ...] = ()

    def put(self, name: str, chunk: Flow, step: int, part: tuple[int, int]) -> None:
        """Set a part of a text in a region."""
        self.texts[name] = chunk.set(step, part)
        if isinstance(chunk, RowFlow):
            self.rows = chunk.set_rows(step, part)


@frozen
class Setting:
    """What is the same for all slides of a deck."""

    geometry: Geometry
    fonts: Fonts
    images: Mapping[str, tuple[int, int]]
    script: Script
    collector: Collector


_TABLE: Final = (Level(28, 20),)
_CAPTION: Final = (Level(16, 14),)


def read_parts(
    content: Content, regions: Mapping[str, RegionGeometry], setting: Setting
) -> list[Part]:
    """Return the parts of a slide, at least one.

    Reports a paragraph too long for a slide at its smallest size (FIT002) and a table row too
    high (FIT003).
    """
    parts: list[Part] = []
    under = _caption(content, regions, setting)
    if under:
        regions = _shortened(regions, under)
    used = _texts(content, regions, setting, parts)
    for table in content.tables:
        _table(table, regions, used, setting, parts)
    if content.pictures:
        _pictures(content, regions, used, setting, parts)
    if under:
        _below(under, regions, parts)
    return parts or [Part()]


def _at(parts: list[Part], number: int) -> Part:
    while len(parts) <= number:
        parts.append(Part())
    return parts[number]


# ── text ─────────────────────────────────────────────────────────────────────────────────────


def _texts(
    content: Content,
    regions: Mapping[str, RegionGeometry],
    setting: Setting,
    parts: list[Part],
) -> dict[str, float]:
    """Set body and second column; return the heights used of regions that stand on one part."""
    runs: list[tuple[str, list[tuple[Flow, Plan]]]] = []
    for name in FLOWS:
        drafts = content.texts.get(name)
        if drafts:
            chunks = _chunks(drafts, content.breaks if name == "body" else [])
            flows = (
                [row_flow(chunk, regions, setting.fonts) for chunk in chunks]
                if name == "body" and "row" in regions
                else [flow(chunk, regions.get(name), setting.fonts) for chunk in chunks]
            )
            runs.append((name, [(chunk, chunk.plan(setting.script)) for chunk in flows]))
    planned = [pair for _, pairs in runs for pair in pairs]
    for chunk, plan in planned:
        if plan.over > 0:
            _report_long(chunk, plan, setting.collector)
    if len(planned) < 2:  # noqa: PLR2004 nothing to keep up with
        return _alone(runs, parts)
    step = max(plan.step for _, plan in planned)
    pieces = {
        name: [(chunk, part) for chunk, plan in pairs for part in _cuts(chunk, plan, step)]
        for name, pairs in runs
    }
    count = max(map(len, pieces.values()))
    used: dict[str, float] = {}
    for name, pairs in runs:
        found = pieces[name]
        if len(found) < count and len(pairs) == 1:
            # The shorter column keeps up with the longer one, part by part.
            found = _into(pairs[0][0], step, count)
        for number, (chunk, part) in enumerate(found):
            _at(parts, number).put(name, chunk, step, part)
        whole = len(found) == 1
        used[name] = found[0][0].heights(step).total * POINT if whole else inf
    return used


def _alone(runs: list[tuple[str, list[tuple[Flow, Plan]]]], parts: list[Part]) -> dict[str, float]:
    """Set a text that has no neighbour to keep up with: most slides have this one or none."""
    used: dict[str, float] = {}
    for name, [(chunk, plan)] in runs:
        for number, part in enumerate(plan.parts):
            _at(parts, number).put(name, chunk, plan.step, part)
        whole = len(plan.parts) == 1
        used[name] = chunk.heights(plan.step).total * POINT if whole else inf
    return used


def _chunks(drafts: list[Draft], breaks: list[int]) -> list[list[Draft]]:
    edges = [0, *(at for at in dict.fromkeys(breaks) if 0 < at < len(drafts)), len(drafts)]
    return [drafts[start:end] for start, end in pairwise(edges)]


def _cuts(chunk: Flow, plan: Plan, step: int) -> tuple[tuple[int, int], ...]:
    """Return the parts at a step that may be below the one planned (a neighbour needs it)."""
    if plan.step == step or len(plan.parts) == 1:
        return plan.parts
    found = chunk.heights(step)
    limit = max(chunk.height, *found.blocks)
    return even(found, limit, part_count(found, limit), chunk.penalties())


def _into(chunk: Flow, step: int, count: int) -> list[tuple[Flow, tuple[int, int]]]:
    found = chunk.heights(step)
    limit = max(chunk.height, *found.blocks)
    wanted = max(min(count, len(chunk.drafts)), part_count(found, limit))
    return [(chunk, part) for part in even(found, limit, wanted, chunk.penalties())]


def _report_long(chunk: Flow, plan: Plan, collector: Collector) -> None:
    found = chunk.heights(plan.step)
    for number, height in enumerate(found.blocks):
        if height <= chunk.height:
            continue
        draft = chunk.drafts[number]
        more = too_many(height - chunk.height, chunk.pitch(plan.step, number))
        collector.error(
            "FIT002",
            f"{quoted(draft.content)} is {lines(more)} too long for a slide"
            f" at {chunk.size(number, plan.step):g} pt",
            first_span(draft.content),
            "make it shorter, or two paragraphs: a slide is split between paragraphs",
        )


# ── tables ───────────────────────────────────────────────────────────────────────────────────


def _table(
    table: Table,
    regions: Mapping[str, RegionGeometry],
    used: Mapping[str, float],
    setting: Setting,
    parts: list[Part],
) -> None:
    """Set a table in its own place, else below the text, else on parts of its own."""
    place = regions.get("table") or regions.get("body") or _anywhere(setting.geometry)
    shared = "table" not in regions and "body" in regions
    first = next((n for n, part in enumerate(parts) if part.table is None), len(parts))
    if any(part.table for part in parts):
        first = len(parts)
    if shared and (used.get("body") or first):
        left = below(place.area, used.get("body", 0.0)) if not first else None
        fitted = fit_table(table, replace(place, area=left), setting.fonts) if left else None
        plan = fitted.plan(setting.script) if fitted else None
        if fitted and plan and len(plan.parts) == 1 and plan.over <= 0:
            _at(parts, 0).table = fitted.set(plan.step, plan.parts[0])
            return
        first = len(parts)
    fitted = fit_table(table, place, setting.fonts)
    plan = fitted.plan(setting.script)
    if plan.over > 0:
        _report_row(fitted, plan, setting.collector)
    for number, part in enumerate(plan.parts, first):
        _at(parts, number).table = fitted.set(plan.step, part)


def _report_row(fitted: TableFit, plan: Plan, collector: Collector) -> None:
    heights = fitted.rows(plan.step)
    size, _ = fitted.sizes(plan.step)
    row = max(range(1, len(heights)), key=heights.__getitem__)
    cells = fitted.table.rows[row - 1]
    longest = max(cells, key=lambda cell: len(quoted(cell)), default=())
    first = cells[0] if cells else ()
    collector.error(
        "FIT003",
        f"the table row {quoted(first)} is {lines(too_many(plan.over, size * 1.2))} too high"
        f" at {size:g} pt",
        first_span(first) or first_span(longest),
        "say less in its cells, or make it two rows",
    )


def _anywhere(geometry: Geometry) -> RegionGeometry:
    """Return the middle of the slide, for a layout without a place for what is asked of it."""
    width, height = geometry.width, geometry.height
    return RegionGeometry(
        Area(width // 20, height // 4, width * 9 // 10, height * 13 // 20), _TABLE
    )


# ── pictures ─────────────────────────────────────────────────────────────────────────────────


def _pictures(
    content: Content,
    regions: Mapping[str, RegionGeometry],
    used: Mapping[str, float],
    setting: Setting,
    parts: list[Part],
) -> None:
    """Set pictures in their own place; in a place shared with text, below it or on a new part."""
    groups: dict[str, list[Figure]] = {}
    for picture in content.pictures:
        own = "picture" in regions and not content.columns
        groups.setdefault("picture" if own else picture.region, []).append(picture.figure)
    for name, figures in groups.items():
        place = regions.get(name) or regions.get("body") or _anywhere(setting.geometry)
        area: Area | None = place.area
        table = parts[0].table if parts else None
        if name != "picture":
            taken = used.get(name, 0.0)
            if table is not None and "table" not in regions:
                taken = max(taken, float(table.area.y + table.area.height - place.area.y))
            area = below(place.area, taken)
        number = 0 if area is not None else len(parts)
        part = _at(parts, number)
        part.pictures += place_pictures(figures, area or place.area, setting.images)


# ── captions ─────────────────────────────────────────────────────────────────────────────────


def _caption(
    content: Content, regions: Mapping[str, RegionGeometry], setting: Setting
) -> Flow | None:
    """Return the lines that stand below a table or a picture, None when there are none."""
    if not content.below:
        return None
    area = regions["body"].area
    return flow(content.below, RegionGeometry(area, _CAPTION), setting.fonts)


def _shortened(regions: Mapping[str, RegionGeometry], under: Flow) -> dict[str, RegionGeometry]:
    """Return the regions with room for a caption below what stands in them."""
    taken = round(under.heights(0).total * POINT) + GUTTER
    found = dict(regions)
    for name in ("body", "table", "picture"):
        if name in found:
            area = found[name].area
            height = max(1, area.height - taken)
            found[name] = replace(found[name], area=replace(area, height=height))
    return found


def _below(under: Flow, regions: Mapping[str, RegionGeometry], parts: list[Part]) -> None:
    """Set a caption below what each part shows, in the place for text, which is free."""
    height = round(under.heights(0).total * POINT)
    for part in parts:
        shown = [one.area for one in (part.table, *part.pictures) if one]
        if shown:
            start = min(area.x for area in shown)
            end = max(area.y + area.height for area in shown)
            area = Area(start, end + GUTTER, regions["body"].area.width, height)
            part.below = RegionText("body", under.set(0), area)
