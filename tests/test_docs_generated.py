"""Pages of docs/ that a script writes are what the script would write today."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.generate_docs import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_page_is_current(name: str, project_root: Path, request: pytest.FixtureRequest) -> None:
    page, wanted = project_root / "docs" / name, PAGES[name]()
    if request.config.getoption("--update"):
        page.write_text(wanted, "utf-8", newline="\n")

    assert page.read_text("utf-8") == wanted, "run: python -m scripts.generate_docs"


def test_every_module_is_listed(project_root: Path) -> None:
    listed = (project_root / "docs" / "architecture.md").read_text("utf-8")
    source = project_root / "src" / "ttt"
    for path in source.rglob("*.py"):
        assert f"| `{path.relative_to(source).as_posix()}` | " in listed
    assert "### The rest" not in listed, "name the new module in _PACKAGES of generate_docs.py"
