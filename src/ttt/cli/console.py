"""Where output goes: data to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import typer

from ttt.diagnostics import Diagnostic
from ttt.project_root import find_project


def project_root() -> Path:
    """Return the project around the current folder; exit 2 with a sentence when there is none."""
    root = find_project(Path.cwd())
    if root is None:
        say("no curriculum here: no folder from here upwards holds curriculum/curriculum.yaml")
        say('go to the folder of a curriculum, or start one with "ttt init DIR"')
        raise typer.Exit(2)
    return root


def say(sentence: str) -> None:
    """Print one line to standard error."""
    typer.echo(sentence, err=True)


def coloured(*, no_color: bool, error: bool = True) -> bool:
    """Whether colours may be used: a terminal, and nobody said no (https://no-color.org)."""
    stream = sys.stderr if error else sys.stdout
    return (
        not no_color
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
        and stream.isatty()
    )


def sources_of(root: Path, findings: Iterable[Diagnostic]) -> Mapping[str, str]:
    """Return the text of the files that findings point into, for showing their lines."""
    from ttt.cli.places import text_of

    paths = {finding.path for finding in findings if finding.span is not None}
    found = {path: text_of(root, path) for path in sorted(paths)}
    return {path: text for path, text in found.items() if text is not None}
