"""Unicode scripts: which one each stretch of a text is in, and what Office wants to know about it.

Used wherever text is measured or written. Knows no fonts' files, no Office package and no
document; the Office font names are the base design's, a template set may bind others.

Scripts are told by Unicode block, after Unicode Standard Annex #24 (Script), with neighbouring
scripts that one font covers taken together. What is common to scripts (spaces, punctuation,
digits) goes with the letters beside it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from ttt.frozen import frozen


class Script(StrEnum):
    """A script, named as in Unicode; `LATIN` also stands for text without any letters."""

    LATIN = "latin"
    GREEK = "greek"
    CYRILLIC = "cyrillic"
    ARMENIAN = "armenian"
    HEBREW = "hebrew"
    ARABIC = "arabic"
    DEVANAGARI = "devanagari"
    BENGALI = "bengali"
    TAMIL = "tamil"
    SINHALA = "sinhala"
    THAI = "thai"
    LAO = "lao"
    TIBETAN = "tibetan"
    MYANMAR = "myanmar"
    GEORGIAN = "georgian"
    ETHIOPIC = "ethiopic"
    KHMER = "khmer"
    KANA = "kana"
    HANGUL = "hangul"
    HAN = "han"


@frozen
class Locale:
    """What Office is told about a language: its BCP 47 tag, and the script it is written in."""

    tag: str
    script: Script


LOCALES: Final = {
    "ar": Locale("ar-SA", Script.ARABIC),
    "bn": Locale("bn-BD", Script.BENGALI),
    "de": Locale("de-DE", Script.LATIN),
    "en": Locale("en-GB", Script.LATIN),
    "es": Locale("es-ES", Script.LATIN),
    "fil": Locale("fil-PH", Script.LATIN),
    "fr": Locale("fr-FR", Script.LATIN),
    "he": Locale("he-IL", Script.HEBREW),
    "hi": Locale("hi-IN", Script.DEVANAGARI),
    "id": Locale("id-ID", Script.LATIN),
    "ja": Locale("ja-JP", Script.KANA),
    "ka": Locale("ka-GE", Script.GEORGIAN),
    "km": Locale("km-KH", Script.KHMER),
    "ko": Locale("ko-KR", Script.HANGUL),
    "lo": Locale("lo-LA", Script.LAO),
    "ms": Locale("ms-MY", Script.LATIN),
    "my": Locale("my-MM", Script.MYANMAR),
    "ne": Locale("ne-NP", Script.DEVANAGARI),
    "pt": Locale("pt-PT", Script.LATIN),
    "ru": Locale("ru-RU", Script.CYRILLIC),
    "si": Locale("si-LK", Script.SINHALA),
    "ta": Locale("ta-IN", Script.TAMIL),
    "tet": Locale("tet-TL", Script.LATIN),
    "th": Locale("th-TH", Script.THAI),
    "tl": Locale("fil-PH", Script.LATIN),
    "uk": Locale("uk-UA", Script.CYRILLIC),
    "ur": Locale("ur-PK", Script.ARABIC),
    "vi": Locale("vi-VN", Script.LATIN),
    "zh": Locale("zh-CN", Script.HAN),
}
"""Languages of the curriculum (its codes) and what Office calls them."""

_LETTERS: Final = {
    Script.LATIN: r"0-9A-Za-zªºÀ-ÖØ-öø-ʯᴀ-ᶿḀ-ỿⱠ-Ɀ꜠-ꟿ\uab30-\uab6f\ufb00-\ufb06",
    Script.GREEK: r"\u0370-\u03ff\u1f00-\u1fff",
    Script.CYRILLIC: r"\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    Script.ARMENIAN: r"\u0530-\u058f",
    Script.HEBREW: r"\u0590-\u05ff\ufb1d-\ufb4f",
    Script.ARABIC: r"\u0600-\u06ff\u0750-\u077f\u0860-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    Script.DEVANAGARI: r"\u0900-\u097f\ua8e0-\ua8ff",
    Script.BENGALI: r"\u0980-\u09ff",
    Script.TAMIL: r"\u0b80-\u0bff",
    Script.SINHALA: r"\u0d80-\u0dff",
    Script.THAI: r"\u0e00-\u0e3a\u0e40-\u0e7f",
    Script.LAO: r"\u0e80-\u0eff",
    Script.TIBETAN: r"\u0f00-\u0fff",
    Script.MYANMAR: r"\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
    Script.GEORGIAN: r"\u10a0-\u10ff\u1c90-\u1cbf",
    Script.ETHIOPIC: r"\u1200-\u139f\u2d80-\u2ddf",
    Script.KHMER: r"\u1780-\u17ff\u19e0-\u19ff",
    Script.KANA: r"\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    Script.HANGUL: r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    Script.HAN: r"\u2e80-\u2fdf\u3000-\u303f\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\uff00-\uff65\U00020000-\U0003134f",
}
# Marks and joiners belong to whatever they stand on.
_MARKS: Final = r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u200c\u200d\ufe00-\ufe0f"

_FOREIGN: Final = re.compile(
    "[" + "".join(ranges for script, ranges in _LETTERS.items() if script is not Script.LATIN) + "]"
)
# From an opening bracket on (or a dotted circle, which carries a mark), a stretch leads to what
# follows; closing brackets end what came before.
_OPENING: Final = re.compile(r"[(\[{«‹‘“„\u201a¿¡\u25cc]")
_CLOSING: Final = re.compile(r"[)\]}»›’”]*")

_RTL: Final = frozenset({Script.ARABIC, Script.HEBREW})
_COMPLEX: Final = _RTL | {
    Script.DEVANAGARI,
    Script.BENGALI,
    Script.TAMIL,
    Script.SINHALA,
    Script.THAI,
    Script.LAO,
    Script.TIBETAN,
    Script.MYANMAR,
    Script.KHMER,
}
_EAST_ASIAN: Final = frozenset({Script.HAN, Script.KANA, Script.HANGUL})

_FONTS: Final = {
    Script.HEBREW: "Segoe UI",
    Script.ARABIC: "Segoe UI",
    Script.DEVANAGARI: "Nirmala UI",
    Script.BENGALI: "Nirmala UI",
    Script.TAMIL: "Nirmala UI",
    Script.SINHALA: "Nirmala UI",
    Script.THAI: "Leelawadee UI",
    Script.LAO: "Leelawadee UI",
    Script.TIBETAN: "Microsoft Himalaya",
    Script.MYANMAR: "Myanmar Text",
    Script.GEORGIAN: "Segoe UI",
    Script.ARMENIAN: "Segoe UI",
    Script.ETHIOPIC: "Ebrima",
    Script.KHMER: "Leelawadee UI",
    Script.KANA: "Yu Gothic",
    Script.HANGUL: "Malgun Gothic",
    Script.HAN: "Microsoft YaHei",
}

_LANGUAGE_OF: Final = {
    Script.GREEK: "el-GR",
    Script.ARMENIAN: "hy-AM",
    Script.TIBETAN: "bo-CN",
    Script.ETHIOPIC: "am-ET",
    Script.LATIN: "en-GB",
    Script.ARABIC: "ar-SA",
    Script.CYRILLIC: "ru-RU",
    Script.DEVANAGARI: "hi-IN",
} | {
    locale.script: locale.tag
    for locale in LOCALES.values()
    if locale.script not in {Script.LATIN, Script.ARABIC, Script.CYRILLIC, Script.DEVANAGARI}
}


@cache
def _stretches() -> re.Pattern[str]:
    """What cuts a text by script; made when the first text needs it, which takes 15 ms."""
    return re.compile(
        "|".join(f"(?P<{s}>[{ranges}][{ranges}{_MARKS}]*)" for s, ranges in _LETTERS.items())
        + f"|(?P<common>[^{''.join(_LETTERS.values())}]+)"
    )


def itemise(text: str, main: Script = Script.LATIN) -> tuple[tuple[str, Script], ...]:
    """Cut a text into stretches of one script each; joined, they are the text again.

    European digits are Latin: no font of a complex script is sure to have them. Spaces and
    punctuation go with Latin where they stand between Latin and another script, and stay inside
    a stretch where both sides are the same script. Brackets go with what they enclose.
    Where `main`, the script of the paragraph, runs right to left, they go with it instead, also
    at both ends, so that a full stop after a Latin word stands on the proper side (Unicode
    Standard Annex #9, rules N1 and N2). A text without any foreign letter is one Latin stretch.
    """
    if text.isascii() or not _FOREIGN.search(text):
        return ((text, Script.LATIN),) if text else ()
    return _itemise(text, main if main in _RTL else Script.LATIN)


@lru_cache(maxsize=1 << 14)
def _itemise(text: str, main: Script) -> tuple[tuple[str, Script], ...]:
    rtl = main in _RTL
    stretches: list[tuple[str, Script]] = []
    common = ""
    for match in _stretches().finditer(text):
        name = match.lastgroup
        if name == "common" or name is None:
            common = match.group()
            continue
        script = Script(name)
        if common:
            left = stretches[-1][1] if stretches else main if rtl else script
            before, after = _divide(common, left, script, main)
            _append(stretches, before, left)
            _append(stretches, after, script)
            common = ""
        _append(stretches, match.group(), script)
    if common:
        left = stretches[-1][1]
        before, after = _divide(common, left, main if rtl else left, main)
        _append(stretches, before, left)
        _append(stretches, after, main)
    return tuple(stretches)


def _divide(common: str, left: Script, right: Script, winner: Script) -> tuple[str, str]:
    """Divide what is common to scripts between the stretch before it and the one after it."""
    if left is right:
        return common, ""
    if right is winner:
        closing = _CLOSING.match(common)
        cut = closing.end() if closing else 0
    else:
        opening = _OPENING.search(common)
        cut = opening.start() if opening else len(common)
    return common[:cut], common[cut:]


def _append(stretches: list[tuple[str, Script]], text: str, script: Script) -> None:
    if not text:
        return
    if stretches and stretches[-1][1] is script:
        stretches[-1] = (stretches[-1][0] + text, script)
    else:
        stretches.append((text, script))


def is_complex(script: Script) -> bool:
    """Whether Office sets it with the complex-script font, size, bold and italic of a run."""
    return script in _COMPLEX


def is_rtl(script: Script) -> bool:
    """Whether it is read from right to left."""
    return script in _RTL


def is_east_asian(script: Script) -> bool:
    """Whether Office sets it with the East Asian font of a run."""
    return script in _EAST_ASIAN


def font_for(script: Script) -> str:
    """Return the Office font that plain Windows has for a script."""
    return _FONTS.get(script, "Calibri")


def locale(language: str) -> Locale:
    """Return what Office is told about a language code such as `km`, `pt-BR` or `zh-Hant`.

    The script of a code that is not listed is its main language's, Latin when that is unknown.
    """
    known = LOCALES.get(language)
    if known:
        return known
    main = LOCALES.get(language.partition("-")[0].lower())
    return Locale(language, main.script if main else Script.LATIN)


@lru_cache(maxsize=256)
def tag(script: Script, document_language: str) -> str:
    """Return the BCP 47 tag of a run in `script` inside a document in `document_language`.

    The document's own tag where its language is written in that script, else the tag of the
    most likely language: English for Latin letters inside Khmer.
    """
    own = locale(document_language)
    if own.script is script or (own.script in _EAST_ASIAN and script in _EAST_ASIAN):
        return own.tag
    return _LANGUAGE_OF[script]
