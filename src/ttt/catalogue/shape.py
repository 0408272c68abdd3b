"""Rules of shape (`ttt.validate`): YAML101 to YAML199, and PRJ001."""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_TERMS: Final = "curriculum/glossary.yaml"
_OVERLAY: Final = "curriculum/cohorts/aaa/adapt/m1.yaml"
"""Examples about steps stand in an overlay: it is short, and its steps are read like all others."""


def _term(failing: str, corrected: str) -> tuple[Example, Example]:
    """Return the examples of a rule shown with one term of the glossary."""
    head = "terms:\n  - "
    return Example(_TERMS, f"{head}{failing}\n"), Example(_TERMS, f"{head}{corrected}\n")


def _step(failing: str, corrected: str) -> tuple[Example, Example]:
    """Return the examples of a rule shown with what a cohort changes in one step."""
    head = (
        "module: m1\nsessions:\n  - id: m1-s1\n    steps:\n"
        '      - id: opening\n        reason: "Example: a table fits better here"\n        '
    )
    bad, good = (text.replace("\n", "\n        ") for text in (failing, corrected))
    return Example(_OVERLAY, f"{head}{bad}\n"), Example(_OVERLAY, f"{head}{good}\n")


def _error(code: str, title: str, meaning: str, examples: tuple[Example, Example]) -> Rule:
    return Rule(code, Severity.ERROR, title, meaning, *examples)


_GOOD: Final = (
    "id: custody\n    term: {en: custody}\n"
    "    definition: {en: The duty to know where a thing is.}\n    do_not_translate: true"
)

RULES: Final[tuple[Rule, ...]] = (
    _error(
        "YAML101",
        "the key is not known here",
        "Every element has its own keys. A key that is misspelt, or stands under the wrong "
        "element, would be ignored silently, so it is an error. Spell it as suggested, or indent "
        "it so that it stands under the element it belongs to.",
        _term(_GOOD.replace("do_not_translate", "do-not-translate"), _GOOD),
    ),
    _error(
        "YAML102",
        "a key is missing",
        "The element cannot do without this key. Add a line with it; docs/designers.md says what "
        "each key holds.",
        _term(_GOOD.replace("    term: {en: custody}\n", ""), _GOOD),
    ),
    _error(
        "YAML103",
        "the value is of another type",
        "A number of minutes is written in digits, without quotes and without a unit; a yes-or-no "
        "value is true or false; a date is year, month and day with hyphens; a text is not a list. "
        "A key with nothing after the colon has no value: leave the whole line out instead.",
        _term(_GOOD.replace("true", "yes"), _GOOD),
    ),
    _error(
        "YAML104",
        "the value is not one of those allowed",
        "The key takes one of a few words, so that templates and checks can rely on them. The "
        "finding lists them.",
        _term(f"{_GOOD}\n    audience: trainers", f"{_GOOD}\n    audience: trainer"),
    ),
    _error(
        "YAML105",
        "the value does not follow its pattern",
        "Ids are Latin letters, digits, hyphens, dots and underscores, because they become names "
        "of files and addresses. Clock times are written 08:30, languages and countries with their "
        "codes, markings as TLP 2.0 (FIRST, 2022) writes them, in capitals and without spaces.",
        _term(_GOOD.replace("id: custody", "id: chain of custody"), _GOOD),
    ),
    _error(
        "YAML106",
        "the number is too small or too large",
        "The number lies outside what the key takes; the finding names the limits. A session of "
        "more than a day, or a step without minutes, is nearly always a slip.",
        _step("lines: 400", "lines: 4"),
    ),
    _error(
        "YAML107",
        "sentences stand in square brackets",
        "In [ ] a comma ends an item, so a sentence with a comma would be split in two without "
        "anybody noticing. Write sentences one a line, each beginning with a hyphen. Ids and the "
        "cells of a table may stand in brackets.",
        _step(
            "points: [Who calls first, and whom?]",
            "points:\n  - Who calls first, and whom?",
        ),
    ),
    _error(
        "YAML108",
        "a list was expected",
        "The key holds several things of a kind, even when there is only one of them. Write each "
        "on "
        'its own line, beginning with "- ".',
        _step("ask: Who is missing?", "ask:\n  - Who is missing?"),
    ),
    _error(
        "YAML109",
        "a text or list must not be empty",
        "The text is printed where a reader looks for it, so it cannot be empty. A list of cohorts "
        "or languages that is written down has at least one; an empty releasable_to could be read "
        "as everybody or as nobody.",
        _term(_GOOD.replace("{en: custody}", '{en: ""}'), _GOOD),
    ),
    _error(
        "YAML110",
        "a row has another number of cells than the header",
        "A table has as many cells in each row as in its header. Often a comma inside a cell was "
        "read as the end of it: put that cell in double quotes. In a Markdown table a bar inside a "
        "cell is written \\|.",
        _step(
            "table:\n  header: [Year, Incidents]\n  rows:\n    - [2023, 1,168]",
            'table:\n  header: [Year, Incidents]\n  rows:\n    - [2023, "1,168"]',
        ),
    ),
    _error(
        "YAML111",
        "the text is no table",
        "A table in a text block is a Markdown table: a line of headers, a line of dashes, then "
        "one line a row, with bars between the cells. A CSV file begins with its header, and "
        "every double quote that opens in it is closed.",
        _step(
            "table: |\n  | Year | Incidents |\n  | 2023 | 168 |",
            "table: |\n  | Year | Incidents |\n  | --- | --- |\n  | 2023 | 168 |",
        ),
    ),
    _error(
        "YAML113",
        "the text is longer than one line or paragraph",
        "A title, a name or a label is one line; a point, a question or a caption is one "
        "paragraph. Only texts such as handout, do, say and notes have several paragraphs.",
        _step("title: |\n  Whom do\n  you tell?", "title: Whom do you tell?"),
    ),
    _error(
        "YAML114",
        "an id stands twice in a list",
        "Each id is named once; the second one says nothing new and is usually meant to be "
        "another.",
        _step("objectives: [TLO-1, TLO-1]", "objectives: [TLO-1, ELO-1.1]"),
    ),
    _error(
        "YAML115",
        "there is no such day",
        "The date has the right form, but the calendar has no such day.",
        (
            Example(
                "curriculum/resources.yaml",
                "resources:\n  - id: notice\n    title: A notice\n    read_on: 2026-02-30\n",
            ),
            Example(
                "curriculum/resources.yaml",
                "resources:\n  - id: notice\n    title: A notice\n    read_on: 2026-02-28\n",
            ),
        ),
    ),
    _error(
        "YAML116",
        "a table is too large",
        "A table may have 500 rows, twenty printed pages, and 63 columns, which is what Word can "
        "lay out. Keep the rows and columns that are taught; the whole of the figures is a "
        "resource to read.",
        _step(
            f"table:\n  header: [{', '.join(map(str, range(64)))}]\n  rows: []",
            "table:\n  header: [Year, Incidents]\n  rows: []",
        ),
    ),
    _error(
        "PRJ001",
        "there is no curriculum.yaml",
        "A project is a folder that holds curriculum/curriculum.yaml: the title, the edition, the "
        "marking and the order of the modules. Without it nothing can be built. ttt init makes a "
        "curriculum to start from.",
        (
            Example("curriculum/curriculum.yml", "id: the name ends in .yml, so it is not read\n"),
            Example("curriculum/curriculum.yaml", "id: tiny\n"),
        ),
    ),
)
