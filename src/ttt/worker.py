"""One worker process as its pool sees it: started, watched, ended.

Imports next to nothing, so that a program can start its first worker before anything else.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from ttt.worker_process import SetUp, serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    import psutil

Task = TypeVar("Task")
Load: TypeAlias = Callable[[], SetUp]
"""A function of a module that imports what the work needs and returns the function that sets it
up: that one is called with what all tasks share, and with what sends something before a task is
done; it returns the function that does one task."""

_CONTEXT: Final = multiprocessing.get_context("spawn")
_LEAVE_SECONDS: Final = 1.0
_MIB: Final = 1 << 20


class Worker(Generic[Task]):
    """A process that calls `load` at once and then waits for what `Pool` sends it.

    `holding` is its task, if it has one, and `until` when that must be done (monotonic seconds);
    `at` is the piece of the task it is at, -1 before it says so. `quiet` are the seconds it has
    said nothing while it was looked at. `ready` says that it is set up.
    """

    __slots__ = ("_process", "_seen", "at", "holding", "pipe", "quiet", "ready", "until")

    def __init__(self, load: Load) -> None:
        self.ready = False
        self.holding: tuple[Task, ...] = ()
        self.until = 0.0
        self.at = -1
        self.quiet = 0.0
        self._seen: psutil.Process | None = None
        self.pipe: Connection[Any, Any]
        self.pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=serve, args=(theirs, load), daemon=True)
        with _no_interrupt():
            self._process.start()
        theirs.close()

    def send(self, message: object) -> None:
        """Send it something; whether it still lives is said by its pipe when that is read."""
        with suppress(OSError):
            self.pipe.send(message)

    def resident(self) -> float:
        """Return its resident memory in MiB; 0 when it is gone."""
        import psutil  # noqa: PLC0415 what is not needed to start a process comes later

        try:
            self._seen = self._seen or psutil.Process(self._process.pid)
            return float(self._seen.memory_info().rss) / _MIB
        except psutil.Error:
            return 0.0

    def cause_of_death(self) -> str:
        """Return in words how the process ended; its pipe is closed already."""
        self._process.join(_LEAVE_SECONDS)
        code = self._process.exitcode
        if code is None:
            return "the worker closed its pipe"
        return f"the worker ended with {f'signal {-code}' if code < 0 else f'code {code}'}"

    def end(self, until: float) -> None:
        """Wait for it until then, and no longer; no process is left afterwards."""
        self.pipe.close()  # which tells it to leave
        self._process.join(max(0.0, until - time.monotonic()))
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self._process.close()


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold Ctrl-C back; a process started meanwhile never sees one (not on Windows)."""
    if sys.platform == "win32":
        yield
        return
    # Started by the first process otherwise, and the start of it lets Ctrl-C through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
