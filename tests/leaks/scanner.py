"""Looks for canaries wherever a file could hide one. Holds no test.

A canary is `zq0123qz`: letters no word has, digits that are its number. `hidden_in` reads one
file: its name, its raw bytes, each part of an archive inflated and in turn read in the same way,
chunks of pictures, streams of deflate; each of these as UTF-8 and UTF-16, with entities,
percent signs, backslashes and base64 decoded, with tags taken out so that split runs meet, without
white space and invisible characters, folded by compatibility (NFKC) and case.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote

CANARY: Final = "zq{:04d}qz"
_FOUND: Final = re.compile(r"zq(\d{4})qz")
_TAG: Final = re.compile(r"<[^<>]*>")
_GAP: Final = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x1f]+")
_QUOTED: Final = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_WIDE: Final = re.compile(r"[^\x00-\x7f]+")
_ESCAPE: Final = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-7]{3}))")
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/_-]{11,}")
_HEX: Final = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
_ZLIB: Final = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_PLAIN: Final = bytes.maketrans(b"-_", b"+/")
_ZIP: Final = b"PK\x03\x04"


def canary(number: int) -> str:
    """The canary of this number."""
    return CANARY.format(number)


def hidden_in(path: Path) -> frozenset[int]:
    """The numbers of all canaries in a file or its name."""
    return _numbers(path.name) | hidden_in_bytes(path.read_bytes())


def hidden_below(folder: Path) -> dict[int, list[str]]:
    """The numbers of all canaries below a folder, each with the files that hold it."""
    found: dict[int, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        numbers = hidden_in(path) if path.is_file() else _numbers(path.name)
        for number in numbers:
            found.setdefault(number, []).append(name)
    return found


@lru_cache(maxsize=8192)  # the parts of a template are the same in every document
def hidden_in_bytes(data: bytes) -> frozenset[int]:
    """The numbers of all canaries in these bytes."""
    found = set(_in_text(_around(data)))
    for inner in _inside(data):
        if inner and inner != data:
            found |= hidden_in_bytes(inner)
    return frozenset(found)


def _around(data: bytes) -> bytes:
    """Return what of an archive is no part's contents: names, comments, gaps, both ends."""
    if not data.startswith(_ZIP):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = sorted((info.header_offset, info.compress_size) for info in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError):
        return data
    kept, end = [], 0
    for start, size in parts:
        name, extra = struct.unpack_from("<HH", data, start + 26)
        content = start + 30 + name + extra
        kept.append(data[end:content])
        end = content + size
    return b"".join((*kept, data[end:]))


def _in_text(data: bytes) -> Iterator[int]:
    """Yield what stands in the bytes in any spelling of a text."""
    for text in _texts(data):
        seen = {text, html.unescape(html.unescape(text))}
        if "%" in text:
            seen.add(_QUOTED.sub(lambda found: unquote(found[0]), text))
        if "\\" in text:
            seen.add(_ESCAPE.sub(_character, text))
        for spelling in tuple(seen):
            if "<" in spelling:
                seen.add(_TAG.sub("", spelling))
        for spelling in seen:
            yield from _numbers(spelling)


def _texts(data: bytes) -> Iterator[str]:
    """Yield the bytes as text: without zeros, ASCII letters of UTF-16 and UTF-32 stand together."""
    yield data.decode("utf-8", errors="ignore")
    if b"\0" in data:
        yield data.replace(b"\0", b"").decode("utf-8", errors="ignore")
    if b"\0" in data or b"\xff" in data:  # letters of full width have no zeros
        for start in (0, 1):
            for encoding in ("utf-16-le", "utf-16-be"):
                yield data[start:].decode(encoding, errors="ignore")


def _character(found: re.Match[str]) -> str:
    digits, base = (found[1] or found[2], 16) if found[1] or found[2] else (found[3], 8)
    return chr(int(digits, base))


def _numbers(text: str) -> frozenset[int]:
    """The canaries of a text without white space and invisible characters, folded."""
    if not text.isascii():
        text = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    folded = text.casefold()
    found = {int(number) for number in _FOUND.findall(folded)}
    close = _GAP.sub("", folded)
    if close != folded:
        found |= {int(number) for number in _FOUND.findall(close)}
    return frozenset(found)


def _inside(data: bytes) -> Iterator[bytes]:
    """Yield what is packed into the bytes."""
    yield from _parts(data)
    if data.startswith(b"\x89PNG"):
        yield from _streams(data)
        return
    if _ZIP in data:
        start = data.find(_ZIP)
        if start:
            yield data[start:]
        return
    yield from _streams(data)
    if len(data) < 4_000_000:
        yield from _decoded(data)


def _parts(data: bytes) -> Iterator[bytes]:
    """Yield the parts of an archive, their names, comments and extra fields."""
    if not data.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for info in archive.infolist():
                yield info.filename.encode() + b"\n" + info.comment + b"\n" + info.extra
                yield archive.read(info)
    except (zipfile.BadZipFile, NotImplementedError, OSError, zlib.error):
        yield data[4:]


def _streams(data: bytes) -> Iterator[bytes]:
    """Yield what zlib can inflate anywhere in the bytes (PDF, PNG's zTXt and iTXt)."""
    for match in _ZLIB.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[match.start() :], 1_000_000)
        except zlib.error:
            continue


def _decoded(data: bytes) -> Iterator[bytes]:
    """Yield what stands in base64 or hexadecimal digits, all of it one after the other."""
    found: list[bytes] = []
    for match in _BASE64.finditer(data):
        run = match[0].translate(_PLAIN)
        for start in range(4):
            part = run[start:]
            try:
                found.append(base64.b64decode(part + b"A" * (-len(part) % 4)))
            except binascii.Error:
                continue
    for match in _HEX.finditer(data):
        for start in (0, 1):
            part = match[0][start:]
            found.append(codecs.decode(part[: len(part) // 2 * 2], "hex"))
    yield from (each for each in found if _ZIP in each)
    yield b"\n".join(found)


def named(numbers: Iterable[int]) -> str:
    """The canaries of these numbers, for messages."""
    return ", ".join(canary(number) for number in sorted(numbers))
