"""The containers a product's markup may use, each with the attributes it knows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from markdown_it.token import Token

from ttt.document import (
    BOXES,
    REGIONS,
    Attributes,
    Block,
    Box,
    Cell,
    Columns,
    Contents,
    Grid,
    Lines,
    Notes,
    PageBreak,
    Region,
)
from ttt.markup.attributes import RawAttributes
from ttt.markup.slots import SLOT
from ttt.markup.tree import Reader, unknown

CONTAINERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "notes": (),
        "columns": (),
        "column": (),
        "region": ("name",),
        "grid": ("columns",),
        "cell": (),
        "lines": ("count",),
        "contents": ("levels",),
        "page_break": (),
        **BOXES,
    }
)
CELL_ROLES: Final = ("rail", "active", "panel", "tint")


def container(reader: Reader, token: Token, raw: RawAttributes) -> tuple[Block, ...]:  # noqa: C901 one arm a kind
    """Return the block of a container of a template; its closing token is taken."""
    line, name = reader.line(token), token.info
    if name not in CONTAINERS:
        unknown(reader, "container", name, tuple(CONTAINERS), line)
        return reader.blocks("container_close")
    for key, _ in raw.pairs:
        if key not in CONTAINERS[name]:
            known = CONTAINERS[name] or ("none",)
            unknown(reader, f'attribute of "::: {name}"', key, known, line)
    attributes = reader.attributes(raw, line)
    match name:
        case "grid":
            return (_grid(reader, attributes, line),)
        case "columns":
            return (Columns(tuple(blocks for blocks, _ in _parts(reader, "column"))),)
        case "cell" | "column":
            reader.report(
                "TPL109",
                f'"::: {name}" stands outside its table',
                line,
                "put ::: cell inside ::: grid, ::: column inside ::: columns",
            )
            return reader.blocks("container_close")
    blocks = reader.blocks("container_close")
    match name:
        case "notes":
            return (Notes(blocks),)
        case "region":
            region = str(attributes.get("name"))
            if region not in REGIONS:
                unknown(reader, "region", region, REGIONS, line)
            return (Region(region, blocks),)
        case "lines":
            return (Lines(_number(reader, attributes, "count", 3, line)),)
        case "contents":
            return (Contents(_number(reader, attributes, "levels", 2, line)),)
        case "page_break":
            return (PageBreak(),)
        case _:
            return (Box(name, blocks, attributes),)


def _number(reader: Reader, attributes: Attributes, key: str, default: int, line: int) -> int:
    """Return a whole-number attribute; a slot cannot stand here, template numbers print plainly."""
    value = attributes.get(key)
    if not value:
        return default
    if not value.isdecimal() or len(value) > 3:  # noqa: PLR2004 three digits are lines enough
        shown = SLOT.sub("…", value)
        reader.report("TPL110", f'"{key}" must be a whole number, not "{shown}"', line)
        return default
    return int(value)


def _parts(reader: Reader, wanted: str) -> list[tuple[tuple[Block, ...], tuple[str, ...]]]:
    """Read the containers of one name that stand directly inside the open one."""
    parts: list[tuple[tuple[Block, ...], tuple[str, ...]]] = []
    while reader.at < len(reader.tokens):
        token = reader.tokens[reader.at]
        reader.at += 1
        if token.type == "container_close":
            break
        if token.type == "container_open" and token.info == wanted:
            roles = reader.attributes(_raw(token), reader.line(token)).roles
            parts.append((reader.blocks("container_close"), roles))
        elif token.map and token.level >= 0 and token.nesting >= 0 and token.type != "inline":
            reader.report("TPL109", f'only "::: {wanted}" may stand here', reader.line(token))
    return parts


def _raw(token: Token) -> RawAttributes:
    from ttt.markup.attributes import read_attributes  # noqa: PLC0415

    braces = token.meta["braces"]
    return (read_attributes(braces[1:-1]) if braces else None) or RawAttributes()


def _grid(reader: Reader, attributes: Attributes, line: int) -> Grid:
    shares = str(attributes.get("columns") or "1").split()
    try:
        columns = tuple(float(share) for share in shares)
    except ValueError:
        columns = (0.0,)
    if not columns or min(columns) <= 0:
        reader.report(
            "TPL110",
            f'"columns" must be positive numbers, not "{" ".join(shares)}"',
            line,
            'write one share a column, as in columns="3 13.8"',
        )
        columns = tuple(1.0 for _ in shares)
    cells: list[Cell] = []
    for blocks, roles in _parts(reader, "cell"):
        for role in roles:
            if role not in CELL_ROLES:
                unknown(reader, "cell role", role, CELL_ROLES, line)
        cells.append(Cell(blocks, roles[0] if roles else ""))
    width = len(columns)
    if len(cells) % width:
        reader.report(
            "TPL111",
            f"{len(cells)} cells do not fill rows of {width}",
            line,
            "add the missing ::: cell, empty if need be",
        )
        cells.extend(Cell(()) for _ in range(-len(cells) % width))
    rows = tuple(tuple(cells[i : i + width]) for i in range(0, len(cells), width))
    return Grid(columns, rows, attributes)
