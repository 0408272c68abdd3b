"""load: nodes know their place, nothing crashes, nothing is typed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pipeline import TINY, files_under
from ttt.diagnostics import Collector
from ttt.load import load
from ttt.source import Entry, MappingNode, Node, ScalarNode, SequenceNode, Span

PATH = "m2.yaml"
MODULE = b"""\
id: m2
title: The problem, "seen" from public data
prerequisites: [m1, 'm0']
sessions:
  - id: m2-s1
    minutes: 75  # half a morning
    materials:
      - {item: flipchart, per: table}
    steps:
      - id: headline
        say: There is no wrong answer yet;
          we come back to it.
        handout: |

          Write down: the *first* three calls # your agency would make.
            - one

          The focal point is {{ cohort.facts.focal_point }}.

        do: |-
          Show it.
        note: >
          folded
          text
        empty:
"""
PIECES = [
    *(bytes([n]) for n in (*range(128), 0x85, 0xA0, 0xC3, 0xED, 0xEF, 0xFF)),
    *(b": ", b" #", b"\n", b"\n  ", b"\n- ", b"\r\n", b"- ", b"|\n", b">\n", b"---\n", b"...\n"),
    *(b"{{ x }}", b"[[", b"&a ", b"*a", b"!!a ", b"? ", b"<<: ", b'"\\u', b"'", b"%YAML 1.1\n"),
    *("\u2028 \u202e \ufdd0 \ue000 \ufeff ក \U0001f600 \U0001ffff".encode().split()),
]


def read(data: bytes | str) -> tuple[MappingNode | None, list[str]]:
    collector = Collector()
    data = data.encode() if isinstance(data, str) else data
    nodes = load({PATH: data}, collector)
    return nodes.get(PATH), [finding.code for finding in collector]


def module() -> MappingNode:
    node, codes = read(MODULE)
    assert codes == []
    assert node is not None
    return node


def entries(node: Node) -> Iterator[Entry]:
    match node:
        case MappingNode():
            for entry in node.entries:
                yield entry
                yield from entries(entry.value)
        case SequenceNode():
            yield from itertools.chain.from_iterable(map(entries, node.items))
        case ScalarNode():
            pass


def cut(span: Span, text: str) -> str:
    """What stands in the text at a place."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_key_and_value_stands_where_its_span_says(newline: str, mark: bytes) -> None:
    text = MODULE.decode()
    node, codes = read(mark + text.replace("\n", newline).encode())
    assert codes == []
    assert node == module()
    found = {entry.key: entry for entry in entries(node)}
    for key, entry in found.items():
        assert cut(entry.key_span, text) == key
    shown = {key: cut(entry.value.span, text) for key, entry in found.items()}
    assert shown["title"] == 'The problem, "seen" from public data'
    assert shown["prerequisites"] == "[m1, 'm0']"
    assert shown["minutes"] == "75"
    assert shown["item"] == "flipchart"
    assert shown["materials"] == "- {item: flipchart, per: table}"
    assert shown["say"].startswith("There is")
    assert shown["say"].endswith("back to it.")
    assert shown["do"] == "Show it."
    assert shown["empty"] == ""
    assert shown["sessions"].startswith("- id: m2-s1")


def test_line_n_of_a_block_text_is_line_n_below_its_span() -> None:
    handout = next(e.value for e in entries(module()) if e.key == "handout")
    assert isinstance(handout, ScalarNode)
    assert handout.style == "block"
    lines = MODULE.decode().split("\n")
    for number, line in enumerate(handout.value.rstrip("\n").split("\n")):
        written = lines[handout.span.line - 1 + number]
        assert written[handout.span.column - 1 :] == line


def test_scalars_are_as_written_and_say_how() -> None:
    node, codes = read("a: NO\nb: 010\nc: 12:30\nd: '010'\ne: ~\nf: 1.10\ng: |\n  x\nh: >\n  x\n")
    assert codes == []
    assert node is not None
    found = [
        (e.value.value, e.value.style) for e in node.entries if isinstance(e.value, ScalarNode)
    ]
    plain = [(value, "plain") for value in ("NO", "010", "12:30", "~", "1.10")]
    assert found == [*plain[:3], ("010", "quoted"), *plain[3:], ("x\n", "block"), ("x\n", "quoted")]


def test_flow_lists_are_told_from_lines() -> None:
    found = {e.key: e.value for e in entries(module())}
    flow = {key for key, node in found.items() if isinstance(node, SequenceNode) and node.flow}
    assert flow == {"prerequisites"}


def test_first_of_two_equal_keys_is_kept_and_the_second_names_it() -> None:
    collector = Collector()
    nodes = load({PATH: b"a: 1\nb: 2\na: 3\n"}, collector)
    assert [e.value for e in nodes[PATH].entries] == [
        ScalarNode(value, Span(PATH, 1, 1, 1, 1)) for value in ("1", "2")
    ]
    (finding,) = collector
    assert finding.span == Span(PATH, 3, 1, 3, 2)
    assert [related.span for related in finding.related] == [Span(PATH, 1, 1, 1, 2)]


def test_key_with_a_stray_character_is_read_as_the_key_meant() -> None:
    node, codes = read("audien\u200bce: trainer\n")
    assert codes == ["YAML016"]
    assert node is not None
    assert [entry.key for entry in node.entries] == ["audience"]


@pytest.mark.parametrize("depth", [64, 65])
def test_sixty_four_levels_are_read(depth: int) -> None:
    node, codes = read(b"a: " + b"[" * (depth - 1) + b"]" * (depth - 1))
    assert (node is None, codes) == ((True, ["YAML008"]) if depth > 64 else (False, []))


def test_two_million_bytes_are_read() -> None:
    assert read(b"a: x  # " + b"x" * 1_999_992)[1] == []
    assert read(b"a: " + b"x" * 1_999_998) == (None, ["YAML003"])


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    node, codes = read(data)
    assert node is not None or codes


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join))
def test_any_signs_of_yaml_are_read_or_reported(data: bytes) -> None:
    node, codes = read(data)
    assert node is not None or codes


@given(st.data())
def test_any_change_of_a_good_file_is_read_or_reported(data: st.DataObject) -> None:
    files = [MODULE, *(f for name, f in files_under(TINY).items() if name.endswith(".yaml"))]
    text = data.draw(st.sampled_from(files))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 12))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    collector = Collector()
    nodes = load({PATH: text}, collector)
    assert nodes or len(collector)
    lines = text.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in collector:
        assert finding.span is not None
        assert 1 <= finding.span.line <= len(lines)
        assert finding.span.column >= 1
        assert (finding.span.end_line, finding.span.end_column) > (
            finding.span.line,
            finding.span.column,
        )
        assert len(finding.message) <= 110
        assert "\n" not in finding.message


def test_no_refused_character_gets_into_a_node() -> None:
    text = "a: x\ufdd0y\nb: \"\\uFDD1\\v\\u2028\"\nc: |\n  \ue000\u202e\n'd\u0085': e\n"
    node, codes = read(text)
    assert node is not None
    assert set(codes) == {"YAML004", "YAML005", "YAML006"}
    values = "".join(e.value.value for e in entries(node) if isinstance(e.value, ScalarNode))
    assert not set(values) & set("\ufdd0\ufdd1\v\u2028\ue000\u202e\u0085")
