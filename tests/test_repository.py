"""What holds for every file of the project: no paths of one machine, modules people can read."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

LONGEST_MODULE = 400
CACHES = {".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", "__pycache__"}
SKIPPED_FOLDERS = {".git", ".venv", ".ttt", "dist", "private"} | CACHES

# A path only one machine has. In tests/cases/ such paths are what people wrongly write.
MACHINE_PATH = re.compile(
    r"(?<![\w.])(?:/(?:home|Users|wor[k]|tmp|mnt|opt)/\w|/roo[t](?:/|\b)|[A-Za-z]:\\+Users\\+\w)"
)
# Where packages come from is the setting of whoever installs.
REGISTRY_HOST = re.compile(
    r"https?://\S*/simple(?:/|\b)|artifactor[y]|jfro[g]|inde[x]-url\b\s*[ =:]\s*\w",
    re.IGNORECASE,
)


def listed_files(root: Path) -> list[Path]:
    """The files git tracks or would track; in an unpacked archive, what the project is made of."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    if (root / ".git").exists():
        done = subprocess.run(command, cwd=root, capture_output=True, check=True)
        names = [name for name in done.stdout.decode("utf-8").split("\0") if name]
        paths = [root / name for name in names]
    else:
        paths = sorted(root.rglob("*"))
    return [
        path
        for path in paths
        if path.is_file()
        and not SKIPPED_FOLDERS & set(path.relative_to(root).parts)
        and (path.relative_to(root).parts[0] != "build" or path.name == "README.md")
    ]


def text_of(path: Path) -> str | None:
    """A file's text; None for a file of bytes."""
    data = path.read_bytes()
    if b"\0" in data:
        return None
    return data.decode("utf-8", "replace")


def hits(paths: list[Path], pattern: re.Pattern[str], root: Path) -> list[str]:
    return [
        f"{path.relative_to(root).as_posix()}:{number}: {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate((text_of(path) or "").splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.fixture(scope="module")
def files(project_root: Path) -> list[Path]:
    found = listed_files(project_root)
    assert project_root / "pyproject.toml" in found
    assert project_root / "src/ttt/resources.py" in found
    return found


@pytest.fixture(scope="module")
def modules(files: list[Path], project_root: Path) -> list[Path]:
    tops = (project_root / "src", project_root / "scripts")
    return [
        path
        for path in files
        if path.suffix == ".py" and any(path.is_relative_to(top) for top in tops)
    ]


def test_no_file_names_a_path_of_one_machine(files: list[Path], project_root: Path) -> None:
    judged = [path for path in files if not path.is_relative_to(project_root / "tests/cases")]
    assert hits(judged, MACHINE_PATH, project_root) == []


def test_no_file_names_a_package_registry(files: list[Path], project_root: Path) -> None:
    assert hits(files, REGISTRY_HOST, project_root) == []


def test_the_patterns_find_what_they_are_for(tmp_path: Path) -> None:
    found = tmp_path / "notes.txt"
    parts = (
        ("", "home", "someone"),
        ("C:", "Users", "someone"),
        ("", "root", "x"),
        ("see ", "mnt", "main"),
    )
    found.write_text(
        "\n".join(("/", "\\")[part[0] == "C:"].join(part) for part in parts), encoding="utf-8"
    )
    assert len(hits([found], MACHINE_PATH, tmp_path)) == len(parts)
    found.write_text("extra-iNDEX-ur\N{LATIN SMALL LETTER L} = x\n", encoding="utf-8")
    assert len(hits([found], REGISTRY_HOST, tmp_path)) == 1
    found.write_text("a/home/page, ../root, /tmp, C:\\Program Files, work/main", encoding="utf-8")
    assert hits([found], MACHINE_PATH, tmp_path) == []


def test_no_module_is_longer_than_people_read(modules: list[Path], project_root: Path) -> None:
    lengths = {
        path.relative_to(project_root).as_posix(): len((text_of(path) or "").splitlines())
        for path in modules
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_module_says_what_it_is_for(modules: list[Path], project_root: Path) -> None:
    silent = [
        path.relative_to(project_root).as_posix()
        for path in modules
        if not ast.get_docstring(ast.parse(path.read_bytes()))
    ]
    assert silent == []
