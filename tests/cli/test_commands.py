"""Commands in this process: what they print, where, and how they end."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.cli.command_cases import CASES, make_project, read_case, write_expected
from ttt.catalogue import CATALOGUE
from ttt.cli.app import app

DELIVERED = {"build", "check", "clean", "list", "explain", "schema", "init", "dump", "new"}
BROKEN = {"curriculum/glossary.yaml": "terms: []\nterms: []\n"}
SHAPES = {
    "cohorts": {
        "id": str,
        "name": str,
        "languages": list,
        "status": str,
        "marking": str,
        "templates": str,
        "unknown_facts": int,
        "changes": int,
    },
    "modules": {"id": str, "title": str, "sessions": list, "minutes": int},
    "objectives": {"id": str, "kind": str, "bloom": str, "statement": str, "sessions": list},
    "exercises": {"id": str, "kind": str, "title": str, "minutes": int},
    "products": {
        "set": str,
        "product": str,
        "per": str,
        "audience": str,
        "format": str,
        "template": str,
    },
    "templates": {"set": str, "extends": str, "files": int},
}


@pytest.fixture
def run() -> CliRunner:
    return CliRunner(env={"TERM": "dumb", "COLUMNS": "80"})


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_command_of_case(
    path: Path,
    run: CliRunner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    case = read_case(path)
    folder = tmp_path / "project"
    make_project(case.project, case.files, folder)
    monkeypatch.chdir(folder)

    result = run.invoke(app, case.arguments, prog_name="ttt")

    assert result.exception is None or isinstance(result.exception, SystemExit)
    if request.config.getoption("--update"):
        write_expected(path, result.exit_code, result.stdout, result.stderr)
    else:
        found = (result.exit_code, result.stdout, result.stderr)
        assert found == (case.code, case.stdout, case.stderr)


def test_cases_end_in_every_way_a_command_can_end_without_breaking() -> None:
    assert {read_case(path).code for path in CASES} == {0, 1, 2}


def test_help_lists_exactly_what_is_delivered(run: CliRunner) -> None:
    text = run.invoke(app, ["--help"]).stdout
    listed = re.findall(r"^  (\w+)  ", text.partition("Commands:\n")[2], re.MULTILINE)
    assert set(listed) == DELIVERED
    assert len(listed) == len(DELIVERED)
    for command in DELIVERED:
        result = run.invoke(app, [command, "--help"])
        assert result.exit_code == 0
        assert "Usage:" in result.stdout


def test_explain_knows_every_code_in_either_case(run: CliRunner) -> None:
    for code, rule in CATALOGUE.items():
        shown = run.invoke(app, ["explain", code.lower()])
        assert shown.exit_code == 0
        assert shown.stdout.startswith(f"{code} ({rule.severity}): {rule.title}\n")
        assert shown.stderr == ""


@pytest.mark.parametrize("what", SHAPES)
def test_json_of_a_list_has_the_same_typed_keys_in_every_row(
    what: str, run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_project("sample", {}, tmp_path / "p")
    monkeypatch.chdir(tmp_path / "p" / "curriculum" / "modules")
    result = run.invoke(app, ["list", what, "--json"])
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(data) == ["schema", what]
    assert data["schema"] == 1
    assert data[what]
    for row in data[what]:
        assert {name: type(value) for name, value in row.items()} == SHAPES[what]


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("full", "curriculum/glossary.yaml:2:1: error[YAML011]: "),
        ("concise", "curriculum/glossary.yaml:2:1: error[YAML011]: "),
        ("github", "::error file=curriculum/glossary.yaml,line=2"),
        ("json", '  "errors": 1,'),
    ],
)
def test_check_prints_its_findings_in_every_format_and_writes_nothing(
    form: str, line: str, run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_project("tiny", BROKEN, tmp_path / "p")
    monkeypatch.chdir(tmp_path / "p")
    before = sorted(tmp_path.rglob("*"))

    result = run.invoke(app, ["check", "--output", form])

    assert result.exit_code == 1
    assert any(each.startswith(line) for each in result.stdout.splitlines()), result.stdout
    assert sorted(tmp_path.rglob("*")) == before
    if form == "json":
        data = json.loads(result.stdout)
        assert (data["schema"], data["errors"], data["warnings"]) == (1, 1, 0)
        assert set(data["findings"][0]) == {
            "code",
            "severity",
            "message",
            "file",
            "line",
            "column",
            "end_line",
            "end_column",
            "place",
            "hints",
        }
        assert result.stderr == ""


def test_facts_nobody_knows_yet_are_one_line_of_a_build_and_each_a_finding_of_a_check(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort = (
        "id: aaa\nname: A\nlanguages: [en]\ntimezone: UTC\nfacts:\n"
        "  focal_point: {label: Focal point, unknown: the team fills this in}\n"
        "  law: {label: Law, value: Act 1, source: The gazette, as_of: 2001-01-01}\n"
    )
    make_project("tiny", {"curriculum/cohorts/aaa/cohort.yaml": cohort}, tmp_path / "p")
    monkeypatch.chdir(tmp_path / "p")

    built = run.invoke(app, ["build"])
    assert (built.exit_code, built.stdout) == (0, ""), built.stderr
    assert built.stderr.count("\n") == 3
    assert '2 facts await confirmation: "ttt check" shows each\n' in built.stderr

    checked = run.invoke(app, ["check"]).stdout
    assert ("warning[COH202]" in checked, "warning[COH206]" in checked) == (True, True)


def test_build_json_names_every_document_and_strict_minds_warnings(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A fact nobody knows yet is a warning: documents are built, and `--strict` ends with 1.
    cohort = (
        "id: aaa\nname: Country A\nlanguages: [en, km]\ntimezone: UTC\nfacts:\n"
        "  focal_point: {label: Focal point, unknown: the team fills this in}\n"
    )
    make_project("tiny", {"curriculum/cohorts/aaa/cohort.yaml": cohort}, tmp_path / "p")
    monkeypatch.chdir(tmp_path / "p")

    result = run.invoke(app, ["build", "--json", "--strict"])

    data = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (data["schema"], data["errors"]) == (1, 0)
    assert data["warnings"] > 0
    (built,) = data["cohorts"]
    assert (built["id"], built["status"]) == ("aaa", "built")
    assert [each["language"] for each in built["unbuilt"]] == ["km"]
    for document in built["documents"]:
        assert (tmp_path / "p" / "build" / "aaa" / document["path"]).is_file() or (
            tmp_path / "p" / "build" / document["path"]
        ).is_file()
    assert built["written"] == len(built["documents"]) > 0
