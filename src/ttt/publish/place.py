"""Puts bytes and files in place, each whole or not at all, and says in words why it cannot.

Knows nothing of cohorts, manifests or who edited what: that is `ttt.publish`.
"""

from __future__ import annotations

import errno
import fnmatch
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ttt.diagnostics import Diagnostic, Severity
from ttt.publish.lock import LOCK

TEMPORARY: Final = ".ttt-*.tmp"
"""What a killed build leaves behind; nothing else is ever swept."""

_WAITS: Final = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between attempts, 2.5 together: scanners and synchronisers let a file go by then."""

_REASONS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk space allowed to you is used up",
    errno.EFBIG: "the file is larger than the system allows",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "it is open in another program, or you may not write there",
    errno.EPERM: "it is open in another program, or you may not write there",
    errno.ENAMETOOLONG: "the path is too long for this system",
    errno.EISDIR: "a folder of this name is in the way",
    errno.ENOTDIR: "a file of the name of a folder is in the way",
    errno.EEXIST: "a file of the name of a folder is in the way",
    errno.ENOENT: "its folder was removed meanwhile, or the path is too long for this system",
}


class CannotWriteError(Exception):
    """A file could not be put in place; what stood there before still does, whole."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f'"{path}" cannot be written: {reason}')

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding `OUT021`."""
        return Diagnostic(
            "OUT021",
            Severity.ERROR,
            f"the file cannot be written: {self.reason}",
            hints=("put that right and build again; the files of the last build are still whole",),
            file=self.path,
        )


@contextmanager
def reported(path: str) -> Iterator[None]:
    """Turn an OSError inside into a `CannotWriteError` about `path`."""
    try:
        yield
    except OSError as failure:
        words = (failure.strerror or "the system gives no reason").lower()
        raise CannotWriteError(path, _REASONS.get(failure.errno or 0, words)) from failure


@contextmanager
def _or_gone(temporary: Path) -> Iterator[None]:
    """Delete a file again when what is done with it inside fails."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def write_aside(data: bytes, temporary: Path) -> None:
    """Write a new file and have the disk keep it; a file that was begun is removed again.

    The handle that wrote is the one synchronised: Windows refuses it on one that only reads.
    """
    with _or_gone(temporary), temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _always() -> bool:
    return True


def move_in_place(temporary: Path, target: Path, is_ours: Callable[[], bool] = _always) -> None:
    """Replace `target` in one step, waiting a bounded time while another program holds it.

    `is_ours` is asked after every wait: who held the file may have saved it. It stays then, and
    the PermissionError is raised.
    """
    _patiently(lambda: temporary.replace(target), is_ours)


def write_in_place(data: bytes, target: Path) -> None:
    """Replace a file of our own with these bytes, in one step that outlives a loss of power."""
    temporary = target.with_name(f".ttt-{target.name}.tmp")
    write_aside(data, temporary)
    with _or_gone(temporary):
        move_in_place(temporary, target)
    keep_names([target.parent])


def copy_in_place(file: Path, target: Path) -> None:
    """Copy a file with its dates; the copy appears whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".ttt-{target.suffix}.tmp")
    with _or_gone(temporary):
        with file.open("rb") as original, temporary.open("wb") as copy:
            shutil.copyfileobj(original, copy)
            copy.flush()
            os.fsync(copy.fileno())
        shutil.copystat(file, temporary)
        move_in_place(temporary, target)


def keep_names(folders: Iterable[Path]) -> None:
    """Have the disk keep which names stand for which files in these folders.

    A rename that a process has seen may else be undone by a loss of power, alone and out of order.
    Windows has no such call; its NTFS keeps the order by itself.
    """
    if sys.platform == "win32":
        return
    for folder in folders:
        # One may write in a folder and not list it; one that is empty was removed.
        with suppress(PermissionError, FileNotFoundError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            except OSError as failure:
                if failure.errno != errno.EINVAL:  # some network disks cannot
                    raise
            finally:
                os.close(handle)


def leads_elsewhere(top: Path, path: str) -> bool:
    """Return whether a folder on the way from `top` to a path is a link to another place."""
    folder = Path(path).parent
    return (top / folder).resolve() != top.resolve() / folder


def remove(file: Path, top: Path, is_ours: Callable[[], bool] = _always) -> None:
    """Delete a file as `move_in_place` replaces one, and the folders below `top` empty then."""
    _patiently(lambda: file.unlink(missing_ok=True), is_ours)
    _remove_empty(file, top)


def _patiently(act: Callable[[], object], is_ours: Callable[[], bool]) -> None:
    for wait in _WAITS:
        try:
            act()
        except PermissionError:
            time.sleep(wait)
            edited = False
            with suppress(PermissionError):  # who lets nobody read it has not let it go either
                edited = not is_ours()
            if edited:
                raise
        else:
            return
    act()


def _remove_empty(file: Path, top: Path) -> None:
    with suppress(OSError):  # the first folder that holds something ends it
        for folder in file.parents:
            if folder == top:
                break
            folder.rmdir()


def sweep(folder: Path) -> None:
    """Delete what killed builds left behind; only safe under the folder's lock.

    A folder in it that has a lock of its own is the output folder of other builds, and theirs.
    """
    for place, folders, files in os.walk(folder):
        if LOCK in files and Path(place) != folder:
            folders.clear()
            continue
        for name in fnmatch.filter(files, TEMPORARY):
            with suppress(OSError):  # nothing reads it, and the next build tries again
                Path(place, name).unlink()
                _remove_empty(Path(place, name), folder)
