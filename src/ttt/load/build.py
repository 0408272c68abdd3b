"""Text of a file to nodes: libyaml's events, our own tree.

Depth, duplicate keys, anchors and tags are seen in the same walk. The walk stops below 64 levels,
before anything nests deeper (libyaml's own tree builder overflows the C stack on deep input).
Must not type a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal, NoReturn, cast

import yaml

from ttt.diagnostics import Collector, Related
from ttt.load.decode import REFUSED
from ttt.load.stuck import PIPE_HINT, quoted
from ttt.load.syntax import explain_syntax
from ttt.load.traps import anchor_or_tag, odd_key, refused_escapes, swallowed_text
from ttt.source import Entry, MappingNode, Node, ScalarNode, SequenceNode, Span

DEEPEST: Final = 64
"""Levels of lists and mappings in one file."""

LONGEST_NUMBER: Final = 100
"""Digits of a plain number; longer ones are no number of a course (and Python refuses 4,300)."""

LONGEST_TEXT: Final = 20_000
"""Characters of one text: seven printed pages."""

MOST_ITEMS: Final = 5_000
"""Items of one list, or keys of one mapping."""

_PARSER: Final = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_KEY: Final = re.compile(r"[!-~]+(?: [!-~]+)*")
_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9_.]*")
_QUESTION: Final = re.compile(r"^[ -]*\? ", re.MULTILINE)


class _Stop(Exception):  # noqa: N818 - no error of ttt: the file cannot be read any further
    """Raised once the finding is reported, to leave the walk."""


def read_nodes(path: str, text: str, collector: Collector) -> MappingNode | None:
    """Return the top-level mapping of a file, None when the file could not be read.

    Reported: YAML007 to YAML099. A second use of a key is reported and dropped; an anchor and a
    tag are reported and ignored; a file that uses an alias, a complex key or a second document
    gives no node, because what it says is not known.
    """
    builder = _Builder(path, text, collector)
    try:
        node = builder.document()
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if mark is None or mark.line + 1 != builder.alias_line:  # "*Never* touch it" is one fault
            explain_syntax(path, builder.lines, error, builder.behind, collector)
        return None
    return None if builder.lost else node


class _Builder:
    """One walk over the events of one file."""

    def __init__(self, path: str, text: str, collector: Collector) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.behind: Span | None = None  # the last scalar read
        self.lost = False
        self.alias_line = 0
        self._collector = collector
        self._next = cast("Callable[[], yaml.Event]", _PARSER(text).get_event)
        self._comments_found = Collector()
        self._comments = {n for n, line in enumerate(self.lines) if "#" in line}
        self._questions = _QUESTION.search(text) is not None

    def document(self) -> MappingNode | None:
        """Return the one document of the file."""
        self._next()  # stream start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            self._empty()
            return None
        directives = cast("yaml.DocumentStartEvent", event)
        if directives.version or directives.tags:
            self._collector.error(
                "YAML021",
                'the line begins with "%", which YAML reads as an instruction to itself',
                Span(self.path, 1, 1, 1, 2),
                "delete the line",
            )
        event = self._next()
        node = self._node(event, 1)
        self._collector.extend(self._comments_found)
        self._next()  # document end
        event = self._next()
        if isinstance(event, yaml.DocumentStartEvent):
            self._collector.error(
                "YAML015",
                "a second document begins here",
                _span(self.path, event),
                'delete the line "---", or make a file of what follows',
            )
            self.lost = True
        match node:
            case MappingNode():
                return node
            case ScalarNode(value="", style="plain"):
                self._empty()
            case _:
                kind = "a list" if isinstance(node, SequenceNode) else "a text"
                self._collector.error(
                    "YAML010",
                    f'the file is {kind}, not lines of "key: value"',
                    _first(node.span),
                    'begin with a key in the first column, for instance "id: m2"',
                )
        return None

    def line(self, span: Span) -> str:
        """Return the line a span begins in, empty at the end of the file."""
        return self.lines[span.line - 1] if span.line <= len(self.lines) else ""

    def _empty(self) -> None:
        """Report a file that says nothing."""
        self._collector.error(
            "YAML009",
            "the file is empty",
            Span(self.path, 1, 1, 1, 1),
            "write what belongs into it, or delete the file and what names it",
        )

    def _node(self, event: yaml.Event, depth: int) -> Node:
        """Return the node that begins with this event."""
        match event:
            case yaml.ScalarEvent():
                return self._short_enough(self._scalar(event))
            case yaml.MappingStartEvent():
                return self._mapping(event, depth)
            case yaml.SequenceStartEvent():
                return self._sequence(event, depth)
            case _:
                return self._alias(event)

    def _mapping(self, start: yaml.MappingStartEvent, depth: int) -> MappingNode:
        self._enter(start, depth)
        entries: list[Entry] = []
        count = 0  # also of keys used twice: each is a finding
        seen: dict[str, Span] = {}
        event = self._next()
        while not isinstance(event, yaml.MappingEndEvent):
            key, key_span = self._key(event)
            value = self._node(self._next(), depth + 1)
            if key in seen:
                self._collector.error(
                    "YAML011",
                    f"the key {quoted(key)} stands here a second time",
                    key_span,
                    "remove or rename one of them",
                    related=(Related("first used here", seen[key]),),
                )
            elif key:
                seen[key] = key_span
                entries.append(Entry(key, key_span, value))
            count += 1
            event = self._next()
            if count == MOST_ITEMS:
                self._check_end(event, "keys")
        last = None if start.flow_style or not entries else entries[-1].value.span
        return MappingNode(tuple(entries), _around(self.path, start, event, last))

    def _sequence(self, start: yaml.SequenceStartEvent, depth: int) -> SequenceNode:
        self._enter(start, depth)
        items: list[Node] = []
        event = self._next()
        while not isinstance(event, yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
            event = self._next()
            if len(items) == MOST_ITEMS:
                self._check_end(event, "items")
        flow = bool(start.flow_style)
        last = None if flow or not items else items[-1].span
        return SequenceNode(tuple(items), _around(self.path, start, event, last), flow)

    def _check_end(self, event: yaml.Event, what: str) -> None:
        """Check that nothing more stands in a list or mapping that is as long as it may be."""
        if not isinstance(event, yaml.CollectionEndEvent):
            self._collector.error(
                "YAML019",
                f"the list that reaches this line has more than {MOST_ITEMS:,} {what}",
                _first(_span(self.path, event)),
                "a program wrote this: keep what is taught, or make several files of it",
            )
            raise _Stop

    def _short_enough(self, node: ScalarNode) -> ScalarNode:
        """Report a text that is too long; the file gives no node then."""
        if len(node.value) > LONGEST_TEXT:
            self._collector.error(
                "YAML018",
                f"a text has {len(node.value):,} characters; {LONGEST_TEXT:,} are read",
                _first(node.span),
                "split it among steps, or keep it in a document of its own",
            )
            self.lost = True
        return node

    def _enter(self, event: yaml.CollectionStartEvent, depth: int) -> None:
        """Check what may stand at the beginning of a list or mapping."""
        if depth > DEEPEST:
            self._collector.error(
                "YAML008",
                f"lists and mappings are nested more than {DEEPEST} levels deep",
                _first(_span(self.path, event)),
                'text that begins with "[" or "{" is read as a list: ' + PIPE_HINT,
            )
            raise _Stop
        if event.anchor is not None or event.tag is not None:
            self._property(event, event.anchor)

    def _key(self, event: yaml.Event) -> tuple[str, Span]:
        """Return a key; empty when the entry cannot be kept."""
        if not isinstance(event, yaml.ScalarEvent):
            self._complex_key(event)
        span = self.behind = _span(self.path, event)
        if event.anchor is not None or event.tag is not None:
            self._property(event, event.anchor)
        key = event.value
        if self._questions and self.line(span)[: span.column - 1].rstrip().endswith("?"):
            self._complex_key(event)
        if key == "<<":
            self._collector.error(
                "YAML012", 'the merge key "<<" is not used here', span, "write the keys out"
            )
            self.lost = True
        if _KEY.fullmatch(key) is None:
            return odd_key(key, span, self._collector), span
        return key, span

    def _complex_key(self, event: yaml.Event) -> NoReturn:
        """Report a key that is no word; the file is not read any further."""
        span = _first(_span(self.path, event))
        if self.line(span)[: span.column].endswith("{{"):
            span = replace(span, column=span.column - 1)
            self._collector.error(
                "YAML021", 'a text begins with "{{", which YAML reads as a mapping', span, PIPE_HINT
            )
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        else:
            self._collector.error(
                "YAML014",
                'a key is not a plain word ("?", a list or a mapping)',
                span,
                f"if this is text, {PIPE_HINT}",
            )
        raise _Stop

    def _alias(self, event: yaml.Event) -> ScalarNode:
        """Report an alias; the file gives no node, for what it says is not known."""
        span = _span(self.path, event)
        written = self.line(span)[span.column - 1 : span.end_column - 1]
        self._collector.error(
            "YAML012",
            f"{quoted(written)} is read as an alias, and aliases are not used here",
            span,
            f"if this is text, {PIPE_HINT}",
            "otherwise write out what it stands for",
        )
        self.lost, self.alias_line = True, span.line
        return ScalarNode("", span)

    def _property(
        self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, anchor: str | None
    ) -> None:
        """Report an anchor or a tag before a value."""
        span = _first(_span(self.path, event))
        written = self.line(span)[span.column - 1 :].split(" ", 1)[0]
        span = replace(span, end_column=span.column + len(written))
        anchor_or_tag(written, span, self._collector, anchor=anchor is not None)

    def _scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        """Return a scalar; folded text (`>`) counts as quoted, its lines are not the file's."""
        if event.anchor is not None or event.tag is not None:
            self._property(event, event.anchor)
        value = event.value
        span = self.behind = _span(self.path, event)
        style: Literal["plain", "quoted", "block"] = "quoted"
        match event.style:
            case "" | None:
                style = "plain"
                if len(value) > LONGEST_NUMBER and _NUMBER.fullmatch(value):
                    self._collector.error(
                        "YAML017",
                        f"a number has {len(value)} digits",
                        span,
                        "write a number of ordinary size, or put a text in quotes",
                    )
                    value = "0"
            case "|":
                return ScalarNode(value, self._block_span(value, span), "block")
            case '"' if REFUSED.search(value):
                value = refused_escapes(value, span, self._collector)
            case _:
                pass
        if span.end_line - 1 in self._comments and event.style not in ("|", ">"):
            rest = self.lines[span.end_line - 1][span.end_column - 1 :]
            swallowed_text(value, span, rest, self._comments_found, plain=style == "plain")
        return ScalarNode(value, span, style)

    def _block_span(self, value: str, header: Span) -> Span:
        """Return the place of the text under a `|`."""
        lines = value.rstrip("\n").split("\n")
        first = next((n for n, line in enumerate(lines) if line), None)
        if first is None or header.line + len(lines) > len(self.lines):
            return Span(self.path, header.line, header.column, header.line, header.column + 1)
        indent = len(self.lines[header.line + first]) - len(lines[first])
        last = header.line + len(lines)
        return Span(self.path, header.line + 1, indent + 1, last, indent + len(lines[-1]) + 1)


def _span(path: str, event: yaml.Event) -> Span:
    """Return the place of an event; libyaml counts from 0."""
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        raise TypeError("the parser made an event without a place")
    return Span(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _first(span: Span) -> Span:
    """Return the place of the first character."""
    return Span(span.path, span.line, span.column, span.line, span.column + 1)


def _around(path: str, start: yaml.Event, end: yaml.Event, last: Span | None) -> Span:
    """Return the place of a collection; libyaml ends a block one where the next thing begins."""
    first = start.start_mark
    if first is None or last is None:
        whole, ended = _span(path, start), _span(path, end)
        return replace(whole, end_line=ended.end_line, end_column=ended.end_column)
    return Span(path, first.line + 1, first.column + 1, last.end_line, last.end_column)
