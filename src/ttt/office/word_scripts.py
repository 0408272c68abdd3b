"""The styles of a Word template for a document whose language is not written in Latin letters.

Khmer, Lao, Thai, Burmese and Arabic need a line height in points (`auto` jumps wherever a Latin
word stands, and fonts disagree about their own), sizes and weights for complex scripts beside
those for Latin (ECMA-376 Part 1, 17.3.2.39 and 17.3.2.2), and their font as the default.
Sizes are half points, line heights twentieths of a point.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lxml import etree

from ttt.office.package import RawPart, deflate
from ttt.office.relations import DECLARATION, parse_xml
from ttt.office.word_parts import W
from ttt.scripts import Script, is_complex

_PITCH: Final = {Script.KHMER: 1.62, Script.LAO: 1.50, Script.THAI: 1.50, Script.MYANMAR: 1.80}
_OTHER: Final = 1.62
_EXACT_BELOW: Final = 40  # 20 points; larger text stands alone and keeps an automatic pitch
_SINGLE: Final = 240
_DEEP: Final = 10
_DEFAULT_SIZE: Final = 20  # 10 points, what Word takes where nothing is said
_PAIRS: Final = (("b", "bCs"), ("i", "iCs"), ("sz", "szCs"))
_AFTER_SPACING: Final = frozenset(
    {
        "ind",
        "contextualSpacing",
        "mirrorIndents",
        "suppressOverlap",
        "jc",
        "textDirection",
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    }
)


@lru_cache(maxsize=32)
def styles_for(xml: str, script: Script, language: str, font: str, tag: str) -> RawPart:
    """Return the styles part for a document in `language`, written in `script`.

    `font` is the script's font, `tag` its BCP 47 tag. For Latin only the default language is
    set (and, for Vietnamese, no pitch under single: its marks stack).
    """
    root = parse_xml(xml.encode(), "styles")
    styles = {style.get(_w("styleId"), ""): style for style in root.iterfind(_w("style"))}
    _defaults(root, script, font, tag)
    if is_complex(script):
        for style in styles.values():
            _pair(style)
    for style in styles.values():
        if style.get(_w("type"), "paragraph") == "paragraph":
            if is_complex(script):
                _pitch(style, _size(style, styles, root), _PITCH.get(script, _OTHER))
            elif language.partition("-")[0] == "vi":
                _no_tighter(style)
    data = etree.tostring(root, encoding="unicode")
    return deflate((DECLARATION + data).encode())


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _defaults(root: etree._Element, script: Script, font: str, tag: str) -> None:
    looks = root.find(f"{_w('docDefaults')}/{_w('rPrDefault')}/{_w('rPr')}")
    if looks is None:
        return
    language = looks.find(_w("lang"))
    if language is None:
        language = etree.SubElement(looks, _w("lang"))
    if not is_complex(script):
        language.set(_w("val"), tag)
        return
    language.set(_w("bidi"), tag)
    fonts = looks.find(_w("rFonts"))
    if fonts is None:
        fonts = etree.Element(_w("rFonts"))
        looks.insert(0, fonts)
    if fonts.get(_w("cstheme")) is not None:
        del fonts.attrib[_w("cstheme")]
    fonts.set(_w("cs"), font)


def _pair(style: etree._Element) -> None:
    """Give size and weight for complex scripts where a style names only those for Latin."""
    looks = style.find(_w("rPr"))
    if looks is None:
        return
    for latin, complex_ in _PAIRS:
        node = looks.find(_w(latin))
        if node is not None and looks.find(_w(complex_)) is None:
            copy = etree.Element(_w(complex_), {str(k): str(v) for k, v in node.attrib.items()})
            node.addnext(copy)


def _size(style: etree._Element, styles: dict[str, etree._Element], root: etree._Element) -> int:
    """Return the complex-script size of a style, inherited if need be."""
    node: etree._Element | None = style
    for _ in range(_DEEP):
        if node is None:
            break
        size = node.find(f"{_w('rPr')}/{_w('szCs')}")
        if size is not None:
            return int(size.get(_w("val"), _DEFAULT_SIZE))
        based = node.find(_w("basedOn"))
        node = None if based is None else styles.get(based.get(_w("val"), ""))
    size = root.find(f"{_w('docDefaults')}/{_w('rPrDefault')}/{_w('rPr')}/{_w('szCs')}")
    return _DEFAULT_SIZE if size is None else int(size.get(_w("val"), _DEFAULT_SIZE))


def _pitch(style: etree._Element, size: int, factor: float) -> None:
    """Set the line height of a style; one that is already exact keeps its own."""
    spacing = _spacing(style)
    if spacing.get(_w("lineRule")) == "exact":
        return
    if size < _EXACT_BELOW:
        spacing.set(_w("line"), str(round(size / 2 * factor * 2) * 10))
        spacing.set(_w("lineRule"), "exact")
    elif int(spacing.get(_w("line"), _SINGLE)) < _SINGLE:
        spacing.set(_w("line"), str(_SINGLE))


def _no_tighter(style: etree._Element) -> None:
    spacing = style.find(f"{_w('pPr')}/{_w('spacing')}")
    if spacing is None or spacing.get(_w("lineRule"), "auto") != "auto":
        return
    if int(spacing.get(_w("line"), _SINGLE)) < _SINGLE:
        spacing.set(_w("line"), str(_SINGLE))


def _spacing(style: etree._Element) -> etree._Element:
    """Return the spacing of a style, made in its place (17.3.1.26) when there is none."""
    properties = style.find(_w("pPr"))
    if properties is None:
        properties = etree.Element(_w("pPr"))
        looks = style.find(_w("rPr"))
        if looks is None:
            style.append(properties)
        else:
            looks.addprevious(properties)
    spacing = properties.find(_w("spacing"))
    if spacing is None:
        spacing = etree.Element(_w("spacing"))
        after = [node for node in properties if etree.QName(node).localname in _AFTER_SPACING]
        properties.insert(properties.index(after[0]) if after else len(properties), spacing)
    return spacing
