"""The colours of the base design, computed from one accent.

Holds the arithmetic that keeps text on any accent readable and nothing else: no XML, no files.
"""

import re
from dataclasses import dataclass

BASE_ACCENT = "0B5563"
INK = "1A1A1A"
PAPER = "FFFFFF"

_TEXT_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: text against its ground."""

_EDGE_CONTRAST = 3.0
"""WCAG 2.2, success criterion 1.4.11: rules and outlines that carry meaning."""

_LINEAR_BELOW = 0.04045
"""sRGB: channel values up to this are linear (IEC 61966-2-1)."""

_LEAST_CONTRAST = 1.3
"""Below this against white paper a filled rail vanishes in print."""


class LookError(ValueError):
    """What a team asked for cannot be used; the message is one sentence, without a full stop."""


class AccentError(LookError):
    """The accent cannot be used; the message says why and what to do."""


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of a colour `RRGGBB`: 0 is black, 1 is white."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (
        value / 12.92 if value <= _LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio (WCAG 2.2) of two colours `RRGGBB`, from 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours `RRGGBB` by their role; the theme's slots carry them in this order."""

    ink: str
    paper: str
    ink_soft: str
    panel: str
    accent: str
    on_accent: str
    edge: str
    mid: str
    hair: str
    tint: str

    @property
    def slots(self) -> tuple[tuple[str, str], ...]:
        """Theme slot and colour, in the order of `CT_ColorScheme` (ECMA-376-1, 20.1.6.2).

        Links are ink: the accent only fills areas and draws rules.
        """
        return (
            ("dk1", self.ink),
            ("lt1", self.paper),
            ("dk2", self.ink_soft),
            ("lt2", self.panel),
            ("accent1", self.accent),
            ("accent2", self.on_accent),
            ("accent3", self.edge),
            ("accent4", self.mid),
            ("accent5", self.hair),
            ("accent6", self.tint),
            ("hlink", self.ink),
            ("folHlink", self.ink),
        )


def palette(accent: str = BASE_ACCENT) -> Palette:
    """The whole palette for an accent `RRGGBB`.

    Raises:
        AccentError: the accent is no colour, or too pale to be seen on white paper.
    """
    colour = accent.removeprefix("#").upper()
    if not re.fullmatch(r"[0-9A-F]{6}", colour):
        raise AccentError(f"{accent!r} is not a colour: give six hexadecimal digits, RRGGBB")
    on_paper = contrast(colour, PAPER)
    if on_paper < _LEAST_CONTRAST:
        raise AccentError(
            f"{colour} has a contrast of {on_paper:.2f} with white paper and would vanish in "
            f"print; take the same hue darker, with at least {_LEAST_CONTRAST}"
        )
    return Palette(
        ink=INK,
        paper=PAPER,
        ink_soft="4A4A4A",
        panel="EBEBEB",
        accent=colour,
        # True black, not ink: with ink there is a band of mid tones where neither passes.
        on_accent=PAPER if on_paper >= _TEXT_CONTRAST else "000000",
        edge=colour if on_paper >= _EDGE_CONTRAST else INK,
        mid="767676",
        hair="C4C4C4",
        tint="CFCFCF",
    )
