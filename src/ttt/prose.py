"""Markdown of one field → inlines or blocks, and the cohort's facts put into it.

Each text is parsed once, by itself: an open fence or `:::` cannot reach anything outside it. The
parsed form is kept on the `Text`. Nothing here decides who may read a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from markdown_it.token import Token

from ttt.diagnostics import Collector
from ttt.document import Block, Box, Inline, LineBreak, Paragraph, Str
from ttt.frozen import frozen
from ttt.markup.attributes import RawAttributes
from ttt.markup.fill import Blocks, compile_blocks
from ttt.markup.fill_inlines import Fill, Inlines, compile_inlines, plain
from ttt.markup.slots import slot
from ttt.markup.syntax import parser
from ttt.markup.tree import Dialect, Reader, Report, unknown
from ttt.source import Span
from ttt.text import Kind, Origin, Text

FIELD: Final = re.compile(r"\{\{(?:\s*([^{}\n]*?)\s*\}\})?")
"""Two braces, with the name between them and their end; see `is_escaped`."""

NAME: Final = re.compile(r"[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)+")
CONTAINERS: Final = ("trainer",)
_BREAK: Final = re.compile("[\u2028\u2029\v\f\x85]|\r\n?|\n")
_MARK: Final = re.compile(r"[*_`\[\]<&\\|{}\t\r\v\f\x85\u2028\u2029]")
_BEGINNING: Final = re.compile(r" |[-+>#=~]|\d+[.)]")
_LATER: Final = re.compile(r"\n(?: |[-+>#=~]|\d+[.)])")

Lookup = Callable[[str, int], tuple[Inline, ...] | None]
"""Takes a dotted name and its line in the text (from 0); returns what the name stands for.

None when nothing has that name: whoever looks up has reported it.
"""

Content: TypeAlias = tuple[Inline, ...] | tuple[Block, ...]


def report(text: Text, collector: Collector) -> None:
    """Report markup that cannot be read (`TPL1xx`), and fields that name nothing (`TPL120`)."""
    read = _parsed(text)
    for code, message, line, hints in read.findings:
        collector.error(code, message, place(text.origin, line), *hints)
    for field in read.fields:
        if not field.literal and not field.name:
            _no_name(field, text.origin, collector)


def inlines(text: Text) -> tuple[Inline, ...]:
    """Return a line or an inline text as inlines; the origin of each is the text's.

    A text whose fields are not filled yet shows their names.
    """
    content = text.content
    return _content(text) if content is None else content  # type: ignore[return-value] # inlines


def blocks(text: Text) -> tuple[Block, ...]:
    """Return a prose text as blocks; a line or an inline text is one paragraph."""
    if text.kind is not Kind.PROSE:
        return (Paragraph(inlines(text)),) if text else ()
    return _content(text)  # type: ignore[return-value] # prose holds blocks


def one_line(text: Text) -> tuple[Inline, ...]:
    """Return a text of any kind as inlines; of prose its first paragraph, the only one it has.

    For attributes, where `parse` refuses prose of several paragraphs.
    """
    if text.kind is not Kind.PROSE:
        return inlines(text)
    return next((b.content for b in blocks(text) if isinstance(b, Paragraph)), ())


def substitute(text: Text, lookup: Lookup, collector: Collector) -> Text:
    r"""Return the text with what its `{{ dotted.names }}` stand for, as literal characters.

    `\{{` is two braces. A name `lookup` does not know leaves the text unchanged; what is no
    dotted name is an error at its place (`TPL120`).
    """
    read = _parsed(text)
    values: list[tuple[Inline, ...]] = []
    shown: list[str] = []
    for field in read.fields:
        value: tuple[Inline, ...] | None
        if field.literal:
            value = (Str(field.literal, text.origin),)
        elif field.name:
            value = lookup(field.name, field.line)
        else:
            value = None
            _no_name(field, text.origin, collector)
        if value is not None:
            values.append(value)
            shown += (field.before, "".join(map(plain, value)))
    if len(values) < len(read.fields):
        return text
    filled = "".join((*shown, read.rest))
    return Text(filled, text.kind, text.origin, _filled(read, values))


def place(origin: Origin, line: int) -> Span | None:
    """Return the place of a line (from 0) of a text that starts at its origin's span."""
    span = origin.span
    if span is None or line == 0:
        return span
    at = span.line + line
    return replace(span, line=at, end_line=max(at, span.end_line)) if at <= span.end_line else span


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


# ── reading ──────────────────────────────────────────────────────────────────────────────────


@frozen
class _Field:
    """One `{{ … }}`: the text before it, and its dotted `name` or the `literal` braces it means.

    Both are empty when it is neither.
    """

    before: str
    written: str
    name: str
    literal: str
    line: int


@frozen
class _Read:
    """A text parsed once: slots stand for its `fields`, in their order; `rest` follows the last.

    `filled` returns the content with values in the slots.
    """

    content: Content
    filled: Blocks | Inlines
    fields: tuple[_Field, ...]
    rest: str
    findings: tuple[tuple[str, str, int, tuple[str, ...]], ...]


def _no_name(field: _Field, origin: Origin, collector: Collector) -> None:
    collector.error(
        "TPL120",
        f'"{field.written}" is no name of a fact',
        place(origin, field.line),
        "write {{ cohort.facts.NAME }}, or \\{{ for two braces",
    )


def is_escaped(field: re.Match[str]) -> bool:
    r"""Whether a backslash stands before what `FIELD` found: `\{{` is two braces."""
    start = field.start()
    return start > 0 and field.string[start - 1] == "\\"


def _fields(text: str) -> tuple[tuple[_Field, ...], str]:
    found: list[_Field] = []
    end = 0
    for match in FIELD.finditer(text):
        escaped, name, start = is_escaped(match), match[1] or "", match.start()
        found.append(
            _Field(
                text[end : start - escaped],
                text[start - escaped : match.end()],
                name if not escaped and NAME.fullmatch(name) else "",
                match[0] if escaped else "",
                text.count("\n", 0, start),
            )
        )
        end = match.end()
    return tuple(found), text[end:]


def _content(text: Text) -> Content:
    if text.content is None:
        read = _parsed(text)
        names = [(Str(field.written, text.origin),) for field in read.fields]
        text.content = _filled(read, names) if names else read.content
    return text.content


def _filled(read: _Read, values: Sequence[tuple[Inline, ...]]) -> Content:
    return read.filled(Fill(values, _nothing, _nothing, _silent))


_NOTHING: Final = compile_inlines(())


def _nothing(_text: Text) -> tuple[()]:
    return ()


def _silent(_code: str, _message: str, _origin: Origin) -> None:
    return None


def _parsed(text: Text) -> _Read:
    """Return the parsed form of a text, which is kept on it."""
    if isinstance(text.parsed, _Read):
        return text.parsed
    text.parsed = read = _read(text, text.kind, text.origin)
    return read


def _read(text: str, kind: Kind, origin: Origin) -> _Read:
    """Parse a text with slots for its fields."""
    fields: tuple[_Field, ...] = ()
    marked = rest = str(text)
    if "{{" in text:
        fields, rest = _fields(marked)
        marked = "".join((*(f.before + slot(i) for i, f in enumerate(fields)), rest))
    findings: list[tuple[str, str, int, tuple[str, ...]]] = []

    def report(code: str, message: str, line: int, hints: tuple[str, ...]) -> None:
        findings.append((code, message, line, hints))

    content: Content
    filled: Blocks | Inlines = _NOTHING
    if kind is Kind.PROSE:
        content = _blocks(marked, origin, report)
        if fields:
            filled = compile_blocks(content)
    else:
        read = literal(marked, origin) if kind is Kind.LINE else _inlines(marked, origin, report)
        content = read
        if fields:
            filled = compile_inlines(read)
    return _Read(content, filled, fields, rest, tuple(findings))


def _is_marked(text: str) -> bool:
    """Whether there could be markup somewhere; any other text is paragraphs of plain words."""
    return (
        _MARK.search(text) is not None
        or _BEGINNING.match(text) is not None
        or ":::" in text
        or " \n" in text
        or _LATER.search(text) is not None
    )


def _inlines(text: str, origin: Origin, report: Report) -> tuple[Inline, ...]:
    if not _is_marked(text):
        return (Str(" ".join(text.split("\n")), origin),) if text else ()
    (token,) = parser("prose").parseInline(_BREAK.sub("\n", text), {})
    token.map = [0, 1]
    return Reader((), _dialect(origin, report)).inlines(token)


def _blocks(text: str, origin: Origin, report: Report) -> tuple[Block, ...]:
    if not _is_marked(text):
        paragraphs = (part.strip("\n ") for part in text.split("\n\n"))
        return tuple(
            Paragraph((Str(" ".join(part.split("\n")), origin),)) for part in paragraphs if part
        )
    return Reader(
        parser("prose").parse(_BREAK.sub("\n", text), {}), _dialect(origin, report)
    ).blocks()


def _dialect(origin: Origin, report: Report) -> Dialect:
    return Dialect(lambda _line: origin, report, _container)


def _container(reader: Reader, token: Token, raw: RawAttributes) -> tuple[Block, ...]:
    """In prose there is one container: `::: trainer`."""
    line = reader.line(token)
    if token.info not in CONTAINERS:
        unknown(reader, "container", token.info or "{…}", CONTAINERS, line)
    inner = reader.blocks("container_close")
    return (Box("trainer", inner, reader.attributes(raw, line)),)
