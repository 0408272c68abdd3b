"""The parts of a Word package that say nothing about the look: settings, properties, relations.

Neutral on purpose: no author, no clock, no revision identifiers, no thumbnail, no custom XML.
"""

from scripts.base_templates.look_fonts import Fonts
from scripts.base_templates.partner_marks import Mark, kinds
from scripts.base_templates.word_marks import BULLET, CODE, W_NAMESPACE

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_MOMENT = "2020-01-01T00:00:00Z"

# Name, relationship type, content type; in the order of the relationship ids.
PARTS = (
    ("styles", "styles", f"{_TYPE}.wordprocessingml.styles+xml"),
    ("numbering", "numbering", f"{_TYPE}.wordprocessingml.numbering+xml"),
    ("settings", "settings", f"{_TYPE}.wordprocessingml.settings+xml"),
    ("fontTable", "fontTable", f"{_TYPE}.wordprocessingml.fontTable+xml"),
    ("theme/theme1", "theme", f"{_TYPE}.theme+xml"),
    ("header1", "header", f"{_TYPE}.wordprocessingml.header+xml"),
    ("header2", "header", f"{_TYPE}.wordprocessingml.header+xml"),
    ("footer1", "footer", f"{_TYPE}.wordprocessingml.footer+xml"),
    ("footer2", "footer", f"{_TYPE}.wordprocessingml.footer+xml"),
)

COVER = ("header1", "footer1")
"""Parts that only a cover needs."""

RELATIONS = {name: f"rId{number}" for number, (name, _, _) in enumerate(PARTS, start=1)}


def settings_xml() -> str:
    """Return `word/settings.xml`: compatibility mode 15, no even and odd headers, no prompts.

    `w:updateFields` is left out on purpose: it makes Word ask before it opens the document. The
    complex-script language of `w:themeFontLang` is the writer's to add.
    """
    uri = "http://schemas.microsoft.com/office/word"
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    colours = (
        'w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
        ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5"'
        ' w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"'
    )
    return (
        f'<w:settings {W_NAMESPACE}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{compat}</w:compat>"
        f'<w:themeFontLang w:val="en-GB"/><w:clrSchemeMapping {colours}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table_xml(fonts: Fonts) -> str:
    """Return `word/fontTable.xml`: the fonts the design names, without embedded files."""
    names = sorted({*fonts.names, BULLET, CODE})
    inside = "".join(f'<w:font w:name="{name}"/>' for name in names)
    return f"<w:fonts {W_NAMESPACE}>{inside}</w:fonts>"


def core_xml() -> str:
    """Return `docProps/core.xml` with neutral values and fixed dates."""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>ttt</dc:creator>'
        "<cp:lastModifiedBy>ttt</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def app_xml() -> str:
    """Return `docProps/app.xml`."""
    return (
        f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>ttt</Application>'
        "</Properties>"
    )


def content_types_xml(*, cover: bool = True, marks: tuple[Mark, ...] = ()) -> str:
    """Return `[Content_Types].xml` (ECMA-376 part 2, 10.1.2.2)."""
    pictures = "".join(
        f'<Default Extension="{kind}" ContentType="image/{kind}"/>' for kind in kinds(marks)
    )
    parts = [("/word/document.xml", f"{_TYPE}.wordprocessingml.document.main+xml")]
    parts += [
        (f"/word/{name}.xml", content) for name, _, content in PARTS if cover or name not in COVER
    ]
    parts += [
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", f"{_TYPE}.extended-properties+xml"),
    ]
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{content}"/>' for name, content in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{overrides}</Types>'
    )


def package_relations_xml() -> str:
    """Return `_rels/.rels`."""
    return _relations(
        (
            ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        )
    )


def document_relations_xml(*, cover: bool = True) -> str:
    """Return `word/_rels/document.xml.rels`; the ids are those of `RELATIONS`."""
    return _relations(
        tuple(
            (RELATIONS[name], f"{_OFFICE}/relationships/{kind}", f"{name}.xml")
            for name, kind, _ in PARTS
            if cover or name not in COVER
        )
    )


def mark_relations_xml(marks: tuple[Mark, ...]) -> str:
    """Return `word/_rels/footer1.xml.rels`: the cover's footer shows the partners' marks."""
    return _relations(
        tuple(
            (mark_relation(mark), f"{_OFFICE}/relationships/image", f"media/{mark.part}")
            for mark in marks
        )
    )


def mark_relation(mark: Mark) -> str:
    """Return the id of the relationship from the cover's footer to a mark."""
    return f"rId{mark.number}"


def _relations(entries: tuple[tuple[str, str, str], ...]) -> str:
    inner = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'
        for identifier, kind, target in entries
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
