"""A paragraph's text cut where a line may break, each piece measured.

Line breaks are the opportunities of Unicode Standard Annex #14, with ICU's dictionaries for scripts
without spaces. Knows no region and no size: widths are parts of the size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import Final

from icu4py.breakers import LineBreaker

from ttt.document import (
    Code,
    Emphasis,
    Gap,
    Inline,
    LineBreak,
    Link,
    Reference,
    Str,
    Strong,
    Styled,
)
from ttt.scripts import Script, itemise
from ttt.slides.fonts import PITCH, Fonts, Measured, Runs, Weight

CODE_WIDTH: Final = 0.6
"""Width of a character of computer text as a part of its size (Courier New)."""

GAP: Final = "\u00a0" * 12
"""What a ruled gap is measured as; its label stands after it in brackets."""

REFERENCE: Final = "000"
"""What a reference is measured as until `number` puts the slide number in."""

_TRAILING: Final = " \t\n\r\v\f\x85\u2028\u2029\u200b\u3000"

_MANDATORY: Final = ("\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")


def measure(content: Sequence[Inline], fonts: Fonts, *, bold: bool = False) -> Measured:
    """Cut a paragraph where a line may break and measure the pieces, in parts of the size."""
    weight: Weight = "bold" if bold else "regular"
    match content:
        case (Str(text, _),):
            runs: Runs = ((text, weight),)
        case _:
            runs = _merged(_runs(content, weight))
    measured = fonts.paragraphs.get(runs)
    if measured is None:
        if len(fonts.paragraphs) > 1 << 15:
            fonts.paragraphs.clear()
        measured = fonts.paragraphs[runs] = _measure(runs, fonts)
    return measured


def _runs(content: Sequence[Inline], weight: Weight) -> Iterable[tuple[str, Weight]]:
    for inline in content:
        match inline:
            case Str(text, _):
                yield text, weight
            case Strong(inner):
                yield from _runs(inner, "bold")
            case Emphasis(inner) | Link(_, inner) | Styled(_, inner):
                yield from _runs(inner, weight)
            case Code(text, _):
                yield text, "code"
            case LineBreak():
                yield "\n", weight
            case Gap(label):
                yield f"{GAP} ({label.text})", weight
            case Reference():
                yield REFERENCE, weight


def _merged(runs: Iterable[tuple[str, Weight]]) -> Runs:
    merged: list[tuple[str, Weight]] = []
    for text, weight in runs:
        if merged and merged[-1][1] == weight:
            merged[-1] = (merged[-1][0] + text, weight)
        elif text:
            merged.append((text, weight))
    return tuple(merged)


def _measure(runs: Runs, fonts: Fonts) -> Measured:
    text = "".join(part for part, _ in runs)
    if not text:
        return Measured((), 0.0, 0.0, fonts.pitch(Script.LATIN))
    ends: list[tuple[int, Weight]] = []
    at = 0
    for part, weight in runs:
        at += len(part)
        ends.append((at, weight))
    units: list[tuple[float, float, bool]] = []
    total, at, run = 0.0, 0, 0
    for segment in LineBreaker(text, "en"):
        printed = segment.rstrip(_TRAILING)
        until = at + len(segment)
        if until <= ends[run][0]:
            width = _width(printed, ends[run][1], fonts)
            after = _width(segment[len(printed) :], ends[run][1], fonts)
        else:
            width = _across(printed, at, ends, fonts)
            after = _width(segment[len(printed) :], ends[run][1], fonts)
        while run < len(ends) - 1 and until >= ends[run][0]:
            run += 1
        hard = segment.endswith(_MANDATORY)
        units.append((width, width + after, hard))
        total = inf if hard else total + width + after
        at = until
    last = units[-1]
    pitch = max(
        (
            fonts.pitch(script, bold=weight == "bold")
            for part, weight in runs
            for _, script in itemise(part)
        ),
        default=PITCH,
    )
    widest = max(printed for printed, _, _ in units)
    return Measured(tuple(units), total - (last[1] - last[0]), widest, pitch)


def _across(text: str, at: int, ends: Sequence[tuple[int, Weight]], fonts: Fonts) -> float:
    """Return the width of a piece that runs over several weights."""
    width, start = 0.0, 0
    for end, weight in ends:
        stop = min(len(text), max(end - at, 0))
        if stop > start:
            width += _width(text[start:stop], weight, fonts)
            start = stop
    return width


def _width(text: str, weight: Weight, fonts: Fonts) -> float:
    if not text:
        return 0.0
    if weight == "code":
        return max(CODE_WIDTH * len(text), fonts.width(text))
    return fonts.width(text, bold=weight == "bold")
