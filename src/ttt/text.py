"""`Text`: a string of the curriculum that knows where it comes from and who may read it.

A `Text` is an ordinary string for whoever compares or prints it. Its origin travels with it
through validation, overlays and Jinja to the built file, so that every later finding leads back
to a line of YAML. Holds data only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final, Self, SupportsIndex, TypeAlias

from ttt.frozen import frozen
from ttt.model.audience import Audience

if TYPE_CHECKING:
    from ttt.document import Block
    from ttt.document import Inline as InlineNode
    from ttt.source import Span


class Kind(StrEnum):
    """How a text is read: as literal characters, as one paragraph of Markdown, or as blocks."""

    LINE = "line"
    INLINE = "inline"
    PROSE = "prose"


@frozen
class Origin:
    """Where a text comes from.

    `layer` is `base`, a cohort id (its overlay or its facts), `labels` or `template`.
    `address` is the element's (`m2-s1/headline`), `part` the way from there (`points[1]`).
    `audience` is the least privileged reader; `released` names the cohorts that may have it,
    None meaning every cohort. `span` never counts in equality.
    """

    layer: str
    address: str = ""
    part: str = ""
    audience: Audience = Audience.PARTICIPANT
    released: tuple[str, ...] | None = None
    span: Span | None = field(default=None, compare=False)


NOWHERE: Final = Origin("ttt")


class Text(str):
    """A text leaf: `kind` says how it is read, `origin` where it stands.

    `content` is None until `resolve` put a cohort's facts in; then it holds the inlines (line,
    inline) or blocks (prose) with the facts in place, and the string itself reads the same.
    `parsed` is kept here by `prose`, which alone reads it.
    """

    __slots__ = ("content", "kind", "origin", "parsed")

    kind: Kind
    origin: Origin
    content: tuple[InlineNode, ...] | tuple[Block, ...] | None
    parsed: object

    def __new__(
        cls,
        value: str = "",
        kind: Kind = Kind.LINE,
        origin: Origin = NOWHERE,
        content: tuple[InlineNode, ...] | tuple[Block, ...] | None = None,
    ) -> Self:
        """Return the text; without an origin it belongs to `ttt` itself."""
        text = super().__new__(cls, value)
        text.kind = kind
        text.origin = origin
        text.content = content
        text.parsed = None
        return text

    def part(self, value: str) -> Text:
        """Return characters made from this text: they are for those it is for."""
        return Text(value, Kind.LINE, self.origin)

    def __getitem__(self, key: SupportsIndex | slice) -> Text:
        """Return a piece, which is for those the whole is for."""
        return self.part(str.__getitem__(self, key))

    def __iter__(self) -> Iterator[Text]:
        """Yield the characters; each is for those the whole is for."""
        return map(self.part, str.__iter__(self))

    def __reduce__(self) -> tuple[type[Self], tuple[str, Kind, Origin, object]]:
        """Pickle with the origin (a `str` subclass loses its slots otherwise)."""
        return type(self), (str(self), self.kind, self.origin, self.content)


EMPTY: Final = Text("")


def origin_of(values: Iterable[object]) -> Origin | None:
    """Return where a text put together from these comes from; None when none of them knows.

    It is that of the text for the most privileged reader, then of one not released to everybody,
    and is released to those all are released to.
    """
    found = [value.origin for value in values if isinstance(value, Text)]
    if not found:
        return None
    strictest = found[0]
    released = strictest.released
    for origin in found[1:]:
        if origin.audience is not strictest.audience:
            stricter = origin.audience.stricter(strictest.audience) is origin.audience
        else:
            stricter = strictest.released is None
        if stricter:
            strictest = origin
        if released is None:
            released = origin.released
        elif origin.released is not None:
            released = tuple(name for name in released if name in origin.released)
    return strictest if released == strictest.released else replace(strictest, released=released)


Line: TypeAlias = Annotated[Text, Kind.LINE]
Inline: TypeAlias = Annotated[Text, Kind.INLINE]
Prose: TypeAlias = Annotated[Text, Kind.PROSE]
