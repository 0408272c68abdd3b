"""Publishing: what lies in the output folder afterwards, and what a person edited before."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.ordinary_user import ordinary_user
from tests.publish_targets import document
from ttt.diagnostics import Collector
from ttt.manifest import read_manifest
from ttt.model.artifact import Artifact
from ttt.model.audience import Audience
from ttt.publish import CannotWriteError, Kept, LockedError, Published, Publisher

GUIDE = "en/trainer/aaa-guide-en.docx"
NEW = "en/trainer/aaa-guide-en.new.docx"
SLIDES = "en/participant/aaa-slides-en.pptx"
TARGETS = Path(__file__).with_name("publish_targets.py")


def artifact(path: str, text: str, product: str = "guide") -> Artifact:
    return Artifact(path, text.encode(), product, Audience.TRAINER, "en", {"key": text})


def publish(
    out: Path,
    files: dict[str, str],
    *,
    force: bool = False,
    complete: bool = True,
    collector: Collector | None = None,
) -> Published:
    with Publisher(out, "ttt 0", Collector() if collector is None else collector) as publisher:
        for path, text in files.items():
            publisher.stage("aaa", artifact(path, text))
        return publisher.commit("aaa", "1", force=force, complete=complete)


def contents(out: Path) -> dict[str, str]:
    """All files of the output folder but the lock and the manifest, by path."""
    return {
        path.relative_to(out).as_posix(): path.read_text("utf-8")
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in {".ttt.lock", "manifest.json"}
    }


def edit(out: Path, path: str, text: str = "mine") -> None:
    (out / "aaa" / path).write_text(text, "utf-8")


def recorded(out: Path) -> dict[str, str]:
    manifest = read_manifest(out / "aaa", "aaa", Collector())
    return {entry.path: entry.sha256 for entry in manifest.artifacts}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def command(out: Path, version: str, files: int, size: int = 40_000) -> list[str]:
    return [sys.executable, str(TARGETS), str(out), version, str(files), str(size)]


def environment(root: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root / "src")}


# ── the plain way ────────────────────────────────────────────────────────────────────────────


def test_files_and_their_record_are_written(tmp_path: Path) -> None:
    done = publish(tmp_path, {GUIDE: "one", SLIDES: "two"})
    assert done == Published("aaa", written=(SLIDES, GUIDE))
    assert contents(tmp_path) == {f"aaa/{GUIDE}": "one", f"aaa/{SLIDES}": "two"}
    assert json.loads((tmp_path / "aaa/manifest.json").read_bytes()) == {
        "schema": 1,
        "cohort": "aaa",
        "edition": "1",
        "built_with": "ttt 0",
        "artifacts": [
            {
                "path": path,
                "product": "guide",
                "audience": "trainer",
                "language": "en",
                "sha256": digest(text),
                "inputs": {"key": text},
            }
            for path, text in ((SLIDES, "two"), (GUIDE, "one"))
        ],
    }


def test_changed_files_are_replaced_and_equal_ones_not_touched(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one", SLIDES: "two"})
    stamp = (tmp_path / "aaa" / SLIDES).stat()
    record = (tmp_path / "aaa/manifest.json").stat()

    done = publish(tmp_path, {GUIDE: "three", SLIDES: "two"})
    assert done == Published("aaa", written=(GUIDE,), unchanged=(SLIDES,))
    after = (tmp_path / "aaa" / SLIDES).stat()
    assert (after.st_mtime_ns, after.st_ino) == (stamp.st_mtime_ns, stamp.st_ino)
    assert (tmp_path / "aaa/manifest.json").stat().st_mtime_ns != record.st_mtime_ns

    record = (tmp_path / "aaa/manifest.json").stat()
    assert publish(tmp_path, {GUIDE: "three", SLIDES: "two"}).written == ()
    assert (tmp_path / "aaa/manifest.json").stat().st_mtime_ns == record.st_mtime_ns


def test_discarded_and_forgotten_files_leave_nothing(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one"})
    with Publisher(tmp_path, "ttt 0", Collector()) as publisher:
        publisher.stage("aaa", artifact(GUIDE, "two"))
        publisher.stage("bbb", artifact(GUIDE, "two"))
        publisher.stage("ccc", artifact(GUIDE, "two"))
        assert len(list(tmp_path.rglob(".ttt-*.tmp"))) == 3
        publisher.discard("bbb")
        assert not (tmp_path / "bbb").exists()
        publisher.commit("ccc", "1")
    assert contents(tmp_path) == {f"aaa/{GUIDE}": "one", f"ccc/{GUIDE}": "two"}


# ── edited files ─────────────────────────────────────────────────────────────────────────────


def test_edited_file_stays_and_the_new_version_goes_beside_it(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one"})
    edit(tmp_path, GUIDE)
    for text in ("two", "three"):
        done = publish(tmp_path, {GUIDE: text})
        assert done == Published("aaa", written=(NEW,), kept=(Kept(GUIDE, NEW),))
        assert contents(tmp_path) == {f"aaa/{GUIDE}": "mine", f"aaa/{NEW}": text}
    assert recorded(tmp_path) == {GUIDE: digest("one"), NEW: digest("three")}
    again = publish(tmp_path, {GUIDE: "three"})
    assert again == Published("aaa", unchanged=(NEW,), kept=(Kept(GUIDE, NEW),))


def test_file_we_never_wrote_is_not_replaced(tmp_path: Path) -> None:
    publish(tmp_path, {SLIDES: "one"})
    (tmp_path / "aaa/en/trainer").mkdir(parents=True)
    edit(tmp_path, GUIDE)
    assert publish(tmp_path, {GUIDE: "one", SLIDES: "one"}).kept == (Kept(GUIDE, NEW),)
    assert contents(tmp_path)[f"aaa/{GUIDE}"] == "mine"


def test_edited_version_beside_stays_too(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one"})
    edit(tmp_path, GUIDE)
    publish(tmp_path, {GUIDE: "two"})
    edit(tmp_path, NEW, "merged")
    second = NEW.replace(".new.", ".new.2.")
    done = publish(tmp_path, {GUIDE: "three"})
    assert done.kept == (Kept(GUIDE, second), Kept(NEW))
    assert contents(tmp_path) == {
        f"aaa/{GUIDE}": "mine",
        f"aaa/{NEW}": "merged",
        f"aaa/{second}": "three",
    }


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("now", ["one", "two", None])
def test_undone_edit_ends_the_matter(tmp_path: Path, now: str | None, complete: bool) -> None:
    # The old version is back, the new one was taken over, or the edited file was deleted
    publish(tmp_path, {GUIDE: "one"})
    edit(tmp_path, GUIDE)
    publish(tmp_path, {GUIDE: "two"})
    if now is None:
        (tmp_path / "aaa" / GUIDE).unlink()
    else:
        edit(tmp_path, GUIDE, now)
    done = publish(tmp_path, {GUIDE: "two"}, complete=complete)
    assert (done.kept, done.removed) == ((), (NEW,))
    assert contents(tmp_path) == {f"aaa/{GUIDE}": "two"}
    assert recorded(tmp_path) == {GUIDE: digest("two")}


def test_force_replaces_after_a_backup_that_replaces_none(tmp_path: Path) -> None:
    for mine in ("mine", "other", "mine"):
        publish(tmp_path, {GUIDE: "one"}, force=True)
        edit(tmp_path, GUIDE, mine)
    done = publish(tmp_path, {GUIDE: "two"}, force=True)
    assert done == Published("aaa", written=(GUIDE,), backups=(f".backup/aaa/{GUIDE}",))
    assert contents(tmp_path) == {
        f".backup/aaa/{GUIDE}": "mine",
        f".backup/aaa/{GUIDE}".replace(".docx", ".2.docx"): "other",
        f"aaa/{GUIDE}": "two",
    }


@pytest.mark.parametrize("damage", [None, b"", b"{", b"[" * 100_000, b'{"schema": 1}'])
def test_without_a_manifest_nothing_is_replaced(tmp_path: Path, damage: bytes | None) -> None:
    publish(tmp_path, {GUIDE: "one", SLIDES: "two"})
    if damage is None:
        (tmp_path / "aaa/manifest.json").unlink()
    else:
        (tmp_path / "aaa/manifest.json").write_bytes(damage)
    collector = Collector()
    done = publish(tmp_path, {GUIDE: "three", SLIDES: "two"}, collector=collector)
    assert [finding.code for finding in collector] == ["OUT030"]
    assert done == Published("aaa", (NEW,), (SLIDES,), (Kept(GUIDE, NEW),))
    assert contents(tmp_path)[f"aaa/{GUIDE}"] == "one"
    collector = Collector()
    publish(tmp_path, {GUIDE: "three", SLIDES: "two"}, collector=collector)
    assert not list(collector)


# ── files that are built no more ─────────────────────────────────────────────────────────────


def test_file_built_no_more_is_removed_with_its_empty_folders(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one", SLIDES: "two"})
    assert publish(tmp_path, {GUIDE: "one"}).removed == (SLIDES,)
    assert not (tmp_path / "aaa/en/participant").exists()
    assert list(recorded(tmp_path)) == [GUIDE]


def test_edited_file_built_no_more_is_kept_and_reported_until_it_goes(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one", SLIDES: "two"})
    edit(tmp_path, SLIDES)
    for _ in range(2):
        done = publish(tmp_path, {GUIDE: "one"})
        assert (done.kept, done.removed) == ((Kept(SLIDES),), ())
    done = publish(tmp_path, {GUIDE: "one"}, force=True)
    assert (done.removed, done.backups) == ((SLIDES,), (f".backup/aaa/{SLIDES}",))


def test_build_of_a_part_leaves_the_rest_and_its_record(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one", SLIDES: "two"})
    done = publish(tmp_path, {GUIDE: "three"}, complete=False)
    assert done == Published("aaa", written=(GUIDE,))
    assert recorded(tmp_path) == {GUIDE: digest("three"), SLIDES: digest("two")}


def test_name_that_changes_only_its_case_is_one_file_in_the_end(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one"})
    louder = GUIDE.replace("guide", "GUIDE")
    assert publish(tmp_path, {louder: "two"}).kept == ()
    assert list(contents(tmp_path).values()) == ["two"]


def test_record_that_names_files_elsewhere_is_not_believed(tmp_path: Path) -> None:
    out = tmp_path / "build"
    publish(out, {GUIDE: "one"})
    (tmp_path / "precious.txt").write_text("one", "utf-8")
    place = out / "aaa/manifest.json"
    place.write_text(place.read_text("utf-8").replace(GUIDE, "../../precious.txt"), "utf-8")
    collector = Collector()
    publish(out, {GUIDE: "one"}, collector=collector)
    assert [finding.code for finding in collector] == ["OUT030"]
    assert (tmp_path / "precious.txt").read_text("utf-8") == "one"


# ── names ────────────────────────────────────────────────────────────────────────────────────


def test_two_documents_of_one_name_are_reported_and_the_first_is_staged(tmp_path: Path) -> None:
    collector = Collector()
    with Publisher(tmp_path, "ttt 0", collector) as publisher:
        publisher.stage("aaa", artifact(GUIDE, "one"))
        publisher.stage("aaa", artifact(GUIDE.replace("guide", "Guide"), "two", "leaflet"))
        publisher.stage("bbb", artifact(GUIDE, "three"))
    (finding,) = collector
    assert (finding.code, finding.cohorts) == ("OUT010", ("aaa",))
    assert '"guide" and "leaflet"' in finding.message


@pytest.mark.parametrize("path", ["../x.docx", "/x.docx", "en//x.docx", "en/aux.docx", "a\\b.docx"])
def test_path_not_made_of_safe_names_is_a_bug(tmp_path: Path, path: str) -> None:
    with (
        Publisher(tmp_path, "ttt 0", Collector()) as publisher,
        pytest.raises(ValueError, match="not made of safe names"),
    ):
        publisher.stage("aaa", artifact(path, "one"))


# ── when the system says no ──────────────────────────────────────────────────────────────────


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


def test_holder_that_cannot_be_known_is_not_guessed(tmp_path: Path) -> None:
    with Publisher(tmp_path, "ttt 0", Collector()):
        os.utime(tmp_path / ".ttt-holder", (1, 1))  # older than the process of that number
        with pytest.raises(LockedError) as refused, Publisher(tmp_path, "ttt 0", Collector()):
            pass
    assert refused.value.pid is None
    assert str(refused.value) == f'another build holds the folder "{tmp_path.name}"'


@pytest.mark.skipif(sys.platform == "win32", reason="needs resource limits")
@pytest.mark.parametrize("limit", [0, 5_000, 39_000])
def test_disk_full_leaves_the_old_files_whole(
    tmp_path: Path, project_root: Path, limit: int
) -> None:
    env = environment(project_root)
    subprocess.run(command(tmp_path, "a", 3), env=env, check=True, capture_output=True)
    before = contents(tmp_path)
    inner = (
        f"import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit},) * 2); "
    )
    inner += "sys.argv.pop(0); runpy.run_path(sys.argv[0], run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", inner, *command(tmp_path, "b", 3)[1:]],
        env={**env, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (3, "")
    assert "cannot be written: the file is larger than the system allows" in done.stdout
    assert contents(tmp_path) == before


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


def test_file_in_the_place_of_a_folder_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "aaa").write_text("a file", "utf-8")
    with pytest.raises(CannotWriteError) as refused:
        publish(tmp_path, {GUIDE: "one"})
    finding = refused.value.diagnostic
    assert finding.code == "OUT021"
    assert finding.message.endswith("a file of the name of a folder is in the way")
    assert finding.file == f"aaa/{GUIDE}"
    assert contents(tmp_path) == {"aaa": "a file"}


def test_folder_in_the_place_of_a_file_is_said_and_the_rest_is_repaired_later(
    tmp_path: Path,
) -> None:
    # The first file is in place when the second one fails: the next build knows it as ours
    publish(tmp_path, {GUIDE: "one", SLIDES: "one"})
    (tmp_path / "aaa" / SLIDES).unlink()
    (tmp_path / "aaa" / SLIDES).mkdir()
    with pytest.raises(CannotWriteError, match="a folder of this name is in the way"):
        publish(tmp_path, {GUIDE: "two", SLIDES: "two"})
    (tmp_path / "aaa" / SLIDES).rmdir()
    done = publish(tmp_path, {GUIDE: "three", SLIDES: "three"})
    assert done == Published("aaa", written=(SLIDES, GUIDE))


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
            publish(tmp_path, {GUIDE: "two"})
    finally:
        free(immovable)
    assert 2 < time.monotonic() - began < 4
    assert refused.value.path == f"aaa/{GUIDE}"
    assert immovable.read_text("utf-8") == "one"
    assert list(tmp_path.rglob("*.tmp")) == []
    assert publish(tmp_path, {GUIDE: "three"}) == Published("aaa", written=(GUIDE,))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_killed_build_leaves_whole_files_that_the_next_build_knows(
    tmp_path: Path, project_root: Path
) -> None:
    files, size = 12, 20_000
    env = environment(project_root)
    subprocess.run(command(tmp_path, "a", files, size), env=env, check=True)
    chance = random.Random(20221114)  # noqa: S311 - moments, not secrets
    mixed = swept = 0
    for version, moment in zip("bcdefghijk", chance.sample(range(5, 80), 10), strict=True):
        died = [*command(tmp_path, version, files, size), str(moment)]
        assert subprocess.run(died, env=env, check=False).returncode == -signal.SIGKILL
        seen = set()
        for number in range(files):
            data = (tmp_path / "aaa" / document("a", number, size).path).read_bytes()
            assert data == document(chr(data[0]), number, size).data
            seen.add(data[:1])
        mixed += len(seen) > 1
        swept += any(tmp_path.rglob(".ttt-*.tmp"))
    assert mixed > 2
    assert swept > 2
    with Publisher(tmp_path, "ttt 0", collector := Collector()) as publisher:
        assert list(tmp_path.rglob(".ttt-*.tmp")) == []
        for number in range(files):
            publisher.stage("aaa", document("z", number, size))
        done = publisher.commit("aaa", "z")
    assert len(done.written) == files
    assert done.kept == ()
    assert not list(collector)


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
