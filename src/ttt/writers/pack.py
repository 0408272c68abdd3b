"""Parts that a writer made, ready for the archive: encoded, checked, packed.

Small parts (relationships above all) are the same in one file after the other; what was checked
and packed lately is kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from xml.parsers import expat

from ttt.office.package import RawPart, deflate

_SMALL: Final = 1024
_KEPT: Final = 1024


def pack(name: str, xml: str) -> RawPart:
    """Return a part as it lies in the archive.

    Raises:
        ValueError: it is not well-formed, which is a fault of the writer.
    """
    try:
        return _small(xml) if len(xml) <= _SMALL else _packed(xml)
    except expat.ExpatError as error:
        raise ValueError(f"{name} is not well-formed: {error}") from error


def _packed(xml: str) -> RawPart:
    data = xml.encode()
    # Without namespaces: looking prefixes up takes longer than all the rest of the reading.
    expat.ParserCreate().Parse(data, True)  # noqa: FBT003 - expat takes no keyword
    return deflate(data)


_small: Final = lru_cache(maxsize=_KEPT)(_packed)
