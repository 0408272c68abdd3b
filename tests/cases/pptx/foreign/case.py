"""python-pptx's own template: a foreign one with 4:3 slides, no notes page and other numbers."""

import io

import pptx

from ttt.document import BulletList
from ttt.slides.deck import Slide, SlidePicture, SlideTable
from ttt.slides.geometry import Area
from ttt.document import Str
from tests.writers.decks import bindings, bullets, deck, opened, png, region, said, title


def template() -> bytes:
    """The default template with two slides in it, which must not come along."""
    presentation = pptx.Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[1]).shapes.title.text = "Old"
    presentation.slides.add_slide(presentation.slide_layouts[6])
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


TEMPLATE = opened(template(), bindings(regions={"marking": "omit"}), "templates/far/slides.pptx")
DECK = deck(
    Slide("title", "m1", title("Foreign", 44), (region("body", 32, "Subtitle"),), section="A"),
    Slide("content", "m1-s1", title("Content", 44), (bullets("body", 32, "One", "Two"),
          region("kicker", 12, "not shown")), notes=(BulletList(((said("note"),),)),)),
    Slide("columns", "m1-s2", title("Columns", 44), (bullets("body", 28, "L"), bullets("right", 28, "R"))),
    Slide("table", "m1-s3", title("Table", 44), table=SlideTable(
        Area(457_200, 1_600_200, 8_000_000, 1_200_000), (4_000_000, 4_000_000), (400_000, 800_000),
        ("start", "end"), ((Str("H"),), (Str("N"),)), (((Str("a"),),),), 20, 16)),
    Slide("picture", "m1-s4", title("Picture", 20), (region("body", 14, "Words"),),
          pictures=(SlidePicture("p.png", "A square", Area(1_792_288, 612_775, 2_000_000, 2_000_000)),)),
    Slide("black", "m1-black", title("Black", 14)),
)
MEDIA = {"p.png": png(10, 10)}
