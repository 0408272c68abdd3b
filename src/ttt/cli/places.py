"""The text of a file a finding points into: in the project, or among the packaged templates."""

from __future__ import annotations

from pathlib import Path

from ttt import resources


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
