"""Values of nouns and labels as plain data: fields, dates in words, names of languages, texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Final

from babel import Locale
from babel.dates import format_date

from ttt.document import Plain
from ttt.model.audience import Audience
from ttt.model.curriculum import Table
from ttt.model.fields import fields_of
from ttt.model.product import Label

_NUMBER: Final = re.compile(r"[-+−]?[\d\u00a0 .,]*\d\s*%?")

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def names_of(noun: object, audience: Audience = Audience.TRAINER) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a noun an audience has, and whether they hold points under points."""
    noun_type: type = type(noun)
    return _names_of(noun_type, audience)


@cache
def _names_of(noun: type, audience: Audience) -> tuple[tuple[str, bool], ...]:
    specs = fields_of(noun)
    return tuple((spec.name, spec.mixed) for spec in specs if audience.may_see(spec.audience))


def texts_of(noun: object) -> Iterable[str]:
    """Yield every text below an element."""
    match noun:
        case str():
            yield noun
        case tuple():
            for item in noun:
                yield from texts_of(item)
        case None | bool() | int() | date() | Mapping():
            return
        case _:
            for name, _ in names_of(noun):
                yield from texts_of(getattr(noun, name))


@cache
def date_in_words(day: date, language: str) -> str:
    """Return a day as the language writes it.

    English is written here: Babel reads four files of it for a date, which takes as long as ten
    slides.
    """
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return format_date(day, format="long", locale=_locale(language))


@cache
def language_name(code: str, language: str) -> str:
    """Return what a language calls another one; the code where it has no name for it."""
    found = Locale.parse(code, sep="-").get_language_name(_locale(language))
    return found or code


def plain_label(label: Label) -> Plain:
    """Return a word, or a group of words, of a label file."""
    if isinstance(label, Mapping):
        return {key: plain_label(value) for key, value in label.items()}
    return label


def align(table: Table) -> tuple[str, ...]:
    """Return `end` for a column that holds numbers only, `start` for the others."""
    columns = zip(*table.rows, strict=False) if table.rows else ()
    return tuple(
        "end" if position and all(_NUMBER.fullmatch(cell.strip()) for cell in column) else "start"
        for position, column in enumerate(columns)
    ) or tuple("start" for _ in table.header)


def _locale(language: str) -> str:
    return "en_GB" if language == "en" else language.replace("-", "_")
