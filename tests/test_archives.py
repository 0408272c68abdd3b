"""One archive an audience: exactly the files of its folder, as they lie there, and old ones go."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.publishing import GUIDE, NEW, SLIDES, contents, edit
from ttt.diagnostics import Collector
from ttt.model.artifact import Artifact
from ttt.model.audience import Audience
from ttt.publish import Published, Publisher

PARTICIPANT, TRAINER = "aaa-participant.zip", "aaa-trainer.zip"


def build(out: Path, files: dict[str, str], *, packed: bool = True, complete: bool = True,
          force: bool = False) -> Published:  # fmt: skip
    with Publisher(out, "ttt 0", Collector()) as publisher:
        for path, text in files.items():
            audience = Audience.PARTICIPANT if "/participant/" in path else Audience.TRAINER
            publisher.stage("aaa", Artifact(path, text.encode(), "x", audience, "en"))
        return publisher.commit("aaa", "1", packed=packed, complete=complete, force=force)


def inside(out: Path, name: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO((out / "aaa" / name).read_bytes())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_each_audience_gets_its_files_and_no_other(tmp_path: Path) -> None:
    done = build(tmp_path, {GUIDE: "for trainers", SLIDES: "for all"})
    assert done.archives == (PARTICIPANT, TRAINER)
    assert inside(tmp_path, PARTICIPANT) == {"aaa-participant/en/aaa-slides-en.pptx": "for all"}
    assert inside(tmp_path, TRAINER) == {"aaa-trainer/en/aaa-guide-en.docx": "for trainers"}
    before = (tmp_path / "aaa" / TRAINER).read_bytes()
    assert TRAINER in build(tmp_path, {GUIDE: "for trainers", SLIDES: "for all"}).unchanged
    assert (tmp_path / "aaa" / TRAINER).read_bytes() == before


def test_an_edited_file_is_handed_over_as_it_was_edited(tmp_path: Path) -> None:
    build(tmp_path, {GUIDE: "one", SLIDES: "s"})
    edit(tmp_path, GUIDE)
    build(tmp_path, {GUIDE: "two", SLIDES: "s"})
    assert (tmp_path / "aaa" / NEW).exists()
    assert inside(tmp_path, TRAINER) == {"aaa-trainer/en/aaa-guide-en.docx": "mine"}
    build(tmp_path, {GUIDE: "two", SLIDES: "s"}, force=True)
    assert inside(tmp_path, TRAINER) == {"aaa-trainer/en/aaa-guide-en.docx": "two"}


def test_a_part_built_anew_is_packed_with_the_rest(tmp_path: Path) -> None:
    build(tmp_path, {GUIDE: "one", SLIDES: "s"})
    done = build(tmp_path, {GUIDE: "two"}, complete=False)
    assert done.archives == (PARTICIPANT, TRAINER)
    assert inside(tmp_path, PARTICIPANT) == {"aaa-participant/en/aaa-slides-en.pptx": "s"}
    assert inside(tmp_path, TRAINER) == {"aaa-trainer/en/aaa-guide-en.docx": "two"}


def test_an_archive_that_would_be_old_is_taken_away(tmp_path: Path) -> None:
    for complete in (True, False):
        build(tmp_path, {GUIDE: "one", SLIDES: "s"})
        done = build(tmp_path, {GUIDE: "two"}, packed=False, complete=complete)
        assert done.archives == ()
        assert {PARTICIPANT, TRAINER} <= set(done.removed)
        assert not list((tmp_path / "aaa").glob("*.zip"))


def test_an_archive_somebody_changed_stays(tmp_path: Path) -> None:
    build(tmp_path, {GUIDE: "one"})
    (tmp_path / "aaa" / TRAINER).write_bytes(b"mine")
    done = build(tmp_path, {GUIDE: "one"})
    assert [kept.path for kept in done.kept] == [TRAINER]
    assert (tmp_path / "aaa" / TRAINER).read_bytes() == b"mine"
    assert list(contents(tmp_path / "aaa" / "en")) == ["trainer/aaa-guide-en.docx"]


def test_an_edited_file_nobody_recorded_is_handed_over_too(tmp_path: Path) -> None:
    build(tmp_path, {GUIDE: "one", SLIDES: "s"}, packed=False)
    edit(tmp_path, GUIDE)
    (tmp_path / "aaa" / "manifest.json").unlink()
    build(tmp_path, {GUIDE: "two", SLIDES: "s"})
    assert inside(tmp_path, TRAINER) == {"aaa-trainer/en/aaa-guide-en.docx": "mine"}
