"""`Fonts`: how wide a piece of text is, and how far apart its lines stand, in parts of its size.

The built file names Office fonts; what is measured are stand-ins that travel with ttt, so that
every machine splits a slide at the same place. A font is read when a text first needs it, and
shaped with HarfBuzz only where its script is: Latin is measured from a table of advances.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Hashable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from ttt.frozen import frozen
from ttt.scripts import Script, itemise

if TYPE_CHECKING:
    import uharfbuzz as hb

    from ttt.slides.tables import TableFit

STAND_INS: Final[Mapping[tuple[Script, bool], str]] = MappingProxyType(
    {
        (Script.LATIN, False): "Carlito-Regular.ttf",
        (Script.LATIN, True): "Carlito-Bold.ttf",
        (Script.KHMER, False): "NotoSansKhmer-Regular.ttf",
        (Script.KHMER, True): "NotoSansKhmer-Bold.ttf",
        (Script.LAO, False): "NotoSansLao-Regular.ttf",
        (Script.LAO, True): "NotoSansLao-Bold.ttf",
    }
)
"""The font file that text of a script is measured with, regular and bold."""

METRIC_COMPATIBLE: Final = frozenset({Script.LATIN, Script.GREEK, Script.CYRILLIC})
"""Scripts whose stand-in (Carlito) has the very widths of the font in the file (Calibri)."""

RESERVE: Final = 1.05
"""What a stand-in that is not metric-compatible is widened by."""

PITCH: Final = 1.2
"""The least distance of lines as a part of the size: what LibreOffice uses for every font."""

AVERAGE: Final[Mapping[Script, float]] = MappingProxyType(
    {
        Script.ARABIC: 0.60,
        Script.HEBREW: 0.62,
        Script.THAI: 0.66,
        Script.MYANMAR: 1.00,
        Script.HAN: 1.00,
        Script.KANA: 1.00,
        Script.HANGUL: 1.00,
        Script.ETHIOPIC: 0.90,
        Script.SINHALA: 0.90,
        Script.TAMIL: 0.95,
    }
)
"""Safe width of a letter, as a part of the size, where a script has no stand-in.

A little above the mean advance of the Noto fonts over running text. Marks that stand above or
below a letter have no width.
"""
AVERAGE_OTHER: Final = 0.75
PITCH_OF: Final[Mapping[Script, float]] = MappingProxyType(
    {
        Script.ARABIC: 1.50,
        Script.THAI: 1.51,
        Script.MYANMAR: 1.80,
        Script.DEVANAGARI: 1.45,
        Script.BENGALI: 1.45,
        Script.SINHALA: 1.45,
        Script.TAMIL: 1.45,
        Script.TIBETAN: 1.60,
    }
)
"""Safe distance of lines, as a part of the size, where a script has no stand-in."""

_SPACES: Final = frozenset(" \u00a0\u202f\u2009")
_SPACE: Final = 0.25
_CARLITO: Final = METRIC_COMPATIBLE
# A worker that measures without end would keep every word it ever saw.
MOST: Final = 1 << 17
"""Pieces of text whose width is kept."""

Weight: TypeAlias = Literal["regular", "bold", "code"]
Read: TypeAlias = Callable[[], bytes]
Runs: TypeAlias = tuple[tuple[str, Weight], ...]
Unit: TypeAlias = tuple[float, float, bool]
"""A piece between two places where a line may break (see `Measured`)."""


@frozen
class Measured:
    """A paragraph cut where a line may break.

    `units` are (width of what is printed, width with the space after it, whether a line must end
    here), in parts of the size. `total` is the width of all on one line, infinite when a line
    must end somewhere; `widest` is that of the widest piece that should stay whole. `pitch` is
    the distance of lines.
    """

    units: tuple[Unit, ...]
    total: float
    widest: float
    pitch: float


class Whole(NamedTuple):
    """How a text that is never split is set.

    `sizes` of its paragraphs, `over` (how much too high it is) and the `pitch` of its first
    lines are points.
    """

    sizes: tuple[float, ...]
    over: float
    pitch: float


@frozen
class Face:
    """One font: its shaper, the advance of each character it has, and its line distance.

    Advances and pitch are parts of the size. What is read from a table (`advances_of`) has no
    shaper and needs none: PowerPoint neither kerns nor ligates Latin text.
    """

    advances: Mapping[str, float]
    pitch: float
    shaper: hb.Font | None = None


@frozen
class Fonts:
    """Stand-ins by script and weight. What was found is kept for the next slide or deck.

    `files` read font files, or tables in their place; `faces` are those that were needed.
    `widths` and `units` are of pieces of text, `paragraphs` of runs; `wholes` are by region and
    text, `tables` by region and table.
    """

    files: Mapping[str, Read]
    faces: dict[tuple[Script, bool], Face | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    widths: dict[tuple[str, Script, bool], float] = field(
        default_factory=dict, compare=False, repr=False
    )
    units: dict[Weight, dict[str, Unit]] = field(default_factory=dict, compare=False, repr=False)
    paragraphs: dict[Runs, Measured] = field(default_factory=dict, compare=False, repr=False)
    wholes: dict[Hashable, Whole] = field(default_factory=dict, compare=False, repr=False)
    tables: dict[Hashable, TableFit] = field(default_factory=dict, compare=False, repr=False)

    def width(self, text: str, *, bold: bool = False) -> float:
        """Return how wide a piece of text is on one line, as a part of its size."""
        if text.isascii():
            return self._advances(text, Script.LATIN, bold=bold)
        return sum(self.piece(part, script, bold=bold) for part, script in itemise(text))

    def word(self, text: str, *, bold: bool) -> tuple[float, float]:
        """Return how wide a word of printed ASCII is, without and with a space behind it."""
        face = self._face(Script.LATIN, bold=bold)
        if face is None:
            return self.width(text.rstrip(" "), bold=bold), self.width(text, bold=bold)
        wide = sum(map(face.advances.__getitem__, text))
        return (wide - face.advances[" "] if text[-1] == " " else wide), wide

    def piece(self, text: str, script: Script, *, bold: bool) -> float:
        """Return the width of a piece in one script; each piece is shaped once."""
        key = (text, script, bold)
        width = self.widths.get(key)
        if width is None:
            if len(self.widths) > MOST:
                self.widths.clear()
            width = self.widths[key] = self._shape(text, script, bold=bold)
        return width

    def pitch(self, script: Script, *, bold: bool = False) -> float:
        """Return the distance of lines: the font's own, and never less than `PITCH`."""
        face = self._face(script, bold=bold)
        return max(PITCH, face.pitch if face else PITCH_OF.get(script, PITCH))

    def _face(self, script: Script, *, bold: bool) -> Face | None:
        """Return the stand-in of a script; the other weight, or none, where there is no file."""
        key = (script, bold)
        if key not in self.faces:
            same = Script.LATIN if script in _CARLITO else script
            names = (STAND_INS.get((same, bold), ""), STAND_INS.get((same, False), ""))
            found = next((name for name in names if name in self.files), "")
            self.faces[key] = _read(found, self.files) if found else None
        return self.faces[key]

    def _shape(self, text: str, script: Script, *, bold: bool) -> float:
        if script in _CARLITO:
            # PowerPoint neither kerns nor ligates Latin text unless told to: advances add up.
            return self._advances(text, script, bold=bold)
        face = self._face(script, bold=bold)
        if face is None or face.shaper is None:
            return sum([self._character(char, script, bold=bold) for char in text])
        import uharfbuzz as hb  # noqa: PLC0415 takes a while, and Latin text has no use for it

        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(face.shaper, buffer)
        scale = face.shaper.face.upem
        width = 0.0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if info.codepoint:
                width += position.x_advance / scale
            else:  # ASCII inside Khmer or Lao is set in the Latin font
                width += self._character(text[info.cluster], Script.LATIN, bold=bold)
        return width * RESERVE

    def _advances(self, text: str, script: Script, *, bold: bool) -> float:
        face = self._face(script, bold=bold)
        if face is not None:
            try:
                return sum(map(face.advances.__getitem__, text))
            except KeyError:
                pass  # one of the characters has no glyph: each by itself
        return sum([self._character(char, script, bold=bold) for char in text])

    def _character(self, char: str, script: Script, *, bold: bool) -> float:
        """Return the width of a character by itself, from Carlito or a safe average."""
        if script in _CARLITO or char in _SPACES or char.isascii():
            face = self._face(Script.LATIN, bold=bold)
            advance = face.advances.get(char) if face else None
            if advance is not None:
                return advance
        category = unicodedata.category(char)
        if category in {"Mn", "Me", "Cf", "Cc"}:
            return 0.0
        if char.isspace():
            return _SPACE
        if unicodedata.east_asian_width(char) in {"W", "F"}:
            return 1.3 if category == "So" else 1.0  # emoji are wider than their square
        return AVERAGE.get(script, AVERAGE_OTHER) * (RESERVE if category[0] == "L" else 1.0)


def load_fonts(files: Mapping[str, Read]) -> Fonts:
    """Make `Fonts` from what reads font files, by the names in `STAND_INS`.

    Beside a font its table may stand, under the same name with `.json`. A file that is not given
    leaves its script to the other weight, or to safe averages.
    """
    return Fonts(files)


def advances_of(data: bytes) -> str:
    """Return the table of a font file: what stands for it where nothing is shaped.

    JSON, in units of the font: `upem`, `height` of a line, and the `characters` of each advance.
    """
    face = _open(data)
    upem: int = face.shaper.face.upem if face.shaper else 1
    same: dict[int, list[str]] = {}
    for char, advance in face.advances.items():
        same.setdefault(round(advance * upem), []).append(char)
    characters = {str(advance): "".join(sorted(same[advance])) for advance in sorted(same)}
    table = {"upem": upem, "height": round(face.pitch * upem), "characters": characters}
    return json.dumps(table, indent=1) + "\n"


def _read(name: str, files: Mapping[str, Read]) -> Face:
    """Read a font: its table where there is one."""
    table = files.get(name.replace(".ttf", ".json"))
    if table is None:
        return _open(files[name]())
    found = json.loads(table())
    upem: int = found["upem"]
    advances = {
        char: int(advance) / upem
        for advance, characters in found["characters"].items()
        for char in characters
    }
    return Face(MappingProxyType(advances), found["height"] / upem)


def _open(data: bytes) -> Face:
    import uharfbuzz as hb  # noqa: PLC0415 as above

    face = hb.Face(data)
    font = hb.Font(face)
    extents = font.get_font_extents("ltr")
    height: int = extents.ascender - extents.descender + extents.line_gap
    upem: int = face.upem
    # Control characters and format characters have glyphs in some fonts and are never printed.
    advances = {
        chr(code): font.get_glyph_h_advance(font.get_nominal_glyph(code)) / upem
        for code in face.unicodes
        if unicodedata.category(chr(code)) not in {"Mn", "Me", "Cf", "Cc"}
    }
    return Face(MappingProxyType(advances), height / upem, font)
