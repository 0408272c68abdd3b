"""Figures of numbers: bars to scale, from public figures of the IAEA."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from scripts.figures.lettering import Style
from scripts.figures.sheet import ACCENT, MARGIN, NAME, NOTE, PAPER, WIDTH, Box, Sheet

_DATA: Final = Path(__file__).resolve().parent.parent.parent / "curriculum" / "data"
_NUMBER: Final = Style(104, bold=True)


def itdb_2023_groups() -> Sheet:
    """Three horizontal bars to scale, one a group of the ITDB, with the number at their end."""
    groups = _groups()
    sheet = Sheet(1000)
    most = max(number for _, _, number in groups)
    axis, for_number = 370, 210
    room = WIDTH - MARGIN - axis - for_number
    for place, (group, meaning, number) in enumerate(groups):
        top = 48 + place * 312
        end = axis + round(room * number / most)
        sheet.words(Box(MARGIN, top, axis, top + 160), f"Group {group}", NAME)
        sheet.fill(Box(axis, top, end, top + 160), ACCENT)
        sheet.words(Box(end + 30, top, WIDTH, top + 160), str(number), _NUMBER)
        sheet.words(Box(axis + 28, top + 172, WIDTH, top + 262), meaning, NOTE)
    sheet.down_rule(axis, 30, 970)
    return sheet


def itdb_thefts() -> Sheet:
    """Two bars in frames that stand for all reported thefts; filled: those during transport.

    Source: IAEA, ITDB fact sheet 2024 (52 % since 1993, about 65 % in the last decade).
    """
    sheet = Sheet(860)
    head = Box(MARGIN, 30, WIDTH - MARGIN, 130)
    sheet.words(head, "Reported thefts: share during authorised transport", Style(66))
    rows = (("Since 1993", "52%", 52), ("In the last ten years", "about 65%", 65))
    for place, (name, words, share) in enumerate(rows):
        top = 170 + place * 340
        sheet.words(Box(MARGIN, top, WIDTH - MARGIN, top + 100), name, NAME)
        frame = Box(MARGIN, top + 114, WIDTH - MARGIN, top + 294)
        sheet.frame(frame)
        filled = Box(frame.left, frame.top, frame.left + frame.width * share // 100, frame.bottom)
        sheet.fill(filled, ACCENT)
        room = Box(filled.left, filled.top, filled.right - 40, filled.bottom)
        sheet.words(room, words, Style(_NUMBER.size, bold=True, colour=PAPER), 1.0)
    return sheet


def _groups() -> tuple[tuple[str, str, int], ...]:
    """Read the three groups from the data file; the row of the total has no group number."""
    with (_DATA / "itdb-2023.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (line["Group"], line["Meaning"], int(line["Incidents"]))
            for line in csv.DictReader(file)
            if line["Group"] in {"I", "II", "III"}
        )
