"""Fields that a team writes into its Word template: `{{ cohort.name }}`, loops, conditions.

Word splits such text into runs and turns its quotes; docxtpl's preparation mends that. It sees the
template only, never our content, and once per template. The same names, sandbox and strictness
hold as in a product's Jinja template. Values are escaped, and what XML cannot hold is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Final
from xml.parsers import expat

from docxtpl import DocxTemplate
from jinja2 import Template
from lxml import etree
from markupsafe import Markup

from ttt.frozen import frozen
from ttt.office.relations import parse_xml
from ttt.office.word_parts import W
from ttt.sandbox import FAILURES, Sandbox, printed_by
from ttt.text import Text
from ttt.watch import RanAwayError, limited

_P: Final = f"{{{W}}}p"
_CONTROL: Final = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]")
ILLEGAL: Final = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold (2.2) and that stand for nothing on a page."""

_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB: Final = '</w:t><w:tab/><w:t xml:space="preserve">'
MAX_GROWTH: Final = 2_000_000
"""Characters by which a part may grow when its fields are filled."""

_FEW: Final = 40
_ATTRIBUTE: Final = re.compile(r"""=(?:"[^"<>]*\{\{[^"<>]*"|'[^'<>]*\{\{[^'<>]*')""")
_FIELD: Final = re.compile(r"\{\{(.*?)\}\}")
_LOOP: Final = re.compile(r"\{%\s*(?:p|tr|tc|r)\b")


class IllegalCharacterError(ValueError):
    """A value holds a character that no Office file can hold."""


@frozen
class FieldPart:
    """A part with fields: its XML as prepared, compiled, and its text paragraph by paragraph.

    `places` are (place in words, text) of the paragraphs that hold fields, for findings. `blocks`
    says whether loops or conditions leave parts of the XML out or repeat them.
    """

    name: str
    source: str
    template: Template
    places: tuple[tuple[str, str], ...]
    blocks: bool


@frozen
class FieldError(Exception):
    """A field that cannot be filled: what is wrong, and where, in words."""

    message: str
    place: str


def xml_text(value: str) -> str:
    """Return text for inside `w:t`: escaped, new lines and tabs as elements.

    Raises:
        IllegalCharacterError: the text holds what XML cannot.
    """
    escaped = escape(_legal(value), quote=False)
    if _CONTROL.search(escaped):
        return _CONTROL.sub(lambda found: _TAB if found[0] == "\t" else _BREAK, escaped)
    return escaped


def _legal(value: str) -> str:
    if ILLEGAL.search(value):
        raise IllegalCharacterError("a value holds a control character that Word cannot store")
    return value


@lru_cache(maxsize=1)
def _environment() -> Sandbox:
    environment = Sandbox(_printed, keep_trailing_newline=True)
    environment.filters["in_attribute"] = _in_attribute
    return environment


def _in_attribute(value: object) -> Markup:
    """Return a value as it stands in an attribute: one line, no quotation marks."""
    text = "" if value is None else str(value)
    return Markup(escape(_CONTROL.sub(" ", _legal(text))))  # noqa: S704 escaped


def _printed(value: object) -> str:
    """Return a value as it stands in a field; nothing for a fact that is left open."""
    return "" if value is None else xml_text(str(value))


def prepare(name: str, xml: str) -> FieldPart | None:
    """Return a part with its fields compiled, None when it has none.

    Raises:
        FieldError: a field is not written as Jinja wants it.
    """
    places = _places(name, xml)
    if not places and "{{" not in xml and "{%" not in xml:
        return None
    try:
        source = _patcher().patch_xml(_ATTRIBUTE.sub(_mark_attribute, xml))
        template = _environment().from_string(source)
        return FieldPart(name, source, template, places, "{%" in source)
    except RanAwayError:
        raise  # the whole file takes too long to open
    except FAILURES as error:
        raise FieldError(*_locate(places, error, None)) from None


def fill(part: FieldPart, fields: Mapping[str, object], printed: list[Text]) -> str:
    """Return the part's XML with every field filled; texts put in are added to `printed`.

    Raises:
        FieldError: a name is not there, or a value cannot be written.
    """

    def printing(value: object) -> str:
        if isinstance(value, Text):
            printed.append(value)
        return _printed(value)

    environment = _environment()
    environment.print_value = printing
    try:
        with limited(part.name):
            xml = printed_by(part.template, fields, len(part.source) + MAX_GROWTH)
    except FAILURES as error:
        raise FieldError(*_locate(part.places, error, fields)) from None
    finally:
        environment.print_value = _printed
    if part.blocks:
        try:
            expat.ParserCreate().Parse(xml, True)  # noqa: FBT003 - it takes no keyword
        except expat.ExpatError:
            words = "a loop or condition ends in another paragraph or row"
            raise FieldError(words, part_words(part.name)) from None
    return xml


def _mark_attribute(found: re.Match[str]) -> str:
    """Return an attribute whose fields know that they stand in one."""
    return _FIELD.sub(_mark_field, found[0])


def _mark_field(found: re.Match[str]) -> str:
    expression = found[1].replace("&quot;", '"').replace("&apos;", "'")
    return f"{{{{ ({expression}) | in_attribute }}}}"


@lru_cache(maxsize=1)
def _patcher() -> DocxTemplate:
    return DocxTemplate(BytesIO())


def _locate(
    places: tuple[tuple[str, str], ...], error: Exception, fields: Mapping[str, object] | None
) -> tuple[str, str]:
    """Find the paragraph that fails in the same way as the whole part."""
    message = _words(error)
    if isinstance(error, RanAwayError) and len(places) > _FEW:
        return message, ""  # a part may be slow all over: it is not tried again piece by piece
    for place, text in places:
        try:
            with limited(f"{place} again"):
                template = _environment().from_string(_LOOP.sub("{%", text))
                if fields is not None:
                    printed_by(template, fields)
        except FAILURES as again:
            if fields is None and isinstance(again, RanAwayError):
                raise  # the whole file takes too long to open
            if _words(again) == message:
                return message, place
    return message, places[0][0] if len(places) == 1 else ""


def _words(error: Exception) -> str:
    """Return an error of Jinja in one line, lower case, without a full stop."""
    if isinstance(error, RanAwayError):
        return f"it {error}"
    if isinstance(error, RecursionError):
        return "fields or macros stand too deep inside each other"
    message = str(error).partition("\n")[0].strip().rstrip(".").replace("'", '"')
    return message[:1].lower() + message[1:]


# ── places in words ──────────────────────────────────────────────────────────────────────────


def part_words(name: str) -> str:
    """Return what a Word user calls a part: `header 1`, `footnotes`."""
    stem = name.rpartition("/")[2].removesuffix(".xml")
    match = re.fullmatch(r"([a-z]+?)(\d*)", stem)
    return f"{match[1]} {match[2]}".strip() if match else stem


def _places(name: str, xml: str) -> tuple[tuple[str, str], ...]:
    """Return where fields stand, in document order."""
    root = parse_xml(xml.encode(), name)
    found: list[tuple[str, str]] = []
    before = "cover" if root.find(f".//{_P}[@{{{W}}}ttt]") is not None else part_words(name)
    for paragraph in root.iter(_P):
        if paragraph.get(f"{{{W}}}ttt") == "body":
            before = "after the content"
        text = "".join(
            node.text or "" for node in paragraph.iter(f"{{{W}}}t") if _own(node, paragraph)
        )
        if "{{" in text or "{%" in text:
            straight = text.replace("“", '"').replace("”", '"').replace("’", "'")
            found.append((_place(before, paragraph), straight))
    return tuple(found)


def _own(node: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a text belongs to this paragraph and not to one in a text box inside it."""
    return next(node.iterancestors(_P)) is paragraph


def _place(part: str, paragraph: etree._Element) -> str:
    """Return a place: `header 1, table 1, row 2, cell 1` or `cover, paragraph 3`."""
    words = [part]
    tables = list(paragraph.iterancestors(f"{{{W}}}tbl"))
    boxed = any(True for _ in paragraph.iterancestors(f"{{{W}}}txbxContent"))
    if tables and not boxed:
        table = tables[-1]
        cell = next(node for node in paragraph.iterancestors(f"{{{W}}}tc"))
        row = next(node for node in paragraph.iterancestors(f"{{{W}}}tr"))
        root = table.getroottree().getroot()
        number = list(root.iter(f"{{{W}}}tbl")).index(table) + 1
        words += [
            f"table {number}",
            f"row {_index(row, 'tr')}",
            f"cell {_index(cell, 'tc')}",
        ]
        return ", ".join(words)
    if boxed:
        return ", ".join([*words, "text box"])
    return ", ".join([*words, f"paragraph {_index(paragraph, 'p')}"])


def _index(node: etree._Element, name: str) -> int:
    return 1 + sum(1 for _ in node.itersiblings(f"{{{W}}}{name}", preceding=True))
