"""Runs the stages that report on sources, for tests that start from files.

Holds no test. Uses the stages themselves, so that a test sees what `ttt check` reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ttt.checks import check
from ttt.diagnostics import Collector, Diagnostic
from ttt.load import load
from ttt.model.assets import Assets
from ttt.model.audience import Audience
from ttt.resolve import resolve
from ttt.validate import validate

TINY = Path(__file__).parent / "projects" / "tiny"


def files_under(folder: Path) -> dict[str, bytes]:
    """The bytes of all files below a folder, by path from there, in order of their paths."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def tiny_with(laid_over: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the smallest valid project, some of them replaced or added."""
    return {**files_under(TINY), **laid_over}


def assets_of(files: Mapping[str, bytes]) -> Assets:
    """What `validate` may know of pictures and tables: their names, and the text of tables."""
    names = frozenset(
        path for path in files if path.startswith(("curriculum/media/", "curriculum/data/"))
    )
    tables = {path: files[path].decode() for path in names if path.endswith(".csv")}
    return Assets(names, tables)


def yaml_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What `load` reads of a curriculum, in order of path; the YAML of templates is left out."""
    return {
        path: data
        for path, data in sorted(files.items())
        if path.startswith("curriculum/") and path.endswith(".yaml")
    }


def findings(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """What load, validate, check and resolve report about a project's files, in that order."""
    collector = Collector()
    nodes = load(yaml_of(files), collector)
    curriculum = validate(nodes, assets_of(files), collector)
    if curriculum is not None:
        check(curriculum, collector)
        for cohort in curriculum.cohorts:
            resolve(curriculum, cohort, curriculum.header.language, Audience.TRAINER, collector)
    return tuple(collector)
