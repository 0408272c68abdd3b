"""`kill -9` at any moment: each file is the old or the new one, whole, and the next build succeeds.

The commands are killed as people start them; tests/reliability/test_kill_publishing.py kills the
stage that writes before each thing it does to the disk.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import psutil
import pytest

from tests.builds import lay_out
from tests.reliability.commands import (
    GUIDE,
    TTT,
    Built,
    documents_in,
    environment,
    leftovers,
    run,
    set_version,
    start,
    with_build,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


def assert_whole(root: Path, built: Built) -> None:
    """Every file is that of one version, and no other lies there."""
    old, new = built.documents.values()
    for path, data in documents_in(root / "build").items():
        assert data in {old.get(path), new.get(path)}, path
    json.loads((root / "build/aaa/manifest.json").read_bytes())


def assert_built(root: Path, built: Built, version: str) -> None:
    """A build to the end finds nothing edited, and leaves nothing but its files."""
    done = run(root, "build", "--jobs", "1")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "kept" not in done.stderr
    assert documents_in(root / "build") == built.documents[version]
    assert leftovers(root / "build") == []


def end(running: subprocess.Popen[str], how: signal.Signals) -> None:
    """Send a signal to a command and its workers, if they are still there."""
    with suppress(ProcessLookupError, PermissionError):  # the latter is what macOS says of a zombie
        os.killpg(running.pid, how)


def wait_for_a_file(out: Path, running: subprocess.Popen[str]) -> None:
    """Wait until a build has begun to write, or ended."""
    while running.poll() is None and not list(out.rglob(".ttt-*.tmp")):
        time.sleep(0.001)


@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.soak)])
def test_build_killed_at_random_moments(kills: int, tmp_path: Path, built: Built) -> None:
    root = with_build(built, "1", tmp_path / "p")
    chance = random.Random(kills)  # noqa: S311 - moments, not secrets
    for kill in range(1, kills + 1):
        set_version(root, version := "12"[kill % 2])
        with start(root, "build", "--jobs", "1") as running:
            if kill % 3:  # any moment at all
                time.sleep(chance.uniform(0, built.seconds))
            else:  # a moment after the first file was begun
                wait_for_a_file(root / "build", running)
                time.sleep(chance.uniform(0, 0.1))
            end(running, signal.SIGKILL)
        assert_whole(root, built)
        if kill % 20 == 0:
            assert_built(root, built, version)


@pytest.mark.parametrize("share", [0.1, 0.8])
def test_no_worker_outlives_a_build_that_is_killed(
    share: float, tmp_path: Path, built: Built
) -> None:
    root = with_build(built, "1", tmp_path / "p")
    set_version(root, "2")
    with start(root, "build", "--jobs", "2") as running:
        time.sleep(share * built.seconds)
        program = psutil.Process(running.pid)
        children = program.children(recursive=True)
        running.kill()  # it alone: its workers have to find out
    psutil.wait_procs(children, timeout=10)
    assert [child for child in children if child.is_running()] == []
    assert_whole(root, built)


def test_build_that_is_interrupted_says_so_and_leaves_nothing(tmp_path: Path, built: Built) -> None:
    root = with_build(built, "1", tmp_path / "p")
    set_version(root, "2")
    with start(root, "build", "--jobs", "2") as running:
        wait_for_a_file(root / "build", running)
        end(running, signal.SIGINT)  # as a terminal does: to all of them
        said = running.communicate()
    if running.returncode:  # it may have been done
        assert running.returncode == 130
        assert said == ("", "ttt: stopped; nothing half-written is left\n")
    assert list(root.rglob(".ttt-*.tmp")) == []
    assert_whole(root, built)


@pytest.fixture
def tracer() -> Callable[[Path, str, int], bool]:
    """Runs a build and kills it at the n-th call of a kind; says whether it came so far."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("needs strace")

    def killed(root: Path, call: str, number: int) -> bool:
        done = subprocess.run(
            [
                strace,
                *("-qq", "-o", os.devnull, "-e", f"trace={call}"),
                *("-e", f"inject={call}:signal=KILL:when={number}"),
                *(*TTT, "build", "--jobs", "1"),
            ],
            cwd=root,
            env=environment(),
            capture_output=True,
            check=False,
        )
        if b"ptrace" in done.stderr:
            pytest.skip("strace may not trace here")
        return done.returncode != 0

    return killed


@pytest.mark.soak
@pytest.mark.parametrize("call", ["/^rename", "/^unlink", "/^f(data)?sync$"])
def test_build_killed_at_every_other_call_of_the_system(
    call: str, tmp_path: Path, built: Built, tracer: Callable[[Path, str, int], bool]
) -> None:
    root = with_build(built, "1", tmp_path / "p")
    old, new = built.documents.values()
    for number in count(1, 2):
        shutil.rmtree(root / "build/aaa")
        lay_out(built.files["1"], root / "build")
        (root / "build/aaa/en/trainer/mine.docx").write_bytes(b"mine")
        (root / "build" / GUIDE).write_bytes(b"mine")
        set_version(root, "2")
        killed = tracer(root, call, number)
        for path, data in documents_in(root / "build").items():
            original = path.replace(".new.", ".")
            assert data in {b"mine", old.get(original), new.get(original)}, (number, path)
        done = run(root, "build", "--jobs", "1")
        assert done.returncode == 0, (number, done.stderr)
        assert done.stderr.count("kept") == 1, (number, done.stderr)
        found = documents_in(root / "build")
        assert found.pop("aaa/en/trainer/mine.docx") == b"mine"
        assert found.pop(GUIDE) == b"mine"
        assert {path.replace(".new.", "."): data for path, data in found.items()} == new
        assert leftovers(root / "build") == []
        if not killed:
            break
    assert number > 5
