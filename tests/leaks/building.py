"""Builds a project as its users do, and keeps all the build let anybody see. Holds no test."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "src"


@dataclass
class Build:
    """What one run of ttt left: its exit code, what it said, and every file it had anywhere.

    `passing` are the contents of temporary files that were seen while it ran, by their names.
    """

    root: Path
    code: int = 0
    said: bytes = b""
    passing: dict[str, set[bytes]] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        """The folder of the documents."""
        return self.root / "build"

    @property
    def cache(self) -> Path:
        """The user's cache folder."""
        return self.root.parent / "cache"

    @property
    def temporary(self) -> Path:
        """The system's folder for temporary files."""
        return self.root.parent / "temporary"


def run_ttt(root: Path, *arguments: str, sources: Path = SOURCES) -> Build:
    """Run ttt in a project, with folders of its own for all it may write besides documents."""
    done = Build(root)
    for folder in (done.cache, done.temporary):
        folder.mkdir(exist_ok=True)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"},
        "PYTHONPATH": os.fspath(sources),
        "HOME": os.fspath(done.cache),
        "XDG_CACHE_HOME": os.fspath(done.cache),
        "LOCALAPPDATA": os.fspath(done.cache),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), os.fspath(done.temporary)),
    }
    with _watched(done):
        ran = subprocess.run(
            [sys.executable, "-m", "ttt", *arguments],
            cwd=root,
            env=environment,
            capture_output=True,
            check=False,
        )
    done.code, done.said = ran.returncode, ran.stdout + ran.stderr
    return done


@contextmanager
def _watched(build: Build) -> Iterator[None]:
    """Keep what lies in temporary files and hidden files of the output while the build runs."""
    over = threading.Event()
    seen: set[tuple[str, int, int]] = set()

    def look() -> None:
        while not over.wait(0.02):
            for path in (*build.temporary.rglob("*"), *build.out.rglob(".*")):
                name = path.relative_to(build.root.parent).as_posix()
                with suppress(OSError):
                    state = path.stat()
                    key = (name, state.st_mtime_ns, state.st_size)
                    if path.is_file() and key not in seen:
                        seen.add(key)
                        build.passing.setdefault(name, set()).add(path.read_bytes())

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
