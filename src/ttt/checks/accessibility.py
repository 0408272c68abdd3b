"""What somebody needs who cannot see the screen. Missing alt texts are found by `validate`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ttt.checks.walk import texts_of
from ttt.checks.wording import quote
from ttt.diagnostics import Collector
from ttt.document import (
    Block,
    Box,
    BulletList,
    Emphasis,
    Inline,
    Link,
    OrderedList,
    Paragraph,
    Quotation,
    Strong,
    Styled,
    Table,
)
from ttt.markup.fill_inlines import plain
from ttt.model.edition import Curriculum
from ttt.prose import blocks, inlines
from ttt.text import Kind, Text

EMPTY_WORDS: Final = ("here", "click here", "this link", "link", "read more", "more", "this page")


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report links whose words do not say where they lead."""
    for text in texts_of(curriculum):
        if "](" not in text:
            continue
        for link in _links(text):
            words = "".join(map(plain, link.content)).strip()
            if words.casefold() in EMPTY_WORDS or not words:
                collector.warning(
                    "A11Y003",
                    f"the link {quote(words)} does not say where it leads",
                    text.origin.span,
                    "write the name of the page in the square brackets",
                )


def _links(text: Text) -> Iterator[Link]:
    match text.kind:
        case Kind.LINE:
            return
        case Kind.INLINE:
            yield from _in_inlines(inlines(text))
        case Kind.PROSE:
            yield from _in_blocks(blocks(text))


def _in_blocks(found: tuple[Block, ...]) -> Iterator[Link]:
    for block in found:
        match block:
            case Paragraph(content, _):
                yield from _in_inlines(content)
            case BulletList(items) | OrderedList(items, _):
                for item in items:
                    yield from _in_blocks(item)
            case Box(_, inner, _) | Quotation(inner):
                yield from _in_blocks(inner)
            case Table(_, header, rows, _):
                for row in (header, *rows):
                    for cell in row:
                        yield from _in_inlines(cell)
            case _:
                continue


def _in_inlines(found: tuple[Inline, ...]) -> Iterator[Link]:
    for inline in found:
        match inline:
            case Link():
                yield inline
            case Strong(content) | Emphasis(content) | Styled(_, content):
                yield from _in_inlines(content)
            case _:
                continue
