"""The sample's English: short sentences, none said twice, names of countries as they are written.

It is read by people whose second language it is, and by interpreters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import pytest

from tests.sample.reading import curriculum, everything, is_whole, length, sentences, texts
from ttt.text import Kind, Text

LONGEST: Final = 29
AVERAGE: Final = 18
ALIKE: Final = 3
"""From how many words on two sentences count as the same thing said twice."""
MODULES: Final = tuple(f"m{n}" for n in range(1, 8))


def told_by(module: str) -> Iterator[Text]:
    """The texts of a module and of what cohorts change in it."""
    whole = curriculum()
    yield from texts(next(m for m in whole.modules if m.id == module))
    for overlay in whole.overlays:
        if overlay.target == module:
            yield from texts(overlay.change)


def shape(sentence: str) -> str:
    """A sentence without what does not make it another one."""
    return " ".join(re.sub(r"[^\w\s{}]", " ", sentence).casefold().split())


def twice(found: Iterator[tuple[str, Text]]) -> dict[str, list[str]]:
    """Sentences that stand in two places, with the places.

    A point or an item that is said as a whole sentence elsewhere counts.
    """
    places: dict[str, set[str]] = defaultdict(set)
    whole: set[str] = set()
    for place, text in found:
        if text.origin.part.endswith(".alt"):
            continue  # a figure is described in the same words wherever it stands
        for sentence in sentences(text, cells=False):
            if length(sentence) >= ALIKE:
                places[shape(sentence)].add(place)
                if is_whole(sentence):
                    whole.add(shape(sentence))
    return {s: sorted(at) for s, at in places.items() if len(at) > 1 and s in whole}


def in_steps() -> Iterator[tuple[str, Text]]:
    """Every text of a step with the step's address; a cohort's own words belong to that step."""
    for module in MODULES:
        for text in told_by(module):
            if "/" in text.origin.address and text.origin.part != "reason":
                yield text.origin.address, text


def test_no_sentence_stands_in_two_steps() -> None:
    assert len({address for address, _ in in_steps()}) >= 115
    assert twice(in_steps()) == {}


def test_a_sentence_that_stands_twice_would_be_found() -> None:
    said = (
        ("a", Text("Write the office, not the person. Then stop.", Kind.PROSE)),
        ("a", Text("Write the office, not the person.", Kind.PROSE)),
        ("b", Text("- **Write** the office,\n  not the person\n- Then stop.", Kind.PROSE)),
    )
    assert twice(iter(said)) == {"write the office not the person": ["a", "b"]}
    assert twice(iter(said[:2])) == {}


def test_every_sentence_is_short() -> None:
    found = [s for text in everything() for s in sentences(text)]
    assert len(found) > 6_000
    assert [(length(s), s) for s in found if length(s) > LONGEST] == []


@pytest.mark.parametrize("module", MODULES)
def test_sentences_are_short_on_average(module: str) -> None:
    lengths = [length(s) for text in told_by(module) for s in sentences(text) if is_whole(s)]
    assert len(lengths) >= 200
    assert sum(lengths) / len(lengths) < AVERAGE


def test_exercises_and_glossary_are_short_on_average() -> None:
    whole = curriculum()
    for part in (whole.exercises, whole.glossary):
        lengths = [length(s) for text in texts(part) for s in sentences(text) if is_whole(s)]
        assert len(lengths) >= 40
        assert sum(lengths) / len(lengths) < AVERAGE


def test_sentences_are_told_apart() -> None:
    text = Text(
        'He said: "Stop. Call." Law 94/2025 of 1.5 pages? Yes (no). {{ a.b }} ends', Kind.PROSE
    )
    found = list(sentences(text))
    assert found == [
        'He said: "Stop.',
        "Call.",
        "Law 94/2025 of 1.5 pages?",
        "Yes (no).",
        "Name ends",
    ]
    assert length("In 2023, 168 do-nots of Law 94/2025 were the regulator's") == 7


@pytest.mark.parametrize("name", ["Vietnam", "Laos", "Laotian", "Philippine Republic"])
def test_countries_have_the_names_they_use(name: str) -> None:
    assert [text for text in everything() if re.search(rf"\b{name}\b", text)] == []


def test_participants_are_spoken_to_in_words_that_stand_for_themselves() -> None:
    # Idioms and short forms are the first thing an interpreter stumbles over
    short = re.compile(r"\b(?:e\.g\.|i\.e\.|etc\.|viz\.|asap\b|\w+n't|it's)", re.IGNORECASE)
    assert [text for text in everything() if short.search(text)] == []
