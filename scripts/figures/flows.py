"""Figures of what comes after what: chains, cycles, paths."""

from __future__ import annotations

import itertools

from scripts.figures.lettering import Style
from scripts.figures.sheet import (
    ACCENT,
    BIG,
    HAIRLINE,
    INK,
    LABEL,
    MARGIN,
    NAME,
    NOTE,
    PANEL,
    WHITE,
    WIDTH,
    Box,
    Sheet,
    across,
    down,
)


def programme_cycle() -> Sheet:
    """Seven numbered phases in a ring; an arrow leads from the last back to the first."""
    sheet = Sheet(1000)
    rows = [across(3, 80, top, top + 232) for top in (40, 384, 728)]
    ring = (*rows[0], rows[1][2], *reversed(rows[2]))
    names = (
        "Needs\nassessment", "Pre-course", "Train the\ntrainer", "Coaching",
        "National\ntraining", "Peer\nexchange", "Exercise\nand review",
    )  # fmt: skip
    for number, (box, name) in enumerate(zip(ring, names, strict=True), start=1):
        sheet.words(sheet.numbered(box, number, 88), name, Style(62, bold=True))
    for here, there in itertools.pairwise((*ring, ring[0])):
        sheet.join(here, there)
    left, middle, _ = rows[1]
    place = Box(left.x + 60, left.top, middle.right, left.bottom)
    sheet.words(place, "The next\nround begins", NOTE)
    return sheet


def custody() -> Sheet:
    """Five steps of a source's life above one bar that holds them together."""
    sheet = Sheet(660)
    top, bottom, bar_top = 44, 304, 430
    point, gap = 34, 12
    each = (WIDTH - 2 * MARGIN - point - 4 * gap) / 5
    for place, name in enumerate(("Supply", "Transport", "Use", "Storage", "Disposal")):
        left = MARGIN + place * (each + gap)
        right, y = left + each, (top + bottom) / 2
        notch = [(left + point, y)] if place else []
        tip = [(right, top), (right + point, y), (right, bottom)]
        sheet.polygon([(left, top), *tip, (left, bottom), *notch], PANEL, INK)
        centre = round(left + each / 2) + (point if place else point // 2)
        half = round(each / 2) - 12
        sheet.middle(Box(centre - half, top, centre + half, bottom), name, NOTE.strong)
        sheet.down_rule(centre, bottom, bar_top)
    bar = Box(MARGIN, bar_top, WIDTH - MARGIN, 616)
    sheet.fill(bar, ACCENT)
    sheet.middle(bar, "Licence  ·  record  ·  responsible person", WHITE)
    return sheet


def who_tells_whom() -> Sheet:
    """Four boxes in a row, joined by the three calls between them."""
    sheet = Sheet(740)
    boxes = across(4, 84, 196, 536)
    names = ("Finder", "Police", "Regulator", "National\nfocal\npoint")
    for box, name in zip(boxes, names, strict=True):
        sheet.frame(box)
        sheet.middle(box, name, LABEL)
    for place, (here, there) in enumerate(itertools.pairwise(boxes), start=1):
        sheet.join(here, there)
        x = (here.right + there.left) // 2
        sheet.middle(Box(x - 150, 40, x + 150, 132), f"Call {place}", LABEL)
        sheet.down_rule(x, 140, here.y - 44, HAIRLINE)
    foot = Box(MARGIN, 580, WIDTH - MARGIN, 690)
    sheet.middle(foot, "Each call is noted: time and office", NOTE)
    return sheet


def national_chain() -> Sheet:
    """Four numbered boxes below each other, from report to decision, each with its question."""
    sheet = Sheet(1000)
    boxes = down(4, 80, Box(MARGIN, 40, 660, 960))
    steps = (
        ("Report", "Who saw what, and when?"),
        ("Check", "What do the experts say?"),
        ("Coordinate", "Who leads, who supports?"),
        ("Decide", "What do we do now?"),
    )
    for number, (box, (name, question)) in enumerate(zip(boxes, steps, strict=True), start=1):
        sheet.words(sheet.numbered(box, number), name, NAME)
        beside = Box(box.right + 60, box.top, WIDTH - MARGIN, box.bottom)
        sheet.words(beside, question, Style(70))
    for here, there in itertools.pairwise(boxes):
        sheet.join(here, there)
    return sheet


def stop_call_preserve() -> Sheet:
    """Three cards side by side: a number, one word, one line of explanation."""
    sheet = Sheet(740)
    steps = (
        ("Stop", "Keep away.\nKeep others\naway."),
        ("Call", "Use the\nnumber in\nyour plan."),
        ("Preserve", "Touch nothing.\nNote what\nyou saw."),
    )
    for number, (box, (word, line)) in enumerate(
        zip(across(3, 44, 40, 700), steps, strict=True), start=1
    ):
        sheet.card(box)
        left, right = box.left + 40, box.right - 20
        sheet.square(left + 60, box.top + 130, str(number), 120)
        sheet.words(Box(left, 250, right, 400), word, BIG)
        sheet.words(Box(left, 400, right, 660), line, NOTE)
    return sheet


def learning_cycle() -> Sheet:
    """Four numbered boxes in a ring: do, look back, conclude, try again."""
    sheet = Sheet(1000)
    upper, lower = (across(2, 150, top, top + 370) for top in (40, 590))
    ring = (*upper, *reversed(lower))
    steps = (
        ("Do", "I do it myself."),
        ("Look back", "What happened?"),
        ("Conclude", "What does it mean?"),
        ("Try again", "What will I change?"),
    )
    for number, (box, (name, line)) in enumerate(zip(ring, steps, strict=True), start=1):
        room = sheet.numbered(box, number)
        sheet.words(Box(room.left, room.top + 60, room.right, room.y + 20), name, NAME)
        sheet.words(Box(room.left, room.y, room.right, room.bottom - 50), line, NOTE)
    for here, there in itertools.pairwise((*ring, ring[0])):
        sheet.join(here, there)
    return sheet


def coaching_path() -> Sheet:
    """A plan, three numbered meetings and a review, joined by arrows in one row."""
    sheet = Sheet(640)
    top, bottom, side, wide = 50, 350, 150, 300
    plan = Box(MARGIN, top, MARGIN + wide, bottom)
    review = Box(WIDTH - MARGIN - wide, top, WIDTH - MARGIN, bottom)
    for box, name in ((plan, "Action\nplan"), (review, "Review")):
        sheet.frame(box)
        sheet.middle(box, name, NAME)
    gap = (review.left - plan.right - 3 * side) / 4
    xs = [round(plan.right + gap + side / 2 + place * (side + gap)) for place in range(3)]
    meetings = [sheet.square(x, plan.y, str(number), side) for number, x in enumerate(xs, start=1)]
    for here, there in itertools.pairwise((plan, *meetings, review)):
        sheet.join(here, there)
    brace = Box(meetings[0].left, 400, meetings[-1].right, 446)
    sheet.across_rule(brace.left, brace.right, brace.bottom)
    for x, start, end in (
        (brace.left + 2, brace.top, brace.bottom),
        (brace.right - 3, brace.top, brace.bottom),
        (brace.x, brace.bottom, brace.bottom + 44),
    ):
        sheet.down_rule(x, start, end)
    foot = Box(MARGIN, 500, WIDTH - MARGIN, 604)
    sheet.middle(foot, "Three meetings with the coach", NOTE)
    return sheet


def session_arc() -> Sheet:
    """One bar in four parts, widths as 3, 5, 8 and 4 of 20 minutes; below each what it is for."""
    sheet = Sheet(560)
    parts = (
        ("Open", "Why?", 3),
        ("Teach", "What is new?", 5),
        ("Practise", "You do it.", 8),
        ("Check", "Show it.", 4),
    )
    gap = 8
    room = WIDTH - 2 * MARGIN - gap * (len(parts) - 1)
    whole = sum(minutes for _, _, minutes in parts)
    left = MARGIN
    for name, line, minutes in parts:
        right = left + round(room * minutes / whole)
        sheet.cell(Box(left, 50, right, 320), name, filled=name == "Practise")
        sheet.middle(Box(left, 330, right, 430), line, NOTE)
        left = right + gap
    sheet.arrow((MARGIN, 490), (WIDTH - MARGIN, 490))
    return sheet


def tabletop_flow() -> Sheet:
    """Six parts of a table-top exercise below each other; bars to scale show when and how long."""
    sheet = Sheet(1000)
    parts = (
        ("Briefing", 20, False), ("Module 1", 45, True), ("Module 2", 45, True),
        ("Module 3", 45, True), ("Hot wash", 35, False), ("Feedback", 20, False),
    )  # fmt: skip
    whole = sum(minutes for _, minutes, _ in parts)
    minutes_end, start, end = 590, 640, WIDTH - MARGIN
    rows = down(len(parts), 12, Box(MARGIN, 30, end, 840))
    gone = 0
    for row, (name, minutes, active) in zip(rows, parts, strict=True):
        sheet.words(row, name, LABEL)
        sheet.words(Box(row.left, row.top, minutes_end, row.bottom), f"{minutes} min", NOTE, 1.0)
        left, right = (start + round((end - start) * at / whole) for at in (gone, gone + minutes))
        sheet.cell(Box(left, row.top + 10, right, row.bottom - 10), None, filled=active)
        if row is not rows[-1]:
            sheet.hairline(MARGIN, end, row.bottom + 5)
        gone += minutes
    sheet.across_rule(MARGIN, end, 845)
    total = Box(MARGIN, 860, minutes_end, 970)
    sheet.words(total, "In all", LABEL)
    sheet.words(total, f"{whole} min", NOTE.strong, 1.0)
    return sheet
