"""A server whose children publish and are killed: `python killed_publisher.py`. Holds no test.

A line of JSON in is one child: `out`, `files` (texts by path), `force`, `packed`, `complete`,
`clean`, and when to die: before the disk is touched for the `event`-th time, or in the middle of
the first file that grows beyond `size` bytes. A line out is how the child ended, and how many
events it had. Starting Python anew for each takes a hundred times as long.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from ttt.diagnostics import Collector
from ttt.model.artifact import Artifact
from ttt.model.audience import Audience
from ttt.publish import Publisher, clean

EVENTS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.scandir", "os.utime"}


def artifacts(files: dict[str, str]) -> list[Artifact]:
    """Documents with these texts; their audience is the folder they lie in."""
    return [
        Artifact(path, text.encode(), "guide", Audience(path.split("/")[1]), "en")
        for path, text in files.items()
    ]


def act(order: dict[str, Any]) -> None:
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


def _child(order: dict[str, Any], answers: int) -> None:
    """Obey, and be killed as `kill -9` does it, or by the system when a file grows too long."""
    assert sys.platform != "win32"
    seen = 0

    def count(event: str, _: object) -> None:
        nonlocal seen
        if event in EVENTS:
            seen += 1
            if seen == order.get("event"):
                os.kill(os.getpid(), signal.SIGKILL)

    if "size" in order:
        import resource  # noqa: PLC0415 not on Windows

        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["size"],) * 2)
    sys.addaudithook(count)
    act(order)
    os.write(answers, b"%d\n" % seen)


def main() -> None:
    """Fork a child for each line, one at a time."""
    assert sys.platform != "win32"
    for line in sys.stdin:
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                _child(json.loads(line), 1)
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code:
            os.write(1, b"%d\n" % -abs(code))


if __name__ == "__main__":
    main()
