"""The scanner finds a canary in every form of hiding, and none where there is none."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Final

import pytest

from tests.leaks.scanner import canary, hidden_below, hidden_in, hidden_in_bytes

NUMBER: Final = 417
WORD: Final = canary(NUMBER)
WIDE: Final = "".join(chr(ord(letter) + 0xFEE0) for letter in WORD)


def archive(
    parts: dict[str, bytes], comment: bytes = b"", extra: bytes = b"", part_comment: bytes = b""
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.extra = extra
            info.comment = part_comment
            file.writestr(info, data)
        file.comment = comment
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(*chunks: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    rest = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + rest


def in_document(xml: str) -> bytes:
    return archive({"word/document.xml": f"<w:p>{xml}</w:p>".encode()})


FORMS: Final[dict[str, Callable[[], bytes]]] = {
    "plain": f"x {WORD} y".encode,
    "utf-16 little end": lambda: WORD.encode("utf-16-le"),
    "utf-16 little end at an odd place": lambda: b"\x01" + WORD.encode("utf-16-le"),
    "utf-16 big end": lambda: "ខ្មែរ".encode("utf-16-be") + WORD.encode("utf-16-be"),
    "utf-32": lambda: WORD.encode("utf-32"),
    "capitals": lambda: WORD.upper().encode(),
    "full width": WIDE.encode,
    "full width in utf-16": lambda: WIDE.encode("utf-16-le"),
    "broken over lines": f"{WORD[:4]}\r\n   {WORD[4:]}".encode,
    "with invisible spaces": lambda: "\u200b".join(WORD).encode(),
    "with soft hyphens": f"{WORD[:5]}\u00ad{WORD[5:]}".encode,
    "entities": lambda: "".join(f"&#{ord(letter)};" for letter in WORD).encode(),
    "entities in hexadecimal": lambda: "".join(f"&#x{ord(letter):X};" for letter in WORD).encode(),
    "entities twice": lambda: escape("".join(f"&#{ord(c)};" for c in WORD)).encode(),
    "percent signs": lambda: "".join(f"%{ord(letter):02X}" for letter in WORD).encode(),
    "JSON": lambda: json.dumps({"a": WORD}).replace("z", "\\u007a").encode(),
    "base64": lambda: b"data:" + base64.b64encode(f"ab{WORD}".encode()),
    "base64 at another place": lambda: base64.b64encode(f"a{WORD}ab".encode()),
    "base64 for addresses": lambda: base64.urlsafe_b64encode(b"\xff\xfe\xff" + WORD.encode()),
    "hexadecimal": lambda: WORD.encode().hex().encode(),
    "part of an archive": lambda: archive({"a/b.xml": WORD.encode()}),
    "name in an archive": lambda: archive({f"a/{WORD}.xml": b""}),
    "comment of an archive": lambda: archive({"a": b""}, comment=WORD.encode()),
    "comment of a part": lambda: archive({"a": b""}, part_comment=WORD.encode()),
    "extra field": lambda: archive(
        {"a": b""}, extra=struct.pack("<HH", 0x7474, len(WORD)) + WORD.encode()
    ),
    "before an archive": lambda: WORD.encode() + archive({"a": b"1"}),
    "inside an archive with bytes before it": lambda: b"1" + archive({"a": WORD.encode()}),
    "behind an archive": lambda: archive({"a": b"1"}) + WORD.encode(),
    "archive in an archive": lambda: archive({"x.zip": archive({"a": WORD.encode()})}),
    "split runs": lambda: in_document(f"<w:t>{WORD[:3]}</w:t></w:r><w:r><w:t>{WORD[3:]}</w:t>"),
    "split runs and entities": lambda: in_document(f"<w:t>zq</w:t><w:t>&#48;{WORD[3:]}</w:t>"),
    "attribute": lambda: in_document(f'<wp:docPr descr="a {WORD}"/>'),
    "comment in XML": lambda: in_document(f"<!-- {WORD} -->"),
    "text chunk": lambda: picture(chunk(b"tEXt", b"Author\0" + WORD.encode())),
    "deflated text chunk": lambda: picture(
        chunk(b"zTXt", b"Author\0\0" + zlib.compress(WORD.encode()))
    ),
    "behind the pixels": lambda: picture() + WORD.encode(),
    "picture in an archive": lambda: archive(
        {"media/1.png": picture(chunk(b"iTXt", b"T\0\1\0\0\0" + zlib.compress(WORD.encode())))}
    ),
    "stream of a PDF": lambda: b"%PDF stream\n" + zlib.compress(WORD.encode()) + b"\nendstream",
    "archive in base64": lambda: base64.b64encode(archive({"a": WORD.encode()})),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_canary_is_found_in_every_form(form: str) -> None:
    assert hidden_in_bytes(FORMS[form]()) == {NUMBER}


def test_names_of_files_and_folders_are_read(tmp_path: Path) -> None:
    folder = tmp_path / f"a {WORD.upper()} b"
    folder.mkdir()
    file = folder / f"{canary(8)}.docx"
    file.write_bytes(archive({"a": canary(9).encode()}))
    assert hidden_in(file) == {8, 9}
    assert set(hidden_below(tmp_path)) == {NUMBER, 8, 9}


def test_nothing_is_found_where_nothing_is() -> None:
    near = (WORD[:-1], WORD.replace("q", "g"), "zq41qz", f"{WORD[:4]}-{WORD[4:]}")
    for text in near:
        assert hidden_in_bytes(in_document(f"<w:t>{text}</w:t>")) == frozenset()
    assert hidden_in_bytes(picture()) == frozenset()
