"""Markdown of one field: what it becomes, what is a finding, and facts put into it."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shapes import shape
from ttt.diagnostics import Collector
from ttt.document import Gap, Inline, Str
from ttt.prose import blocks, inlines, literal, report, substitute
from ttt.source import Span
from ttt.text import Kind, Origin, Text

ORIGIN: Final = Origin("base", "m1", "say", span=Span("m1.yaml", 10, 5, 20, 9))
FACTS: Final[dict[str, tuple[Inline, ...]]] = {
    "cohort.name": (Str("**A** | # ::: {{ x }} <b> `c`"),),
    "cohort.facts.gap": (Gap(Str("the office")),),
    "cohort.facts.none": (),
}


def known(name: str, _line: int = 0) -> tuple[Inline, ...] | None:
    return FACTS.get(name)


def a_word(_name: str, _line: int = 0) -> tuple[Inline, ...] | None:
    return (Str("word"),)


def text(value: str, kind: Kind = Kind.PROSE) -> Text:
    return Text(value, kind, ORIGIN)


def filled(value: str, kind: Kind = Kind.PROSE) -> tuple[Text, Collector]:
    collector = Collector()
    return substitute(text(value, kind), known, collector), collector


FINDINGS: Final = {
    "a **b": [("TPL106", 10)],
    "fine\n\na ** b**": [("TPL106", 12)],
    "a\n\n::: trainer\nb": [("TPL101", 12)],
    "a\n\n:::\n": [("TPL102", 12)],
    "a\n\n::: trianer\nb\n:::": [("TPL108", 12)],
    "[a](javascript:x)": [("TPL107", 10)],
    "x ![a](b.png) y": [("TPL104", 10)],
}


@pytest.mark.parametrize("value", FINDINGS)
def test_markup_nobody_can_read_is_a_finding_at_its_line(value: str) -> None:
    collector = Collector()
    report(text(value), collector)
    found = [(finding.code, finding.span and finding.span.line) for finding in collector]
    assert found == FINDINGS[value]


@pytest.mark.parametrize(
    "line", ["# *a*", "- b", "[c](d)", "{{ x }}", "a  b", " a", "\\*", "&amp;"]
)
def test_a_line_is_its_characters(line: str) -> None:
    assert shape(inlines(text(line, Kind.LINE)), str) == f"Str text={line}\n"


def test_a_line_separator_is_a_forced_new_line() -> None:
    for separator in ("\u2028", "\u2029", "\v", "\r\n", "\n"):
        shown = shape(literal(f"a{separator}b", ORIGIN))
        assert shown == "Str text='a'\nLineBreak\nStr text='b'\n", repr(separator)


def test_an_inline_text_opens_no_block() -> None:
    for value in ("# a", "- a", "1. a", "> a", "```a", "::: trainer", "| a |", "    a", "a\nb"):
        shown = shape(inlines(text(value, Kind.INLINE)), str)
        assert shown.count("\n") == 1, value
        assert "Str" in shown, value


@pytest.mark.parametrize("kind", Kind)
def test_a_fact_is_characters_not_markup(kind: Kind) -> None:
    found, collector = filled("a {{ cohort.name }} b", kind)
    assert not len(collector)
    expected = "a **A** | # ::: {{ x }} <b> `c` b"
    assert str(found) == expected
    assert shape(blocks(found), str) == f"Paragraph\n  Str text={expected}\n"


def test_a_fact_nobody_knows_is_a_gap() -> None:
    found, _ = filled("a {{ cohort.facts.gap }} b")
    assert "Gap" in shape(blocks(found))
    assert "the office" in found


def test_an_escaped_brace_is_two_braces() -> None:
    for kind in Kind:
        found, collector = filled(r"a \{{ cohort.name }} b", kind)
        assert not len(collector)
        assert str(found) == "a {{ cohort.name }} b"


def test_what_is_no_name_is_a_finding_at_its_line() -> None:
    for value in ("{{ typo }}", "{{ }}", "{{", "{{ a b }}", "{{ 7 * 7 }}", "{{ x.y() }}"):
        found, collector = filled(f"one\ntwo\n\n{value} three")
        (finding,) = collector
        assert (finding.code, finding.span and finding.span.line) == ("TPL120", 13), value
        assert str(found) == f"one\ntwo\n\n{value} three"


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("ab \n#*_`[]()!>|-+=1.:~\\{}<&"), max_size=40), st.sampled_from(Kind)
)
def test_any_text_is_read_and_read_the_same_twice(value: str, kind: Kind) -> None:
    reported = text(value, kind)
    report(reported, Collector())
    once, again = blocks(reported), blocks(text(value, kind))
    assert shape(once) == shape(again)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab \n#*`[]()>|-1.:~{}"), max_size=30))
def test_a_fact_changes_no_shape(around: str) -> None:
    marked = f"{around} {{{{ cohort.name }}}} {around}"
    collector = Collector()
    with_fact = substitute(text(marked), known, collector)
    with_word = substitute(text(marked), a_word, Collector())
    if len(collector):
        return
    fact = FACTS["cohort.name"][0]
    assert isinstance(fact, Str)
    assert shape(blocks(with_fact), str) == shape(blocks(with_word), str).replace("word", fact.text)


def test_the_origin_of_every_text_is_the_fields() -> None:
    found = blocks(text("# a\n\n- b *c*\n\n| d |\n| --- |\n| e |\n"))
    assert repr(found).count("address='m1'") >= 4
