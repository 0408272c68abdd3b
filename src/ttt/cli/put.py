"""Puts new files into a project so that none is ever half-written.

Uses what the publisher puts documents in place with; an error of the system ends as
`CannotWriteError`, which `main` says in one sentence (exit 3).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from ttt.publish.place import remove, reported, write_in_place

__all__ = ["EMPTY_ENOUGH", "put_files", "put_project"]

EMPTY_ENOUGH: Final = frozenset({".git", ".DS_Store", "Thumbs.db", "desktop.ini"})
"""What may lie in a folder that counts as empty."""

_LAST: Final = "curriculum"
"""What makes a folder a project; it comes last, when everything else is there."""


def put_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their path in the project, in the order given, each in one step.

    When one cannot be written, those that are new are taken away again.
    """
    new: list[Path] = []
    try:
        for path, data in files.items():
            target = root / path
            with reported(path):
                target.parent.mkdir(parents=True, exist_ok=True)
                fresh = not target.exists()
                write_in_place(data, target)
            if fresh:
                new.append(target)
    except BaseException:
        for target in new:
            remove(target, root)
        raise


def put_project(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a whole new project; when that fails, the folder is as it was before."""
    new = not folder.exists()
    with reported(folder.as_posix()):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with reported(folder.as_posix()):
            aside = Path(tempfile.mkdtemp(prefix=".ttt-", suffix=".tmp", dir=folder))
        moved: list[Path] = []
        try:
            put_files(aside, files)
            with reported(folder.as_posix()):
                tops = sorted(aside.iterdir(), key=lambda top: (top.name == _LAST, top))
                moved.extend(top.rename(folder / top.name) for top in tops)
        except BaseException:
            for each in moved:
                _remove(each)
            raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except BaseException:
        if new:
            with suppress(OSError):
                folder.rmdir()
        raise


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
