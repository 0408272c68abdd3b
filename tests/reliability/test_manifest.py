"""The record of a build lost, damaged, foreign or forged: nobody's work and no other file is lost.

What it cannot vouch for counts as edited. Afterwards the record is whole, and the next build quiet.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from tests.publishing import GUIDE, NEW, SLIDES, contents, digest, edit, publish
from tests.reliability.commands import Built, documents_in, run, set_version, with_build
from ttt.diagnostics import Collector
from ttt.manifest import is_inside
from ttt.publish import clean

Content = dict[str, Any]

CHANCE: Final = random.Random(20261122)  # noqa: S311 - noise, no secret
OUTSIDE: Final = "precious.txt"


def entry(path: str, **more: object) -> Content:
    """A whole entry for a file that says "precious"."""
    return {
        "path": path,
        "product": "guide",
        "audience": "trainer",
        "language": "en",
        "sha256": digest("precious"),
        "inputs": {},
        **more,
    }


def forged(*entries: object) -> Callable[[bytes], bytes]:
    """Put entries into a record that is whole."""

    def forge(data: bytes) -> bytes:
        content = json.loads(data)
        content["artifacts"] += entries
        return json.dumps(content).encode()

    return forge


def changed(**more: object) -> Callable[[bytes], bytes]:
    return lambda data: json.dumps({**json.loads(data), **more}).encode()


DAMAGES: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "empty": lambda _: b"",
    "no JSON": lambda data: data[1:],
    "noise": lambda data: CHANCE.randbytes(len(data)),
    "noughts": lambda data: bytes(len(data)),
    "half UTF-16": lambda data: data.decode().encode("utf-16")[:-1],
    "nested": lambda _: b"[" * 100_000,
    "a long number": lambda data: data.replace(b'"schema": 1', b'"schema": 1' + b"0" * 6_000),
    "a list": lambda data: b"[" + data + b"]",
    "another cohort's": changed(cohort="bbb"),
    "of a newer ttt": changed(schema=2),
    "of no schema": changed(schema="1"),
    "artifacts are text": changed(artifacts="none"),
    "an entry is text": forged("en/x.docx"),
    "no digest": forged(entry("en/x.docx", sha256="0")),
    "no audience": forged(entry("en/x.docx", audience="everybody")),
    "inputs are numbers": forged(entry("en/x.docx", inputs={"a": 1})),
    "above": forged(entry(f"../../{OUTSIDE}")),
    "above, further down": forged(entry(f"en/../../../{OUTSIDE}")),
    "from the root": forged(entry(f"/{OUTSIDE}")),
    "of a drive": forged(entry(f"C:/{OUTSIDE}")),
    "backslashes": forged(entry(f"..\\..\\{OUTSIDE}")),
    "a dot Windows drops": forged(entry(f".. /.. /{OUTSIDE}")),
    "a stream": forged(entry("en/x.docx:stream")),
    "a device": forged(entry("en/COM¹")),
    "half a letter": forged(entry("en/\ud800.docx")),
    "a name nobody sees": forged(entry("en/\u202excod.docx")),
    "a long name": forged(entry("x" * 300)),
    "a long path": forged(entry("/".join(["x" * 100] * 50))),
    "nothing": forged(entry("")),
    "a hidden file": forged(entry(".ttt.lock")),
    "a language that leads out": forged(entry("en/x.docx", language="../..")),
}


@pytest.fixture
def out(memory: Path) -> Path:
    """A folder with a file of ours, one somebody edited, and a file outside it."""
    publish(memory / "out", {GUIDE: "one", SLIDES: "one"})
    edit(memory / "out", GUIDE)
    (memory / OUTSIDE).write_text("precious", "utf-8")
    return memory / "out"


def assert_nothing_lost(out: Path) -> None:
    """A build keeps everything it cannot tell to be ours, and says why; the next is quiet."""
    collector = Collector()
    done = publish(out, {GUIDE: "two", SLIDES: "two"}, collector=collector)
    assert [finding.code for finding in collector] == ["OUT030"]
    beside = SLIDES.replace(".pptx", ".new.pptx")
    expected = {GUIDE: "mine", NEW: "two", SLIDES: "one", beside: "two"}
    assert contents(out / "aaa") == expected
    assert {kept.path for kept in done.kept} == {GUIDE, SLIDES}
    collector = Collector()
    publish(out, {GUIDE: "three", SLIDES: "three"}, collector=collector)
    assert not list(collector)
    assert contents(out / "aaa") == {**expected, NEW: "three", beside: "three"}
    assert clean(out, (), collector).removed == (f"aaa/{beside}", f"aaa/{NEW}")
    assert contents(out / "aaa") == {GUIDE: "mine", SLIDES: "one"}
    assert (out.parent / OUTSIDE).read_text("utf-8") == "precious"


@pytest.mark.parametrize("name", DAMAGES)
def test_record_that_cannot_be_trusted_costs_nobody_anything(name: str, out: Path) -> None:
    place = out / "aaa/manifest.json"
    place.write_bytes(DAMAGES[name](place.read_bytes()))
    damaged = place.read_bytes()
    collector = Collector()
    assert clean(out, (), collector).removed == ()
    assert [finding.code for finding in collector] == ["OUT030"]
    assert place.read_bytes() == damaged
    assert_nothing_lost(out)


def test_record_cut_off_anywhere(out: Path) -> None:
    place = out / "aaa/manifest.json"
    whole = place.read_bytes()
    for length in range(0, len(whole.rstrip()), 29):
        place.write_bytes(whole[:length])
        collector = Collector()
        assert clean(out, (), collector).removed == ()
        assert [finding.code for finding in collector] == ["OUT030"], length
    assert_nothing_lost(out)


def test_record_that_is_gone(out: Path) -> None:
    (out / "aaa/manifest.json").unlink()
    assert_nothing_lost(out)


def test_record_that_vouches_for_a_file_behind_a_link(out: Path) -> None:
    # The folder of an audience leads elsewhere: what lies there was never for us to remove
    elsewhere = out.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious.docx").write_text("precious", "utf-8")
    try:
        (out / "aaa/en/organiser").symlink_to(elsewhere, target_is_directory=True)
    except OSError:
        pytest.skip("this user may make no links")
    place = out / "aaa/manifest.json"
    place.write_bytes(forged(entry("en/organiser/precious.docx"))(place.read_bytes()))
    done = publish(out, {GUIDE: "one", SLIDES: "one"}, force=True)
    assert "en/organiser/precious.docx" in {kept.path for kept in done.kept}
    assert "aaa/en/organiser/precious.docx" in clean(out, (), Collector()).kept
    assert (elsewhere / "precious.docx").read_text("utf-8") == "precious"


def test_paths_as_we_write_them_are_inside() -> None:
    assert is_inside("en/trainer/khm-m2-slides-en.pptx")
    assert is_inside("km/participant/khm-ការគ្រប់គ្រង\u200b-km.docx")
    assert is_inside("khm-trainer.zip")


@pytest.mark.parametrize(
    "damage", [b"{", *(pytest.param(damage, marks=pytest.mark.soak) for damage in (None, "newer"))]
)
def test_command_says_what_became_of_the_record(
    damage: bytes | str | None, tmp_path: Path, built: Built
) -> None:
    root = with_build(built, "1", tmp_path / "p")
    set_version(root, "2")
    place = root / "build/aaa/manifest.json"
    match damage:
        case None:
            place.unlink()
        case bytes():
            place.write_bytes(damage)
        case str():
            place.write_bytes(changed(schema=2)(place.read_bytes()))
    done = run(root, "build", "--jobs", "1")
    assert done.returncode == 0
    assert done.stderr.count("OUT030") > 0
    found = documents_in(root / "build")
    assert {path: found[path] for path in built.documents["1"]} == built.documents["1"]
    assert len(found) == 2 * len(built.documents["1"])
