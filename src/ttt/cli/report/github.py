"""Findings as workflow commands, which GitHub shows at the changed lines of a pull request.

The commands and their escapes: https://docs.github.com/actions, "Workflow commands".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ttt.cli.report.order import ordered
from ttt.cli.report.visible import visible
from ttt.diagnostics import Diagnostic, Severity

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


def github(findings: Iterable[Diagnostic]) -> str:
    """Return one command a finding, with its hints below the message."""
    return "".join(_command(finding) + "\n" for finding in ordered(findings))


def _command(finding: Diagnostic) -> str:
    properties = []
    if finding.path:
        properties.append(("file", finding.path))
    if finding.span:
        span = finding.span
        properties += [("line", str(span.line)), ("endLine", str(span.end_line))]
        if span.line == span.end_line:  # GitHub takes columns within one line only
            properties += [("col", str(span.column)), ("endColumn", str(span.end_column))]
    properties.append(("title", finding.code))
    named = ",".join(f"{key}={_property(value)}" for key, value in properties)
    place = f" ({finding.place})" if finding.place else ""
    lines = (finding.message + place, *finding.hints)
    text = "%0A".join(_data(visible(line)) for line in lines)
    return f"::{_COMMANDS[finding.severity]} {named}::{text}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
