"""The publisher killed before each thing it does to the disk, and in the middle of a file.

Afterwards every file is whole, what a person edited is there, and the next build or clean ends
exactly as it would have without the kill: nothing of ours counts as edited, nothing is left over.
"""

from __future__ import annotations

import io
import shutil
import signal
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.reliability.commands import leftovers
from tests.reliability.killed_publisher import Order, Server, act
from ttt.diagnostics import Collector
from ttt.manifest import read_manifest

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no kill -9 and no fork"
)

GUIDE, PLAN = "en/trainer/aaa-guide-en.docx", "en/trainer/aaa-plan-en.docx"
SLIDES, SHEET = "en/participant/aaa-slides-en.pptx", "en/participant/aaa-sheet-en.docx"
MINE: Final = "mine, all evening"


def old(path: str) -> str:
    return f"the old {path} " * 400


def new(path: str) -> str:
    return f"the new {path}, which is longer " * 400


BEFORE: Final = {path: old(path) for path in (GUIDE, PLAN, SLIDES)}
AFTER: Final = {path: new(path) for path in (GUIDE, PLAN, SHEET)}
"""Three files are changed, taken away and added; somebody edited the plan."""

SCENARIOS: Final[Mapping[str, Order]] = {
    "first build": {"files": BEFORE, "first": True},
    "build": {"files": AFTER},
    "build with archives": {"files": AFTER, "packed": True},
    "build over an edited file": {"files": AFTER, "force": True, "packed": True},
    "build of a part": {"files": {GUIDE: new(GUIDE), PLAN: new(PLAN)}, "complete": False},
    "clean": {"files": {}, "clean": True},
}


def prepared(out: Path, order: Order) -> Order:
    """Lay out a folder as it is before a scenario; return the order for it."""
    shutil.rmtree(out, ignore_errors=True)
    if not order.get("first"):
        act({"out": str(out), "files": BEFORE, "packed": order.get("packed", False)})
        (out / "aaa" / PLAN).write_text(MINE, "utf-8")
    return {**order, "out": str(out)}


def files_of(out: Path) -> dict[str, bytes]:
    """All that lies there but the lock and who held it."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in {".ttt.lock", ".ttt-holder"}
    }


def assert_whole(out: Path, order: Order) -> None:
    """Every file is old or new, whole; the edited one is there; the record can be read."""
    collector = Collector()
    read_manifest(out / "aaa", "aaa", collector)
    assert not list(collector)
    files = files_of(out)
    for path, data in files.items():
        name = path.rpartition("/")[2]
        if name.startswith(".ttt-") or name == "manifest.json":
            continue
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert archive.testzip() is None
            continue
        document = path.removeprefix(".backup/").removeprefix("aaa/").replace(".new.", ".")
        assert data.decode() in {MINE, old(document), new(document)}, path
    if not order.get("first"):
        assert MINE.encode() in {data for path, data in files.items() if path.endswith(PLAN)}


def after_all(folder: Path, order: Order, following: list[Order]) -> dict[str, bytes]:
    """What lies there after a scenario nobody kills, and what follows it."""
    order = prepared(folder, order)
    act(order)
    for step in following:
        act({**step, "out": str(folder)})
    return files_of(folder)


def followers(order: Order) -> list[list[Order]]:
    """What people do next: the same again, a build of yet other files, or clean."""
    same = {**order, "first": False}
    other = {**same, "files": {**BEFORE, SHEET: new(SHEET)}, "clean": False}
    return [[same], [other], [same, {"files": {}, "clean": True}]]


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize("name", SCENARIOS)
def test_killed_before_each_touch_of_the_disk(
    name: str, every: int, memory: Path, server: Server
) -> None:
    order = SCENARIOS[name]
    last = server.obey(prepared(memory / "out", order)).events
    assert last > 20
    kills = [{"event": event} for event in range(1, last + 1, every)]
    if not order.get("clean"):
        kills += [{"size": size} for size in (0, 1, 700, 5_000)]
    expected = [after_all(memory / "whole", order, then) for then in followers(order)]
    for number, kill in enumerate(kills):
        chosen = range(3) if every == 1 else [number % 3]
        for choice in chosen:
            out = memory / "out"
            end = server.obey({**prepared(out, order), **kill})
            assert end.signal in {signal.SIGKILL, signal.SIGXFSZ}, kill
            assert_whole(out, order)
            for step in followers(order)[choice]:
                act({**step, "out": str(out)})
            assert files_of(out) == expected[choice], (kill, choice)
            assert leftovers(out) == []


@pytest.mark.parametrize("every", [2, pytest.param(1, marks=pytest.mark.soak)])
def test_the_build_after_a_killed_one_killed_too(every: int, memory: Path, server: Server) -> None:
    order, out = SCENARIOS["build"], memory / "out"
    last = server.obey(prepared(out, order)).events
    other = {"files": {**BEFORE, SHEET: old(SHEET)}}
    expected = after_all(memory / "whole", order, [other])
    halfway = next(
        event
        for event in range(1, last)
        if server.obey({**prepared(out, order), "event": event}).signal
        and (out / "aaa" / GUIDE).read_text("utf-8") == new(GUIDE)
    )
    for event in range(1, last + 1, every):
        server.obey({**prepared(out, order), "event": halfway})
        server.obey({**other, "out": str(out), "event": event})
        assert_whole(out, order)
        act({**other, "out": str(out)})
        assert files_of(out) == expected, event
