"""Cohorts: members, country, languages, time zone. Names are looked up in Unicode's CLDR."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.localedata import exists

from ttt.checks.wording import did_you_mean, quote, report_of, words
from ttt.diagnostics import Collector, Related
from ttt.model.cohort import Cohort
from ttt.model.edition import Curriculum
from ttt.source import Span

_WORLD: Final = "ZZ"
"""CLDR's code for an unknown country."""


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report cohorts that no calendar, map or dictionary knows."""
    header = curriculum.header
    _language(header.language, header.place.at("language"), (), collector)
    cohorts = {cohort.id: cohort for cohort in curriculum.cohorts}
    for cohort in curriculum.cohorts:
        report = report_of(curriculum, cohort.id)
        _members(cohort, cohorts, report)
        _place(cohort, report)
        for language in cohort.languages:
            _language(language, cohort.place.at("languages"), cohort.countries, report)
        if cohort.labels:
            _language(cohort.labels, cohort.place.at("labels"), cohort.countries, report)
        collector.extend(report)


def _members(cohort: Cohort, cohorts: dict[str, Cohort], report: Collector) -> None:
    """Report a region inside a region, and a region with facts of its own."""
    span = cohort.place.at("members")
    for name in cohort.members:
        member = cohorts.get(name)
        if name == cohort.id:
            report.error(
                "COH001", f"{quote(name)} is a member of itself", span, "take it out of members:"
            )
        elif member is not None and member.members:
            report.error(
                "COH001",
                f"the member {quote(name)} is a regional cohort itself",
                span,
                f"name its members instead: {words(member.members)}",
                related=(Related("it has members", member.place.at("members")),),
            )
    if cohort.members and cohort.facts:
        report.error(
            "COH002",
            f"the regional cohort {quote(cohort.id)} has facts of its own",
            cohort.place.at("facts"),
            "facts belong to the members; a region prints theirs, member by member",
        )
    elif len(cohort.members) == 1:
        report.warning(
            "COH003",
            f"the regional cohort {quote(cohort.id)} has one member",
            span,
            "a region has two members or more",
        )


def _place(cohort: Cohort, report: Collector) -> None:
    if cohort.timezone not in _zones():
        report.error(
            "COH004",
            f"there is no time zone {quote(cohort.timezone)}",
            cohort.place.at("timezone"),
            *did_you_mean(cohort.timezone, _zones(), "write it like Asia/Phnom_Penh"),
        )
    for country in cohort.countries:
        if country not in get_global("territory_languages") and country not in _countries():
            report.error(
                "COH005",
                f"there is no country {quote(country)}",
                cohort.place.at("countries"),
                "write the two letters of ISO 3166-1, such as KH for Cambodia",
            )


def _language(language: str, span: Span, countries: tuple[str, ...], report: Collector) -> None:
    """Report a language code nobody uses; a country's code is the usual mistake."""
    code = language.split("-", 1)[0]
    # Most languages have a file of their own, which need not be opened.
    if (code.isalpha() and exists(code)) or code in Locale("en").languages:
        return
    spoken = [
        str(name)
        for country in countries
        for name in get_official_languages(country, de_facto=True)
    ]
    spoken += get_official_languages(code.upper(), de_facto=True)
    hint = words((quote(name) for name in dict.fromkeys(spoken)), "or")
    report.error(
        "COH006",
        f"there is no language {quote(language)}",
        span,
        f"did you mean {hint}?"
        if hint
        else "write a code of ISO 639, such as en, km, lo, vi or fil",
    )


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted({*get_global("zone_territories"), *get_global("zone_aliases")}))


@cache
def _countries() -> frozenset[str]:
    return frozenset(map(str, Locale("en").territories)) - {_WORLD}
