"""A server whose children publish and are killed. Holds no test.

A line of JSON in is one child: `out`, `files` (texts by path), `force`, `packed`, `complete`,
`clean`, and when to die: before the disk is touched for the `event`-th time, or in the middle of
the first file that grows beyond `size` bytes; beyond `limit` bytes the system only refuses. A line
out is how the child ended. Starting Python anew for each takes a hundred times as long.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from tests.reliability.commands import environment
from ttt.diagnostics import Collector
from ttt.model.artifact import Artifact
from ttt.model.audience import Audience
from ttt.publish import CannotWriteError, LockedError, Publisher, clean

Order: TypeAlias = dict[str, Any]

EVENTS: Final = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.scandir", "os.utime"}


@dataclass(frozen=True)
class End:
    """How a child ended: the signal it died of, or what it was refused, and its events."""

    signal: int
    refused: str
    events: int


class Server:
    """Obeys one order after another, each in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def obey(self, order: Order) -> End:
        """Return how it ended."""
        self.send(order)
        return self.ended()

    def send(self, order: Order) -> None:
        """Have it begin."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def ended(self) -> End:
        """Wait for the end of what was begun last."""
        assert self._process.stdout
        return End(**json.loads(self._process.stdout.readline()))


@contextmanager
def serving() -> Iterator[Server]:
    """Start a server, and end it afterwards."""
    with subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=Path(__file__).resolve().parents[2],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        yield Server(process)
        assert process.stdin
        process.stdin.close()


def artifacts(files: dict[str, str]) -> list[Artifact]:
    """Documents with these texts; their audience is the folder they lie in."""
    return [
        Artifact(path, text.encode(), "guide", Audience(path.split("/")[1]), "en")
        for path, text in files.items()
    ]


def act(order: Order) -> None:
    """Do what one order says, in this process."""
    out = Path(order["out"])
    if order.get("clean"):
        clean(out, (), Collector())
        return
    with Publisher(out, "ttt 0", Collector()) as publisher:
        for artifact in artifacts(order["files"]):
            publisher.stage("aaa", artifact)
        publisher.commit(
            "aaa",
            "1",
            force=order.get("force", False),
            packed=order.get("packed", False),
            complete=order.get("complete", True),
        )


def _child(order: Order) -> None:
    """Obey, and be killed as `kill -9` does it, or by the system when a file grows too long."""
    assert sys.platform != "win32"
    seen = 0
    refused = ""

    def count(event: str, _: object) -> None:
        nonlocal seen
        if event in EVENTS:
            seen += 1
            if seen == order.get("event"):
                os.kill(os.getpid(), signal.SIGKILL)

    if "size" in order:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    longest = order.get("size", order.get("limit"))
    if longest is not None:
        import resource  # noqa: PLC0415 not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (longest, longest))
    sys.addaudithook(count)
    try:
        act(order)
    except (CannotWriteError, LockedError) as failure:
        refused = str(failure)
    _answer(End(0, refused, seen))


def _answer(end: End) -> None:
    os.write(1, f"{json.dumps(asdict(end))}\n".encode())


def main() -> None:
    """Fork a child for each line, one at a time."""
    assert sys.platform != "win32"
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                _child(json.loads(line))
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code:
            _answer(End(abs(code), "", 0))


if __name__ == "__main__":
    main()
