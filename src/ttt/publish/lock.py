"""One build at a time in one output folder.

The lock is the system's, on the open file `.ttt.lock`: it goes with its process, however that
ends, and the file that stays behind means nothing. Who holds it is told by a second file, since
Windows lets nobody read a locked one.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import filelock
import psutil

from ttt.diagnostics import Diagnostic, Severity

LOCK: Final = ".ttt.lock"
HOLDER: Final = ".ttt-holder"

_SLACK_SECONDS: Final = 5
"""How far the clocks of file system and processes may be apart."""


class LockedError(Exception):
    """Another build holds the folder; `pid` and `since` (local time) where they can be known."""

    def __init__(self, folder: Path, pid: int | None, since: datetime | None) -> None:
        self.folder = folder
        self.pid = pid
        self.since = since
        super().__init__(self.diagnostic.message)

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding `OUT020`."""
        who = "another build"
        if self.pid is not None and self.since is not None:
            who += f" (process {self.pid}, since {self.since:%H:%M})"
        return Diagnostic(
            "OUT020",
            Severity.ERROR,
            f'{who} holds the folder "{self.folder.name}"',
            hints=("wait until it has ended, or build into another folder with --out",),
            file=self.folder.name,
        )


class FolderLock:
    """Holds a folder between `with` and its end; `LockedError` when another process does."""

    __slots__ = ("_folder", "_lock")

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = filelock.FileLock(folder / LOCK, timeout=0)

    def __enter__(self) -> Self:
        try:
            self._lock.acquire()
        except filelock.Timeout:
            raise LockedError(self._folder, *_holder(self._folder)) from None
        try:
            (self._folder / HOLDER).write_text(f"{os.getpid()}\n", "ascii")
        except OSError:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            (self._folder / HOLDER).unlink(missing_ok=True)
        finally:
            self._lock.release()


def _holder(folder: Path) -> tuple[int | None, datetime | None]:
    """Return the holder's process and its start, if the file speaks of a process that runs here.

    On a shared disk the holder may be on another machine, and its number may be another
    program's here: a process that began after the file was written is not the one.
    """
    try:
        written = (folder / HOLDER).stat().st_mtime
        pid = int((folder / HOLDER).read_text("ascii"))
        started = psutil.Process(pid).create_time()
    except (OSError, ValueError, psutil.Error):
        return None, None
    if started > written + _SLACK_SECONDS:
        return None, None
    return pid, datetime.fromtimestamp(started, UTC).astimezone()
