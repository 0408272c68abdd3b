"""Where things are outside the project: the text of packaged templates, the user's cache."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path

from ttt import resources


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
    """Return the text of a file by its path in the project, None when it cannot be shown."""
    candidates = [root / path]
    if path.startswith("templates/"):
        candidates.append(resources.templates_root() / path.removeprefix("templates/"))
    for candidate in candidates:
        try:
            return candidate.read_bytes().decode("utf-8-sig", errors="replace")
        except OSError:
            continue
    return None
