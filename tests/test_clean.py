"""`ttt clean`: what we wrote goes, everything else stays and stays known."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.publishing import GUIDE, NEW, SLIDES, contents, edit, publish, recorded
from ttt.cli.app import app
from ttt.diagnostics import Collector
from ttt.publish import Cleaned, LockedError, Publisher, clean
from ttt.publish.publisher import PENDING


def test_everything_built_goes_with_its_record_and_empty_folders(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one", SLIDES: "two"})
    done = clean(tmp_path, (), Collector())
    assert done == Cleaned((f"aaa/{SLIDES}", f"aaa/{GUIDE}"))
    assert not (tmp_path / "aaa").exists()
    assert clean(tmp_path, (), Collector()) == Cleaned()
    assert clean(tmp_path / "never", (), Collector()) == Cleaned()


def test_what_somebody_edited_or_put_there_stays_and_is_still_known(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one", SLIDES: "two"})
    edit(tmp_path, GUIDE)
    publish(tmp_path, {GUIDE: "three", SLIDES: "two"})
    edit(tmp_path, "notes.txt", "my notes")
    done = clean(tmp_path, (), Collector())
    assert done == Cleaned((f"aaa/{SLIDES}", f"aaa/{NEW}"), (f"aaa/{GUIDE}",))
    assert contents(tmp_path) == {f"aaa/{GUIDE}": "mine", "aaa/notes.txt": "my notes"}
    assert list(recorded(tmp_path)) == [GUIDE]
    assert publish(tmp_path, {GUIDE: "four"}).kept  # the next build does not overwrite it either
    assert contents(tmp_path)[f"aaa/{GUIDE}"] == "mine"


def test_only_the_cohorts_that_are_named(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one"})
    assert clean(tmp_path, ("bbb",), Collector()) == Cleaned()
    assert clean(tmp_path, ("aaa",), Collector()).removed == (f"aaa/{GUIDE}",)


def test_without_a_record_nothing_is_removed(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one"})
    (tmp_path / "aaa" / "manifest.json").write_bytes(b"{")
    collector = Collector()
    assert clean(tmp_path, (), collector) == Cleaned()
    assert [finding.code for finding in collector] == ["OUT030"]
    assert contents(tmp_path) == {f"aaa/{GUIDE}": "one"}
    assert (tmp_path / "aaa" / "manifest.json").read_bytes() == b"{"


def test_what_a_killed_build_wrote_goes_too(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one", SLIDES: "two"})
    manifest = tmp_path / "aaa" / "manifest.json"
    whole = manifest.read_bytes()
    (tmp_path / "aaa" / SLIDES).unlink()
    publish(tmp_path, {GUIDE: "one"})
    edit(tmp_path, SLIDES, "two")
    (tmp_path / "aaa" / PENDING).write_bytes(whole)
    (tmp_path / "aaa" / ".ttt-9.tmp").write_bytes(b"half")
    assert clean(tmp_path, (), Collector()).removed == (f"aaa/{GUIDE}", f"aaa/{SLIDES}")
    assert contents(tmp_path) == {}


def test_what_a_first_build_left_that_was_killed_early_goes(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one"})
    clean(tmp_path, (), Collector())
    early = tmp_path / "aaa/en/trainer"
    early.mkdir(parents=True)
    (early / ".ttt-1.tmp").write_bytes(b"half")
    (tmp_path / "bbb").mkdir()
    empty = '{"schema": 1, "cohort": "bbb", "edition": "", "built_with": "", "artifacts": []}'
    (tmp_path / "bbb" / "manifest.json").write_text(empty, "utf-8")
    assert clean(tmp_path, (), Collector()) == Cleaned()
    assert [path.name for path in tmp_path.iterdir()] == [".ttt.lock"]


def test_a_build_that_is_running_is_not_disturbed(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one"})
    with Publisher(tmp_path, "ttt 0", Collector()), pytest.raises(LockedError):
        clean(tmp_path, (), Collector())
    assert contents(tmp_path) == {f"aaa/{GUIDE}": "one"}


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    publish(tmp_path, {GUIDE: "one", SLIDES: "two"})
    edit(tmp_path, GUIDE)
    run = CliRunner().invoke
    found = run(app, ["clean", "--out", str(tmp_path)])
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr == (
        f"kept aaa/{GUIDE}: it was edited after it was built\n"
        f"1 file removed from {tmp_path.name}/\n"
    )
    found = run(app, ["clean", "zzz", "--out", str(tmp_path)])
    assert found.exit_code == 2
    assert 'nothing was built for "zzz"' in found.stderr
