"""Where things are outside the project: the text of packaged templates, the user's cache."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path

from ttt import resources


def compiled_templates() -> Path:
    """Return the user's folder for compiled templates; it need not be there."""
    return user_cache_path("ttt-kit", appauthor=False) / "templates"


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
