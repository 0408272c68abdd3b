"""Which slides a step has: those it lists, or one of its short form, or none.

Kinds: `points`, `table`, `figure`, `quote`, `activity`, `black`, and those of an exercise: `rules`,
`roles`, `scenario`, `questions`, `prompts`, `stages`, `rubric`. How a kind looks is the product's
business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ttt.document import Block, Box, BulletList, OrderedList, Plain, Quotation
from ttt.prose import blocks
from ttt.resolve.passages import without_passages
from ttt.text import Text

View = Mapping[str, Plain]


def asides_of(step: View, address: str) -> Iterator[dict[str, Plain]]:
    """Yield the slides of a step that are not for the wall: the facilitator has them as notes."""
    listed = step["slides"]
    if isinstance(listed, tuple) and listed:
        for slide in listed:
            if isinstance(slide, Mapping) and not (step["on_wall"] and _is_on_wall(slide)):
                yield _slide({**slide, "title": slide["title"] or step["title"]}, address)
    elif not step["on_wall"] and (step["points"] or step["table"] or step["figure"]):
        yield _slide(step, address)


def _is_on_wall(slide: View) -> bool:
    return slide["audience"] == "participant" and slide["face"] == "participant"


def slides_of(step: View, address: str) -> Iterator[dict[str, Plain]]:
    """Yield the slides of a step's view in order, each with title, kind and address.

    What participants may not see on the wall is no slide (`asides_of`). A task is `again` what the
    slide before it was called where both bear the step's title.
    """
    titles: set[str] = set()
    for slide in _slides_of(step, address):
        title = str(slide["title"])
        yield {**slide, "again": True} if slide["kind"] == "activity" and title in titles else slide
        titles.add(title)


def _slides_of(step: View, address: str) -> Iterator[dict[str, Plain]]:
    if not step["on_wall"]:
        return
    if step["screen"] == "off":
        yield _slide(step, address, kind="black")
        return
    listed = step["slides"]
    if isinstance(listed, tuple) and listed:
        for slide in listed:
            if isinstance(slide, Mapping) and _is_on_wall(slide):
                yield _slide({**slide, "title": slide["title"] or step["title"]}, address)
    elif step["table"] and step["points"]:
        yield _slide({**step, "table": None, "figure": None}, address)
        yield _slide({**step, "points": ()}, address)
    elif step["points"] or step["table"] or step["figure"]:
        yield _slide(step, address)
    exercise = step["exercise"]
    shown = isinstance(exercise, Mapping) and exercise["on_wall"]
    if shown or step["task"]:
        yield _slide(step, address, kind="activity")
    if shown and isinstance(exercise, Mapping):
        yield from _exercise_slides(step, exercise, address)


def _exercise_slides(step: View, exercise: View, address: str) -> Iterator[dict[str, Plain]]:
    """Yield what participants see of an exercise besides its task.

    A step that plays one phase shows that one, the first of them what holds for all.
    """
    phase = step["exercise_phase"]
    if phase is None or (isinstance(phase, Mapping) and phase["number"] == 1):
        for kind in ("rules", "roles", "stages", "prompts", "rubric"):
            if exercise[kind]:
                yield _slide(step, address, kind=kind)
    phases = exercise["phases"] if phase is None else (phase,)
    for part in (exercise, *(phases if isinstance(phases, tuple) else ())):
        if not isinstance(part, Mapping):
            continue
        questions = part["questions"] if isinstance(part["questions"], tuple) else ()
        shown: View = {
            "number": part.get("number", 0),
            "title": part["title"],
            "scenario": _for_the_wall(part["scenario"]),
            "key_issues": part.get("key_issues", ()),
            "questions": tuple(q for q in questions if isinstance(q, Mapping) and q["on_wall"]),
        }
        for kind in ("scenario", "questions"):
            if shown[kind]:
                yield _slide(step, address, kind=kind, part=shown)


def _for_the_wall(text: Plain) -> Plain:
    """Return prose without its passages for trainers, whoever opens the deck."""
    if not isinstance(text, Text) or ":::" not in text:
        return text
    kept = _without_passages(blocks(text))
    return Text(str(without_passages(text)), text.kind, text.origin, kept)


def _without_passages(content: tuple[Block, ...]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in content:
        match block:
            case Box(name="trainer"):
                continue
            case Quotation():
                kept.append(replace(block, blocks=_without_passages(block.blocks)))
            case BulletList() | OrderedList():
                kept.append(replace(block, items=tuple(map(_without_passages, block.items))))
            case _:
                kept.append(block)
    return tuple(kept)


def _slide(view: View, address: str, kind: str = "", part: View | None = None) -> dict[str, Plain]:
    notes = {"notes": view["notes"] if "layout" in view else ""} if "notes" in view else {}
    return {
        **notes,
        "address": address,
        "kind": kind or _kind(view),
        "title": view["title"],
        "points": view["points"],
        "table": view["table"],
        "figure": view["figure"],
        "quote": view.get("quote", ""),
        "layout": view.get("layout", ""),
        "face": view.get("face", "participant"),
        "part": part,
        "again": False,
    }


def _kind(view: View) -> str:
    for kind in ("table", "figure"):
        if view[kind]:
            return kind
    return "quote" if view.get("quote") else "points"


def nested(points: tuple[object, ...]) -> tuple[Plain, ...]:
    """Return points as `{text, points}`: a list belongs under the line before it."""
    found: list[dict[str, Plain]] = []
    for point in points:
        match point:
            case tuple() if found:
                under = found[-1]["points"]
                found[-1]["points"] = (*(under if isinstance(under, tuple) else ()), *point)
            case tuple():
                found.extend({"text": item, "points": ()} for item in point)
            case Text():
                found.append({"text": point, "points": ()})
    return tuple(found)
