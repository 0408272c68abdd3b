"""Which slides show an element: what a deck tells the documents that refer to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Numbering: TypeAlias = Mapping[str, tuple[int, int]]
"""Address → numbers of its first and last slide, from 1."""
