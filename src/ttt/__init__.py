"""A document compiler for train-the-trainer curricula: YAML in, each cohort's documents out."""

from __future__ import annotations

import importlib.metadata

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """The version of the installed distribution, looked up only when someone asks."""
    if name == "__version__":
        return importlib.metadata.version("ttt-kit")
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
