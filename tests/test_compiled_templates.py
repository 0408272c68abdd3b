"""Compiled templates kept from build to build: the same output, less work, never a fault."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from ttt.compiled_templates import CompiledTemplates
from ttt.sandbox import Sandbox

FIRST = {"a": "{% for n in range(3) %}{{ n }} {% endfor %}", "b": "{% include 'a' %}!"}


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that were compiled, as they are."""
    names: list[str] = []
    own = Environment.compile

    def compile_(self: Environment, source: str, name: str | None = None, *rest: object) -> object:
        names.append(name or "")
        return own(self, source, name, *rest)  # type: ignore[call-overload] # as Jinja calls it

    monkeypatch.setattr(Environment, "compile", compile_)
    return names


def rendered(folder: Path, templates: dict[str, str] | None = None) -> str:
    kept = CompiledTemplates(folder)
    sandbox = Sandbox(str, loader=DictLoader(templates or FIRST), bytecode_cache=kept)
    return sandbox.get_template("b").render()


def test_the_next_build_compiles_only_what_changed(tmp_path: Path, compiled: list[str]) -> None:
    folder = tmp_path / "new" / "folder"
    assert rendered(folder) == rendered(folder) == "0 1 2 !"
    assert compiled == ["b", "a"]
    assert rendered(folder, FIRST | {"a": "A"}) == "A!"
    assert compiled == ["b", "a", "a"]
    assert len(list(folder.iterdir())) == 2  # the new one stands in place of the old


def test_another_sandbox_or_a_newer_jinja_compiles_again(
    tmp_path: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(tmp_path)
    monkeypatch.setattr("ttt.compiled_templates._maker", lambda: b"another")
    rendered(tmp_path)
    assert compiled == ["b", "a", "b", "a"]


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_file_is_written_again(
    tmp_path: Path, compiled: list[str], damage: bytes | None
) -> None:
    rendered(tmp_path)
    for file in tmp_path.iterdir():
        whole = file.read_bytes()
        file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)
    assert rendered(tmp_path) == rendered(tmp_path) == "0 1 2 !"
    assert compiled == ["b", "a", "b", "a"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no mode there")
def test_a_folder_others_may_write_into_is_left_alone(tmp_path: Path, compiled: list[str]) -> None:
    rendered(tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    tmp_path.chmod(0o777)
    assert rendered(tmp_path, FIRST | {"b": "B{% include 'a' %}"}) == "B0 1 2 "
    assert compiled == ["b", "a", "b", "a"]
    assert before == {file: file.read_bytes() for file in tmp_path.iterdir()}


def test_without_a_folder_it_goes_on(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_bytes(b"no folder")
    assert rendered(place) == rendered(place / "below") == "0 1 2 !"
    assert place.read_bytes() == b"no folder"


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no mode there")
def test_the_folder_is_the_users_own(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        rendered(tmp_path / "mine")
    finally:
        os.umask(mask)
    assert (tmp_path / "mine").stat().st_mode & 0o777 == 0o700
