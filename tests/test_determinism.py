"""The same project gives the same bytes, whatever the machine is like."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.pipeline import files_under

HERE: Final = Path(__file__).parent
FULL: Final = HERE / "projects" / "full"
SOURCES: Final = HERE.parent / "src"
RUN: Final = """
import sys
from pathlib import Path
from ttt.build import build
from ttt.outcome import Options
if __name__ == "__main__":
    options = Options(out=Path(sys.argv[2]), jobs=int(sys.argv[3]), packed=True)
    outcome = build(Path(sys.argv[1]), options)
    sys.exit([str(d) for d in outcome.diagnostics if d.severity == "error"] or 0)
"""
CLOCK: Final = """
import datetime, time
AHEAD = {ahead}
now, now_ns, here, there = time.time, time.time_ns, time.localtime, time.gmtime
time.time = lambda: now() + AHEAD
time.time_ns = lambda: now_ns() + AHEAD * 10**9
time.localtime = lambda seconds=None: here(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: there(time.time() if seconds is None else seconds)
class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return datetime.datetime.utcfromtimestamp(time.time())
    today = now
datetime.datetime = Moment
"""
"""A clock of its own for every process of a build: Python runs this before anything else."""

MACHINES: Final = {
    "one": ({"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LANG": "C",
             "USER": "sokha"}, "1", 0),
    "other": ({"PYTHONHASHSEED": "77", "TZ": "America/Lima", "LANG": "km_KH.UTF-8",
               "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0", "USER": "maria", "HOSTNAME": "desk-7",
               "HOME": "/nowhere"}, "2", 7_000_000_000 // 6),
}  # fmt: skip
"""Environment, number of workers, seconds the clock is ahead (37 years)."""

NAMES_A_PROCESS: Final = ".ttt.lock"


def built_on(machines: Mapping[str, Mapping[str, bytes]], folder: Path, seconds: float) -> None:
    """Build a project of its own for each machine, at once."""
    script = folder / "run.py"
    script.write_text(RUN, "utf-8")
    running = []
    for number, (name, files) in enumerate(machines.items()):
        environment, jobs, ahead = MACHINES[name]
        home = folder / name
        root, clock = home / ("a project", "another")[number] / "of ours", home / "clock"
        clock.mkdir(parents=True)
        (clock / "sitecustomize.py").write_text(CLOCK.format(ahead=ahead), "utf-8")
        for path, data in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
            os.utime(root / path, (1_000_000_000 + ahead,) * 2)
        command = [sys.executable, str(script), str(root), str(home / "out"), jobs]
        kept = {
            key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TMPDIR") if key in os.environ
        }
        paths = os.pathsep.join((str(clock), str(SOURCES)))
        machine = {**kept, **environment, "PYTHONPATH": paths}
        running.append(subprocess.Popen(command, env=machine, cwd=home, stderr=subprocess.PIPE))
    for process in running:
        _, errors = process.communicate(timeout=seconds)
        assert process.returncode == 0, errors.decode()


def differences(folder: Path, least: int) -> list[str]:
    """The files of two builds that differ; documents, manifests and archives are among them."""
    one, other = (
        {n: d for n, d in files_under(folder / name / "out").items() if n != NAMES_A_PROCESS}
        for name in MACHINES
    )
    assert len(one) >= least
    assert {name.rpartition(".")[2] for name in one} == {"docx", "pptx", "json", "zip"}
    assert one.keys() == other.keys()
    return [name for name, data in one.items() if other[name] != data]


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    files = files_under(FULL)
    built_on({"one": files, "other": dict(reversed(files.items()))}, tmp_path, 200)
    assert differences(tmp_path, 14) == []


@pytest.mark.soak
def test_two_builds_of_the_sample_give_the_same_bytes(tmp_path: Path) -> None:
    top = HERE.parent
    files = {
        f"{name}/{path}": data
        for name in ("curriculum", "templates")
        for path, data in files_under(top / name).items()
    }
    built_on({"one": files, "other": files}, tmp_path, 280)
    assert differences(tmp_path, 150) == []


def test_the_clock_of_these_tests_is_another(tmp_path: Path) -> None:
    years = []
    for name, (_, _, ahead) in MACHINES.items():
        clock = tmp_path / name
        clock.mkdir()
        (clock / "sitecustomize.py").write_text(CLOCK.format(ahead=ahead), "utf-8")
        code = "import datetime, time; print(datetime.datetime.now().year, time.localtime()[0])"
        environment = {**os.environ, "PYTHONPATH": str(clock)}
        shown = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, check=True
        ).stdout.split()
        assert shown[0] == shown[1]
        years.append(int(shown[0]))
    assert years[1] - years[0] in {36, 37}


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
