"""The colour roles of the design in the theme of a Word template.

A role follows the theme slot the base design gives it, as long as the slot's colour can play the
role; a foreign theme's second accent is seldom legible on its first, and then the value is worked
out (contrast as in WCAG 2.1, 1.4.3). So no template makes text unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from ttt.frozen import frozen
from ttt.office.relations import parse_xml

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_BASE: Final[Mapping[str, tuple[str, str, str]]] = {
    "ink": ("dk1", "text1", "1A1A1A"),
    "paper": ("lt1", "background1", "FFFFFF"),
    "ink_soft": ("dk2", "text2", "4A4A4A"),
    "panel": ("lt2", "background2", "EBEBEB"),
    "accent": ("accent1", "accent1", "0B5563"),
    "on_accent": ("accent2", "accent2", "FFFFFF"),
    "edge": ("accent3", "accent3", "0B5563"),
    "mid": ("accent4", "accent4", "767676"),
    "hair": ("accent5", "accent5", "C4C4C4"),
    "tint": ("accent6", "accent6", "CFCFCF"),
}
_HEX: Final = re.compile(r"[0-9A-Fa-f]{6}")
_TEXT: Final = 4.5
_RULE: Final = 3.0
_GREY: Final = 12  # how far the channels of a grey may lie apart


@frozen
class Colour:
    """A colour as RRGGBB, and the theme colour it follows (17.18.97), empty for none."""

    value: str
    theme: str = ""

    @property
    def text(self) -> str:
        """`w:color` for characters."""
        follows = f' w:themeColor="{self.theme}"' if self.theme else ""
        return f'<w:color w:val="{self.value}"{follows}/>'

    @property
    def fill(self) -> str:
        """`w:shd` for an area."""
        follows = f' w:themeFill="{self.theme}"' if self.theme else ""
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{self.value}"{follows}/>'

    def rule(self, side: str, eighths: int, space: int = 0, line: str = "single") -> str:
        """Return a border element: `side` names it, its width is in eighths of a point."""
        follows = f' w:themeColor="{self.theme}"' if self.theme else ""
        return (
            f'<w:{side} w:val="{line}" w:sz="{eighths}" w:space="{space}"'
            f' w:color="{self.value}"{follows}/>'
        )


def read_colours(theme: bytes | None) -> Mapping[str, Colour]:
    """Return every colour role; None: the template has no theme."""
    slots = _slots(theme) if theme else {}
    made: dict[str, Colour] = {}
    for role, (slot, name, base) in _BASE.items():
        if slot in slots and _plays(role, slots[slot], made):
            made[role] = Colour(slots[slot], name)
        else:
            made[role] = _worked_out(role, base, made)
    return made


def _slots(theme: bytes) -> dict[str, str]:
    root = parse_xml(theme, "theme")
    scheme = root.find(f".//{{{_A}}}clrScheme")
    found: dict[str, str] = {}
    for slot in () if scheme is None else scheme:
        for colour in slot:
            value = colour.get("lastClr") or colour.get("val") or ""
            if _HEX.fullmatch(value):
                found[etree.QName(slot).localname] = value.upper()
    return found


def _plays(role: str, value: str, made: Mapping[str, Colour]) -> bool:
    """Whether a theme colour can play the role."""
    paper = made["paper"].value if "paper" in made else "FFFFFF"
    match role:
        case "ink" | "ink_soft":
            return _contrast(value, paper) >= _TEXT
        case "panel":
            return _contrast(value, made["ink_soft"].value) >= _TEXT
        case "on_accent":
            return _contrast(value, made["accent"].value) >= _TEXT
        case "edge":
            return _contrast(value, paper) >= _RULE
        case "mid" | "hair" | "tint":
            channels = _channels(value)
            return max(channels) - min(channels) <= _GREY
        case _:
            return True


def _worked_out(role: str, base: str, made: Mapping[str, Colour]) -> Colour:
    match role:
        case "on_accent":
            white = _contrast("FFFFFF", made["accent"].value) >= _TEXT
            return Colour("FFFFFF" if white else "000000")
        case "edge":
            accent = made["accent"]
            return accent if _contrast(accent.value, "FFFFFF") >= _RULE else made["ink"]
        case _:
            return Colour(base)


def _channels(value: str) -> tuple[int, int, int]:
    return int(value[:2], 16), int(value[2:4], 16), int(value[4:], 16)


def _luminance(value: str) -> float:
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in (channel / 255 for channel in _channels(value))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
