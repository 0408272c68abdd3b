"""The content with plain calls of python-pptx and python-docx: what a script of an afternoon does.

Run as `python -m benchmarks.libraries CONTENT MEDIA OUT [PRODUCT …]`: CONTENT is a pickle of
`(cohort, expanded module)` pairs that this benchmark wrote itself, a file each goes to OUT. The
order and the labels are those of `markdown`.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import docx
import pptx
from docx.document import Document
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches

from benchmarks.content import Module, Session, Step, Table
from benchmarks.markdown import notes, objectives, timing

TITLE, CONTENT, SECTION, TITLE_ONLY = 0, 1, 2, 5
PRODUCTS: Final = ("slides", "handout", "guide")
_LEFT, _TOP, _WIDTH, _HEIGHT, _BELOW = (Inches(n) for n in (0.5, 1.6, 9, 4.5, 6.1))


def slides(module: Module, media: Path) -> Presentation:
    """Return the deck of a module."""
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[TITLE])
    first.shapes.title.text = module.title
    for session in module.sessions:
        section = deck.slides.add_slide(deck.slide_layouts[SECTION])
        section.shapes.title.text = session.title
        _listed(deck, "Objectives", (session.objective,))
        for step in session.steps:
            layout = deck.slide_layouts[CONTENT if step.points else TITLE_ONLY]
            slide = deck.slides.add_slide(layout)
            slide.shapes.title.text = step.title
            _body(slide, step, media)
            slide.notes_slide.notes_text_frame.text = "\n".join(notes(step))
        _listed(deck, "Key messages", session.key_messages)
    return deck


def _listed(deck: Presentation, title: str, texts: tuple[str, ...]) -> None:
    """Add a slide of plain bullets."""
    slide = deck.slides.add_slide(deck.slide_layouts[CONTENT])
    slide.shapes.title.text = title
    _points(slide, texts)


def _body(slide: Slide, step: Step, media: Path) -> None:
    if step.points:
        _points(slide, step.points)
        return
    if step.table:
        rows = (step.table.header, *step.table.rows)
        size = (len(rows), len(step.table.header))
        grid = slide.shapes.add_table(*size, _LEFT, _TOP, _WIDTH, _HEIGHT).table
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                grid.cell(y, x).text = text
        caption = step.table.caption
    elif step.picture:
        slide.shapes.add_picture(str(media / step.picture.name), _LEFT, _TOP, width=_HEIGHT)
        caption = step.picture.caption
    else:
        return
    box = slide.shapes.add_textbox(_LEFT, _BELOW, _WIDTH, Inches(0.5))
    box.text_frame.text = caption


def _points(slide: Slide, points: Sequence[str | tuple[str, ...]]) -> None:
    """Fill the body with bullets on two levels."""
    frame = slide.placeholders[1].text_frame
    for number, point in enumerate(points):
        level, texts = (0, (point,)) if isinstance(point, str) else (1, point)
        for text in texts:
            paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
            paragraph.text = text
            paragraph.level = level


def handout(module: Module, media: Path) -> Document:
    """Return the participants' handout of a module."""
    page = docx.Document()
    page.add_heading(module.title, 0)
    for session in module.sessions:
        page.add_heading(session.title, 1)
        page.add_paragraph(session.summary)
        page.add_heading("Key messages", 2)
        _bullets(page, session.key_messages)
        for step in session.steps:
            page.add_heading(step.title, 2)
            page.add_paragraph(step.handout)
            _bullets(page, step.handout_list)
            if step.table:
                _table(page, step.table)
            if step.picture:
                page.add_picture(str(media / step.picture.name), width=_HEIGHT)
                page.add_paragraph(step.picture.caption, style="Caption")
            for _ in range(step.lines):
                page.add_paragraph("_" * 60)
    return page


def guide(module: Module) -> Document:
    """Return the facilitator guide of a module."""
    page = docx.Document()
    page.add_heading(module.title, 0)
    page.add_paragraph(module.summary)
    page.add_heading("Objectives", 1)
    _bullets(page, objectives(module))
    for session in module.sessions:
        page.add_heading(session.title, 1)
        page.add_paragraph(session.summary)
        for label, listed in (
            ("Objectives", (f"{session.objective}, {session.degree}",)),
            ("Materials", session.materials),
            ("Prepare", session.prepare),
        ):
            page.add_heading(label, 2)
            _bullets(page, listed)
        _guide_steps(page, session)
        for label, text in (
            ("Transition", session.transition),
            ("Adaptation", session.adaptation_notes),
            ("If something is missing", session.contingency),
        ):
            page.add_heading(label, 2)
            page.add_paragraph(text)
    return page


def _guide_steps(page: Document, session: Session) -> None:
    page.add_heading("Timing", 2)
    _table(page, timing(session))
    for step in session.steps:
        page.add_heading(step.title, 2)
        page.add_paragraph(f"{step.minutes} min · {step.phase} · {step.grouping}")
        for label, text in (("Do", step.do), ("Say", step.say), ("Output", step.output)):
            paragraph = page.add_paragraph()
            paragraph.add_run(label).bold = True
            paragraph.add_run(f" {text}")
        for label, listed in (("Ask", step.ask), ("Listen for", step.listen_for)):
            page.add_paragraph().add_run(label).bold = True
            _bullets(page, listed)


def _bullets(page: Document, texts: Iterable[str]) -> None:
    for text in texts:
        page.add_paragraph(text, style="List Bullet")


def _table(page: Document, table: Table) -> None:
    rows = (table.header, *table.rows)
    grid = page.add_table(len(rows), len(table.header), style="Table Grid")
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            grid.cell(y, x).text = text
    if table.caption:
        page.add_paragraph(table.caption, style="Caption")


def main(arguments: list[str]) -> None:
    """Write a file for each module in CONTENT and each product."""
    content, media, out, *asked = arguments
    pairs = pickle.loads(Path(content).read_bytes())  # noqa: S301 - our own file
    for cohort, module in pairs:
        for product in asked or PRODUCTS:
            stem = f"{out}/{cohort}-{module.id}-{product}"
            match product:
                case "slides":
                    slides(module, Path(media)).save(f"{stem}.pptx")
                case "handout":
                    handout(module, Path(media)).save(f"{stem}.docx")
                case _:
                    guide(module).save(f"{stem}.docx")


if __name__ == "__main__":
    main(sys.argv[1:])
