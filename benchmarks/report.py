"""The report: what was measured, against what must be reached, as lines of text.

Judges nothing beyond "reached" or "missed"; it is read by people, not by a test.
"""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Rounds, Usage, median, memory_ratio, ratio
from benchmarks.words import slides_in, words_in


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure and what it must be at most; None where it is only told."""

    what: str
    value: float
    must: float | None = None


def times(title: str, runs: Rounds, reference: str) -> Iterator[str]:
    """Yield a table of the tools: seconds, ratio to the reference, work, memory."""
    yield ""
    yield f"{title} (n={max(len(each) for each in runs.values())})"
    head = ("", "wall s", "min-max", f"ratio to {reference}", "cpu s", "ratio", "peak MiB")
    rows = [head]
    for name, each in runs.items():
        usage = median(each)
        walls = [run.wall for run in each]
        other = runs[reference]
        compared = f"{ratio(each, other):.3f}"
        worked = f"{usage.cpu / median(other).cpu:.3f}"
        spread = f"{min(walls):.2f}-{max(walls):.2f}"
        seconds = (f"{usage.wall:.2f}", spread, compared, f"{usage.cpu:.2f}", worked)
        rows.append((name, *seconds, f"{usage.peak:.0f}"))
    yield from columns(rows)


def goals(reached: Iterable[Goal]) -> Iterator[str]:
    """Yield the table of goals."""
    yield ""
    yield "Goals"
    rows = [("", "measured", "must be", "")]
    for goal in reached:
        must = "" if goal.must is None else f"<= {goal.must}"
        word = "" if goal.must is None else ("reached" if goal.value <= goal.must else "MISSED")
        rows.append((goal.what, f"{goal.value:.3f}", must, word))
    yield from columns(rows)


def course_goals(runs: Rounds) -> tuple[Goal, ...]:
    """Return what the full build must reach."""
    ttt, pandoc = runs["ttt"], runs["pandoc"]
    return (
        Goal("full build, one process, against pandoc one at a time", ratio(ttt, pandoc), 0.15),
        Goal("full build against python-pptx + python-docx", ratio(ttt, runs["libraries"])),
        Goal("peak memory of the full build against pandoc", memory_ratio(ttt, pandoc), 0.8),
    )


def deck_goals(short: str, long: str, runs: Rounds, slides: Mapping[str, int]) -> tuple[Goal, ...]:
    """Return what single decks must reach; `slides` are counted in the decks ttt built."""
    pairs = zip(runs[long], runs[short], strict=True)
    grown = statistics.median(more.wall / less.wall for more, less in pairs)
    exponent = math.log(grown) / math.log(slides[long] / slides[short])
    against = ratio(runs[short], runs["libraries"])
    return (
        Goal(f"one deck of {slides[short]} slides against python-pptx", against, 0.25),
        Goal(f"growth from {slides[short]} to {slides[long]} slides, exponent", exponent, 1.15),
    )


def stages(runs: Sequence[Usage]) -> Iterator[str]:
    """Yield the time by stage that ttt reports: the medians of its runs, the dearest first."""
    each = [_timings(usage.output) for usage in runs]
    names = dict.fromkeys(name for timings in each for name in timings)
    if not names:
        yield "ttt reported no time by stage"
        return
    middle = {name: statistics.median(timings.get(name, 0.0) for timings in each) for name in names}
    whole = statistics.median(usage.wall for usage in runs)
    yield ""
    yield "ttt, time by stage"
    rows = [("", "s", "share of wall")]
    for name, seconds in sorted(middle.items(), key=lambda item: -item[1]):
        rows.append((name, f"{seconds:.3f}", f"{seconds / whole:.0%}"))
    yield from columns(rows)


def sizes(built: Mapping[str, Sequence[Path]]) -> Iterator[str]:
    """Yield what each tool made of the first module: slides, words, size of the file."""
    yield ""
    yield "The first module of cohort a, as built"
    rows = [("", "file", "slides", "words", "KiB")]
    for tool, paths in built.items():
        for path in paths:
            slides = str(slides_in(path)) if path.suffix == ".pptx" else ""
            words = str(words_in(path).total())
            rows.append((tool, path.name, slides, words, f"{path.stat().st_size / 1024:.0f}"))
    yield from columns(rows)


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as aligned lines: the first column to the left, numbers to the right."""
    widths = [max(len(row[x]) for row in rows) for x in range(len(rows[0]))]
    for row in rows:
        first, *others = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]
        yield "  " + "   ".join(cells).rstrip()


def _timings(output: str) -> dict[str, float]:
    """Return `timings` of what `ttt build --json` printed, nothing when it is not there."""
    try:
        printed = json.loads(output)
    except ValueError:
        return {}
    timings = printed.get("timings") if isinstance(printed, dict) else None
    if not isinstance(timings, dict):
        return {}
    return {str(name): float(seconds) for name, seconds in timings.items()}
