"""Each objective by itself: one performance, with a verb that can be watched, at its level.

After Mager (condition, performance, criterion) and Bloom's revised taxonomy.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ttt.checks.verbs import AVOID, LEVELS, TOPICS, TRAINER, VERBS
from ttt.checks.wording import quote, words
from ttt.diagnostics import Collector, Related
from ttt.model.curriculum import Objective
from ttt.model.edition import Curriculum

_ALL: Final = frozenset(verb for verbs in VERBS.values() for verb in verbs)
_JOINED: Final = re.compile(
    r"(?:\band\b|\bor\b|/|;|, then\b|\bthen\b)\s*(?:then\s+)?(?P<verb>[a-z-]+)"
)
_EXAMPLES: Final = 6
# These are nouns as often as verbs: "the scale and use of …" has one performance.
_NOUNS: Final = frozenset({
    "answer", "break", "brief", "call", "check", "contact", "debate", "design", "draft",
    "draw", "estimate", "fill", "grade", "group", "guide", "hand", "label", "lead", "list",
    "map", "match", "measure", "model", "monitor", "name", "order", "outline", "plan",
    "practice", "present", "question", "rank", "rate", "read", "record", "register", "repair",
    "report", "review", "run", "schedule", "set", "share", "show", "sketch", "sort", "state",
    "support", "test", "trace", "use",
})  # fmt: skip


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report objectives that are worded so that nobody can see whether they are met."""
    english = curriculum.header.language.split("-", 1)[0] == "en"
    terminal = {o.id: o for m in curriculum.modules for o in m.objectives if o.kind == "terminal"}
    for module in curriculum.modules:
        for objective in module.objectives:
            if english:
                _wording(objective, collector)
            _parts(objective, collector)
            parent = terminal.get(objective.parent)
            if parent is not None:
                _levels(objective, parent, collector)


def _wording(objective: Objective, collector: Collector) -> None:
    """Report what the statement begins with, in this order: topic, avoided word, unknown word."""
    span = objective.place.at("statement")
    text = " ".join(re.sub(r"[*_`]", "", objective.statement).split()).casefold()
    first = text.split(" ", 1)[0].strip(".,;:")
    topic = _begins(text, TOPICS)
    trainer = _begins(text, TRAINER)
    avoided = _begins(text, AVOID)
    better = words(_examples(objective.bloom), "or")
    if topic or trainer:
        what = "names a topic" if topic else "says what the trainers do"
        collector.error(
            "OBJ012",
            f"{quote(topic or trainer)} {what}, not what participants can do",
            span,
            f"begin with what they can do afterwards, such as {better}",
        )
    elif avoided:
        collector.warning(
            "OBJ001",
            f"nobody can watch or mark {quote(avoided)}",
            span,
            f'for the level "{objective.bloom}" begin with {better}',
        )
    elif first not in _ALL:
        collector.warning(
            "OBJ013",
            f"{quote(first)} is not on the list of verbs for objectives",
            span,
            f"begin with a verb, such as {better}",
            "a good verb that is missing can be added in checks/verbs.py",
        )
    else:
        _performance(objective, first, text, collector)


def _performance(objective: Objective, first: str, text: str, collector: Collector) -> None:
    """Report a second performance and a verb that does not fit the declared level."""
    span = objective.place.at("statement")
    second = next(
        (
            match["verb"]
            for match in _JOINED.finditer(text)
            if match["verb"] in _ALL and match["verb"] not in _NOUNS
        ),
        "",
    )
    if second:
        collector.warning(
            "OBJ002",
            f"two performances in one objective: {quote(first)} and {quote(second)}",
            span,
            "write two objectives; each is taught and assessed by itself",
        )
    if objective.domain == "cognitive" and first not in VERBS[objective.bloom]:
        levels = [level for level in LEVELS if first in VERBS[level]]
        collector.warning(
            "OBJ004",
            f'{quote(first)} does not fit the level "{objective.bloom}"',
            span,
            f'for "{objective.bloom}" begin with {words(_examples(objective.bloom), "or")}',
            f"or change bloom: to {words(levels, 'or')}",
            related=(Related("the level", objective.place.at("bloom")),),
        )


def _parts(objective: Objective, collector: Collector) -> None:
    """Report a condition or a degree that is missing; a terminal one may go without condition."""
    wanted = {"degree": objective.degree}
    if objective.kind == "enabling":
        wanted = {"condition": objective.condition, **wanted}
    missing = [name for name, text in wanted.items() if not text.strip()]
    if missing:
        collector.warning(
            "OBJ003",
            f"the objective {quote(objective.id)} has no {words(missing)}",
            objective.place.at("id"),
            "condition: says with what in hand, degree: how well",
        )


def _levels(objective: Objective, parent: Objective, collector: Collector) -> None:
    if LEVELS.index(objective.bloom) > LEVELS.index(parent.bloom):
        collector.warning(
            "OBJ006",
            f"{quote(objective.id)} asks for more than {quote(parent.id)}, its terminal objective",
            objective.place.at("bloom"),
            f'"{objective.bloom}" leads up to "{parent.bloom}": lower the one, or raise the other',
            related=(Related("its terminal objective", parent.place.at("bloom")),),
        )


def _begins(text: str, openings: tuple[str, ...]) -> str:
    return next((o for o in openings if text == o or text.startswith((f"{o} ", f"{o}:"))), "")


@cache
def _examples(level: str) -> tuple[str, ...]:
    """Return a few verbs that are typical of a level: those that stand at the fewest levels."""
    ranked = sorted(VERBS[level], key=lambda verb: sum(verb in verbs for verbs in VERBS.values()))
    return tuple(sorted(ranked[:_EXAMPLES]))
