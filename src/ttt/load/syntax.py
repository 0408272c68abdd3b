"""Syntax errors of YAML in plain words, with the fix.

The parser says what it was doing; a curriculum designer needs to know which character of which
line to change. Each rewording looks at the line itself. Must not read a node.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import yaml

from ttt.diagnostics import Collector
from ttt.load.lines import block, colon, list_on_key_line, no_colon, second_document, tab
from ttt.load.signs import (
    block_header,
    bracket,
    escape,
    first_character,
    open_quotes,
    other,
)
from ttt.load.stuck import Fault, Stuck
from ttt.source import Span

_WORDINGS: Final[tuple[tuple[str, str, Callable[[Stuck], Fault]], ...]] = (
    ("", "mapping values are not allowed", colon),
    ("", "mapping keys are not allowed", lambda s: first_character(s, s.at)),
    ("", "sequence entries are not allowed", list_on_key_line),
    ("", "could not find expected ':'", lambda s: no_colon(s, s.begun[0])),
    ("quoted scalar", "found unexpected", open_quotes),
    ("quoted scalar", "", escape),
    ("", "node content", lambda s: first_character(s, s.at)),
    ("", "cannot start any token", lambda s: first_character(s, s.at)),
    ("anchor", "", lambda s: first_character(s, s.begun)),
    ("alias", "", lambda s: first_character(s, s.begun)),
    ("tag", "", lambda s: first_character(s, s.begun)),
    ("", "tag handle", lambda s: first_character(s, s.begun)),
    ("block scalar", "", block_header),
    ("flow", "", bracket),
    ("directive", "", lambda s: first_character(s, (s.at[0], 0))),
    ("", "YAML document", lambda s: first_character(s, (s.at[0], 0))),
    ("block mapping", "", block),
    ("block collection", "", block),
    ("", "document start", second_document),
    ("", "", other),
)
"""What the parser was doing, what it says, and who rewords it; parts of its own words, in order."""


def explain_syntax(
    path: str,
    lines: list[str],
    error: yaml.MarkedYAMLError,
    behind: Span | None,
    collector: Collector,
) -> None:
    """Report a syntax error, YAML007 to YAML099, at the place that has to be changed.

    `behind` is the last value the parser finished; text going on behind it is a frequent fault.
    """
    problem_mark = error.problem_mark or error.context_mark
    at = (problem_mark.line, problem_mark.column) if problem_mark else (0, 0)
    context_mark = error.context_mark
    begun = (context_mark.line, context_mark.column) if context_mark else at
    stuck = Stuck(lines, error.context or "", error.problem or "", begun, at, behind)
    fault = _reworded(stuck)
    last = max(len(lines) - 1, 0)
    start = min(fault.start, (last, len(lines[last])))
    span = Span(path, start[0] + 1, start[1] + 1, fault.end[0] + 1, fault.end[1] + 1)
    if (span.end_line, span.end_column) <= (span.line, span.column):
        span = Span(path, span.line, span.column, span.line, span.column + 1)
    collector.error(fault.code, fault.message, span, *fault.hints)


def _reworded(stuck: Stuck) -> Fault:
    """Return the finding for a place where the parser got stuck."""
    line = stuck.line(stuck.at[0])
    margin = line[: len(line) - len(line.lstrip())]
    if "\t" in margin:
        return tab(stuck, margin)
    return next(
        reword(stuck)
        for context, problem, reword in _WORDINGS
        if context in stuck.context and problem in stuck.problem
    )
