"""The rules of docs/architecture.md that a test can hold: imports, purity, frozen data, names."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent
SOURCES: Final = ROOT / "src" / "ttt"
PAGE: Final = ROOT / "docs" / "architecture.md"

LAYERS: Final = (
    ("__version__", "frozen", "source", "text", "model", "document", "diagnostics", "watch"),
    ("resources", "scripts", "file_names", "column_widths", "sandbox", "markup", "schema",
     "catalogue", "worker_process", "bare_pictures"),
    ("prose", "media", "dumps", "worker", "compiled_templates", "manifest"),
    ("workers", "load", "validate", "checks", "resolve", "parse", "gate", "slides", "number"),
    ("project", "project_root", "products", "office", "publish", "tasks"),
    ("reading", "compose", "writers", "proof"),
    ("office_templates", "planning", "costs", "framing", "document_marking", "specimen",
     "parse_limited"),
    ("inventory", "outcome", "rehearsal"),
    ("document_maker",),
    ("workshop",),
    ("first_worker",),
    ("build",),
    ("cli",),
    ("__init__", "__main__"),
)  # fmt: skip
"""A module imports what stands above it here. Nothing in one line imports another of that line,
save in the first, where data refers to data."""

OFFICE: Final = ("pptx", "docx", "lxml")


def modules() -> tuple[Path, ...]:
    return tuple(sorted(path for path in SOURCES.rglob("*.py")))


def short(path: Path) -> str:
    """`load/build.py`."""
    return path.relative_to(SOURCES).as_posix()


def top(path: Path) -> str:
    """The package or module directly below `ttt` that a file belongs to."""
    return path.relative_to(SOURCES).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, wherever in it the import stands, with its line."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                yield from ((name.name, node.lineno) for name in names)
            case ast.ImportFrom(module="ttt", names=names):
                yield from ((f"ttt.{name.name}", node.lineno) for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module, node.lineno


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Every dotted name a file uses (`os.environ`, `print`), with its line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.Name, ast.Attribute)):
            yield ast.unparse(node), node.lineno


def test_every_module_has_its_place_in_one_layer() -> None:
    places = [name for layer in LAYERS for name in layer]
    assert len(places) == len(set(places))
    assert {top(path) for path in modules()} == set(places) - {"__version__"}


def test_imports_run_one_way() -> None:
    rank = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    wrong = []
    for path in modules():
        own = top(path)
        for name, line in imports(path):
            parts = name.split(".")
            if parts[0] != "ttt" or len(parts) == 1 or parts[1] == own:
                continue
            if rank[parts[1]] >= rank[own] and not rank[own] == rank[parts[1]] == 0:
                wrong.append(f"{short(path)}:{line} imports {name}")
    assert wrong == []


def test_only_office_and_writers_know_office_libraries() -> None:
    wrong = [
        f"{short(path)}:{line} imports {name}"
        for path in modules()
        if top(path) not in {"office", "writers"}
        for name, line in imports(path)
        if name.split(".")[0] in OFFICE
    ]
    assert wrong == []


def test_only_the_command_line_prints_exits_and_reads_the_environment() -> None:
    names = {
        "print", "input", "exit", "quit", "sys.exit", "sys.argv", "sys.stdout", "sys.stderr",
        "os.environ", "os.getenv", "os.putenv", "SystemExit", "locale.setlocale",
        "locale.getlocale",
    }  # fmt: skip
    wrong = [
        f"{short(path)}:{line} uses {name}"
        for path in modules()
        if top(path) not in {"cli", "__main__"}
        for name, line in calls(path)
        if name in names
    ]
    assert wrong == []


def test_nothing_asks_for_the_time_of_day_or_for_chance() -> None:
    names = re.compile(
        r"(datetime\.)?(datetime|date)\.(now|today|utcnow)|time\.(time|localtime|gmtime|strftime)"
        r"|(random|secrets|uuid)\..*|os\.urandom|Path\.home|getpass\..*|socket\.gethostname"
    )
    wrong = [
        f"{short(path)}:{line} uses {name}"
        for path in modules()
        for name, line in calls(path)
        if names.fullmatch(name)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "stage",
    ["load", "validate", "checks", "resolve", "compose", "parse", "gate", "number", "slides"],
)
def test_stages_open_no_file(stage: str) -> None:
    names = re.compile(
        r"open|io\.open|Path(\..*)?|.*\.(read_text|read_bytes|write_text|write_bytes|open)"
    )
    found = [
        f"{short(path)}:{line} uses {name}"
        for path in modules()
        if top(path) == stage
        for name, line in (*calls(path), *imports(path))
        if names.fullmatch(name) or name in {"os", "glob", "shutil", "tempfile"}
    ]
    assert found == []


def test_what_flows_is_frozen_and_slotted() -> None:
    wrong, seen = [], 0
    for path in modules():
        flows = top(path) in {"model", "document", "source", "tasks"} or short(path) in {
            "slides/deck.py", "slides/geometry.py", "catalogue/rule.py",
        }  # fmt: skip
        if not flows:
            continue
        dotted = ".".join(("ttt", *path.relative_to(SOURCES).with_suffix("").parts))
        module = importlib.import_module(dotted.removesuffix(".__init__"))
        for name, noun in inspect.getmembers(module, inspect.isclass):
            if noun.__module__ != module.__name__ or not dataclasses.is_dataclass(noun):
                continue
            seen += 1
            if noun.__setattr__ is object.__setattr__ or "__slots__" not in vars(noun):
                wrong.append(f"{dotted}.{name}")
    assert wrong == []
    assert seen > 60


def test_registries_are_final_and_cannot_be_added_to() -> None:
    wrong = []
    for path in modules():
        for node in tree(path).body:
            match node:
                case ast.Assign(
                    targets=[ast.Name(id=name)], value=ast.List() | ast.Set() | ast.Dict()
                ):
                    if name != "__all__":
                        wrong.append(f"{short(path)}:{node.lineno} {name} is not Final")
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.List() | ast.Set()):
                    wrong.append(f"{short(path)}:{node.lineno} {name} can be added to")
    assert wrong == []


def test_no_module_is_longer_than_people_read() -> None:
    long = {
        short(path): n for path in modules() if (n := path.read_text("utf-8").count("\n")) > 400
    }
    assert long == {}


def test_every_module_says_what_it_does() -> None:
    silent = [short(path) for path in modules() if not ast.get_docstring(tree(path))]
    assert silent == []


def test_the_page_names_every_module_and_no_other() -> None:
    named = re.findall(r"^\| `([\w/]+\.py)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    real = {short(path) for path in modules()}
    missing, gone = sorted(real - set(named)), sorted(set(named) - real)
    twice = sorted({name for name in named if named.count(name) > 1})
    assert (missing, gone, twice) == ([], [], []), (
        f"docs/architecture.md: not named: {missing}; named and not there: {gone}; twice: {twice}"
    )
