"""What the tests of validate share: the cases, files in layers, findings in one line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ttt.diagnostics import Collector, Diagnostic
from ttt.load import load
from ttt.model.assets import Assets
from ttt.model.edition import Curriculum
from ttt.source import MappingNode
from ttt.validate import validate

TINY = Path(__file__).parent / "projects" / "tiny"
SAMPLE = Path(__file__).parent.parent
CASES = sorted(path for path in (Path(__file__).parent / "cases" / "validate").iterdir())
EXPECTED = "expected.txt"
WITHOUT = "without.txt"


def files_of(*layers: Path) -> dict[str, bytes]:
    """The files of a project, later folders laid over earlier ones."""
    files: dict[str, bytes] = {}
    for layer in layers:
        paths = sorted((layer / "curriculum").rglob("*"))
        files |= {p.relative_to(layer).as_posix(): p.read_bytes() for p in paths if p.is_file()}
        if (layer / WITHOUT).exists():
            for name in (layer / WITHOUT).read_text("utf-8").split():
                del files[name]
    return files


def nodes_of(files: Mapping[str, bytes], collector: Collector) -> Mapping[str, MappingNode]:
    return load({n: data for n, data in sorted(files.items()) if n.endswith(".yaml")}, collector)


def assets_of(files: Mapping[str, bytes]) -> Assets:
    inside = ("curriculum/media/", "curriculum/data/")
    names = frozenset(name for name in files if name.startswith(inside))
    tables = {name: files[name].decode() for name in names if name.endswith(".csv")}
    return Assets(names, tables)


def run(*layers: Path) -> tuple[Curriculum | None, Collector]:
    files, collector = files_of(*layers), Collector()
    return validate(nodes_of(files, collector), assets_of(files), collector), collector


def concise(finding: Diagnostic) -> str:
    at = f"{finding.span.path}:{finding.span.line}:{finding.span.column}: " if finding.span else ""
    return f"{at}{finding.severity}[{finding.code}]: {finding.message}"
