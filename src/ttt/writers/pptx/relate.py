"""Relationships of one slide or notes page, and the pictures of a deck.

A part's relationships are numbered as they are asked for; a picture used often is stored once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from typing import Final

from ttt.diagnostics import Collector
from ttt.office.relations import RELATIONS

_KINDS: Final = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


@dataclass(slots=True)
class PartRelations:
    """The relationships of one part; `slides` maps addresses to slide numbers."""

    slides: Mapping[str, int]
    _ids: dict[str, str] = field(default_factory=dict)

    def to(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relationship, made when it is asked for the first time."""
        mode = ' TargetMode="External"' if external else ""
        line = f'Type="{RELATIONS}{kind}" Target="{target}"{mode}/>'
        found = self._ids.get(line)
        if found is None:
            found = self._ids[line] = f"rId{len(self._ids) + 1}"
        return found

    def link(self, target: str) -> str:
        """Return `a:hlinkClick` for a target; empty when it is not in this deck."""
        if not target.startswith("#"):
            number = self.to("hyperlink", escape(target), external=True)
            return f'<a:hlinkClick r:id="{number}"/>'
        slide = self.slides.get(target[1:])
        if slide is None:
            return ""
        number = self.to("slide", f"../slides/slide{slide}.xml")
        return f'<a:hlinkClick r:id="{number}" action="ppaction://hlinksldjump"/>'

    def xml(self) -> str:
        """Return the part that holds them."""
        lines = "".join(f'<Relationship Id="{i}" {line}' for line, i in self._ids.items())
        return f"{_HEAD}{lines}</Relationships>"


@dataclass(slots=True)
class Media:
    """The pictures of a deck by path, each stored once; names keep clear of the template's."""

    files: Mapping[str, bytes]
    taken: frozenset[str]
    collector: Collector
    parts: dict[str, bytes] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _digests: dict[bytes, str] = field(default_factory=dict)

    def name(self, image: str) -> str:
        """Return the file name of a picture's part; empty, and a finding, for another format."""
        if image not in self._names:
            self._names[image] = self._store(image)
        return self._names[image]

    def _store(self, image: str) -> str:
        data = self.files[image]
        kind = next((k for start, k in _KINDS.items() if data.startswith(start)), "")
        if not kind:
            self.collector.error("TPL332", f'"{image}" is no PNG or JPEG picture', None,
                                 "save the picture as PNG or JPEG", file=image)  # fmt: skip
            return ""
        digest = sha256(data).digest()
        if digest not in self._digests:
            number = len(self._digests) + 1
            while f"picture{number}.{kind}" in self.taken:
                number += 1000
            self._digests[digest] = f"picture{number}.{kind}"
            self.parts[self._digests[digest]] = data
        return self._digests[digest]
