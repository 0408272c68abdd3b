"""One line a finding, for editors: `file:line:column: error[CODE]: message`."""

from __future__ import annotations

from collections.abc import Iterable

from ttt.cli.report.order import ordered
from ttt.cli.report.visible import visible
from ttt.diagnostics import Diagnostic


def concise(findings: Iterable[Diagnostic]) -> str:
    r"""Return one line a finding; a finding without a line is shown at 1:1, its place in words.

    The lines match the problem matcher `^(.*):(\d+):(\d+): (error|warning)\[(\w+)\]: (.*)$` that
    `ttt init` writes for VS Code; notes say `note` and do not match.
    """
    return "".join(_line(finding) + "\n" for finding in ordered(findings))


def _line(finding: Diagnostic) -> str:
    line, column = (finding.span.line, finding.span.column) if finding.span else (1, 1)
    place = f" ({finding.place})" if finding.place else ""
    head = f"{finding.path or '.'}:{line}:{column}: {finding.severity}[{finding.code}]"
    return visible(f"{head}: {finding.message}{place}")
