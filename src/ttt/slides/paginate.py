"""Stage: a document and a template's space → slides decided, each text with its size.

Pure: sees geometry and fonts, never an Office package; opens nothing. Reports what cannot be
shown (`FIT`) and markup that a deck does not know (`TPL4xx`), at the text's own place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from ttt.diagnostics import Collector
from ttt.document import REGIONS, Document, Inline, Str
from ttt.scripts import locale
from ttt.slides.bars import Drawings
from ttt.slides.contents import FLOWS
from ttt.slides.deck import Deck, Drawing, RegionText, Slide, SlideParagraph
from ttt.slides.fit import Draft
from ttt.slides.flow import lowered, set_whole
from ttt.slides.fonts import Fonts
from ttt.slides.geometry import Geometry, RegionGeometry
from ttt.slides.headings import RawSlide, read_slides
from ttt.slides.parts import Part, Setting, read_parts
from ttt.slides.plan import too_many
from ttt.slides.rows import boxed
from ttt.slides.titles import suffixes
from ttt.slides.words import first_span, lines, quoted
from ttt.source import Span

_ORDER: Final = {name: number for number, name in enumerate(REGIONS)}


def paginate(
    document: Document,
    geometry: Geometry,
    fonts: Fonts,
    images: Mapping[str, tuple[int, int]],
    collector: Collector,
) -> Deck:
    """Place a document on slides.

    `images` are width and height in pixels by the path of the picture. Text is set at the
    design size; what is too high is lowered to 24 pt (22 in scripts with stacked marks), then
    split between paragraphs into even parts titled "(1/2)", and lowered to the floor only where
    a paragraph needs it; a table is lowered to its floor first when that keeps it on one slide.
    Nothing is dropped: what does not fit is a finding and is set anyway.
    Titles are unlike each other. Notes stay with the first part; they are left out where the
    document has none.
    """
    setting = Setting(geometry, fonts, images, locale(document.language).script, collector)
    furniture = _Furniture(document, setting)
    raws = read_slides(document, geometry, collector)
    drawn = Drawings(geometry.layouts, setting.script, collector)
    slides: list[Slide] = []
    for raw, suffix in zip(raws, suffixes(raws), strict=True):
        regions = geometry.layouts.get(raw.layout, {})
        parts = read_parts(raw.content, regions, setting)
        fixed = _fixed(raw, furniture, setting)
        drawings = drawn.of(raw)
        for number, part in enumerate(parts, 1):
            boxes: tuple[Drawing, ...] = ()
            if part.rows and "row_box" in regions:
                part.rows, boxes = boxed(part.rows, regions["row_box"])
            ending = f"{suffix} ({number}/{len(parts)})" if len(parts) > 1 else suffix
            slides.append(
                Slide(
                    raw.layout,
                    str(raw.address),
                    _title(raw, ending, regions, setting),
                    _ordered(part, fixed),
                    part.table,
                    part.pictures,
                    tuple(raw.content.notes) if number == 1 and document.notes else (),
                    raw.section,
                    (*boxes, *drawings),
                )
            )
    return Deck(document, tuple(slides))


def _title(
    raw: RawSlide, ending: str, regions: Mapping[str, RegionGeometry], setting: Setting
) -> RegionText:
    """Return the title at the largest size that fits; too long is an error (FIT001)."""
    content = (*raw.title, Str(ending)) if ending else raw.title
    paragraphs, whole = set_whole((Draft(content),), regions.get("title"), setting.fonts)
    if whole.over > 0:
        more = too_many(whole.over, whole.pitch)
        setting.collector.error(
            "FIT001",
            f"the title {quoted(raw.title)} is {lines(more)} too long at {paragraphs[0].size:g} pt",
            first_span(raw.title) or raw.span,
            "shorten it",
        )
    return RegionText("title", paragraphs)


def _fixed(
    raw: RawSlide,
    furniture: _Furniture,
    setting: Setting,
) -> tuple[RegionText, ...]:
    """Return the texts that stand on every part: small regions and furniture."""
    texts = raw.content.texts
    own = [text for text in furniture.of(raw.layout) if text.name not in texts]
    for name, drafts in texts.items():
        if name in FLOWS:
            continue
        own.append(_small(name, drafts, furniture.lowered(raw.layout, name), setting, raw.span))
    return tuple(own)


def _small(
    name: str,
    drafts: Sequence[Draft],
    region: RegionGeometry | None,
    setting: Setting,
    span: Span | None,
) -> RegionText:
    """Return a text that is never split; too long is a warning (FIT004)."""
    paragraphs, whole = set_whole(drafts, region, setting.fonts)
    if whole.over > 0:
        more = too_many(whole.over, whole.pitch)
        setting.collector.warning(
            "FIT004",
            f'{quoted(drafts[0].content)} is {lines(more)} too long for "{name}"'
            f" at {paragraphs[0].size:g} pt",
            first_span(drafts[0].content) or span,
            "shorten it, or make the place larger in the layout",
        )
    return RegionText(name, paragraphs)


def _ordered(part: Part, fixed: tuple[RegionText, ...]) -> tuple[RegionText, ...]:
    """Return all texts of a part in the order of `REGIONS`."""
    texts = {name: RegionText(name, paragraphs) for name, paragraphs in part.texts.items()}
    if part.rows:
        texts["body"] = replace(texts["body"], rows=part.rows)
    texts |= {text.name: text for text in fixed}
    if part.below:
        texts[part.below.name] = part.below
    return tuple([texts[name] for name in sorted(texts, key=_ORDER.__getitem__)])


class _Furniture:
    """What the document says on every slide, set once for each layout."""

    def __init__(self, document: Document, setting: Setting) -> None:
        self.setting = setting
        self.found: dict[str, tuple[RegionText, ...]] = {}
        self.places: dict[tuple[str, str], RegionGeometry | None] = {}
        self.texts: tuple[tuple[str, tuple[Inline, ...]], ...] = tuple(
            (name, (Str(text),))
            for name, text in (
                ("kicker", document.running),
                ("marking", document.marking),
                ("marking_foot", document.marking),
                ("stamp", document.stamp),
            )
            if text
        )

    def lowered(self, layout: str, name: str) -> RegionGeometry | None:
        """Return a region of a layout with the floor of small regions, None when absent."""
        if (layout, name) not in self.places:
            region = self.setting.geometry.layouts.get(layout, {}).get(name)
            self.places[layout, name] = None if region is None else lowered(region)
        return self.places[layout, name]

    def of(self, layout: str) -> tuple[RegionText, ...]:
        """Return the furniture of a layout; the slide number is a paragraph without text."""
        found = self.found.get(layout)
        if found is None:
            regions = self.setting.geometry.layouts.get(layout, {})
            texts = [
                _small(name, (Draft(content),), self.lowered(layout, name), self.setting, None)
                for name, content in self.texts
                if name in regions
            ]
            number = regions.get("slide_number")
            if number is not None:
                size = number.levels[0].size if number.levels else 14.0
                texts.append(RegionText("slide_number", (SlideParagraph((), size),)))
            found = self.found[layout] = tuple(texts)
        return found
