"""`python -m ttt` as people start it: its streams, its environment, its last resort."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command_cases import make_project
from tests.pipeline import files_under
from ttt.cli.console import coloured
from ttt.inventory import inventory

BROKEN = {"curriculum/glossary.yaml": "terms: []\nterms: []\n"}
HEAVY = (
    "babel",
    "docx",
    "docxtpl",
    "icu",
    "jinja2",
    "lxml",
    "markdown_it",
    "pptx",
    "pydantic",
    "ttt.build",
    "ttt.model",
    "ttt.office",
    "uharfbuzz",
    "yaml",
)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def python(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[bytes]:
    source = str(Path(__file__).resolve().parents[2] / "src")
    environment = {**os.environ, "PYTHONPATH": source, **settings}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_help_loads_nothing_that_takes_time(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom ttt.cli import run\nsys.argv = ['ttt', '--help']\nassert run() == 0\n"
        f"sys.stderr.write(' '.join(m for m in {HEAVY!r} if m in sys.modules))\n"
    )
    result = python("-c", code, folder=tmp_path)
    assert result.stdout.startswith(b"Usage: ttt [OPTIONS] COMMAND")
    assert result.stderr == b""


def test_an_old_code_page_shows_question_marks_and_stops_nothing(tmp_path: Path) -> None:
    cohort = "id: aaa\nname: កម្ពុជា é\nlanguages: [en]\ntimezone: UTC\n"
    make_project("tiny", {"curriculum/cohorts/aaa/cohort.yaml": cohort}, tmp_path / "p")
    settings = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    result = python("-m", "ttt", "list", "cohorts", folder=tmp_path / "p", **settings)
    assert (result.returncode, result.stderr) == (0, b"")
    assert "??????? é" in result.stdout.decode("cp1252")


def test_a_bug_leaves_a_report_and_no_traceback_on_the_screen(tmp_path: Path) -> None:
    make_project("tiny", {}, tmp_path / "p")
    (tmp_path / "tmp").mkdir()
    code = (
        "import sys, ttt.inventory\nfrom ttt.cli import main\n"
        "def planted(*_): raise RuntimeError('planted')\n"
        "ttt.inventory.read_project = planted\n"
        "sys.argv = ['ttt', 'list', 'modules']\nmain()\n"
    )
    result = python("-c", code, folder=tmp_path / "p", TMPDIR=str(tmp_path / "tmp"),
                    TEMP=str(tmp_path / "tmp"), TMP=str(tmp_path / "tmp"))  # fmt: skip
    assert (result.returncode, result.stdout) == (70, b"")
    assert b"Traceback" not in result.stderr
    assert b"this is a bug in ttt" in result.stderr
    (report,) = (tmp_path / "tmp").glob("ttt-report-*.txt")
    text = report.read_text("utf-8")
    assert str(report).encode() in result.stderr
    assert "arguments: list modules" in text
    assert "RuntimeError: planted" in text


def test_what_the_system_refuses_is_one_sentence_and_three(tmp_path: Path) -> None:
    make_project("tiny", {}, tmp_path / "p")
    (tmp_path / "file").write_bytes(b"x")
    for arguments in (("build", "--out", str(tmp_path / "file")), ("init", "../file/x")):
        result = python("-m", "ttt", *arguments, folder=tmp_path / "p")
        assert result.returncode == 3, result.stderr
        assert result.stderr.startswith(b"ttt: ")
        assert result.stderr.count(b"\n") == 1
    assert (tmp_path / "file").read_bytes() == b"x"


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal: ours, and the one a program takes for its own."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals of this kind")
    ours, theirs = os.openpty()
    yield ours, theirs
    os.close(ours)


def test_colours_are_for_a_terminal_and_for_those_who_want_them(
    terminal: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    with os.fdopen(terminal[1], "w") as screen, (tmp_path / "file").open("w") as file:
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setattr(sys, "stdout", file)
        monkeypatch.setenv("TERM", "xterm")
        assert coloured(no_color=False)
        assert not coloured(no_color=False, error=False)
        assert not coloured(no_color=True)
        monkeypatch.setenv("TERM", "dumb")
        assert not coloured(no_color=False)


@pytest.mark.parametrize(("settings", "colours"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_check_has_colours_on_a_terminal_unless_no_color_is_set(
    settings: dict[str, str], colours: bool, terminal: tuple[int, int], tmp_path: Path
) -> None:
    make_project("tiny", BROKEN, tmp_path / "p")
    ours, theirs = terminal
    environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    environment |= {"TERM": "xterm", **settings}
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2] / "src")
    command = [sys.executable, "-m", "ttt", "check"]
    with subprocess.Popen(
        command, cwd=tmp_path / "p", env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:
            pass  # Linux says so when the other end is gone
        assert process.wait(60) == 1
    text = shown.decode()
    assert "error[YAML011]" in COLOUR.sub("", text)
    assert bool(COLOUR.search(text)) is colours


def test_from_nothing_to_documents_in_a_folder_with_spaces_and_khmer_letters(
    tmp_path: Path,
) -> None:
    made = python("-m", "ttt", "init", "គម្រោង of ours", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    folder = tmp_path / "គម្រោង of ours"

    checked = python("-m", "ttt", "check", "khm", "--output", "concise", folder=folder)
    assert checked.returncode == 0, checked.stdout
    assert b": error[" not in checked.stdout
    assert not (folder / "build").exists()

    built = python("-m", "ttt", "build", "khm", folder=folder / "curriculum")
    assert built.returncode == 0, built.stderr
    assert built.stdout == b""
    documents = [p for p in files_under(folder / "build") if p.endswith((".docx", ".pptx"))]
    jobs = inventory(folder, "jobs", ("khm",)).rows
    assert len(documents) == len(jobs) > 0
    assert all(path.startswith("khm/en/") for path in documents)
    assert b"\x1b" not in built.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a home is found in another way there")
@pytest.mark.parametrize("home", ["nowhere", "~", "/proc/nowhere"])
def test_a_user_without_a_home_builds_all_the_same(tmp_path: Path, home: str) -> None:
    make_project("tiny", {}, tmp_path / "p")
    before = set(tmp_path.rglob("*"))
    result = python("-m", "ttt", "check", folder=tmp_path / "p", HOME=home, XDG_CACHE_HOME="")
    assert result.returncode == 0, result.stderr
    assert set(tmp_path.rglob("*")) == before
