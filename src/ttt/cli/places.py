"""Where things are outside the project: the text of packaged templates, the user's cache."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import typer
from platformdirs import user_cache_path

from ttt import resources
from ttt.cli.console import say
from ttt.load.decode import LARGEST


def compiled_templates() -> Path | None:
    """Return the user's folder for compiled templates, which need not be there yet.

    None for a user without a home: a folder below the current one is nobody's own.
    """
    try:
        folder = user_cache_path("ttt-kit", appauthor=False) / "templates"
    except RuntimeError:  # what platformdirs says today; earlier ones give a relative path
        return None
    return folder if folder.is_absolute() else None


def moment_of_build() -> str:
    """Return the time documents are to name as theirs, from SOURCE_DATE_EPOCH; empty without it.

    The variable holds seconds since 1970 (https://reproducible-builds.org/specs/source-date-epoch/).
    Exit 2 with a sentence when it holds anything else.
    """
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not written:
        return ""
    try:
        moment = datetime.fromtimestamp(int(written), UTC)
    except (ValueError, OverflowError, OSError):
        say(
            "SOURCE_DATE_EPOCH is not a number of seconds since 1970; set it right, or take it away"
        )
        raise typer.Exit(2) from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def text_of(root: Path, path: str) -> str | None:
    """Return the text of a file by its path in the project, None when it cannot be shown.

    Nothing is shown of what a link brings in from elsewhere, nor more than a text may have.
    """
    candidates = [root / path]
    if path.startswith("templates/"):
        candidates.append(resources.templates_root() / path.removeprefix("templates/"))
    for candidate in candidates:
        try:
            if not candidate.is_file() or os.path.realpath(candidate) != str(candidate):
                continue  # a pipe, which would wait for somebody to write into it, or a link
            with candidate.open("rb") as file:
                return file.read(LARGEST).decode("utf-8-sig", errors="replace")
        except OSError:
            continue
    return None
