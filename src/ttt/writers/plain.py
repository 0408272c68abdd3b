"""Which texts go into XML as they are: most, and most of those in one document after the other."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = re.compile(r"[ -%'-;=?-~]*")  # ASCII without & < > and control characters
_KEPT: Final = 1 << 15


class _Plain(dict[str, bool]):
    """Texts that were looked at; what is not known yet is looked at when it is asked for."""

    def __missing__(self, text: str) -> bool:
        if len(self) >= _KEPT:
            self.clear()
        found = self[text] = _PLAIN.fullmatch(text) is not None
        return found


PLAIN: Final = _Plain()
"""Whether a text is plain: `PLAIN[text]`."""
