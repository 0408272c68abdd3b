"""Two builds into one folder at once: the second waits for nothing and says who holds it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.reliability.commands import (
    Built,
    documents_in,
    leftovers,
    project,
    start,
)
from tests.reliability.killed_publisher import Server, act, serving

HELD = re.compile(r'another build( \(process (\d+), since \d\d:\d\d\))? holds the folder "[^"]+"')


def texts(version: str) -> dict[str, str]:
    return {f"en/trainer/aaa-m{number}-guide-en.docx": version * 5_000 for number in range(12)}


def test_twenty_pairs_mix_nothing(memory: Path, server: Server) -> None:
    out = memory / "out"
    refused = 0
    with serving() as other:
        for pair in range(20):
            for builder, version in ((server, "a"), (other, "b")):
                builder.send({"out": str(out), "files": texts(f"{pair:02}{version}")})
            ends = [server.ended(), other.ended()]
            assert [end.signal for end in ends] == [0, 0]
            assert not all(end.refused for end in ends)
            assert all(HELD.fullmatch(end.refused) for end in ends if end.refused)
            refused += any(end.refused for end in ends)
            found = documents_in(out)
            (version,) = {data[:3].decode() for data in found.values()}
            assert {path: data.decode() for path, data in found.items()} == {
                f"aaa/{path}": text for path, text in texts(version).items()
            }
            assert leftovers(out) == []
    assert refused  # some pair did meet
    act({"out": str(out), "files": texts("end")})
    assert {data[:3] for data in documents_in(out).values()} == {b"end"}


@pytest.mark.skipif(sys.platform == "win32", reason="starts a process group")
@pytest.mark.parametrize("pairs", [1, pytest.param(20, marks=pytest.mark.soak)])
def test_two_commands_into_one_folder(pairs: int, tmp_path: Path, built: Built) -> None:
    roots = [project(tmp_path / version, version) for version in built.documents]
    out = tmp_path / "out"
    for _ in range(pairs):
        running = [start(root, "build", "--jobs", "1", "--out", str(out)) for root in roots]
        said = [program.communicate()[1] for program in running]
        codes = [program.returncode for program in running]
        assert 0 in codes
        for program, code, words in zip(running, codes, said, strict=True):
            if code:
                assert code == 3, words
                found = HELD.fullmatch(words.removeprefix("ttt: ").removesuffix("\n"))
                assert found, words
                holders = {str(each.pid) for each in running if each is not program}
                assert found[2] in {None, *holders}
        assert documents_in(out) in built.documents.values()
        assert leftovers(out) == []
