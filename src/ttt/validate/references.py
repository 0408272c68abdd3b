"""What elements say about each other: ids that exist, parents, file names, listed modules."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from ttt.diagnostics import Collector, Related
from ttt.model.curriculum import CurriculumHeader, Module, Objective
from ttt.source import ScalarNode, Span
from ttt.validate.files import HEADER
from ttt.validate.frame import Run
from ttt.validate.wording import did_you_mean, listed, quote


def check_references(run: Run, unread: Collection[str], modules: Collection[str]) -> None:
    """Report ids that no element has.

    Kinds in `unread` have files that could not be read. `modules` are the names of files of
    modules: one that holds another id is reported there, not in the list of modules.
    """
    places = {(r.kind, r.within) for r in run.references}
    known = {(kind, within): frozenset(run.ids(kind, within)) for kind, within in places}
    # A misspelt id is often written in many places; what it may have meant is looked up once.
    hints: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for reference in run.references:
        kind, name, within = reference.kind, reference.id, reference.within
        if kind in unread or name in known[kind, within]:
            continue
        key = (kind, name, within)
        if key not in hints:
            ids = run.ids(kind, within)
            hints[key] = did_you_mean(name, ids, _known(kind, ids, within))
        if kind == "module" and reference.span.path == HEADER:
            if name in modules:
                continue
            reference.report.error(
                "REF005",
                f"the module {quote(name)} has no file",
                reference.span,
                *did_you_mean(name, run.ids(kind)),
                f"write curriculum/modules/{name}.yaml, or take it out of the list",
            )
        else:
            reference.report.error(
                "REF001", f"unknown {kind} {quote(name)}", reference.span, *hints[key]
            )


def _known(kind: str, ids: tuple[str, ...], within: str) -> str:
    whose = quote(within) if within else "the curriculum"
    return f"known: {listed(ids)}" if ids else f"{whose} has no {kind} yet"


def check_file_name(kind: str, name: str, wanted: ScalarNode, report: Collector) -> None:
    """Report a file (or a cohort's folder) that is not named after the id it holds."""
    if name == wanted.value:
        return
    path = PurePosixPath(wanted.span.path)
    shown = path.parent.name if path.name == "cohort.yaml" else path.name
    report.error(
        "REF003",
        f"{quote(shown)} holds the {kind} {quote(wanted.value)}",
        wanted.span,
        "name and id are the same word: change one of the two",
    )


def check_parents(modules: Iterable[Module], collector: Collector) -> None:
    """Report enabling objectives under an objective that is not terminal."""
    objectives: dict[str, Objective] = {}
    for module in modules:
        for objective in module.objectives:
            objectives.setdefault(objective.id, objective)
    for objective in objectives.values():
        parent = objectives.get(objective.parent)
        if parent is not None and parent.kind != "terminal":
            collector.error(
                "REF004",
                f"the parent {quote(parent.id)} of {quote(objective.id)} is not terminal",
                objective.place.at("parent"),
                "name a terminal objective",
                related=(Related(f"this objective is {parent.kind}", parent.place.at("kind")),),
            )


def check_listed(
    header: CurriculumHeader, ids: Iterable[tuple[str, Span]], collector: Collector
) -> None:
    """Report modules that have a file and are not in the curriculum's list."""
    for name, span in ids:
        if name not in header.modules:
            collector.warning(
                "REF006",
                f"the module {quote(name)} is not in the list of modules",
                span,
                f"add {name} to modules: in curriculum.yaml; until then nothing is built from it",
                related=(Related("the list", header.place.at("modules")),),
            )
