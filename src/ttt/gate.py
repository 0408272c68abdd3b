"""Stage: look again at the document that will be written, and stop what must not leave.

`resolve` took out what an audience and a cohort may not see; templates ran since. This reads every
text of the finished blocks and compares its origin with the reader. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

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
from ttt.text import Kind, Origin, Text


def gate(document: Document, collector: Collector) -> bool:
    """Return whether the document may be written.

    In a deck what is outside `Notes` is for `face`, the notes are for `audience`. A text that is
    not for its reader is an error (`AUD001`), one not released to the cohort another (`AUD002`);
    both name element and field, never the text. A `::: trainer` passage is for trainers, in
    whatever text it stands.
    """
    stopped: list[tuple[Origin, Audience]] = []
    notes = _Look(document.audience, document.cohort, stopped)
    face = notes if document.face is document.audience else notes.beside(document.face)
    face.blocks(document.blocks)
    face.origins(document.around)
    template = f'the template of "{document.product}"'
    _report_all(stopped, template, document, collector, "")
    return not stopped


def gate_fields(
    printed: Iterable[Text], file: str, document: Document, collector: Collector
) -> bool:
    """Return whether the fields of an Office file may be filled with these texts.

    What stands on layouts, covers and running lines is for `face`. Reported as by `gate`; `file` is
    the path of the Office file.
    """
    stopped: list[tuple[Origin, Audience]] = []
    face = _Look(document.face, document.cohort, stopped)
    face.origins(text.origin for text in printed)
    _report_all(stopped, file.rpartition("/")[2], document, collector, file)
    return not stopped


def _report_all(
    stopped: Iterable[tuple[Origin, Audience]],
    template: str,
    document: Document,
    collector: Collector,
    file: str,
) -> None:
    seen: set[Origin] = set()
    for origin, reader in stopped:
        if origin not in seen:
            seen.add(origin)
            _report(origin, reader, template, document.cohort, collector, file)


def addresses(document: Document) -> frozenset[str]:
    """Return the addresses of all elements the document has words of."""
    seen: list[Origin] = []
    look = _Look(document.audience, document.cohort, [], seen)
    look.blocks(document.blocks)
    return frozenset(origin.address for origin in seen)


def _report(
    origin: Origin,
    reader: Audience,
    template: str,
    cohort: str,
    collector: Collector,
    file: str,
) -> None:
    file = file if origin.span is None else ""
    where = f'"{origin.part}" of {origin.address}' if origin.part else origin.address
    if not reader.may_see(origin.audience):
        collector.error(
            "AUD001",
            f"{where} is for {origin.audience}s and would reach {reader}s",
            origin.span,
            f"take it out of {template}, or print it in ::: notes",
            file=file,
        )
    if origin.released is not None and cohort not in origin.released:
        collector.error(
            "AUD002",
            f"{where} is not released to {cohort}",
            origin.span,
            f"take it out of {template}",
            file=file,
        )


class _Look:
    """Looks at all texts that reach one reader; what must not goes to `stopped`, in order.

    Most texts of a document share few origins: one that was looked at is known by its identity,
    which holds as long as the document does.
    """

    def __init__(
        self,
        reader: Audience,
        cohort: str,
        stopped: list[tuple[Origin, Audience]],
        seen: list[Origin] | None = None,
    ) -> None:
        self.seen = seen
        self.reader = reader
        self.cohort = cohort
        self.stopped = stopped
        self.notes = self
        self._passage = False
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
                    outer = self._passage
                    self._passage = outer or block.name == "trainer"
                    self.blocks(block.blocks)
                    self._passage = outer
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

    def origins(self, origins: Iterable[Origin]) -> None:
        """Look at texts that stand in no block."""
        for origin in origins:
            self._origin(origin)

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
                # In a passage for trainers a text counts, though it was looked at outside of it.
                if self._passage or id(inline.origin) not in looked:
                    self._origin(inline.origin)
                continue
            match inline:
                case Str() | Code() | Reference():
                    self._origin(inline.origin)
                case Strong() | Emphasis() | Styled():
                    self._inlines(inline.content)
                case Link(target, content):
                    if isinstance(target, Text):
                        self._origin(target.origin)
                    self._inlines(content)
                case Gap():
                    self._origin(inline.label.origin)
                case LineBreak():
                    pass

    def _origin(self, origin: Origin) -> None:
        if self._passage and Audience.TRAINER not in self._may_see:
            passage = replace(origin, audience=Audience.TRAINER)
            self.stopped.append((passage, self.reader))
            return
        if id(origin) in self._looked:
            return
        self._looked.add(id(origin))
        if self.seen is not None:
            self.seen.append(origin)
        released = origin.released
        if origin.audience not in self._may_see or (
            released is not None and self.cohort not in released
        ):
            self.stopped.append((origin, self.reader))


__all__ = ["addresses", "gate", "gate_fields"]
