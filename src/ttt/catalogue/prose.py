"""Rules of markup in texts (`ttt.prose`, `ttt.checks.texts`)."""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_PATH: Final = "curriculum/exercises/message.yaml"
_EXERCISE: Final = """id: message
kind: worksheet
title: One message
minutes: 15
objectives: [TLO-1, ELO-1.1]
task:
  - Write three sentences for the office that must act.
output: Three sentences on a card
debrief:
  - Which sentence came last?
intro: |
"""


def _intro(code: str, title: str, meaning: str, wrong: str, right: str) -> Rule:
    """Return a rule shown with a longer text, the wrong one and the right one."""
    failing, corrected = (
        Example(_PATH, _EXERCISE + "".join(f"  {line}\n" for line in text.split("\n")))
        for text in (wrong, right)
    )
    return Rule(code, Severity.ERROR, title, meaning, failing, corrected)


_DEEP: Final = "\n".join(f"{'  ' * depth}- level {depth + 1}" for depth in range(13))
_FLAT: Final = "\n".join(f"{'  ' * depth}- level {depth + 1}" for depth in range(3))

RULES: Final[tuple[Rule, ...]] = (
    _intro(
        "TPL101",
        "a passage is never closed",
        "A passage for trainers begins with ::: trainer and ends with ::: on a line by itself. "
        "Without the end, everything below is withheld from participants.",
        "Read the notice.\n::: trainer\nPraise short sentences.",
        "Read the notice.\n::: trainer\nPraise short sentences.\n:::",
    ),
    _intro(
        "TPL102",
        "the sign ::: closes nothing",
        "Three colons on a line by themselves end a passage that began above. Here none is open.",
        "Read the notice:\n:::",
        "Read the notice.",
    ),
    _intro(
        "TPL104",
        "a picture stands inside a sentence",
        "A picture is a paragraph by itself, with an empty line before and after it.",
        "Look at ![two boxes](media/boxes.png) first.",
        "Look at the picture first.\n\n![two boxes](media/boxes.png)",
    ),
    _intro(
        "TPL105",
        "what stands in braces cannot be read",
        'Behind a name, braces hold attributes: {key="value"}, {.role} or {#id}.',
        "::: trainer {for trainers}\nPraise short sentences.\n:::",
        "::: trainer\nPraise short sentences.\n:::",
    ),
    _intro(
        "TPL106",
        "stars are left over",
        "Two stars open strong words and two close them, without a space on the inside. What is "
        "left over would be printed as stars.",
        "Write **three sentences.",
        "Write **three** sentences.",
    ),
    _intro(
        "TPL107",
        "a link leads where no document may lead",
        "Links begin with https://, http:// or mailto:, or with # for a place in the document. "
        "Files on somebody's computer are nowhere on the reader's.",
        "See [the notice](file:///C:/notice.pdf).",
        "See [the notice](https://example.org/notice).",
    ),
    _intro(
        "TPL108",
        "markup has an unknown name",
        "In texts there is one passage with a name: ::: trainer.",
        "::: trianer\nPraise short sentences.\n:::",
        "::: trainer\nPraise short sentences.\n:::",
    ),
    _intro(
        "TPL120",
        "what stands in double braces is no name",
        "Double braces hold the dotted name of a fact and nothing else: no filters, no sums, no "
        "sentences. For two braces that are to be printed, write \\{{.",
        "Call {{ the focal point }} first.",
        "Call {{ cohort.facts.focal_point }} first.",
    ),
    _intro(
        "TPL121",
        "markup is nested too deep",
        "More than twelve levels of lists, passages or emphasis cannot be read by anybody, and "
        "more than two hundred brackets in one text are no links.",
        _DEEP,
        _FLAT,
    ),
    Rule(
        "TPL122",
        Severity.ERROR,
        "a passage for trainers stands in a short text",
        "Points, tasks and captions are one paragraph: ::: has no meaning there and would be "
        "printed. A passage for trainers stands in a longer text; what trainers alone read goes "
        "into do:, say:, notes: or facilitator:.",
        Example(
            _PATH, _EXERCISE.replace("output: Three sentences on a card", "output: |\n  ::: x")
        ),
        Example(_PATH, _EXERCISE.replace("intro: |\n", "")),
    ),
)
