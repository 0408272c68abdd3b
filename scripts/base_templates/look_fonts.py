"""The fonts of a set by the script they are for: what the theme and the styles name.

Scripts go by their four letters in ISO 15924, as in a theme (ECMA-376-1, 20.1.4.1.16). Writes no
XML. When a document is built, the writers name a script's font at every stretch of text in it, and
take that name from `fonts:` in `set.yaml`, where scripts go by their Unicode names; so a set that
binds a font has it in both places, and `Fonts.bound` is what belongs into `set.yaml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from scripts.base_templates.slides_palette import LookError
from ttt.scripts import Script, is_complex, is_east_asian

LATIN: Final = "Calibri"
COMPLEX: Final = "Leelawadee UI"

SCRIPTS: Final = {
    "Arab": Script.ARABIC,
    "Beng": Script.BENGALI,
    "Deva": Script.DEVANAGARI,
    "Hang": Script.HANGUL,
    "Hans": Script.HAN,
    "Hebr": Script.HEBREW,
    "Jpan": Script.KANA,
    "Khmr": Script.KHMER,
    "Laoo": Script.LAO,
    "Latn": Script.LATIN,
    "Mymr": Script.MYANMAR,
    "Sinh": Script.SINHALA,
    "Taml": Script.TAMIL,
    "Thai": Script.THAI,
    "Tibt": Script.TIBETAN,
}
"""Scripts that can have a font of their own: those whose font the writers name, and Latin."""

_BASE: Final = (
    ("Arab", "Segoe UI"),
    ("Khmr", COMPLEX),
    ("Laoo", COMPLEX),
    ("Mymr", "Myanmar Text"),
    ("Thai", COMPLEX),
)
"""Fonts of a plain current Windows; the stock entries are optional there."""

_NAME: Final = re.compile(r'[^\x00-\x1f\x7f"\\<>&]{1,31}')
"""What Windows can call a font: 31 characters (LF_FACESIZE), none that XML would have to escape."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a set.

    `latin`, `complex_script` and `east_asian` are for the three slots of a run (21.1.2.3.3); empty
    leaves the choice to Office. `scripts` are the theme's fonts by script, `bound` those that
    differ from the base by the names of `set.yaml`, both sorted.
    """

    latin: str = LATIN
    complex_script: str = COMPLEX
    east_asian: str = ""
    scripts: tuple[tuple[str, str], ...] = _BASE
    bound: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every font that a document of this set may name: the slots, and what the team chose."""
        slots = (self.latin, self.complex_script, self.east_asian)
        return tuple(name for name in (*slots, *(name for _, name in self.bound)) if name)


def read_fonts(wanted: Sequence[str]) -> Fonts:
    """Return the fonts for texts such as `Khmr=Khmer OS Battambang`.

    The first font for complex scripts is also that of text typed by hand in any of them.

    Raises:
        LookError: a text names no script or no font, or a script twice.
    """
    chosen: dict[str, str] = {}
    for text in wanted:
        code, name = _pair(text)
        if code in chosen:
            raise LookError(f"{code} is given two fonts, {chosen[code]!r} and {name!r}: keep one")
        chosen[code] = name
    fonts = Fonts(latin=chosen.pop("Latn", LATIN))
    complex_ = [name for code, name in chosen.items() if is_complex(SCRIPTS[code])]
    east_asian = [name for code, name in chosen.items() if is_east_asian(SCRIPTS[code])]
    return replace(
        fonts,
        complex_script=(complex_ or [COMPLEX])[0],
        east_asian=(east_asian or [""])[0],
        scripts=tuple(sorted({**dict(_BASE), **chosen}.items())),
        bound=tuple(sorted((SCRIPTS[code].value, name) for code, name in chosen.items())),
    )


def _pair(text: str) -> tuple[str, str]:
    code, sign, name = (part.strip() for part in text.partition("="))
    if not sign or not _NAME.fullmatch(name):
        raise LookError(
            f"{text!r} names no font: write a script and the font's name as Office shows it, at "
            'most 31 characters, for example Khmr="Khmer OS Battambang"'
        )
    if code.capitalize() not in SCRIPTS:
        raise LookError(
            f"{code!r} is no script that can have a font of its own: write one of "
            f"{', '.join(SCRIPTS)}"
        )
    return code.capitalize(), name
