"""Values in findings of this stage: quoted, on one line, cut where they are long."""

from __future__ import annotations

from typing import Final

_LONGEST: Final = 32


def quote(value: str) -> str:
    """Return the value in double quotes."""
    line = " ".join(value.split())
    return f'"{line[: _LONGEST - 1]}…"' if len(line) > _LONGEST else f'"{line}"'
