"""`::: trainer` passages are cut out of a text for everyone else.

The text itself loses the lines, so that no later stage can print them by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ttt.markup.syntax import containers, parser
from ttt.text import Kind, Text

_QUOTED: Final = re.compile(r"[\s>]*>")


def without_passages(text: Text) -> Text:
    """Return the text without its passages; unclosed ones reach to its end.

    A line cut out stays as an empty line: what follows keeps its place in the file. In prose
    `trainer` is the only container there is, so a misspelt one is cut as well.
    """
    if ":::" not in text:
        return text
    # `prose` takes each of these separators for the end of a line; so must who cuts.
    left = text.splitlines()
    # What is left can read in another way than the whole did (a fence that lost its end), so it
    # is looked at again until nothing is found; each round leaves fewer lines.
    while cut := set(_cut("\n".join(left), text.kind)):
        left = [_blank(line) if number in cut else line for number, line in enumerate(left)]
    if left == text.splitlines():
        return text
    while left and not left[-1].strip(" >"):
        left.pop()
    return Text("\n".join(left), text.kind, text.origin)


def _cut(text: str, kind: Kind) -> Iterator[int]:
    """Yield the numbers of the lines of all passages.

    The matcher of `:::` lines and the parser differ where fences are indented; what either of
    the two takes for a passage is one.
    """
    for start, end in containers(text)[0].items():
        yield from range(start, end + 1)
    if kind is Kind.PROSE:
        for token in parser("prose").parse(text, {}):
            if token.type == "container_open" and token.map:
                yield from range(token.map[0], token.map[1] + 1)


def _blank(line: str) -> str:
    """Return what is left of a line: the marks of a quotation it stands in, so that it goes on."""
    quoted = _QUOTED.match(line)
    return quoted[0] if quoted else ""
