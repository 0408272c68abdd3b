"""The coordinator with real workers: what only a whole build can find."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.builds import lay_out, paragraphs
from tests.pipeline import TINY, files_under
from ttt.build import build, check
from ttt.cli.run import summary
from ttt.diagnostics import Severity
from ttt.outcome import CohortOutcome, Event, Options, Outcome

CASES: Final = Path(__file__).parent / "cases" / "templates"
COHORT: Final = "curriculum/cohorts/aaa/cohort.yaml"


def project(folder: Path, **more: bytes) -> Path:
    return lay_out({**files_under(TINY), **more}, folder)


def with_own_set(case: str, folder: Path) -> Path:
    files = {**files_under(TINY), **files_under(CASES / case)}
    files.pop("expected.txt", None)
    files["templates/own/set.yaml"] = b"name: Own\nextends: base\n"
    lines = files[COHORT].splitlines(keepends=True)
    lines = [line for line in lines if not line.startswith(b"templates:")]
    files[COHORT] = b"".join([*lines, b"templates: own\n"])
    return lay_out(files, folder)


@pytest.mark.parametrize("case", ["same-path-twice", "same-path-for-sessions"])
def test_two_documents_for_one_file_stop_their_cohort(case: str, tmp_path: Path) -> None:
    root = with_own_set(case, tmp_path)

    outcome = build(root, Options(jobs=1))

    found = [(finding.code, finding.message) for finding in outcome.diagnostics]
    assert "OUT010" in {code for code, _ in found}, found
    assert [(cohort.id, cohort.status) for cohort in outcome.cohorts] == [("aaa", "failed")]
    assert not (root / "build" / "aaa").exists()


def test_check_finds_what_build_finds_and_writes_nothing(tmp_path: Path) -> None:
    root = with_own_set("same-path-twice", tmp_path)

    checked = check(root, Options(jobs=1))

    assert not (root / "build").exists()
    built = build(root, Options(jobs=1))
    assert set(checked.diagnostics) == set(built.diagnostics)


def test_progress_counts_every_document(tmp_path: Path) -> None:
    events: list[Event] = []

    outcome = build(project(tmp_path), Options(jobs=1), events.append)

    (cohort,) = outcome.cohorts
    assert [event.done for event in events] == list(range(len(cohort.documents) + 1))
    assert {event.total for event in events} == {len(cohort.documents)}


def test_a_name_that_is_nothing_is_said_with_a_near_one(tmp_path: Path) -> None:
    root = project(tmp_path)

    outcome = build(root, Options(cohorts=("aab",), jobs=1))

    assert outcome.unknown == 'no cohort is named "aab"; did you mean "aaa"?'
    assert not (root / "build").exists()


def test_an_edited_file_stays_and_the_new_one_lies_beside_it(tmp_path: Path) -> None:
    root = project(tmp_path)
    (cohort,) = build(root, Options(jobs=1)).cohorts
    path = root / "build" / "aaa" / cohort.documents[0].path
    path.write_bytes(b"mine")
    module = root / "curriculum" / "modules" / "m1.yaml"
    module.write_bytes(module.read_bytes().replace(b"Who would you tell?", b"Whom would you tell?"))

    (cohort,) = build(root, Options(jobs=1)).cohorts

    assert path.read_bytes() == b"mine"
    assert cohort.kept == (cohort.documents[0].path,)
    assert list(path.parent.glob("*.new.*"))


def test_an_error_in_a_template_costs_its_own_documents_and_takes_no_old_file_away(
    tmp_path: Path,
) -> None:
    letter = (
        b"---\ntitle: Letter\nper: module\naudience: trainer\noffice: handout.docx\n"
        b'file: "{{ module.id }}-letter"\n---\n# A\n'
    )
    path = "templates/tiny/letter.docx.j2"
    root = project(tmp_path, **{path: letter})
    (before,) = build(root, Options(jobs=1)).cohorts
    old = next(d.path for d in before.documents if d.product == "letter")
    (root / path).write_bytes(letter + b"{{ nothing }}\n")
    module = root / "curriculum" / "modules" / "m1.yaml"
    module.write_bytes(module.read_bytes().replace(b"Who would you tell?", b"Whom would you tell?"))

    outcome = build(root, Options(jobs=1))

    (error,) = (d for d in outcome.diagnostics if d.severity is Severity.ERROR)
    assert (error.code, error.path) == ("TPL001", path)
    (after,) = outcome.cohorts
    assert after.status == "built"
    assert {d.path for d in after.documents} == {d.path for d in before.documents} - {old}
    assert after.written > 0
    assert (root / "build" / "aaa" / old).is_file()


def test_a_deck_that_cannot_be_made_costs_no_document_that_names_its_slides(
    tmp_path: Path,
) -> None:
    deck = b'{% extends "slides.pptx.j2" %}{% block cover %}{{ nothing }}{% endblock %}\n'
    root = project(tmp_path, **{"templates/tiny/slides.pptx.j2": deck})

    outcome = build(root, Options(jobs=1))

    errors = [d for d in outcome.diagnostics if d.severity is Severity.ERROR]
    assert {error.path for error in errors} == {"templates/tiny/slides.pptx.j2"}
    (cohort,) = outcome.cohorts
    guide = next(d.path for d in cohort.documents if d.product == "guide")
    text = paragraphs((root / "build" / "aaa" / guide).read_bytes())
    assert any("?" in line and "lide" in line for line in text)


def test_a_deck_that_cannot_be_made_is_no_silent_loss_when_only_the_guide_is_asked_for(
    tmp_path: Path,
) -> None:
    deck = b'{% extends "slides.pptx.j2" %}{% block cover %}{{ nothing }}{% endblock %}\n'
    root = project(tmp_path, **{"templates/tiny/slides.pptx.j2": deck})

    outcome = build(root, Options(products=("guide",), jobs=1))

    assert "templates/tiny/slides.pptx.j2" in {d.path for d in outcome.diagnostics}
    assert not list((root / "build").rglob("*.docx"))


def test_the_summary_says_what_became_of_edited_files(tmp_path: Path) -> None:
    cohort = CohortOutcome(
        "aaa", "Country A", "built", kept=("en/trainer/a.docx", "en/trainer/b.docx"),
        beside=("en/trainer/a.new.2.docx", ""), backups=(".backup/aaa/en/trainer/c.docx",),
    )  # fmt: skip
    lines = list(summary(Outcome((), (cohort,), tmp_path / "build"), tmp_path))
    out = (tmp_path / "build").as_posix()
    assert lines[1:4] == [
        "    kept your edited en/trainer/a.docx; the new version lies beside it as a.new.2.docx",
        "    kept your edited en/trainer/b.docx; it is built no more",
        f"    replaced a file you edited; yours lies in {out}/.backup/aaa/en/trainer/c.docx",
    ]


def test_reading_without_end_is_an_error_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ttt.build.MEMORY", 1)  # which every worker has already

    outcome = build(project(tmp_path), Options(jobs=1))

    assert [finding.code for finding in outcome.diagnostics] == ["OUT005"]
    assert not (tmp_path / "build").exists()
