"""Names of files that work on every system, and two documents that would get the same one.

Pure: touches no file. The rules are those of the strictest system (Windows), since a folder that
was built on one machine is copied to others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from ttt.diagnostics import Collector

LONGEST: Final = 120
"""Characters of a name with its suffix; folders before it count against Windows' 260 too."""

_LONGEST_BYTES: Final = 240
"""Linux allows 255 bytes; a Khmer letter takes three, and `.new` must still fit."""

_LONGEST_SUFFIX: Final = 10
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_DIRECTION: Final = frozenset("\u061c\u200e\u200f\ufeff") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
)


def safe_name(text: str) -> str:
    """Return `text` as the name of one file or folder that every system accepts.

    Composed (NFC); separators and signs Windows refuses become `-`; control characters and
    direction marks go; no space or dot at the ends; at most 120 characters and 240 bytes with
    the suffix kept; a name Windows reserves (`CON`, `aux.docx`) gets a `_` before it. Joiners
    that scripts need (U+200B to U+200D) stay. Never empty. A safe name comes back unchanged.
    """
    name = "".join(
        sign
        for sign in unicodedata.normalize("NFC", text.replace("\n", " ").replace("\t", " "))
        if sign not in _DIRECTION and unicodedata.category(sign) not in _UNPRINTABLE
    )
    name = _FORBIDDEN.sub("-", name).strip(". ") or "_"
    if name.split(".")[0].rstrip(" ").casefold() in _RESERVED:
        name = f"_{name}"
    return _shortened(name)


def name_key(path: str) -> str:
    """Return what is equal for two paths that are one file on Windows or macOS."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def check_names(planned: Iterable[tuple[str, str]], collector: Collector) -> None:
    """Report documents that would be one file (`OUT010`), upper and lower case being the same.

    `planned` are pairs of a path and the product it is built for, in the order of the build.
    """
    taken: dict[str, str] = {}
    for path, product in planned:
        key = name_key(path)
        if key in taken:
            report_collision(path, taken[key], product, collector)
        else:
            taken[key] = product


def report_collision(path: str, first: str, second: str, collector: Collector) -> None:
    """Report two documents of the products `first` and `second` that both go to `path`."""
    products = (
        f'two documents of the product "{first}"'
        if first == second
        else f'the products "{first}" and "{second}"'
    )
    collector.error(
        "OUT010",
        f'{products} give the same file "{path.rpartition("/")[2]}"',
        None,
        "change `file:` in the front matter of one template; upper and lower case are the same",
        file=path,
    )


def _shortened(name: str) -> str:
    """Cut the stem, not the suffix, and never between a letter and its marks."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > _LONGEST_SUFFIX:
        stem, dot, suffix = name, "", ""
    suffix = dot + suffix
    cut = False
    while len(stem + suffix) > LONGEST or len((stem + suffix).encode()) > _LONGEST_BYTES:
        while unicodedata.category(stem[-1]).startswith("M"):
            stem = stem[:-1]
        stem, cut = stem[:-1], True
    return (stem.rstrip(". ") or "_") + suffix if cut else name
