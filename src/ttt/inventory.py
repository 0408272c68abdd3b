"""What a project holds, one row a thing: cohorts, modules, objectives and so on.

Reads the project in this process; makes no document and loads no Office library. Rows are plain
values for a table or for programs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeAlias, assert_never

from ttt.diagnostics import Collector, Diagnostic, Severity
from ttt.frozen import frozen
from ttt.model.audience import Audience
from ttt.model.cohort import Cohort
from ttt.model.edition import Curriculum, Edition
from ttt.model.marking import strictest
from ttt.planning import is_wanted, plan, set_of
from ttt.project import read_project
from ttt.reading import Reading, read
from ttt.resolve import resolve
from ttt.resolve.overlay import adapt
from ttt.tasks import Selection

__all__ = ["Inventory", "Row", "What", "inventory"]

What: TypeAlias = Literal[
    "cohorts", "modules", "objectives", "exercises", "products", "templates", "jobs"
]
Row: TypeAlias = Mapping[str, str | int | tuple[str, ...]]
"""The same keys in the same order in every row of a kind; minutes and counts are numbers."""


@frozen
class Inventory:
    """The rows there are, and what is wrong with the files they come from."""

    rows: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that keep documents from being written: rows may be missing."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)


def inventory(root: Path, what: What, cohorts: tuple[str, ...] = ()) -> Inventory:
    """Return one row a thing of the kind asked for, in the order of the files.

    `jobs` are the documents a build of `cohorts` makes (of the active ones when none are named).
    Reported is what reading, validating and, for products and templates, `set.yaml` and front
    matter report; what cannot be read gives no row.
    """
    collector = Collector()
    reading = read(read_project(root, collector), collector)
    rows = tuple(_rows(reading, what, cohorts, collector))
    return Inventory(rows, tuple(collector))


def _rows(
    reading: Reading, what: What, cohorts: tuple[str, ...], collector: Collector
) -> Iterator[Row]:
    curriculum = reading.curriculum
    if what == "products":
        return _products(reading, collector)
    if what == "templates":
        return _templates(reading, collector)
    if curriculum is None:
        return iter(())
    match what:
        case "cohorts":
            return _cohorts(curriculum)
        case "modules":
            return _modules(curriculum)
        case "objectives":
            return _objectives(curriculum)
        case "exercises":
            return _exercises(curriculum)
        case "jobs":
            return _jobs(curriculum, reading, Selection(cohorts), collector)
        case _:
            assert_never(what)


def _cohorts(curriculum: Curriculum) -> Iterator[Row]:
    """Yield the cohorts; a regional cohort has the unknown facts of its members."""
    for cohort in curriculum.cohorts:
        yield {
            "id": cohort.id,
            "name": str(cohort.name),
            "languages": cohort.languages,
            "status": cohort.status,
            "marking": strictest((curriculum.header.marking, cohort.marking)),
            "templates": set_of(cohort, curriculum),
            "unknown_facts": sum(_unknown_facts(c) for c in _with_facts(cohort, curriculum)),
            "changes": len(adapt(curriculum, cohort, Collector()).records),
        }


def _with_facts(cohort: Cohort, curriculum: Curriculum) -> tuple[Cohort, ...]:
    if not cohort.members:
        return (cohort,)
    return tuple(c for c in curriculum.cohorts if c.id in cohort.members)


def _unknown_facts(cohort: Cohort) -> int:
    return sum(not fact.value for fact in cohort.facts.values())


def _modules(curriculum: Curriculum) -> Iterator[Row]:
    for module in curriculum.modules:
        yield {
            "id": module.id,
            "title": str(module.title),
            "sessions": tuple(session.id for session in module.sessions),
            "minutes": sum(session.minutes for session in module.sessions),
        }


def _objectives(curriculum: Curriculum) -> Iterator[Row]:
    """Yield the objectives with the sessions that name them, themselves or in a step."""
    for module in curriculum.modules:
        for objective in module.objectives:
            yield {
                "id": objective.id,
                "kind": objective.kind,
                "bloom": objective.bloom,
                "statement": str(objective.statement).strip(),
                "sessions": tuple(
                    session.id
                    for each in curriculum.modules
                    for session in each.sessions
                    if objective.id in session.objectives
                    or any(objective.id in step.objectives for step in session.steps)
                ),
            }


def _exercises(curriculum: Curriculum) -> Iterator[Row]:
    for exercise in curriculum.exercises:
        yield {
            "id": exercise.id,
            "kind": exercise.kind,
            "title": str(exercise.title),
            "minutes": exercise.minutes,
        }


def _products(reading: Reading, collector: Collector) -> Iterator[Row]:
    """Yield what each template set makes, what it has from the sets it extends included."""
    for name, template_set in reading.sets(reading.set_names, collector).items():
        for product in template_set.products:
            yield {
                "set": name,
                "product": product.name,
                "per": product.per,
                "audience": str(product.audience),
                "format": product.format,
                "template": product.template,
            }


def _templates(reading: Reading, collector: Collector) -> Iterator[Row]:
    """Yield the template sets with the number of files each has of its own."""
    places = reading.project.places
    for name, template_set in reading.sets(reading.set_names, collector).items():
        yield {
            "set": name,
            "extends": template_set.chain[1] if len(template_set.chain) > 1 else "",
            "files": sum(path.startswith(f"templates/{name}/") for path in places),
        }


def _jobs(
    curriculum: Curriculum, reading: Reading, selection: Selection, collector: Collector
) -> Iterator[Row]:
    editions: dict[tuple[str, str, Audience], Edition] = {}
    named = {cohort.id: cohort for cohort in curriculum.cohorts}

    def edition_of(cohort: str, language: str, audience: Audience, report: Collector) -> Edition:
        key = (cohort, language, audience)
        if key not in editions:
            editions[key] = resolve(curriculum, named[cohort], language, audience, report)
        return editions[key]

    wanted = [cohort for cohort in curriculum.cohorts if is_wanted(cohort, selection)]
    sets = reading.sets((set_of(cohort, curriculum) for cohort in wanted), collector)
    for cohort in wanted:
        template_set = sets.get(set_of(cohort, curriculum))
        planned = plan(curriculum, cohort, template_set, selection, edition_of, collector)
        for job in planned.jobs:
            yield {
                "cohort": job.cohort,
                "language": job.language,
                "product": job.product,
                "element": job.element,
            }
