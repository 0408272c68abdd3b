"""Pictures with canaries wherever a picture can hold a text. Holds no test."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _drawn() -> Image.Image:
    return Image.new("RGB", (24, 12), (90, 120, 150))


def exif(words: str) -> bytes:
    """An EXIF block (TIFF) that describes a picture with these words."""
    found = Image.Exif()
    found[0x010E] = words  # ImageDescription
    found[0x8298] = words  # Copyright
    return found.tobytes()


def png(words: str) -> bytes:
    """A PNG that says the words in every textual chunk, in its EXIF and behind its end."""
    out = io.BytesIO()
    _drawn().save(out, "PNG", dpi=(96, 96))
    data = out.getvalue()
    said = words.encode()
    chunks = (
        chunk(b"tEXt", b"Author\0" + said),
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(said)),
        chunk(b"iTXt", b"Title\0\0\0\0\0" + said),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(said)),
        chunk(b"eXIf", exif(words).removeprefix(b"Exif\0\0")),
        chunk(b"tIME", struct.pack(">HBBBBB", 2026, 11, 22, 0, 0, 0)),
        chunk(b"prVt", said),
    )
    at = data.index(b"IDAT") - 4
    return data[:at] + b"".join(chunks) + data[at:] + said


def jpeg(words: str) -> bytes:
    """A JPEG that says the words in its comment, EXIF, XMP and behind its end."""
    out = io.BytesIO()
    _drawn().save(out, "JPEG", exif=exif(words), comment=words.encode(), dpi=(96, 96))
    data = out.getvalue()
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x>" + words.encode() + b"</x>"
    more = b"".join(
        struct.pack(">2sH", mark, len(body) + 2) + body
        for mark, body in ((b"\xff\xe1", xmp), (b"\xff\xed", b"Photoshop 3.0\0" + words.encode()))
    )
    return data[:2] + more + data[2:] + words.encode()
