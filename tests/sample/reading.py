"""Reads the sample: as it is written, as each cohort's edition, and its texts one by one.

Holds no test. Uses the stages themselves: what is read here is what `ttt build` starts from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from ttt.checks.walk import texts_in
from ttt.diagnostics import Collector
from ttt.document import Block, Box, BulletList, Figure, OrderedList, Paragraph, Quotation, Table
from ttt.markup.fill_inlines import plain
from ttt.model.audience import Audience
from ttt.model.curriculum import Module, Session, Step
from ttt.model.edition import Curriculum, Edition
from ttt.model.overlay import Change
from ttt.project import read_project
from ttt.prose import FIELD, blocks
from ttt.reading import read
from ttt.resolve import resolve
from ttt.text import Text

ROOT: Final = Path(__file__).parents[2]
COHORTS: Final = ("khm", "lao", "phl", "sea", "vnm")
NATIONAL: Final = ("khm", "lao", "phl", "vnm")
VERSIONS: Final = ("base", *COHORTS)


@cache
def curriculum() -> Curriculum:
    """The sample as validated; a mistake in its YAML is said first."""
    collector = Collector()
    found = read(read_project(ROOT, collector), collector).curriculum
    assert not collector.has_errors, [f"{d.code} {d.message}" for d in collector]
    assert found is not None
    assert found.complete
    return found


@cache
def edition(cohort: str, audience: Audience = Audience.TRAINER) -> Edition:
    """What an audience of a cohort gets."""
    whole = curriculum()
    named = next(c for c in whole.cohorts if c.id == cohort)
    return resolve(whole, named, whole.header.language, audience, Collector())


def modules(version: str) -> tuple[Module, ...]:
    """The modules of the base, or of the trainers' edition of a cohort."""
    return curriculum().modules if version == "base" else edition(version).modules


def sessions(version: str) -> Iterator[Session]:
    """The sessions of all modules of a version, in order."""
    for module in modules(version):
        yield from module.sessions


def steps(version: str) -> Iterator[tuple[str, Session, Step]]:
    """The steps of a version with their addresses (`m2-s1/headline`) and sessions."""
    for session in sessions(version):
        for step in session.steps:
            yield f"{session.id}/{step.id}", session, step


@cache
def files() -> Mapping[str, Any]:
    """What the YAML files of the sample hold, by path below `curriculum/`, as plain data."""
    folder = ROOT / "curriculum"
    return {
        path.relative_to(folder).as_posix(): yaml.safe_load(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.yaml"))
    }


def changes(change: Change) -> Iterator[Change]:
    """A change of an overlay and all changes inside it."""
    yield change
    for inner in change.children.values():
        for each in inner:
            yield from changes(each)


# ── texts ────────────────────────────────────────────────────────────────────────────────────


def texts(value: object) -> Iterator[Text]:
    """Every text below an element that says something."""
    return (text for text in texts_in(value) if text.strip())


def everything() -> Iterator[Text]:
    """Every text of the sample, those of cohorts and their changes included."""
    whole = curriculum()
    for part in (whole.header, whole.modules, whole.exercises, whole.resources, whole.glossary):
        yield from texts(part)
    for overlay in whole.overlays:
        yield from texts(overlay.change)
    yield from texts(whole.cohorts)


@dataclass(frozen=True)
class Line:
    """A paragraph, list item or `cell` as people read it; `boxed` in a passage for trainers."""

    words: str
    boxed: bool = False
    cell: bool = False


def lines(text: Text) -> Iterator[Line]:
    """The lines of a text without markup; names of facts stand in them as they are written."""
    return (line for line in _lines(blocks(text), boxed=False) if line.words.strip())


def _lines(content: tuple[Block, ...], *, boxed: bool) -> Iterator[Line]:
    for block in content:
        match block:
            case Paragraph():
                yield Line("".join(map(plain, block.content)), boxed)
            case BulletList() | OrderedList():
                for item in block.items:
                    yield from _lines(item, boxed=boxed)
            case Box():
                yield from _lines(block.blocks, boxed=True)
            case Quotation():
                yield from _lines(block.blocks, boxed=boxed)
            case Table():
                for row in (block.header, *block.rows):
                    yield from (Line("".join(map(plain, c)), boxed, cell=True) for c in row)
            case Figure():
                yield Line(str(block.alt), boxed)
                yield Line("".join(map(plain, block.caption)), boxed)
            case _:
                raise AssertionError(block)


_END: Final = re.compile(r"""(?<=[.!?])["”’')]*\s+(?=["“‘'(]?[A-Z0-9])""")
_NUMBER: Final = re.compile(r"\d+\. ")
_CELL: Final = re.compile(r"\b(?:header|rows)\[")


def sentences(text: Text, *, cells: bool = True) -> Iterator[str]:
    """The sentences of a text, and its lines that end without a mark.

    What a cohort fills in is read as the word Name. Without `cells` those of tables are left out.
    """
    if not cells and _CELL.search(text.origin.part):
        return
    for line in lines(text):
        if cells or not line.cell:
            words = " ".join(FIELD.sub("Name", line.words).split())
            number = _NUMBER.match(words)
            start = number.end() if number else 0
            first, *others = _END.split(words[start:])
            yield from (words[:start] + first, *others)


def is_whole(sentence: str) -> bool:
    """Whether a line is a sentence to its end, not a point or a title."""
    return sentence.rstrip("\"”’')").endswith((".", "!", "?"))


def length(sentence: str) -> int:
    """How many words a sentence has; figures are none."""
    return len(re.findall(r"\w*[^\W\d_][\w'’./+-]*", sentence))
