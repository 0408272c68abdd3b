"""Rules of ids, references and files that are named (`ttt.validate`): REF, and A11Y001 and 002."""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_OVERLAY: Final = "curriculum/cohorts/aaa/adapt/m1.yaml"
_TERMS: Final = "curriculum/glossary.yaml"
_TITLE: Final = 'module: m1\ntitle: Another title\nreason: "Example: a shorter title"\n'
_MODULE: Final = "curriculum/modules/m1.yaml"
_HEADER: Final = "curriculum/curriculum.yaml"
_SPARE: Final = "id: {id}\ntitle: A module to come\nsessions: []\n"


def _step(failing: str, corrected: str) -> tuple[Example, Example]:
    """Return the examples of a rule shown with what a cohort changes in one step."""
    head = (
        "module: m1\nsessions:\n  - id: m1-s1\n    steps:\n"
        '      - id: opening\n        reason: "Example: a picture says it faster"\n        '
    )
    return Example(_OVERLAY, f"{head}{failing}\n"), Example(_OVERLAY, f"{head}{corrected}\n")


def _picture(failing: str, corrected: str) -> tuple[Example, Example]:
    return _step(f"figure: {{{failing}}}", f"figure: {{{corrected}}}")


def _terms(*ids: str) -> str:
    """Return a glossary with these ids."""
    one = "  - id: {}\n    term: {{en: {}}}\n    definition: {{en: A word.}}\n"
    return "terms:\n" + "".join(one.format(name, name) for name in ids)


def _module(parent: str) -> str:
    """Return a module whose second enabling objective has this parent."""
    return f"""id: m1
title: Passing on a message
objectives:
  - id: TLO-1
    kind: terminal
    condition: Given a short public notice
    statement: summarise the notice for another office
    degree: in three sentences that name who must act
    bloom: understand
  - id: ELO-1.1
    kind: enabling
    parent: TLO-1
    condition: Given the same notice
    statement: identify the office that must act
    degree: without help
    bloom: understand
  - id: ELO-1.2
    kind: enabling
    parent: {parent}
    condition: Given the same notice
    statement: identify the day by which it must act
    degree: without help
    bloom: understand
sessions:
  - id: m1-s1
    title: From notice to call
    minutes: 20
    objectives: [TLO-1, ELO-1.1, ELO-1.2]
    key_messages:
      - Name the office, then the message.
    steps:
      - id: opening
        title: Who would you tell?
        minutes: 5
        phase: motivation
        points:
          - Which office would you tell first?
      - id: try-it
        title: Write one message
        minutes: 15
        phase: assessment
        grouping: tables
        exercise: message
        objectives: [TLO-1, ELO-1.1, ELO-1.2]
    debrief:
      - What was hard to leave out?
"""


def _header(modules: str) -> str:
    """Return a curriculum.yaml that lists these modules."""
    return (
        "id: tiny\ntitle: A tiny curriculum\nversion: '1'\ndate: 2026-11-22\nlanguage: en\n"
        "marking: TLP:CLEAR\ncontent_level: awareness\n"
        "safety_review: {by: project maintainers, on: 2026-11-22}\n"
        "boundary: {included: how to hand over a message, excluded: everything else}\n"
        f"modules: [{modules}]\n"
    )


def _error(code: str, title: str, meaning: str, examples: tuple[Example, Example]) -> Rule:
    return Rule(code, Severity.ERROR, title, meaning, *examples)


def _warning(code: str, title: str, meaning: str, examples: tuple[Example, Example]) -> Rule:
    return Rule(code, Severity.WARNING, title, meaning, *examples)


_BOXES: Final = "image: media/boxes.png, alt: Two boxes side by side"

RULES: Final[tuple[Rule, ...]] = (
    _error(
        "REF001",
        "nothing has this id",
        "A field names an element by its id, and no element of that kind has it. Ids are spelt "
        "exactly alike, capitals included. The finding suggests the nearest one.",
        _step("sources: [notise]", "sources: [notice]"),
    ),
    _error(
        "REF002",
        "the id is used twice",
        "Ids tell elements apart, in references, in overlays and in translations, so each is given "
        "once; two that differ only in capitals would be the same file on Windows. Step ids are "
        "unique in their session, all other ids in the whole curriculum.",
        (
            Example(_TERMS, _terms("custody", "custody")),
            Example(_TERMS, _terms("custody", "record")),
        ),
    ),
    _error(
        "REF003",
        "file and id have different names",
        "The module m2 is in modules/m2.yaml, the cohort khm in cohorts/khm/cohort.yaml, and what "
        "it changes in m2 in adapt/m2.yaml, so that everybody finds it. Rename the file, or "
        "change the id and everything that names it.",
        (Example("curriculum/cohorts/aaa/adapt/first.yaml", _TITLE), Example(_OVERLAY, _TITLE)),
    ),
    _error(
        "REF004",
        "the parent is not a terminal objective",
        "An enabling objective leads to a terminal one, and names it as its parent. There is no "
        "third level.",
        (Example(_MODULE, _module("ELO-1.1")), Example(_MODULE, _module("TLO-1"))),
    ),
    _error(
        "REF005",
        "a listed module has no file",
        "curriculum.yaml lists the modules in their order, and each has its own file, named after "
        "its id.",
        (Example(_HEADER, _header("m1, m2")), Example(_HEADER, _header("m1"))),
    ),
    _warning(
        "REF006",
        "a module is not in the list",
        "The file is read and checked, but nothing is built from it until curriculum.yaml lists "
        "the module.",
        (
            Example("curriculum/modules/m9.yaml", _SPARE.format(id="m9")),
            Example(_OVERLAY, _TITLE),
        ),
    ),
    _warning(
        "REF007",
        "the file is not read",
        "ttt reads files in the folders it knows, with the ending .yaml. A file elsewhere changes "
        "nothing. Move it, or keep it outside the folder curriculum.",
        (
            Example("curriculum/modules/old/m1.yaml", _SPARE.format(id="m1")),
            Example(_OVERLAY, _TITLE),
        ),
    ),
    _error(
        "REF008",
        "there are changes for a cohort that does not exist",
        "The folder of a cohort holds cohort.yaml, which says who is taught; without it what "
        "stands in adapt is nobody's.",
        (Example("curriculum/cohorts/zzz/adapt/m1.yaml", _TITLE), Example(_OVERLAY, _TITLE)),
    ),
    _error(
        "REF010",
        "the picture or table is not there",
        "The path is looked up from the folder curriculum: media/ for pictures, data/ for tables. "
        "Capitals count, because they count on the machines of colleagues.",
        _picture(_BOXES.replace("boxes.png", "box.png"), _BOXES),
    ),
    _error(
        "REF011",
        "the path leads out of the curriculum",
        "Pictures and tables lie in the folder curriculum, so that the whole curriculum can be "
        "copied to another machine. Copy the file into media/ or data/, and write its path with "
        "forward slashes.",
        _picture(_BOXES.replace("media/", "../pictures/"), _BOXES),
    ),
    _error(
        "REF012",
        "the file is of a kind that cannot be used",
        "Pictures are PNG or JPEG, which every version of PowerPoint and Word shows; tables are "
        "CSV. Export drawings as PNG, at least 1600 pixels wide.",
        _picture(_BOXES.replace(".png", ".svg"), _BOXES),
    ),
    _warning(
        "A11Y001",
        "a picture has no alt text",
        "People who cannot see the picture hear its alt text, and it is what remains when the "
        "picture does not print. Say in one sentence what the picture shows. A picture that only "
        "decorates has decorative: true instead.",
        _picture("image: media/boxes.png", _BOXES),
    ),
    _warning(
        "A11Y002",
        "the alt text is the name of a file",
        "A file's name says nothing about the picture. Say in one sentence what it shows.",
        _picture(_BOXES.replace("Two boxes side by side", "boxes.png"), _BOXES),
    ),
)
