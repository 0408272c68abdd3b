"""Front matter: cut it out of a template and keep the line numbers of the rest."""

from __future__ import annotations

import re
from typing import Final

_FRONT: Final = re.compile(r"\A---[ \t]*\r?\n(?P<yaml>.*?)(?:^|\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def split(text: str) -> tuple[str, str]:
    """Return the front matter's YAML and the template, each with the other's lines blank.

    Without front matter the first is empty. Line numbers of both are those of the file.
    """
    match = _FRONT.match(text)
    if match is None:
        return "", text
    return "\n" + match["yaml"] + "\n", "\n" * match[0].count("\n") + text[match.end() :]
