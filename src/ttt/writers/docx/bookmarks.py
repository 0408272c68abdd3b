"""Names of bookmarks (ECMA-376 Part 1, 17.13.6): what links inside a document lead to."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final

_FOREIGN: Final = re.compile(r"[^A-Za-z0-9_]")
_LENGTH: Final = 40


@lru_cache(maxsize=4096)
def bookmark_name(address: str) -> str:
    """Return a bookmark name (letters, digits, underscores, 40 at most) unique to an address."""
    name = _FOREIGN.sub("_", address)
    if name != address or len(name) > _LENGTH or not name[:1].isalpha():
        digest = hashlib.sha256(address.encode()).hexdigest()[:8]
        name = f"a_{name[: _LENGTH - 11]}_{digest}"
    return name
