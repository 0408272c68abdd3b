"""All codes a finding may carry, each with its meaning, a failing and a corrected example.

`ttt explain`, docs/diagnostics.md and the tests read it; no stage does. A rule family is a module
here with a tuple `RULES`; a new one is named once, in `FAMILIES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ttt.catalogue import (
    audience,
    cohorts,
    curriculum,
    exercises,
    fit,
    office,
    output,
    overlays,
    prose,
    refs,
    shape,
    templates,
    whole,
    word,
    yaml,
)
from ttt.catalogue.rule import Example, Rule

__all__ = ["CATALOGUE", "FAMILIES", "Example", "Rule"]

FAMILIES: Final[tuple[tuple[str, tuple[Rule, ...]], ...]] = (
    # In the order of the stages, then of the codes. The words are headings of docs/diagnostics.md.
    ("Reading YAML", yaml.RULES),
    ("Shape of files", shape.RULES),
    ("Ids, references, pictures", refs.RULES),
    ("What a cohort changes", overlays.RULES),
    ("Texts of the curriculum", prose.RULES),
    ("Objectives, sessions", curriculum.RULES),
    ("Exercises", exercises.RULES),
    ("Cohorts, facts, names in texts", cohorts.RULES),
    ("Sources, markings, safety, accessibility", whole.RULES),
    ("Templates", templates.RULES),
    ("Who may read a document", audience.RULES),
    ("Office templates and slides", office.RULES),
    ("Word documents", word.RULES),
    ("Room on slides", fit.RULES),
    ("Files of the project, built documents", output.RULES),
)

CATALOGUE: Final[Mapping[str, Rule]] = MappingProxyType(
    {rule.code: rule for _, rules in FAMILIES for rule in rules}
)
