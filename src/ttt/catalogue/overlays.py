"""Rules of overlays (`ttt.validate`): COH101 to COH111."""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_PATH: Final = "curriculum/cohorts/aaa/adapt/m1.yaml"
_WORK: Final = "curriculum/cohorts/aaa/adapt/message.yaml"
_STEPS: Final = "module: m1\nsessions:\n  - id: m1-s1\n    steps:\n"


def _rule(code: str, title: str, meaning: str, failing: str, corrected: str) -> Rule:
    return Rule(
        code, Severity.ERROR, title, meaning, Example(_PATH, failing), Example(_PATH, corrected)
    )


def _step(step: str, *lines: str) -> str:
    """Return an overlay that changes one step."""
    return "".join((_STEPS, f"      - id: {step}\n", *(f"        {line}\n" for line in lines)))


_REASON: Final = 'reason: "Example: known to this cohort"'
_TITLE: Final = "title: Whom would your ministry tell?"

_LONGER: Final = """      - id: try-it
        minutes: 20
        reason: "Example: more time to write"
"""
"""The minutes of the step that is removed; the session keeps its length."""

_NEW: Final = """      - id: ours
        last: true
        title: A national example
        minutes: 2
        phase: transition
        do: Tell the public example the national team has chosen.
        reason: "Example: a slot for a national case"
"""

RULES: Final[tuple[Rule, ...]] = (
    _rule(
        "COH101",
        "the overlay names an element the base does not have",
        "An overlay finds what it changes by id. Either the id is misspelt, or the base no longer "
        "has the element, or it is meant to be new: then say where it goes, with after, before, "
        "first: true or last: true.",
        _step("openning", _TITLE, _REASON),
        _step("opening", _TITLE, _REASON),
    ),
    _rule(
        "COH102",
        "something is removed without a reason",
        "What a cohort leaves out is listed with its reason, for whoever reads the edition next "
        "year. Write the reason in one sentence.",
        _step("opening", "remove: true"),
        _step("opening", "remove: true", _REASON) + _LONGER,
    ),
    _rule(
        "COH103",
        "something is removed and changed",
        "An element that is removed cannot be changed or moved as well. Keep one of the two.",
        _step("opening", "remove: true", _TITLE, _REASON),
        _step("opening", "remove: true", _REASON) + _LONGER,
    ),
    _rule(
        "COH104",
        "the place to stand beside is not there",
        "after: and before: name another element of the same list, of the base or new in this "
        "overlay, and not one that the overlay removes.",
        _step("opening", "after: try-them", _REASON),
        _step("opening", "after: try-it", _REASON),
    ),
    _rule(
        "COH105",
        "an objective is removed",
        "Results are compared between cohorts by objective, so a cohort keeps all of them. It may "
        "change their wording and the steps that teach them.",
        f"module: m1\nobjectives:\n  - id: ELO-1.1\n    remove: true\n    {_REASON}\n",
        f"module: m1\nobjectives:\n  - id: ELO-1.1\n    condition: Given a notice\n    {_REASON}\n",
    ),
    _rule(
        "COH106",
        "an element has two places",
        "Of after, before, first and last an element has one.",
        _step("opening", "after: try-it", "last: true", _REASON),
        _step("opening", "after: try-it", _REASON),
    ),
    _rule(
        "COH107",
        "the overlay opens what the base keeps closer",
        "The base says who may read an element, and releasable_to says which cohorts may have it. "
        "A cohort can narrow both, and can widen neither: what is for trainers stays with "
        "trainers, and no cohort adds itself. In the example the base has the step with "
        "audience: trainer.",
        _step("silence", "audience: participant", _REASON),
        _step("silence", "title: A sign of your own", _REASON),
    ),
    _rule(
        "COH109",
        "a new element lacks a key",
        "What an overlay adds has no base to take the rest from, so it has all keys such an "
        "element must have.",
        _step("ours", "last: true", "title: A national example", "phase: practice", _REASON),
        _step("opening", "minutes: 3", _REASON) + _NEW,
    ),
    _rule(
        "COH110",
        "the overlay sets an id",
        "Ids never change: references, translations and the record of what was adapted hang on "
        "them. The module or exercise is named in the first line.",
        f"module: m1\nid: m7\ntitle: Passing it on\n{_REASON}\n",
        f"module: m1\ntitle: Passing it on\n{_REASON}\n",
    ),
    Rule(
        "COH111",
        Severity.ERROR,
        "the overlay makes another kind of exercise",
        "What an exercise is made of follows from its kind: a worksheet has no phases, a table-top "
        "exercise no items. A cohort changes what is there; for another kind of exercise it has "
        "one of its own, and names it in the step.",
        Example(_WORK, f"exercise: message\nrules:\n  - Write clearly.\n{_REASON}\n"),
        Example(_WORK, f"exercise: message\nintro: Write clearly.\n{_REASON}\n"),
    ),
)
