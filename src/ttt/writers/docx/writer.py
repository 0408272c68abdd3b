"""A document and a prepared template become the bytes of a Word file.

Template parts that nothing changes are copied as they lie in the template. The same document and
template give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ttt.diagnostics import Collector
from ttt.document import Block, Box, Contents, Document, Str
from ttt.office.package import CONTENT_TYPES, RawPart, write_package
from ttt.office.relations import (
    DECLARATION,
    RELATIONS,
    ContentTypes,
    Relation,
    content_types_xml,
    relations_name,
    relations_xml,
)
from ttt.office.word_fields import FieldError, FieldPart, fill
from ttt.office.word_marking import IN_CELL, LINE, NATIONAL
from ttt.office.word_page import BODY, COVER, LANDSCAPE, PORTRAIT, RIGHT, marked_widths
from ttt.office.word_scripts import styles_for
from ttt.office.word_template import WordTemplate, report_field
from ttt.scripts import font_for, locale
from ttt.text import Text
from ttt.writers.docx.blocks import write_blocks
from ttt.writers.docx.context import WIDTH, Context, Mark, Place
from ttt.writers.docx.numbering import Numbering
from ttt.writers.docx.paragraphs import CONTENTS, cell_end, contents, spacer
from ttt.writers.docx.properties import (
    APP,
    APP_TYPE,
    CORE,
    CORE_TYPE,
    app_xml,
    core_xml,
    settings_xml,
)
from ttt.writers.docx.runs import inlines
from ttt.writers.pack import pack

BOX: Final = '<w:bdr w:val="single" w:sz="12" w:space="0" w:color="000000"/>'
"""The frame of a marking that stands in a line of its own."""
_INK: Final = '<w:color w:val="000000"/>'
_TWELVE: Final = '<w:sz w:val="24"/><w:szCs w:val="24"/>'
_ENDING: Final = '<w:jc w:val="right"/>'
_RULED: Final = (
    '<w:pBdr><w:top w:val="single" w:sz="12" w:space="1" w:color="000000"/></w:pBdr>'
    '<w:spacing w:before="20" w:after="0"/><w:jc w:val="center"/>'
)
"""A national marking below the label in its cell: a rule between the two makes two boxes."""
_PAPER: Final = {"A4": (11906, 16838), "Letter": (12240, 15840)}
_LEFT: Final = 1247
_DAYS: Final = 4
"""Points between the days of a timetable on a cover, and below the last."""
_BELOW: Final = 16
_NUMBERING_TYPE: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
)
_PICTURES: Final = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tiff": "image/tiff",
    "tif": "image/tiff",
}


def write_docx(
    document: Document,
    template: WordTemplate,
    media: Mapping[str, bytes],
    collector: Collector,
    printed: list[Text] | None = None,
) -> bytes:
    """Return a document as the bytes of a .docx.

    `media` maps picture paths below `curriculum/` to their bytes. Reported are styles the
    template lacks (TPL355, TPL356), links and pictures that lead nowhere (TPL357, TPL358, TPL361,
    TPL362), fields of the template that cannot be filled (TPL353), characters Word cannot store
    (TPL360) and blocks that only slides have (TPL363). Bytes are returned in any case. `printed`
    is given the texts in the template's fields.
    """
    context = Context(document, template, media, collector, Numbering(template.lists), write_blocks)
    context.contents = _levels(document.blocks)
    blocks = document.blocks
    cover = ""
    if blocks and isinstance(first := blocks[0], Box) and first.name == "cover":
        cover = write_blocks(context, first.blocks, Place()).replace(spacer(), cell_end(_DAYS))
        blocks = blocks[1:]
    body = write_blocks(context, blocks, Place())
    if context.contents:
        body = body.replace(CONTENTS, contents(context, context.contents))
    context.check_anchors()
    put_in: list[Text] = [] if printed is None else printed
    return write_package(
        [(name, pack(part) if isinstance(part, str) else part)
         for name, part in _parts(context, cover, body, put_in)]
    )  # fmt: skip


def _levels(blocks: tuple[Block, ...]) -> int:
    """Return how deep the table of contents goes, 0 when there is none."""
    return max((block.levels for block in blocks if isinstance(block, Contents)), default=0)


def _parts(
    context: Context, cover: str, body: str, printed: list[Text]
) -> Iterator[tuple[str, str | bytes | RawPart]]:
    """Yield all parts of the package, the content types first; what is written here is a `str`."""
    template, document = context.template, context.document
    numbering = template.parts.numbering or _beside(template.page, "numbering.xml")
    relations = [*template.relations, *context.relations]
    if not template.parts.numbering:
        relations.append(Relation("rTttNumbering", RELATIONS + "numbering", numbering))
    rels = relations_name(template.page)
    main: dict[str, str | bytes | RawPart] = {
        CORE: core_xml(document),
        APP: app_xml(),
        template.page: _page(context, cover, body, printed),
        numbering: context.numbering.xml(),
        template.parts.styles: _styles(context),
        rels: relations_xml(relations),
    }
    if template.settings:
        main[template.parts.settings] = settings_xml(template.settings, document)
    main.update((part.name, _fill(context, part, printed)) for part in template.texts)
    main.update(
        (name, DECLARATION + _marked(context, xml)) for name, xml in template.marked.items()
    )
    carried = {name: part for name, part in template.raw.items() if name not in main}
    pictures = {name: data for name, (_, data) in context.pictures.items()}
    names = (*main, *carried, *pictures)
    yield CONTENT_TYPES, _types(template, numbering, names)
    yield "_rels/.rels", _package_relations(template.page)
    yield from main.items()
    yield from carried.items()
    yield from pictures.items()


def _beside(part: str, name: str) -> str:
    folder = part.rpartition("/")[0]
    return f"{folder}/{name}".lstrip("/")


def _types(template: WordTemplate, numbering: str, names: tuple[str, ...]) -> str:
    """Return the content types of these parts and of no others."""
    used = {name.rpartition(".")[2].lower() for name in names}
    known = {"rels": "application/vnd.openxmlformats-package.relationships+xml",
             "xml": "application/xml", **_PICTURES, **template.types.defaults}  # fmt: skip
    defaults = {
        extension: kind
        for extension, kind in known.items()
        if extension in used or extension in {"rels", "xml"}
    }
    overrides = {
        **template.types.overrides,
        numbering: _NUMBERING_TYPE,
        CORE: CORE_TYPE,
        APP: APP_TYPE,
    }
    present = {name: kind for name, kind in overrides.items() if name in names}
    return content_types_xml(ContentTypes(defaults, present))


def _package_relations(page: str) -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return relations_xml(
        (
            Relation("rId1", RELATIONS + "officeDocument", page),
            Relation("rId2", core, CORE),
            Relation("rId3", RELATIONS + "extended-properties", APP),
        )
    )


def _page(context: Context, cover: str, body: str, printed: list[Text]) -> str:
    """Return the main part: the template's page with its paper and the content in its place."""
    template = context.template
    source = template.source
    if template.document is not None:
        source = _text(context, template.document, printed)
    width, height = _PAPER[context.document.paper]
    page = (
        source.replace(PORTRAIT, f'<w:pgSz w:w="{width}" w:h="{height}"/>')
        .replace(LANDSCAPE, f'<w:pgSz w:w="{height}" w:h="{width}" w:orient="landscape"/>')
        .replace(RIGHT, f'w:right="{width - _LEFT - WIDTH}"')
    )
    head, _, tail = page.partition(BODY)
    head = head.replace(COVER, cover + cell_end(_BELOW) if cover else "", 1)
    return f"{DECLARATION}{head}{body}{tail}"


def _text(context: Context, part: FieldPart, printed: list[Text]) -> str:
    """Return a part with its fields filled, as it was prepared where that fails."""
    try:
        return fill(part, context.document.fields, printed)
    except FieldError as error:
        report_field(error, context.template.file, context.collector)
        return context.template.source if part.name == context.template.page else part.source


def _fill(context: Context, part: FieldPart, printed: list[Text]) -> str:
    written = marked_widths(_text(context, part, printed), context.document.marking)
    return DECLARATION + _marked(context, written)


def _marked(context: Context, written: str) -> str:
    """Return a header or footer with what its template has no place for."""
    document = context.document
    boxed = Mark(border=BOX)
    if LINE in written:
        written = written.replace(LINE, _line(context, document.marking, boxed, _ENDING))
    if IN_CELL in written:
        written = written.replace(IN_CELL, _line(context, document.national, Mark(), _RULED))
    return written.replace(NATIONAL, _line(context, document.national, boxed, _ENDING))


def _line(context: Context, label: str, mark: Mark, properties: str) -> str:
    """Return a marking as a line, 12 points, in a box of its own (17.3.2.4)."""
    if not label:
        return ""
    space = "\N{NO-BREAK SPACE}" if mark.border else ""
    mark = mark._replace(strong=True, colour=_INK, size=_TWELVE)
    runs = inlines(context, (Str(f"{space}{label}{space}"),), mark)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _styles(context: Context) -> RawPart:
    language = context.document.language
    known = locale(language)
    font = context.template.fonts.get(known.script.value) or font_for(known.script)
    return styles_for(context.template.styles_xml, known.script, language, font, known.tag)
