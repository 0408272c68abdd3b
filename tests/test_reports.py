"""Findings as text: each format from real findings of real (broken) files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import pytest
from rich.cells import cell_len

from ttt.cli.report import FORMATS, Format, concise, full, github, json_report, report
from ttt.diagnostics import Collector, Diagnostic, Related, Severity
from ttt.load import load
from ttt.source import Span

MATCHER = re.compile(r"^(.*):(\d+):(\d+): (error|warning)\[(\w+)\]: (.*)$")
SOURCES = {
    "modules/m2.yaml": "id: m2\ntitle: បញ្ហា #១២៣៤ នៃ\nnote: 時間 \x1b[31m\nid: m3\n",
    "modules/m1.yaml": 'title: "The\r\n\tproblem\r\n' + "x: y\r\n" * 9,
    "curriculum.yaml": "id: " + "[" * 200,
}
OFFICE = Diagnostic(
    "TPL012",
    Severity.ERROR,
    'the style "Body 100%" is missing',
    hints=("styles there are: Body, Title",),
    place="header of section 2",
    file="templates/khm/handout.docx",
)


def found() -> tuple[Diagnostic, ...]:
    collector = Collector()
    load({path: text.encode() for path, text in SOURCES.items()}, collector)
    collector.add(OFFICE)
    collector.note("OUT009", "3 files are kept because they were edited")
    return tuple(collector)


def test_concise_is_sorted_and_every_error_matches_the_problem_matcher() -> None:
    lines = concise(reversed(found())).splitlines()
    assert lines == concise(found()).splitlines()
    assert [MATCHER.match(line) is not None for line in lines] == [True] * 6 + [False]
    assert [line.split(":")[0] for line in lines] == [
        "curriculum.yaml",
        "modules/m1.yaml",
        *["modules/m2.yaml"] * 3,
        "templates/khm/handout.docx",
        ".",
    ]
    assert lines[5].endswith("is missing (header of section 2)")


def test_caret_stands_under_the_place_whatever_the_width_of_the_signs() -> None:
    lines = full(found(), SOURCES).splitlines()
    number = next(n for n, line in enumerate(lines) if "時間" in line)
    shown, marks = lines[number], lines[number + 1]
    before = shown[: shown.index("<U+001B>")]
    assert cell_len(marks.rstrip("^")) == cell_len(before)
    assert marks.count("^") == len("<U+001B>")
    number = next(n for n, line in enumerate(lines) if "2 | title" in line)
    shown, marks = lines[number], lines[number + 1]
    assert cell_len(marks.rstrip("^")) == cell_len(shown[: shown.index("#")])


def test_full_draws_line_related_place_hints_and_where_to_read_more() -> None:
    text = full(found(), SOURCES)
    duplicate = text[text.index("modules/m2.yaml:4:1") :]
    assert duplicate.startswith(
        'modules/m2.yaml:4:1: error[YAML011]: the key "id" stands here a second time\n'
        "  |\n"
        "4 | id: m3\n"
        "  | ^^\n"
        "  = first used here: modules/m2.yaml:1:1\n"
        "1 | id: m2\n"
        "  | --\n"
        "  = help: remove or rename one of them\n"
        "  = more: ttt explain YAML011\n"
    )
    assert "   = place: header of section 2\n   = help: styles there are" in text
    assert text.endswith("\n5 errors, 1 warning, 1 note\n")


def test_full_cuts_a_long_line_around_the_caret() -> None:
    lines = full(found(), SOURCES).splitlines()
    number = next(n for n, line in enumerate(lines) if "[[[" in line)
    assert max(map(len, lines[number : number + 2])) < 120
    assert lines[number][lines[number + 1].index("^")] == "["
    assert "..." in lines[number]


def test_full_shows_fifty_errors_before_warnings_and_counts_the_rest() -> None:
    collector = Collector()
    for line in range(1, 61):
        collector.warning("YAML025", "a", Span("a.yaml", line, 1, line, 2))
    for line in range(1, 31):
        collector.error("YAML011", "b", Span("b.yaml", line, 1, line, 2))
    text = full(collector, {})
    assert text.count(": error[") == 30
    assert text.count(": warning[") == 20
    assert text.endswith("30 errors, 60 warnings (50 shown, 40 more)\n")
    assert text.index("a.yaml") < text.index("b.yaml")


def test_related_place_in_another_file_is_shown_with_its_line() -> None:
    here, there = Span("b.yaml", 2, 5, 2, 7), Span("a.yaml", 12, 1, 12, 3)
    collector = Collector(("khm",))
    collector.error("REF002", 'two modules are "m2"', here, related=(Related("the first", there),))
    text = full(collector, {"a.yaml": "\n" * 11 + "id: m2", "b.yaml": "\nid: m2"})
    assert "12 | id: m2\n   | --\n" in text
    assert " 2 | id: m2\n   |     ^^\n" in text
    assert "   = for: khm\n" in text


def test_frame_is_ascii_and_colour_is_only_added() -> None:
    findings = [finding for finding in found() if finding.path != "modules/m2.yaml"]
    plain = full(findings, SOURCES)
    plain.encode("ascii")
    coloured = full(findings, SOURCES, colour=True)
    assert "\x1b[1;31merror[YAML023]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_json_has_the_documented_shape() -> None:
    data = json.loads(json_report(found()))
    assert list(data) == ["schema", "findings", "errors", "warnings"]
    assert (data["schema"], data["errors"], data["warnings"]) == (1, 5, 1)
    keys = ["code", "severity", "message", "file", "line", "column", "end_line", "end_column"]
    keys += ["place", "hints"]
    assert all(list(finding) == keys for finding in data["findings"])
    office = data["findings"][5]
    assert (office["file"], office["line"], office["end_column"]) == (OFFICE.file, None, None)
    assert office["place"] == "header of section 2"
    json_report(found()).encode("ascii")


def test_github_escapes_what_would_end_a_command() -> None:
    lines = github(found()).splitlines()
    assert len(lines) == 7
    assert lines[5] == (
        "::error file=templates/khm/handout.docx,title=TPL012::"
        'the style "Body 100%25" is missing (header of section 2)%0Astyles there are: Body, Title'
    )
    assert lines[0].startswith("::error file=curriculum.yaml,line=1,endLine=1,col=68,endColumn=69,")
    assert lines[6].startswith("::notice title=OUT009::")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("findings", [(), found()], ids=["none", "some"])
def test_no_format_lets_a_control_character_through(
    form: Format, findings: Iterable[Diagnostic]
) -> None:
    text = report(form, findings, SOURCES)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
    assert text.endswith("\n") or (not findings and text == "")
