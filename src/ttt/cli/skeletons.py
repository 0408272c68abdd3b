"""The text of a new module and a new cohort: whole, valid, and plainly waiting to be filled in.

Text only; writes no file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ttt.cli.countries import country_of

__all__ = ["cohort_text", "module_text"]

_NUMBERED: Final = re.compile(r"[A-Za-z]{1,3}(\d+)")
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 /()-]*")
_FILLED_IN: Final = "the national team fills this in"

_MODULE: Final = """\
# yaml-language-server: $schema=../../.ttt/schema/module.schema.json
id: {id}
title: Title of module {id}
summary: |
  One paragraph: what the module is about, and what is different afterwards.
objectives:
  - id: TLO-{number}
    kind: terminal
    condition: Given a public fact sheet
    statement: describe the case in your own words
    degree: naming who acts first
    bloom: understand
  - id: ELO-{number}.1
    kind: enabling
    parent: TLO-{number}
    condition: Without notes
    statement: identify the office that acts first
    degree: giving one reason
    bloom: understand

sessions:
  - id: {id}-s1
    title: Title of the first session
    minutes: 45
    objectives: [TLO-{number}, ELO-{number}.1]
    key_messages:
      - The one sentence participants take home.
    methods: [discussion, exercise]
    materials:
      - {{item: flipchart, per: table}}
    prepare:
      - What the facilitator does the day before.
    debrief:
      - Which office acts first, and what helps it most?
    steps:
      - id: opening
        title: A question everybody can answer
        minutes: 10
        phase: motivation
        grouping: plenary
        points:
          - Who is the first to notice?
        do: |
          Take one answer from each table. Correct nothing yet.
        ask:
          - Who is missing from our list?
      - id: what-to-know
        title: What participants need to know
        minutes: 15
        phase: information
        points:
          - The first thing to know, in one line.
          - The second thing to know, in one line.
        say: |
          Say it in your own words, with one example from your own work.
        handout: |
          Two or three sentences that participants read again at home.
        objectives: [ELO-{number}.1]
      - id: try-it
        title: Try it with your neighbour
        minutes: 20
        phase: assessment
        grouping: pairs
        task:
          - Describe one public case to your neighbour.
          - Say who acts first, and why.
        output: One office and one reason, on a card
        do: |
          Walk round and listen. Take two cards at the end and read them aloud.
        handout: |
          Write down the office you chose, and your reason.
        lines: 4
        objectives: [TLO-{number}, ELO-{number}.1]
"""

_COHORT: Final = """\
# yaml-language-server: $schema=../../../.ttt/schema/cohort.schema.json
# Please check every line: name, languages and time zone are only a first guess.
id: {id}
name: {name}
{countries}languages: [{languages}]
timezone: {timezone}
paper: {paper}
day:
  start: "08:30"
  end: "16:30"
  breaks:
    - {{at: "10:15", minutes: 15}}
    - {{at: "12:00", minutes: 75, title: Lunch}}
    - {{at: "14:45", minutes: 15}}
size: 24
status: active
marking: {marking}
templates: {templates}
{facts}"""


def module_text(name: str) -> str:
    """Return a module of one session with three steps, 45 minutes together."""
    numbered = _NUMBERED.fullmatch(name)
    return _MODULE.format(id=name, number=numbered[1] if numbered else name)


def cohort_text(
    name: str, language: str, marking: str, templates: str, facts: Mapping[str, str]
) -> str:
    """Return a cohort in which every fact is unknown.

    `language` is the curriculum's, `facts` are labels by the name of the fact. What a country
    code says is taken from CLDR; otherwise placeholders stand there.
    """
    country = country_of(name)
    own = country.languages if country else ()
    known = "".join(
        f"  {key}:\n    label: {_quoted(label)}\n    unknown: {_FILLED_IN}\n"
        for key, label in facts.items()
    )
    return _COHORT.format(
        id=name,
        name=_quoted(country.name if country else f"Name of {name}"),
        countries=f"countries: [{country.code}]\n" if country else "",
        languages=", ".join(_language(each) for each in dict.fromkeys((*own, language))),
        timezone=country.timezone if country else "UTC",
        paper=country.paper if country else "A4",
        marking=marking,
        templates=templates,
        facts=f"facts:\n{known}" if known else "",
    )


def _language(code: str) -> str:
    # Norwegian is a language, not a refusal.
    return f'"{code}"' if code == "no" else code


def _quoted(text: str) -> str:
    """Return a text as YAML takes it: plain where no sign has a meaning, quoted elsewhere."""
    if _PLAIN.fullmatch(text) and not text.endswith(" "):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
