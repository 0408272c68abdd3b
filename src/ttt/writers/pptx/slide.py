"""One slide: each text into the placeholder of its region, in reading order.

Reports texts for which the layout has no place; puts nothing anywhere else but a caption, which
moves the place for text below the table or picture.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ttt.diagnostics import Collector
from ttt.document import Code, Document, Gap, Inline, Link, Str, Strong, Styled
from ttt.document import Emphasis as Slanted
from ttt.office.relations import DECLARATION
from ttt.office.slide_floors import MARKINGS, widened
from ttt.office.slide_geometry import Placeholder
from ttt.office.slide_template import SlideLayout, SlideTemplate
from ttt.slides.deck import Drawing, RegionText, Slide, SlideParagraph, SlidePicture
from ttt.slides.geometry import Area
from ttt.writers.pptx.bars import drawing_shape
from ttt.writers.pptx.marks import LONG, Marks, colour_of
from ttt.writers.pptx.relate import Media, PartRelations
from ttt.writers.pptx.rows import rows_shape
from ttt.writers.pptx.shapes import (
    BLACK,
    NAMESPACES,
    NO_INSETS,
    frame,
    name_of,
    number_field,
    picture,
    place_of,
    text_shape,
    tree,
)
from ttt.writers.pptx.table import table_shape
from ttt.writers.pptx.text import Text

ORDER: Final = (
    "title", "rail_number", "rail_text", "label", "minutes", "grouping", "head", "label_2", "body",
    "right_head", "right", "table", "picture", "caption", "label_3", "output", "event", "credit",
    "kicker", "marking", "stamp", "slide_number", "marking_foot",
)  # fmt: skip
"""Regions as they are read aloud: what the slide is about first, what is on every slide last."""

_BELOW: Final = tuple("body" if name == "caption" else name for name in ORDER if name != "body")
"""The same where the text is a caption below a table or a picture: there is no other then."""

_OWN: Final = frozenset({"title", "body", "right", "slide_number"})
_LINK: Final = "<a:hlinkClick"
_ABOVE: Final = Area(0, -600_000, 6_000_000, 400_000)


@dataclass(slots=True)
class SlideWriter:
    """Writes the slides of one document."""

    document: Document
    template: SlideTemplate
    text: Text
    media: Media
    collector: Collector
    marks: Marks
    _furniture: dict[str, tuple[RegionText, ...]] = field(default_factory=dict)
    _places: dict[tuple[str, str], str] = field(default_factory=dict)
    _kept: dict[tuple[int, int, str], tuple[RegionText, str]] = field(default_factory=dict)
    _drawn: dict[tuple[int, int], tuple[Drawing, str]] = field(default_factory=dict)

    def write(self, slide: Slide, layout: SlideLayout, number: int, links: PartRelations) -> str:
        """Return the slide's part; what it needs is added to `links`."""
        self.text.link = links.link
        black = slide.layout == "black"
        texts = self._texts(slide, layout)
        shapes: list[str] = []
        pictures = list(slide.pictures)
        wanted = set(texts)
        if slide.table is not None:
            wanted.add("table")
        if pictures:
            wanted.add("picture")
        moved = "body" in texts and texts["body"].area is not None
        for region in [one for one in (_BELOW if moved else ORDER) if one in wanted]:
            at = len(shapes) + 2
            place = layout.regions.get(region)
            if region == "table" and slide.table is not None:
                holder = place_of(place) if place else ""
                shapes.append(table_shape(slide.table, at, holder, self.text))
            elif region == "picture" and pictures:
                for shown in pictures:
                    shapes.append(self._picture(shown, place, len(shapes) + 2, links))
                    place = None
            elif region == "title" and black:
                shapes.append(self._black_title(texts, place, at))
            elif region == "body" and texts[region].rows:
                shapes.append(rows_shape(texts[region], layout.regions, at, self.text))
            elif region in texts:
                shapes.append(self._shape(region, texts[region], layout, at, number))
        for at, drawing in enumerate(slide.drawings):
            shapes.append(self._drawing(drawing, at))
        shapes.append(self.marks.on_slide(*(self._placed(one, texts, layout) for one in MARKINGS)))
        hidden = ' showMasterSp="0"' if black else ""
        drawn = tree("".join(shapes), BLACK if black else "")
        return f"{DECLARATION}<p:sld {NAMESPACES}{hidden}>{drawn}</p:sld>"

    def _texts(self, slide: Slide, layout: SlideLayout) -> dict[str, RegionText]:
        """Return the texts that have a place; report the others, once for a layout (TPL326)."""
        texts = {text.name: text for text in (slide.title, *slide.regions) if text.paragraphs}
        if slide.layout == "black":
            return {"title": slide.title}
        furniture = self._furniture.get(layout.role)
        if furniture is None:
            furniture = self._furniture[layout.role] = self._own(layout)
        for text in furniture:
            texts.setdefault(text.name, text)
        for region in [name for name in texts if name not in layout.regions]:
            del texts[region]
            self._no_place(region, layout)
        return texts

    def _placed(
        self, region: str, texts: dict[str, RegionText], layout: SlideLayout
    ) -> Area | None:
        """Return where a marking stands by the layout; None where it has to be drawn."""
        if region not in texts:
            return None
        area = layout.regions[region].geometry.area
        if len(plain(texts[region])) > LONG:
            return widened(area, self.template.geometry.width)
        return area

    def _own(self, layout: SlideLayout) -> tuple[RegionText, ...]:
        """Return the texts that are the same on every slide of a layout, where it has a place."""
        found: list[RegionText] = []
        words = dict.fromkeys(MARKINGS, self.document.marking) | {"stamp": self.document.stamp}
        for region, value in words.items():
            place = layout.regions.get(region)
            if value and place is not None:
                size = place.geometry.levels[0].size
                found.append(RegionText(region, (SlideParagraph((Str(value),), size),)))
        if "slide_number" in layout.regions:
            found.append(RegionText("slide_number", ()))
        return tuple(found)

    def _no_place(self, region: str, layout: SlideLayout) -> None:
        if region in self.template.omitted:
            return
        message = f'texts for "{region}" are not shown: the layout has no placeholder for it'
        hint = (
            f"add a text placeholder and write its number in set.yaml, below regions: `{region}:`"
        )
        self.collector.warning("TPL326", message, None, hint, place=f'layout "{layout.name}"',
                               file=self.template.file)  # fmt: skip

    def _shape(
        self, region: str, text: RegionText, layout: SlideLayout, at: int, number: int
    ) -> str:
        key = (id(text), at, layout.role)
        found = self._kept.get(key)
        if found is not None:
            return found[1]
        place = layout.regions[region]
        styles = place.styles
        properties = frame(text.area) if text.area else ""
        if region == "slide_number":
            paragraphs = number_field(number, self.text.tag, self.text.direction(styles[0].align))
        elif region in MARKINGS:
            words = plain(text)
            colour = colour_of(words)
            paragraphs = self.text.paragraphs(text.paragraphs, styles, colour)
            if len(words) > LONG:
                properties = frame(widened(place.geometry.area, self.template.geometry.width))
        else:
            paragraphs = self.text.paragraphs(text.paragraphs, styles)
        holder = self._places.get((layout.role, region))
        if holder is None:
            holder = self._places[layout.role, region] = place_of(place)
        insets = NO_INSETS if text.area else ""
        shape = text_shape(at, name_of(region), holder, paragraphs, properties, insets)
        # What stands on many slides is one object; a link is numbered anew on each.
        if region not in _OWN and _LINK not in shape:
            self._kept[key] = (text, shape)
        return shape

    def _drawing(self, drawing: Drawing, at: int) -> str:
        """Return a drawing; the parts of a step show the same one."""
        key = (id(drawing), at)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = (drawing, drawing_shape(drawing, at, self.text))
        return found[1]

    def _black_title(self, texts: dict[str, RegionText], place: Placeholder | None, at: int) -> str:
        """Return the title of a black slide, above the slide's edge: for the outline only."""
        paragraphs = self.text.paragraphs(texts["title"].paragraphs, place.styles if place else ())
        outside = place is not None and place.geometry.area.y < 0
        properties = "" if outside else frame(_ABOVE)
        holder = place_of(place) if place else '<p:ph type="title"/>'
        return text_shape(at, "Title", holder, paragraphs, properties)

    def _picture(
        self, shown: SlidePicture, place: Placeholder | None, at: int, links: PartRelations
    ) -> str:
        name = self.media.name(shown.image)
        if not name:
            return ""
        relation = links.to("image", f"../media/{name}")
        holder = place_of(place) if place else ""
        return picture(
            at, f"Picture {at}", holder, relation, shown.alt, shown.area,
            decorative=shown.decorative,
        )  # fmt: skip


def plain(text: RegionText) -> str:
    """Return the characters of a region."""
    return "\n".join("".join(_characters(p.content)) for p in text.paragraphs)


def _characters(content: tuple[Inline, ...]) -> list[str]:
    found: list[str] = []
    for inline in content:
        match inline:
            case Str(text) | Code(text):
                found.append(text)
            case Strong(inside) | Slanted(inside) | Link(_, inside) | Styled(_, inside):
                found += _characters(inside)
            case Gap(label):
                found.append(label.text)
            case _:
                pass
    return found
