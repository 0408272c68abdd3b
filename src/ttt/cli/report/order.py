"""The order of findings in a report, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ttt.diagnostics import Diagnostic, Severity

_RANK: Final = {severity: rank for rank, severity in enumerate(Severity)}


def ordered(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings by file, line and column; those about the whole project come last."""
    return tuple(sorted(findings, key=_place))


def gravest(findings: Iterable[Diagnostic], most: int) -> tuple[Diagnostic, ...]:
    """Return at most `most` findings, errors before warnings before notes, then in order."""
    chosen = sorted(findings, key=lambda d: (_RANK[d.severity], _place(d)))[:most]
    return ordered(chosen)


def count(findings: Iterable[Diagnostic], severity: Severity) -> int:
    """Return how many findings have this severity."""
    return sum(d.severity is severity for d in findings)


def counted(findings: Iterable[Diagnostic]) -> str:
    """Return how many there are in words: `2 errors, 1 warning`."""
    findings = tuple(findings)
    numbers = ((count(findings, severity), severity.value) for severity in Severity)
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in numbers if n)


def _place(finding: Diagnostic) -> tuple[bool, str, int, int, int, str, str]:
    span = finding.span
    line, column = (span.line, span.column) if span else (0, 0)
    rank = _RANK[finding.severity]
    return (not finding.path, finding.path, line, column, rank, finding.code, finding.message)
