"""A paragraph's text cut where a line may break, each piece measured.

Line breaks are the opportunities of Unicode Standard Annex #14, with ICU's dictionaries for scripts
without spaces. Knows no region and no size: widths are parts of the size.
"""

from __future__ import annotations

import re
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
from ttt.slides.fonts import MOST, PITCH, Fonts, Measured, Runs, Unit, Weight

CODE_WIDTH: Final = 0.6
"""Width of a character of computer text as a part of its size (Courier New)."""

GAP: Final = "\u00a0" * 12
"""What a ruled gap is measured as; its label stands after it in brackets."""

REFERENCE: Final = "000"
"""What a reference is measured as until `number` puts the slide number in."""

_TRAILING: Final = " \t\n\r\v\f\x85\u2028\u2029\u200b\u3000"

_PLAIN: Final = re.compile(r"(?:[A-Za-z0-9]+[.,;:!?]?(?: |$))+")
"""Words of plain letters and digits: a line may break at each space and nowhere else."""

_MANDATORY: Final = ("\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")


def measure(content: Sequence[Inline], fonts: Fonts, *, bold: bool = False) -> Measured:
    """Cut a paragraph where a line may break and measure the pieces, in parts of the size."""
    weight: Weight = "bold" if bold else "regular"
    runs: Runs
    if len(content) == 1 and type(content[0]) is Str:
        runs = ((content[0].text, weight),)
    else:
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
    text = "".join([part for part, _ in runs])
    if not text:
        return Measured((), 0.0, 0.0, fonts.pitch(Script.LATIN))
    if len(runs) == 1:
        weight = runs[0][1]
        known = fonts.units.setdefault(weight, {})
        unit = _unit if weight == "code" or not _PLAIN.fullmatch(text) else _word
        units = [known.get(part) or unit(part, weight, fonts) for part in pieces(text)]
    else:
        units = _units(pieces(text), runs, fonts)
    printed, wide, _ = units[-1]
    all_printed, all_wide, hard = zip(*units, strict=True)
    total = inf if True in hard else sum(all_wide) - (wide - printed)
    return Measured(tuple(units), total, max(all_printed), _pitch(text, runs, fonts))


def _pitch(text: str, runs: Runs, fonts: Fonts) -> float:
    """Return the largest distance of lines that a script of the text asks for."""
    if len(runs) == 1 and text.isascii():
        return fonts.pitch(Script.LATIN, bold=runs[0][1] == "bold")
    pitches = [
        fonts.pitch(script, bold=weight == "bold")
        for part, weight in runs
        for _, script in itemise(part)
    ]
    return max(pitches, default=PITCH)


def pieces(text: str) -> Sequence[str]:
    """Cut a text, which is not empty, where a line may break: at plain words without asking ICU."""
    if _PLAIN.fullmatch(text):
        words = [f"{word} " for word in text.split(" ")]
        words[-1] = words[-1][:-1]
        return words if words[-1] else words[:-1]
    return list(LineBreaker(text, "en"))


def _word(word: str, weight: Weight, fonts: Fonts) -> Unit:
    """Return a plain word, measured; each is measured once."""
    known = fonts.units.setdefault(weight, {})
    if len(known) > MOST:
        known.clear()
    unit = known[word] = (*fonts.word(word, bold=weight == "bold"), False)
    return unit


def _unit(segment: str, weight: Weight, fonts: Fonts) -> Unit:
    """Return a piece of one weight, measured; each is measured once."""
    known = fonts.units.setdefault(weight, {})
    unit = known.get(segment)
    if unit is None:
        if len(known) > MOST:
            known.clear()
        printed = segment.rstrip(_TRAILING)
        width = _width(printed, weight, fonts)
        after = _width(segment[len(printed) :], weight, fonts)
        unit = known[segment] = (width, width + after, segment.endswith(_MANDATORY))
    return unit


def _units(segments: Iterable[str], runs: Runs, fonts: Fonts) -> list[Unit]:
    """Measure the pieces of a text of several weights."""
    ends: list[tuple[int, Weight]] = []
    at = 0
    for part, weight in runs:
        at += len(part)
        ends.append((at, weight))
    units: list[Unit] = []
    at, run = 0, 0
    for segment in segments:
        end, weight = ends[run]
        until = at + len(segment)
        if until <= end:
            units.append(_unit(segment, weight, fonts))
        else:
            printed = segment.rstrip(_TRAILING)
            width = _across(printed, at, ends, fonts)
            after = _width(segment[len(printed) :], weight, fonts)
            units.append((width, width + after, segment.endswith(_MANDATORY)))
        while run < len(ends) - 1 and until >= ends[run][0]:
            run += 1
        at = until
    return units


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
