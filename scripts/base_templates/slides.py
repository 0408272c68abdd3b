"""Write the base deck template: `python -m scripts.base_templates.slides OUT.pptx [options]`.

Lists the parts of the package and stores them; must not hold design. The options are those of
`look`, `--accent 0B5563` and so on; the same options give the same bytes: no clock, no environment,
entries sorted, one fixed date. The template has no slides, no thumbnail, no printer settings and
no author but `ttt`.
"""

import argparse
import io
import zipfile
from pathlib import Path

from scripts.base_templates.look import Look, add_options, look_of
from scripts.base_templates.partner_marks import kinds
from scripts.base_templates.slides_frame import SLIDE_HEIGHT, SLIDE_WIDTH
from scripts.base_templates.slides_layouts import layouts
from scripts.base_templates.slides_masters import (
    FIRST_LAYOUT_ID,
    NAMESPACES,
    RELATIONS,
    default_text_xml,
    layout_xml,
    master_xml,
    notes_master_xml,
)
from scripts.base_templates.slides_partners import media, partner_relations, with_marks
from scripts.base_templates.slides_theme import DECLARATION, table_styles_xml, theme_xml

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument."
_SLIDES = f"{_TYPE}presentationml."
_STAMP = "1980-01-01T00:00:00Z"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip entry can carry; it says that none is meant."""


def template(look: Look) -> bytes:
    """The whole .pptx in the look, as bytes."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, part in sorted(parts(look).items()):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # As written on Windows, so that the bytes do not tell the machine.
            entry.create_system = 0
            package.writestr(entry, part.encode() if isinstance(part, str) else part)
    return stored.getvalue()


def parts(look: Look) -> dict[str, str | bytes]:
    """Every part of the package by its name, relationships and content types included."""
    designs = tuple(with_marks(design, look.marks) for design in layouts())
    numbers = range(1, len(designs) + 1)
    theme = theme_xml(look)
    return {
        "[Content_Types].xml": _content_types(numbers, look),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/relationships/officeDocument", "ppt/presentation.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": (
            f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
            "<TotalTime>0</TotalTime><Application>ttt</Application>"
            "<PresentationFormat>16:9</PresentationFormat><Slides>0</Slides><Notes>0</Notes>"
            "</Properties>"
        ),
        "docProps/core.xml": _core(),
        "ppt/presProps.xml": f"{DECLARATION}<p:presentationPr {NAMESPACES}/>",
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _relations(
            (f"{RELATIONS}/slideMaster", "slideMasters/slideMaster1.xml"),
            (f"{RELATIONS}/notesMaster", "notesMasters/notesMaster1.xml"),
            (f"{RELATIONS}/presProps", "presProps.xml"),
            (f"{RELATIONS}/viewProps", "viewProps.xml"),
            (f"{RELATIONS}/theme", "theme/theme1.xml"),
            (f"{RELATIONS}/tableStyles", "tableStyles.xml"),
        ),
        "ppt/tableStyles.xml": table_styles_xml(),
        "ppt/viewProps.xml": f"{DECLARATION}<p:viewPr {NAMESPACES}/>",
        "ppt/theme/theme1.xml": theme,
        "ppt/theme/theme2.xml": theme,
        "ppt/notesMasters/notesMaster1.xml": notes_master_xml(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relations(
            (f"{RELATIONS}/theme", "../theme/theme2.xml")
        ),
        "ppt/slideMasters/slideMaster1.xml": master_xml(len(designs)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            *(
                (f"{RELATIONS}/slideLayout", f"../slideLayouts/slideLayout{number}.xml")
                for number in numbers
            ),
            (f"{RELATIONS}/theme", "../theme/theme1.xml"),
        ),
        **{
            f"ppt/slideLayouts/slideLayout{number}.xml": layout_xml(design)
            for number, design in zip(numbers, designs, strict=True)
        },
        **{
            f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels": _relations(
                (f"{RELATIONS}/slideMaster", "../slideMasters/slideMaster1.xml"),
                *partner_relations(design, look.marks),
            )
            for number, design in zip(numbers, designs, strict=True)
        },
        **media(look.marks),
    }


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description="Write the base deck template.")
    parser.add_argument("out", type=Path, help="the .pptx to write")
    add_options(parser)
    arguments = parser.parse_args()
    look = look_of(parser, arguments)
    arguments.out.write_bytes(template(look))
    colours = look.palette
    print(
        f"{arguments.out}: accent1 {colours.accent}, accent2 {colours.on_accent}, "
        f"accent3 {colours.edge}"
    )


def _presentation() -> str:
    return (
        f"{DECLARATION}<p:presentation {NAMESPACES}>"
        f'<p:sldMasterIdLst><p:sldMasterId id="{FIRST_LAYOUT_ID - 1}" r:id="rId1"/>'
        '</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/>'
        f'</p:notesMasterIdLst><p:sldSz cx="{SLIDE_WIDTH}" cy="{SLIDE_HEIGHT}"/>'
        f'<p:notesSz cx="6858000" cy="9144000"/>{default_text_xml()}</p:presentation>'
    )


def _core() -> str:
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_STAMP}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title></dc:title><dc:creator>ttt</dc:creator>{dates}</cp:coreProperties>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _content_types(numbers: range, look: Look) -> str:
    pictures = "".join(
        f'<Default Extension="{kind}" ContentType="image/{kind}"/>' for kind in kinds(look.marks)
    )
    overrides = (
        ("docProps/app.xml", f"{_TYPE}extended-properties+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("ppt/presentation.xml", f"{_SLIDES}presentation.main+xml"),
        ("ppt/presProps.xml", f"{_SLIDES}presProps+xml"),
        ("ppt/viewProps.xml", f"{_SLIDES}viewProps+xml"),
        ("ppt/tableStyles.xml", f"{_SLIDES}tableStyles+xml"),
        ("ppt/theme/theme1.xml", f"{_TYPE}theme+xml"),
        ("ppt/theme/theme2.xml", f"{_TYPE}theme+xml"),
        ("ppt/slideMasters/slideMaster1.xml", f"{_SLIDES}slideMaster+xml"),
        ("ppt/notesMasters/notesMaster1.xml", f"{_SLIDES}notesMaster+xml"),
        *(
            (f"ppt/slideLayouts/slideLayout{number}.xml", f"{_SLIDES}slideLayout+xml")
            for number in numbers
        ),
    )
    inside = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{inside}</Types>'
    )


if __name__ == "__main__":
    main()
