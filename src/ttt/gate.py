"""Stage: look again at the document that will be written, and stop what must not leave.

`resolve` took out what an audience and a cohort may not see; templates ran since. This reads every
text of the finished blocks and compares its origin with the reader. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ttt.diagnostics import Collector
from ttt.document import (
    Attributes,
    Block,
    Box,
    BulletList,
    Code,
    CodeBlock,
    Columns,
    Contents,
    Document,
    Emphasis,
    Figure,
    Gap,
    Grid,
    Heading,
    Inline,
    LineBreak,
    Lines,
    Link,
    Notes,
    OrderedList,
    PageBreak,
    Paragraph,
    Quotation,
    Reference,
    Region,
    Rule,
    Str,
    Strong,
    Styled,
    Table,
)
from ttt.model.audience import AUDIENCES, Audience
from ttt.text import Kind, Origin


def gate(document: Document, collector: Collector) -> bool:
    """Return whether the document may be written.

    In a deck what is outside `Notes` is for `face`, the notes are for `audience`. A text that is
    not for its reader is an error (`AUD001`), one not released to the cohort another (`AUD002`);
    both name element and field, never the text.
    """
    stopped: list[tuple[Origin, Audience]] = []
    notes = _Look(document.audience, document.cohort, stopped)
    face = notes if document.face is document.audience else notes.beside(document.face)
    face.blocks(document.blocks)
    seen: set[Origin] = set()
    for origin, reader in stopped:
        if origin not in seen:
            seen.add(origin)
            _report(origin, reader, document, collector)
    return not stopped


def _report(origin: Origin, reader: Audience, document: Document, collector: Collector) -> None:
    where = f'"{origin.part}" of {origin.address}' if origin.part else origin.address
    if not reader.may_see(origin.audience):
        collector.error(
            "AUD001",
            f"{where} is for {origin.audience}s and would reach {reader}s",
            origin.span,
            f'take it out of the template of "{document.product}", or print it in ::: notes',
        )
    if origin.released is not None and document.cohort not in origin.released:
        collector.error(
            "AUD002",
            f"{where} is not released to {document.cohort}",
            origin.span,
            f'take it out of the template of "{document.product}"',
        )


class _Look:
    """Looks at all texts that reach one reader; what must not goes to `stopped`, in order.

    Most texts of a document share few origins: one that was looked at is known by its identity,
    which holds as long as the document does.
    """

    def __init__(
        self, reader: Audience, cohort: str, stopped: list[tuple[Origin, Audience]]
    ) -> None:
        self.reader = reader
        self.cohort = cohort
        self.stopped = stopped
        self.notes = self
        self._may_see = tuple(inner for inner in AUDIENCES if reader.may_see(inner))
        self._looked: set[int] = set()

    def beside(self, face: Audience) -> _Look:
        """Return the look at the face of the slides whose notes this one looks at."""
        look = _Look(face, self.cohort, self.stopped)
        look.notes = self
        return look

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Look at blocks and all that is in them."""
        for block in blocks:
            match block:
                case Paragraph():
                    self._inlines(block.content)
                case BulletList() | OrderedList():
                    for item in block.items:
                        self.blocks(item)
                case Box():
                    self._attributes(block.attributes)
                    self.blocks(block.blocks)
                case Heading():
                    self._inlines(block.content)
                    self._attributes(block.attributes)
                case Notes():
                    self.notes.blocks(block.blocks)
                case Quotation() | Region():
                    self.blocks(block.blocks)
                case Columns():
                    for cell in block.cells:
                        self.blocks(cell)
                case _:
                    self._set_apart(block)

    def _set_apart(self, block: Block) -> None:
        match block:
            case Grid():
                self._attributes(block.attributes)
                for cells in block.rows:
                    for cell in cells:
                        self.blocks(cell.blocks)
            case Table():
                self._attributes(block.attributes)
                for row in (block.header, *block.rows):
                    for content in row:
                        self._inlines(content)
            case Figure():
                self._origin(block.image.origin)
                self._origin(block.alt.origin)
                self._inlines(block.caption)
                self._attributes(block.attributes)
            case CodeBlock():
                self._origin(block.origin)
            case Lines() | Contents() | PageBreak() | Rule():
                pass
            case _:
                raise AssertionError(block)

    def _attributes(self, attributes: Attributes) -> None:
        for _, value in attributes.pairs:
            self._origin(value.origin)
            if value.content and value.kind is not Kind.PROSE:
                self._inlines(value.content)  # type: ignore[arg-type] # lines hold inlines

    def _inlines(self, content: Sequence[Inline]) -> None:
        looked = self._looked
        for inline in content:
            if type(inline) is Str:  # almost all of them, from few origins
                if id(inline.origin) not in looked:
                    self._origin(inline.origin)
                continue
            match inline:
                case Str() | Code() | Reference():
                    self._origin(inline.origin)
                case Strong() | Emphasis() | Styled() | Link():
                    self._inlines(inline.content)
                case Gap():
                    self._origin(inline.label.origin)
                case LineBreak():
                    pass

    def _origin(self, origin: Origin) -> None:
        if id(origin) in self._looked:
            return
        self._looked.add(id(origin))
        released = origin.released
        if origin.audience not in self._may_see or (
            released is not None and self.cohort not in released
        ):
            self.stopped.append((origin, self.reader))


__all__ = ["gate"]
