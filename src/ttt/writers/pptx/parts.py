"""The parts of a deck that are neither slides nor template: presentation, notes, properties.

Strings in, strings out; knows no placeholder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from html import escape
from typing import Final

from ttt.document import Document
from ttt.office.relations import DECLARATION, RELATIONS
from ttt.office.slide_parts import TemplateParts
from ttt.scripts import locale
from ttt.writers.pptx.shapes import NAMESPACES, text_shape, tree

FIRST_ID: Final = 256  # the smallest id of a slide (ECMA-376-1, 19.7.13)
_ML: Final = "application/vnd.openxmlformats-officedocument.presentationml."
_P14: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_CORE: Final = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
PACKAGE_RELATIONS: Final = (
    DECLARATION
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="' + RELATIONS + 'officeDocument" Target="{main}"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
    'metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
_IMAGE: Final = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr>'
    '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
    '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
)


def notes_page(paragraphs: str, body: int, marks: str = "") -> str:
    """Return a notes page; `body` is the number of the notes master's text placeholder.

    `marks` are the boxes of the marking.
    """
    place = f'<p:ph type="body" idx="{body}"/>'
    shapes = tree(_IMAGE + text_shape(3, "Notes", place, paragraphs) + marks)
    return f"{DECLARATION}<p:notes {NAMESPACES}>{shapes}</p:notes>"


def presentation(parts: TemplateParts, relations: Sequence[str], sections: Sequence[str]) -> str:
    """Return the presentation; `relations` are the slides' ids, `sections` a name for each."""
    slides = "".join(
        f'<p:sldId id="{number}" r:id="{relation}"/>'
        for number, relation in enumerate(relations, FIRST_ID)
    )
    listed = f"<p:sldIdLst {NAMESPACES}>{slides}</p:sldIdLst>" if slides else ""
    return f"{parts.head}{listed}{parts.middle}{_sections(sections)}{parts.tail}"


def _sections(names: Sequence[str]) -> str:
    """Return the sections of the slide sorter ([MS-PPTX] 2.2.3); none when no slide opens one."""
    runs: list[tuple[str, list[int]]] = []
    for number, name in enumerate(names, FIRST_ID):
        if not runs or (name and name != runs[-1][0]):
            runs.append((name, []))
        runs[-1][1].append(number)
    if not any(name for name, _ in runs):
        return ""
    first = next(name for name, _ in runs if name)
    sections = "".join(
        f'<p14:section name="{escape(name or first)}" id="{_guid(f"{at} {name}")}">'
        f"<p14:sldIdLst>{_ids(ids)}</p14:sldIdLst></p14:section>"
        for at, (name, ids) in enumerate(runs)
    )
    return (
        f'<p:extLst {NAMESPACES}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
        f'<p14:sectionLst xmlns:p14="{_P14}">{sections}</p14:sectionLst></p:ext></p:extLst>'
    )


def _ids(numbers: Iterable[int]) -> str:
    return "".join(f'<p14:sldId id="{number}"/>' for number in numbers)


def _guid(words: str) -> str:
    digest = blake2b(words.encode(), digest_size=16).hexdigest().upper()
    return f"{{{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}}}"


def overrides(main: str, slides: Iterable[int], notes: Iterable[int]) -> str:
    """Return the content types of what is new in the package."""
    lines = [
        _override(main, f"{_ML}presentation.main+xml"),
        _override(
            "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"
        ),
    ]
    lines += [_override(f"ppt/slides/slide{n}.xml", f"{_ML}slide+xml") for n in slides]
    lines += [
        _override(f"ppt/notesSlides/notesSlide{n}.xml", f"{_ML}notesSlide+xml") for n in notes
    ]
    return "".join(lines)


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


def core_properties(document: Document) -> str:
    """Return title, stamp, language, author and date of the document, and nothing of a machine."""
    date = document.date
    dates = "".join(
        f'<dcterms:{word} xsi:type="dcterms:W3CDTF">{date}</dcterms:{word}>'
        for word in ("created", "modified")
        if date
    )
    author = escape(document.author, quote=False)
    return (
        f"{DECLARATION}<cp:coreProperties {_CORE}>"
        f"<dc:title>{escape(document.title, quote=False)}</dc:title>"
        f"<dc:subject>{escape(document.stamp, quote=False)}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:keywords>{escape(document.marking, quote=False)}"
        f"</cp:keywords><dc:language>{locale(document.language).tag}</dc:language>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>{dates}</cp:coreProperties>"
    )
