"""Hostile and unsuitable templates: each is refused with its file, the part and the reason."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import docx
import pptx
import pytest

from ttt.diagnostics import Collector, Diagnostic, Severity
from ttt.office.guard import open_package
from ttt.office.package import read_package, write_package

RELS = b"</Relationships>"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: object) -> dict[str, bytes]:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    package = read_package(buffer.getvalue())
    return {name: package.read(name) for name in package.names}


DECK = saved(pptx.Presentation())
WORD = saved(docx.Document())
TEMPLATES = Path(__file__).parent.parent / "templates"
BASE = sorted(path for kind in ("docx", "pptx") for path in TEMPLATES.glob(f"*/*.{kind}"))


def findings(parts: Mapping[str, bytes], file: str) -> list[Diagnostic]:
    collector = Collector()
    opened = open_package(write_package(parts.items()), file, collector)
    found = list(collector)
    assert (opened is None) == any(d.severity is Severity.ERROR for d in found)
    assert all(d.file == file for d in found)
    return found


def related(
    parts: Mapping[str, bytes], part: str, kind: str, target: str, mode: str = ""
) -> dict[str, bytes]:
    line = f'<Relationship Id="x9" Type="{OFFICE}/{kind}" Target="{target}" {mode}/>'
    return {**parts, part: parts[part].replace(RELS, line.encode() + RELS)}


def typed(parts: Mapping[str, bytes], old: str, new: str) -> dict[str, bytes]:
    name = "[Content_Types].xml"
    return {**parts, name: parts[name].replace(old.encode(), new.encode())}


def worded(body: bytes) -> dict[str, bytes]:
    name = "word/document.xml"
    return {**WORD, name: WORD[name].replace(b"<w:body>", b"<w:body>" + body)}


EXTERNAL = 'TargetMode="External"'
PRESENTATION = "ppt/_rels/presentation.xml.rels"
DOCUMENT = "word/_rels/document.xml.rels"
SETTINGS = "word/_rels/settings.xml.rels"
LAYOUT = "ppt/slideLayouts/slideLayout2.xml"
EMPTY_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + RELS
)
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
FIELD = (
    b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDE</w:instrText></w:r>'
    b"<w:r><w:instrText>AUTO cmd</w:instrText></w:r>"
    b'<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def embedded(kind: str, target: str, data: bytes) -> dict[str, bytes]:
    return related({**DECK, f"ppt/{target}": data}, PRESENTATION, kind, target)


def linked(kind: str, target: str) -> dict[str, bytes]:
    return related(DECK, PRESENTATION, kind, target, EXTERNAL)


def override(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="application/{kind}"/></Types>'


ACTION = (
    b'</p:cSld><p:x><a:hlinkHover action="ppaction://program" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></p:x>'
)
UTF_16 = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x SYSTEM "http://x.invalid/"><x/>'
STRICT = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
VBA = "vbaProject.bin"
MACRO_MAIN = typed(DECK, "presentation.main+xml", "presentation.macroEnabled.main+xml")
WITH_VBA = typed(
    embedded("vbaProject", VBA, OLE2),
    "</Types>",
    override(f"ppt/{VBA}", "vnd.ms-office.vbaProject"),
)
WITH_ACTIVEX = typed(
    {**WORD, "word/activeX/a.xml": b"<a/>"},
    "</Types>",
    override("word/activeX/a.xml", "vnd.ms-office.activeX+xml"),
)
UNNAMED = FIELD.replace(b"DDE", b"").replace(b"AUTO cmd", b"")

HOSTILE = {
    "macros": (MACRO_MAIN, "TPL303", "macros"),
    "vba": (WITH_VBA, "TPL303", "macros"),
    "vba renamed": (embedded("vbaProject", "x.dat", OLE2), "TPL304", "embedded object"),
    "activex": (WITH_ACTIVEX, "TPL304", "ActiveX"),
    "ole": (embedded("oleObject", "embeddings/o.bin", OLE2), "TPL304", "embedded object"),
    "ole element": (worded(b"<w:p><w:object/></w:p>"), "TPL304", "embedded object"),
    "control": (worded(b"<w:p><w:control/></w:p>"), "TPL304", "ActiveX control"),
    "altChunk": (worded(b"<w:altChunk/>"), "TPL304", "included file"),
    "embedded document": (
        embedded("package", "embeddings/d.docx", write_package(WORD.items())),
        "TPL304",
        "embedded file",
    ),
    "linked picture": (linked("image", "file://server/x.png"), "TPL305", "file://server/x.png"),
    "linked video": (linked("video", "https://x.invalid/v.mp4"), "TPL305", "v.mp4"),
    "link to a share": (linked("hyperlink", "file://server/share"), "TPL305", "no web address"),
    "dde over runs": (worded(FIELD), "TPL306", '"DDEAUTO"'),
    "include": (
        worded(b'<w:p><w:fldSimple w:instr=" INCLUDETEXT x "/></w:p>'),
        "TPL306",
        '"INCLUDETEXT"',
    ),
    "nested field": (worded(UNNAMED), "TPL306", "(NO NAME)"),
    "action": (
        {**DECK, LAYOUT: DECK[LAYOUT].replace(b"</p:cSld>", ACTION)},
        "TPL306",
        "ppaction://program",
    ),
    "dtd": (
        {**DECK, LAYOUT: b'<!DOCTYPE x [<!ENTITY e "e">]>' + DECK[LAYOUT].split(b"?>", 1)[1]},
        "TPL307",
        "document type",
    ),
    "dtd in utf-16": ({**DECK, LAYOUT: UTF_16.encode("utf-16")}, "TPL307", "document type"),
    "strict": ({**WORD, "word/document.xml": STRICT}, "TPL308", "Strict"),
    "no xml": ({**DECK, LAYOUT: b"<p:sldLayout>"}, "TPL301", "no XML"),
    "two mains": (
        related(DECK, "_rels/.rels", "officeDocument", "ppt/presentation.xml"),
        "TPL302",
        "no .pptx document",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_with_part_and_reason(name: str) -> None:
    parts, code, says = HOSTILE[name]
    found = findings(
        parts,
        "templates/x/guide.docx" if "word/document.xml" in parts else "templates/x/slides.pptx",
    )
    errors = [d for d in found if d.severity is Severity.ERROR]
    assert code in {d.code for d in errors}, found
    one = next(d for d in errors if d.code == code)
    assert says in one.message
    assert one.hints
    assert one.place or code == "TPL302"
    assert len(one.message) <= 100


def test_a_word_file_is_no_slide_template() -> None:
    assert [d.code for d in findings(WORD, "templates/x/slides.pptx")] == ["TPL302"]


@pytest.mark.parametrize("parts", [DECK, WORD], ids=["pptx", "docx"])
def test_plain_files_pass_with_a_note_on_what_stays_behind(parts: dict[str, bytes]) -> None:
    file = "x.docx" if "word/document.xml" in parts else "x.pptx"
    found = findings(parts, file)
    assert {d.severity for d in found} <= {Severity.NOTE}
    assert "a thumbnail" in found[0].message


def test_template_types_pass() -> None:
    parts = typed(DECK, "presentation.main+xml", "template.main+xml")
    assert all(d.severity is Severity.NOTE for d in findings(parts, "x.potx"))


@pytest.mark.parametrize("path", BASE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_our_own_templates_pass_without_a_word(path: Path) -> None:
    collector = Collector()
    assert open_package(path.read_bytes(), path.name, collector) is not None
    assert list(collector) == []


def test_an_attached_template_and_web_links_are_harmless() -> None:
    parts = related(
        {**WORD, SETTINGS: EMPTY_RELS}, SETTINGS, "attachedTemplate", "file:///C:/n.dotm", EXTERNAL
    )
    parts = related(parts, DOCUMENT, "hyperlink", "https://example.org/", EXTERNAL)
    found = findings(parts, "x.docx")
    assert [d.severity for d in found] == [Severity.NOTE]
    assert "the link to a Word template" in found[0].message


def test_usual_fields_pass() -> None:
    body = b'<w:p><w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/></w:p>' + FIELD.replace(
        b"DDE", b"TO"
    ).replace(b"AUTO cmd", b'C \\o "1-2"')
    assert all(d.severity is Severity.NOTE for d in findings(worded(body), "x.docx"))


def test_a_clean_workbook_passes_and_one_with_macros_does_not() -> None:
    openxml = "application/vnd.openxmlformats"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{openxml}-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        f'ContentType="{openxml}-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    )
    plain = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": EMPTY_RELS,
        "xl/workbook.xml": b"<workbook/>",
    }
    book = related(plain, "_rels/.rels", "officeDocument", "xl/workbook.xml")
    for inside, fine in ((book, True), ({**book, "xl/vbaProject.bin": OLE2}, False)):
        data = write_package(inside.items())
        found = findings(embedded("package", "embeddings/b.xlsx", data), "x.pptx")
        assert all(d.severity is Severity.NOTE for d in found) is fine


@pytest.mark.parametrize(("data", "says"), [(OLE2, "password"), (b"PK", "no Word"), (b"", "empty")])
def test_what_is_no_package_is_a_finding_with_a_way_out(data: bytes, says: str) -> None:
    collector = Collector()
    assert open_package(data, "templates/x/slides.pptx", collector) is None
    (found,) = collector
    assert says in found.message
    assert "*.pptx" in found.hints[0]
