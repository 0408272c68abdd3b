"""Overlays: changes that change something, in a language somebody reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from ttt.checks.wording import quote, report_of, words
from ttt.diagnostics import Collector, Related
from ttt.model.cohort import Cohort
from ttt.model.curriculum import Module, Objective, Session, Step
from ttt.model.edition import Curriculum
from ttt.model.exercise import Exercise, Part
from ttt.model.overlay import Change, Overlay
from ttt.source import Span

Element: TypeAlias = Module | Session | Step | Objective | Exercise | Part


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report changes that change nothing, that come twice, and overlays nobody there reads."""
    bases: dict[tuple[str, str], Module | Exercise] = {}
    bases.update({("module", module.id): module for module in curriculum.modules})
    bases.update({("exercise", exercise.id): exercise for exercise in curriculum.exercises})
    cohorts = {cohort.id: cohort for cohort in curriculum.cohorts}
    for overlay in curriculum.overlays:
        report = report_of(curriculum, overlay.cohort)
        base = bases.get((overlay.kind, overlay.target))
        cohort = cohorts.get(overlay.cohort)
        if cohort is not None:
            _language(overlay, cohort, curriculum.header.language, report)
        if base is not None:
            if not overlay.change.fields and not any(overlay.change.children.values()):
                report.warning(
                    "COH131",
                    f"this overlay of {quote(overlay.target)} changes nothing",
                    _start(overlay.change),
                    "write what changes, or delete the file",
                )
            _changes(base, overlay.change, report)
        collector.extend(report)


def _language(overlay: Overlay, cohort: Cohort, source: str, report: Collector) -> None:
    if overlay.language not in (*cohort.languages, source):
        report.warning(
            "COH132",
            f'the overlay is in "{overlay.language}", which {quote(cohort.id)} does not read',
            overlay.place.keys.get("language") or _start(overlay.change),
            f"its languages are {words(cohort.languages)}",
            related=(Related("the languages", cohort.place.at("languages")),),
        )


def _changes(base: Element, change: Change, report: Collector) -> None:
    """Report fields that are set to what they are, here and in the elements inside."""
    for name, value in change.fields.items():
        if value == getattr(base, name):
            report.warning(
                "COH130",
                f"{quote(name)} of {quote(base.id)} is the same as in the base",
                change.place.at(name),
                "take the line out; what is not written stays as it is",
                related=(Related("the base", base.place.at(name)),),
            )
    for element, inner in _inside(base, change):
        _changes(element, inner, report)


def _inside(base: Element, change: Change) -> Iterator[tuple[Element, Change]]:
    """Yield the elements of the base that are changed, each with its change."""
    for name, changes in change.children.items():
        known: dict[str, Element] = {element.id: element for element in getattr(base, name)}
        for inner in changes:
            if inner.id in known and not inner.new and not inner.remove:
                yield known[inner.id], inner


def _start(change: Change) -> Span:
    return next(iter(change.place.keys.values()), change.place.span)
