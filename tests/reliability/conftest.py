"""What the tests of reliability share: one build of each version of their project."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.commands import Built, build_versions
from tests.reliability.killed_publisher import Server, serving


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project built at each version, to be copied."""
    return build_versions(tmp_path_factory.mktemp("versions"))


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """An empty folder, in memory where there is such a thing: a disk takes long to keep each file.

    What a process sees after another was killed does not depend on it.
    """
    shared = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    if not os.access(shared, os.W_OK | os.X_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=shared) as name:
        yield Path(name)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Processes that publish and are killed."""
    if sys.platform == "win32":
        pytest.skip("Windows has no fork")
    with serving() as running:
        yield running
