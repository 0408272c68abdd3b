"""The sample, built once: every document opened by other programs and looked at from outside."""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import docx
import pptx
import pytest
import yaml
from docx.document import Document as WordDocument
from openxml_audit import FileFormat, OpenXmlValidator
from pptx.presentation import Presentation

from tests.builds import Built, build, paragraphs
from tests.page_markings import check_every_page
from tests.writers.lint import lint

ROOT: Final = Path(__file__).parent.parent
TRAINER_FIELDS: Final = (
    "do", "say", "ask", "listen_for", "notes", "transition", "adaptation_notes", "contingency",
    "interpretation_notes", "answer", "explain", "facilitator", "prepare", "room", "injects",
    "critical_tasks", "probes", "expected_points", "case_basis", "knows", "does_not_know",
    "may_share", "goals", "constraints",
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """The sample curriculum as built, and its files on disk."""

    built: Built
    folder: Path
    paths: dict[str, Path]

    def decks(self) -> Iterator[tuple[str, Presentation]]:
        """Every deck by name, opened with python-pptx."""
        for name, path in self.paths.items():
            if name.endswith(".pptx"):
                yield name, pptx.Presentation(str(path))

    def papers(self) -> Iterator[tuple[str, WordDocument]]:
        """Every Word document by name, opened with python-docx."""
        for name, path in self.paths.items():
            if name.endswith(".docx"):
                yield name, docx.Document(str(path))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sample")
    found = build(ROOT)
    paths = {}
    for name, artifact in found.documents.items():
        paths[name] = folder / name.replace("/", "_")
        paths[name].write_bytes(artifact.data)
    return Sample(found, folder, paths)


def cohorts() -> list[str]:
    return sorted(path.parent.name for path in ROOT.glob("curriculum/cohorts/*/cohort.yaml"))


def test_every_cohort_gets_every_document(sample: Sample) -> None:
    assert sample.built.errors == ()
    assert sample.built.failed == ()
    modules, sessions = outline()
    wanted = {
        f"{cohort}/en/{place}"
        for cohort in cohorts()
        for place in (
            f"trainer/{cohort}-course-guide-en.docx",
            f"participant/{cohort}-workbook-en.docx",
            f"participant/{cohort}-glossary-en.docx",
            *(f"trainer/{cohort}-{module}-slides-en.pptx" for module in modules),
            *(f"trainer/{cohort}-{module}-guide-en.docx" for module in modules),
            *(f"participant/{cohort}-{module}-slides-participant-en.pptx" for module in modules),
            *(f"participant/{cohort}-{module}-handout-en.docx" for module in modules),
            *(f"trainer/{cohort}-{session}-session-plan-en.docx" for session in sessions),
        )
    }
    assert set(sample.paths) == wanted


def outline() -> tuple[list[str], list[str]]:
    """The ids of the sample's modules and sessions, as they are written."""
    header = yaml.safe_load((ROOT / "curriculum/curriculum.yaml").read_text("utf-8"))
    modules = list(header["modules"])
    files = (ROOT / f"curriculum/modules/{name}.yaml" for name in modules)
    written = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    return modules, [session["id"] for module in written for session in module["sessions"]]


@pytest.mark.parametrize(
    "chosen", ["khm", "sea", pytest.param("lao phl vnm", marks=pytest.mark.soak)]
)
def test_validators_find_nothing(sample: Sample, chosen: str) -> None:
    # khm has Office templates of its own, sea is a regional cohort; the others are like these
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    for name, path in sample.paths.items():
        if name.partition("/")[0] not in chosen.split():
            continue
        assert [str(error) for error in validator.validate(path).errors] == [], name
        if name.endswith(".pptx"):
            assert lint(path.read_bytes()) == [], name


def test_every_slide_has_a_title_of_its_own(sample: Sample) -> None:
    for name, deck in sample.decks():
        titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
        assert all(title.strip() for title in titles), name
        assert len(set(titles)) == len(titles), name


def test_every_picture_has_words_that_replace_it(sample: Sample) -> None:
    seen = 0
    for name, deck in sample.decks():
        for slide in deck.slides:
            for picture in slide.shapes._spTree.iter("{*}pic"):
                seen += 1
                assert picture.nvPicPr.cNvPr.get("descr"), (name, slide.slide_id)
    for name, paper in sample.papers():
        for drawing in paper.element.body.iter("{*}docPr"):
            seen += 1
            assert drawing.get("descr"), name
    assert seen >= 10


def test_every_data_table_says_which_row_is_its_header(sample: Sample) -> None:
    seen = 0
    for name, deck in sample.decks():
        for slide in deck.slides:
            for shape in slide.shapes:
                if shape.has_table and shape.name != "Rows":  # those are a list in rows
                    seen += 1
                    assert shape.table.first_row, name
    for name, paper in sample.papers():
        rows = [t.rows[0]._tr for t in paper.tables if t._tbl.tblPr.find("{*}tblCaption") is None]
        heads = [row for row in rows if row.find("{*}trPr/{*}tblHeader") is not None]
        assert heads or name.endswith("session-plan-en.docx"), name  # a plan is a layout table
        seen += len(heads)
    assert seen >= 20


def test_every_slide_and_page_bears_its_marking(sample: Sample) -> None:
    for name, deck in sample.decks():
        for number, slide in enumerate(deck.slides, 1):
            texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
            wanted = 0 if is_black(slide) else 2
            assert sum("TLP:" in text for text in texts) >= wanted, (name, number)
    for name, paper in sample.papers():
        for section in paper.sections:
            for part in (section.header, section.footer):
                words = "\n".join(p.text for p in part.paragraphs) + "".join(
                    cell.text for table in part.tables for row in table.rows for cell in row.cells
                )
                assert "TLP:" in words, name
            if section.different_first_page_header_footer:
                assert any(
                    "TLP:" in "".join(part._element.itertext())
                    for part in (section.first_page_header, section.first_page_footer)
                ), name


def is_black(slide: object) -> bool:
    """Whether a slide is the black one, which shows nothing."""
    return "black" in slide.slide_layout.name.casefold()  # type: ignore[attr-defined] # python-pptx


def test_the_guide_points_at_the_slides_that_show_the_step(sample: Sample) -> None:
    checked = 0
    for cohort in cohorts():
        deck = pptx.Presentation(
            str(sample.paths[f"{cohort}/en/trainer/{cohort}-m2-slides-en.pptx"])
        )
        slides = [
            "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
            for slide in deck.slides
        ]
        lines = paragraphs(
            sample.built.documents[f"{cohort}/en/trainer/{cohort}-m2-guide-en.docx"].data,
            "word/document",
        )
        for position, line in enumerate(lines):
            match = re.fullmatch(r"Slide (\d+)(?:–(\d+))?", line.strip())
            if match is None:
                continue
            # The heading of the step is the next cell: its number, two spaces, its title
            title = next(t for t in lines[position + 1 :] if re.match(r"\d+  ", t)).split("  ", 1)[
                1
            ]
            first, last = int(match[1]), int(match[2] or match[1])
            assert 1 <= first <= last <= len(slides)
            own = own_titles(title)
            assert any(t in slides[first - 1] for t in own), (cohort, line, title)
            # and the slide before belongs to something else
            assert not slides[first - 2].startswith(f"{title}\n"), (cohort, line, title)
            checked += 1
    assert checked >= 70


@lru_cache(maxsize=1)
def module() -> dict[str, Any]:
    """The sample's module as it is written."""
    return dict(yaml.safe_load((ROOT / "curriculum/modules/m2.yaml").read_text("utf-8")))


def own_titles(title: str) -> list[str]:
    """The titles a step's first slide may have: its own, or that of its first listed slide."""
    found = [title]
    for session in module()["sessions"]:
        for step in session["steps"]:
            if step["title"] == title:
                found += [slide["title"] for slide in step.get("slides", ()) if "title" in slide]
    return found


def strings_of(node: object, keys: tuple[str, ...], *, inside: bool = False) -> Iterator[str]:
    """Every text below one of the keys, line by line."""
    match node:
        case dict():
            for key, value in node.items():
                yield from strings_of(value, keys, inside=inside or key in keys)
        case list():
            for value in node:
                yield from strings_of(value, keys, inside=inside)
        case str() if inside:
            yield from (line.strip(" -*") for line in node.splitlines())


def test_participants_get_no_text_that_is_for_trainers(sample: Sample) -> None:
    sources = [
        yaml.safe_load(path.read_text("utf-8"))
        for folder in ("modules", "exercises", "cohorts/khm/adapt")
        for path in (ROOT / "curriculum" / folder).glob("*.yaml")
    ]
    private = {
        text for source in sources for text in strings_of(source, TRAINER_FIELDS) if len(text) > 25
    }
    open_texts = "\n".join(
        text
        for source in sources
        for text in strings_of(source, ("title", "points", "handout", "task", "output", "text",
                                        "intro", "key_messages", "debrief", "summary", "rows"))
    )  # fmt: skip
    private = {text for text in private if text not in open_texts}
    assert len(private) > 60
    for name, artifact in sample.built.documents.items():
        everything = "\n".join(paragraphs(artifact.data))
        if "/participant/" in name:
            assert [text for text in private if text in everything] == [], name
            assert "notesSlide" not in str(zip_names(artifact.data)), name
    trainer = "\n".join(
        "\n".join(paragraphs(a.data)) for n, a in sample.built.documents.items() if "/trainer/" in n
    )
    assert sum(text in trainer for text in private) > len(private) * 0.7


def zip_names(data: bytes) -> list[str]:
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [name for name in archive.namelist() if "notesSlides/" in name]


def test_a_national_team_finds_its_own_changes(sample: Sample) -> None:
    texts = {
        name: "\n".join(paragraphs(artifact.data))
        for name, artifact in sample.built.documents.items()
    }
    inserted = "One public case from our own country"
    shown = ("m2-slides", "m2-handout", "m2-guide", "m2-s1-", "course-guide", "workbook")
    for name, text in texts.items():
        about = name.startswith("khm/") and any(part in name for part in shown)
        assert (inserted in text) == about, name
    for name, text in texts.items():
        if name.endswith("-handout-en.docx"):
            assert ("Take it to your ministry" in text) == name.startswith("khm/"), name


PAGES: Final = {
    "course-guide": (40, 120), "workbook": (40, 100), "glossary": (2, 8), "session-plan": (1, 2),
}  # fmt: skip
"""How many pages a document of a product has, fewest and most."""


@pytest.mark.office
@pytest.mark.parametrize("chosen", ["khm", pytest.param("lao phl sea vnm", marks=pytest.mark.soak)])
def test_libreoffice_opens_every_document(chosen: str, sample: Sample, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    paths = {n: p for n, p in sample.paths.items() if n.partition("/")[0] in chosen.split()}
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to",
         "pdf", "--outdir", str(tmp_path), *map(str, paths.values())],
        check=True, capture_output=True, timeout=280, env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    for name, path in paths.items():
        made = tmp_path / f"{path.stem}.pdf"
        assert made.exists(), name
        told = subprocess.run(["pdfinfo", str(made)], check=True, capture_output=True, text=True)
        pages = int(re.findall(r"Pages:\s+(\d+)", told.stdout)[0])
        if name.endswith(".pptx"):
            assert pages == len(pptx.Presentation(str(path)).slides), name
        else:
            fewest, most = PAGES.get(sample.built.jobs[name].product, (4, 40))
            assert fewest <= pages <= most, (name, pages)
        text = subprocess.run(["pdftotext", str(made), "-"], check=True, capture_output=True).stdout
        assert b"TLP:" in text, name
        assert b"{{" not in text, name
        assert "\ufdd0".encode() not in text, name


def test_every_page_and_slide_carries_the_marking_of_its_cohort(sample: Sample) -> None:
    labels = dict.fromkeys(("khm", "lao", "sea"), "TLP:GREEN") | dict.fromkeys(
        ("phl", "vnm"), "TLP:CLEAR"
    )
    seen = sum(
        check_every_page(name, artifact.data, labels[name.partition("/")[0]])
        for name, artifact in sample.built.documents.items()
    )
    assert seen > len(sample.built.documents) * 4
