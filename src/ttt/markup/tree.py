"""markdown-it tokens → blocks and inlines of the document model.

Texts may still hold slots; `fill` puts the values in. Whatever the document model has no node for
is reported, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from itertools import accumulate
from typing import Final

from markdown_it.token import Token

from ttt.document import (
    DRAWN,
    REGIONS,
    Align,
    Attributes,
    Block,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Quotation,
    Reference,
    Rule,
    Str,
    Strong,
    Styled,
    Table,
)
from ttt.frozen import frozen
from ttt.markup.attributes import RawAttributes, read_attributes
from ttt.markup.slots import SLOT
from ttt.text import Origin, Text

Report = Callable[[str, str, int, tuple[str, ...]], None]
"""Takes a code, a message, the line in the text (from 0) and hints."""

MAX_DEPTH: Final = 12
HEADING_ATTRIBUTES: Final = ("layout", "number", "caption", "now", *DRAWN, *REGIONS)
SCHEMES: Final = ("http://", "https://", "mailto:", "#")
_ALIGN: Final[dict[str, Align]] = {"text-align:right": "end", "text-align:center": "center"}
_LEFT_OVER: Final = re.compile(r"\*\*")


@frozen
class Dialect:
    """What differs between templates and prose: origins, findings, known containers."""

    origin: Callable[[int], Origin]
    report: Report
    container: Callable[[Reader, Token, RawAttributes], tuple[Block, ...]]


class Reader:
    """Reads one token list from left to right, once."""

    def __init__(self, tokens: Sequence[Token], dialect: Dialect) -> None:
        self.tokens = tokens
        self.dialect = dialect
        self.at = 0
        self.depth = 0

    def blocks(self, until: str = "") -> tuple[Block, ...]:
        """Read blocks up to the token of type `until` (taken too), or to the end."""
        found: list[Block] = []
        self.depth += 1
        if self.depth == MAX_DEPTH + 1:
            line = self.line(self.tokens[min(self.at, len(self.tokens) - 1)])
            self.report("TPL121", f"boxes and lists nested deeper than {MAX_DEPTH}", line)
            self._pass_over()
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == until:
                break
            found.extend(self._block(token))
        self.depth -= 1
        return tuple(found)

    def _pass_over(self) -> None:
        """Pass over what is nested too deep, up to the token that ends it: it is not laid out."""
        depth = 0
        while self.at < len(self.tokens):
            depth += self.tokens[self.at].nesting
            if depth < 0:
                return
            self.at += 1

    def line(self, token: Token) -> int:
        """Return the first line of a token, from 0."""
        return token.map[0] if token.map else 0

    def report(self, code: str, message: str, line: int, *hints: str) -> None:
        """Report a finding at a line of the text."""
        self.dialect.report(code, message, line, hints)

    def attributes(self, raw: RawAttributes, line: int) -> Attributes:
        """Give attribute values their origin."""
        origin = self.dialect.origin(line)
        return Attributes(
            Text(raw.id, origin=origin),
            raw.roles,
            tuple((key, Text(value, origin=origin)) for key, value in raw.pairs),
        )

    def _block(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "paragraph_open":
                yield from self._paragraph()
            case "heading_open":
                yield self._heading(token)
            case "bullet_list_open":
                yield BulletList(self._items("bullet_list_close"))
            case "ordered_list_open":
                start = int(token.attrGet("start") or 1)
                yield OrderedList(self._items("ordered_list_close"), start)
            case "blockquote_open":
                yield Quotation(self.blocks("blockquote_close"))
            case "fence" | "code_block":
                yield CodeBlock(token.content.rstrip("\n"), self.dialect.origin(self.line(token)))
            case "hr":
                yield Rule()
            case "table_open":
                yield self._table()
            case "container_open":
                yield from self._container(token)
            case "stray_close":
                self.report(
                    "TPL102",
                    '":::" closes nothing',
                    self.line(token),
                    "delete the line, or open a container above it with a name",
                )
            case _:
                self.report("TPL103", f'"{token.type}" is not part of the markup', self.line(token))

    def _inline_token(self) -> Token:
        token = self.tokens[self.at]
        self.at += 2  # the inline token and the closing one
        return token

    def _paragraph(self) -> Iterator[Block]:
        token = self._inline_token()
        children = [
            c
            for c in token.children or ()
            if c.type != "softbreak" or len(token.children or ()) > 1
        ]
        pictures = [c for c in children if c.type == "image"]
        words = [c for c in children if c.type not in {"image", "softbreak"} and c.content.strip()]
        if pictures and not words:
            for picture in pictures:
                yield self._figure(picture, self.line(token))
            return
        for picture in pictures:
            self.report(
                "TPL104",
                f'the picture "{picture.attrGet("src")}" stands inside a sentence',
                self.line(token),
                "put the picture in a paragraph by itself",
            )
        yield Paragraph(self.inlines(token))

    def _figure(self, token: Token, line: int) -> Figure:
        raw = token.meta.get("attributes", RawAttributes())
        attributes = self.attributes(raw, line)
        origin = self.dialect.origin(line)
        caption = attributes.get("caption")
        return Figure(
            Text(str(token.attrGet("src") or ""), origin=origin),
            Text(token.content, origin=origin),
            (Str(str(caption), caption.origin),) if caption else (),
            attributes,
        )

    def _heading(self, token: Token) -> Heading:
        inline = self._inline_token()
        line = self.line(token)
        raw = token.meta.get("attributes", RawAttributes())
        for key, _ in raw.pairs:
            if key not in HEADING_ATTRIBUTES:
                unknown(self, "attribute of a heading", key, HEADING_ATTRIBUTES, line)
        return Heading(
            int(token.tag[1]),
            self.inlines(inline),
            self.attributes(raw, line),
            self.dialect.origin(line),
        )

    def _items(self, until: str) -> tuple[tuple[Block, ...], ...]:
        items: list[tuple[Block, ...]] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == until:
                break
            items.append(self.blocks("list_item_close"))
        return tuple(items)

    def _table(self) -> Table:
        rows: list[tuple[tuple[Inline, ...], ...]] = []
        row: list[tuple[Inline, ...]] = []
        align: list[Align] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            match token.type:
                case "table_close":
                    break
                case "th_open":
                    align.append(_ALIGN.get(str(token.attrGet("style") or ""), "start"))
                case "inline":
                    row.append(self.inlines(token))
                case "tr_close":
                    rows.append(tuple(row))
                    row = []
        return Table(tuple(align), rows[0], tuple(rows[1:]))

    def _container(self, token: Token) -> tuple[Block, ...]:
        line = self.line(token)
        if not token.meta["closed"]:
            self.report(
                "TPL101",
                f'"::: {token.info}" is never closed',
                line,
                "write ::: on a line by itself where the container ends",
            )
        braces = token.meta["braces"]
        raw = read_attributes(braces[1:-1]) if braces else RawAttributes()
        if raw is None:
            self.report(
                "TPL105",
                f'"{SLOT.sub("…", braces)}" is not a list of attributes',
                line,
                'write {key="value"}, {.role} or {#id}',
            )
            raw = RawAttributes()
        return self.dialect.container(self, token, raw)

    # ── inlines ──────────────────────────────────────────────────────────────────────────────

    def inlines(self, token: Token) -> tuple[Inline, ...]:
        """Read the inlines of an `inline` token."""
        children = token.children or []
        if len(children) > MAX_DEPTH and max(accumulate(c.nesting for c in children)) > MAX_DEPTH:
            line = self.line(token)
            self.report("TPL121", f"emphasis and links nested deeper than {MAX_DEPTH}", line)
            return (Str(token.content, self.dialect.origin(line)),)
        return self._inlines(iter(children), "", [self.line(token)])

    def _inlines(  # noqa: C901 one arm a kind
        self, children: Iterator[Token], until: str, line: list[int]
    ) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for child in children:
            match child.type:
                case "text" | "text_special":
                    if child.content:
                        if _LEFT_OVER.search(child.content):
                            self.report(
                                "TPL106",
                                'stars are left over: "**" is printed as it stands',
                                line[0],
                                "close the emphasis, without a space inside the stars",
                            )
                        _append(found, Str(child.content, self.dialect.origin(line[0])))
                case "softbreak":
                    line[0] += 1
                    _append(found, Str(" ", self.dialect.origin(line[0])))
                case "hardbreak":
                    line[0] += 1
                    found.append(LineBreak())
                case "strong_open":
                    found.append(Strong(self._inlines(children, "strong_close", line)))
                case "em_open":
                    found.append(Emphasis(self._inlines(children, "em_close", line)))
                case "code_inline":
                    found.append(Code(child.content, self.dialect.origin(line[0])))
                case "link_open":
                    target = str(child.attrGet("href") or "")
                    found.append(
                        self.link(target, self._inlines(children, "link_close", line), line[0])
                    )
                case "span_open":
                    role = child.meta["attributes"].roles[0]
                    found.append(Styled(role, self._inlines(children, "span_close", line)))
                case "reference":
                    pairs = dict(child.meta["attributes"].pairs)
                    found.append(
                        Reference(pairs["ref"], pairs.get("to", ""), self.dialect.origin(line[0]))
                    )
                case "image":
                    found.append(Str(child.content, self.dialect.origin(line[0])))
                case _ if child.type == until:
                    break
                case _:
                    self.report("TPL103", f'"{child.type}" is not part of the markup', line[0])
        return tuple(found)

    def link(self, target: str, content: tuple[Inline, ...], line: int) -> Link:
        """Return the link; an address of a kind that does not belong in a document is reported."""
        if not SLOT.match(target) and not target.startswith(SCHEMES):
            self.report(
                "TPL107",
                f'"{target}" is not an address a document may link to',
                line,
                "write https://…, http://…, mailto:… or #id",
            )
        return Link(target, content)


def _append(found: list[Inline], text: Str) -> None:
    """Add a text, joined to the one before when both come from the same place."""
    if found and isinstance(found[-1], Str) and found[-1].origin == text.origin:
        found[-1] = Str(found[-1].text + text.text, text.origin)
    else:
        found.append(text)


def unknown(reader: Reader, what: str, name: str, known: Sequence[str], line: int) -> None:
    """Report a name the markup does not know, with what it does know."""
    close = get_close_matches(name, known, 1)
    hint = f'did you mean "{close[0]}"?' if close else "known: " + ", ".join(known)
    reader.report("TPL108", f'unknown {what} "{name}"', line, hint)
