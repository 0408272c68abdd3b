"""Markdown of one field → inlines or blocks, and the cohort's facts put into it.

Each text is parsed once, by itself: an open fence or `:::` cannot reach anything outside it. The
parsed form is kept on the `Text`. Nothing here decides who may read a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from markdown_it.token import Token

from ttt.diagnostics import Collector
from ttt.document import Block, Box, Inline, LineBreak, Paragraph, Str
from ttt.markup.attributes import RawAttributes
from ttt.markup.fill import Fill, Value, plain
from ttt.markup.slots import slot
from ttt.markup.syntax import containers, parser
from ttt.markup.tree import Dialect, Reader, unknown
from ttt.source import Span
from ttt.text import Kind, Origin, Text

FIELD: Final = re.compile(r"(\\?)\{\{\s*([^{}\n]*?)\s*\}\}|(\\?)\{\{")
NAME: Final = re.compile(r"[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)+")
_BREAK: Final = re.compile("[\u2028\u2029\v\f\x85]|\r\n?|\n")
_PLAIN: Final = re.compile(r"[\w ,;:'’‘“”\"/()?%€$–—…-]*(?:\.(?:\s[\w ,;:'’‘“”/()?%€$–—…-]*)?)*")
CONTAINERS: Final = ("trainer",)

Lookup = Callable[[str], tuple[Inline, ...] | None]
"""Returns what a dotted name stands for, None when nothing has that name."""


def inlines(text: Text, collector: Collector | None = None) -> tuple[Inline, ...]:
    """Return a line or an inline text as inlines; the origin of each is the text's.

    Reports markup that cannot be read (`TPL1xx`) when a collector is given.
    """
    if text.content is None:
        text.content = _inlines(text, text.origin, text.kind, collector)
    return text.content  # type: ignore[return-value] # lines and inline texts hold inlines


def blocks(text: Text, collector: Collector | None = None) -> tuple[Block, ...]:
    """Return a prose text as blocks; a line or an inline text is one paragraph."""
    if text.kind is not Kind.PROSE:
        return (Paragraph(inlines(text, collector)),) if text else ()
    if text.content is None:
        text.content = _blocks(text, text.origin, collector)
    return text.content  # type: ignore[return-value] # prose holds blocks


def substitute(text: Text, lookup: Lookup, collector: Collector) -> Text:
    r"""Return the text with what its `{{ dotted.names }}` stand for, as literal characters.

    `\{{` is two braces. A name `lookup` does not know, and what is no dotted name, is an error at
    its place (`COH201`, `TPL120`); the text then comes back unchanged.
    """
    values: list[tuple[Inline, ...]] = []
    broken = False

    def take(match: re.Match[str]) -> str:
        nonlocal broken
        escaped, name = match[1] or match[3], match[2]
        if escaped:
            values.append((Str(match[0][1:], text.origin),))
            return slot(len(values) - 1)
        span = place(text.origin, text.count("\n", 0, match.start()))
        if name is None or not NAME.fullmatch(name):
            collector.error(
                "TPL120",
                f'"{match[0]}" is no name of a fact',
                span,
                "write {{ cohort.facts.NAME }}, or \\{{ for two braces",
            )
            broken = True
            return ""
        found = lookup(name)
        if found is None:
            broken = True
            return ""
        values.append(found)
        return slot(len(values) - 1)

    marked = FIELD.sub(take, text)
    if broken:
        return text
    shown = FIELD.sub(lambda m: m[0][1:] if m[1] or m[3] else _shown(m[2], lookup), text)
    fill = _fill(values)
    content: tuple[Inline, ...] | tuple[Block, ...]
    if text.kind is Kind.PROSE:
        content = fill.blocks(_blocks(marked, text.origin, None))
    else:
        content = fill.inlines(_inlines(marked, text.origin, text.kind, None))
    return Text(shown, text.kind, text.origin, content)


def place(origin: Origin, line: int) -> Span | None:
    """Return the place of a line (from 0) of a text that starts at its origin's span."""
    span = origin.span
    if span is None or line == 0:
        return span
    at = span.line + line
    return replace(span, line=at, end_line=max(at, span.end_line)) if at <= span.end_line else span


def _shown(name: str, lookup: Lookup) -> str:
    return "".join(map(plain, lookup(name) or ()))


def _fill(values: Sequence[Value]) -> Fill:
    def nothing(_text: Text) -> tuple[()]:
        return ()

    def silent(_code: str, _message: str, _origin: Origin) -> None:
        return None

    return Fill(values, nothing, nothing, silent)


def _inlines(
    text: str, origin: Origin, kind: Kind, collector: Collector | None
) -> tuple[Inline, ...]:
    if kind is Kind.LINE:
        return literal(text, origin)
    if _PLAIN.fullmatch(text):
        return (Str(text, origin),)
    (token,) = parser("prose").parseInline(_BREAK.sub("\n", text), {})
    reader = Reader((), _dialect(origin, collector))
    token.map = [0, 1]
    return reader.inlines(token)


def literal(text: str, origin: Origin) -> tuple[Inline, ...]:
    """Return a line as it stands; a line separator in it is a forced new line."""
    if not _BREAK.search(text):
        return (Str(text, origin),) if text else ()
    found: list[Inline] = []
    for number, part in enumerate(_BREAK.split(text)):
        if number:
            found.append(LineBreak())
        if part:
            found.append(Str(part, origin))
    return tuple(found)


def _blocks(text: str, origin: Origin, collector: Collector | None) -> tuple[Block, ...]:
    if _PLAIN.fullmatch(text.rstrip("\n")) and not text.startswith((" ", "-")):
        return (Paragraph((Str(text.rstrip("\n"), origin),)),) if text.strip() else ()
    text = _BREAK.sub("\n", text)
    dialect = _dialect(origin, collector)
    if ":::" in text:
        for line in containers(text)[1]:
            dialect.report(
                "TPL101",
                '"::: trainer" is never closed',
                line,
                ("everything below it is withheld from participants",),
            )
    return Reader(parser("prose").parse(text, {}), dialect).blocks()


def _dialect(origin: Origin, collector: Collector | None) -> Dialect:
    def report(code: str, message: str, line: int, hints: tuple[str, ...]) -> None:
        if collector is not None:
            collector.error(code, message, place(origin, line), *hints)

    return Dialect(lambda _line: origin, report, _container)


def _container(reader: Reader, token: Token, raw: RawAttributes) -> tuple[Block, ...]:
    """In prose there is one container: `::: trainer`."""
    line = reader.line(token)
    if token.info not in CONTAINERS:
        unknown(reader, "container", token.info or "{…}", CONTAINERS, line)
    inner = reader.blocks("container_close")
    return (Box("trainer", inner, reader.attributes(raw, line)),)
