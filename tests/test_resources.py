"""The files that travel with ttt are found in a checkout and in an installed wheel."""

from __future__ import annotations

import ast
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from ttt.resources import fonts_root, resource_root, sample_root, templates_root

FONTS = {
    "Carlito-Bold.ttf",
    "Carlito-Regular.ttf",
    "NotoSansKhmer-Bold.ttf",
    "NotoSansKhmer-Regular.ttf",
    "NotoSansLao-Bold.ttf",
    "NotoSansLao-Regular.ttf",
}


def travelling(root: Path) -> set[str]:
    """The files of the three folders, below their parent; without what programs leave behind."""
    return {
        path.relative_to(root).as_posix()
        for folder in ("templates", "curriculum", "fonts")
        for path in (root / folder).rglob("*")
        if path.is_file()
        and not {"__pycache__", ".ttt"} & set(path.parts)
        and not path.name.startswith(("~$", ".~lock"))
    }


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=project_root)
    return next(folder.glob("ttt_kit-*.whl"))


def test_a_checkout_keeps_them_at_its_top(project_root: Path) -> None:
    assert resource_root() == project_root
    assert templates_root() == project_root / "templates"
    assert (sample_root() / "curriculum.yaml").is_file()
    assert {path.name for path in fonts_root().glob("*.ttf")} == FONTS
    assert (templates_root() / "base").is_dir()


def test_the_wheel_holds_every_file_of_the_checkout(wheel: Path, project_root: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        inside = {
            name.removeprefix("ttt/data/")
            for name in packed.namelist()
            if name.startswith("ttt/data/")
        }
    assert inside == travelling(project_root)


def test_an_installed_wheel_finds_them(wheel: Path, tmp_path: Path) -> None:
    # A folder with a space and Khmer letters, as on people's machines.
    place = tmp_path / "ថត ថ្មី"
    venv.create(place, with_pip=False)
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    program = "from ttt.resources import resource_root as r; print(ascii(str(r())))"
    root = Path(ast.literal_eval(run(python, "-I", "-c", program, cwd=tmp_path).strip()))
    assert root.is_relative_to(place)
    assert (root / "curriculum" / "curriculum.yaml").is_file()
    assert {path.name for path in (root / "fonts").glob("*.ttf")} == FONTS
