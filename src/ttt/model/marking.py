"""The labels of the Traffic Light Protocol, version 2.0 (FIRST, August 2022), and their order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

MARKINGS: Final = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""From what anyone may read to what stays in the room."""


def strictest(markings: Iterable[str]) -> str:
    """Return the strictest label; an absent one (the empty string) says nothing."""
    return max((m for m in markings if m), key=MARKINGS.index, default="")


def looser(marking: str, other: str) -> bool:
    """Whether a label lets more people read than another one."""
    return MARKINGS.index(marking) < MARKINGS.index(other)
