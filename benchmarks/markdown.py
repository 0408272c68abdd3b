"""The content as Markdown for pandoc: a deck, a handout and a guide for each module.

The order and the labels are those of ttt's base products; facts are already in the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from benchmarks.content import Module, Picture, Session, Step, Table

RULE: Final = r"\_" * 60
_UNDER: Final = "    "


def slides(module: Module, media: str) -> str:
    """Return the deck: a title, and for each session its opening, objective, steps and messages.

    `media` is the folder of the pictures.
    """
    blocks = [f"% {module.title}"]
    for session in module.sessions:
        blocks += [f"# {session.title}", "## Objectives", f"- {session.objective}"]
        for step in session.steps:
            blocks.append(f"## {step.title}")
            blocks.extend(_slide(step, media))
            blocks += ["::: notes", "\n\n".join(notes(step)), ":::"]
        blocks += ["## Key messages", *_bullets(session.key_messages)]
    return _joined(blocks)


def handout(module: Module, media: str) -> str:
    """Return the participants' handout; `media` is the folder of the pictures."""
    blocks = [f"% {module.title}"]
    for session in module.sessions:
        blocks += [f"# {session.title}", session.summary, "## Key messages"]
        blocks += _bullets(session.key_messages)
        for step in session.steps:
            blocks += [f"## {step.title}", step.handout, *_bullets(step.handout_list)]
            blocks += _table(step.table) if step.table else ()
            blocks += _picture(step.picture, media) if step.picture else ()
            blocks += [RULE] * step.lines
    return _joined(blocks)


def guide(module: Module) -> str:
    """Return the facilitator guide: what a session needs, its timing, then each step."""
    blocks = [f"% {module.title}", module.summary, "# Objectives", *_bullets(objectives(module))]
    for session in module.sessions:
        blocks += [f"# {session.title}", session.summary]
        for label, listed in (
            ("Objectives", (f"{session.objective}, {session.degree}",)),
            ("Materials", session.materials),
            ("Prepare", session.prepare),
        ):
            blocks += [f"## {label}", *_bullets(listed)]
        blocks += ["## Timing", *_table(timing(session))]
        for step in session.steps:
            blocks += _guide_step(step)
        for label, text in (
            ("Transition", session.transition),
            ("Adaptation", session.adaptation_notes),
            ("If something is missing", session.contingency),
        ):
            blocks += [f"## {label}", text]
    return _joined(blocks)


def notes(step: Step) -> tuple[str, ...]:
    """Return the paragraphs of the notes of a step's slide."""
    about = f"{step.minutes} min · {step.phase} · {step.grouping}"
    return about, step.do, step.say, *step.ask, *step.listen_for


def timing(session: Session) -> Table:
    """Return the timing table of a session."""
    rows = tuple(
        (step.title, str(step.minutes), step.phase, step.grouping) for step in session.steps
    )
    return Table(("Step", "Minutes", "Phase", "Grouping"), rows, "")


def objectives(module: Module) -> tuple[str, ...]:
    """Return the objectives of a module in words, its own first."""
    sessions = (f"{session.objective}, {session.degree}" for session in module.sessions)
    return (f"{module.objective}, {module.degree}", *sessions)


def _guide_step(step: Step) -> Iterator[str]:
    yield f"## {step.title}"
    yield f"{step.minutes} min · {step.phase} · {step.grouping}"
    for label, text in (("Do", step.do), ("Say", step.say), ("Output", step.output)):
        yield f"**{label}** {text}"
    for label, listed in (("Ask", step.ask), ("Listen for", step.listen_for)):
        yield f"**{label}**"
        yield from _bullets(listed)


def _slide(step: Step, media: str) -> Iterator[str]:
    """Yield the blocks of a slide's body."""
    if step.table:
        yield from _table(step.table)
    if step.picture:
        yield from _picture(step.picture, media)
    if step.points:
        lines = []
        for point in step.points:
            first_level = isinstance(point, str)
            under = (point,) if isinstance(point, str) else point
            lines += [f"{'' if first_level else _UNDER}- {text}" for text in under]
        yield "\n".join(lines)


def _picture(picture: Picture, media: str) -> tuple[str, ...]:
    """Return a picture; beside a caption pandoc takes no alt text, it prints it instead."""
    return (f"![{picture.caption}]({media}/{picture.name})",)


def _bullets(texts: Iterable[str]) -> tuple[str, ...]:
    """Return a list as one block, or nothing for an empty one."""
    lines = "\n".join(f"- {text}" for text in texts)
    return (lines,) if lines else ()


def _table(table: Table) -> tuple[str, ...]:
    """Return a pipe table, its caption below."""
    rule = "|" + "---|" * len(table.header)
    rows = "\n".join(f"| {' | '.join(row)} |" for row in table.rows)
    block = f"| {' | '.join(table.header)} |\n{rule}\n{rows}"
    return (block, f": {table.caption}") if table.caption else (block,)


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"
