"""Word templates: styles bound by name, fields prepared, the content's place, what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests.writers.word_samples import FOREIGN, bindings, changed, document, p
from ttt.diagnostics import Collector, Diagnostic
from ttt.office.word_colours import read_colours
from ttt.office.word_page import BODY, LANDSCAPE, PORTRAIT, marked_widths
from ttt.office.word_styles import read_styles
from ttt.office.word_template import WordTemplate, open_word_template
from ttt.resources import templates_root
from ttt.writers.docx import write_docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

HANDOUT = templates_root() / "base" / "handout.docx"
PAGE = "word/document.xml"
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(data: bytes, file: str = "t.docx") -> tuple[WordTemplate | None, list[Diagnostic]]:
    collector = Collector()
    return open_word_template(data, file, bindings(), collector), list(collector)


def saved(whole: docx.document.Document) -> bytes:
    made = io.BytesIO()
    whole.save(made)
    return made.getvalue()


def page_of(template: WordTemplate, fields: Mapping[str, Any]) -> tuple[str, list[Diagnostic]]:
    collector = Collector()
    data = write_docx(document((p("CONTENT"),), fields=fields), template, {}, collector)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(PAGE).decode(), list(collector)


def words(xml: str) -> list[str]:
    """The paragraphs of a part as text, empty ones left out."""
    found = (
        "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
        for paragraph in re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    )
    return [text for text in found if text]


# ── styles ───────────────────────────────────────────────────────────────────────────────────


def styles(*named: tuple[str, str]) -> bytes:
    inner = "".join(
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/></w:style>'
        for identifier, name in named
    )
    return f"<w:styles {NAMES}>{inner}</w:styles>".encode()


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ((("Titre1", "heading 1"),), "Titre1"),  # a French Word translates the id
        ((("Heading1", "Heading 1"),), "Heading1"),  # LibreOffice writes capitals
        ((("Heading1", "Rubrik"),), None),  # never by id
        ((("Wrong", "heading 1"), ("Heading1", "heading 1")), "Heading1"),
        ((("Heading1", "heading 1"), ("Wrong", "heading 1")), "Heading1"),
        ((("One", "heading 1"), ("Two", "heading 1")), "One"),
    ],
)
def test_style_is_found_by_name(named: tuple[tuple[str, str], ...], found: str | None) -> None:
    assert read_styles(styles(*named), {}).paragraph("heading_1") == found


def test_a_set_binds_a_role_to_another_name() -> None:
    table = read_styles(
        styles(("a", "Merksatz"), ("b", "key_message")), {"key_message": "merkSATZ"}
    )
    assert table.paragraph("key_message") == "a"
    assert (
        read_styles(styles(("b", "key_message")), {"key_message": "none"}).paragraph("key_message")
        is None
    )


def test_a_repeated_style_name_is_a_note() -> None:
    whole = docx.Document(str(FOREIGN))
    twin = whole.styles.add_style("Twin", WD_STYLE_TYPE.PARAGRAPH)
    twin.element.find(qn("w:name")).set(qn("w:val"), "Body Text")
    template, found = read(saved(whole))
    assert template is not None
    assert template.styles.paragraph("body") == "BodyText"
    assert [one.code for one in found if one.code != "TPL310"] == ["TPL354"]


def test_every_role_of_the_design_is_in_the_base_templates() -> None:
    roles = (
        "title subtitle body heading_1 heading_2 heading_3 list_bullet list_number quote code"
        " caption source lead key_message activity_label activity_title minutes minutes_big phase"
        " grouping slide_pointer panel_label panel_text box_label do say ask listen_for lines"
        " marking tag cell cell_header number_cell cover_kind contents_title contents_1 contents_2"
    )
    for name in ("handout", "guide"):
        template, found = read((templates_root() / "base" / f"{name}.docx").read_bytes())
        assert template is not None
        assert not found
        assert [role for role in roles.split() if template.styles.paragraph(role) is None] == []


# ── the place of the content ─────────────────────────────────────────────────────────────────


def test_content_stands_where_the_mark_is_and_sections_keep_their_direction() -> None:
    whole = docx.Document(str(FOREIGN))
    whole.add_paragraph("before")
    split = whole.add_paragraph("{{ bo")
    split.add_run("dy }}").bold = True
    whole.add_paragraph("after")
    section = whole.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    template, found = read(saved(whole))
    assert template is not None
    assert not [one for one in found if one.code != "TPL310"]
    assert template.source.count(BODY) == 1
    assert (template.source.count(PORTRAIT), template.source.count(LANDSCAPE)) == (1, 1)
    assert words(page_of(template, {})[0]) == ["before", "CONTENT", "after"]


def test_without_a_mark_content_stands_at_the_end() -> None:
    whole = docx.Document(str(FOREIGN))
    whole.add_paragraph("first")
    template, _ = read(saved(whole))
    assert template is not None
    page, _ = page_of(template, {})
    assert words(page) == ["first", "CONTENT"]
    assert page.rindex("CONTENT") < page.rindex("<w:sectPr")


def test_mark_in_a_table_in_a_text_or_twice_is_refused() -> None:
    for texts in (("{{ body }}", "{{body}}"), ("so {{ body }} here",)):
        whole = docx.Document(str(FOREIGN))
        for text in texts:
            whole.add_paragraph(text)
        template, found = read(saved(whole))
        assert template is None
        assert [one.code for one in found][-1] == "TPL352"
    whole = docx.Document(str(FOREIGN))
    whole.add_table(1, 1).cell(0, 0).text = "{{ body }}"
    assert [one.code for one in read(saved(whole))[1]][-1] == "TPL352"


# ── fields ───────────────────────────────────────────────────────────────────────────────────


def test_loops_conditions_and_split_curly_fields() -> None:
    whole = docx.Document(str(FOREIGN))
    whole.add_paragraph("{%p for one in days %}")
    whole.add_paragraph("Day {{ one.name }}")
    whole.add_paragraph("{%p endfor %}")
    line = whole.add_paragraph("{{ co")
    line.add_run("hort").bold = True
    line.add_run(".name ")
    line.add_run("}} and {% if cohort.name == “Laos” %}yes{% endif %}")
    table = whole.add_table(3, 1)
    for cell, text in zip(
        table.columns[0].cells,
        ("{%tr for one in days %}", "Row {{ one.name }}", "{%tr endfor %}"),
        strict=True,
    ):
        cell.text = text
    template, found = read(saved(whole))
    assert template is not None, found
    fields = {"days": ({"name": "1 & 2"}, {"name": "<3>"}), "cohort": {"name": "Laos"}}
    page, found = page_of(template, fields)
    assert not found
    assert words(page) == [
        "Day 1 &amp; 2",
        "Day &lt;3&gt;",
        "Laos and yes",
        "Row 1 &amp; 2",
        "Row &lt;3&gt;",
        "CONTENT",
    ]


def test_values_keep_breaks_and_are_never_read_again() -> None:
    whole = docx.Document(str(FOREIGN))
    whole.add_paragraph("{{ a }}")
    template, _ = read(saved(whole))
    assert template is not None
    page, found = page_of(template, {"a": "one\ntwo\vthree\tfour {{ b }} " + BODY})
    assert not found
    assert page.count("<w:br/>") == 2
    assert page.count("<w:tab/>") == 1
    assert "four {{ b }} &lt;w:p" in page
    assert page.count("CONTENT") == 1


def test_fields_in_alternative_texts_stay_one_line_in_quotation_marks() -> None:
    whole = docx.Document(str(FOREIGN))
    whole.add_paragraph("x")
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="P" '
        'descr="{{ a }} in {{ b[&quot;c&quot;] }}"/></wp:inline></w:drawing></w:r>'
    )
    paragraph = whole.paragraphs[-1]._p
    paragraph.append(parse_xml(drawing.replace("<w:r>", f'<w:r xmlns:w="{WORD}">', 1)))
    template, found = read(saved(whole))
    assert template is not None, found
    page, found = page_of(template, {"a": 'say "A"\nand <B>', "b": {"c": "&"}})
    assert not found
    assert 'descr="say &quot;A&quot; and &lt;B&gt; in &amp;"' in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ nothing }}", "nothing"),
        ("{{ cohort.nam }}", 'did you mean "name"'),
        ("{{ cohort.name.upper() }}", 'no "upper"'),
        ("{{ ''.__class__ }}", "__class__"),
        ("{{ cycler }}", "cycler"),
        ("{{ bell }}", "control character"),
    ],
)
def test_a_field_that_cannot_be_filled_is_a_finding_with_its_place(text: str, said: str) -> None:
    whole = docx.Document(str(FOREIGN))
    whole.add_paragraph("{{ cohort.name }}")
    whole.add_table(2, 2).cell(1, 0).text = text
    template, _ = read(saved(whole))
    assert template is not None
    _, found = page_of(template, {"cohort": {"name": "Laos"}, "bell": "a\x07b"})
    assert [(one.code, one.place, one.file) for one in found] == [
        ("TPL353", "cover, table 1, row 2, cell 1", "t.docx")
    ]
    assert said in found[0].message
    assert len(found[0].message) <= 120


@pytest.mark.parametrize(
    "text", ["{{ cohort.name", "{% for x in %}", "{% if cohort %}", "{{ a b }}"]
)
def test_a_field_written_wrong_refuses_the_template(text: str) -> None:
    whole = docx.Document(str(FOREIGN))
    whole.add_paragraph("fine")
    whole.sections[0].header.paragraphs[0].text = text
    template, found = read(saved(whole))
    assert template is None
    assert [one.code for one in found if one.code != "TPL310"] == ["TPL353"]
    assert found[-1].place == "header 1, paragraph 1"


# ── other parts ──────────────────────────────────────────────────────────────────────────────


def test_a_dotx_is_a_template_too_and_becomes_a_document() -> None:
    data = changed(
        HANDOUT,
        "[Content_Types].xml",
        lambda xml: xml.replace("document.main+xml", "template.main+xml"),
    )
    template, found = read(data, "t.dotx")
    assert template is not None, found
    built = write_docx(document((p("x"),)), template, {}, Collector())
    assert docx.Document(io.BytesIO(built)).paragraphs


def test_personal_traces_stay_behind() -> None:
    whole = docx.Document(str(FOREIGN))
    paragraph = whole.add_paragraph("kept")
    whole.add_comment(paragraph.runs, "a secret", author="Somebody")
    whole.core_properties.author = "Somebody"
    whole.core_properties.comments = "a secret"
    template, _ = read(saved(whole))
    assert template is not None
    built = write_docx(document((p("x"),)), template, {}, Collector())
    with zipfile.ZipFile(io.BytesIO(built)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Somebody" not in everything
    assert b"secret" not in everything
    assert b"commentReference" not in everything
    assert "kept" in words(page_of(template, {})[0])


def test_tracked_changes_are_accepted() -> None:
    change = (
        '<w:p><w:ins w:id="90" w:author="Somebody"><w:r><w:t>new</w:t></w:r></w:ins>'
        '<w:del w:id="91" w:author="Somebody"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>'
    )
    data = changed(HANDOUT, PAGE, lambda xml: xml.replace("<w:body>", f"<w:body>{change}"))
    template, found = read(data)
    assert template is not None, found
    assert "new" in template.source
    assert "old" not in template.source
    assert "Somebody" not in template.source


def test_not_a_word_file_is_a_finding(tmp_path: Path) -> None:
    for data in (b"", b"PK\x03\x04rest", b"{}", HANDOUT.read_bytes()[:3000]):
        template, found = read(data)
        assert template is None
        assert found
        assert all(one.file == "t.docx" for one in found)


def test_a_longer_marking_gets_more_room() -> None:
    template, _ = read(HANDOUT.read_bytes())
    assert template is not None
    for part in template.texts:
        short, wide = (marked_widths(part.source, one) for one in ("TLP:GREEN", "TLP:AMBER+STRICT"))
        assert "ttt-" not in short + wide
        for xml, width in ((short, 1701), (wide, 2608)):
            columns = [int(one) for one in re.findall(r'<w:gridCol w:w="(\d+)"', xml)]
            assert columns[-1] == width
            assert sum(columns) == 9525


def theme(*values: str) -> bytes:
    slots = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)))
    inner = "".join(
        f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>'
        for slot, value in zip(slots, values, strict=True)
    )
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
        f"<a:clrScheme>{inner}</a:clrScheme></a:themeElements></a:theme>"
    ).encode()


def test_colours_follow_the_theme_where_it_can_play_the_part() -> None:
    greys = ("1A1A1A", "FFFFFF", "4A4A4A", "EBEBEB")
    rest = ("767676", "C4C4C4", "CFCFCF")
    base = read_colours(theme(*greys, "0B5563", "FFFFFF", "0B5563", *rest))
    assert all(colour.theme for colour in base.values())
    office = read_colours(
        theme("000000", "FFFFFF", "1F497D", "EEECE1", "4F81BD", "C0504D", "9BBB59", "8064A2",
              "4BACC6", "F79646")
    )  # fmt: skip
    assert (office["accent"].value, office["on_accent"].value) == ("4F81BD", "000000")
    assert (office["edge"].value, office["hair"].value) == ("4F81BD", "C4C4C4")
    yellow = read_colours(theme(*greys, "FCD116", "FCD116", "FCD116", *rest))
    assert (yellow["on_accent"].value, yellow["edge"].value) == ("000000", "1A1A1A")
    assert read_colours(None)["accent"].value == "0B5563"
