"""Verbs of objectives by level of Bloom's taxonomy (revised): data, for designers to edit.

Sources disagree about levels, so a verb may stand at several; a rule asks whether it is plausible
for the level the designer declared, never which level a verb has. English only: for a curriculum
in another language these rules are silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LEVELS: Final = ("remember", "understand", "apply", "analyse", "evaluate", "create")
"""From the least to the most demanding."""


def _verbs(text: str) -> tuple[str, ...]:
    return tuple(text.split())


VERBS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "remember": _verbs("""
            define describe identify label list locate match name outline recall
            recite recognise recognize record repeat report reproduce select spell
            state
        """),
        "understand": _verbs("""
            clarify classify compare contrast convert describe differentiate discuss
            distinguish estimate explain express give identify illustrate indicate
            interpret locate outline paraphrase present recognise recognize rephrase
            report restate review select sort summarise summarize translate
        """),
        "apply": _verbs("""
            adapt administer answer apply arrange ask assist brief calculate call
            carry choose coach collect communicate complete conduct contact coordinate
            deliver demonstrate determine discuss draw employ engage execute explain
            facilitate fill follow give greet guide hand identify illustrate
            implement inform instruct interview lead maintain manage measure model
            monitor notify operate perform practice practise prepare present read
            record refer register repair report respond run schedule select set
            share show sketch solve support teach train use write
        """),
        "analyse": _verbs("""
            analyse analyze break categorise categorize classify compare connect
            contrast debate deduce detect diagnose diagram differentiate
            discriminate discuss distinguish examine identify infer inspect
            investigate map order outline question relate separate sequence test
            trace
        """),
        "evaluate": _verbs("""
            advise appraise argue assess check choose compare conclude convince
            critique decide defend discuss estimate evaluate grade judge justify
            measure monitor prioritise prioritize rank rate recommend review select
            support validate verify weigh
        """),
        "create": _verbs("""
            adapt arrange assemble build combine compile compose construct create
            design develop devise draft establish facilitate formulate generate
            integrate invent lead make modify organise organize plan prepare produce
            propose revise set write
        """),
    }
)

AVOID: Final = (
    "know", "understand", "appreciate", "learn", "be aware of", "be familiar with",
    "become aware of", "become acquainted with", "become familiar with", "realise", "realize",
    "believe", "feel", "grasp", "comprehend", "think", "perceive", "see", "hear", "listen",
    "self-actualise", "gain knowledge of", "gain an understanding of", "have knowledge of",
    "have an understanding of", "be exposed to", "memorise", "memorize", "cover",
)  # fmt: skip
"""Words nobody can watch or mark; `cover` is what a trainer does."""

TOPICS: Final = (
    "introduction", "overview", "background", "basics", "fundamentals", "principles", "theory",
    "history", "the importance of", "the role of", "session on", "module on",
)  # fmt: skip
"""First words of a topic that was written where an objective should be."""

TRAINER: Final = (
    "the instructor", "the trainer", "the facilitator", "the course", "the session", "the module",
    "this course", "this session", "this module", "trainers will", "participants will be taught",
    "participants will be told", "participants will be shown", "participants will be given",
)  # fmt: skip
"""First words of a sentence about the teaching instead of the learning."""
