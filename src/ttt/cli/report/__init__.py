"""Findings as text: for people, for editors, for programs, for GitHub.

One module a format, each with one function from findings to text. Nothing here prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias, assert_never

from ttt.cli.report.concise import concise
from ttt.cli.report.full import full
from ttt.cli.report.github import github
from ttt.cli.report.json import json_report
from ttt.diagnostics import Diagnostic

__all__ = ["FORMATS", "Format", "concise", "full", "github", "json_report", "report"]

Format: TypeAlias = Literal["full", "concise", "json", "github"]
FORMATS: Final[tuple[Format, ...]] = ("full", "concise", "json", "github")


def report(
    form: Format,
    findings: Iterable[Diagnostic],
    sources: Mapping[str, str],
    *,
    colour: bool = False,
) -> str:
    """Return findings in one of the formats, in the order of files and lines.

    `sources` gives the text of files by path, for the lines that `full` shows. The text ends with
    a newline unless there is nothing to say.
    """
    match form:
        case "full":
            return full(findings, sources, colour=colour)
        case "concise":
            return concise(findings)
        case "json":
            return json_report(findings)
        case "github":
            return github(findings)
        case _:
            assert_never(form)
