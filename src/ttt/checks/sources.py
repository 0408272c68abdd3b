"""Sources: named where figures are, current, and read not too long ago."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ttt.checks.dates import LIMIT, months
from ttt.checks.wording import counted, quote
from ttt.diagnostics import Collector, Related
from ttt.model.curriculum import Resource, Session, Step
from ttt.model.edition import Curriculum
from ttt.model.fields import Place
from ttt.text import Text

_FIGURE: Final = re.compile(r"\d{2,}|\d\s*%|per ?cent\b")
_NO_FIGURE: Final = re.compile(r"\{\{.*?\}\}|https?://\S+|\b\d{1,2}:\d\d\b")
"""Names, addresses and clock times hold digits that claim nothing."""


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report figures without a source, and sources that are superseded or were read long ago."""
    for module in curriculum.modules:
        for session in module.sessions:
            for step in session.steps:
                _claims(step, session, collector)
    resources = {resource.id: resource for resource in curriculum.resources}
    used: dict[str, None] = {}
    for name, place in _uses(curriculum):
        used[name] = None
        resource = resources.get(name)
        if resource is not None and resource.status == "superseded":
            _superseded(resource, place, collector)
    for resource in curriculum.resources:
        _ages(resource, curriculum, collector, used=resource.id in used)


def _claims(step: Step, session: Session, collector: Collector) -> None:
    """Report figures in a step of information when neither step nor session names a source."""
    if step.phase != "information" or step.sources or session.sources:
        return
    for text in _shown(step):
        if _FIGURE.search(_NO_FIGURE.sub("", text)):
            collector.warning(
                "SRC001",
                f"the step {quote(step.id)} gives figures and names no source",
                text.origin.span or step.place.at("id"),
                "add sources: [id] to the step; the ids stand in resources.yaml",
            )
            return


def _shown(step: Step) -> Iterator[Text]:
    """Yield what a step tells participants, without its questions and tasks."""
    tables = (step.table, *(slide.table for slide in step.slides))
    yield step.title
    for points in (step.points, *(slide.points for slide in step.slides)):
        for point in points:
            yield from (point,) if isinstance(point, Text) else point
    for table in tables:
        if table is not None:
            yield from (cell for row in table.rows for cell in row)
    yield from (text for slide in step.slides for text in (slide.title, slide.quote))
    yield from (step.say, step.handout)


def _uses(curriculum: Curriculum) -> Iterator[tuple[str, Place]]:
    """Yield the resources that are named, with the element that names each."""
    for module in curriculum.modules:
        for session in module.sessions:
            yield from ((name, session.place) for name in session.sources)
            for step in session.steps:
                yield from ((name, step.place) for name in step.sources)
    for exercise in curriculum.exercises:
        for name in (*exercise.sources, *exercise.public_sources):
            yield name, exercise.place
    for term in curriculum.glossary:
        if term.source:
            yield term.source, term.place


def _superseded(resource: Resource, place: Place, collector: Collector) -> None:
    newer = resource.superseded_by
    collector.warning(
        "SRC002",
        f"the source {quote(resource.id)} is superseded",
        place.keys.get("sources") or place.at("source"),
        f"use {quote(newer)} and check what it says" if newer else "look for what replaced it",
        related=(Related("the source", resource.place.at("status")),),
    )


def _ages(resource: Resource, curriculum: Curriculum, collector: Collector, *, used: bool) -> None:
    if resource.superseded_by == resource.id:
        collector.error(
            "SRC005",
            f"{quote(resource.id)} is superseded by itself",
            resource.place.at("superseded_by"),
            "name the newer source",
        )
    if resource.read_on is None:
        return
    today = curriculum.header.date
    related = (Related("the curriculum's date", curriculum.header.place.at("date")),)
    if resource.read_on > today:
        collector.warning(
            "SRC004",
            f"{quote(resource.id)} was read on {resource.read_on}, after the curriculum's date",
            resource.place.at("read_on"),
            f"bring date: in curriculum.yaml up to date; it is {today}",
            related=related,
        )
    age = months(resource.read_on, today)
    if used and age > LIMIT and resource.status == "current":
        collector.warning(
            "SRC003",
            f"{quote(resource.id)} was last read {counted(age, 'month')} before the "
            "curriculum's date",
            resource.place.at("read_on"),
            f"read it again, and bring read_on: up to date; the limit is {LIMIT} months",
            related=related,
        )
