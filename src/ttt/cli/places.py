"""Where things are outside the project: the text of packaged templates, the user's cache."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path

from ttt import resources
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
