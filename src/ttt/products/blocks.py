"""What Jinja keeps silent about in a template that extends another.

A block the other template does not have is never printed, nor is text outside blocks: both are
nearly always a slip of the pen. Looks at the source only, renders nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from ttt.diagnostics import Collector
from ttt.frozen import frozen
from ttt.products.frontmatter import split
from ttt.source import Source, Span

_BEGIN: Final = re.compile(r"\{[#%{]")
_END: Final = {"{#": "#}", "{%": "%}", "{{": "}}"}
_TAG: Final = re.compile(r"[-+]?\s*(\w+)\s*")
_OPENING: Final = frozenset({"block", "macro", "call", "filter"})
_CLOSING: Final = frozenset({"endblock", "endmacro", "endcall", "endfilter", "endset"})


@frozen
class _Found:
    """The outermost blocks of a template with their lines, and where it has text outside them."""

    outer: tuple[tuple[str, int], ...]
    blocks: frozenset[str]
    loose: tuple[int, ...]


def check_blocks(
    chain: tuple[str, ...], sources: Mapping[str, Source], collector: Collector
) -> None:
    """Report blocks that no template below has (`TPL211`) and text outside blocks (`TPL212`).

    `chain` are the names of the templates of a product, the one that extends first.
    """
    found = [_look(split(sources[name].text)[1]) for name in chain]
    for position, name in enumerate(chain[:-1]):
        path = sources[name].path
        known = sorted(frozenset[str]().union(*(below.blocks for below in found[position + 1 :])))
        for block, line in found[position].outer:
            if block not in known:
                close = get_close_matches(block, known, 1)
                hint = f'did you mean "{close[0]}"?' if close else f"blocks: {', '.join(known)}"
                collector.error(
                    "TPL211", f'no template it extends has a block "{block}"',
                    Span(path, line, 1, line, 1), hint,
                )  # fmt: skip
        for line in found[position].loose:
            collector.error(
                "TPL212", "text outside blocks is never printed in a template that extends another",
                Span(path, line, 1, line, 1), "put it into a block, or delete it",
            )  # fmt: skip


@lru_cache(maxsize=256)
def _look(text: str) -> _Found:
    depth = 0
    outer: list[tuple[str, int]] = []
    blocks: set[str] = set()
    loose: list[int] = []
    end = 0
    breaks = [found.start() for found in re.finditer("\n", text)]
    for start, stop, tag, rest in (*_tags(text), (len(text), len(text), "", "")):
        words = text[end:start]
        if depth == 0 and words.strip():
            first = end + len(words) - len(words.lstrip())
            loose.append(bisect_left(breaks, first) + 1)
        end = stop
        if tag == "block":
            name = rest.split()[0] if rest.split() else ""
            blocks.add(name)
            if depth == 0:
                outer.append((name, bisect_left(breaks, start) + 1))
        if tag in _OPENING or (tag == "set" and "=" not in rest):
            depth += 1
        elif tag in _CLOSING:
            depth = max(0, depth - 1)
    return _Found(tuple(outer), frozenset(blocks), tuple(loose))


def _tags(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, name and rest of every tag; one that is never closed is text."""
    at = 0
    open_ended: set[str] = set()
    while found := _BEGIN.search(text, at):
        kind = found[0]
        end = -1 if kind in open_ended else text.find(_END[kind], found.end())
        if end < 0:
            open_ended.add(kind)  # nor is any after it: it is looked for once
            at = found.start() + 1
            continue
        at = end + len(_END[kind])
        name, rest = "", ""
        if kind == "{%" and (tag := _TAG.match(text, found.end(), end)):
            name, rest = tag[1], text[tag.end() : end].rstrip("-+ \t\n")
        yield found.start(), at, name, rest
