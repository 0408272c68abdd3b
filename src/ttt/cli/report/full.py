"""Findings for people: the line with a caret under it, the remedy, where to read more.

The drawing is ASCII, so that a console with an old code page shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from ttt.cli.report.order import counted, gravest
from ttt.cli.report.visible import visible, width
from ttt.diagnostics import Diagnostic, Severity
from ttt.frozen import frozen
from ttt.source import Span

MOST_SHOWN: Final = 50
"""Findings drawn in one report; the rest is counted."""

WIDEST: Final = 100
"""Characters of a source line shown; a longer one is cut around the caret."""

_BEFORE: Final = 40
_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_COLOURS: Final = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTE: "\x1b[1;36m",
}
_BOLD: Final = "\x1b[1m"
_DIM: Final = "\x1b[2m"
_PLAIN: Final = "\x1b[0m"


def full(
    findings: Iterable[Diagnostic], sources: Mapping[str, str], *, colour: bool = False
) -> str:
    """Return findings drawn one below the other, at most 50, and their number at the end.

    `sources` gives the text of files by path; a line of a file it lacks is left out. When there
    are more than 50 findings, errors are shown before warnings. Empty when there are none.
    """
    found = tuple(findings)
    if not found:
        return ""
    pen = _Pen(sources, {}, colour)
    shown = gravest(found, MOST_SHOWN)
    parts = [pen.draw(finding) for finding in shown]
    rest = len(found) - len(shown)
    more = f" ({len(shown)} shown, {rest} more)" if rest else ""
    return "\n".join([*parts, f"{counted(found)}{more}\n"])


@frozen
class _Pen:
    """Draws findings; keeps the lines of each file it showed."""

    sources: Mapping[str, str]
    lines: dict[str, list[str]]
    colour: bool

    def draw(self, finding: Diagnostic) -> str:
        """Return one finding, ending with a newline."""
        severity = self._in(_COLOURS[finding.severity], f"{finding.severity}[{finding.code}]")
        place = self._in(_BOLD, _place(finding))
        out = [f"{place}: {severity}: {self._in(_BOLD, visible(finding.message))}"]
        spans = [finding.span] if finding.span else []
        spans += [related.span for related in finding.related]
        gutter = max((len(str(span.line)) for span in spans), default=2)
        bar = self._in(_DIM, f"{' ' * gutter} |")
        if finding.span:
            drawn = self._snippet(finding.span, gutter, "^", _COLOURS[finding.severity])
            out += [bar, *drawn] if drawn else []
        sign = self._in(_DIM, f"{' ' * gutter} =")
        if finding.place:
            out.append(f"{sign} place: {visible(finding.place)}")
        for related in finding.related:
            span = related.span
            where = f"{span.path}:{span.line}:{span.column}"
            out.append(f"{sign} {visible(related.message)}: {visible(where)}")
            out += self._snippet(span, gutter, "-", _DIM)
        if finding.cohorts:
            out.append(f"{sign} for: {', '.join(finding.cohorts)}")
        out += [f"{sign} help: {visible(hint)}" for hint in finding.hints]
        out.append(f"{sign} more: ttt explain {finding.code}")
        return "\n".join(out) + "\n"

    def _snippet(self, span: Span, gutter: int, mark: str, style: str) -> list[str]:
        """Return a source line and the line of marks under it, nothing when it is not known."""
        lines = self.lines.get(span.path)
        if lines is None:
            lines = _LINE_BREAK.split(self.sources.get(span.path, ""))
            self.lines[span.path] = lines
        if not 0 < span.line <= len(lines):
            return []
        line = lines[span.line - 1].rstrip()
        if span.line == 1:
            line = line.removeprefix("\ufeff")
        begin = span.column - 1
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        cut = max(0, begin - _BEFORE) if len(line) > WIDEST else 0
        lead = "..." if cut else ""
        tail = "..." if len(line) > cut + WIDEST else ""
        line = line[: cut + WIDEST]
        before = lead + visible(line[cut:begin])
        marked = visible(line[begin:end])
        shown = before + marked + visible(line[max(end, begin) :]) + tail
        marks = mark * max(width(marked), 1)
        number = self._in(_DIM, f"{span.line:>{gutter}} |")
        bar = self._in(_DIM, f"{' ' * gutter} |")
        return [
            f"{number} {shown}".rstrip(),
            f"{bar} {' ' * width(before)}{self._in(style, marks)}",
        ]

    def _in(self, style: str, text: str) -> str:
        return f"{style}{text}{_PLAIN}" if self.colour else text


def _place(finding: Diagnostic) -> str:
    """Return `file:line:column`, the file alone, or the project."""
    if finding.span:
        return visible(f"{finding.path}:{finding.span.line}:{finding.span.column}")
    return visible(finding.path) or "project"
