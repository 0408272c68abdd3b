"""schema, init and new: write files a designer starts from, each whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ttt import resources
from ttt.cli.console import project_root, say
from ttt.cli.editor_files import editor_files, schema_files, schema_text
from ttt.cli.listed import with_module
from ttt.cli.put import EMPTY_ENOUGH, put_files, put_project
from ttt.cli.skeletons import cohort_text, module_text
from ttt.cli.suggest import unknown
from ttt.cli.trial import Trial, id_problem
from ttt.schema import schemas

FINE, ERRORS, USAGE = 0, 1, 2
_HEADER: Final = "curriculum/curriculum.yaml"
_NATIONAL: Final = "khm"
"""The sample of a national template set that a new project gets."""


def run_schema(kind: str, *, write: bool) -> int:
    """Print the schema of one kind of file, or write all of them into the project."""
    known = schemas()
    if kind and kind not in known:
        say(unknown("kind of file", kind, known))
        return USAGE
    if write:
        files = {path: text.encode() for path, text in schema_files().items()}
        put_files(project_root(), files)
        say(f"{len(files)} schemas are in .ttt/schema; an editor for YAML finds them there")
        return FINE
    if not kind:
        say(f"name a kind of file, or give --write; there are: {', '.join(known)}")
        return USAGE
    sys.stdout.write(schema_text(known[kind]))
    return FINE


def run_init(folder: Path) -> int:
    """Write a new project into a folder that is new or empty."""
    if folder.exists() and not folder.is_dir():
        say(f'"{folder}" is a file; name a new folder')
        return USAGE
    if folder.is_dir() and any(each.name not in EMPTY_ENOUGH for each in folder.iterdir()):
        say(f'"{folder}" is not empty; name a new folder, nothing was written')
        return USAGE
    files = {
        **_copied(resources.sample_root(), "curriculum"),
        **_copied(resources.templates_root() / _NATIONAL, f"templates/{_NATIONAL}"),
        **{path: text.encode() for path, text in editor_files().items()},
    }
    put_project(folder, files)
    say(f"a curriculum to start from is in {folder}")
    say("next:")
    if folder.resolve() != Path.cwd():
        say(f"  cd {_as_typed(folder)}")
    say("  ttt check")
    say("  ttt build")
    return FINE


def run_new_module(name: str) -> int:
    """Write a module with one session, and add it to curriculum.yaml."""
    root = project_root()
    path = f"curriculum/modules/{name}.yaml"
    problem = id_problem(root, name, path)
    if problem:
        say(problem)
        return USAGE
    header = (root / _HEADER).read_bytes()
    listing = with_module(header, name)
    if listing is None:
        say(f"the list modules: in {_HEADER} cannot be added to as it is written; nothing was done")
        say(f"write it as modules: [m1, {name}] with your own ids, or mend what ttt check reports")
        return ERRORS
    files = {path: module_text(name).encode(), _HEADER: listing}
    return _try_and_put(root, files, path, name)


def run_new_cohort(name: str) -> int:
    """Write a cohort with every fact the curriculum uses, all of them unknown."""
    root = project_root()
    path = f"curriculum/cohorts/{name}/cohort.yaml"
    problem = id_problem(root, name, path)
    if problem:
        say(problem)
        return USAGE
    trial = Trial(root)
    curriculum = trial.curriculum
    if curriculum is None:
        say(f"{_HEADER} has errors; ttt check shows them, nothing was written")
        return ERRORS
    header = curriculum.header
    text = cohort_text(name, header.language, header.marking, header.templates, trial.facts())
    return _try_and_put(root, {path: text.encode()}, path, name)


def _try_and_put(root: Path, files: Mapping[str, bytes], path: str, name: str) -> int:
    """Write new files unless they would bring an error into the project."""
    found = Trial(root).new_errors(files)
    if found:
        first = found[0]
        say(f'"{name}" cannot be used here: {first.message}; nothing was written')
        return USAGE
    put_files(root, files)
    say(f"{path} is written; fill it in")
    others = [other for other in files if other != path]
    if others:
        say(f'"{name}" is added to {", ".join(others)}')
    say("next: ttt check")
    return FINE


def _copied(folder: Path, to: str) -> dict[str, bytes]:
    """Return the files of a folder by their path in a new project."""
    found = {}
    for file in sorted(folder.rglob("*")):
        relative = file.relative_to(folder)
        if file.is_file() and not any(part.startswith((".", "~$")) for part in relative.parts):
            found[f"{to}/{relative.as_posix()}"] = file.read_bytes()
    return found


def _as_typed(folder: Path) -> str:
    text = str(folder)
    return f'"{text}"' if any(sign.isspace() for sign in text) else text
