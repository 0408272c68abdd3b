"""Reading a finished file back: what Office would refuse is found before it is published."""

from __future__ import annotations

import pytest

from ttt.office.package import CONTENT_TYPES, RawPart, deflate, write_package
from ttt.office.relations import DECLARATION
from ttt.proof import Proof

WHOLE = f"{DECLARATION}<p>{'<r>ខ្មែរ &amp; Latin</r>' * 50}</p>".encode()
PICTURE = b"\x89PNG\r\n" + bytes(range(256))


def package(name: str, part: bytes | RawPart) -> bytes:
    return write_package([(CONTENT_TYPES, WHOLE), ("media/ខ្មែរ.png", PICTURE), (name, part)])


def test_what_the_writers_write_is_sound() -> None:
    proof = Proof()
    data = package("ppt/slides/slide1.xml", WHOLE)
    assert proof.fault(data) == ""
    assert proof.fault(data) == ""


@pytest.mark.parametrize(
    "wrong", ["<p><r></p>", "<p/><p/>", "", "<p>&nbsp;</p>", "<p>\x01</p>", "<p>a < b</p>"]
)
def test_a_part_that_is_not_well_formed_is_named_each_time(wrong: str) -> None:
    proof = Proof()
    for _ in range(2):
        for padding in ("", " " * 5000):
            fault = proof.fault(package("ppt/slides/slide7.xml", (padding + wrong).encode()))
            assert fault.startswith("ppt/slides/slide7.xml is not well-formed: ")


def test_a_byte_that_changed_is_found_wherever_it_is() -> None:
    data = package("word/document.xml", WHOLE)
    start = data.index(b"word/document.xml") + len(b"word/document.xml")
    for at in range(start, start + deflate(WHOLE).data.__len__(), 7):
        broken = bytearray(data)
        broken[at] ^= 0x10
        assert "document.xml" in Proof().fault(bytes(broken))


def test_a_file_that_ends_anywhere_is_found() -> None:
    data = package("word/document.xml", WHOLE)
    assert all(Proof().fault(data[:end]) for end in range(0, len(data), 11))


def told(name: str, part: RawPart) -> tuple[str, bytes, int, int, int]:
    return name, part.data, part.method, part.crc, part.size


@pytest.mark.parametrize("text", [b"<p><r></p>", WHOLE[:-4]])
def test_a_fault_told_early_is_named_when_the_file_is_there(text: bytes) -> None:
    proof = Proof()
    torn = RawPart(deflate(WHOLE).data[:-3], 8, 0, len(WHOLE))
    proof.early((told("a.xml", deflate(text)), told("b.xml", torn), told("c.xml", deflate(WHOLE))))
    assert "a.xml" in proof.fault(package("a.xml", text))
    assert "b.xml" in proof.fault(package("b.xml", torn))
    assert proof.fault(package("c.xml", WHOLE)) == ""


def test_a_part_told_early_is_not_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    data = package("a.xml", WHOLE)
    proof = Proof()
    proof.early((told(CONTENT_TYPES, deflate(WHOLE)), told("x.png", deflate(PICTURE))))
    monkeypatch.setattr(RawPart, "inflated", lambda *_: pytest.fail("read twice"))
    assert proof.fault(data) == ""
