"""Shapes of a slide as XML: text placeholders, slide number, pictures.

Knows placeholders and finished text; decides neither.
"""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Final

from ttt.office.slide_geometry import Placeholder
from ttt.slides.geometry import Area

NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_GROUP: Final = (
    '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    "<p:grpSpPr/>"
)
_COLOURS: Final = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
BLACK: Final = (
    '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:effectLst/></p:bgPr>'
    "</p:bg>"
)
DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    "</a:extLst>"
)
"""Child of `p:cNvPr` that tells screen readers to pass over a shape ([MS-ODRAWXML] 2.27.1)."""
NO_INSETS: Final = ' lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"'
"""Attributes of `a:bodyPr` for a text whose place is its own and not the layout's."""

_FIELD: Final = "{6B2C1D7E-4F0A-4C53-9E18-2A7D5B9C0E34}"


def tree(shapes: str, ground: str = "") -> str:
    """Return what is drawn on a page, with the template's colours; `ground` is a `p:bg`."""
    return f"<p:cSld>{ground}{_GROUP}{shapes}</p:spTree></p:cSld>{_COLOURS}"


@cache
def name_of(region: str) -> str:
    """Return the name of a region's shape: `Title`, `Rail number` …."""
    return region.replace("_", " ").capitalize()


def place_of(placeholder: Placeholder) -> str:
    """Return `p:ph`, by which a shape takes place and look from the layout."""
    kind = f' type="{placeholder.type}"' if placeholder.type else ""
    idx = f' idx="{placeholder.idx}"' if placeholder.idx else ""
    return f"<p:ph{kind}{idx}/>"


def frame(area: Area, prefix: str = "a") -> str:
    """Return the place of a shape (`p` for a graphic frame)."""
    return (
        f'<{prefix}:xfrm><a:off x="{area.x}" y="{area.y}"/>'
        f'<a:ext cx="{area.width}" cy="{area.height}"/></{prefix}:xfrm>'
    )


def text_shape(
    number: int, name: str, place: str, paragraphs: str, properties: str = "", body: str = ""
) -> str:
    """Return a placeholder with text; never fitted by Office, sizes are explicit."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{properties}</p:spPr><p:txBody><a:bodyPr{body}><a:noAutofit/></a:bodyPr>"
        f"<a:lstStyle/>"
        f"{paragraphs}</p:txBody></p:sp>"
    )


def number_field(number: int, language: str, direction: str) -> str:
    """Return the paragraph of a slide number that counts itself."""
    properties = f"<a:pPr{direction}/>" if direction else ""
    return (
        f'<a:p>{properties}<a:fld id="{_FIELD}" type="slidenum"><a:rPr lang="{language}"/>'
        f"<a:t>{number}</a:t></a:fld></a:p>"
    )


def picture(
    number: int, name: str, place: str, relation: str, alt: str, area: Area, *, decorative: bool
) -> str:
    """Return a picture at its place; a decorative one tells screen readers to pass over it."""
    words = "" if decorative else escape(alt)
    inside = f">{DECORATIVE}</p:cNvPr>" if decorative else "/>"
    locks = 'noGrp="1" noChangeAspect="1"' if place else 'noChangeAspect="1"'
    shape = "" if place else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{name}" descr="{words}"{inside}'
        f"<p:cNvPicPr><a:picLocks {locks}/></p:cNvPicPr><p:nvPr>{place}</p:nvPr></p:nvPicPr>"
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        "</p:blipFill>"
        f"<p:spPr>{frame(area)}{shape}</p:spPr></p:pic>"
    )
