"""Templates to Python, and no further than a document needs.

What our sandbox compiles in its own way, and the limits of what is compiled: a text of a few bytes
may nest so deep, or say so much, that compiling it never ends. Both are findings at their line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from types import CodeType
from typing import Any, Final, TypeAlias

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Template
from jinja2.exceptions import TemplateAssertionError
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ttt.watch import stopped_at

MAX_TAGS: Final = 5_000
"""Of one template; the longest of the base design has two hundred."""

MAX_NODES: Final = 20_000
"""Names, values and blocks of one template; the longest of the base design has a twentieth."""

_NESTED: Final = "blocks or parentheses stand too deep inside each other"
_NUMBER: Final = "a number has too many digits"
_LONG: Final = "there is more in this template than a document can use"
_LINES: Final = re.compile(r"debug_info = '([^']*)'")
_UNUSED: Final = frozenset({"varargs", "kwargs"})
_Literal: TypeAlias = nodes.List | nodes.Dict


class Generator(CodeGenerator):
    """Compiles `a ~ b` to our own joining: Jinja's would escape for HTML or let markup through.

    What is looked up and printed most, names in mappings and values, goes the shortest way.
    """

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        """Print everything while the template runs: what is printed is filed away then."""
        return self._FinalizeInfo(None, "environment.finalize(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 Jinja's name
        """Look up in a mapping right here; whatever else there is, `Sandbox.getattr` knows."""
        self.write(f"(_found[{node.attr!r}] if type(_found := ")
        self.visit(node.node, frame)
        self.write(
            f") is dict and {node.attr!r} in _found"
            f" else environment.getattr(_found, {node.attr!r}))"
        )

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Print through `finalize` alone: it returns markup, which `escape` would copy twice."""
        del node, frame
        self.write(f"({finalize.src}")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 Jinja's name
        """Join by `Sandbox.concatenate`."""
        self.write("environment.concatenate((")
        for argument in node.nodes:
            self.visit(argument, frame)
            self.write(", ")
        self.write("))")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802 Jinja's name
        """Make a list of what is no list of constants under the eyes of the sandbox."""
        self._made("listed", node, frame, super().visit_List)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802 Jinja's name
        """Make a list: what has a hash could hold itself a million times over."""
        if node.ctx != "load":
            super().visit_Tuple(node, frame)
        else:
            items = nodes.List(node.items, lineno=node.lineno)
            self._made("listed", items, frame, super().visit_List)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 Jinja's name
        """Make a group of what are no constants under the eyes of the sandbox."""
        self._made("grouped", node, frame, super().visit_Dict)

    def _made(
        self, how: str, node: _Literal, frame: Frame, visit: Callable[[Any, Frame], None]
    ) -> None:
        if all(isinstance(item, nodes.Const) for item in _items(node)):
            visit(node, frame)
        else:
            self.write(f"environment.{how}(")
            visit(node, frame)
            self.write(")")

    def visit_ScopedEvalContextModifier(  # noqa: N802 Jinja's name
        self, node: nodes.ScopedEvalContextModifier, _frame: Frame
    ) -> None:
        """Refuse `autoescape false`: what a block sets would be plain text that holds slots."""
        self.fail('"autoescape" cannot be changed', node.lineno)


def _items(node: _Literal) -> Iterable[nodes.Expr]:
    if isinstance(node, nodes.Dict):
        return [pair.value for pair in node.items]
    return node.items


class CompiledTemplate(Template):
    """A template that knows its line also where it was stopped between two lines."""

    def get_corresponding_lineno(self, lineno: int | None) -> int:
        """Return the line of the template for one of the compiled program."""
        return super().get_corresponding_lineno(stopped_at() if lineno is None else lineno)


class CompilingEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, where nothing that is compiled can overflow or go on for ever."""

    code_generator_class = Generator
    template_class = CompiledTemplate

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if source.count("{{") + source.count("{%") > MAX_TAGS:
            line = 1 + source.count("\n", 0, _start_of_tag(source, MAX_TAGS))
            raise TemplateAssertionError(_LONG, line, name, filename)
        parser = Parser(self, source, name, filename)  # reads no further than the first word
        try:
            return parser.parse()
        except (RecursionError, ValueError) as failure:
            # A ValueError is a number with more digits than Python reads.
            words = _NESTED if isinstance(failure, RecursionError) else _NUMBER
            line = parser.stream.current.lineno
            raise TemplateAssertionError(words, line, name, filename) from None

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 Jinja's signature
    ) -> str:
        count, waiting = 0, [source]
        line = 1
        while waiting:
            node = waiting.pop()
            count += 1
            line = max(line, node.lineno or 1)
            if count > MAX_NODES:
                raise TemplateAssertionError(_LONG, line, name, filename)
            if isinstance(node, nodes.Name) and node.name in _UNUSED:
                message = f'"{node.name}" is not used here: name the values a macro takes'
                raise TemplateAssertionError(message, node.lineno, name, filename)
            waiting.extend(node.iter_child_nodes())  # type: ignore[arg-type] # any node
        try:
            return super()._generate(source, name, filename, defer_init)
        except RecursionError:
            raise TemplateAssertionError(_NESTED, line, name, filename) from None

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError, OverflowError, ValueError) as failure:
            line = _line_of(source, getattr(failure, "lineno", None) or 0)
            raise TemplateAssertionError(_NESTED, line, None, filename) from None


def _start_of_tag(source: str, number: int) -> int:
    """Return where the tag of this number begins, counted from 0."""
    tags = re.finditer(r"\{[{%]", source)
    return next(islice(tags, number, None)).start()


def _line_of(source: str, number: int) -> int:
    """Return the line of the template that a line of the generated program comes from."""
    found = _LINES.search(source)
    line = 1
    for pair in found[1].split("&") if found and found[1] else ():
        ours, _, generated = pair.partition("=")
        if int(generated) > number:
            break
        line = int(ours)
    return line
