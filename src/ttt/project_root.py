"""Where the project is that somebody stands in. Looks at names of files only."""

from __future__ import annotations

from pathlib import Path
from typing import Final

MARKER: Final = Path("curriculum", "curriculum.yaml")


def find_project(start: Path) -> Path | None:
    """Return the nearest folder upwards that holds `curriculum/curriculum.yaml`."""
    start = start.resolve()
    return next((f for f in (start, *start.parents) if (f / MARKER).is_file()), None)
