"""The gallery: pictures that are named exist, say what the catalogue says, and can be drawn again.

Only the soak test draws; the others look whether the built sample has what the catalogue asks for.
"""

from __future__ import annotations

import html
import io
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from scripts.shots import __main__ as gallery
from scripts.shots.build import GalleryError, Paper, build
from scripts.shots.catalogue import SHOTS, Cover, Element, Fullest, Mark, Slide, Words
from scripts.shots.find import label_words, page_number, require
from scripts.shots.page import readme
from scripts.shots.render import FRAME, LARGEST, pictures, require_programs, small
from ttt.writers.docx.bookmarks import bookmark_name

HINT: Final = "run: make gallery"
_SHOWN: Final = re.compile(r'<img src="(?P<src>[^"]+)" alt="(?P<alt>[^"]*)"')
_MARKDOWN: Final = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]+)\)")
_LINKED: Final = re.compile(r"(?<!!)\[[^\]]*\]\((?P<src>[^)\s]+\.(?:png|jpe?g|svg|gif))\)")
_PLACES: Final = 'Page  Destination  Name\n   4 [ XYZ   62  760 null ] "a5Fm25Fs1"\n'


@pytest.fixture(scope="module")
def papers(project_root: Path) -> Mapping[str, Paper]:
    return build(project_root, SHOTS)


@pytest.fixture
def folder(project_root: Path) -> Path:
    return project_root / "docs" / "gallery"


def pages(root: Path) -> list[Path]:
    return [root / "README.md", *sorted((root / "docs").rglob("*.md"))]


def named(root: Path) -> list[tuple[Path, Path, str | None]]:
    """Every picture a page shows or links to: the page, the file, its alternative text."""
    found: list[tuple[Path, Path, str | None]] = []
    for page in pages(root):
        text = page.read_text("utf-8")
        for pattern in (_SHOWN, _MARKDOWN, _LINKED):
            for match in pattern.finditer(text):
                if "://" in match["src"]:
                    continue
                alt = html.unescape(match["alt"]) if "alt" in match.groupdict() else None
                found.append((page, (page.parent / match["src"]).resolve(), alt))
    return found


# ── what README and docs show ────────────────────────────────────────────────────────────────


def test_every_picture_that_is_named_exists(project_root: Path) -> None:
    missing = [
        f"{page.relative_to(project_root).as_posix()}: {picture.name}"
        for page, picture, _ in named(project_root)
        if "media/" not in picture.as_posix() and not picture.is_file()
    ]
    assert missing == []


def test_a_picture_is_shown_with_the_words_of_the_catalogue(
    project_root: Path, folder: Path
) -> None:
    shown = [
        (page.name, picture.stem, alt)
        for page, picture, alt in named(project_root)
        if picture.parent == folder and alt is not None
    ]
    assert [(page, name, SHOTS[name].alt) for page, name, _ in shown] == shown


def test_every_picture_is_shown_or_linked_outside_of_the_gallery(
    project_root: Path, folder: Path
) -> None:
    outside = {picture.stem for page, picture, _ in named(project_root) if page.parent != folder}
    assert set(SHOTS) - outside == set()


def test_the_gallery_holds_what_the_catalogue_says(folder: Path) -> None:
    assert {path.stem for path in folder.glob("*.png")} == set(SHOTS), HINT
    assert (folder / "README.md").read_text("utf-8") == readme(SHOTS), HINT


def test_titles_texts_and_captions_are_told_apart() -> None:
    for words in zip(*((s.title, s.alt, s.caption) for s in SHOTS.values()), strict=True):
        assert len(set(words)) == len(SHOTS)


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_is_small_and_framed(name: str, folder: Path) -> None:
    data = (folder / f"{name}.png").read_bytes()
    assert len(data) < LARGEST
    check_frame(Image.open(io.BytesIO(data)))


def check_frame(image: Image.Image) -> None:
    assert image.mode == "P"
    shown = image.convert("RGB")
    right, foot = shown.width - 1, shown.height - 1
    around = [(x, y) for x in range(shown.width) for y in (0, foot)]
    around += [(x, y) for x in (0, right) for y in range(shown.height)]
    assert {shown.getpixel(place) for place in around} == {FRAME}
    assert len(shown.getcolors(1000) or ()) > 3  # something stands inside


# ── where a mark stands ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", SHOTS)
def test_what_is_to_be_shown_is_in_the_sample(name: str, papers: Mapping[str, Paper]) -> None:
    require(papers[name], SHOTS[name].mark)


@pytest.mark.parametrize(
    ("name", "mark", "says"),
    [
        ("slide-cover", Slide("Cover"), 'no slide with the layout "Cover"'),
        ("slide-cover", Slide("Title", "m9-s1/x"), 'no slide of "m9-s1/x" with the layout "Title"'),
        ("slide-cover", Fullest("Cover"), 'no slide with the layout "Cover"'),
        ("handout-khm", Element("m9"), 'no heading of "m9"'),
        ("handout-khm", Words("course.glance"), 'no paragraph of "The course at a glance"'),
        ("handout-khm", Words("course.nothing"), "no words for course.nothing"),
    ],
)
def test_a_mark_that_is_nowhere_is_told(
    name: str, mark: Mark, says: str, papers: Mapping[str, Paper]
) -> None:
    with pytest.raises(GalleryError, match=re.escape(says)):
        require(papers[name], mark)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"element": "m99"}, 'shows the slides of "m99" for khm'),
        ({"cohort": "xyz"}, "The sample has not what the gallery shows"),
        ({"product": "poster"}, "The sample has not what the gallery shows"),
    ],
)
def test_a_document_that_is_not_built_is_told(
    change: Mapping[str, str], says: str, project_root: Path
) -> None:
    with pytest.raises(GalleryError, match=re.escape(says)):
        build(project_root, {"a": replace(SHOTS["slide-cover"], **change)})  # type: ignore[arg-type]


def test_a_page_is_found_by_its_named_place_or_its_words() -> None:
    paper = Paper("a.docx", b"", {})
    words = label_words("course.glance")
    place = re.sub("[^A-Za-z0-9]", lambda sign: f"{ord(sign[0]):X}", bookmark_name("m2-s1"))
    places = _PLACES + f'  12 [ XYZ   62  760 null      ] "{place}"\n'
    text = f"{words}\n\f  {words}     7\n\fa line\n   {words} \n\f{words}"
    assert page_number(paper, Cover(), places, text) == 1
    assert page_number(paper, Element("m2-s1"), places, text) == 12
    assert page_number(paper, Words("course.glance"), places, text) == 3
    with pytest.raises(GalleryError, match=r'a\.docx was drawn, and no page of it has "m3"'):
        page_number(paper, Element("m3"), places, text)


# ── pictures ─────────────────────────────────────────────────────────────────────────────────


def test_a_white_page_gets_a_frame_and_keeps_few_colours() -> None:
    page = Image.new("RGB", (300, 200), "white")
    for x in range(256):
        page.putpixel((x + 10, 100), (x, 80, 255 - x))
    made = Image.open(io.BytesIO(small(page)))
    assert made.size == page.size
    assert len(made.getcolors() or ()) <= 64
    assert made.convert("RGB").getpixel((1, 1)) == (255, 255, 255)
    check_frame(made)


def test_without_the_programs_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["gallery.py"])
    with pytest.raises(GalleryError, match="soffice, pdftoppm, pdftotext"):
        require_programs()
    assert gallery.main() == 3
    said = capsys.readouterr().err
    assert said.startswith("The gallery needs soffice")
    assert said.count("\n") == 1


@pytest.mark.soak
@pytest.mark.office
def test_the_gallery_can_be_drawn(papers: Mapping[str, Paper], tmp_path: Path) -> None:
    drawn = pictures(SHOTS, papers, tmp_path)
    assert list(drawn) == list(SHOTS)
    for name, data in drawn.items():
        image = Image.open(io.BytesIO(data))
        assert (image.width > image.height) == name.startswith("slide-")
        check_frame(image)
