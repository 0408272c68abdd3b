"""Which documents there are to make: the jobs of a cohort, and what a selection means.

Shared by the workers and `ttt list`. Makes no document, reads no file; editions come from
whoever asks, so that they can be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import TypeAlias

from ttt.compose.context import elements
from ttt.diagnostics import Collector
from ttt.model.audience import Audience
from ttt.model.cohort import Cohort
from ttt.model.edition import Curriculum, Edition
from ttt.model.product import TemplateSet
from ttt.reading import Reading
from ttt.tasks import CohortPlan, Job, Selection, Unbuilt

Editions: TypeAlias = Callable[[str, str, Audience, Collector], Edition]
"""Returns the edition of a cohort (by id) in a language for an audience."""

_BUILD_AT = 95
"""Per cent of a document that must be translated where nobody says otherwise."""


def plan(
    curriculum: Curriculum,
    cohort: Cohort,
    template_set: TemplateSet | None,
    selection: Selection,
    edition_of: Editions,
    collector: Collector,
) -> CohortPlan:
    """Return the jobs of a cohort; its findings (`TPL210`, those of `resolve`) bear its id."""
    header = curriculum.header
    report = collector.for_cohort(cohort.id)
    wanted = [x for x in cohort.languages if not selection.languages or x in selection.languages]
    built = tuple(language for language in wanted if language == header.language)
    limit = cohort.translation or header.translation
    percent = limit.build_at if limit else _BUILD_AT
    unbuilt = tuple(
        Unbuilt(language, f"0 % translated, {percent} % needed")
        for language in wanted
        if language != header.language
    )
    products = template_set.products if template_set else ()
    jobs: list[Job] = []
    for language in built:
        if template_set is not None and not _has_labels(template_set, cohort, language, report):
            continue
        for product in products:
            if selection.products and product.name not in selection.products:
                continue
            edition = edition_of(cohort.id, language, product.audience, report)
            for element in elements(edition, product):
                owner = module_of(edition, element)
                if selection.modules and owner not in selection.modules:
                    continue
                jobs.append(Job(cohort.id, language, product.name, element, owner))
    return CohortPlan(
        cohort.id,
        str(cohort.name),
        str(header.version),
        built,
        unbuilt,
        tuple(jobs),
        tuple(product.name for product in products if product.refers_to),
        set_of(cohort, curriculum),
        {p.name: template_set.sources[p.template].path for p in products} if template_set else {},
    )


def _has_labels(
    template_set: TemplateSet, cohort: Cohort, language: str, report: Collector
) -> bool:
    labels = cohort.labels or language
    if labels in template_set.labels:
        return True
    known = ", ".join(sorted(template_set.labels))
    report.error(
        "TPL210",
        f'there are no labels for "{labels}"',
        cohort.place.at("labels"),
        f"there are: {known}",
    )
    return False


def set_of(cohort: Cohort, curriculum: Curriculum) -> str:
    """Return the name of the template set a cohort's documents are made with."""
    return cohort.templates or curriculum.header.templates


def sets_of(
    reading: Reading, curriculum: Curriculum, collector: Collector
) -> Mapping[str, TemplateSet]:
    """Return the template sets the cohorts use; what is wrong in one concerns its cohorts only."""
    users: dict[str, tuple[str, ...]] = {}
    for cohort in curriculum.cohorts:
        name = set_of(cohort, curriculum)
        users[name] = (*users.get(name, ()), cohort.id)
    return {
        name: template_set
        for name, cohorts in users.items()
        for template_set in reading.sets([name], collector.for_cohorts(cohorts)).values()
    }


def is_wanted(cohort: Cohort, selection: Selection) -> bool:
    """Whether a cohort is among those asked for; without any asked for, the active ones are."""
    return cohort.id in selection.cohorts if selection.cohorts else cohort.status == "active"


def module_of(edition: Edition, element: str) -> str:
    """Return the module an element belongs to, empty for what is about everything."""
    for module in edition.modules:
        if element == module.id or any(session.id == element for session in module.sessions):
            return module.id
        for session in module.sessions:
            if any(step.exercise == element for step in session.steps):
                return module.id
    return ""


def unknown_name(
    selection: Selection,
    curriculum: Curriculum,
    sets: Mapping[str, TemplateSet],
    broken: Collection[str] = (),
) -> str:
    """Say which name of a selection is nothing, with what there is; empty when all are known.

    `broken` are cohorts with findings: one whose file cannot be read is a cohort all the same.
    """
    products = {product.name for each in sets.values() for product in each.products}
    languages = {language for cohort in curriculum.cohorts for language in cohort.languages}
    checks = (
        ("cohort", selection.cohorts, [cohort.id for cohort in curriculum.cohorts]),
        ("module", selection.modules, [module.id for module in curriculum.modules]),
        ("product", selection.products, sorted(products)),
        ("language", selection.languages, sorted(languages)),
    )
    for kind, asked, known in checks:
        for name in asked:
            if name not in known and not (kind == "cohort" and name in broken):
                close = get_close_matches(name, known, 1)
                hint = f'did you mean "{close[0]}"?' if close else f"there are: {', '.join(known)}"
                return f'no {kind} is named "{name}"; {hint}'
    return ""
