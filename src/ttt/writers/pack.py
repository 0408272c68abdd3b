"""Parts that a writer made, ready for the archive: encoded and packed.

Relationships are the same in one file after the other, slides are in the trainer's deck what they
are in the participants': what was packed lately is kept. Whether the XML is sound is found out
when the finished file is read back (`ttt.proof`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ttt.office.package import RawPart, deflate

_SMALL: Final = 16_384
_KEPT: Final = 512


def pack(xml: str) -> RawPart:
    """Return a part as it lies in the archive."""
    return _kept(xml) if len(xml) <= _SMALL else _packed(xml)


def _packed(xml: str) -> RawPart:
    return deflate(xml.encode())


_kept: Final = lru_cache(maxsize=_KEPT)(_packed)
