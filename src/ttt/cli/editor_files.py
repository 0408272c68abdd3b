"""The files that make an editor know a curriculum: schemas, settings, the task that checks.

Contents only, by path in the project; the caller writes them. No file names an address on a
network: everything works offline.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from ttt.schema import Schema, schemas

__all__ = ["SCHEMA_FOLDER", "editor_files", "schema_files", "schema_text"]

SCHEMA_FOLDER: Final = ".ttt/schema"

_COVERS: Final = {
    "curriculum": "curriculum/curriculum.yaml",
    "module": "curriculum/modules/*.yaml",
    "exercise": "curriculum/exercises/*.yaml",
    "resources": "curriculum/resources.yaml",
    "glossary": "curriculum/glossary.yaml",
    "cohort": "curriculum/cohorts/*/cohort.yaml",
    "overlay": "curriculum/cohorts/*/adapt/*.yaml",
}
"""Which files each schema is for, as editors match paths."""

_MATCHER: Final = {
    "owner": "ttt",
    "source": "ttt",
    "fileLocation": ["relative", "${workspaceFolder}"],
    "pattern": {
        "regexp": r"^(.*):(\d+):(\d+): (error|warning)\[(\w+)\]: (.*)$",
        "file": 1,
        "line": 2,
        "column": 3,
        "severity": 4,
        "code": 5,
        "message": 6,
    },
}
"""Reads `ttt check --output concise` (see `ttt.cli.report.concise`)."""

_EDITORCONFIG: Final = """\
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true

[*.{yaml,yml,json,j2}]
indent_style = space
indent_size = 2
"""

_GITIGNORE: Final = """\
# What is built
/build/

# Of ttt's own folder only the schemas travel: editors read them
/.ttt/*
!/.ttt/schema/

# What programs leave behind
~$*
.~lock.*#
*.bak
*~
.DS_Store
Thumbs.db
desktop.ini
"""

_README: Final = """\
Edit the files in the folder curriculum; files for one country are in curriculum/cohorts.
"ttt check" says what is wrong and where; "ttt build" writes the documents into the folder build.
"ttt explain CODE" says more about a finding; "ttt --help" names the other commands.
"""


def schema_text(schema: Schema) -> str:
    """Return a schema as text: the same schema is always the same bytes."""
    return _json(schema)


def schema_files() -> Mapping[str, str]:
    """Return the text of every schema by its path in a project."""
    return {
        f"{SCHEMA_FOLDER}/{name}.schema.json": schema_text(schema)
        for name, schema in schemas().items()
    }


def editor_files() -> Mapping[str, str]:
    """Return every file beside curriculum and templates that a new project has."""
    settings = {
        "yaml.schemas": {
            f"{SCHEMA_FOLDER}/{name}.schema.json": covers for name, covers in _COVERS.items()
        },
        "yaml.schemaStore.enable": False,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True},
        "files.encoding": "utf8",
        "files.eol": "\n",
    }
    tasks = {
        "version": "2.0.0",
        "tasks": [
            {
                "label": "ttt: check",
                "type": "shell",
                "command": "ttt",
                "args": ["check", "--output", "concise"],
                "group": {"kind": "test", "isDefault": True},
                "presentation": {"reveal": "silent"},
                "problemMatcher": _MATCHER,
            },
            {
                "label": "ttt: build",
                "type": "shell",
                "command": "ttt",
                "args": ["build"],
                "group": {"kind": "build", "isDefault": True},
                "problemMatcher": [],
            },
        ],
    }
    return {
        **schema_files(),
        ".vscode/settings.json": _json(settings),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
        ".vscode/tasks.json": _json(tasks),
        ".editorconfig": _EDITORCONFIG,
        ".gitignore": _GITIGNORE,
        "README.txt": _README,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
