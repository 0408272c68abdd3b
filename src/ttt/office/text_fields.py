"""`{{ cohort.name }}` in the text of a PowerPoint layout or master: found, compiled, filled.

PowerPoint splits such a field into runs and straightens no quotes; both are undone once, when
the template is prepared. Values come from the document's `fields`, plain nested mappings. A
field is an expression of the sandbox; statements (`{%`) are for Word only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from jinja2 import TemplateSyntaxError, Undefined
from lxml import etree

from ttt.diagnostics import Collector
from ttt.document import Plain
from ttt.frozen import frozen
from ttt.office.relations import DECLARATION
from ttt.office.slide_geometry import DRAWING, SLIDES
from ttt.sandbox import FAILURES, Missing, Sandbox
from ttt.text import Text
from ttt.watch import RanAwayError, limited

_A: Final = f"{{{DRAWING}}}"
_P: Final = f"{{{SLIDES}}}"
_FIELD: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_TOKEN: Final = re.compile("\ue000ttt([0-9]+)\ue001")
_STRAIGHT: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\xa0": " "})
_ILLEGAL: Final = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAKS: Final = re.compile("\r\n|[\r\n\x0b\x0c\u2028\u2029]")
_SHOWN: Final = 24
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@frozen
class TextField:
    """One field: its expression, where it stands in words, and how to break its line."""

    source: str
    place: str
    evaluate: Callable[..., object]
    line_break: str


@frozen
class FieldPart:
    """A part whose text names fields: XML in pieces, fields between them."""

    pieces: tuple[str | TextField, ...]

    def fill(
        self, fields: Mapping[str, Plain], file: str, collector: Collector, printed: list[Text]
    ) -> bytes:
        """Return the part with its fields filled; report names without a value (TPL323).

        Texts that were put in are added to `printed`.
        """
        return "".join(
            piece if isinstance(piece, str) else _value(piece, fields, file, collector, printed)
            for piece in self.pieces
        ).encode()


def prepare_fields(
    root: etree._Element,
    place: str,
    file: str,
    collector: Collector,
    environment: Sandbox,
) -> FieldPart | None:
    """Join the fields of a part and compile them; None when it has none.

    Reports a field that is never closed (TPL321) or that cannot be read (TPL322).
    """
    fields: list[TextField] = []
    for paragraph in root.iter(f"{_A}p"):
        for texts in _stretches(paragraph):
            joined = "".join(text.text or "" for text in texts)
            if "{{" not in joined:
                continue
            if len(_FIELD.findall(joined)) != joined.count("{{"):
                message = f'the field "{joined.strip()[:60]}" is never closed'
                hint = "write }} after the name"
                collector.error("TPL321", message, None, hint, place=place, file=file)
                continue
            _join(texts, joined, place, fields, environment, file, collector)
    for shape in root.iter(f"{_P}cNvPr"):
        _in_words(shape, place, fields, environment, file, collector)
    if not fields:
        return None
    xml = DECLARATION + etree.tostring(root, encoding="unicode")
    pieces = _TOKEN.split(xml)
    return FieldPart(
        tuple(fields[int(piece)] if at % 2 else piece for at, piece in enumerate(pieces))
    )


def _stretches(paragraph: etree._Element) -> list[list[etree._Element]]:
    """Return the texts of neighbouring runs: a line break or a field of Office parts them."""
    stretches: list[list[etree._Element]] = [[]]
    for child in paragraph:
        if child.tag == f"{_A}r":
            stretches[-1] += child.findall(f"{_A}t")
        else:
            stretches.append([])
    return stretches


def _join(
    texts: list[etree._Element],
    joined: str,
    place: str,
    fields: list[TextField],
    environment: Sandbox,
    file: str,
    collector: Collector,
) -> None:
    """Put each field whole into the run in which it begins."""
    owner = [at for at, text in enumerate(texts) for _ in text.text or ""]
    parts: list[list[str]] = [[] for _ in texts]
    position = 0
    for match in _FIELD.finditer(joined):
        for at in range(position, match.start()):
            parts[owner[at]].append(joined[at])
        position = match.end()
        expression = _compiled(match[1], place, environment, file, collector)
        if expression is None:
            continue
        element = texts[owner[match.start()]]
        parts[owner[match.start()]].append(f"\ue000ttt{len(fields)}\ue001")
        fields.append(TextField(*expression, _line_break(element)))
    for at in range(position, len(joined)):
        parts[owner[at]].append(joined[at])
    for text, content in zip(texts, parts, strict=True):
        text.text = "".join(content)


def _in_words(
    shape: etree._Element,
    place: str,
    fields: list[TextField],
    environment: Sandbox,
    file: str,
    collector: Collector,
) -> None:
    """Compile the fields in the alternative text of a shape; its line is never broken."""
    for name in ("descr", "title"):
        text = shape.get(name, "")
        pieces = _FIELD.split(text)
        for at in range(1, len(pieces), 2):
            expression = _compiled(pieces[at], place, environment, file, collector)
            pieces[at] = ""
            if expression is not None:
                pieces[at] = f"\ue000ttt{len(fields)}\ue001"
                fields.append(TextField(*expression, " "))
        if len(pieces) > 1:
            shape.set(name, "".join(pieces))


def _compiled(
    field: str, place: str, environment: Sandbox, file: str, collector: Collector
) -> tuple[str, str, Callable[..., object]] | None:
    """Return the expression of a field, its place, and what evaluates it; None when reported."""
    source = " ".join(field.translate(_STRAIGHT).split())
    try:
        with limited(file):
            return source, place, environment.compile_expression(source, undefined_to_none=False)
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        why = error.message if isinstance(error, TemplateSyntaxError) else "it is too deep"
        collector.error("TPL322", f'the field "{{{{ {_short(source)} }}}}" cannot be read',
                        None, f"{why}", place=place, file=file)  # fmt: skip
        return None


def _short(source: str) -> str:
    """Return as much of a field as a finding has room for."""
    return source if len(source) <= _SHOWN else f"{source[: _SHOWN - 1]}…"


def _line_break(text: etree._Element) -> str:
    """Return the XML that ends a run, breaks the line and begins the same run again."""
    run = text.getparent()
    properties = None if run is None else run.find(f"{_A}rPr")
    prefix = f"{text.prefix}:" if text.prefix else ""
    inside = ""
    if properties is not None:
        inside = etree.tostring(properties, encoding="unicode", with_tail=False)
    return (
        f"</{prefix}t></{prefix}r><{prefix}br>{inside}</{prefix}br><{prefix}r>{inside}<{prefix}t>"
    )


def _value(
    field: TextField,
    fields: Mapping[str, Plain],
    file: str,
    collector: Collector,
    printed: list[Text],
) -> str:
    """Return the value of a field as XML; an empty one, and a finding, when it has none."""
    problem = "has no value"
    try:
        with limited(file):
            value = field.evaluate(fields)
        if isinstance(value, Missing):
            problem = f"cannot be filled: {value.complaint()}"
        elif isinstance(value, Undefined):
            problem = "cannot be filled: nothing has that name"
        elif isinstance(value, bool | int | float | str):
            if isinstance(value, Text):
                printed.append(value)
            text = str(value)
            if not _ILLEGAL.search(text):
                return _BREAKS.sub(field.line_break.replace("\\", r"\\"), text.translate(_ENTITIES))
            problem = "has a value with characters no Office file can hold"
        elif value is not None:
            problem = "is a list or a group, not a text"
    except FAILURES as error:
        problem = f"cannot be computed: it {error}"
        if not isinstance(error, RanAwayError):
            problem = f"cannot be computed: {error}"
    collector.error("TPL323", f'the field "{{{{ {_short(field.source)} }}}}" {problem}', None,
                    "names are the same as in the text templates", place=field.place,
                    file=file)  # fmt: skip
    return ""
