"""The prepared templates of one set: compiled once, rendered many times.

Every printed value becomes a slot. Which template line a line of markup comes from is found on
demand (`located`): only a finding needs it, and marking every line costs a third of the time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property, lru_cache
from types import TracebackType
from typing import Final

from jinja2 import BaseLoader, BytecodeCache, Environment, Template
from jinja2.exceptions import (
    TemplateAssertionError,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from ttt.compose.context import Context
from ttt.diagnostics import Collector
from ttt.markup.slots import LINE_MARK, NONCHARACTER, SLOT, line_mark, number_of, slot
from ttt.model.product import TemplateSet
from ttt.products.declare import resolve_name
from ttt.products.frontmatter import split
from ttt.sandbox import CLOSED, FAILURES, Sandbox, printed_by
from ttt.source import REFUSED, Source, Span
from ttt.text import Kind, Text, origin_of
from ttt.watch import RanAwayError, limited

MAX_VALUES: Final = 12_000_000
"""Characters of all texts that one document prints, each as often as it is printed."""

MAX_LINE: Final = 10_000
"""Characters a line of the front matter comes out with."""

RUNNING_AWAY: Final = ("look for a loop inside a loop, and for a text or a macro that uses itself",)
"""What to do about a template that takes too long, too much memory, or prints too much."""

_LINES_A_FILE: Final = 100_000
_UNKNOWN: Final = re.compile(r'nothing is named "(.*)" here')
_UNKNOWN_TAG: Final = re.compile(r"Encountered unknown tag '([^']*)'")
_TAGS: Final = (
    *("if", "elif", "else", "endif", "for", "endfor", "block", "endblock", "macro", "endmacro"),
    *("set", "endset", "call", "endcall", "filter", "endfilter", "with", "endwith"),
    *("extends", "include", "import", "from"),
)


class Templates:
    """One template set in a sandbox of its own; `compiled` keeps compiled ones."""

    def __init__(self, template_set: TemplateSet, compiled: BytecodeCache | None = None) -> None:
        self._set = template_set
        self._paths = tuple(source.path for source in template_set.sources.values())
        self._by_path = {path: number for number, path in enumerate(self._paths)}
        self._values: list[Text | str] = []
        self._plain = _SetSandbox(self._file_away, template_set, {}, compiled)
        self._lines = Sandbox(self._as_line)

    @cached_property
    def _located(self) -> _SetSandbox:
        """The same templates with a mark before each newline of their own text."""
        return _SetSandbox(self._file_away, self._set, self._by_path)

    def render(
        self, name: str, context: Context, collector: Collector, *, located: bool
    ) -> tuple[str, tuple[Text | str, ...], tuple[Span, ...]] | None:
        """Return markup, values and, when `located`, the template line of every line."""
        self._values = []
        sandbox = self._located if located else self._plain
        try:
            with limited(name):
                text = printed_by(sandbox.get_template(name), context.names)
        except FAILURES as failure:
            self._report(failure, name, context, collector)
            return None
        too_much = sum(map(len, self._values)) > MAX_VALUES
        text, spans = self._unmark(text) if located else (text, ())
        if too_much:
            span = self._heaviest(text, spans)
            words = f"the template prints texts of more than {MAX_VALUES:,} characters"
            collector.error("TPL003", words, span, *RUNNING_AWAY)
            return None
        return text, tuple(self._values), spans

    def line(self, text: Text, context: Context, collector: Collector) -> str | None:
        """Return a text of the front matter as one line, values in it as they are.

        It is for those that all texts in it are for.
        """
        if "{" not in text:
            return str(text)
        self._values = []
        try:
            with limited("front matter"):
                template = _compiled(self._lines, str(text))
                rendered = printed_by(template, context.names, MAX_LINE)
        except FAILURES as failure:
            code = _code(failure)
            if code in {"TPL002", "TPL005"}:
                code = "TPL001"  # it is one text, and no line of the template
            hints = _hints(failure, context)
            collector.error(code, _words(failure), text.origin.span, *hints)
            return None
        line = " ".join(rendered.splitlines()).strip(" ")
        origin = origin_of(self._values)
        return line if origin is None else Text(line, Kind.LINE, origin)

    def _as_line(self, value: object) -> str:
        """Print a value in a line of the front matter, and keep it: it tells who may read that."""
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            if isinstance(value, Text):
                self._values.append(value)
            return str(value)
        raise TemplateRuntimeError("only texts and numbers can be printed")

    def _file_away(self, value: object) -> str:
        """Print a value: a slot, and the value in the table."""
        if isinstance(value, str):
            values = self._values
            values.append(value)
            return _slot(len(values) - 1)
        match value:
            case bool() | None:
                raise TemplateRuntimeError(f'"{str(value).lower()}" cannot be printed')
            case int() | float():
                return str(value)
            case Mapping():
                raise TemplateRuntimeError("a group of values cannot be printed; name one of them")
            case _:
                raise TemplateRuntimeError("a list cannot be printed; use {% for %}")

    def _heaviest(self, text: str, spans: tuple[Span, ...]) -> Span | None:
        """Return the template line whose values are the longest; None without lines."""
        weight: Counter[Span] = Counter()
        for line, span in zip(text.split("\n"), spans, strict=False):
            for digits in SLOT.split(line)[1::2]:
                weight[span] += len(self._values[number_of(digits)])
        return weight.most_common(1)[0][0] if weight else None

    def _unmark(self, marked: str) -> tuple[str, tuple[Span, ...]]:
        """Take the line marks out of rendered text."""
        lines: list[str] = []
        spans: list[Span] = []
        last = 0
        for line in marked.split("\n"):
            at = line.rfind("\ufde2")
            if at >= 0:
                match = LINE_MARK.match(line, at)
                last = number_of(match[1]) if match else last
                line = LINE_MARK.sub("", line)  # noqa: PLW2901 the mark is no part of the line
            lines.append(line)
            spans.append(self._span(last))
        return "\n".join(lines), tuple(spans)

    def _span(self, number: int) -> Span:
        return _line_span(self._paths[number // _LINES_A_FILE], number % _LINES_A_FILE or 1)

    def _report(
        self, failure: BaseException, name: str, context: Context, collector: Collector
    ) -> None:
        """Report a failure at the deepest template line that led to it."""
        span: Span | None = None
        if isinstance(failure, TemplateSyntaxError):
            # The lexer gives the file as the template's name.
            path = failure.filename or failure.name or ""
            span = _line_span(path, failure.lineno) if path in self._by_path else None
        else:
            for path, line in _frames(failure.__traceback__):
                if path in self._by_path:
                    span = _line_span(path, line)
        source = self._set.sources.get(name)
        file = "" if span or source is None else source.path
        collector.error(_code(failure), _words(failure), span, *_hints(failure, context), file=file)


class _LineNumbers(Extension):
    """Puts a mark with file and line before each newline of a template's own text."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        by_path: Mapping[str, int] = self.environment.file_numbers  # type: ignore[attr-defined] # _SetSandbox has it
        base = by_path.get(stream.filename or "", 0) * _LINES_A_FILE
        for token in stream:
            if token.type != "data" or "\n" not in token.value:
                yield token
                continue
            first, *rest = token.value.split("\n")
            parts = [first]
            for number, line in enumerate(rest, start=token.lineno):
                parts.append(f"{line_mark(base + number)}\n{line}")
            yield Token(token.lineno, "data", "".join(parts))


class _Loader(BaseLoader):
    """Templates of the set's chain by qualified name, front matter blanked."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        del environment
        source = self.sources.get(template)
        if source is None:
            raise TemplateNotFound(template)
        if source.text == REFUSED:
            raise TemplateRuntimeError(f'the template "{template}" was not read, see its finding')
        return split(source.text)[1], source.path, None


class _SetSandbox(Sandbox):
    """A sandbox whose templates are those of one set's chain."""

    def __init__(
        self,
        print_value: Callable[[object], str],
        template_set: TemplateSet,
        file_numbers: Mapping[str, int],
        compiled: BytecodeCache | None = None,
    ) -> None:
        self.file_numbers = file_numbers
        self.chain = template_set.chain
        self.known = template_set.sources
        super().__init__(
            print_value,
            loader=_Loader(template_set.sources),
            extensions=[_LineNumbers] if file_numbers else [],
            auto_reload=False,
            bytecode_cache=compiled,
        )

    def join_path(self, template: str, parent: str) -> str:
        """Look a name up along the chain, as the template `parent` means it."""
        return resolve_name(template, parent, self.chain, self.known)


@lru_cache(maxsize=256)
def _compiled(environment: Sandbox, text: str) -> Template:
    return environment.from_string(text)


@lru_cache(maxsize=1 << 14)
def _slot(index: int) -> Markup:
    return Markup(slot(index))  # noqa: S704 a slot is ours


@lru_cache(maxsize=4096)
def _line_span(path: str, line: int) -> Span:
    return Span(path, line, 1, line, 1)


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


def _code(failure: BaseException) -> str:
    match failure:
        case UndefinedError(message=str(message)) if message.endswith(CLOSED):
            return "AUD003"
        case RanAwayError():
            return "TPL003"
        case TemplateAssertionError():
            return "TPL005"
        case TemplateSyntaxError(message=str(message)) if (
            found := _UNKNOWN_TAG.match(message)
        ) and found[1] not in _TAGS:
            return "TPL005"
        case TemplateSyntaxError():
            return "TPL002"
        case _:
            return "TPL001"


def _words(failure: BaseException) -> str:
    """Say what went wrong in one line for someone who edits a template."""
    match failure:
        case TemplateNotFound():
            return f'no template is named "{failure.message}"'
        case TemplateSyntaxError() if found := _UNKNOWN_TAG.match(failure.message or ""):
            return f'the template cannot be read: no block is named "{found[1]}"'
        case TemplateSyntaxError():
            first = (failure.message or "unfinished tag").partition(". ")[0]
            return f"the template cannot be read: {_clean(first)}"
        case TemplateError():
            return _clean(failure.message or "the template fails")
        case RanAwayError():
            return f"the template {failure}"
        case ZeroDivisionError():
            return "the template divides by zero"
        case RecursionError():
            return "templates or macros call each other without end"
        case _:
            return f"this cannot be done with these values: {_clean(str(failure))}"


def _clean(message: str) -> str:
    text = LINE_MARK.sub("", SLOT.sub("…", message))
    return NONCHARACTER.sub("", text).strip().rstrip(".").replace("\n", " ").replace("'", '"')


def _hints(failure: BaseException, context: Context) -> tuple[str, ...]:
    match failure:
        case UndefinedError() if (failure.message or "").endswith(CLOSED):
            return ("take it out, or make it another audience's document",)
        case UndefinedError() if found := _UNKNOWN.fullmatch(failure.message or ""):
            close = get_close_matches(found[1], context.names, 1)
            return (f'did you mean "{close[0]}"?',) if close else ()
        case TemplateNotFound():
            return ("templates are looked up in the set, then in the sets it extends",)
        case TemplateSyntaxError() if found := _UNKNOWN_TAG.match(failure.message or ""):
            # Two, for "fro" is as near to "for" as to "from".
            close = [f'"{tag}"' for tag in get_close_matches(found[1], _TAGS, 2)]
            return (f"did you mean {' or '.join(close)}?",) if close else ()
        case RanAwayError():
            return RUNNING_AWAY
        case TemplateSyntaxError():
            return ("every {% … %} block needs its end, every {{ its }}",)
        case _:
            return ()
