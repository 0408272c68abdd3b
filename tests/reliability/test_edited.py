"""What a person did to files by hand, under every command: nothing of theirs is ever lost.

One folder holds an edit of each kind, so that a command meets them all at once.
"""

from __future__ import annotations

import io
import os
import shlex
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
import typer
from typer.testing import CliRunner

from tests.reliability.commands import (
    Built,
    documents_in,
    leftovers,
    packed_again,
    run,
    set_version,
    with_build,
)
from ttt.cli.app import app

MOVED: Final = "my-own.docx"


def change_a_byte(file: Path, _: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def pack_again(file: Path, _: Path) -> None:
    file.write_bytes(packed_again(file.read_bytes()))


def rename(file: Path, _: Path) -> None:
    file.rename(file.with_name(MOVED))


def put_a_folder(file: Path, _: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "notes.txt").write_text("notes", "utf-8")


def put_a_link(file: Path, elsewhere: Path) -> None:
    """A link to the very bytes ttt wrote, which lie where they must never be touched."""
    moved = elsewhere / file.name
    file.rename(moved)
    try:
        file.symlink_to(moved)
    except OSError:
        pytest.skip("this user may make no links")


def delete(file: Path, _: Path) -> None:
    file.unlink()


EDITS: Final[Mapping[str, Callable[[Path, Path], None]]] = {
    "aaa/en/participant/aaa-glossary-en.docx": change_a_byte,
    "aaa/en/participant/aaa-m1-handout-en.docx": pack_again,
    "aaa/en/trainer/aaa-course-guide-en.docx": rename,
    "aaa/en/trainer/aaa-m1-guide-en.docx": put_a_folder,
    "aaa/en/trainer/aaa-m1-s1-session-plan-en.docx": put_a_link,
    "aaa/en/trainer/aaa-m1-slides-en.pptx": delete,
}
KEPT: Final = tuple(p for p, edit in EDITS.items() if edit not in {rename, delete})
RENAMED: Final = f"aaa/en/trainer/{MOVED}"

BUILDS: Final = (
    "build --jobs 1",
    "build --jobs 1 --zip",
    "build --jobs 1 --module m1",
    *(
        pytest.param(command, marks=pytest.mark.soak)
        for command in ("build --jobs 2 --strict", "build --jobs 1 --language en aaa")
    ),
)
ARGUMENTS: Final[Mapping[str, str]] = {
    "check": "check --jobs 1",
    "dump": "dump --stage edition --cohort aaa",
    "explain": "explain OUT030",
    "init": "init .",
    "list": "list products",
    "new": "new module m9",
    "schema": "schema --write",
}
WRITING: Final = frozenset({"build", "clean"})


def others() -> list[str]:
    """Every command that has no business in the output folder; a new one is found by itself."""
    command = typer.main.get_command(app)
    assert isinstance(command, typer.core.TyperGroup)
    return sorted(ARGUMENTS.get(name, name) for name in command.commands if name not in WRITING)


def new_name(path: str) -> str:
    return path.replace(".docx", ".new.docx")


def look(folder: Path) -> dict[str, bytes | str]:
    """Everything in a folder: files with their bytes, links with where they lead, folders."""
    return {
        path.relative_to(folder).as_posix(): (
            f"link to {path.readlink()}"
            if path.is_symlink()
            else path.read_bytes()
            if path.is_file()
            else "folder"
        )
        for path in sorted(folder.rglob("*"))
        if path.name != ".ttt.lock"
    }


@pytest.fixture
def edited(tmp_path: Path, built: Built) -> Path:
    """The project built once and then edited in every way; its next version is ready to build."""
    root = with_build(built, "1", tmp_path / "p")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for path, edit in EDITS.items():
        edit(root / "build" / path, elsewhere)
    set_version(root, "2")
    return root


@pytest.fixture
def theirs(edited: Path) -> dict[str, bytes | str]:
    """What is theirs, by its path in the output folder."""
    found = look(edited / "build")
    kept = {path: what for path, what in found.items() if path.startswith((*KEPT, RENAMED))}
    assert len(kept) == len(KEPT) + 2
    return kept


@pytest.mark.parametrize("command", BUILDS)
def test_build_keeps_what_was_edited(
    command: str, edited: Path, theirs: dict[str, bytes | str], built: Built
) -> None:
    elsewhere = look(edited.parent / "elsewhere")
    new, out = built.documents["2"], edited / "build"
    for _ in range(2 if "--language" in command else 1):
        done = run(edited, *shlex.split(command))
        assert done.returncode == (1 if "--strict" in command else 0), done.stderr
        found = look(out)
        assert {path: found.get(path) for path in theirs} == theirs
        assert look(edited.parent / "elsewhere") == elsewhere
        asked = {path: new[path] for path in new if "--module" not in command or "m1" in path}
        for path, data in asked.items():
            where = new_name(path) if path in KEPT else path
            assert found[where] == data, path
            assert (f"kept your edited {path.removeprefix('aaa/')}; " in done.stderr) == (
                path in KEPT
            )
        assert leftovers(out) == []
    if "--zip" in command:
        packed = (out / "aaa/aaa-participant.zip").read_bytes()
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            assert archive.testzip() is None
            held = {f"aaa/en/participant/{Path(name).name}": archive.read(name)
                    for name in archive.namelist()}  # fmt: skip
        assert held == {p: d for p, d in documents_in(out).items()
                        if "/participant/" in p and ".new." not in p}  # fmt: skip


def test_build_by_force_moves_what_was_edited(
    edited: Path, theirs: dict[str, bytes | str], built: Built
) -> None:
    elsewhere = look(edited.parent / "elsewhere")
    done = run(edited, "build", "--jobs", "1", "--force")
    assert done.returncode == 0, done.stderr
    out = edited / "build"
    assert look(out / ".backup") == {
        **{path: what for path, what in theirs.items() if path != RENAMED},
        **dict.fromkeys(("aaa", "aaa/en", "aaa/en/participant", "aaa/en/trainer"), "folder"),
    }
    assert look(edited.parent / "elsewhere") == elsewhere
    found = documents_in(out / "aaa")
    assert found.pop(RENAMED.removeprefix("aaa/")) == theirs[RENAMED]
    assert {f"aaa/{path}": data for path, data in found.items()} == built.documents["2"]
    assert done.stderr.count("yours lies in build/.backup/aaa/en/") == len(KEPT)


def test_clean_removes_what_nobody_touched(edited: Path, theirs: dict[str, bytes | str]) -> None:
    elsewhere = look(edited.parent / "elsewhere")
    done = run(edited, "clean")
    assert done.returncode == 0, done.stderr
    assert "2 files removed from build/" in done.stderr
    found = look(edited / "build")
    assert {path: found.get(path) for path in theirs} == theirs
    assert {path for path, what in found.items() if what != "folder"} - set(theirs) == {
        "aaa/manifest.json"
    }
    assert look(edited.parent / "elsewhere") == elsewhere
    assert done.stderr.count("it was edited after it was built") == len(KEPT)


@pytest.mark.parametrize("command", others())
def test_other_commands_do_not_touch_the_output_folder(
    command: str, edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(edited)
    before = look(edited / "build")
    times = {path: os.lstat(edited / "build" / path).st_mtime_ns for path in before}
    done = CliRunner().invoke(app, shlex.split(command))
    assert done.exit_code in {0, 1, 2}, done.output
    assert look(edited / "build") == before
    assert {path: os.lstat(edited / "build" / path).st_mtime_ns for path in before} == times
