"""Pictures in the text (DrawingML, ECMA-376 Part 1, 20.4.2.8), never wider than their column.

The size is the picture's own, at its own resolution, unless it must be made smaller. EMU: 914 400
to the inch, 635 to the dxa.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image

from ttt.document import Figure
from ttt.office.word_fields import ILLEGAL
from ttt.writers.docx.context import MAIN, Context, Place
from ttt.writers.docx.paragraphs import indent, paragraph
from ttt.writers.docx.runs import inlines, said

_DXA: Final = 635
_HIGHEST: Final = 7_200_000  # 20 cm
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_DECORATIVE: Final = (
    f'<a:extLst xmlns:a="{_A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)


def write_figure(context: Context, figure: Figure, place: Place) -> str:
    """Return a picture with its caption and credit below; one that cannot be read is reported."""
    written = _picture(context, figure, place)
    if figure.caption:
        words = inlines(context, figure.caption, place.mark)
        written += paragraph(context, "caption", words, *indent(context, "caption", place))
    credit = figure.attributes.get("credit")
    if credit:
        words = said(context, credit, place.mark)
        written += paragraph(context, "source", words, *indent(context, "source", place))
    return written


def _picture(context: Context, figure: Figure, place: Place) -> str:
    name = str(figure.image)
    data = context.media.get(name)
    if data is None:
        context.collector.error(
            "TPL361", f'the picture "{name}" is not there', figure.image.origin.span,
            file="" if figure.image.origin.span else context.document.path,
        )  # fmt: skip
        return ""
    try:
        image = Image.from_blob(data)
        width, height = int(image.width), int(image.height)
    except (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
        ZeroDivisionError,
    ):
        context.collector.error(
            "TPL362", f'the picture "{name}" is of a kind that Word cannot show',
            figure.image.origin.span, "save it as PNG or JPEG",
            file="" if figure.image.origin.span else context.document.path,
        )  # fmt: skip
        return ""
    room = (place.width if place.cell else min(place.width, MAIN)) * _DXA
    scale = min(1.0, room / max(width, 1), _HIGHEST / max(height, 1))
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    part = _part(context, data, image.ext)
    keep = "<w:keepNext/>" if figure.caption or figure.attributes.get("credit") else ""
    tabs, left = indent(context, "body", place)
    drawing = _drawing(context, figure, context.relate("image", part), size)
    spacing = '<w:spacing w:before="80" w:line="240" w:lineRule="auto"/>'
    return paragraph(context, "body", drawing, keep + tabs, spacing + left)


def _part(context: Context, data: bytes, extension: str) -> str:
    """Return the name of the part that holds a picture; the same picture is kept once."""
    taken = set(context.template.raw)
    for name, (_, known) in context.pictures.items():
        if known == data:
            return name
    number = len(context.pictures) + 1
    folder = context.template.page.rpartition("/")[0]
    name = f"{folder}/media/picture{number}.{extension}".lstrip("/")
    while name in taken:
        number += 100
        name = f"{folder}/media/picture{number}.{extension}".lstrip("/")
    context.pictures[name] = (extension, data)
    return name


def _drawing(context: Context, figure: Figure, relation: str, size: tuple[int, int]) -> str:
    number = context.drawing()
    width, height = size
    words = re.sub(r"\s*\n\s*", " ", ILLEGAL.sub(" ", figure.alt).strip())
    decorative = _is_decorative(figure)
    described = "" if decorative else f' descr="{escape(words)}"'
    open_, close = (f">{_DECORATIVE}", "</wp:docPr>") if decorative else ("/>", "")
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}"{described}{open_}{close}'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_A}" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}">'
        f'<pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr><pic:cNvPr id="{number}"'
        f' name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def _is_decorative(figure: Figure) -> bool:
    return "decorative" in figure.attributes.roles or figure.attributes.get("decorative") in {
        "true",
        "yes",
    }
