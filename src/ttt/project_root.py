"""Where the project is that somebody stands in. Looks at names of files only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

MARKER: Final = Path("curriculum", "curriculum.yaml")


def find_project(start: Path) -> Path | None:
    """Return the nearest folder upwards that holds `curriculum/curriculum.yaml`.

    Whatever has that name counts: a folder or a broken link there is found when it is read.
    """
    start = start.resolve()
    return next((f for f in (start, *start.parents) if os.path.lexists(f / MARKER)), None)
