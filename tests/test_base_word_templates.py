"""The base Word templates are what their generator writes, and hold what the writer fills."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docxtpl import DocxTemplate
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

_ROOT = Path(__file__).resolve().parents[1]
_TEMPLATES = _ROOT / "templates"
_HANDOUT = _TEMPLATES / "base" / "handout.docx"
_GUIDE = _TEMPLATES / "base" / "guide.docx"
_PLAN = _TEMPLATES / "base" / "session-plan.docx"
_KHM = _TEMPLATES / "khm" / "handout.docx"
_ALL = pytest.mark.parametrize(
    "file", [_HANDOUT, _GUIDE, _PLAN, _KHM], ids=lambda file: f"{file.parent.name}-{file.stem}"
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_PARAGRAPH_STYLES = """
Normal, Title, Subtitle, heading 1, heading 2, heading 3, Body Text, List Bullet, List Bullet 2,
List Number, List Number 2, TOC Heading, toc 1, toc 2, caption, header, footer, cover_kind,
cover_programme, cover_national, lead, source, credit, quote, code, lines, box_label, key_message,
activity_label, minutes_big, activity_title, minutes, phase, grouping, slide_pointer, panel_label,
panel_text, do, say, ask, listen_for, cell, number_cell, cell_header, marking, tag, card_number,
card_field, card_message, certificate_name
"""
_CHARACTER_STYLES = """
Strong, Emphasis, Hyperlink, code Char, rail_label, unit, spoken, silent
"""

_FIELDS = """
body curriculum.notice document.running edition.marking edition.stamp
"""
_COVER_FIELDS = """
cohort.name cover curriculum.title document.credits document.kind document.subtitle document.title
edition.date edition.marking_meaning edition.number labels.cohort labels.edition labels.marking
"""
_COVER = set(_COVER_FIELDS.split())
_OWN_FIELDS = {
    _HANDOUT: _COVER,
    _GUIDE: _COVER | {"labels.facilitators_only", "labels.for", "labels.guide_for"},
    _PLAN: {"labels.facilitators_only"},
    _KHM: _COVER | {"labels.national_edition"},
}


def _generate(out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts.base_templates.word", str(out), *options],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def _parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def _names(listed: str) -> set[str]:
    return {" ".join(name.split()) for name in listed.split(",")}


def _texts(file: Path, part: str) -> list[str]:
    return [text.text or "" for text in etree.fromstring(_parts(file)[part]).iter(f"{_W}t")]


def _styles(file: Path, kind: str) -> dict[str, etree._Element]:
    root = etree.fromstring(_parts(file)["word/styles.xml"])
    found = {}
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        assert name is not None
        if style.get(f"{_W}type") == kind:
            found[str(name.get(f"{_W}val"))] = style
    return found


@pytest.mark.parametrize(
    ("folder", "names", "options"),
    [
        ("base", {"handout.docx", "guide.docx", "session-plan.docx"}, ()),
        ("khm", {"handout.docx"}, ("--accent", "032EA1", "--national")),
    ],
)
def test_the_stored_templates_are_what_the_generator_writes(
    tmp_path: Path, folder: str, names: set[str], options: tuple[str, ...]
) -> None:
    done = _generate(tmp_path, *options)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == names
    for name in names:
        assert _parts(tmp_path / name) == _parts(_TEMPLATES / folder / name)


@_ALL
def test_entries_are_sorted_and_carry_one_date_and_nothing_foreign(file: Path) -> None:
    with zipfile.ZipFile(file) as package:
        names = package.namelist()
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names == sorted(set(names))
    assert not [name for name in names if re.search("thumbnail|customXml|media|comments", name)]
    content = b"".join(_parts(file).values())
    assert not re.search(rb"rsid|updateFields|w:dirty|attachedTemplate", content)
    assert b"<dc:creator>ttt</dc:creator>" in content


@_ALL
def test_the_validity_oracle_finds_nothing(file: Path) -> None:
    result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(file))
    assert [str(error) for error in result.errors] == []


@_ALL
def test_every_style_is_there_under_its_name(file: Path) -> None:
    assert set(_styles(file, "paragraph")) == _names(_PARAGRAPH_STYLES)
    assert set(_styles(file, "character")) - {"Default Paragraph Font"} == _names(_CHARACTER_STYLES)
    # python-docx finds them too, by the names Word shows
    styles = docx.Document(str(file)).styles
    for name in ("Heading 1", "Caption", "Header", "List Number 2", "key_message"):
        assert styles[name].name == name


@_ALL
def test_sizes_and_weights_are_written_for_both_kinds_of_script(file: Path) -> None:
    for name, style in _styles(file, "paragraph").items():
        looks = style.find(f"{_W}rPr")
        assert looks is not None, name
        assert looks.find(f"{_W}sz") is not None, name
    for part, content in _parts(file).items():
        if not part.startswith("word/") or not part.endswith(".xml"):
            continue
        for looks in etree.fromstring(content).iter(f"{_W}rPr"):
            tags = {str(child.tag).removeprefix(_W) for child in looks}
            assert ("sz" in tags) == ("szCs" in tags), (part, tags)
            assert "b" not in tags or "bCs" in tags, (part, tags)
            assert ("i" in tags) == ("iCs" in tags), (part, tags)


@pytest.mark.parametrize(
    ("name", "size", "complex_size"),
    [
        ("Title", 96, 84),
        ("heading 1", 52, 52),
        ("heading 2", 30, 32),
        ("Body Text", 22, 24),
        ("key_message", 24, 26),
        ("cell", 21, 23),
        ("minutes", 44, 44),
        ("minutes_big", 80, 80),
        ("marking", 24, 24),
    ],
)
def test_sizes_in_half_points_are_those_of_the_design(
    name: str, size: int, complex_size: int
) -> None:
    looks = _styles(_HANDOUT, "paragraph")[name].find(f"{_W}rPr")
    assert looks is not None
    written = [looks.find(f"{_W}{tag}") for tag in ("sz", "szCs")]
    assert [found.get(f"{_W}val") for found in written if found is not None] == [
        str(size),
        str(complex_size),
    ]


@_ALL
def test_every_field_stands_whole_in_one_run(file: Path) -> None:
    found: set[str] = set()
    for part in _parts(file):
        if part.startswith("word/") and part.endswith(".xml"):
            for text in _texts(file, part):
                assert text.count("{{") == text.count("}}")
                found |= set(re.findall(r"\{\{ ([\w.]+) \}\}", text))
    assert found == set(_FIELDS.split()) | _OWN_FIELDS[file]


@_ALL
def test_a_template_engine_for_word_sees_the_same_names(file: Path) -> None:
    names = DocxTemplate(str(file)).get_undeclared_template_variables()
    used = {field.partition(".")[0] for field in _FIELDS.split()} | {
        field.partition(".")[0] for field in _OWN_FIELDS[file]
    }
    assert names == used


@_ALL
def test_the_body_marker_is_alone_in_its_paragraph_in_the_last_section(file: Path) -> None:
    paragraphs = docx.Document(str(file)).paragraphs
    assert [at for at, paragraph in enumerate(paragraphs) if "body" in paragraph.text] == [
        len(paragraphs) - 1
    ]
    assert paragraphs[-1].text == "{{ body }}"


@_ALL
def test_the_marking_is_on_every_page_and_the_page_number_is_not_on_the_cover(file: Path) -> None:
    parts = _parts(file)
    sections = ["1", "2"] if file != _PLAN else ["2"]
    for part in (f"{name}{number}" for name in ("header", "footer") for number in sections):
        assert _texts(file, f"word/{part}.xml").count("{{ edition.marking }}") == 1, part
    cover = parts.get("word/header1.xml", b"") + parts.get("word/footer1.xml", b"")
    assert b"document.running" not in cover
    assert b"PAGE" not in cover
    assert b" PAGE " in parts["word/footer2.xml"]
    assert b" NUMPAGES " in parts["word/footer2.xml"]
    document = docx.Document(str(file))
    assert [section.header.part.partname for section in document.sections] == [
        f"/word/header{number}.xml" for number in sections
    ]


def test_a_plan_of_a_page_or_two_has_no_cover() -> None:
    assert "word/header1.xml" not in _parts(_PLAN)
    assert [paragraph.text for paragraph in docx.Document(str(_PLAN)).paragraphs] == ["{{ body }}"]
    assert "{{ curriculum.notice }}" in _texts(_PLAN, "word/footer2.xml")


@_ALL
def test_tables_are_as_wide_as_the_text_and_start_at_the_margin(file: Path) -> None:
    section = docx.Document(str(file)).sections[-1]
    sides = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (side.twips for side in sides if side is not None)
    for name, content in _parts(file).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for table in etree.fromstring(content).iter(f"{_W}tbl"):
            columns = [int(column.get(f"{_W}w", "0")) for column in table.iter(f"{_W}gridCol")]
            assert sum(columns) == page - left - right
            indent = table.find(f"{_W}tblPr/{_W}tblInd")
            assert indent is not None
            assert indent.get(f"{_W}w") == "0"


def test_a_pale_accent_gets_black_letters_and_ink_rules(tmp_path: Path) -> None:
    assert _generate(tmp_path, "--accent", "fcd116").returncode == 0
    styles = _parts(tmp_path / "handout.docx")["word/styles.xml"].decode()
    assert re.search(r'w:val="000000" w:themeColor="accent2"', styles)
    assert re.search(r'w:color="1A1A1A" w:themeColor="accent3"', styles)
    theme = _parts(tmp_path / "handout.docx")["word/theme/theme1.xml"].decode()
    assert '<a:accent1><a:srgbClr val="FCD116"/>' in theme


@pytest.mark.parametrize("accent", ["FFFFF0", "teal", "12345"])
def test_an_accent_that_cannot_be_used_is_refused_and_nothing_is_written(
    tmp_path: Path, accent: str
) -> None:
    out = tmp_path / "set"
    done = _generate(out, "--accent", accent)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not out.exists()
