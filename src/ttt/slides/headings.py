"""A document's headings → the slides it asks for, before anything is measured.

A heading of level 1 opens a section and is itself a slide, one of level 2 is a slide; deeper
headings are bold paragraphs of their slide. Attributes of a heading: `layout` (a role), `#id`
(the address), and names of regions, each one line for that region. `rail_number`, `rail_text`
and `label` of a section are inherited by its slides that say nothing else, where their layout
has the place; so are the minutes of its `strip`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from ttt.diagnostics import Collector
from ttt.document import DRAWN, NO_ATTRIBUTES, REGIONS, Attributes, Block, Document, Heading, Inline
from ttt.frozen import frozen
from ttt.slides.contents import FLOWS, Content, lines_of
from ttt.slides.fit import Draft
from ttt.slides.geometry import Geometry
from ttt.slides.words import first_span, plain
from ttt.source import Span
from ttt.text import EMPTY, Text

INHERITED: Final = ("rail_number", "rail_text", "label")
"""Regions whose text a section hands down to its slides."""

ROLES: Final = (
    "title",
    "section",
    "objectives",
    "content",
    "columns",
    "table",
    "picture",
    "title_only",
    "question",
    "activity",
    "debrief",
    "key_messages",
    "sources",
    "closing",
    "black",
)
"""Layout roles a heading may name; a template set binds each to a layout."""

_PLACELESS: Final = frozenset({"layout", "caption", "now", *DRAWN})


@frozen
class RawSlide:
    """A slide as the document asks for it: a role, a title, and what goes where.

    `strip`, `timetable` and `now` are what is to be drawn (see `DRAWN`); a section hands its strip
    down.
    """

    layout: str
    address: str
    title: tuple[Inline, ...]
    section: str
    content: Content
    span: Span | None
    strip: Text = EMPTY
    timetable: Text = EMPTY
    now: Text = EMPTY


def read_slides(
    document: Document, geometry: Geometry, collector: Collector
) -> tuple[RawSlide, ...]:
    """Return the slides in order.

    Reports what stands before the first heading (TPL402), a role nobody knows (TPL401), an
    attribute no slide knows (TPL405), and a slide without a title (TPL404).
    """
    slides: list[RawSlide] = []
    heading: Heading | None = None
    blocks: list[Block] = []
    section = ""
    handed: Mapping[str, Text] = {}
    strip = EMPTY

    def finish() -> None:
        if heading is not None:
            slides.append(_slide(heading, blocks, section, handed, strip, geometry, collector))
        elif blocks:
            collector.error(
                "TPL402",
                "text before the first heading belongs to no slide",
                document_span(blocks),
                "begin each slide with a heading: ## Title",
            )

    for block in document.blocks:
        if not isinstance(block, Heading) or block.level > 2:  # noqa: PLR2004
            blocks.append(block)
            continue
        finish()
        heading, blocks = block, []
        if block.level == 1:
            section = plain(block.content)
            strip = block.attributes.get("strip")
            handed = {name: value for name in INHERITED if (value := block.attributes.get(name))}
    finish()
    return tuple(slides)


def document_span(blocks: Sequence[Block]) -> Span | None:
    """Return the place of the first text in blocks."""
    scratch = Content(None, Collector())
    scratch.add(blocks)
    for drafts in scratch.texts.values():
        for draft in drafts:
            span = first_span(draft.content)
            if span is not None:
                return span
    return None


def _slide(
    heading: Heading,
    blocks: Sequence[Block],
    section: str,
    handed: Mapping[str, Text],
    strip: Text,
    geometry: Geometry,
    collector: Collector,
) -> RawSlide:
    span = heading.origin.span or first_span(heading.content)
    attributes = heading.attributes
    content = Content(span, collector)
    if attributes is not NO_ATTRIBUTES:
        _check_attributes(attributes, span, collector)
        content.attributes(attributes)
    content.add(blocks)
    layout = _layout(heading, content, geometry, collector, span)
    regions = geometry.layouts.get(layout, {})
    if heading.level == 1:
        # What the section's own layout has no place for is only meant to be handed down.
        for name in handed:
            if name not in regions:
                content.texts.pop(name, None)
    else:
        for name, value in handed.items():
            if name not in content.texts and name in regions:
                content.texts[name] = list(lines_of(value))
    _move_notes_of_tables(content, regions)
    _move_captions(content, regions)
    if not plain(heading.content).strip():
        collector.error("TPL404", "a slide has no title", span, "write it after the ##")
    return RawSlide(
        layout,
        attributes.id,
        heading.content,
        section,
        content,
        span,
        attributes.get("strip") or strip,
        attributes.get("timetable"),
        attributes.get("now"),
    )


def _check_attributes(attributes: Attributes, span: Span | None, collector: Collector) -> None:
    for key, _ in attributes.pairs:
        if key not in REGIONS and key not in _PLACELESS:
            known = (*REGIONS, "layout")
            close = get_close_matches(key, known, 1)
            hints = (f'did you mean "{close[0]}"?',) if close else (
                f"a heading of a slide knows: {', '.join(known)}",
            )  # fmt: skip
            collector.error("TPL405", f'a slide has no attribute "{key}"', span, *hints)


def _layout(
    heading: Heading,
    content: Content,
    geometry: Geometry,
    collector: Collector,
    span: Span | None,
) -> str:
    named = heading.attributes.get("layout")
    if named in ROLES or named in geometry.layouts:
        return str(named)
    fitting = _fitting(heading, content)
    if named:
        close = get_close_matches(named, ROLES, 1)
        hints = (f'did you mean "{close[0]}"?',) if close else ()
        collector.error(
            "TPL401",
            f'"{named}" is no layout role',
            named.origin.span or span,
            *hints,
            f"the roles are: {', '.join(ROLES)}",
        )
    # A table or a picture goes where any content goes when a template has no place of its own.
    if fitting not in geometry.layouts and fitting in {"table", "picture"}:
        return "content"
    return fitting


def _fitting(heading: Heading, content: Content) -> str:
    """Return the role that content speaks for when the heading names none."""
    if heading.level == 1:
        return "section"
    if content.columns:
        return "columns"
    if content.tables:
        return "table"
    return "picture" if content.pictures else "content"


def _move_notes_of_tables(content: Content, regions: Mapping[str, object]) -> None:
    """Set what is said about a table as its caption where the layout has no place for text."""
    body: list[Draft] = content.texts.get("body", [])
    if content.tables and body and "body" not in regions and "caption" in regions:
        content.texts.setdefault("caption", []).extend(content.texts.pop("body"))
        content.breaks.clear()


def _move_captions(content: Content, regions: Mapping[str, object]) -> None:
    """Set captions below what they speak of, or after the text, where they have no place."""
    if "caption" in regions or "body" not in regions or "caption" not in content.texts:
        return
    captions = content.texts.pop("caption")
    if (content.tables or content.pictures) and not any(name in content.texts for name in FLOWS):
        content.below.extend(captions)
    else:
        content.texts.setdefault("body", []).extend(captions)
