"""A disk that is full, a folder one may not write in, a file another program holds.

Each ends in one sentence and with code 3; the old files are whole, and the next build succeeds.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.reliability.commands import (
    GUIDE,
    TTT,
    Built,
    documents_in,
    environment,
    leftovers,
    run,
    set_version,
    with_build,
)
from tests.reliability.killed_publisher import Server, act

NOT_MOUNTED: Final = 99
LIMITS: Final = tuple(range(0, 3_000, 150))
"""Bytes a file may have: from nothing to nearly the longest."""

LONG: Final = {"en/trainer/aaa-guide-en.docx": 40, "en/trainer/aaa-plan-en.docx": 3_000}
SHORT: Final = {"en/trainer/aaa-guide-en.docx": 40, "en/trainer/aaa-plan-en.docx": 60}
"""Bytes of documents: one longer than the record of the build, and none."""


def of_version(version: str, sizes: dict[str, int]) -> dict[str, str]:
    return {path: version * size for path, size in sizes.items()}


def raw(out: Path) -> dict[str, bytes]:
    """All that lies there but the lock."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != ".ttt.lock"
    }


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert all(word in done.stderr for word in ("ttt: ", "cannot be written: ", *words)), done


@pytest.mark.parametrize("sizes", [LONG, SHORT], ids=["long", "short"])
@pytest.mark.parametrize("packed", [False, True])
def test_disk_full_at_twenty_sizes(
    packed: bool, sizes: dict[str, int], memory: Path, server: Server
) -> None:
    refused = 0
    for limit in LIMITS:
        out = memory / str(limit)
        act({"out": str(out), "files": of_version("o", sizes)})
        before = raw(out)
        order = {"out": str(out), "files": of_version("n", sizes), "packed": packed}
        end = server.obey({**order, "limit": limit})
        assert end.signal == 0
        if end.refused:
            refused += 1
            assert end.refused.endswith(
                "cannot be written: the file is larger than the system allows"
            )
            assert raw(out) == before, limit
        act(order)
        act({"out": str(memory / "whole"), "files": of_version("n", sizes), "packed": packed})
        assert raw(out) == raw(memory / "whole")
    assert refused == len(LIMITS) if sizes is LONG else refused > 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("sizes", [1, pytest.param(20, marks=pytest.mark.soak)])
def test_command_on_a_full_disk(sizes: int, tmp_path: Path, built: Built) -> None:
    root = with_build(built, "1", tmp_path / "p")
    set_version(root, "2")
    before = raw(root / "build")
    longest = max(len(data) for data in built.documents["2"].values())
    for number in range(sizes):
        done = run(
            root, "build", "--jobs", "1", program=limited((number + 1) * longest // (sizes + 1))
        )
        assert_refused(done, "the file is larger than the system allows")
        assert raw(root / "build") == before
    assert run(root, "build", "--jobs", "1").returncode == 0
    assert documents_in(root / "build") == built.documents["2"]


def limited(size: int) -> list[str]:
    """`ttt` where no file may grow beyond `size` bytes."""
    code = (
        "import os, resource, sys; size = int(sys.argv[1]); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)); "
        "os.execv(sys.executable, [sys.executable, '-m', 'ttt', *sys.argv[2:]])"
    )
    return [sys.executable, "-c", code, str(size)]


def mounted(root: Path, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the shell where it may mount what nobody else sees."""
    unshare = shutil.which("unshare")
    private = [str(unshare), "--user", "--map-root-user", "--mount"]
    if unshare is None or subprocess.run([*private, "true"], check=False).returncode:
        pytest.skip("needs unshare, and a system that lets everybody mount in private")
    done = subprocess.run(
        [*private, "sh", "-c", script, "sh", *arguments],
        cwd=root,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode == NOT_MOUNTED:
        pytest.skip("this system mounts nothing, not even in private")
    return done


@pytest.mark.parametrize(
    "kib", [260, *(pytest.param(kib, marks=pytest.mark.soak) for kib in (220, 300, 400))]
)
def test_disk_in_memory_that_is_full(kib: int, tmp_path: Path, built: Built) -> None:
    # The old documents take some 210 KiB, and the new ones as much again
    root = with_build(built, "1", tmp_path / "p")
    set_version(root, "2")
    before = raw(root / "build")
    script = (
        'size=$1; shift; mkdir disk after; mount -t tmpfs -o "size=${size}k" none disk || exit 99; '
        'cp -a build/. disk; "$@" --out disk; code=$?; cp -a disk/. after; exit $code'
    )
    done = mounted(root, script, str(kib), *TTT, "build", "--jobs", "1")
    assert_refused(done, "the disk is full")
    assert raw(root / "after") == before


@pytest.mark.parametrize(
    ("folder", "command"),
    [
        ("build/aaa/en/trainer", "build"),
        pytest.param("build/aaa/en/trainer", "clean", marks=pytest.mark.soak),
        pytest.param("build", "clean", marks=pytest.mark.soak),
    ],
)
def test_disk_that_can_only_be_read(
    folder: str, command: str, tmp_path: Path, built: Built
) -> None:
    root = with_build(built, "1", tmp_path / "p")
    set_version(root, "2")
    before = documents_in(root / "build")
    script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" || exit 99; shift; "$@"'
    assert_refused(mounted(root, script, folder, *TTT, command), "the disk can only be read")
    found = documents_in(root / "build")
    assert all(found.get(path) == before[path] for path in before if "trainer" in path)
    assert all(before[path] == data for path, data in found.items())
    assert leftovers(root / "build") == []


@pytest.fixture
def held(tmp_path: Path, built: Built) -> Iterator[Path]:
    """A project in whose output folder a document cannot be replaced: open in Word, as it were."""
    root = with_build(built, "1", tmp_path / "p")
    set_version(root, "2")
    chattr = ["chattr", "+i", str(root / "build" / GUIDE)]
    if shutil.which("chattr") is None or subprocess.run(chattr, check=False).returncode:
        pytest.skip("this user or file system has no immutable files")
    yield root
    subprocess.run(["chattr", "-i", str(root / "build" / GUIDE)], check=True)


@pytest.mark.soak
def test_file_that_is_open_in_another_program(held: Path, built: Built) -> None:
    old, new = built.documents.values()
    for command in (["build", "--jobs", "1"], ["clean"]):
        assert_refused(run(held, *command), GUIDE, "it is open in another program")
        found = documents_in(held / "build")
        assert found[GUIDE] == old[GUIDE]
        assert all(data in {old[path], new[path]} for path, data in found.items())
    subprocess.run(["chattr", "-i", held / "build" / GUIDE], check=True)
    done = run(held, "build", "--jobs", "1")
    assert done.returncode == 0
    assert "kept" not in done.stderr
    assert documents_in(held / "build") == new
