"""What columns of a table get of the room that is left when each has its least.

Slides and Word documents share it out alike. Knows no unit and no text.
"""

from __future__ import annotations

from collections.abc import Sequence


def shared_by_amount(
    least: Sequence[float], wanted: Sequence[float], amounts: Sequence[float], room: float
) -> list[float]:
    """Return the widths: what is left goes by amount of text, to none more than it wants.

    A column without text keeps its least.
    """
    widths = list(least)
    still = [at for at, low in enumerate(least) if low < wanted[at] and amounts[at]]
    while still:
        part = (room - sum(widths)) / sum(amounts[at] for at in still)
        full = [at for at in still if widths[at] + part * amounts[at] >= wanted[at]]
        for at in full or still:
            widths[at] = wanted[at] if full else widths[at] + part * amounts[at]
        still = [at for at in still if full and at not in full]
    return widths
