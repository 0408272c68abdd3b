"""`ttt` as a person starts it, over a small project of two versions. Holds no test.

A version is a line of curriculum.yaml; every document of the project says it.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.builds import lay_out
from tests.pipeline import TINY, files_under
from ttt.publish.publisher import PENDING

TTT: Final = (sys.executable, "-m", "ttt")
HEADER: Final = "curriculum/curriculum.yaml"
VERSIONS: Final = ("1", "2")
GUIDE: Final = "aaa/en/trainer/aaa-m1-guide-en.docx"
HANDOUT: Final = "aaa/en/participant/aaa-m1-handout-en.docx"
RECORDS: Final = frozenset({"manifest.json", PENDING, ".ttt.lock", ".ttt-holder"})


@dataclass(frozen=True)
class Built:
    """What a build of each version wrote, by path, its record included; and how long one took."""

    files: Mapping[str, Mapping[str, bytes]]
    documents: Mapping[str, Mapping[str, bytes]]
    seconds: float


def environment() -> dict[str, str]:
    """What `ttt` runs in: the sources of this checkout."""
    source = str(Path(__file__).resolve().parents[2] / "src")
    return {
        **os.environ,
        "PYTHONPATH": source,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
    }


def project(folder: Path, version: str = VERSIONS[0]) -> Path:
    """Lay out the project at a version."""
    root = lay_out(files_under(TINY), folder)
    set_version(root, version)
    return root


def set_version(root: Path, version: str) -> None:
    before = files_under(TINY)[HEADER]
    (root / HEADER).write_bytes(before.replace(b'version: "1"', f'version: "{version}"'.encode()))


def run(
    root: Path, *arguments: str, program: Sequence[str] = TTT
) -> subprocess.CompletedProcess[str]:
    """Run a command in a project to its end."""
    return subprocess.run(
        [*program, *arguments],
        cwd=root,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a command in a project, in a process group of its own."""
    return subprocess.Popen(
        [*TTT, *arguments],
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def build_versions(folder: Path) -> Built:
    """Build each version once."""
    files: dict[str, dict[str, bytes]] = {}
    documents: dict[str, dict[str, bytes]] = {}
    seconds = 0.0
    for version in VERSIONS:
        root = project(folder / version, version)
        began = time.monotonic()
        done = run(root, "build", "--jobs", "1")
        seconds = time.monotonic() - began
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        files[version] = files_under(root / "build")
        documents[version] = documents_in(root / "build")
    one, two = documents.values()
    assert one.keys() == two.keys()
    assert all(one[path] != two[path] for path in one)
    return Built(files, documents, seconds)


def with_build(built: Built, version: str, folder: Path) -> Path:
    """Return a project at a version that was built, and nothing touched since."""
    root = project(folder, version)
    lay_out(built.files[version], root / "build")
    return root


def documents_in(out: Path) -> dict[str, bytes]:
    """All files of an output folder but what ttt keeps for itself, by path."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in RECORDS and path.suffix != ".tmp"
    }


def leftovers(out: Path) -> list[Path]:
    """What only a killed build leaves behind."""
    return [*out.rglob(".ttt-*.tmp"), *out.rglob(PENDING)]


def packed_again(data: bytes) -> bytes:
    """The same document as another program would save it: other dates, other order."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stored, "w") as new:
        for name in reversed(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, (2022, 11, 14, 8, 0, 0)), old.read(name))
    return stored.getvalue()
