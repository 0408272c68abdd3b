"""No document of the sample holds what its readers may not have.

Who may have a text is worked out here from what the files say; the documents are built and their
text is searched, slides, notes, alternatives and properties included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pytest

from tests.sample.building import flat, on_the_wall, shown
from tests.sample.reading import COHORTS, curriculum, everything, files, lines
from ttt.model.audience import Audience
from ttt.prose import FIELD
from ttt.text import Text

MEMBERS: Final = ("khm", "lao", "phl")
"""A regional cohort has what all of these may have."""
TRAINERS_OWN: Final = (
    "do", "say", "ask", "listen_for", "notes", "transition", "adaptation_notes", "contingency",
    "interpretation_notes", "room", "materials", "prepare", "answer", "explain", "facilitator",
    "case_basis", "injects", "critical_tasks", "probes", "expected_points", "knows",
    "does_not_know", "may_share", "goals", "constraints",
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A stretch of words between facts, with who may have it."""

    words: str
    cohorts: frozenset[str]
    trainers_only: bool
    place: str


def receivers(text: Text) -> frozenset[str]:
    """The cohorts that may have a text: its own, those it is released to, or all."""
    if text.origin.layer in COHORTS:
        own = {text.origin.layer}
        # Facts of its members are a regional cohort's own
        own |= {"sea"} if text.origin.part.startswith("facts.") and own <= {*MEMBERS} else set()
    elif text.origin.released is None:
        own = set(COHORTS)
    else:
        own = set(text.origin.released)
        own |= {"sea"} if own.issuperset(MEMBERS) else set()
    return frozenset(own)


@cache
def pieces() -> tuple[Piece, ...]:
    """Every stretch of the sample's words that is long enough to be told from others."""
    found = []
    for text in everything():
        private = text.origin.audience is not Audience.PARTICIPANT
        place = f"{text.origin.layer} {text.origin.address} {text.origin.part}"
        for line in lines(text):
            for part in FIELD.sub("\0", line.words).split("\0"):
                words = flat(part).strip(" .:;,()")
                if len(words) >= 16:
                    found.append(Piece(words, receivers(text), private or line.boxed, place))
    return tuple(found)


def missing_from(found: Iterable[Piece], allowed: Iterable[Piece]) -> list[Piece]:
    """Those pieces whose words stand in none that is allowed."""
    open_words = "\n".join({piece.words for piece in allowed})
    return [piece for piece in found if piece.words not in open_words]


def leaks(
    withheld: Iterable[Piece], documents: Iterable[tuple[str, frozenset[str]]]
) -> Iterator[tuple[str, str, str]]:
    """Every document that shows a withheld piece."""
    chosen = dict(documents)
    together = "\n".join(frozenset().union(*chosen.values()))
    for piece in withheld:
        if piece.words in together:
            for name, found in chosen.items():
                if any(piece.words in line for line in found):
                    yield name, piece.place, piece.words


def of(cohort: str) -> list[tuple[str, frozenset[str]]]:
    return [(name, found) for name, found in shown().items() if name.startswith(f"{cohort}/")]


def share_shown(found: list[Piece], names: Iterable[tuple[str, frozenset[str]]]) -> float:
    """How many of the pieces stand in the documents, from 0 to 1."""
    together = "\n".join(frozenset().union(*(lines for _, lines in names)))
    return sum(piece.words in together for piece in found) / len(found)


@pytest.mark.parametrize("cohort", COHORTS)
def test_nothing_of_other_cohorts_stands_in_a_document(cohort: str) -> None:
    withheld = [piece for piece in pieces() if cohort not in piece.cohorts]
    hidden = missing_from(withheld, [p for p in pieces() if cohort in p.cohorts])
    assert len(hidden) >= 150
    assert len(of(cohort)) >= 50
    assert list(leaks(hidden, of(cohort))) == []


@pytest.mark.parametrize("cohort", COHORTS)
def test_what_is_released_to_a_cohort_reaches_it(cohort: str) -> None:
    # Without this a search that finds nothing would prove nothing
    own = [p for p in pieces() if cohort in p.cohorts and len(p.cohorts) < len(COHORTS)]
    released = missing_from(own, [p for p in pieces() if len(p.cohorts) == len(COHORTS)])
    assert len(released) >= 20
    # A cohort removes and replaces some of it
    assert share_shown(released, of(cohort)) > 0.8


def test_participants_get_nothing_that_is_for_trainers() -> None:
    private = [piece for piece in pieces() if piece.trainers_only]
    hidden = missing_from(private, [p for p in pieces() if not p.trainers_only])
    assert len(hidden) >= 1_000
    handed_out = [(name, found) for name, found in shown().items() if "/participant/" in name]
    assert len(handed_out) >= 16 * len(COHORTS)
    assert list(leaks(hidden, handed_out)) == []
    assert list(leaks(hidden, on_the_wall().items())) == []


def test_trainers_get_what_is_for_them() -> None:
    private = [p for p in pieces() if p.trainers_only and "khm" in p.cohorts]
    hidden = missing_from(private, [p for p in pieces() if not p.trainers_only])
    theirs = [(name, found) for name, found in of("khm") if "/trainer/" in name]
    # What a cohort removed or replaced is not printed
    assert share_shown(hidden, theirs) > 0.9


def narrowed(node: Any) -> Iterator[str]:
    """The texts of every element of a file that names cohorts, without the names."""
    match node:
        case dict() if "releasable_to" in node:
            yield from strings({k: v for k, v in node.items() if k != "releasable_to"})
        case dict():
            for value in node.values():
                yield from narrowed(value)
        case list():
            for value in node:
                yield from narrowed(value)


def strings(node: Any) -> Iterator[str]:
    match node:
        case dict():
            for value in node.values():
                yield from strings(value)
        case list():
            for value in node:
                yield from strings(value)
        case str():
            yield node


def below(node: Any, keys: tuple[str, ...]) -> Iterator[str]:
    """Every text of a file that stands below one of the keys."""
    match node:
        case dict():
            for key, value in node.items():
                yield from strings(value) if key in keys else below(value, keys)
        case list():
            for value in node:
                yield from below(value, keys)


def test_the_files_say_the_same_of_who_may_have_what() -> None:
    limited = {t.strip() for t in everything() if len(receivers(t)) < len(COHORTS)}
    named = {text.strip() for data in files().values() for text in narrowed(data)}
    assert {text for text in named if len(text) > 30} - limited == set()
    private = {t.strip() for t in everything() if t.origin.audience is not Audience.PARTICIPANT}
    own = {t.strip() for data in files().values() for t in below(data, TRAINERS_OWN)}
    assert len(own) >= 1_000
    assert {text for text in own if len(text) > 30} - private == set()
    assert len(curriculum().overlays) >= 12
