"""Figures of what belongs to what: rows, columns, cards."""

from __future__ import annotations

from scripts.figures.sheet import (
    BIG,
    LABEL,
    MARGIN,
    NAME,
    NOTE,
    WIDTH,
    Box,
    Sheet,
    across,
    down,
)


def channels() -> Sheet:
    """Three cards side by side, one a channel: its name, whom it links and for what."""
    sheet = Sheet(660)
    cards = (
        ("ASEANTOM", "Regulators\nof the region\nmeet and learn."),
        ("INTERPOL", "Police share\ninformation\nacross borders."),
        ("ITDB", "States report\nincidents to\nthe IAEA."),
    )
    for box, (name, line) in zip(across(3, 44, 40, 620), cards, strict=True):
        sheet.card(box)
        left, right = box.left + 36, box.right - 16
        sheet.words(Box(left, 90, right, 240), name, NAME)
        sheet.hairline(left, box.right - 36, 270)
        sheet.words(Box(left, 300, right, 580), line, NOTE)
    return sheet


def abcd() -> Sheet:
    """Four cards in a row, one a part of an objective: its letter, its name and its question."""
    sheet = Sheet(680)
    cards = (
        ("A", "Audience", "Who?"),
        ("B", "Behaviour", "Does what?"),
        ("C", "Condition", "With what\nin hand?"),
        ("D", "Degree", "How well?"),
    )
    for box, (letter, name, question) in zip(across(4, 28, 40, 640), cards, strict=True):
        sheet.card(box)
        left, right = box.left + 28, box.right - 8
        sheet.square(left + 75, box.top + 130, letter, 150)
        sheet.words(Box(left, 290, right, 390), name, LABEL)
        height = 100 if "\n" not in question else 170
        sheet.words(Box(left, 410, right, 410 + height), question, NOTE)
    return sheet


def sitman_msel() -> Sheet:
    """A table of three groups of people and two documents: who gets which."""
    sheet = Sheet(820)
    columns = (
        (Box(590, 40, 1060, 780), "SitMan", "situation manual"),
        (Box(1082, 40, 1552, 780), "MSEL", "list of injects"),
    )
    for column, name, meaning in columns:
        sheet.middle(Box(column.left, 34, column.right, 134), name, BIG)
        sheet.middle(Box(column.left, 140, column.right, 220), meaning, NOTE)
    rows = (
        ("Participants", (True, False)),
        ("Facilitators", (True, True)),
        ("Evaluators", (True, True)),
    )
    area = Box(MARGIN, 250, WIDTH - MARGIN, 780)
    for box, (who, gets) in zip(down(len(rows), 22, area), rows, strict=True):
        sheet.words(box, who, NAME)
        for (column, _, _), yes in zip(columns, gets, strict=True):
            cell = Box(column.left, box.top, column.right, box.bottom)
            sheet.cell(cell, "Yes" if yes else "No", filled=yes)
    return sheet


def feedback_grid() -> Sheet:
    """Two rows and two columns: content and delivery, what to keep and what to change."""
    sheet = Sheet(960)
    columns = ((Box(456, 40, 993, 160), "+"), (Box(1015, 40, 1552, 160), "−"))
    for column, sign in columns:
        sheet.square(column.x, column.y, sign, 120, part=1.25)
    rows = (
        ("Content", ("What was\nclear and\ncorrect?", "What would\nyou correct\nor add?")),
        ("Delivery", ("What helped\nyou follow?", "What would\nyou change?")),
    )
    area = Box(MARGIN, 190, WIDTH - MARGIN, 920)
    for box, (name, prompts) in zip(down(len(rows), 22, area), rows, strict=True):
        sheet.words(box, name, NAME)
        for (column, _), prompt in zip(columns, prompts, strict=True):
            cell = Box(column.left, box.top, column.right, box.bottom)
            sheet.frame(cell)
            sheet.middle(cell, prompt, NOTE)
    return sheet
