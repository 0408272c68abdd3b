"""Rules of cohorts, their facts, days and overlays, and names in texts (`checks`, `resolve`)."""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_PATH: Final = "curriculum/cohorts/aaa/cohort.yaml"
_REGION_PATH: Final = "curriculum/cohorts/reg/cohort.yaml"
_OVERLAY_PATH: Final = "curriculum/cohorts/aaa/adapt/m1.yaml"
_TERMS: Final = "curriculum/glossary.yaml"
_COHORT: Final = """id: aaa
name: Country A
countries: [KH]
languages: [km, en]
timezone: Asia/Phnom_Penh
day:
  start: "08:30"
  end: "16:30"
  breaks:
    - {at: "10:00", minutes: 15}
    - {at: "11:45", minutes: 75, title: Lunch}
facts:
  focal_point:
    label: National focal point
    value: the office on duty
    source: A public page
    as_of: 2026-11-22
"""
_REGION: Final = "id: reg\nname: Region\nlanguages: [en]\ntimezone: UTC\n"
_REGION_FACTS: Final = """facts:
  focal_point: {label: National focal point, value: an office, source: A public page}
"""
_OVERLAY: Final = """module: m1
sessions:
  - id: m1-s1
    steps:
"""
_OPENING: Final = """      - id: opening
        title: Whom would your ministry tell?
        reason: "Example: people come from one ministry"
"""
_E, _W = Severity.ERROR, Severity.WARNING


def _cohort(
    code: str, severity: Severity, title: str, meaning: str, *pairs: tuple[str, str]
) -> Rule:
    """Return a rule shown with a cohort; `pairs` are the right words and the wrong ones."""
    failing = _COHORT
    for old, new in pairs:
        failing = failing.replace(old, new, 1)
    return Rule(code, severity, title, meaning, Example(_PATH, failing), Example(_PATH, _COHORT))


def _region(
    code: str, severity: Severity, title: str, meaning: str, wrong: str, right: str
) -> Rule:
    failing, corrected = (
        Example(_REGION_PATH, _REGION + wrong),
        Example(_REGION_PATH, _REGION + right),
    )
    return Rule(code, severity, title, meaning, failing, corrected)


def _overlay(
    code: str, severity: Severity, title: str, meaning: str, wrong: str, right: str = _OPENING
) -> Rule:
    failing = Example(_OVERLAY_PATH, wrong if wrong.startswith("module") else _OVERLAY + wrong)
    return Rule(code, severity, title, meaning, failing, Example(_OVERLAY_PATH, _OVERLAY + right))


def _definition(code: str, severity: Severity, title: str, meaning: str, *words: str) -> Rule:
    """Return a rule shown with the definition of a term: the wrong one, then the right one."""
    text = 'terms:\n  - id: office\n    term: {{en: office}}\n    definition: {{en: "{}"}}\n'
    failing, corrected = (Example(_TERMS, text.format(word)) for word in words)
    return Rule(code, severity, title, meaning, failing, corrected)


def _new(name: str, anchor: str) -> str:
    return (
        f"      - id: {name}\n        after: {anchor}\n        title: A national case\n"
        "        minutes: 5\n        phase: transition\n"
        '        reason: "Example: a slot for a national case"\n'
    )


_SHORTER: Final = "      - id: try-it\n        minutes: {}\n        reason: shorter\n"

RULES: Final[tuple[Rule, ...]] = (
    _region(
        "COH001",
        _E,
        "a region is a member of a region",
        "A regional cohort names countries' cohorts as its members. It cannot be a member of "
        "itself, and no member has members: name those instead.",
        "members: [reg, aaa]\n",
        _REGION_FACTS,
    ),
    _region(
        "COH002",
        _E,
        "a region has facts of its own",
        "A regional cohort prints the facts of its members, member by member. Facts of its own "
        "would stand nowhere.",
        f"members: [aaa]\n{_REGION_FACTS}",
        _REGION_FACTS,
    ),
    _region(
        "COH003",
        _W,
        "a region has one member",
        "A regional cohort is for several countries in one room. For one country, its own cohort "
        "is enough.",
        "members: [aaa]\n",
        _REGION_FACTS,
    ),
    _cohort(
        "COH004",
        _E,
        "there is no such time zone",
        "Time zones are written as continent and city, such as Asia/Manila.",
        ("Asia/Phnom_Penh", "Asia/Phnom_Pen"),
    ),
    _cohort(
        "COH005",
        _E,
        "there is no such country",
        "Countries are written with the two letters of ISO 3166-1: KH is Cambodia, LA is Lao PDR.",
        ("[KH]", "[KX]"),
    ),
    _cohort(
        "COH006",
        _E,
        "there is no such language",
        "Languages have codes of their own, which are often not the country's: Khmer is km, "
        "Vietnamese is vi, Lao is lo.",
        ("[km, en]", "[kh, en]"),
    ),
    _cohort(
        "COH007",
        _E,
        "the day ends before it begins",
        "Clock times are written with 24 hours, so half past four in the afternoon is 16:30.",
        ('end: "16:30"', 'end: "04:30"'),
    ),
    _cohort(
        "COH008",
        _W,
        "a break lies outside the day",
        "A break begins after the day begins and ends before it ends.",
        ('"10:00"', '"08:00"'),
    ),
    _cohort(
        "COH009",
        _W,
        "two breaks overlap",
        "A break ends before the next one begins.",
        ('"10:00", minutes: 15', '"11:40", minutes: 15'),
    ),
    _overlay(
        "COH121",
        _E,
        "two new elements wait for each other",
        "Each of the two stands beside the other, so neither has a place. Put one of them beside "
        "an element of the base.",
        _new("case", "talk") + _new("talk", "case") + _SHORTER.format(5),
        _new("case", "opening") + _new("talk", "case") + _SHORTER.format(5),
    ),
    _overlay(
        "COH130",
        _W,
        "an overlay sets a field to what it is",
        "An overlay holds only what changes. A line that repeats the base will hide the next "
        "change of the base from this cohort.",
        _OPENING.replace("Whom would your ministry tell?", "Who would you tell?"),
    ),
    _overlay(
        "COH131",
        _W,
        "an overlay changes nothing",
        "The file names what it could change and changes nothing. Write what changes, or delete "
        "it.",
        "module: m1\nlanguage: en\n",
    ),
    _overlay(
        "COH132",
        _W,
        "an overlay is in a language the cohort does not read",
        "An overlay is written in one of the cohort's languages or in the curriculum's, so that "
        "somebody can review it.",
        f"module: m1\nlanguage: fr\n{_OVERLAY.removeprefix('module: m1')[1:]}{_OPENING}",
    ),
    _definition(
        "COH201",
        _E,
        "a name in a text stands for nothing",
        "Texts may name facts of the cohort, such as {{ cohort.facts.focal_point }}, and a few "
        "words about cohort and curriculum. Every cohort names every fact that its texts use; one "
        "that is not known yet is written with unknown: and prints a gap.",
        "What {{ cohort.facts.focal_pont }} is called here.",
        "What {{ cohort.facts.focal_point }} is called here.",
    ),
    _cohort(
        "COH202",
        _W,
        "a fact is not known yet",
        "A ruled gap with the fact's label is printed, to be filled in by hand. Write value:, "
        "source: and as_of: when the national team knows it.",
        ("value: the office on duty\n    source: A public page", "unknown: the national team"),
    ),
    _cohort(
        "COH203",
        _E,
        "a fact has no value",
        "A fact has a value, or says with unknown: who will fill it in.",
        ("    value: the office on duty\n", ""),
    ),
    _cohort(
        "COH204",
        _E,
        "a fact has a value and is unknown",
        "A fact that has a value is known. Take unknown: out.",
        ("    value: the", "    unknown: the national team\n    value: the"),
    ),
    _cohort(
        "COH205",
        _W,
        "a fact has no source",
        "What is said about a country can be checked: write where it stands (source) and on which "
        "day it did (as_of).",
        ("    source: A public page\n", ""),
    ),
    _cohort(
        "COH206",
        _W,
        "a fact is old",
        "Offices are renamed and merged. A fact older than eighteen months, counted to the date of "
        "the curriculum, is looked up again.",
        ("as_of: 2026-11-22", "as_of: 2024-11-22"),
    ),
    _cohort(
        "COH207",
        _E,
        "a cohort's file holds a name to be filled in",
        "Names in double braces are filled in where modules, exercises and overlays hold them. In "
        "a cohort's own file stand the words themselves.",
        ("value: the office on duty", 'value: "the office of {{ cohort.name }}"'),
    ),
    _cohort(
        "COH208",
        _W,
        "a fact is of a day to come",
        "Ages are counted to the date in curriculum.yaml. Either the day of the fact is mistyped, "
        "or the curriculum's date is out of date.",
        ("as_of: 2026-11-22", "as_of: 2027-11-22"),
    ),
    _definition(
        "EVT001",
        _E,
        "a text names an event, and there is none",
        "Dates, rooms and hosts belong to an event. A document that is built for no event cannot "
        "say them; leave them out of the text.",
        "What we call it on {{ event.date }}.",
        "What we call it on the first day.",
    ),
)
