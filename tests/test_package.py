"""Office packages: what is refused, what is kept, and that bytes are the same every time."""

from __future__ import annotations

import io
import zipfile

import pptx
import pytest

from ttt.office.package import (
    CONTENT_TYPES,
    MAX_ENTRIES,
    PackageError,
    RawPart,
    deflate,
    read_package,
    write_package,
)

PARTS = {CONTENT_TYPES: b"<Types/>", "a/b.xml": b"<b>" + b"x" * 5000 + b"</b>", "é.xml": b"<e/>"}


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return buffer.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(PackageError) as caught:
        read_package(data)
    return caught.value.reason


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_parts_are_read_as_they_were_written(method: int) -> None:
    package = read_package(archive(PARTS, method))
    assert {name: package.read(name) for name in package.names} == PARTS


def test_what_is_written_is_read_by_zipfile_and_by_us() -> None:
    data = write_package(reversed(PARTS.items()))
    with zipfile.ZipFile(io.BytesIO(data)) as out:
        assert out.testzip() is None
        assert out.namelist()[0] == CONTENT_TYPES
        assert {name: out.read(name) for name in out.namelist()} == PARTS
        assert {entry.date_time for entry in out.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in out.infolist()} == {0}
    package = read_package(data)
    assert {name: package.read(name) for name in package.names} == PARTS


def test_the_same_parts_give_the_same_bytes_also_when_copied_raw() -> None:
    data = write_package(PARTS.items())
    package = read_package(data)
    assert write_package((name, package.raw(name)) for name in package.names) == data


def test_a_picture_is_stored() -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(4000)
    assert deflate(picture).data is picture


def test_a_part_comes_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        write_package([("a", b"1"), ("a", b"2")])


def test_a_real_presentation_survives() -> None:
    buffer = io.BytesIO()
    pptx.Presentation().save(buffer)
    package = read_package(buffer.getvalue())
    again = write_package((name, package.raw(name)) for name in package.names)
    assert len(pptx.Presentation(io.BytesIO(again)).slide_layouts) == 11


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"hello", "no Word or PowerPoint file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (archive(PARTS)[:-40], "damaged"),
        (archive({"a.txt": b"1"}), "no Word or PowerPoint file"),
        (archive(PARTS) + b"MZ", "after the end"),
        (archive(PARTS | {"A/B.xml": b""}), "twice"),
        (archive(PARTS | {"../x": b""}), "leads out"),
        (archive(PARTS | {"bomb.xml": bytes(2_000_000)}), "120 times"),
        (archive(PARTS | {f"{n}": b"" for n in range(MAX_ENTRIES)}), "more than 3000 parts"),
    ],
)
def test_what_no_office_program_writes_is_refused_in_words(data: bytes, says: str) -> None:
    assert says in refusal(data)


def test_a_lying_size_is_found_when_the_part_is_read() -> None:
    part = deflate(b"y" * 9000)
    for size in (10, 99_000):
        lie = RawPart(part.data, part.method, part.crc, size)
        package = read_package(write_package([(CONTENT_TYPES, b"<Types/>"), ("x.xml", lie)]))
        with pytest.raises(PackageError):
            package.read("x.xml")


def test_damage_is_found_when_the_part_is_read() -> None:
    part = deflate(b"abc" * 3000)
    for broken in (b"\xff" + part.data[1:], part.data[:-3]):
        lie = RawPart(broken, part.method, part.crc, part.size)
        package = read_package(write_package([(CONTENT_TYPES, b"<Types/>"), ("x.xml", lie)]))
        with pytest.raises(PackageError, match=r"x\.xml"):
            package.read("x.xml")
