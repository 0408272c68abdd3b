"""Template sets of national teams: one folder a case, and values that stay values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import unified_diff
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builds import Built, build, lay_out, paragraphs
from tests.pipeline import TINY, files_under
from tests.shapes import shape
from ttt.cli.report import concise
from ttt.compose import compose
from ttt.compose.context import Context, names_in
from ttt.compose.environment import Templates
from ttt.compose.slides import slides_of
from ttt.diagnostics import Collector
from ttt.document import Plain
from ttt.model.artifact import Artifact
from ttt.model.audience import Audience
from ttt.model.product import Product, TemplateSet
from ttt.parse import parse
from ttt.source import Source
from ttt.tasks import Selection
from ttt.text import Kind, Origin, Text

FOLDER: Final = Path(__file__).parent / "cases" / "templates"
COORDINATED: Final = ("same-path-twice", "same-path-for-sessions")
"""Cases that only a whole build can find: see test_build.py."""

CASES: Final = sorted(
    path for path in FOLDER.iterdir() if path.is_dir() and path.name not in COORDINATED
)
_PRODUCT: Final = re.compile(r"templates/own/([^/.]+)\.(docx|pptx)\.j2")


def project_of(case: Path) -> dict[str, bytes]:
    """The smallest project with the case's template set `own` (which extends base by itself)."""
    files = {**files_under(TINY), **files_under(case)}
    files.pop("expected.txt", None)
    files.setdefault("templates/own/set.yaml", b"name: Own\nextends: base\n")
    path = "curriculum/cohorts/aaa/cohort.yaml"
    if path not in files_under(case):
        files[path] = re.sub(rb"(?m)^templates: .*\n", b"", files[path]) + b"templates: own\n"
    return files


def own_products(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The names of the products the case itself declares; the handout when it declares none."""
    found = tuple(match[1] for path in sorted(files) if (match := _PRODUCT.fullmatch(path)))
    return found or ("handout",)


def lines_of(artifact: Artifact) -> list[str]:
    """The text of a document without its headers and footers."""
    part = "word/document" if artifact.path.endswith(".docx") else "ppt/"
    return [line for line in paragraphs(artifact.data, part) if line.strip()]


@lru_cache(maxsize=1)
def base_lines() -> Mapping[str, list[str]]:
    """The documents of the smallest project made with the base set."""
    found = build(TINY.resolve(), keep_going=True)
    return {name: lines_of(artifact) for name, artifact in found.documents.items()}


def text_of(found: Built) -> str:
    """Every document with its text; of one the base set has too, what differs from it."""
    lines: list[str] = []
    for name, artifact in sorted(found.documents.items()):
        lines.append(f"{name}\n")
        text, base = lines_of(artifact), base_lines().get(name)
        if base is not None:
            text = [line for line in unified_diff(base, text, n=0, lineterm="") if line[:2] != "@@"]
            text = text[2:] or ["as in the base set"]
        lines += [f"  {line}\n" for line in text]
    return "".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_findings_and_documents_of_case(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    files = project_of(case)
    found = build(
        lay_out(files, tmp_path), Selection(products=own_products(files)), keep_going=True
    )
    told = concise(found.findings) + ("\n" if found.findings and found.documents else "")
    told += text_of(found)
    if request.config.getoption("--update"):
        (case / "expected.txt").write_bytes(told.encode())
    else:
        assert told == (case / "expected.txt").read_text("utf-8")
    for finding in found.findings:
        assert len(finding.message) <= 100
        assert "\ufdd0" not in f"{finding}"


def test_cases_are_many() -> None:
    assert len(CASES) >= 30


# ── a template by itself ─────────────────────────────────────────────────────────────────────


def composed(
    names: Mapping[str, object], /, **templates: str
) -> tuple[str, tuple[Text | str, ...], Collector]:
    """The markup of template `main` among others, with its values (‹text› in the markup)."""
    sources = {
        f"own/{name}.j2": Source(f"templates/own/{name}.j2", text)
        for name, text in templates.items()
    }
    own = TemplateSet("own", ("own",), sources, {}, (), {})
    line = Text("x", Kind.LINE, Origin("template"))
    product = Product(
        "main", "own/main.j2", "module", Audience.TRAINER, Audience.TRAINER, "docx", "x.docx",
        title=line, file=line,
    )  # fmt: skip
    collector = Collector()
    markup = compose(product, Context(names, "m1"), Templates(own), collector)  # type: ignore[arg-type] # plain data
    if markup is None:
        return "", (), collector
    blocks = parse(markup, collector)
    return shape(blocks, str), markup.values, collector


def value(text: str) -> Text:
    return Text(text, Kind.LINE, Origin("base", "m1", "title"))


PLACES: Final = {
    "text": {"main": "{{ v }}\n"},
    "heading": {"main": "# {{ v }} {id=x}\n"},
    "attribute": {"main": '# T {label="{{ v }}"}\n'},
    "attribute bare": {"main": "# T {label={{ v }}}\n"},
    "cell": {"main": "| a | b |\n|---|---|\n| {{ v }} | {{ v }} |\n"},
    "list": {"main": "{% for x in l %}\n- {{ x }}\n{% endfor %}\n"},
    "nested list": {"main": "- a\n{% for x in l %}\n  - {{ x }}\n{% endfor %}\n"},
    "quote": {"main": "> {{ v }}\n"},
    "code": {"main": "`{{ v }}`\n"},
    "fence": {"main": "```\n{{ v }}\n```\n"},
    "link": {"main": "[{{ v }}](https://example.org)\n"},
    "alt": {"main": "![{{ v }}](media/x.png)\n"},
    "macro": {"main": "{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m(v) }}\n"},
    "macro of another file": {
        "main": '{% import "parts.j2" as p %}{{ p.m(v) }}\n',
        "parts": "{% macro m(x) %}- {{ x }}{% endmacro %}",
    },
    "macro that knows all": {
        "main": '{% import "parts.j2" as p with context %}{{ p.m() }}\n',
        "parts": "{% macro m() %}- {{ v }}{% endmacro %}",
    },
    "call": {
        "main": "{% macro m() %}> {{ caller() }}{% endmacro %}"
        "{% call m() %}{{ v }}{% endcall %}\n"
    },
    "macro in an attribute": {
        "main": '{% macro m(x) %}label="{{ x }}"{% endmacro %}# T { {{- m(v) -}} }\n'
    },
    "set": {"main": "{% set x = v %}{{ x }}\n"},
    "set block": {"main": "{% set x %}*{{ v }}*{% endset %}{{ x }}\n"},
    "with": {"main": "{% with x = v %}{{ x }}{% endwith %}\n"},
    "joined": {"main": '{{ "a" ~ v ~ "b" }}\n'},
    "joined with markup": {"main": "{% macro m() %}**b**{% endmacro %}{{ v ~ m() }}\n"},
    "added": {"main": '{{ "a" + v }}\n'},
    "filter join": {"main": '{{ l | join(", ") }}\n'},
    "filter join of parts": {"main": '{{ (v ~ " " ~ v) | trim }}\n'},
    "inline if": {"main": "{{ v if v else 1 }}\n"},
    "default": {"main": "{{ v | default('x') }}\n"},
    "loop with names": {"main": "{% for k, x in d | items %}{{ k }}: {{ x }}{% endfor %}\n"},
    "include": {"main": '{% include "parts.j2" %}\n', "parts": "- {{ v }}\n"},
    "extends": {
        "main": '{% extends "parts.j2" %}{% block b %}{{ super() }} {{ v }}{% endblock %}',
        "parts": "# {% block b %}{{ v }}{% endblock %}\n",
    },
    "recursive loop": {"main": "{% for x in l recursive %}- {{ x }}\n{% endfor %}\n"},
    "group": {"main": "{% for x in l | unique %}{{ x }}{% endfor %}\n"},
    "written in a loop": {
        "main": "{% for x in l %}{% set y %}{{ x }}{% endset %}{{ y }}{% endfor %}\n"
    },
    "first": {"main": "{{ l | first }} {{ l[0] }} {{ l | last }}\n"},
}  # fmt: skip
"""Ways in which a template prints a value `v`, a list `l` of it, a group `d` with it."""

HOSTILE: Final = (
    "# h", "- x", "1. x", "> q", "| a | b |", "```", "~~~", ":::", "::: trainer", "{.r #i a=b}",
    '"} x="', "}", "{", "{{ v }}", "{% raw %}", "{#", "&amp;", "&#xFDD0;", "<b>", "**b**", "_b_",
    "[a](b)", "![a](b)", "`c`", "\\", "\\\\", "a\\", "---", "===", "\u00a0", "ខ្មែរ😀", "%s %(x)s",
    "{0}", "</w:t>", "]]>", "\u200b",
)  # fmt: skip


@cache
def plain_shape(place: str) -> str:
    """The shape a place has with a value that is a word."""
    word = value("«word»")
    found, _, collector = composed({"v": word, "l": (word,), "d": {"k": word}}, **PLACES[place])
    assert not len(collector), list(collector)
    return found


@pytest.mark.parametrize("place", PLACES)
def test_difficult_values_are_read_back_from_every_place(place: str) -> None:
    expected = plain_shape(place)
    assert "«word»" in expected
    for hostile in HOSTILE:
        text = f"«{hostile}»"
        v = value(text)
        found, _, collector = composed({"v": v, "l": (v,), "d": {"k": v}}, **PLACES[place])
        assert not len(collector), (hostile, list(collector))
        assert found == expected.replace("«word»", text), hostile


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(sorted(PLACES)),
    st.text(st.sampled_from("ab #-1.>|`~:{}%\"'&<>*_[]()!\\\u00a0😀ខ្"), max_size=20),
)
def test_any_value_is_read_back_from_every_place(place: str, middle: str) -> None:
    text = f"«{middle}»"
    v = value(text)
    found, _, collector = composed({"v": v, "l": (v,), "d": {"k": v}}, **PLACES[place])
    assert not len(collector)
    assert found == plain_shape(place).replace("«word»", text)


def test_a_printed_text_keeps_its_origin() -> None:
    _, values, _ = composed({"v": value("x")}, main="{{ v }}")
    (printed,) = values
    assert isinstance(printed, Text)
    assert printed.origin == Origin("base", "m1", "title")


def test_numbers_are_the_templates_own_words() -> None:
    found, values, _ = composed({"n": 3}, main="{{ n }}. x\n\n{{ n * 2 + 1 }}\n")
    assert values == ()
    assert "OrderedList start=3" in found
    assert "7" in found


def test_front_matter_lines_print_values_as_they_are() -> None:
    own = TemplateSet("own", ("own",), {}, {}, (), {})
    line = Text('{{ v }} "{{ v }}"', Kind.LINE, Origin("template"))
    collector = Collector()
    found = Templates(own).line(line, Context({"v": value("<&*_\n|>")}, "m1"), collector)
    assert found == '<&*_ |> "<&*_ |>"'
    assert not len(collector)


def test_front_matter_lines_keep_their_spaces() -> None:
    own = TemplateSet("own", ("own",), {}, {}, (), {})
    line = Text("{{ v }}", Kind.LINE, Origin("template"))
    found = Templates(own).line(line, Context({"v": value("12\u00a0000  a")}, "m1"), Collector())
    assert found == "12\u00a0000  a"


def test_names_of_a_context_are_listed_with_lists_and_groups() -> None:
    names: dict[str, Plain] = {"a": 1, "b": {"c": ({"d": value("x")},)}, "e": ()}
    assert list(names_in(names)) == ["a", "b", "b.c[]", "b.c[].d", "e"]


def test_a_task_with_the_title_of_the_slide_before_it_says_so() -> None:
    step: dict[str, Plain] = {
        "title": "What must this course give you?",
        "on_wall": True,
        "screen": "on",
        "slides": (),
        "table": None,
        "figure": None,
        "points": (Text("one wish"),),
        "exercise": None,
        "task": (Text("Write alone."),),
        "notes": "",
    }
    shown = [(slide["kind"], slide["again"]) for slide in slides_of(step, "m1-s1/wishes")]
    assert shown == [("points", False), ("activity", True)]
    alone = slides_of({**step, "points": ()}, "m1-s1/wishes")
    assert [(slide["kind"], slide["again"]) for slide in alone] == [("activity", False)]
