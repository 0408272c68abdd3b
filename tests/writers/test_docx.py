"""The DOCX writer: golden parts, validity, and that nothing is lost on the way."""

from __future__ import annotations

import re
import runpy
import subprocess
import zipfile
from html import unescape
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from tests.effort import calls
from tests.writers.word_documents import everything, guide, handout, khmer, step
from tests.writers.word_parts import HANDOUT, W, part, strings, text_of, written
from tests.writers.word_samples import MEDIA, a, bindings, changed, document, opened, p, pretty, s
from ttt.diagnostics import Collector
from ttt.document import (
    Block,
    Box,
    BulletList,
    Document,
    Figure,
    Gap,
    Heading,
    Link,
    Notes,
    Paragraph,
    Reference,
    Region,
    Str,
    Styled,
    Table,
)
from ttt.office.word_template import open_word_template
from ttt.resources import templates_root
from ttt.source import Span
from ttt.text import Origin, Text
from ttt.writers.docx import write_docx

CASES = sorted(
    path for path in (Path(__file__).parents[1] / "cases" / "docx").iterdir() if path.is_dir()
)


# ── goldens ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_main_part_is_the_golden_one(case: Path, request: pytest.FixtureRequest) -> None:
    found = runpy.run_path(str(case / "case.py"))
    collector = Collector()
    data = write_docx(found["DOCUMENT"], found["TEMPLATE"], MEDIA, collector)
    assert not list(collector)
    golden = case / "document.xml"
    if request.config.getoption("--update"):
        golden.write_text(pretty(data), encoding="utf-8", newline="\n")
    assert pretty(data) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_file_is_valid_whole_and_the_same_again(case: Path, tmp_path: Path) -> None:
    found = runpy.run_path(str(case / "case.py"))
    data = write_docx(found["DOCUMENT"], found["TEMPLATE"], MEDIA, Collector())
    assert data == write_docx(found["DOCUMENT"], found["TEMPLATE"], MEDIA, Collector())
    path = tmp_path / "built.docx"
    path.write_bytes(data)
    audit = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path)
    assert [str(error) for error in audit.errors] == []
    assert docx.Document(str(path)).paragraphs
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        names = archive.namelist()
    assert len(names) == len({name.casefold() for name in names})
    assert not [name for name in names if "stylesWithEffects" in name or "thumbnail" in name]
    xml = part(data)
    assert "w:ttt" not in xml
    assert "rsid" not in xml
    shown = text_of(xml)
    for value in strings(found["DOCUMENT"].blocks):
        for line in re.split("[\n\t\v\u2028]", value):
            assert line in shown or line in unescape(xml) or line in MEDIA


def test_every_cell_ends_with_a_paragraph_and_no_tables_touch() -> None:
    for blocks in (everything(), guide(), handout()):
        root = etree.fromstring(part(written(blocks)[0]).encode())
        cells = list(root.iter(f"{W}tc"))
        assert cells
        assert all(cell[-1].tag == f"{W}p" for cell in cells)
        for table in root.iter(f"{W}tbl"):
            following = table.getnext()
            assert following is not None
            assert following.tag == f"{W}p"
            widths = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
            rows = table.findall(f"{W}tr")
            assert all(len(row.findall(f"{W}tc")) == len(rows[0].findall(f"{W}tc")) for row in rows)
            parent = table.getparent()
            if parent is not None and parent.tag == f"{W}body":
                assert sum(widths[: len(rows[0].findall(f"{W}tc"))]) == 9525


def test_ids_of_bookmarks_and_drawings_are_unique_and_closed() -> None:
    xml = part(written(everything() + handout())[0])
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"', xml)
    assert len({number for number, _ in starts}) == len({name for _, name in starts}) == len(starts)
    assert sorted(number for number, _ in starts) == sorted(
        re.findall(r'<w:bookmarkEnd w:id="(\d+)"', xml)
    )
    drawings = re.findall(r'<wp:docPr id="(\d+)"', xml)
    assert len(drawings) == 3 == len(set(drawings))


# ── text ─────────────────────────────────────────────────────────────────────────────────────

WRITABLE = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=40
)


@given(WRITABLE, WRITABLE)
def test_every_string_is_read_back_whole(one: str, other: str) -> None:
    one, other = (
        value.replace("\u2028", "").replace("\u2029", "") or "x" for value in (one, other)
    )
    blocks = (
        Heading(2, s(one), a(number=other)),
        p(other),
        BulletList(((p(one),),)),
        Table(("start",), (s(other),), ((s(one),),), a(caption=other)),
        Box("activity", (p(one),), a(title=other, label=one, output=other)),
        Box("say", (p(one),), a(label=other)),
        Paragraph((Link("https://example.org/" + "x", s(one)), Gap(Str(other)))),
    )
    data, found = written(blocks)
    assert not found
    shown = text_of(part(data))
    assert shown.count(one) >= 6
    assert shown.count(other) >= 6


def test_breaks_and_tabs_become_elements() -> None:
    data, found = written((p("a\nb\u2028c\vd\te\r\nf"),))
    assert not found
    assert "a\nb\nc\nd\te\nf" in text_of(part(data))


def test_what_xml_cannot_hold_is_a_finding_at_its_origin() -> None:
    span = Span("curriculum/modules/m2.yaml", 7, 3, 7, 9)
    data, found = written((Paragraph((Str("a\x00b\ufffe", Origin("base", "m2", span=span)),)),))
    assert [(one.code, one.span) for one in found] == [("TPL360", span)]
    assert "U+0000, U+FFFE" in found[0].message
    assert "a\N{REPLACEMENT CHARACTER}b" in text_of(part(data))


def test_scripts_have_their_font_size_and_language() -> None:
    xml = part(written(khmer(), language="km")[0])
    assert '<w:rFonts w:cs="Leelawadee UI"/><w:cs/><w:lang w:bidi="km-KH"/>' in xml
    assert '<w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve"> (IAEA 2024)' in xml
    styles = part(written(khmer(), language="km")[0], "word/styles.xml")
    body = re.search(r'w:styleId="BodyText".*?</w:style>', styles, re.DOTALL)
    assert body is not None
    assert 'w:line="390" w:lineRule="exact"' in body[0]
    settings = part(written(khmer(), language="km")[0], "word/settings.xml")
    assert '<w:themeFontLang w:val="en-GB" w:bidi="km-KH"/>' in settings
    assert '<w:themeFontLang w:val="vi-VN"/>' in part(
        written((p("một"),), language="vi")[0], "word/settings.xml"
    )


def test_a_set_binds_fonts_by_script() -> None:
    data = (templates_root() / "base" / "handout.docx").read_bytes()
    template = open_word_template(
        data, "h.docx", bindings(khmer="Khmer OS Battambang"), Collector()
    )
    assert template is not None
    assert 'w:cs="Khmer OS Battambang"' in part(written(khmer(), template, "km")[0])


# ── findings ─────────────────────────────────────────────────────────────────────────────────

FOUND: dict[str, tuple[Block, ...]] = {
    "TPL355": (p("x", "no_such_role"), p("y", "no_such_role")),
    "TPL356": (Paragraph((Styled("no_such_role", s("x")),)),),
    "TPL357": (Heading(2, s("x"), a(id_="same")), Heading(2, s("y"), a(id_="same"))),
    "TPL358": (Paragraph((Link("#nowhere", s("x")),)),),
    "TPL359": (Paragraph((Reference("slides", "m2-s1/x"),)),),
    "TPL361": (Figure(Text("media/none.png"), Text("x")),),
    "TPL363": (Notes((p("x"),)),),
}


@pytest.mark.parametrize("code", FOUND)
def test_findings(code: str) -> None:
    _, found = written(FOUND[code])
    assert [one.code for one in found] == [code]
    assert len(found[0].message) <= 100
    assert found[0].file or found[0].span


def test_a_region_and_a_damaged_picture_are_findings() -> None:
    collector = Collector()
    whole: Document = document(
        (Region("body", (p("x"),)), Figure(Text("media/bad.png"), Text("x")))
    )
    write_docx(whole, HANDOUT, {"media/bad.png": b"\x89PNG\r\n\x1a\nrest"}, collector)
    assert [one.code for one in collector] == ["TPL363", "TPL362"]


def test_missing_style_lists_what_there_is() -> None:
    template = open_word_template(
        Path(opened.__globals__["FOREIGN"]).read_bytes(), "national.docx", bindings(), Collector()
    )
    assert template is not None
    _, found = written((p("x"), Box("say", (p("y"), p("z")), a(label="Say"))), template)
    assert [one.message for one in found] == ['the Word template has no paragraph style "say"']
    assert "Body Text" in " ".join(found[0].hints)
    assert found[0].file == "national.docx"


def test_fields_that_are_not_there_name_their_place() -> None:
    base = templates_root() / "base" / "handout.docx"
    for name, wrong, place in (
        ("word/header2.xml", "document.runing", "header 2, table 1, row 1, cell 1"),
        ("word/document.xml", "document.titel", "cover, paragraph 3"),
        ("word/document.xml", "edition.numbr", "cover, table 1, row 2, cell 2"),
    ):
        right = {"document.runing": "document.running", "document.titel": "document.title"}.get(
            wrong, "edition.number"
        )
        data = changed(base, name, lambda xml, r=right, w=wrong: xml.replace(r, w, 1))  # type: ignore[misc]
        template = open_word_template(data, "t.docx", bindings(), Collector())
        assert template is not None
        _, found = written((p("x"),), template)
        assert [(one.code, one.place) for one in found] == [("TPL353", place)]
        assert wrong.partition(".")[2] in found[0].message


# ── speed and sight ──────────────────────────────────────────────────────────────────────────


def long_guide(sessions: int) -> tuple[Block, ...]:
    words = ("Practice", "Tables", "Slide 10")
    blocks: list[Block] = []
    for number in range(sessions):
        blocks.append(Heading(1, s(f"Session {number}"), a(id_=f"s{number}", number=f"2.{number}")))
        blocks.append(step("10", True, words, "1", "One public headline"))
        blocks += [
            p(f"Paragraph {line} of a session, about as long as they are.") for line in range(170)
        ]
    return tuple(blocks)


def test_work_grows_with_length_and_no_faster() -> None:
    def effort(sessions: int) -> int:
        whole = document(long_guide(sessions))
        return calls(lambda: write_docx(whole, HANDOUT, {}, Collector()))

    effort(1)
    assert effort(32) < 4 * 1.1 * effort(8)


@pytest.mark.office
def test_libreoffice_opens_every_case(tmp_path: Path) -> None:
    for case in CASES:
        found = runpy.run_path(str(case / "case.py"))
        data = write_docx(found["DOCUMENT"], found["TEMPLATE"], MEDIA, Collector())
        (tmp_path / f"{case.name}.docx").write_bytes(data)
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *(str(path) for path in sorted(tmp_path.glob("*.docx"))),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    assert len(list(tmp_path.glob("*.pdf"))) == len(CASES)
