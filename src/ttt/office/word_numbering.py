"""The list definitions of a Word template (ECMA-376 Part 1, 17.9).

Finds the definitions its list styles are linked to and the ones made for table cells, and appends
definitions of the base design for what a template does not have. The writer then only adds
instances (`w:num`). Lengths are dxa (twentieths of a point).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from ttt.frozen import frozen
from ttt.office.relations import parse_xml
from ttt.office.word_parts import W
from ttt.office.word_styles import Styles

LEVELS: Final = 5
"""How deep lists are nested."""

_MARKER: Final = "ttt-instances"
_BULLET_STEP: Final = 283  # 0.5 cm
_NUMBER_STEP: Final = 397  # 0.7 cm
_EMPTY: Final = f'<w:numbering xmlns:w="{W}"/>'.encode()
_OFFSET: Final = 0x54540001


class Depth(NamedTuple):
    """One depth of a list in running text: its definition, the level in it, where text begins."""

    definition: int
    level: int
    left: int


@frozen
class Lists:
    """The abstract definitions of lists.

    `bullets` and `decimals` are for running text, by depth; the `cell_` ones serve every depth in
    a table cell. `head` and `tail` are the part's text around the place where instances go;
    `first` is the first free instance number.
    """

    bullets: tuple[Depth, ...]
    decimals: tuple[Depth, ...]
    cell_bullet: int
    cell_decimal: int
    head: str
    tail: str
    first: int


def read_lists(xml: bytes | None, styles: Styles) -> Lists:
    """Return the list definitions of a numbering part (None: the template has none)."""
    root = parse_xml(xml or _EMPTY, "numbering")
    abstract = {
        _number(entry, "abstractNumId"): entry for entry in root.iterfind(f"{{{W}}}abstractNum")
    }
    instances = {
        _number(entry, "numId"): _value(entry, "abstractNumId")
        for entry in root.iterfind(f"{{{W}}}num")
    }
    at = sum(1 for entry in root if etree.QName(entry).localname in {"numPicBullet", "abstractNum"})
    own = _Own(root, at, max(abstract, default=-1) + 1)

    def running(role: str, *, numbered: bool) -> tuple[Depth, ...]:
        made: int | None = None
        places: list[Depth] = []
        for depth in range(LEVELS):
            style = styles.shape(role if not depth else f"{role}_{depth + 1}")
            linked = instances.get(style.number, -1)
            before = places[-1].left if places else styles.shape("body").left
            if places and _deep(abstract.get(places[0].definition)):
                definition, level = places[0].definition, depth
            elif linked in abstract and _value_of_first(abstract[linked], numbered=numbered):
                definition, level = linked, 0
            else:
                if made is None:
                    made = own.add(before - depth * _BULLET_STEP, numbered=numbered)
                places.append(Depth(made, depth, before + _BULLET_STEP))
                continue
            left = _left(abstract[definition], level)
            places.append(Depth(definition, level, style.left if left is None else left))
        return tuple(places)

    bullets = running("list_bullet", numbered=False)
    decimals = running("list_number", numbered=True)
    cell_bullet = _for_cells(abstract, numbered=False)
    cell_decimal = _for_cells(abstract, numbered=True)
    if cell_bullet is None:
        cell_bullet = own.add(None, numbered=False)
    if cell_decimal is None:
        cell_decimal = own.add(None, numbered=True)
    marker = etree.Comment(_MARKER)
    last = [entry for entry in root if entry.tag == f"{{{W}}}numIdMacAtCleanup"]
    root.insert(root.index(last[0]) if last else len(root), marker)
    head, _, tail = str(etree.tostring(root, encoding="unicode")).partition(f"<!--{_MARKER}-->")
    first = max(instances, default=0) + 1
    return Lists(bullets, decimals, cell_bullet, cell_decimal, head, tail, first)


def _value_of_first(entry: etree._Element, *, numbered: bool) -> bool:
    """Whether the first level of a definition is a bullet, or is not one."""
    kind = entry.find(f"{{{W}}}lvl/{{{W}}}numFmt")
    return kind is not None and (kind.get(f"{{{W}}}val") != "bullet") is numbered


def _left(entry: etree._Element, level: int) -> int | None:
    """Return where the text of a level begins, None when the definition does not say."""
    for node in entry.iterfind(f"{{{W}}}lvl"):
        indent = node.find(f"{{{W}}}pPr/{{{W}}}ind")
        if _number(node, "ilvl") == level and indent is not None:
            value = indent.get(f"{{{W}}}left", indent.get(f"{{{W}}}start", ""))
            return int(value) if value.isdigit() else None
    return None


def _number(entry: etree._Element, name: str) -> int:
    return int(entry.get(f"{{{W}}}{name}", "-1"))


def _value(entry: etree._Element, name: str) -> int:
    child = entry.find(f"{{{W}}}{name}")
    return -1 if child is None else int(child.get(f"{{{W}}}val", "-1"))


def _deep(entry: etree._Element | None) -> bool:
    """Whether a definition of the template has all levels."""
    return entry is not None and len(entry.findall(f"{{{W}}}lvl")) >= LEVELS


def _for_cells(abstract: dict[int, etree._Element], *, numbered: bool) -> int | None:
    """Return the definition made for cells: no style is linked to it, it hangs from the edge."""
    for number, entry in abstract.items():
        level = entry.find(f"{{{W}}}lvl")
        if level is None or entry.find(f".//{{{W}}}pStyle") is not None or not _deep(entry):
            continue
        kind = level.find(f"{{{W}}}numFmt")
        indent = level.find(f"{{{W}}}pPr/{{{W}}}ind")
        if kind is None or indent is None:
            continue
        wanted = "decimal" if numbered else "bullet"
        left = indent.get(f"{{{W}}}left", indent.get(f"{{{W}}}start", ""))
        if kind.get(f"{{{W}}}val") == wanted and left == indent.get(f"{{{W}}}hanging"):
            return number
    return None


@dataclass(slots=True)
class _Own:
    """Appends definitions of the base design before the first instance."""

    root: etree._Element
    at: int
    number: int

    def add(self, left: int | None, *, numbered: bool) -> int:
        """Add one whose first marker stands at `left`; None: one for cells."""
        step = _NUMBER_STEP if numbered and left is None else _BULLET_STEP
        first = step + (left or 0)
        levels = "".join(
            _level(level, max(first + level * step, step), step, numbered=numbered)
            for level in range(9)
        )
        number = self.number
        entry = (
            f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{number}">'
            f'<w:nsid w:val="{_OFFSET + number:08X}"/><w:multiLevelType w:val="multilevel"/>'
            f"{levels}</w:abstractNum>"
        )
        self.root.insert(self.at, etree.fromstring(entry))
        self.at += 1
        self.number += 1
        return number


def _level(level: int, left: int, hanging: int, *, numbered: bool) -> str:
    if numbered:
        kind = ("decimal", "lowerLetter", "lowerRoman")[level % 3]
        text, looks = f"%{level + 1}", "<w:b/><w:bCs/>"
    else:
        kind, text = "bullet", ("\N{BLACK SQUARE}", "\N{EN DASH}")[level > 0]
        looks = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/>'
        if not level:
            looks += '<w:position w:val="2"/><w:sz w:val="13"/><w:szCs w:val="13"/>'
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr><w:rPr>{looks}</w:rPr></w:lvl>'
    )
