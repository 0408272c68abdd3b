"""Reads a finished file back before it is published.

Each part must unpack to what its checksum says and each XML part must be well-formed: Office
answers anything less with "unreadable content". Another process than the one that wrote the file
does it, so it costs a build next to no time; the parts of a long deck come while it is being made.
A file that fails is a fault of ttt.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final
from xml.parsers import expat

from ttt.office.package import PackageError, RawPart, parts_of
from ttt.tasks import Early

_XML: Final = (".xml", ".rels")


class Proof:
    """Reads files back. What is the same in many parts (layouts, relationships) is read once."""

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: set[tuple[int, int, int]] = set()

    def early(self, parts: Early) -> None:
        """Read parts of a file that is not there yet; a fault is found again in the file."""
        for name, packed, method, crc, size in parts:
            with suppress(expat.ExpatError, PackageError):
                self._read(name, RawPart(packed, method, crc, size))

    def fault(self, data: bytes) -> str:
        """Return what is wrong with a file, empty when nothing is."""
        name = ""
        try:
            for name, part in parts_of(data):
                self._read(name, part)
        except expat.ExpatError as error:
            return f"{name} is not well-formed: {error}"
        except PackageError as error:
            return str(error)
        return ""

    def _read(self, name: str, part: RawPart) -> None:
        key = (part.crc, part.size, hash(part.data))
        if key in self._seen:
            return
        content = part.inflated(name)
        if name.endswith(_XML):
            # Without namespaces: looking prefixes up takes longer than all the rest.
            expat.ParserCreate().Parse(content, True)  # noqa: FBT003 - it takes no keyword
        self._seen.add(key)
