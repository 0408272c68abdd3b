"""The one reader of `{#id .role key=value key="two words"}`.

In a Jinja template `{#` opens a comment; there the id is written `{id=… }`.
"""

from __future__ import annotations

import re
from typing import Final

from ttt.frozen import frozen

_PART: Final = re.compile(
    r"""\s*(?:\#(?P<id>[^\s{}"]+)
          |\.(?P<role>[\w-]+)
          |(?P<key>[\w-]+)=(?:"(?P<quoted>(?:\\.|[^"\\])*)"|(?P<bare>[^\s{}"]+)))""",
    re.VERBOSE,
)


@frozen
class RawAttributes:
    """Attributes as written; values may hold slots."""

    id: str = ""
    roles: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


def read_attributes(text: str) -> RawAttributes | None:
    """Return what stands between the braces of `text`, None when it is not attributes."""
    identifier, roles, pairs, end = "", [], [], 0
    text = text.strip()
    while end < len(text):
        match = _PART.match(text, end)
        if match is None:
            return None
        if match["id"]:
            identifier = match["id"]
        elif match["role"]:
            roles.append(match["role"])
        else:
            value = match["quoted"]
            plain = match["bare"] if value is None else re.sub(r"\\(.)", r"\1", value)
            if match["key"] == "id":
                identifier = plain
            else:
                pairs.append((match["key"], plain))
        end = match.end()
    return RawAttributes(identifier, tuple(roles), tuple(pairs))
