"""The sample's spelling: British English, and a short list of the subject's own words.

The dictionary is American; a British word is looked up in its American form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from spellchecker import SpellChecker

from tests.sample.reading import everything, lines
from ttt.text import Text

LIST: Final = Path(__file__).parent / "words.txt"
WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SKIPPED: Final = re.compile(r"https?://\S+|\{\{.*?\}\}")

# British, American. The first that matches is taken.
FORMS: Final = tuple(
    (re.compile(rf"\b{british}"), re.compile(rf"\b{american}"), british, american)
    for british, american in (
        ("colour", "color"), ("behaviour", "behavior"), ("harbour", "harbor"), ("honour", "honor"),
        ("labour", "labor(?!at)"), ("neighbour", "neighbor"), ("rumour", "rumor"),
        ("favour", "favor"), ("centre", "center"), ("programme", "program"), ("defence", "defense"),
        ("offence", "offense"), ("grey", "gray"), ("catalogue", "catalog"), ("metre", "meter"),
        ("travell", "travel(?=ed|er|ing)"), ("labell", "label(?=ed|ing)"),
        ("cancell", "cancel(?=ed|ing)"), ("modell", "model(?=ed|ing)"),
        ("fulfil(?!l)", "fulfill(?!ed|ing)"), ("skilful", "skillful"), ("sceptic", "skeptic"),
    )
)  # fmt: skip
_ISE: Final = re.compile(r"(?<=[a-z])(i|y)s(e[ds]?|ers?|ing|ations?)$")
_IZE: Final = re.compile(r"(?<=[a-z])(i|y)z(e[ds]?|ers?|ing|ations?)$")
_ALWAYS_Z: Final = re.compile(r"(?:size|prize|seize|capsize)")


def americans(word: str) -> Iterator[str]:
    """The American forms a British word may have."""
    yield _ISE.sub(r"\1z\2", word)
    for british, _, _, american in FORMS:
        if british.match(word):
            yield british.sub(american.partition("(")[0], word)


def is_american(word: str) -> bool:
    """Whether a word is written as in America only."""
    if _IZE.search(word) and not _ALWAYS_Z.search(word):
        return True
    return any(a.match(word) and not b.match(word) for b, a, _, _ in FORMS)


@cache
def dictionary() -> SpellChecker:
    return SpellChecker(language="en")


@cache
def is_right(word: str) -> bool:
    """Whether a word is British English, whatever its first letter looks like."""
    small = word.casefold().replace("’", "'").removesuffix("'s")
    if is_american(small):
        return False
    return bool(dictionary().known([small, *americans(small)]))


def own_words() -> list[str]:
    return LIST.read_text("utf-8").split()


def judged() -> Iterator[tuple[Text, str]]:
    """Every word of the sample with its text; titles of other people's works are theirs."""
    for text in everything():
        if text.origin.part in {"sender", "url"}:
            continue
        for line in lines(text):
            for word in WORD.findall(SKIPPED.sub(" ", line.words)):
                if len(word) > 1:
                    yield text, word


def is_quoted(text: Text) -> bool:
    """Whether a text is the title or publisher of a source."""
    span = text.origin.span
    return span is not None and span.path.endswith("resources.yaml")


def test_every_word_is_spelt_as_in_britain() -> None:
    own = {re.sub("['’]s$", "", word) for word in own_words()}
    wrong = {
        word: f"{text.origin.address} {text.origin.part}"
        for text, word in judged()
        if re.sub("['’]s$", "", word) not in own
        and not is_right(word)
        and not (is_quoted(text) and is_american(word.casefold()))
    }
    assert wrong == {}


def test_the_list_holds_what_is_needed_and_no_more() -> None:
    own = own_words()
    assert own == sorted(set(own), key=lambda word: (word.casefold(), word))
    found = {re.sub("['’]s$", "", word) for _, word in judged()}
    assert [word for word in own if word not in found] == []
    assert [word for word in own if is_right(word)] == []
    assert len(own) <= 80


@pytest.mark.parametrize(
    "word",
    ["organise", "Organised", "summarises", "analyse", "analysing", "colours", "behaviour",
     "neighbouring", "centre", "programme", "defence", "labelled", "travelling", "size",
     "exercise", "advise", "regulator's", "regulator’s", "authorisation", "practise", "fulfil"],
)  # fmt: skip
def test_british_words_are_right(word: str) -> None:
    assert is_right(word)


@pytest.mark.parametrize(
    "word",
    ["organize", "Organized", "summarizes", "analyze", "color", "behavior", "neighbors", "center",
     "program", "programs", "defense", "labeled", "traveling", "gray", "recieve", "seperate",
     "goverment", "occured", "exersise", "fulfill"],
)  # fmt: skip
def test_american_and_misspelt_words_are_wrong(word: str) -> None:
    assert not is_right(word)
