"""Markup and values to blocks: one folder a case, and what holds whatever the values are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shapes import shape
from ttt.cli.report import concise
from ttt.diagnostics import Collector
from ttt.document import Block
from ttt.markup.slots import slot
from ttt.model.markup import Markup
from ttt.parse import MAX_TABLE, parse
from ttt.source import Span
from ttt.text import Kind, Origin, Text

FOLDER: Final = Path(__file__).parent / "cases" / "parse"
CASES: Final = sorted(path for path in FOLDER.iterdir() if path.is_dir())
_SLOT: Final = re.compile(r"‹(\d+)›")


def parsed(text: str, values: tuple[Text | str, ...] = ()) -> tuple[tuple[Block, ...], Collector]:
    """The blocks of a markup in which ‹0› is the first value; lines are those of markup.md."""
    marked = _SLOT.sub(lambda match: slot(int(match[1])), text)
    spans = tuple(Span("markup.md", n, 1, n, 1) for n in range(1, marked.count("\n") + 2))
    collector = Collector()
    return parse(Markup(marked, values, spans), collector), collector


def texts(case: Path) -> tuple[Text, ...]:
    """The values of a case: a list of `{line: …}`, `{inline: …}` or `{prose: …}`."""
    file = case / "values.yaml"
    given_by = yaml.safe_load(file.read_text("utf-8")) if file.exists() else []
    return tuple(
        Text(
            text,
            Kind(kind),
            Origin("base", f"value-{n}", span=Span("values.yaml", n + 1, 1, n + 1, 1)),
        )
        for n, value in enumerate(given_by)
        for kind, text in value.items()
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_blocks_of_case(case: Path, request: pytest.FixtureRequest) -> None:
    blocks, collector = parsed((case / "markup.md").read_text("utf-8"), texts(case))
    found = shape(blocks) + ("\n" + concise(collector) if len(collector) else "")
    assert "\ufdd0" not in found
    assert "ufdd" not in found
    if request.config.getoption("--update"):
        (case / "expected.txt").write_bytes(found.encode())
    else:
        assert found == (case / "expected.txt").read_text("utf-8")
    for finding in collector:
        assert len(finding.message) <= 100


def test_cases_are_many() -> None:
    assert len(CASES) >= 25


PLACES: Final = {
    "paragraph": "‹0›\n",
    "middle of a sentence": "before ‹0› after\n",
    "heading": "## ‹0›\n",
    "heading with attributes": "## ‹0› {#x .y label=b}\n",
    "id bare": "## T {id=‹0›}\n",
    "attribute quoted": '## T {rail_text="‹0›"}\n',
    "attribute in words": '## T {rail_text="a ‹0› b"}\n',
    "attribute bare": "## T {rail_text=‹0›}\n",
    "attribute of a container": '::: activity {title="‹0›"}\nx\n:::\n',
    "cell": "| a | b |\n| --- | --: |\n| ‹0› | c |\n",
    "header cell": "| ‹0› | b |\n| --- | --- |\n| a | c |\n",
    "list": "- a\n- ‹0›\n- c\n",
    "nested list": "- a\n  - ‹0›\n- c\n",
    "numbered": "1. ‹0›\n2. b\n",
    "quote": "> ‹0›\n",
    "code": "a `‹0›` b\n",
    "fence": "```\n‹0›\n```\n",
    "strong": "**‹0›** b\n",
    "strong beside a word": "a**‹0›**b\n",
    "emphasis": "*‹0›* b\n",
    "link text": "[‹0›](https://example.org)\n",
    "link target": "[a](https://example.org/‹0›)\n",
    "image alt": "![‹0›](media/x.png)\n",
    "image path": "![a](‹0›)\n",
    "span": "[‹0›]{.role}\n",
    "container": "::: lead\n‹0›\n:::\n",
    "cell of a grid": '::: grid {columns="1 2"}\n::: cell\n‹0›\n:::\n::: cell\nb\n:::\n:::\n',
    "column": "::: columns\n::: column\n‹0›\n:::\n::: column\nb\n:::\n:::\n",
    "notes": "::: notes\n‹0›\n:::\n",
    "region": "::: region {name=output}\n‹0›\n:::\n",
    "below a list": "- a\n\n‹0›\n",
    "two in a row": "‹0› ‹0›\n",
    "reference": "{ref=slides to=‹0›}\n",
    "after a break": "a\\\n‹0›\n",
}
"""Where a template may put a value; in each the value stays what it is."""

ANYTHING: Final = st.text(
    st.sampled_from("ab &<>#:|{}%.*_`~[]()!\\\"'-+=123\u00a0\u200bខ្មែរ😀"), min_size=1, max_size=24
).map(lambda text: f"«{text}»")


@pytest.mark.parametrize("place", PLACES)
def test_a_plain_value_is_shown_in_every_place(place: str) -> None:
    blocks, collector = parsed(PLACES[place], (Text("«word»"),))
    assert not len(collector)
    assert "«word»" in shape(blocks)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(PLACES)), ANYTHING)
def test_a_value_is_read_back_and_changes_no_shape(place: str, value: str) -> None:
    markup = PLACES[place]
    plain, _ = parsed(markup, (Text("«word»"),))
    blocks, collector = parsed(markup, (Text(value),))
    assert not len(collector)
    word = "«word»"
    assert shape(blocks, str) == shape(plain, str).replace(word, value)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(PLACES)), st.text(st.sampled_from("#*-`:[]{}|<>\n \\x1.~"), max_size=30)
)
def test_prose_stays_inside_its_place(place: str, value: str) -> None:
    # Whatever prose holds: what stands after it is still where the template put it
    markup = f"# Before\n\n{PLACES[place]}\n# After\n"
    blocks, _ = parsed(markup, (Text(value, Kind.PROSE),))
    assert shape(blocks[:1]) == shape(parsed("# Before\n")[0])
    assert shape(blocks[-1:]) == shape(parsed("# After\n")[0])


def test_every_text_knows_its_line_in_the_template() -> None:
    blocks, _ = parsed("# A\n\nb\n\n- c\n\n| d |\n| --- |\n| e |\n")
    lines = re.findall(r"Str\(text='(\w)'.*?line=(\d+)", repr(blocks))
    assert [(t, int(n)) for t, n in lines if t != "e"] == [("A", 1), ("b", 3), ("c", 5), ("d", 7)]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/x", "", " https://x", "//x"]
)
def test_a_value_that_is_no_address_is_a_finding_as_a_link(address: str) -> None:
    _, collector = parsed("[a](‹0›)\n", (Text(address, origin=Origin("base", "notice", "url")),))
    assert [finding.code for finding in collector] == ["TPL107"]
    assert not len(parsed("[a](‹0›)\n", (Text("https://example.org"),))[1])


def test_the_same_markup_is_parsed_once() -> None:
    from ttt.parse import _skeleton  # noqa: PLC0415

    parsed("one of a kind ‹0›\n", (Text("a"),))
    before = _skeleton.cache_info().hits
    parsed("one of a kind ‹0›\n", (Text("b"),))
    assert _skeleton.cache_info().hits == before + 1


def test_a_table_that_explodes_is_a_finding() -> None:
    wide = "|" + " x |" * 200
    text = f"{wide}\n|{' --- |' * 200}\n" + "| a |\n" * (MAX_TABLE // 200)
    blocks, collector = parsed(text)
    assert blocks == ()
    assert [finding.code for finding in collector] == ["TPL114"]


def test_nesting_without_end_is_a_finding() -> None:
    deep = "".join(f"{'  ' * n}- a\n" for n in range(30))
    _, collector = parsed(deep)
    assert {finding.code for finding in collector} == {"TPL121"}
    _, collector = parsed("> " * 300 + "a\n")
    assert "TPL121" in {finding.code for finding in collector}
