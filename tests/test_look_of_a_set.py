"""A set in a team's own accent, fonts, paper and partner marks: written by one command, and used.

Marks are neutral rectangles drawn here; no real mark is part of the project.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Length
from openxml_audit import FileFormat, OpenXmlValidator
from PIL import Image
from pptx import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.picture import Picture
from pptx.slide import SlideLayout

from scripts.base_templates.look_fonts import SCRIPTS, Fonts
from tests.builds import build
from tests.writers.decks import bindings
from tests.writers.decks import opened as opened_deck
from ttt.diagnostics import Collector
from ttt.load import load
from ttt.office.word_template import open_word_template
from ttt.products import read_sets
from ttt.scripts import font_for
from ttt.tasks import Selection

_ROOT = Path(__file__).resolve().parents[1]
_OFFICE = ("guide.docx", "handout.docx", "session-plan.docx", "slides.pptx")
_WITH_COVER = ("guide.docx", "handout.docx")
# Wide, upright, and wider than any box: width and height in pixels.
_SIZES = {"first-partner.png": (900, 400), "second_partner.jpg": (300, 480)}


def _generate(
    folder: Path, *options: str, module: str = "scripts.base_templates"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, str(folder), *options],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def _draw(folder: Path) -> dict[str, Path]:
    """Rectangles with a border, one PNG and one JPEG."""
    files = {}
    for name, size in _SIZES.items():
        picture = Image.new("RGB", size, (118, 118, 118))
        picture.paste((225, 225, 225), (10, 10, size[0] - 10, size[1] - 10))
        files[name] = folder / name
        picture.save(files[name])
    return files


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return _draw(tmp_path_factory.mktemp("marks"))


@pytest.fixture(scope="module")
def options(marks: dict[str, Path]) -> tuple[str, ...]:
    return (
        *("--accent", "fcd116", "--paper", "letter"),
        *("--font", "Khmr=Khmer OS Battambang", "--font", "laoo=Phetsarath OT"),
        *("--font", "Latn=Noto Sans"),
        *(part for file in marks.values() for part in ("--logo", str(file))),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, options: tuple[str, ...]) -> Path:
    out = tmp_path_factory.mktemp("sets") / "khm"
    done = _generate(out, *options)
    assert done.returncode == 0, done.stderr
    return out


def _part(file: Path, name: str) -> str:
    with zipfile.ZipFile(file) as package:
        return package.read(name).decode()


def _parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def _media(data: Path | io.BytesIO) -> dict[str, bytes]:
    with zipfile.ZipFile(data) as package:
        names = [name for name in package.namelist() if "/media/" in name]
        return {name.rpartition("/")[2]: package.read(name) for name in names}


def _expected_media(marks: dict[str, Path]) -> dict[str, bytes]:
    first, second = (file.read_bytes() for file in marks.values())
    return {"mark1.png": first, "mark2.jpeg": second}


# ── the whole set ────────────────────────────────────────────────────────────────────────────


def test_one_command_writes_a_whole_set(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted((*_OFFICE, "set.yaml"))
    assert (folder / "set.yaml").read_text("utf-8") == (
        'name: "khm"\nextends: base\nfonts:\n'
        '  khmer: "Khmer OS Battambang"\n  lao: "Phetsarath OT"\n'
    )


def test_without_options_it_writes_the_base_files_and_binds_no_font(tmp_path: Path) -> None:
    assert _generate(tmp_path / "mine").returncode == 0
    for name in _OFFICE:
        stored = _ROOT / "templates" / "base" / name
        assert _parts(tmp_path / "mine" / name) == _parts(stored), name
    assert (tmp_path / "mine" / "set.yaml").read_text() == 'name: "mine"\nextends: base\n'


def test_the_commands_for_single_files_take_the_same_options(
    folder: Path, options: tuple[str, ...], tmp_path: Path
) -> None:
    deck = _generate(tmp_path / "slides.pptx", *options, module="scripts.base_templates.slides")
    words = _generate(tmp_path, *options, module="scripts.base_templates.word")
    assert (deck.returncode, words.returncode) == (0, 0), deck.stderr + words.stderr
    for name in _OFFICE:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


@pytest.mark.parametrize("name", _OFFICE)
def test_the_validity_oracle_finds_nothing(folder: Path, name: str) -> None:
    result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(folder / name))
    assert [str(error) for error in result.errors] == []


def test_the_openers_find_nothing_to_say(folder: Path) -> None:
    assert opened_deck((folder / "slides.pptx").read_bytes()).layouts
    for name in _OFFICE[:3]:
        collector = Collector()
        data = (folder / name).read_bytes()
        assert open_word_template(data, name, bindings(), collector) is not None
        assert list(collector) == []


def test_files_changed_in_office_are_replaced_only_when_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "handout.docx").write_bytes(b"changed by hand")
    (tmp_path / "set.yaml").write_text("name: Ours\nextends: base\n", "utf-8")
    refused = _generate(tmp_path, "--font", "Thai=Angsana New")
    assert refused.returncode == 2
    assert "handout.docx already" in refused.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["handout.docx", "set.yaml"]
    assert (tmp_path / "handout.docx").read_bytes() == b"changed by hand"
    done = _generate(tmp_path, "--font", "Thai=Angsana New", "--replace")
    assert done.returncode == 0
    assert docx.Document(str(tmp_path / "handout.docx")).sections
    assert (tmp_path / "set.yaml").read_text("utf-8") == "name: Ours\nextends: base\n"
    assert 'fonts:\n  thai: "Angsana New"\n' in done.stdout


def test_the_command_of_the_docs_works(marks: dict[str, Path], tmp_path: Path) -> None:
    page = (_ROOT / "docs" / "national-teams.md").read_text("utf-8")
    line = re.search(r"^.venv/bin/python -m scripts.base_templates (.+)$", page, re.MULTILINE)
    assert line is not None
    place, *words = shlex.split(line[1])
    files = iter(marks.values())
    words = [str(next(files)) if word.endswith(".png") else word for word in words]
    done = _generate(tmp_path / place, *words)
    assert done.returncode == 0, done.stderr
    said = page.partition("fonts:\n  lao:")[2].partition("```")[0]
    assert (tmp_path / place / "set.yaml").read_text("utf-8").endswith(f"fonts:\n  lao:{said}")


# ── fonts, colours, paper ────────────────────────────────────────────────────────────────────


def test_base_fonts_by_script_are_those_the_writers_name() -> None:
    for code, name in Fonts().scripts:
        assert font_for(SCRIPTS[code]) == name


def test_fonts_by_script_stand_in_the_theme_the_styles_and_the_set(folder: Path) -> None:
    for file, part in (
        ("slides.pptx", "ppt/theme/theme1.xml"),
        ("guide.docx", "word/theme/theme1.xml"),
    ):
        theme = _part(folder / file, part)
        for pattern in (
            '<a:latin typeface="Noto Sans"/>',
            '<a:cs typeface="Khmer OS Battambang"/>',
            '<a:font script="Khmr" typeface="Khmer OS Battambang"/>',
            '<a:font script="Laoo" typeface="Phetsarath OT"/>',
            '<a:font script="Thai" typeface="Leelawadee UI"/>',
        ):
            assert theme.count(pattern) == 2, (file, pattern)  # headings and body
        assert '<a:accent1><a:srgbClr val="FCD116"/>' in theme
    for file in _OFFICE[:3]:
        styles = _part(folder / file, "word/styles.xml")
        assert 'w:ascii="Noto Sans" w:hAnsi="Noto Sans"' in styles
        assert set(re.findall(r'w:cs="([^"]+)"', styles)) == {"Khmer OS Battambang"}
        assert "Phetsarath OT" in _part(folder / file, "word/fontTable.xml")
    collector = Collector()
    yaml = {"templates/khm/set.yaml": (folder / "set.yaml").read_bytes()}
    base = {"templates/base/set.yaml": b"name: Base\n"}
    found = read_sets(["khm"], {}, load({**yaml, **base}, collector), [], collector)
    assert list(collector) == []
    assert found["khm"].fonts == {"khmer": "Khmer OS Battambang", "lao": "Phetsarath OT"}
    # Where a script's font is bound, the writers ask for it under the same name.
    assert {"khmer", "lao"} <= {script.value for script in SCRIPTS.values()}


@pytest.mark.parametrize("name", _OFFICE[:3])
def test_documents_are_on_letter_with_a_text_as_wide_as_ever(folder: Path, name: str) -> None:
    for section in docx.Document(str(folder / name)).sections:
        lengths = (section.page_width, section.page_height, section.left_margin)
        width, height, left = (length.twips for length in lengths if length is not None)
        assert (width, height) == (12240, 15840)
        assert section.right_margin is not None
        assert width - left - section.right_margin.twips == 9525  # 16.8 cm


# ── partner marks ────────────────────────────────────────────────────────────────────────────


def _named(layout: SlideLayout, end: str) -> list[BaseShape]:
    return [shape for shape in layout.shapes if re.fullmatch(rf"Partner mark \d{end}", shape.name)]


def _inside(inner: BaseShape, outer: BaseShape) -> bool:
    return (
        outer.left < inner.left
        and outer.top < inner.top
        and inner.left + inner.width < outer.left + outer.width
        and inner.top + inner.height < outer.top + outer.height
    )


@pytest.mark.parametrize("name", ["Title", "Closing"])
def test_marks_stand_on_the_foot_of_the_ink_rail(folder: Path, name: str) -> None:
    layout = Presentation(str(folder / "slides.pptx")).slide_layouts.get_by_name(name)
    assert layout is not None
    rail = next(shape for shape in layout.shapes if shape.name == "Rail")
    grounds, pictures = _named(layout, " ground"), _named(layout, "")
    assert len(grounds) == len(pictures) == 2
    assert len({(ground.width, ground.height, ground.left) for ground in grounds}) == 1
    assert grounds[1].top + grounds[1].height == Cm(18.2)
    for ground, picture, size in zip(grounds, pictures, _SIZES.values(), strict=True):
        assert _inside(ground, rail)
        assert ground.top >= Cm(13)
        assert 'a:schemeClr val="bg1"' in ground._element.xml
        assert isinstance(picture, Picture)
        assert _inside(picture, ground)
        assert picture.width / picture.height == pytest.approx(size[0] / size[1], rel=1e-4)
        assert abs(2 * picture.left + picture.width - 2 * ground.left - ground.width) <= 2
    # From the top in the order given; text below must not be covered.
    assert grounds[0].top + grounds[0].height < grounds[1].top
    assert [shape._element.xpath("string(.//p:cNvPr/@descr)") for shape in pictures] == [
        "first partner",
        "second partner",
    ]
    others = [s for s in layout.shapes if s.is_placeholder and s.left < rail.width]
    assert all(s.top + s.height <= grounds[0].top for s in others)


def test_no_other_layout_has_marks_and_each_is_in_the_package_once(
    folder: Path, marks: dict[str, Path]
) -> None:
    deck = Presentation(str(folder / "slides.pptx"))
    with_marks = [layout.name for layout in deck.slide_layouts if _named(layout, "")]
    assert with_marks == ["Title", "Closing"]
    assert _media(folder / "slides.pptx") == _expected_media(marks)


@pytest.mark.parametrize("count", [1, 3, 4])
def test_as_many_marks_as_are_allowed_find_room(count: int, tmp_path: Path) -> None:
    file = _draw(tmp_path)["first-partner.png"]
    done = _generate(tmp_path / "set", *(("--logo", str(file)) * count))
    assert done.returncode == 0, done.stderr
    layout = Presentation(str(tmp_path / "set" / "slides.pptx")).slide_layouts[0]
    grounds = _named(layout, " ground")
    assert len(grounds) == count
    assert grounds[0].top >= Cm(13)
    for upper, lower in pairwise(grounds):
        assert lower.top - upper.top - upper.height == pytest.approx(Cm(0.35), abs=2)
    document = docx.Document(str(tmp_path / "set" / "handout.docx"))
    assert len(_boxes(document)) == count


def _boxes(document: docx.document.Document) -> list[docx.table._Cell]:
    row = document.sections[0].footer.tables[0].rows[0]
    return [cell for cell in row.cells if cell._tc.findall(f".//{qn('w:drawing')}")]


@pytest.mark.parametrize("name", _WITH_COVER)
def test_marks_stand_in_the_first_footer_in_boxes(
    folder: Path, name: str, marks: dict[str, Path]
) -> None:
    document = docx.Document(str(folder / name))
    first = document.sections[0].footer.tables[0]
    assert sum(column.width or 0 for column in first.columns) == Length(9525 * 635)
    assert first.rows[0].height == pytest.approx(Cm(1.5), abs=635)
    boxes = _boxes(document)
    assert [cell._tc.xpath(".//wp:docPr/@descr") for cell in boxes] == [
        ["first partner"],
        ["second partner"],
    ]
    gap = first.rows[0].cells[1]
    assert gap.width == pytest.approx(Cm(0.4), abs=635)
    for cell, size in zip(boxes, _SIZES.values(), strict=True):
        assert cell.width == pytest.approx(Cm(3.6), abs=635)
        edges = cell._tc.findall(f"{qn('w:tcPr')}/{qn('w:tcBorders')}/*")
        assert {edge.get(qn("w:sz")) for edge in edges} == {"4"}  # half a point
        assert {edge.get(qn("w:themeColor")) for edge in edges} == {"accent5"}
        assert len(edges) == 4
        width, height = (int(cell._tc.xpath(f".//wp:extent/@{side}")[0]) for side in ("cx", "cy"))
        assert width / height == pytest.approx(size[0] / size[1], rel=1e-4)
        assert width <= Cm(3.3)
        assert height <= Cm(1.2)
        # The style has an exact line in Khmer, which would cut the mark off.
        assert cell._tc.xpath(".//w:spacing/@w:lineRule") == ["auto"]
    assert not document.sections[1].footer._element.xpath(".//w:drawing")
    assert _media(folder / name) == _expected_media(marks)


def test_a_plan_without_a_cover_has_no_marks(folder: Path) -> None:
    assert _media(folder / "session-plan.docx") == {}


# ── what cannot be used ──────────────────────────────────────────────────────────────────────


def _refusals() -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("--accent", "FFFFEE"), "1.3"
    yield ("--font", "Klingon=Qapla"), "'Klingon' is no script"
    yield ("--font", "Khmer OS Battambang"), "names no font"
    yield ("--font", "Khmr="), "names no font"
    yield ("--font", "Khmr=A<b>"), "names no font"
    yield ("--font", "Khmr=One", "--font", "khmr=Two"), "two fonts"
    yield ("--paper", "A5"), "write A4 or Letter"
    yield ("--logo", "text.png"), "no PNG or JPEG"
    yield ("--logo", "torn.png"), "no PNG or JPEG"
    yield ("--logo", "mark.gif"), "no PNG or JPEG"
    yield ("--logo", "heavy.png"), "1.1 MB"
    yield ("--logo", "nowhere.png"), "cannot be read"
    yield tuple(("--logo", "first-partner.png") * 5), "at most 4"


@pytest.mark.parametrize(("wrong", "said"), list(_refusals()))
def test_what_cannot_be_used_is_one_sentence_and_nothing_is_written(
    wrong: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    good = _draw(tmp_path)["first-partner.png"].read_bytes()
    (tmp_path / "text.png").write_text("not a picture", "utf-8")
    (tmp_path / "torn.png").write_bytes(good[: len(good) // 2])
    (tmp_path / "heavy.png").write_bytes(good + bytes(1_100_000 - len(good)))
    Image.new("L", (30, 20)).save(tmp_path / "mark.gif")
    paths = [
        str(tmp_path / part) if before == "--logo" else part
        for before, part in zip(("", *wrong), wrong, strict=False)
    ]
    done = _generate(tmp_path / "set", *paths)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "set").exists()


# ── a build with it ──────────────────────────────────────────────────────────────────────────


def test_a_module_is_built_with_the_set_and_carries_each_mark_once(
    folder: Path, marks: dict[str, Path], tmp_path: Path
) -> None:
    shutil.copytree(_ROOT / "curriculum", tmp_path / "curriculum")
    shutil.copytree(folder, tmp_path / "templates" / "khm")
    built = build(tmp_path, Selection(cohorts=("khm",), languages=("en",), modules=("m2",)))
    assert built.errors == ()
    data = {Path(name).name: made.data for name, made in built.documents.items()}
    for name in ("khm-m2-slides-en.pptx", "khm-m2-guide-en.docx", "khm-m2-handout-en.docx"):
        assert _media(io.BytesIO(data[name])).items() >= _expected_media(marks).items(), name
        assert sum("mark" in part for part in _media(io.BytesIO(data[name]))) == 2, name
    deck = Presentation(io.BytesIO(data["khm-m2-slides-en.pptx"]))
    assert len(_named(deck.slides[0].slide_layout, "")) == 2
    handout = docx.Document(io.BytesIO(data["khm-m2-handout-en.docx"]))
    assert len(_boxes(handout)) == 2
    # The paper of what is built is the cohort's, whatever the template's own is.
    assert handout.sections[0].page_width == Length(11906 * 635)
