"""Reads the cases of tests/cases/cli: a command, what it prints, how it ends. Holds no test.

A case is a Markdown file: a title, then sections. `## command` is one line without the `ttt`;
`## project` says where it runs: `tiny`, `sample` or `none`; `## file PATH` lays a file over that
project; `## exit code`, `## stdout` and `## stderr` are what is expected. Contents stand in fences.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.pipeline import TINY, files_under

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "cli"
CASES = tuple(sorted(FOLDER.glob("*.md")))
_SECTION = re.compile(
    r"^## (?P<name>[^\n]+)\n+```\w*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_ROOT = FOLDER.parent.parent.parent


@dataclass(frozen=True)
class Case:
    """One command with what is laid over its project, and what is expected of it."""

    arguments: tuple[str, ...]
    project: str
    files: Mapping[str, str]
    code: int
    stdout: str
    stderr: str


def read_case(path: Path) -> Case:
    """Return a case as written."""
    text = path.read_text("utf-8")
    sections = {match["name"]: match["text"] for match in _SECTION.finditer(text)}
    files = {
        name.removeprefix("file "): content
        for name, content in sections.items()
        if name.startswith("file ")
    }
    return Case(
        arguments=tuple(shlex.split(sections["command"])),
        project=sections["project"].strip(),
        files=files,
        code=int(sections.get("exit code", "0")),
        stdout=sections.get("stdout", ""),
        stderr=sections.get("stderr", ""),
    )


def write_expected(path: Path, code: int, stdout: str, stderr: str) -> None:
    """Write what was found as what is expected; empty output has no section."""
    text = path.read_text("utf-8")
    head = re.split(r"^## (?:exit code|stdout|stderr)$", text, maxsplit=1, flags=re.MULTILINE)[0]
    found = {"exit code": f"{code}\n", "stdout": stdout, "stderr": stderr}
    ends = "".join(f"\n## {name}\n\n```text\n{out}```\n" for name, out in found.items() if out)
    path.write_text(f"{head.rstrip()}\n{ends}", "utf-8")


def make_project(kind: str, files: Mapping[str, str], folder: Path) -> None:
    """Write the project a case runs in."""
    folder.mkdir(parents=True)
    match kind:
        case "tiny":
            for path, data in files_under(TINY).items():
                _write(folder / path, data)
        case "sample":
            shutil.copytree(_ROOT / "curriculum", folder / "curriculum")
            shutil.copytree(_ROOT / "templates" / "khm", folder / "templates" / "khm")
        case "none":
            pass
        case _:
            message = f'no project is named "{kind}"'
            raise ValueError(message)
    for path, text in files.items():
        _write(folder / path, text.encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
