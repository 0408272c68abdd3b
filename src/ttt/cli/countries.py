"""What is known of a country from its code: name, languages, time zone, paper.

The data are those of CLDR (https://cldr.unicode.org) as Babel carries them; each value is a first
guess for a national team to correct. Reads no file of the project.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from babel import Locale
from babel.core import get_global

from ttt.frozen import frozen

__all__ = ["Country", "country_of"]

_SHORT_NAMES: Final = {"LA": "Lao PDR", "VN": "Viet Nam"}
"""Where the name countries use among each other differs from CLDR's."""

_SEATS: Final = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CD": "Africa/Kinshasa",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Pohnpei",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kiev",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}
"""The zone of the seat of government, for countries with several."""

_LETTER: Final = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)
"""Territories that print on Letter (CLDR measurementData, paperSize)."""

_OFFICIAL: Final = frozenset({"official", "de_facto_official"})
_MOST_LANGUAGES: Final = 2
_NOWHERE: Final = "ZZ"
_ALPHA_2: Final = 2
_ALPHA_3: Final = 3


@frozen
class Country:
    """A country by its ISO 3166-1 alpha-2 code; `languages` are the official ones most use."""

    code: str
    name: str
    languages: tuple[str, ...]
    timezone: str
    paper: Literal["A4", "Letter"]


def country_of(code: str) -> Country | None:
    """Return what is known of an ISO 3166-1 code of two or three letters, in either case."""
    alpha = _alpha_2(code.upper())
    zones: Mapping[str, list[str]] = get_global("territory_zones")
    name = Locale("en").territories.get(alpha)
    if name is None or alpha not in zones or alpha == _NOWHERE:
        return None
    return Country(
        code=alpha,
        name=_SHORT_NAMES.get(alpha, name.split(" (")[0]),
        languages=_languages(alpha),
        timezone=_SEATS.get(alpha, zones[alpha][0]),
        paper="Letter" if alpha in _LETTER else "A4",
    )


def _alpha_2(code: str) -> str:
    if not (code.isascii() and code.isalpha()):
        return ""
    if len(code) == _ALPHA_2:
        return code
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    now = aliases.get(code, []) if len(code) == _ALPHA_3 else []
    # A country that is no more became several: its code says too little.
    return now[0] if len(now) == 1 else ""


def _languages(alpha: str) -> tuple[str, ...]:
    spoken: Mapping[str, Mapping[str, Mapping[str, object]]] = get_global("territory_languages")
    known = Locale("en").languages
    official = [
        (-share, language.replace("_", "-"))
        for language, facts in spoken.get(alpha, {}).items()
        if language.split("_")[0] in known
        and facts.get("official_status") in _OFFICIAL
        and isinstance(share := facts.get("population_percent"), (int, float))
    ]
    return tuple(language for _, language in sorted(official)[:_MOST_LANGUAGES])
