"""Validate: nodes become the nouns of the curriculum, or findings say why not.

Everything wrong in all files is reported in one go, at its place. Reads no file; knows nothing
of what a good curriculum is (that is `checks`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeVar

from ttt.diagnostics import Collector, Severity
from ttt.model.assets import Assets
from ttt.model.cohort import Cohort
from ttt.model.curriculum import CurriculumHeader, Glossary, Module, Resources
from ttt.model.edition import Curriculum
from ttt.model.exercise import Exercise
from ttt.model.overlay import Overlay
from ttt.source import MappingNode, ScalarNode, SequenceNode, Span
from ttt.validate.files import HEADER, ROOT, kind_of
from ttt.validate.frame import BASE, KINDS, Frame, Run
from ttt.validate.nouns import read_noun
from ttt.validate.overlays import Bases, read_overlay
from ttt.validate.references import (
    check_file_name,
    check_listed,
    check_parents,
    check_references,
)
from ttt.validate.scalars import node_text
from ttt.validate.wording import quote, start_of

__all__ = ["validate"]

N = TypeVar("N")

_HOLDS: Final = {Resources: ("resource",), Glossary: ("term",), Module: ("module", "objective")}


def validate(
    nodes: Mapping[str, MappingNode], assets: Assets, collector: Collector
) -> Curriculum | None:
    """Return the curriculum the files describe, None without a usable `curriculum.yaml`.

    `nodes` are the files that could be read, by path in the project; `collector` already holds
    what `load` said about the others, so that ids they may hold are not called unknown. A file
    with an error in something it must have is left out, and the curriculum is not `complete`;
    findings about a cohort's own files name that cohort and the regional cohorts it belongs to.
    """
    files = _Files(nodes, assets, collector)
    files.sort()
    cohorts = files.cohorts()
    header = files.one(HEADER, CurriculumHeader)
    modules = {m.id: m for m in files.all(Module)}
    exercises = files.all(Exercise)
    resources = files.one("curriculum/resources.yaml", Resources)
    glossary = files.one("curriculum/glossary.yaml", Glossary)
    check_references(files.run, files.unread, files.named(Module))
    check_parents(modules.values(), collector)
    overlays = files.overlays(modules, exercises, header.language if header else "en")
    files.flush()
    if header is None:
        return None
    check_listed(header, files.module_ids(), collector)
    return Curriculum(
        header=header,
        modules=tuple(modules[name] for name in dict.fromkeys(header.modules) if name in modules),
        exercises=exercises,
        resources=resources.resources if resources else (),
        glossary=glossary.terms if glossary else (),
        cohorts=cohorts,
        overlays=overlays,
        files=frozenset(name.removeprefix(ROOT) for name in assets.files),
        complete=files.complete,
    )


class _Files:
    """The files of one project, sorted by what they are, and the account of reading them."""

    def __init__(
        self, nodes: Mapping[str, MappingNode], assets: Assets, collector: Collector
    ) -> None:
        self.nodes = nodes
        self.collector = collector
        self.run = Run(assets)
        self.complete = True
        self.unread: frozenset[str] = frozenset()
        self._paths: dict[type, list[tuple[str, str, str]]] = {}
        self._reports: dict[str, Collector] = {}

    def sort(self) -> None:
        """Find out what each file is; report those that are nothing."""
        for path in sorted(self.nodes):
            kind = kind_of(path)
            if kind is None:
                self._not_ours(path)
                continue
            noun, name, cohort = kind
            self._paths.setdefault(noun, []).append((path, name, cohort))
        broken = {d.path for d in self.collector if d.severity is Severity.ERROR} - {*self.nodes}
        if broken:
            self.complete = False
        kinds = [k[0] for k in map(kind_of, sorted(broken)) if k is not None]
        self.unread = frozenset(
            name for noun in kinds for name in _HOLDS.get(noun, (KINDS.get(noun.__name__, ""),))
        )
        if HEADER not in self.nodes and HEADER not in broken:
            self.collector.error(
                "PRJ001",
                f"there is no {HEADER}",
                None,
                "ttt init makes a curriculum to start from",
            )

    def cohorts(self) -> tuple[Cohort, ...]:
        """Read the cohorts; a region that lacks a member is left out with it."""
        found = self._paths.get(Cohort, [])
        for path, name, _ in found:
            listed = self.nodes[path].get("members")
            if isinstance(listed, SequenceNode):
                self.run.members[name] = tuple(map(node_text, listed.items))
        made: dict[str, Cohort] = {}
        for path, name, _ in found:
            cohort = self._read(Cohort, path, name, self._report(name))
            if cohort is not None:
                made[cohort.id] = cohort
        return tuple(c for c in made.values() if all(member in made for member in c.members))

    def one(self, path: str, noun: type[N]) -> N | None:
        """Read a file of which there is one."""
        return self._read(noun, path, "", self.collector) if path in self.nodes else None

    def all(self, noun: type[N]) -> tuple[N, ...]:
        """Read all files of a kind, in the order of their paths."""
        read = (
            self._read(noun, path, name, self.collector)
            for path, name, _ in self._paths.get(noun, [])
        )
        return tuple(value for value in read if value is not None)

    def module_ids(self) -> tuple[tuple[str, Span], ...]:
        """Return the modules that have a file of their own name, with the places of their ids."""
        files = (
            (self.nodes[path].get("id"), name) for path, name, _ in self._paths.get(Module, [])
        )
        return tuple(
            (name, own.span)
            for own, name in files
            if isinstance(own, ScalarNode) and own.value == name
        )

    def named(self, noun: type) -> frozenset[str]:
        """Return the names of the files of a kind."""
        return frozenset(name for _, name, _ in self._paths.get(noun, []))

    def overlays(
        self, modules: Mapping[str, Module], exercises: tuple[Exercise, ...], language: str
    ) -> tuple[Overlay, ...]:
        """Read the overlays of all cohorts against the base."""
        bases: Bases = {
            **{("module", name): modules.get(name) for name in self.run.ids("module")},
            **{("exercise", name): None for name in self.run.ids("exercise")},
            **{("exercise", exercise.id): exercise for exercise in exercises},
        }
        known = {name for _, name, _ in self._paths.get(Cohort, [])}
        runs: dict[str, Run] = {}
        made: list[Overlay | None] = []
        for path, name, cohort in self._paths.get(Overlay, []):
            if cohort not in known and "cohort" not in self.unread:
                self._no_cohort(path, cohort)
            # What one cohort adds is no id of the base, nor of another cohort.
            run = runs.setdefault(cohort, self._copy())
            frame = Frame(run, self._report(cohort), layer=cohort)
            node = self.nodes[path]
            made.append(read_overlay(node, (cohort, name, language), bases, frame))
        for run in runs.values():
            check_references(run, self.unread, self.named(Module))
        self.complete = self.complete and None not in made
        return tuple(overlay for overlay in made if overlay is not None)

    def flush(self) -> None:
        """Hand over the findings about cohorts, with the cohorts they concern."""
        for cohort, report in self._reports.items():
            regions = (name for name, members in self.run.members.items() if cohort in members)
            concerned = (cohort, *regions)
            self.collector.extend(replace(finding, cohorts=concerned) for finding in report)

    def _report(self, cohort: str) -> Collector:
        return self._reports.setdefault(cohort, Collector())

    def _copy(self) -> Run:
        identities = {key: dict(ids) for key, ids in self.run.identities.items()}
        return Run(self.run.assets, identities, members=self.run.members)

    def _read(self, noun: type[N], path: str, name: str, report: Collector) -> N | None:
        node = self.nodes[path]
        layer = name if noun is Cohort else BASE
        value = read_noun(noun, node, Frame(self.run, report, layer))
        own = node.get("id")
        if name and isinstance(own, ScalarNode) and own.value:
            check_file_name(KINDS[noun.__name__], name, own, report)
        self.complete = self.complete and value is not None
        return value

    def _no_cohort(self, path: str, cohort: str) -> None:
        self.collector.error(
            "REF008",
            f"the cohort {quote(cohort)} has no file cohort.yaml",
            start_of(self.nodes[path]),
            f"write curriculum/cohorts/{cohort}/cohort.yaml",
        )

    def _not_ours(self, path: str) -> None:
        self.collector.warning(
            "REF007",
            "ttt does not read this file",
            start_of(self.nodes[path]),
            "read are modules/ID.yaml, exercises/ID.yaml, cohorts/ID/cohort.yaml "
            "and cohorts/ID/adapt/ID.yaml",
        )
