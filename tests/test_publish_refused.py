"""Publishing when the system says no: old files stay whole, and the reason is one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.ordinary_user import ordinary_user
from tests.publishing import (
    GUIDE,
    NEW,
    SLIDES,
    artifact,
    contents,
    publish,
)
from ttt.diagnostics import Collector
from ttt.publish import CannotWriteError, Kept, LockedError, Published, Publisher, clean


def test_second_build_is_refused_and_told_who_holds_the_folder(tmp_path: Path) -> None:
    with Publisher(tmp_path, "ttt 0", Collector()):
        began = time.monotonic()
        with pytest.raises(LockedError) as refused, Publisher(tmp_path, "ttt 0", Collector()):
            pass
        assert time.monotonic() - began < 0.5
    assert refused.value.pid == os.getpid()
    assert f"process {os.getpid()}, since" in refused.value.diagnostic.message
    assert refused.value.diagnostic.code == "OUT020"
    assert publish(tmp_path, {GUIDE: "one"}).written == (GUIDE,)


def test_build_in_a_folder_inside_another_is_left_alone(tmp_path: Path) -> None:
    with Publisher(tmp_path / "trial", "ttt 0", Collector()) as publisher:
        publisher.stage("aaa", artifact(GUIDE, "one"))
        assert publish(tmp_path, {GUIDE: "two"}).written == (GUIDE,)
        assert publisher.commit("aaa", "1").written == (GUIDE,)
    assert contents(tmp_path) == {f"aaa/{GUIDE}": "two", f"trial/aaa/{GUIDE}": "one"}


def test_holder_that_cannot_be_known_is_not_guessed(tmp_path: Path) -> None:
    with Publisher(tmp_path, "ttt 0", Collector()):
        os.utime(tmp_path / ".ttt-holder", (1, 1))  # older than the process of that number
        with pytest.raises(LockedError) as refused, Publisher(tmp_path, "ttt 0", Collector()):
            pass
    assert refused.value.pid is None
    assert str(refused.value) == f'another build holds the folder "{tmp_path.name}"'


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permissions")
def test_folder_that_is_read_only_is_named() -> None:
    with ordinary_user() as out:
        publish(out, {GUIDE: "one"})
        folder = out / "aaa/en/trainer"
        folder.chmod(0o500)
        with pytest.raises(CannotWriteError) as refused:
            publish(out, {GUIDE: "two"})
        folder.chmod(0o700)
        assert contents(out) == {f"aaa/{GUIDE}": "one"}
    assert refused.value.path == f"aaa/{GUIDE}"
    assert "you may not write there" in refused.value.reason


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such permissions")
def test_file_nobody_can_read_is_named_and_stays() -> None:
    with ordinary_user() as out:
        publish(out, {GUIDE: "one", SLIDES: "one"})
        file = out / "aaa" / GUIDE
        file.chmod(0)
        for act in (lambda: publish(out, {SLIDES: "two", GUIDE: "two"}, force=True),
                    lambda: clean(out, (), Collector())):  # fmt: skip
            with pytest.raises(CannotWriteError) as refused:
                act()
            assert refused.value.path == f"aaa/{GUIDE}"
        file.chmod(0o600)
        assert file.read_text("utf-8") == "one"
        assert publish(out, {GUIDE: "one", SLIDES: "one"}).kept == ()


def test_file_in_the_place_of_a_folder_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "aaa").write_text("a file", "utf-8")
    with pytest.raises(CannotWriteError) as refused:
        publish(tmp_path, {GUIDE: "one"})
    finding = refused.value.diagnostic
    assert finding.code == "OUT021"
    assert finding.message.endswith("a file of the name of a folder is in the way")
    assert finding.file == f"aaa/{GUIDE}"
    assert contents(tmp_path) == {"aaa": "a file"}


@pytest.fixture
def immovable(tmp_path: Path) -> Path:
    """A published file that nobody can replace until `chattr -i`, as one open on Windows."""
    publish(tmp_path, {GUIDE: "one"})
    file = tmp_path / "aaa" / GUIDE
    if shutil.which("chattr") is None:
        pytest.skip("needs chattr")
    if subprocess.run(["chattr", "+i", file], capture_output=True, check=False).returncode:
        pytest.skip("this user or file system has no immutable files")
    return file


def free(file: Path) -> None:
    subprocess.run(["chattr", "-i", file], check=True)


def test_file_held_for_a_moment_is_waited_for(tmp_path: Path, immovable: Path) -> None:
    timer = threading.Timer(0.3, free, [immovable])
    timer.start()
    try:
        assert publish(tmp_path, {GUIDE: "two"}).written == (GUIDE,)
    finally:
        timer.join()
        free(immovable)
    assert contents(tmp_path) == {f"aaa/{GUIDE}": "two"}


def test_file_held_for_long_is_named_and_whole(tmp_path: Path, immovable: Path) -> None:
    began = time.monotonic()
    try:
        with pytest.raises(CannotWriteError, match="open in another program") as refused:
            publish(tmp_path, {SLIDES: "two", GUIDE: "two"})
    finally:
        free(immovable)
    assert 2 < time.monotonic() - began < 4
    assert refused.value.path == f"aaa/{GUIDE}"
    assert immovable.read_text("utf-8") == "one"
    assert list(tmp_path.rglob("*.tmp")) == []
    assert (tmp_path / "aaa" / SLIDES).read_text("utf-8") == "two"  # in place before, and known
    done = publish(tmp_path, {GUIDE: "three", SLIDES: "three"})
    assert done == Published("aaa", written=(SLIDES, GUIDE))


@pytest.mark.soak
def test_record_that_is_held_is_made_up_for_by_the_next_build(
    tmp_path: Path, immovable: Path
) -> None:
    free(immovable)
    record = tmp_path / "aaa/manifest.json"
    subprocess.run(["chattr", "+i", record], check=True)
    try:
        with pytest.raises(CannotWriteError, match="open in another program") as refused:
            publish(tmp_path, {GUIDE: "two"})
    finally:
        free(record)
    assert refused.value.path == "aaa/manifest.json"
    assert contents(tmp_path / "aaa/en") == {GUIDE.removeprefix("en/"): "two"}
    assert list(tmp_path.rglob("*.tmp")) == []
    assert publish(tmp_path, {GUIDE: "three"}) == Published("aaa", written=(GUIDE,))


def test_what_somebody_saved_while_the_build_waited_for_it_stays(
    tmp_path: Path, immovable: Path
) -> None:
    def save() -> None:
        free(immovable)
        immovable.write_text("mine", "utf-8")
        subprocess.run(["chattr", "+i", immovable], check=True)
        time.sleep(0.7)
        free(immovable)

    timer = threading.Timer(0.3, save)
    timer.start()
    try:
        with pytest.raises(CannotWriteError) as refused:
            publish(tmp_path, {GUIDE: "two"})
    finally:
        timer.join()
        free(immovable)
    assert refused.value.path == f"aaa/{GUIDE}"
    assert immovable.read_text("utf-8") == "mine"
    assert publish(tmp_path, {GUIDE: "two"}).kept == (Kept(GUIDE, NEW),)


def test_build_killed_before_its_first_manifest_edits_nothing(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one", SLIDES: "one"})
    folder = tmp_path / "aaa"
    # As it lies there when the second rename never came: one file, the plan, an empty manifest
    (folder / "manifest.json").rename(folder / ".ttt-pending.json")
    (folder / "manifest.json").write_text(
        '{"schema": 1, "cohort": "aaa", "edition": "", "built_with": "", "artifacts": []}', "utf-8"
    )
    (folder / SLIDES).unlink()
    done = publish(tmp_path, {GUIDE: "two", SLIDES: "two"}, complete=False)
    assert done == Published("aaa", written=(SLIDES, GUIDE))
    assert not (folder / ".ttt-pending.json").exists()
