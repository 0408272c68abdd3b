"""What every test may use: the project's folder, and the rule for tests that need LibreOffice."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

OFFICE_PROGRAMS = ("soffice", "pdftoppm")
PROJECT_ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes what was found as what is expected; read the difference first."""
    parser.addoption("--update", action="store_true", help="refresh the expected.txt of cases")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The top of the checkout."""
    return PROJECT_ROOT


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep compiled templates of the tests out of the user's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip an `office` test where LibreOffice or Poppler is missing; in CI that is a failure."""
    if item.get_closest_marker("office") is None:
        return
    missing = [program for program in OFFICE_PROGRAMS if shutil.which(program) is None]
    if not missing:
        return
    reason = f"needs {' and '.join(missing)} on the path (LibreOffice, Poppler)"
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI has everything, but this {reason}", pytrace=False)
    pytest.skip(reason)
