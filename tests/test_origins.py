"""What is made from a text is for those the text is for, whatever a template does to it."""

from __future__ import annotations

import pickle

import pytest

from ttt.model.audience import Audience
from ttt.sandbox import Sandbox
from ttt.text import Kind, Origin, Text, origin_of

SAY = Text("say it **loud**", Kind.INLINE, Origin("base", "m1-s1/a", "say", Audience.TRAINER))
OURS = Text("ours", Kind.LINE, Origin("base", "m1-s1/b", "title", released=("aaa", "bbb")))
THEIRS = Text("theirs", Kind.LINE, Origin("base", "m1-s1/c", "title", released=("bbb", "ccc")))
OPEN = Text("open", Kind.LINE, Origin("base", "m1-s1/d", "title"))


def printed(expression: str) -> list[object]:
    """All values a template prints."""
    found: list[object] = []

    def keep(value: object) -> str:
        found.append(value)
        return "x"

    names = {"say": SAY, "ours": OURS, "theirs": THEIRS, "open": OPEN, "all": (OPEN, SAY)}
    Sandbox(keep).from_string(expression).render(names)
    return found


@pytest.mark.parametrize(
    "expression",
    [
        "{{ say }}", "{{ say | upper }}", "{{ say | lower }}", "{{ say | title }}",
        "{{ say | trim }}", "{{ say | truncate(3) }}", "{{ say | replace('a', 'b') }}",
        "{{ 'abc' | replace('a', say) }}", "{{ say | string }}", "{{ say | capitalize }}",
        "{{ say | default('') }}", "{{ say ~ '' }}", "{{ open ~ say }}", "{{ say ~ open }}",
        "{{ say + open }}", "{{ say[0] }}", "{{ say[:3] }}", "{{ say[::-1] }}",
        "{{ say | first }}", "{{ say | last }}", "{{ say | reverse }}", "{{ say | max }}",
        "{% for letter in say %}{{ letter }}{% endfor %}", "{{ (say | list)[2] }}",
        "{% for row in say | batch(2) %}{{ row[0] }}{% endfor %}", "{{ all[1] }}",
        "{% set x = say | upper %}{{ x }}", "{{ say if open else '' }}",
        "{{ (open ~ say) | upper | trim | first }}", "{{ (say | upper)[1:] | lower }}",
        "{{ [say, say] | unique | first }}", "{{ all | sort | last }}", "{{ all | last }}",
    ],
)  # fmt: skip
def test_a_trainers_text_stays_one(expression: str) -> None:
    values = printed(expression)
    assert values
    for value in values:
        assert isinstance(value, Text), value
        assert value.origin.audience is Audience.TRAINER
        assert value.origin.part == "say"


def test_what_a_list_prints_keeps_its_parts() -> None:
    assert [type(value) for value in printed("{{ all | join(', ') }}")] == [Text, Text, str]
    assert printed("{{ all | join }}")[:2] == [OPEN, SAY]


def test_texts_joined_are_for_those_who_may_have_all() -> None:
    joined = origin_of((OURS, "plain", 7, THEIRS))
    assert joined is not None
    assert joined.released == ("bbb",)
    assert origin_of((OPEN, OURS)) == origin_of((OURS, OPEN)) == OURS.origin
    mixed = origin_of((OURS, SAY))
    assert mixed is not None
    assert (mixed.audience, mixed.released, mixed.part) == (
        Audience.TRAINER, ("aaa", "bbb"), "say",
    )  # fmt: skip
    assert origin_of(("plain", 7, None)) is None
    (value,) = printed("{{ ours ~ theirs }}")
    assert isinstance(value, Text)
    assert value.origin.released == ("bbb",)


def test_a_piece_is_read_as_the_characters_it_has() -> None:
    (value,) = printed("{{ say[7:] }}")
    assert (value, getattr(value, "kind", None)) == ("**loud**", Kind.LINE)
    assert pickle.loads(pickle.dumps(SAY[2:5])) == "y i"  # noqa: S301 our own
    assert "".join(SAY) == str(SAY)
    assert SAY[-1] == "*"
