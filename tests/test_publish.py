"""Publishing: what lies in the output folder afterwards, and what a person edited before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.publishing import (
    GUIDE,
    NEW,
    SLIDES,
    artifact,
    contents,
    digest,
    edit,
    publish,
    recorded,
)
from ttt.diagnostics import Collector
from ttt.publish import Kept, Published, Publisher

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
