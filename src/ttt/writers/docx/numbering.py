"""Instances of lists (`w:num`): one for all bullets of a kind, one for each numbered list."""

from __future__ import annotations

from dataclasses import dataclass, field

from ttt.office.relations import DECLARATION
from ttt.office.word_numbering import LEVELS, Lists


@dataclass(slots=True)
class Numbering:
    """The lists of one document; numbers are given in the order of asking."""

    lists: Lists
    _written: list[str] = field(default_factory=list)
    _bullets: dict[int, int] = field(default_factory=dict)

    def bullet(self, depth: int, *, cell: bool) -> tuple[int, int]:
        """Return (instance, level) for bullets at a depth from 0."""
        depth = min(depth, LEVELS - 1)
        definition, level = self.lists.cell_bullet, depth
        if not cell:
            definition, level, _ = self.lists.bullets[depth]
        number = self._bullets.get(definition)
        if number is None:
            number = self._bullets[definition] = self._add(definition, "")
        return number, level

    def decimal(self, depth: int, start: int, *, cell: bool) -> tuple[int, int]:
        """Return (instance, level) for a numbered list of its own, beginning at `start`."""
        depth = min(depth, LEVELS - 1)
        definition, level = self.lists.cell_decimal, depth
        if not cell:
            definition, level, _ = self.lists.decimals[depth]
        begin = (
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        )
        return self._add(definition, begin), level

    def left(self, depth: int, *, numbered: bool) -> int:
        """Return where the text of a list in running text begins, in dxa."""
        depths = self.lists.decimals if numbered else self.lists.bullets
        return depths[min(depth, LEVELS - 1)].left

    def _add(self, definition: int, begin: str) -> int:
        number = self.lists.first + len(self._written)
        self._written.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{begin}</w:num>'
        )
        return number

    def xml(self) -> str:
        """Return the numbering part."""
        inner = "".join(self._written)
        return f"{DECLARATION}{self.lists.head}{inner}{self.lists.tail}"
