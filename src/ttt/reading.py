"""Everything people wrote, read once: the files, the curriculum in them, the template sets.

Shared by whoever needs all of a project (the workers, `ttt list`, `ttt new`). Checks nothing a
stage does not report by itself, renders nothing, opens no Office file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TypeAlias

from ttt.diagnostics import Collector
from ttt.frozen import frozen
from ttt.load import load
from ttt.model.edition import Curriculum
from ttt.model.product import TemplateSet
from ttt.products import read_sets
from ttt.project import Project
from ttt.source import MappingNode
from ttt.validate import validate

Timed: TypeAlias = Callable[[str], AbstractContextManager[None]]
"""Adds the time of what is done inside to the account of a stage."""

_TEMPLATES = "templates/"


@frozen
class Reading:
    """A project as read: `curriculum` is None without a usable `curriculum.yaml`.

    `nodes` are the YAML files among the templates (`set.yaml`, labels), by path in the project.
    """

    project: Project
    curriculum: Curriculum | None
    nodes: Mapping[str, MappingNode]

    @property
    def set_names(self) -> tuple[str, ...]:
        """The names of all template sets there are files of, in order of the alphabet."""
        paths = (*self.project.templates, *self.nodes, *self.project.office)
        found = {path.removeprefix(_TEMPLATES).partition("/") for path in paths}
        return tuple(sorted(name for name, slash, _ in found if slash))

    def sets(self, names: Iterable[str], collector: Collector) -> Mapping[str, TemplateSet]:
        """Return the named template sets, each with what it extends; `TPL2xx` are reported."""
        project = self.project
        return read_sets(names, project.templates, self.nodes, project.office, collector)


def read(
    project: Project, collector: Collector, timed: Timed = lambda _stage: nullcontext()
) -> Reading:
    """Return what the files of a project say; reported is what `load` and `validate` report."""
    with timed("load"):
        nodes = load(project.yaml, collector)
    with timed("validate"):
        ours = {path: node for path, node in nodes.items() if path.startswith("curriculum/")}
        curriculum = validate(ours, project.assets, collector)
    others = {path: node for path, node in nodes.items() if path.startswith(_TEMPLATES)}
    return Reading(project, curriculum, others)
