"""`write_pptx`: all parts of a deck, put together.

One pass over the slides; the time is linear in them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping

from ttt.diagnostics import Collector
from ttt.office.package import CONTENT_TYPES, RawPart, write_package
from ttt.office.relations import (
    RELATIONS,
    Relation,
    content_types_xml,
    relations_name,
    relations_xml,
)
from ttt.office.slide_template import SlideTemplate
from ttt.slides.deck import Deck
from ttt.text import Text as Texts
from ttt.writers.pack import pack
from ttt.writers.pptx.marks import Marks
from ttt.writers.pptx.notes import notes_paragraphs
from ttt.writers.pptx.parts import (
    PACKAGE_RELATIONS,
    core_properties,
    notes_page,
    overrides,
    presentation,
)
from ttt.writers.pptx.relate import Media, PartRelations
from ttt.writers.pptx.slide import SlideWriter
from ttt.writers.pptx.text import Text

_SLIDES = "ppt/slides"
_NOTES = "ppt/notesSlides"


def write_pptx(
    deck: Deck,
    template: SlideTemplate,
    media: Mapping[str, bytes],
    collector: Collector,
    early: Callable[[str, RawPart], None] | None = None,
    printed: list[Texts] | None = None,
) -> bytes:
    """Return the deck as a .pptx file.

    `media` maps a picture's path below `curriculum/` to its bytes. Reports roles without a layout
    (TPL324), fields of the template without a value (TPL323), texts without a place (TPL326),
    characters that no file can hold (TPL331) and pictures of another format (TPL332). `early`
    is given the parts of the slides as they are made, `printed` the texts in the template's fields.
    """
    document = deck.document
    kept = template.fill(document.fields, collector, [] if printed is None else printed)
    addresses: dict[str, int] = {}
    for number, slide in enumerate(deck.slides, 1):
        if slide.address:
            addresses.setdefault(slide.address, number)
    taken = frozenset(posixpath.basename(n).lower() for n in kept if n.startswith("ppt/media/"))
    pictures = Media(media, taken, collector)
    text = Text(document.language, template.fonts, collector, link=str)
    marks = Marks(document, template, text)
    writer = SlideWriter(document, template, text, pictures, collector, marks)
    parts: dict[str, RawPart] = {}

    def add(name: str, xml: str) -> None:
        parts[name] = part = pack(xml)
        if early:
            early(name, part)

    noted: list[int] = []
    written: list[int] = []
    master = posixpath.relpath(template.parts.notes_master, _NOTES)
    targets: dict[str, str] = {}
    for number, slide in enumerate(deck.slides, 1):
        layout = template.layout(slide.layout, collector)
        if layout is None:
            continue
        target = targets.get(layout.part)
        if target is None:
            target = targets[layout.part] = posixpath.relpath(layout.part, _SLIDES)
        links = PartRelations(addresses)
        links.to("slideLayout", target)
        written.append(number)
        add(f"{_SLIDES}/slide{number}.xml", writer.write(slide, layout, number, links))
        if slide.notes and document.notes:
            noted.append(number)
            links.to("notesSlide", f"../notesSlides/notesSlide{number}.xml")
            page = PartRelations(addresses)
            page.to("notesMaster", master)
            page.to("slide", f"../slides/slide{number}.xml")
            text.link = page.link
            notes = notes_paragraphs(slide.notes, text)
            name = f"notesSlide{number}.xml"
            add(f"{_NOTES}/{name}", notes_page(notes, template.parts.notes_body, marks.on_notes()))
            add(f"{_NOTES}/_rels/{name}.rels", page.xml())
        add(f"{_SLIDES}/_rels/slide{number}.xml.rels", links.xml())
    for name, xml in _frame(deck, template, written, noted).items():
        add(name, xml)
    return write_package(
        [
            *parts.items(),
            *((f"ppt/media/{name}", data) for name, data in pictures.parts.items()),
            *kept.items(),
        ]
    )


def _frame(
    deck: Deck, template: SlideTemplate, written: list[int], noted: list[int]
) -> dict[str, str]:
    """Return everything around the slides."""
    own = template.parts
    base = 1 + max((int(r.id[3:]) for r in own.relations if r.id[3:].isdigit()), default=0)
    slides = [
        Relation(f"rId{base + n}", f"{RELATIONS}slide", f"{_SLIDES}/slide{n}.xml") for n in written
    ]
    kinds = content_types_xml(own.types)
    new = overrides(own.main, written, noted)
    sections = [deck.slides[n - 1].section for n in written]
    return {
        CONTENT_TYPES: kinds.replace("</Types>", f"{new}</Types>"),
        "_rels/.rels": PACKAGE_RELATIONS.format(main=own.main),
        "docProps/core.xml": core_properties(deck.document),
        own.main: presentation(own, [r.id for r in slides], sections),
        relations_name(own.main): relations_xml((*own.relations, *slides)),
    }
