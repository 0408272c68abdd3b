"""init, new and schema: what they write is whole, passes every check, and touches nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

import pytest
import yaml
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from typer.testing import CliRunner

from tests.cli.command_cases import make_project
from tests.pipeline import TINY, files_under, findings, tiny_with
from ttt.cli.app import app
from ttt.cli.countries import country_of
from ttt.cli.listed import with_module
from ttt.cli.put import put_files, put_project
from ttt.cli.report import concise
from ttt.cli.skeletons import cohort_text, module_text
from ttt.diagnostics import Collector, Severity
from ttt.load import load
from ttt.publish import CannotWriteError
from ttt.schema import schemas
from ttt.source import ScalarNode, SequenceNode

LISTS = {
    "modules: [m2]\n": "modules: [m2, m8]\n",
    "modules: []\n": "modules: [m8]\n",
    "modules: [ 'm2' , m3 ]  # both\n": "modules: [ 'm2' , m3, m8 ]  # both\n",
    "modules: [\n  m1, # one\n  m2 # two\n]\nx: y\n": (
        "modules: [\n  m1, # one\n  m2, m8 # two\n]\nx: y\n"
    ),
    "modules:\n  - m2  # the second\n# end\nx: y\n": (
        "modules:\n  - m2  # the second\n  - m8\n# end\nx: y\n"
    ),
    "modules:\n- m1\n- m2\n": "modules:\n- m1\n- m2\n- m8\n",
    "modules:\r\n  -   m2\r\nx: y\r\n": "modules:\r\n  -   m2\r\n  - m8\r\nx: y\r\n",
    "x: y\nmodules:\n  - m2": "x: y\nmodules:\n  - m2\n  - m8",
    "\ufeff# ការ\nmodules: [m2]\n": "\ufeff# ការ\nmodules: [m2, m8]\n",
    "modules: m2\n": None,
    "x: y\n": None,
    "modules: [m2\n": None,
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    return CliRunner(env={"TERM": "dumb"})


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project("tiny", {}, tmp_path / "tiny")
    monkeypatch.chdir(tmp_path / "tiny")
    return tmp_path / "tiny"


@pytest.mark.parametrize("before", LISTS)
def test_a_module_is_added_where_the_list_ends_and_nothing_else_changes(before: str) -> None:
    expected = LISTS[before]
    found = with_module(before.encode(), "m8")
    assert found == (None if expected is None else expected.encode())


@given(
    ids=st.lists(st.from_regex(r"[a-z][a-z0-9.-]{0,5}", fullmatch=True), min_size=1, unique=True),
    style=st.sampled_from(["flow", "block", "lines"]),
    indent=st.integers(0, 4),
    comment=st.sampled_from(["", "  # note: [a, b]", " # - x"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_any_list_keeps_its_items_and_gets_one_more(
    ids: list[str], style: str, indent: int, comment: str, end: str
) -> None:
    pad = " " * indent
    written = {
        "flow": f"modules: [{', '.join(ids)}]{comment}{end}",
        "block": f"modules:{end}" + "".join(f"{pad}- {name}{comment}{end}" for name in ids),
        "lines": f"modules: [{end}" + f",{end}".join(f" {pad}{n}" for n in ids) + f"{end}]{end}",
    }[style]
    text = f"id: a{end}{written}title: b{comment}{end}"
    after = with_module(text.encode(), "new-one")
    assert after is not None
    collector = Collector()
    nodes = load({"a": text.encode(), "b": after}, collector)
    assert not collector.has_errors
    listed = nodes["b"].get("modules")
    assert isinstance(listed, SequenceNode)
    items = [item for item in listed.items if isinstance(item, ScalarNode)]
    assert [item.value for item in items] == [*ids, "new-one"]
    # What was written stays, in its order: only the name and its sign came in.
    rest = iter(after.decode())
    assert all(sign in rest for sign in text)


@pytest.mark.parametrize("name", ["m8", "session-2", "x.y", "9"])
def test_a_new_module_is_taught_assessed_and_without_a_finding(name: str) -> None:
    header = (TINY / "curriculum" / "curriculum.yaml").read_bytes()
    listed = with_module(header, name)
    assert listed is not None
    files = {
        "curriculum/curriculum.yaml": listed,
        f"curriculum/modules/{name}.yaml": module_text(name).encode(),
    }
    assert concise(findings(tiny_with(files))) == ""


def test_what_is_new_is_right_for_an_editor_too() -> None:
    known = schemas()
    for name in ("m8", "x.y"):
        Draft7Validator(known["module"]).validate(yaml.safe_load(module_text(name)))
    for name in ("tha", "usa", "team-a"):
        text = cohort_text(name, "en", "TLP:CLEAR", "base", {"x": "A: b"})
        Draft7Validator(known["cohort"]).validate(yaml.safe_load(text))


def test_a_new_cohort_of_every_country_is_without_an_error() -> None:
    zones = get_global("territory_zones")
    codes = [code.lower() for code in sorted(zones) if country_of(code)]
    assert len(codes) > 200
    facts = {"focal_point": 'Focal "point": one', "x": "# y"}
    files = {
        f"curriculum/cohorts/{code}/cohort.yaml": cohort_text(
            code, "en", "TLP:GREEN", "base", facts
        ).encode()
        for code in [*codes, "team-a"]
    }
    found = findings(tiny_with(files))
    assert concise(d for d in found if d.severity is Severity.ERROR) == ""
    assert {d.code for d in found} <= {"COH202"}


def test_what_a_code_says_of_a_country() -> None:
    khm = country_of("khm")
    assert khm is not None
    assert khm == country_of("KH")
    assert (khm.name, khm.languages, khm.timezone, khm.paper) == (
        "Cambodia",
        ("km",),
        "Asia/Phnom_Penh",
        "A4",
    )
    phl = country_of("PHL")
    assert phl is not None
    assert (phl.languages, phl.paper) == (("en", "fil"), "Letter")
    for nothing in ("sea", "eu", "sun", "zz", "x", "team-a", "", "១២"):
        assert country_of(nothing) is None


def test_new_cohort_asks_for_the_facts_the_texts_use_with_their_labels(
    run: CliRunner, tiny: Path
) -> None:
    result = run.invoke(app, ["new", "cohort", "tha"])
    assert result.exit_code == 0, result.output
    text = (tiny / "curriculum/cohorts/tha/cohort.yaml").read_text("utf-8")
    assert "name: Thailand\n" in text
    assert "  focal_point:\n    label: National focal point\n    unknown: " in text
    found = findings(files_under(tiny))
    assert {d.code for d in found} <= {"COH202"}


@pytest.mark.parametrize("kind", ["module", "cohort"])
@pytest.mark.parametrize("name", ["../x", "a b", "con", "nul.1", "-x", "ខ្មែរ", "x" * 65, "x."])
def test_an_id_no_file_can_have_is_refused(
    kind: str, name: str, run: CliRunner, tiny: Path
) -> None:
    before = files_under(tiny)
    result = run.invoke(app, ["new", kind, "--", name])
    assert (result.exit_code, result.stdout) == (2, "")
    assert name in result.stderr
    assert files_under(tiny) == before


@pytest.mark.parametrize(
    ("kind", "name"), [("module", "m1"), ("module", "M1"), ("cohort", "aaa"), ("cohort", "AAA")]
)
def test_an_id_that_is_there_is_refused_in_either_case(
    kind: str, name: str, run: CliRunner, tiny: Path
) -> None:
    before = files_under(tiny)
    result = run.invoke(app, ["new", kind, name])
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert files_under(tiny) == before


def test_an_id_that_something_else_has_is_refused(run: CliRunner, tiny: Path) -> None:
    # The module m-1 would bring a session m1-s1 of its own.
    taken = (tiny / "curriculum/modules/m1.yaml").read_text("utf-8").replace("m1-s1", "m9-s1")
    (tiny / "curriculum/modules/m1.yaml").write_text(taken, "utf-8")
    before = files_under(tiny)
    result = run.invoke(app, ["new", "module", "m9"])
    assert result.exit_code == 2
    assert "m9-s1" in result.stderr
    assert files_under(tiny) == before


def test_init_writes_a_project_whose_editor_files_fit_it(run: CliRunner, tmp_path: Path) -> None:
    folder = tmp_path / "វគ្គ one"
    result = run.invoke(app, ["init", str(folder)])
    assert result.exit_code == 0
    assert "ttt check" in result.stderr
    files = files_under(folder)
    assert not any(path.endswith(".tmp") for path in files)
    assert "curriculum/curriculum.yaml" in files
    assert "templates/khm/set.yaml" in files
    assert files["README.txt"].count(b"\n") == 3

    settings = json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    assert {f".ttt/schema/{name}.schema.json" for name in schemas()} == set(settings)
    for schema, covers in settings.items():
        Draft7Validator.check_schema(json.loads(files[schema]))
        assert [path for path in files if PurePosixPath(path).match(covers)], covers
    # The line an editor reads first leads to the schema.
    for path, data in files.items():
        named = re.match(rb"# yaml-language-server: \$schema=(\S+)", data)
        if named:
            target = (folder / path).parent / named[1].decode()
            assert target.resolve().is_file(), path

    matcher = json.loads(files[".vscode/tasks.json"])["tasks"][0]["problemMatcher"]["pattern"]
    (folder / "curriculum/glossary.yaml").write_text("terms: []\nterms: []\n", "utf-8")
    errors = findings(files_under(folder))
    lines = [re.match(matcher["regexp"], line) for line in concise(errors).splitlines()]
    assert all(lines)
    (match,) = (line for line in lines if line and line[matcher["severity"]] == "error")
    assert match[matcher["file"]] == "curriculum/glossary.yaml"
    assert match[matcher["code"]] == "YAML011"


def test_init_refuses_a_folder_with_something_in_it_and_takes_an_empty_repository(
    run: CliRunner, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.docx").write_bytes(b"x")
    assert run.invoke(app, ["init", "full"]).exit_code == 2
    assert run.invoke(app, ["init", "full/thesis.docx"]).exit_code == 2
    assert list(files_under(tmp_path)) == ["full/thesis.docx"]
    (tmp_path / "empty" / ".git").mkdir(parents=True)
    assert run.invoke(app, ["init", "empty"]).exit_code == 0
    assert (tmp_path / "empty" / "curriculum" / "curriculum.yaml").is_file()


def test_files_that_cannot_all_be_written_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(b"old")
    wanted = {"new.txt": b"1", "old.txt": b"2", "old.txt/below": b"3"}
    with pytest.raises(CannotWriteError, match=re.escape("old.txt/below")):
        put_files(tmp_path, wanted)
    assert list(files_under(tmp_path)) == ["old.txt"]
    with pytest.raises(CannotWriteError):
        put_project(tmp_path / "project", {"a": b"1", "a/b": b"2"})
    assert list(files_under(tmp_path)) == ["old.txt"]
    assert not (tmp_path / "project").exists()


def test_schema_is_the_same_text_on_screen_and_in_the_project(run: CliRunner, tiny: Path) -> None:
    assert run.invoke(app, ["schema", "--write"]).exit_code == 0
    for kind in schemas():
        shown = run.invoke(app, ["schema", kind]).stdout
        written = tiny / ".ttt" / "schema" / f"{kind}.schema.json"
        assert shown == written.read_text("utf-8")
        assert json.loads(shown)["$schema"].startswith("http://json-schema.org/draft-07/")
