"""Ages, counted from the curriculum's date and never from the clock."""

from __future__ import annotations

from datetime import date
from typing import Final

LIMIT: Final = 18
"""Months after which a fact or a source is looked at again."""


def months(since: date, until: date) -> int:
    """Return the whole months from one day to another, negative when it lies before."""
    passed = (until.year - since.year) * 12 + until.month - since.month
    return passed - (until.day < since.day)
