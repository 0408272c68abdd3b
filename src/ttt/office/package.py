"""Zip packages of Office files (ECMA-376 Part 2), read with limits and written deterministically.

Looks at the archive only: names, sizes, bytes. What the parts hold is judged by `office.guard`.
A part that is only passed on travels compressed, it is never inflated.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from typing import Final

from ttt.bare_pictures import bare
from ttt.frozen import frozen

try:
    from isal.isal_zlib import compress, crc32
except ImportError:  # no wheel for Windows on ARM; the archive is the same, and takes longer
    from zlib import compress, crc32

CONTENT_TYPES: Final = "[Content_Types].xml"
"""The part that names the type of every other; always the first in the archive."""

MAX_FILE: Final = 60_000_000
MAX_ENTRIES: Final = 3_000
MAX_PART: Final = 40_000_000
MAX_TOTAL: Final = 250_000_000
MAX_RATIO: Final = 120
_RATIO_FROM: Final = 1_000_000  # small parts may shrink as much as they like

_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_DATE: Final = 1 << 5 | 1  # 1980-01-01, the first day a zip archive can name
_VERSION: Final = 20
_UTF8: Final = 0x800
_ENCRYPTED: Final = 0x1
# Measured over 144 decks and documents: zlib's level 3 takes three times as long and saves 5 %.
_LEVEL: Final = 1
_PACKED: Final = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"PK\x03\x04")
_XML: Final = (".xml", ".rels", ".vml")
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_PICTURES: Final = (".png", ".jpg", ".jpeg")


class PackageError(Exception):
    """The bytes are no Office package; `reason` says why, in words a Word user knows."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason: Final = reason


@frozen
class RawPart:
    """A part as it lies in an archive.

    `data` is stored (`method` 0) or deflated (8), `crc` and `size` (bytes) are those of the
    inflated part.
    """

    data: bytes
    method: int
    crc: int
    size: int

    def inflated(self, name: str) -> bytes:
        """Return the bytes of the part, which messages call `name`.

        Raises:
            PackageError: the part is damaged, or larger than the archive says.
        """
        data = self.data
        if self.method == zipfile.ZIP_DEFLATED:
            inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                data = inflate.decompress(data, self.size + 1)
            except zlib.error as error:
                raise PackageError(f'the file is damaged in "{name}"') from error
            if not inflate.eof:
                raise PackageError(f'"{name}" in the file is not as long as the file says')
        if len(data) != self.size or crc32(data) != self.crc:
            raise PackageError(f'the file is damaged in "{name}"')
        return data


@frozen
class Package:
    """The parts of one Office file by name, in archive order; nothing is inflated yet."""

    parts: Mapping[str, RawPart]

    @property
    def names(self) -> tuple[str, ...]:
        """The part names as the archive has them, without a leading slash."""
        return tuple(self.parts)

    def __contains__(self, name: object) -> bool:
        return name in self.parts

    def raw(self, name: str) -> RawPart:
        """Return a part to be copied: as it lies in the archive, but for what nobody sees.

        Pictures lose their metadata, XML its comments.
        """
        data = self.read(name)
        seen = data
        if name.lower().endswith(_PICTURES):
            with suppress(ValueError):  # no picture that a program shows
                seen = bare(data)
        else:
            seen = _COMMENT.sub(b"", data) if name.endswith(_XML) and b"<!--" in data else data
        return self.parts[name] if seen == data else deflate(seen)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            PackageError: the part is damaged, or larger than the archive says.
        """
        return self.parts[name].inflated(name)


def read_package(data: bytes) -> Package:
    """Open an Office file; sizes are checked before anything is inflated.

    Raises:
        PackageError: it is no zip archive, an archive no Office program writes, or too large.
    """
    _check_start(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            comment = archive.comment
    # zipfile raises NotImplementedError for a version of the format that it does not read.
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError) as error:
        raise PackageError("it is damaged: the archive inside cannot be read") from error
    if comment or not data[-_END.size :].startswith(b"PK\x05\x06"):
        raise PackageError("there are foreign bytes after the end of the file")
    _check_table(entries)
    parts = {entry.filename: _raw(data, entry) for entry in entries}
    if CONTENT_TYPES not in parts:
        raise PackageError("it is a zip archive, but no Word or PowerPoint file")
    return Package(parts)


def _check_start(data: bytes) -> None:
    """Refuse what is no archive by its first bytes."""
    if len(data) > MAX_FILE:
        raise PackageError(f"it is larger than {MAX_FILE // 1_000_000} MB")
    if not data:
        raise PackageError("it is empty")
    if data.startswith(_OLE2):
        raise PackageError("it is protected by a password, or in the format of Office 97-2003")
    if not data.startswith(b"PK\x03\x04"):
        raise PackageError("it is no Word or PowerPoint file")


def _check_table(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse archives whose table of contents is a trick."""
    if len(entries) > MAX_ENTRIES:
        raise PackageError(f"there are more than {MAX_ENTRIES} parts in it")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise PackageError(f"unpacked it is larger than {MAX_TOTAL // 1_000_000} MB")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            raise PackageError(f'"{name}" is in it twice')
        seen.add(key)
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise PackageError(f'a part has a name that leads out of the file: "{name}"')
        if entry.flag_bits & _ENCRYPTED:
            raise PackageError(f'"{name}" in it is encrypted')
        if entry.file_size > MAX_PART:
            raise PackageError(f'"{name}" unpacked is larger than {MAX_PART // 1_000_000} MB')
        large = entry.file_size > _RATIO_FROM
        if large and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise PackageError(f'"{name}" swells to more than {MAX_RATIO} times its size')


def _raw(data: bytes, entry: zipfile.ZipInfo) -> RawPart:
    """Cut the bytes of an entry out of the archive."""
    damaged = PackageError(f'the file is damaged in "{entry.filename}"')
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise PackageError(f'"{entry.filename}" is packed in a way no Office program uses')
    start = entry.header_offset
    if start + _LOCAL.size > len(data):
        raise damaged
    header = _LOCAL.unpack_from(data, start)
    start += _LOCAL.size + header[9] + header[10]
    end = start + entry.compress_size
    if header[0] != b"PK\x03\x04" or end > len(data):
        raise damaged
    return RawPart(data[start:end], entry.compress_type, entry.CRC, entry.file_size)


def deflate(data: bytes) -> RawPart:
    """Pack a part; pictures, already packed, are stored."""
    crc = crc32(data)
    if data.startswith(_PACKED):
        return RawPart(data, zipfile.ZIP_STORED, crc, len(data))
    packed = compress(data, _LEVEL, -zlib.MAX_WBITS)
    if len(packed) >= len(data):
        return RawPart(data, zipfile.ZIP_STORED, crc, len(data))
    return RawPart(packed, zipfile.ZIP_DEFLATED, crc, len(data))


def write_package(parts: Iterable[tuple[str, bytes | RawPart]]) -> bytes:
    """Return an archive of the parts in the order given, `[Content_Types].xml` first.

    Deterministic: every entry is dated 1980-01-01 and names no system. A name must come once.
    """
    ordered = sorted(parts, key=lambda part: part[0] != CONTENT_TYPES)
    body: list[bytes] = []
    table: list[bytes] = []
    offset = 0
    seen: set[str] = set()
    for name, content in ordered:
        if name in seen:
            raise ValueError(f"part written twice: {name}")
        seen.add(name)
        part = content if isinstance(content, RawPart) else deflate(content)
        encoded = name.encode()
        flags = 0 if name.isascii() else _UTF8
        fields = (flags, part.method, 0, _DATE, part.crc, len(part.data), part.size, len(encoded))
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *fields, 0)
        central = _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *fields, 0, 0, 0, 0, 0, offset)
        body += (local, encoded, part.data)
        table += (central, encoded)
        offset += len(local) + len(encoded) + len(part.data)
    directory = b"".join(table)
    count = len(ordered)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)
    return b"".join((*body, directory, end))


def parts_of(data: bytes) -> Iterator[tuple[str, RawPart]]:
    """Yield the parts of an archive that `write_package` wrote, from its first byte on.

    Quick, and no guard: what a stranger made is read by `read_package`.

    Raises:
        PackageError: the bytes are not such an archive, or end too early.
    """
    at = count = 0
    while data.startswith(b"PK\x03\x04", at):
        if at + _LOCAL.size > len(data):
            break
        _, _, _, method, *_, crc, packed, size, length, extra = _LOCAL.unpack_from(data, at)
        start = at + _LOCAL.size
        at = start + length + extra + packed
        name = data[start : start + length].decode(errors="replace")
        count += 1
        yield name, RawPart(data[at - packed : at], method, crc, size)
    end = max(0, len(data) - _END.size)
    signature, _, _, _, total, _, directory, _ = _END.unpack(data[end:].ljust(_END.size, b"\0"))
    if (signature, total, directory) != (b"PK\x05\x06", count, at):
        raise PackageError("the file ends too early")
