"""New files tried out on a project before any is written: would they bring an error?

Reads the project, writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, get_args

from ttt.checks import check
from ttt.checks.walk import texts_in
from ttt.diagnostics import Collector, Diagnostic, Severity
from ttt.file_names import name_key, safe_name
from ttt.model.audience import AUDIENCES
from ttt.model.edition import Curriculum
from ttt.model.fields import Id, Pattern
from ttt.project import Project, read_project
from ttt.prose import FIELD, is_escaped
from ttt.reading import Reading, read
from ttt.resolve import resolve

__all__ = ["Trial", "id_problem"]

_FACT: Final = re.compile(r"cohort\.facts\.([A-Za-z][A-Za-z0-9_]*)")
_PATTERN: Final = next(m for m in get_args(Id) if isinstance(m, Pattern))


def id_problem(root: Path, name: str, path: str) -> str:
    """Say why an id cannot be that of a new file at `path`; empty when it can.

    It must be an id, a name every system takes for a file, and differ from its neighbours in
    more than upper and lower case.
    """
    if not re.fullmatch(_PATTERN.regex, name):
        return f'"{name}" is no id; an id has {_PATTERN.says}, and begins with a letter or digit'
    if safe_name(name) != name or safe_name(f"{name}.yaml") != f"{name}.yaml":
        return f'"{name}" cannot be the name of a file on every system; choose another id'
    parts = path.split("/")
    depth = next(n for n, part in enumerate(parts) if part.removesuffix(".yaml") == name)
    folder = root.joinpath(*parts[:depth])
    key = name_key(parts[depth])
    taken = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    for there in taken:
        if name_key(there) == key:
            shown = "/".join([*parts[:depth], there])
            return f"{shown} is there already; nothing was written"
    return ""


class Trial:
    """A project as it is on disk, and as it would be with other files."""

    def __init__(self, root: Path) -> None:
        self._project: Project = read_project(root, Collector())
        self._found = Collector()
        self._reading: Reading = read(self._project, self._found)

    @property
    def curriculum(self) -> Curriculum | None:
        """The curriculum as it is, None when it cannot be read."""
        return self._reading.curriculum

    def facts(self) -> Mapping[str, str]:
        """Return the facts that texts and templates name, with the label other cohorts give them.

        What only an overlay of another cohort names is left out.
        """
        curriculum = self._reading.curriculum
        if curriculum is None:
            return {}
        parts = (curriculum.header, curriculum.modules, curriculum.exercises,
                 curriculum.resources, curriculum.glossary)  # fmt: skip
        names = [
            named[1]
            for text in texts_in(parts)
            for match in FIELD.finditer(text)
            if not is_escaped(match) and match[1] and (named := _FACT.fullmatch(match[1]))
        ]
        for source in self._project.templates.values():
            names += _FACT.findall(source.text)
        labels = {
            key: str(fact.label)
            for cohort in reversed(curriculum.cohorts)
            for key, fact in cohort.facts.items()
        }
        return {
            name: labels.get(name, name.replace("_", " ").capitalize())
            for name in dict.fromkeys(names)
        }

    def new_errors(self, files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
        """Return the errors there would be with these files, without those there are anyway.

        Everything is looked at short of making documents: load, validate, check, resolve.
        """
        before = {(d.code, d.message) for d in _errors(self._reading, self._found)}
        project = replace(self._project, yaml={**self._project.yaml, **files})
        found = Collector()
        after = _errors(read(project, found), found)
        return tuple(d for d in after if (d.code, d.message) not in before)


def _errors(reading: Reading, found: Collector) -> tuple[Diagnostic, ...]:
    curriculum = reading.curriculum
    collector = Collector()
    collector.extend(found)
    if curriculum is not None:
        check(curriculum, collector)
        for cohort in curriculum.cohorts:
            for audience in AUDIENCES:
                resolve(curriculum, cohort, curriculum.header.language, audience, collector)
    return tuple(d for d in collector if d.severity is Severity.ERROR)
