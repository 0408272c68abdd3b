"""Broken and hostile files in a project: found at their place, nothing written, no traceback.

Cases are folders laid over the tiny project (`cases/project`), the files of `cases/load` as one of
its modules, those of `cases/validate`, and here what no folder of a repository can hold: pipes,
links, folders in the place of files, files nobody may read, and what is large.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import psutil
import pytest

from tests.builds import build, lay_out
from tests.ordinary_user import ordinary_user
from tests.pipeline import TINY, files_under
from ttt.cli.report import concise
from ttt.diagnostics import Diagnostic, Severity

CASES: Final = Path(__file__).parent / "cases"
SOURCES: Final = Path(__file__).parent.parent / "src"
EXPECTED: Final = "expected.txt"
WITHOUT: Final = "without.txt"
OWN: Final = sorted(path for path in (CASES / "project").iterdir() if path.is_dir())
SECONDS: Final = 20
"""Within so many seconds a case is found, on a machine that does other things besides."""

CURRICULUM: Final = "curriculum/curriculum.yaml"
MODULE: Final = "curriculum/modules/m1.yaml"
COHORT: Final = "curriculum/cohorts/aaa/cohort.yaml"
OVERLAY: Final = "curriculum/cohorts/aaa/adapt/m1.yaml"
GLOSSARY: Final = "curriculum/glossary.yaml"
TEMPLATE: Final = "templates/tiny/note.docx.j2"

Files = dict[str, bytes]
_PLACED: Final = re.compile(r"[^:]+:\d+:\d+: error\[[A-Z0-9]+\]: .+")


def laid_over(case: Path) -> Files:
    """The tiny project with a case of `cases/project` or `cases/validate` over it."""
    files = files_under(TINY) | files_under(case)
    for name in files.pop(WITHOUT, b"").decode().split():
        del files[name]
    del files[EXPECTED]
    return files


def as_modules(case: Path) -> Files:
    """The tiny project with the files of a case of `cases/load` among its modules."""
    files = files_under(case)
    del files[EXPECTED]
    return files_under(TINY) | {f"curriculum/modules/{name}": data for name, data in files.items()}


def is_refused(case: Path) -> bool:
    """Whether a case holds an error; one without a curriculum.yaml is no project at all."""
    told = (case / EXPECTED).read_text("utf-8")
    return "error[" in told and "[PRJ001]" not in told


FOLDERS: Final[Mapping[str, tuple[Path, Callable[[Path], Files]]]] = {
    f"{kind}/{case.name}": (case, files)
    for kind, files in (("load", as_modules), ("validate", laid_over), ("project", laid_over))
    for case in sorted((CASES / kind).iterdir())
    if case.is_dir() and is_refused(case)
}


# ── what no folder of a repository holds ───────────────────────────────────────────────────────


def in_module(old: str, new: str) -> Files:
    """The module of the tiny project with some words replaced."""
    text = (TINY / MODULE).read_text("utf-8")
    assert old in text
    return {MODULE: text.replace(old, new, 1).encode()}


TITLE: Final = "title: Passing on a message"
NOTES: Final = "adaptation_notes: |\n"


def in_notes(line: str) -> Files:
    return in_module(NOTES, f"{NOTES}      {line}\n")


LARGE: Final[Mapping[str, Files]] = {
    "three-million-bytes": in_module(TITLE, TITLE + "\n# " + "x" * 3_000_000),
    "hundred-thousand-brackets": in_module(TITLE, "title: " + "[" * 100_000),
    "hundred-thousand-braces": in_module(TITLE, "title: " + "{a: " * 100_000),
    "hundred-thousand-dashes": in_module(TITLE, "title:\n  " + "- " * 100_000 + "x"),
    "hundred-thousand-items": in_module(
        "[discussion, exercise]", "[" + "lecture, " * 100_000 + "]"
    ),
    "hundred-thousand-ids": in_module(
        "objectives: [TLO-1, ELO-1.1]",
        f"objectives: [{', '.join(f'X-{n}' for n in range(100_000))}]",
    ),
    "hundred-thousand-keys": in_module(
        TITLE, TITLE + "".join(f"\nkey{n}: x" for n in range(100_000))
    ),
    "hundred-thousand-times-a-key": in_module(TITLE, TITLE + "\ntitle: x" * 100_000),
    "hundred-thousand-anchors": in_module(
        TITLE, TITLE + "".join(f"\nk{n}: &a{n} x" for n in range(100_000))
    ),
    "hundred-thousand-documents": {GLOSSARY: b"---\n" * 100_000},
    "line-of-a-million": in_module(TITLE, "title: " + "x" * 1_500_000),
    "line-of-colons": in_module(TITLE, "title: " + "x: " * 500_000),
    "key-of-a-million": in_module(TITLE, "k" * 1_500_000 + ": x"),
    "quotes-never-closed": in_module(TITLE, 'title: "' + "x\n " * 500_000),
    "prose-of-braces": in_notes("{{" * 9_000),
    "prose-of-a-brace-and-spaces": in_notes("{{" + " " * 19_000 + "x"),
    "prose-of-brackets": in_notes("[*" * 9_000),
    "prose-of-stars": in_notes("*" * 9_000 + "x" + "*" * 9_000),
    "table-of-half-a-million": {
        **in_module(
            "          header: [Question, Example]\n          rows:\n"
            "            - [Who must act?, the office on duty]\n"
            '            - [By when?, "12:30"]\n',
            "          file: data/figures.csv\n",
        ),
        "curriculum/data/figures.csv": b"a,b\n" + b"1,2\n" * 450_000,
    },
    "front-matter-of-brackets": {TEMPLATE: b"---\ntitle: " + b"[" * 100_000 + b"\n---\nx\n"},
    "labels-of-keys": {
        "templates/tiny/labels/en.yaml": b"".join(b"key%d: x\n" % n for n in range(100_000))
    },
}


def pipe(path: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        os.mkfifo(root / path)

    return make


def folder(path: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).mkdir(parents=True)

    return make


def link(path: str, target: str) -> Callable[[Path], None]:
    """Put a link in the place of what is there; `{outside}` is another project."""

    def make(root: Path) -> None:
        place, outside = root / path, root.parent / "outside"
        lay_out(files_under(TINY), outside)
        if place.is_dir():
            place.rename(root.parent / "moved")
        else:
            place.unlink(missing_ok=True)
        place.symlink_to(target.format(outside=outside))

    return make


def unreadable(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).chmod(0)


def named(name: bytes) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        place = os.fsencode(root / "curriculum/modules") + b"/" + name
        Path(os.fsdecode(place)).write_bytes(b"id: m2\n")

    return make


ODD: Final[Mapping[str, Callable[[Path], None]]] = {
    **{
        f"{kind}-{Path(path).stem}": make(path)
        for path in (CURRICULUM, MODULE, COHORT, GLOSSARY, "templates/tiny/set.yaml")
        for kind, make in (("pipe", pipe), ("folder", folder), ("unreadable", unreadable))
    },
    **{
        f"link-{kind}-{Path(path).stem}": link(path, target or f"{{outside}}/{path}")
        for path in (CURRICULUM, MODULE, COHORT, GLOSSARY)
        for kind, target in (
            ("out", ""),
            ("nowhere", "/nowhere/at/all.yaml"),
            ("to-itself", Path(path).name),
            ("device", "/dev/zero"),
        )
    },
    **{
        f"link-folder-{Path(path).name}": link(path, f"{{outside}}/{path}")
        for path in ("curriculum/modules", "curriculum/cohorts", "curriculum/cohorts/aaa",
                     "curriculum/exercises", "templates/tiny")
    },
    "unreadable-folder": unreadable("curriculum/cohorts"),
    "name-not-utf-8": named(b"m\xff2.yaml"),
    "name-with-an-escape": named(b"m\x1b[2J.yaml"),
    "name-with-a-new-line": named(b"m\n2.yaml"),
    "name-with-an-override": named("m\u202e2.yaml".encode()),
    "name-of-a-device": named(b"con.yaml"),
}  # fmt: skip


# ── every case, without processes ──────────────────────────────────────────────────────────────


def errors_of(root: Path) -> list[Diagnostic]:
    """The errors of a survey; each is told with a place."""
    found = build(root)
    assert not found.documents
    told = concise(found.errors).splitlines()
    assert all(_PLACED.fullmatch(line) for line in told)
    return list(found.errors)


@pytest.mark.parametrize("case", OWN, ids=lambda case: case.name)
def test_findings_of_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    files = files_under(TINY) | files_under(case)
    files.pop(EXPECTED, None)
    found = build(lay_out(files, tmp_path))
    told = concise(found.findings)
    if request.config.getoption("--update"):
        (case / EXPECTED).write_bytes(told.encode())
    assert told == (case / EXPECTED).read_text("utf-8")
    assert any(finding.span for finding in found.errors)
    assert all(_PLACED.fullmatch(line) for line in concise(found.errors).splitlines())
    assert not found.documents


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_is_told_in_a_few_lines(name: str, tmp_path: Path) -> None:
    before, began = psutil.Process().memory_info().rss, time.monotonic()
    found = errors_of(lay_out(files_under(TINY) | LARGE[name], tmp_path))
    assert any(finding.span for finding in found)
    assert len(found) <= 5_100
    assert time.monotonic() - began < SECONDS
    assert psutil.Process().memory_info().rss - before < 400 << 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders, nor modes")
@pytest.mark.parametrize("name", ODD)
def test_what_is_no_file_is_told_and_not_waited_for(name: str) -> None:
    if sys.platform == "darwin" and name == "name-not-utf-8":
        pytest.skip("macOS has no such names")
    with ordinary_user() as home:
        root = lay_out(files_under(TINY), home / "project")
        ODD[name](root)
        found = errors_of(root)
        for path in (root / "curriculum").rglob("*"):
            if not path.is_symlink():
                path.chmod(0o700)  # so that it can be tidied away
    assert any(finding.span or finding.severity is Severity.ERROR for finding in found)


def test_cases_are_many_and_of_every_file() -> None:
    assert len(FOLDERS) + len(LARGE) + len(ODD) >= 300
    written = {path.partition("-")[0] for path in (case.name for case in OWN)}
    assert written >= {"curriculum", "module", "cohort", "overlay", "resources", "glossary",
                       "exercise", "set", "labels", "front", "table"}  # fmt: skip


# ── as somebody runs it ────────────────────────────────────────────────────────────────────────


def refused(root: Path, name: str = "") -> None:
    """Build a project and see that it is refused as it should be.

    What stands in the front matter of one template costs its own documents (`ttt.costs`): others
    are built.
    """
    old = {"build/aaa/guide.docx": b"what was built before", "build/notes.txt": b"of the team"}
    lay_out(old, root)
    environment = {
        **{key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TMPDIR") if key in os.environ},
        "PYTHONPATH": str(SOURCES),
        "PYTHONUTF8": "1",
        "XDG_CACHE_HOME": str(root.parent / "cache"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "ttt", "build", "--jobs", "1"],
        cwd=root,
        env=environment,
        capture_output=True,
        timeout=SECONDS * 3,
        check=False,
    )
    told = (done.stdout + done.stderr).decode()
    assert done.returncode == 1, told
    assert "Traceback" not in told
    assert re.search(r"^[^\s:]+(:\d+:\d+)?: error\[", told, re.MULTILINE), told
    assert len(told) < 100_000
    before = {name.removeprefix("build/"): data for name, data in old.items()}
    after = files_under(root / "build")
    if "front-matter" in name:
        assert before.items() <= after.items()
    else:
        assert before == after


SHORT: Final = ("load/alias-bomb", "project/front-matter-utf-16")
LONG: Final = [name for name in list(FOLDERS)[::4] if name not in SHORT]
"""Every fourth: without processes all are looked at."""


@pytest.mark.parametrize("name", SHORT)
def test_a_build_is_refused_and_writes_nothing(name: str, tmp_path: Path) -> None:
    case, files = FOLDERS[name]
    refused(lay_out(files(case), tmp_path / "project"), name)


@pytest.mark.soak
@pytest.mark.parametrize("name", LONG)
def test_every_build_is_refused_and_writes_nothing(name: str, tmp_path: Path) -> None:
    case, files = FOLDERS[name]
    refused(lay_out(files(case), tmp_path / "project"), name)


@pytest.mark.soak
@pytest.mark.parametrize("name", LARGE)
def test_every_build_of_what_is_large_is_refused(name: str, tmp_path: Path) -> None:
    refused(lay_out(files_under(TINY) | LARGE[name], tmp_path / "project"), name)


ROOT_READS_ALL: Final = sys.platform != "win32" and os.geteuid() == 0


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders, nor modes")
@pytest.mark.parametrize(
    "name", [name for name in ODD if not (ROOT_READS_ALL and name.startswith("unreadable"))]
)
def test_every_build_of_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    root = lay_out(files_under(TINY), tmp_path / "project")
    ODD[name](root)
    refused(root)
