"""A Word template opened, checked and prepared: once per worker process and template set.

Everything that does not depend on a document happens here: styles bound to roles, the place of the
content found, fields compiled, lists and colours read. Nothing is filled; the file is not changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ttt.diagnostics import Collector
from ttt.frozen import frozen
from ttt.model.product import TemplateSet
from ttt.office.guard import open_package
from ttt.office.package import Package, RawPart
from ttt.office.relations import ContentTypes, Relation, content_types, parse_xml
from ttt.office.word_colours import Colour, read_colours
from ttt.office.word_fields import FieldError, FieldPart, fill, prepare
from ttt.office.word_marking import Added, has_even_pages, mark_every_page, mark_header
from ttt.office.word_numbering import Lists, read_lists
from ttt.office.word_page import (
    clean,
    mark_body,
    mark_marking,
    mark_sections,
    part_text,
    settings_text,
)
from ttt.office.word_parts import MAIN_TYPE, Parts, find_parts
from ttt.office.word_styles import Styles, read_styles
from ttt.text import Text

_RSID: Final = re.compile(r"<w:rsid\b[^>]*/>")
"""Which session of Word changed a style (17.7.4.15)."""


@frozen
class WordTemplate:
    """A prepared template.

    `page` is the main part's name and `source` its XML with the marks of `word_page`; `document`
    is the same with its fields compiled, None when it has none. `texts` are the other parts with
    fields, `marked` headers, footers and notes without any, `raw` the parts carried as they are.
    `types` and `relations` are the package's and the main part's. `fonts` are those a set binds
    (script → font name).
    """

    file: str
    page: str
    source: str
    document: FieldPart | None
    texts: tuple[FieldPart, ...]
    marked: Mapping[str, str]
    raw: Mapping[str, RawPart]
    parts: Parts
    types: ContentTypes
    relations: tuple[Relation, ...]
    styles: Styles
    styles_xml: str
    lists: Lists
    settings: str
    colours: Mapping[str, Colour]
    fonts: Mapping[str, str]


def open_word_template(
    data: bytes, file: str, bindings: TemplateSet, collector: Collector
) -> WordTemplate | None:
    """Open a .docx or .dotx; None when it cannot be used, which is then reported.

    `file` is the path within the project, for findings. Reported are what the guard refuses
    (TPL301-TPL310), a template without styles (TPL351), a content marker in a place where content
    cannot stand (TPL352), and a field that is not written as Jinja wants it (TPL353).
    """
    package = open_package(data, file, collector)
    if package is None:
        return None
    parts = find_parts(package)
    if not parts.styles:
        collector.error("TPL351", "the template has no styles", None,
                        "save it again in Word", file=file)  # fmt: skip
        return None
    styles = read_styles(package.read(parts.styles), bindings.styles)
    for name in dict.fromkeys(styles.repeated):
        collector.note("TPL354", f'the style name "{name}" is there twice in the template',
                       None, "delete one of them in Word", file=file)  # fmt: skip
    root = parse_xml(package.read(parts.main), parts.main)
    clean(root)
    if not mark_body(root, file, collector):
        return None
    mark_sections(root)
    added = mark_every_page(root, parts.main)
    even = has_even_pages(root)
    source = part_text(root)
    texts = {name: _text_of(package, name, styles) for name in parts.texts}
    fields = _prepare_all({parts.main: source, **texts}, (file, collector))
    if fields is None:
        return None
    marked = {name: xml for name, xml in texts.items() if name not in fields}
    marked |= {one.name: one.xml for one in added}
    rewritten = {parts.main, parts.numbering, parts.settings, parts.styles}
    rewritten |= {part.name for part in fields.values()} | {*marked}
    return WordTemplate(
        file,
        parts.main,
        source,
        fields.pop(parts.main, None),
        tuple(fields.values()),
        marked,
        {name: package.raw(name) for name in parts.carried if name not in rewritten},
        parts,
        _types(content_types(package), parts, added),
        (*parts.relations, *(one.relation for one in added)),
        styles,
        _RSID.sub("", package.read(parts.styles).decode("utf-8-sig")),
        read_lists(package.read(parts.numbering) if parts.numbering else None, styles),
        settings_text(package.read(parts.settings), even=even) if parts.settings else "",
        read_colours(package.read(parts.theme) if parts.theme else None),
        bindings.fonts,
    )


def _types(types: ContentTypes, parts: Parts, added: tuple[Added, ...]) -> ContentTypes:
    """Keep the types of what is carried; a template becomes a document."""
    overrides = {name: kind for name, kind in types.overrides.items() if name in parts.carried}
    return ContentTypes(
        types.defaults,
        {**overrides, **{one.name: one.type for one in added}, parts.main: MAIN_TYPE},
    )


def _text_of(package: Package, name: str, styles: Styles) -> str:
    """Return a header, footer or the notes as text, cleaned, with the places of the marking."""
    root = parse_xml(package.read(name), name)
    clean(root)
    mark_header(root)
    if "{{" in "".join(str(one) for one in root.itertext()):
        mark_marking(root, styles.paragraph("marking"))
    return part_text(root)


def _prepare_all(
    texts: Mapping[str, str], report: tuple[str, Collector]
) -> dict[str, FieldPart] | None:
    """Compile the fields of all parts; None when one is not written as Jinja wants it."""
    found: dict[str, FieldPart] = {}
    whole = True
    for name, text in texts.items():
        try:
            part = prepare(name, text)
        except FieldError as error:
            report_field(error, *report)
            whole = False
        else:
            if part is not None:
                found[name] = part
    return found if whole else None


def print_fields(
    template: WordTemplate,
    fields: Mapping[str, object],
    collector: Collector,
    printed: list[Text],
) -> None:
    """Fill every part's fields and keep only the texts they print; what fails is reported."""
    for part in (template.document, *template.texts):
        if part is not None:
            try:
                fill(part, fields, printed)
            except FieldError as error:
                report_field(error, template.file, collector)


def report_field(error: FieldError, file: str, collector: Collector) -> None:
    """Report a field of a template that cannot be filled (TPL353)."""
    collector.error("TPL353", f"a field of the Word template: {error.message}", None,
                    "correct the text between {{ }} in Word", place=error.place,
                    file=file)  # fmt: skip
