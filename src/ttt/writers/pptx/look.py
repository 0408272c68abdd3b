"""What a run looks like, and the run properties that say so (ECMA-376-1, 21.1.2.3.9).

Latin text takes its fonts from the theme; text in another script names its font in every slot.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

from ttt.scripts import Script, font_for, is_complex, is_east_asian, tag

_HEX: Final = 6


class Look(NamedTuple):
    """What a run looks like; `size` is in points, 0 for the placeholder's own.

    `colour` is six hexadecimal digits or the name of a theme colour; `link` is an `a:hlinkClick`.
    """

    size: float = 0
    bold: bool = False
    italic: bool = False
    code: bool = False
    gap: bool = False
    colour: str = ""
    link: str = ""


def run_properties(look: Look, script: Script, language: str, fonts: Mapping[str, str]) -> str:
    """Return `a:rPr` for text in a script inside a document in a language."""
    attributes = f'lang="{tag(script, language)}"'
    if look.size:
        attributes += f' sz="{round(look.size * 100)}"'
    if look.bold:
        attributes += ' b="1"'
    if look.italic and not (is_complex(script) or is_east_asian(script)):
        attributes += ' i="1"'
    if look.gap:
        attributes += ' u="sng"'
    kind = "srgbClr" if len(look.colour) == _HEX else "schemeClr"
    colour = f'<a:solidFill><a:{kind} val="{look.colour}"/></a:solidFill>'
    slots = ""
    if is_complex(script) or is_east_asian(script):
        face = escape(fonts.get(script, "") or font_for(script))
        slots = "".join(f'<a:{slot} typeface="{face}"/>' for slot in ("latin", "ea", "cs"))
    elif look.code:
        slots = '<a:latin typeface="Courier New"/><a:cs typeface="Courier New"/>'
    inside = f"{colour if look.colour else ''}{slots}{look.link}"
    return f"<a:rPr {attributes}>{inside}</a:rPr>" if inside else f"<a:rPr {attributes}/>"


@lru_cache(maxsize=256)
def but(
    look: Look,
    *,
    bold: bool = False,
    italic: bool = False,
    code: bool = False,
    gap: bool = False,
    link: str = "",
) -> Look:
    """Return the look with something added."""
    return Look(
        look.size,
        look.bold or bold,
        look.italic or italic,
        look.code or code,
        look.gap or gap,
        look.colour,
        link or look.link,
    )
