"""Which size a text gets, and where it is split: the measures in the order of the design.

Design size first; then down to about 24 pt (22 for scripts with stacked marks) as long as it
fits; then split into even parts, at the largest size that needs no more of them; the floor only
where a single paragraph is too high otherwise.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from math import ceil, inf
from typing import Final

from ttt.frozen import frozen
from ttt.slides.fit import Heights

SPLIT_LATIN: Final = 24.0
SPLIT_OTHER: Final = 22.0
"""The size in points that is rather split at than lowered further."""

_EPSILON: Final = 1e-6


@frozen
class Plan:
    """How a text is set: points under design size, where its parts begin and end.

    `over` are the points by which the highest part is too high at the floor; 0 when all fits.
    """

    step: int
    parts: tuple[tuple[int, int], ...]
    over: float = 0.0


def plan(
    heights_at: Callable[[int], Heights],
    limit_at: Callable[[int], float],
    steps: tuple[int, int],
    penalties: Sequence[float] = (),
) -> Plan:
    """Choose the size and the parts.

    `heights_at(step)` are the heights `step` points under design size, `limit_at` the height
    there is. `steps` are the step to split at and the step of the floor. `penalties` say, for
    each paragraph, how bad it is to begin a part with it (0 to 1).
    """
    at_split, at_floor = steps
    count = 0
    for step in range(at_floor + 1):
        found = heights_at(step)
        limit = limit_at(step)
        if found.total <= limit + _EPSILON:
            return Plan(step, ((0, len(found.blocks)),))
        if step < at_split:
            continue
        count = part_count(found, limit)
        if count:
            return _largest(heights_at, limit_at, step, count, penalties)
    found = heights_at(at_floor)
    limit = limit_at(at_floor)
    over = max(found.blocks) - limit
    # Set anyway, each part as high as its highest paragraph needs: the finding says the rest.
    return Plan(at_floor, even(found, max(limit, *found.blocks), None, penalties), over)


def _largest(
    heights_at: Callable[[int], Heights],
    limit_at: Callable[[int], float],
    last: int,
    count: int,
    penalties: Sequence[float],
) -> Plan:
    """Return the plan with the largest size that still needs `count` parts."""
    for step in range(last + 1):
        found = heights_at(step)
        limit = limit_at(step)
        if part_count(found, limit) == count:
            return Plan(step, even(found, limit, count, penalties))
    raise AssertionError("the last step needs `count` parts by itself")


def part_count(found: Heights, limit: float) -> int:
    """Return the least number of parts, 0 when a paragraph is too high by itself."""
    count, height = 1, 0.0
    for block, gap in zip(found.blocks, found.gaps, strict=True):
        if block > limit + _EPSILON:
            return 0
        if height and height + gap + block > limit + _EPSILON:
            count += 1
            height = block
        else:
            height += block + (gap if height else 0.0)
    return count


def even(
    found: Heights, limit: float, count: int | None, penalties: Sequence[float]
) -> tuple[tuple[int, int], ...]:
    """Divide into `count` parts (None: as few as it takes) of about the same height.

    The sum of the squared heights is least, with a penalty where a part would begin with what
    belongs to the paragraph before it.
    """
    parts = part_count(found, limit) if count is None else count
    total = len(found.blocks)
    worst = (limit or 1.0) ** 2
    best = [[inf] * (total + 1) for _ in range(parts + 1)]
    begin = [[0] * (total + 1) for _ in range(parts + 1)]
    best[0][0] = 0.0
    for part in range(1, parts + 1):
        for end in range(part, total + 1):
            height = 0.0
            for start in range(end - 1, part - 2, -1):
                height += found.blocks[start] + (found.gaps[start + 1] if start + 1 < end else 0.0)
                if height > limit + _EPSILON:
                    break
                penalty = penalties[start] * worst if start and penalties else 0.0
                cost = best[part - 1][start] + height**2 + penalty
                if cost < best[part][end]:
                    best[part][end], begin[part][end] = cost, start
    cuts = [total]
    for part in range(parts, 0, -1):
        cuts.append(begin[part][cuts[-1]])
    cuts.reverse()
    return tuple(itertools.pairwise(cuts))


def too_many(over: float, pitch: float) -> int:
    """Return how many lines do not fit."""
    return max(1, ceil((over - _EPSILON) / pitch))
