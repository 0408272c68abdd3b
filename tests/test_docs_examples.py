"""What README and docs/ show works: commands exist, YAML is read, products build."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from tests.builds import build, lay_out
from tests.pipeline import files_under, findings, tiny_with
from ttt.cli.app import app
from ttt.diagnostics import Collector, Diagnostic, Severity
from ttt.load import load
from ttt.model.product import SetFile
from ttt.tasks import Selection
from ttt.validate.single import read_single

ROOT = Path(__file__).parent.parent
MODULE = "curriculum/modules/m1.yaml"
GENERATED = {"diagnostics.md"}
"""Shows what is wrong, too; tests/test_catalogue.py runs its examples."""
PAGES = [
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if page.name not in GENERATED
]
FENCE = re.compile(
    r"^(?P<in> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=in)```$", re.MULTILINE | re.DOTALL
)
COMMAND = re.compile(r"^(?:python -m )?ttt (?P<words>[^`]+)$")
INLINE = re.compile(r"`((?:python -m )?ttt [^`\n]+)`")
FILE = re.compile(r"`(templates/[\w./-]+\.j2)`:?\s*$")


def fences(language: str) -> Iterator[tuple[str, str, str]]:
    """The page and line of every fenced block of a language, its text, the words before it."""
    for page in PAGES:
        text = page.read_text("utf-8")
        for match in FENCE.finditer(text):
            if match["language"] == language:
                line = text.count("\n", 0, match.start()) + 1
                before = text[: match.start()].rstrip().rpartition("\n")[2]
                yield f"{page.name}:{line}", match["text"], before


def commands() -> Iterator[tuple[str, str]]:
    for place, text, _ in fences(""):
        for line in text.splitlines():
            if COMMAND.match(line.strip()):
                yield place, line.strip().partition("  #")[0]
    for page in PAGES:
        for match in INLINE.finditer(page.read_text("utf-8")):
            yield page.name, match[1]


def error_of(findings_made: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{d.code} {d.message}" for d in findings_made if d.severity is Severity.ERROR]


SHOWN = sorted(set(commands()))
YAML = list(fences("yaml"))
JINJA = list(fences("jinja"))


def test_there_are_examples_of_each_kind() -> None:
    assert len(SHOWN) >= 10
    assert len(YAML) >= 5
    assert len(JINJA) >= 2


@pytest.mark.parametrize(("place", "line"), SHOWN, ids=[line for _, line in SHOWN])
def test_command_exists_with_its_options(place: str, line: str) -> None:
    found = COMMAND.match(line)
    assert found, place
    # Of alternatives in the text, as in --stage edition|markup, the first is tried.
    words = [word.partition("|")[0] for word in shlex.split(found["words"])]
    command: Any = typer.main.get_command(app)
    while hasattr(command, "commands") and words:
        name = words.pop(0)
        if name.startswith("-"):
            assert name in {o for p in command.params for o in p.opts}, f"{place}: {line}"
            return
        assert name in command.commands, f"{place}: ttt has no {name}"
        command = command.commands[name]
    try:
        command.make_context(command.name, words)
    except typer.BadParameter as error:
        # A sentence that names a command need not give all it takes: MissingParameter.
        if type(error) is typer.BadParameter:
            raise


def with_steps(steps: str) -> str:
    """The module of the tiny project with other steps."""
    head = tiny_with({})[MODULE].decode().partition("    steps:\n")[0]
    return f"{head}    steps:\n" + textwrap.indent(steps, " " * 6)


@pytest.mark.parametrize(("place", "text"), [y[:2] for y in YAML], ids=[y[0] for y in YAML])
def test_yaml_is_read_and_has_the_right_shape(place: str, text: str) -> None:
    first = text.lstrip().split(":", 1)[0]
    if first == "- id":
        # Steps of a session, put in place of the tiny project's.
        found = findings(tiny_with({MODULE: with_steps(text).encode()}))
        assert error_of(tuple(d for d in found if d.code.startswith("YAML"))) == [], place
    elif first == "id":
        # An exercise, done in a step of its length.
        name, minutes = (str(yaml.safe_load(text)[key]) for key in ("id", "minutes"))
        step = f"- {{id: x, title: X, minutes: {minutes}, phase: practice, exercise: {name}}}\n"
        module = with_steps(step).replace("minutes: 30", f"minutes: {minutes}")
        path = f"curriculum/exercises/{name}.yaml"
        files = tiny_with({MODULE: module.encode(), path: text.encode()})
        found = findings({n: d for n, d in files.items() if not n.endswith("message.yaml")})
        assert error_of(found) == [], place
        assert [d.code for d in found if d.code.startswith("EXE")] == [], place
    elif first == "module":
        # What a cohort changes, in the sample it is an example for.
        files = {f"curriculum/{k}": v for k, v in files_under(ROOT / "curriculum").items()}
        path = "curriculum/cohorts/khm/adapt/m2.yaml"
        assert path in files
        assert error_of(findings({**files, path: text.encode()})) == [], place
    else:
        # set.yaml, whole or a part of it.
        head = "" if first == "name" else "name: A set\n"
        collector = Collector()
        node = load({"templates/x/set.yaml": f"{head}{text}".encode()}, collector)
        read = read_single(SetFile, node["templates/x/set.yaml"], collector)
        assert read is not None, place
        assert error_of(tuple(collector)) == [], place


@pytest.mark.parametrize(("place", "text", "before"), JINJA, ids=[j[0] for j in JINJA])
def test_product_builds_in_the_sample(place: str, text: str, before: str, tmp_path: Path) -> None:
    named = FILE.search(before)
    path = named[1] if named else "templates/khm/handout.docx.j2"
    name = Path(path).name.partition(".")[0]
    files = {
        f"{top}/{k}": v
        for top in ("curriculum", "templates")
        for k, v in files_under(ROOT / top).items()
    }
    root = lay_out({**files, path: text.encode()}, tmp_path)
    built = build(root, Selection(cohorts=("khm",), products=(name,), modules=("m2",)))
    assert error_of(built.findings) == [], place
    assert len(built.documents) == 1, place
    if named:
        page = (ROOT / "docs" / place.partition(":")[0]).read_text("utf-8")
        assert set(built.documents) <= set(re.findall(r"`build/([\w/.-]+)`", page)), place
