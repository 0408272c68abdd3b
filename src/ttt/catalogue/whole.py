"""Rules of the curriculum as a whole: markings, sources, the boundary, reachable words."""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_HEADER_PATH: Final = "curriculum/curriculum.yaml"
_HEADER: Final = """id: tiny
title: A tiny curriculum
version: "1"
date: 2026-11-22
language: en
marking: TLP:CLEAR
community: Trainers of the tiny curriculum
content_level: awareness
safety_review: {by: project maintainers, on: 2026-11-22, scope: a test}
boundary: {included: how to hand over a message, excluded: everything else}
modules: [m1]
"""
_RESOURCES_PATH: Final = "curriculum/resources.yaml"
_RESOURCES: Final = """resources:
  - id: notice
    title: A public notice
    read_on: 2026-11-22
"""
_TERMS: Final = "curriculum/glossary.yaml"
_E, _W = Severity.ERROR, Severity.WARNING


def _header(
    code: str, severity: Severity, title: str, meaning: str, *pairs: tuple[str, str]
) -> Rule:
    """Return a rule shown with `curriculum.yaml`; `pairs` are right words and wrong ones."""
    failing = _HEADER
    for old, new in pairs:
        failing = failing.replace(old, new, 1)
    return Rule(
        code,
        severity,
        title,
        meaning,
        Example(_HEADER_PATH, failing),
        Example(_HEADER_PATH, _HEADER),
    )


def _resource(code: str, severity: Severity, title: str, meaning: str, old: str, new: str) -> Rule:
    failing = Example(_RESOURCES_PATH, _RESOURCES.replace(old, new, 1))
    return Rule(code, severity, title, meaning, failing, Example(_RESOURCES_PATH, _RESOURCES))


def _definition(code: str, title: str, meaning: str, *words: str) -> Rule:
    """Return a warning shown with the definition of a term: the wrong one, then the right one."""
    text = "terms:\n  - id: office\n    term: {{en: office}}\n    definition:\n      en: {}\n"
    failing, corrected = (Example(_TERMS, text.format(word)) for word in words)
    return Rule(code, _W, title, meaning, failing, corrected)


RULES: Final[tuple[Rule, ...]] = (
    _resource(
        "SRC002",
        _W,
        "a source is superseded",
        "A newer edition says something else, or says it better. Use it, and check the figures "
        "that were taken from the old one.",
        "    read_on",
        "    status: superseded\n    read_on",
    ),
    _resource(
        "SRC003",
        _W,
        "a source was read long ago",
        "A source that was last read more than eighteen months before the date of the curriculum "
        "is read again: pages move, figures change.",
        "2026-11-22",
        "2024-11-22",
    ),
    _resource(
        "SRC004",
        _W,
        "a source was read on a day to come",
        "Ages are counted to the date in curriculum.yaml. Either the day is mistyped, or the "
        "curriculum's date is out of date.",
        "2026-11-22",
        "2027-11-22",
    ),
    _resource(
        "SRC005",
        _E,
        "a source is superseded by itself",
        "superseded_by names the newer source.",
        "    read_on",
        "    superseded_by: notice\n    read_on",
    ),
    Rule(
        "MRK001",
        _E,
        "a cohort is marked looser than the curriculum",
        "The curriculum's marking holds for all of it. A cohort may be stricter, never looser. "
        "From loose to strict: CLEAR, GREEN, AMBER, AMBER+STRICT, RED (Traffic Light Protocol "
        "2.0).",
        Example(_HEADER_PATH, _HEADER.replace("TLP:CLEAR", "TLP:AMBER")),
        Example(_HEADER_PATH, _HEADER),
    ),
    _header(
        "MRK002",
        _W,
        "TLP:GREEN names no community",
        "TLP:GREEN allows sharing inside a community. Say in community: who that is; the Traffic "
        "Light Protocol takes it for the whole cybersecurity community otherwise.",
        ("TLP:CLEAR", "TLP:GREEN"),
        ("community: Trainers of the tiny curriculum\n", ""),
    ),
    _header(
        "SAFE001",
        _W,
        "the safety review is later than the curriculum",
        "The review looks at what is there on its day. Bring the date of the curriculum up to "
        "date.",
        ("on: 2026-11-22", "on: 2027-11-22"),
    ),
    _header(
        "SAFE002",
        _W,
        "the safety review is old",
        "What may be said in public changes. A review older than eighteen months, counted to the "
        "date of the curriculum, is repeated.",
        ("on: 2026-11-22", "on: 2024-11-22"),
    ),
    _definition(
        "SAFE003",
        "a text tells how to reach a person",
        "Curriculum files are read by everybody who builds documents. Name the office and its "
        "role; people, addresses and numbers belong in the folder private/, which is not shared.",
        "Write to somebody@an-office.org",
        "Write to the office on duty",
    ),
    _definition(
        "A11Y003",
        "a link does not say where it leads",
        "Who listens to a page hears its links one by one, and who reads it on paper cannot click. "
        "The words in the square brackets name the page.",
        '"See [here](https://example.org)"',
        '"See [the public notice](https://example.org)"',
    ),
)
