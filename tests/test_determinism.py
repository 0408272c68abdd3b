"""The same project gives the same bytes, whatever the machine is like."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.pipeline import files_under

FULL: Final = Path(__file__).parent / "projects" / "full"
SOURCES: Final = Path(__file__).parent.parent / "src"
RUN: Final = """
import sys
from pathlib import Path
from ttt.build import build
from ttt.outcome import Options
if __name__ == "__main__":
    outcome = build(Path(sys.argv[1]), Options(out=Path(sys.argv[2]), jobs=int(sys.argv[3])))
    sys.exit([str(d) for d in outcome.diagnostics if d.severity == "error"] or 0)
"""
MACHINES: Final = {
    "one": ({"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LANG": "C"}, "1"),
    "other": ({"PYTHONHASHSEED": "77", "TZ": "America/Lima", "LANG": "km_KH.UTF-8",
               "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"}, "2"),
}  # fmt: skip


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(RUN, "utf-8")
    running = []
    for name, (environment, jobs) in MACHINES.items():
        folder = tmp_path / name
        folder.mkdir()
        command = [sys.executable, str(script), str(FULL.resolve()), str(folder / "out"), jobs]
        kept = {
            key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TMPDIR") if key in os.environ
        }
        machine = {**kept, **environment, "PYTHONPATH": str(SOURCES)}
        running.append(subprocess.Popen(command, env=machine, cwd=folder, stderr=subprocess.PIPE))
    for process in running:
        _, errors = process.communicate(timeout=100)
        assert process.returncode == 0, errors.decode()
    one, other = (files_under(tmp_path / name / "out") for name in MACHINES)
    # A lock file names the process that had it
    one, other = ({n: d for n, d in tree.items() if "lock" not in n} for tree in (one, other))
    assert len(one) >= 12
    assert one.keys() == other.keys()
    assert [name for name, data in one.items() if other[name] != data] == []
    assert any(name.endswith(".json") for name in one)


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_files_are_found_in_does_not_matter(order: int, tmp_path: Path) -> None:
    from tests.builds import build, lay_out  # noqa: PLC0415

    files = files_under(FULL)
    reordered = dict(sorted(files.items(), reverse=order < 0))
    found = build(lay_out(reordered, tmp_path))
    again = build(FULL.resolve())
    assert found.errors == ()
    assert {n: a.data for n, a in found.documents.items()} == {
        n: a.data for n, a in again.documents.items()
    }
    assert found.findings == again.findings
