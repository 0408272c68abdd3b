"""Findings for programs: one JSON object with `"schema": 1`."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ttt.cli.report.order import count, ordered
from ttt.diagnostics import Diagnostic, Severity


def json_report(findings: Iterable[Diagnostic]) -> str:
    """Return findings as JSON in ASCII, whatever the terminal's encoding.

    Lines and columns count from 1 and the end is exclusive; all four are null for a finding
    without a line, whose `place` says in words where it is. `file` is relative to the project and
    null when the finding concerns the project as a whole.
    """
    found = ordered(findings)
    shape = {
        "schema": 1,
        "findings": [_finding(finding) for finding in found],
        "errors": count(found, Severity.ERROR),
        "warnings": count(found, Severity.WARNING),
    }
    return json.dumps(shape, indent=2) + "\n"


def _finding(finding: Diagnostic) -> dict[str, str | int | list[str] | None]:
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": finding.path or None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "place": finding.place,
        "hints": list(finding.hints),
    }
