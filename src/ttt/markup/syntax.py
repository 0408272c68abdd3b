"""markdown-it with our few rules: containers that nest, attributes, fields, emphasis everywhere.

Two parsers come from here, one for templates' markup and one for the prose of YAML fields. Raw
HTML is off: `<` is text. Link addresses are kept as they are; their schemes are checked later.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from ttt.markup.attributes import read_attributes

MAX_NESTING: Final = 200
"""markdown-it drops what is nested deeper without a word; `tree` reports it from 20 on."""

_CONTAINER: Final = re.compile(
    r"^(?P<lead>(?:\s|>|[-*+](?=\s)|\d{1,9}[.)](?=\s))*):{3,}\s*(?P<name>[A-Za-z_][\w-]*)?"
    r"\s*(?P<braces>\{.*\})?\s*$"
)
_FENCE: Final = re.compile(r"^(?:\s|>|[-*+](?=\s)|\d{1,9}[.)](?=\s))*(`{3,}|~{3,})")
_HEADING_ATTRIBUTES: Final = re.compile(r"\s*\{([^{}]*)\}\s*$")
_HEADING: Final = re.compile(r"#{1,6}(?:\s|$)")
_SECTION_LINE: Final = re.compile(r"^(?:#{1,6}(?=\s|\Z)|[^\n:]*:{3}[^\n]*)", re.MULTILINE)
_BRACES: Final = re.compile(r"\{([^{}\n]*)\}")


def containers(text: str) -> tuple[dict[int, int], tuple[int, ...], tuple[int, ...]]:
    """Match the `:::` lines of a text, skipping fenced code.

    Returns line numbers from 0: opening line → closing line; openings never closed (their end is
    the last line + 1 in the first value); closings that close nothing.
    """
    ends: dict[int, int] = {}
    stack: list[int] = []
    stray: list[int] = []
    fence = ""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if match and (not fence or match[1].startswith(fence)):
            fence = "" if fence else match[1]
            continue
        if fence or ":::" not in line:
            continue
        found = _CONTAINER.match(line)
        if found is None:
            continue
        if found["name"] or found["braces"]:
            stack.append(number)
        elif stack:
            ends[stack.pop()] = number
        else:
            stray.append(number)
    ends.update(dict.fromkeys(stack, len(lines)))
    return ends, tuple(stack), tuple(stray)


def sections(text: str) -> Iterator[str]:
    """Yield the text in pieces that each begin with a heading outside all containers and fences.

    Such a heading ends whatever is open above it (CommonMark 0.31 §4.2), so the pieces read one
    by one as they read together.
    """
    if "`" not in text and "~" not in text:
        yield from _sections_without_fences(text)
        return
    depth, fence, start, at = 0, "", 0, 0
    for line in text.split("\n"):
        if ("`" in line or "~" in line) and (match := _FENCE.match(line)):
            if not fence or match[1].startswith(fence):
                fence = "" if fence else match[1]
        elif fence:
            pass
        elif not depth and at > start and _HEADING.match(line):
            yield text[start:at]
            start = at
        elif ":::" in line and (found := _CONTAINER.match(line)):
            depth = depth + 1 if found["name"] or found["braces"] else max(0, depth - 1)
        at += len(line) + 1
    yield text[start:]


def _sections_without_fences(text: str) -> Iterator[str]:
    """Yield the same pieces; only lines that may matter are looked at."""
    depth = start = 0
    for found in _SECTION_LINE.finditer(text):
        at = found.start()
        if text[at] == "#":
            if not depth and at > start:
                yield text[start:at]
                start = at
        else:
            depth += _deeper(found[0])
            depth = max(depth, 0)
    yield text[start:]


@lru_cache(maxsize=4096)
def _deeper(line: str) -> int:
    """Return 1 for a line that opens a container, -1 for one that closes it, 0 for another."""
    match = _CONTAINER.match(line)
    if match is None:
        return 0
    return 1 if match["name"] or match["braces"] else -1


def container_name(line: str) -> str:
    """Return the name on an opening line, empty when there is none."""
    found = _CONTAINER.match(line)
    return (found["name"] or "") if found else ""


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 markdown-it calls rules this way
    """Block rule: `::: name {attributes}` … `:::`; any depth, any number of colons."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith(":::", begin):
        return False
    line = state.src[begin : state.eMarks[start]]
    found = _CONTAINER.match(line)
    if found is None:
        return False
    if silent:
        return True
    if "containers" not in state.env:
        state.env["containers"] = containers(state.src)[0]
    if not (found["name"] or found["braces"]):
        token = state.push("stray_close", "", 0)
        token.map = [start, start + 1]
        state.line = start + 1
        return True
    close = min(state.env["containers"].get(start, end), end)
    token = state.push("container_open", "div", 1)
    token.info = found["name"] or ""
    token.meta = {"braces": found["braces"] or "", "closed": close < end}
    token.map = [start, close]
    parent, state.parentType = state.parentType, "container"
    limit, state.lineMax = state.lineMax, close
    state.md.block.tokenize(state, start + 1, close)
    state.parentType, state.lineMax = parent, limit
    state.push("container_close", "div", -1)
    state.line = min(close + 1, end)
    return True


def _heading_attributes(state: StateCore) -> None:
    """Core rule before inline parsing: `## Title {#id .role key=value}`."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open":
            continue
        match = _HEADING_ATTRIBUTES.search(inline.content)
        attributes = read_attributes(match[1]) if match else None
        if match and attributes is not None:
            opening.meta = {"attributes": attributes}
            inline.content = inline.content[: match.start()]


def _braces(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it calls rules this way
    """Inline rule: attributes after a picture, and `{ref=product to=address}` by itself."""
    if state.src[state.pos] != "{":
        return False
    match = _BRACES.match(state.src, state.pos)
    attributes = read_attributes(match[1]) if match else None
    if match is None or attributes is None:
        return False
    after_image = not state.pending and state.tokens and state.tokens[-1].type == "image"
    reference = any(key == "ref" for key, _ in attributes.pairs)
    if not after_image and not reference:
        return False
    if not silent:
        if after_image:
            state.tokens[-1].meta = {"attributes": attributes}
        else:
            token = state.push("reference", "", 0)
            token.meta = {"attributes": attributes}
    state.pos = match.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it calls rules this way
    """Inline rule: `[text]{.role}`."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    match = _BRACES.match(state.src, end + 1) if end > 0 else None
    attributes = read_attributes(match[1]) if match else None
    if match is None or attributes is None or not attributes.roles:
        return False
    if not silent:
        opening = state.push("span_open", "span", 1)
        opening.meta = {"attributes": attributes}
        start, limit = state.pos + 1, state.posMax
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.posMax = limit
        state.push("span_close", "span", -1)
    state.pos = match.end()
    return True


_UNSPACED: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x9FFF),  # Han, kana
    (0xF900, 0xFAFF),  # Han, compatibility forms
    (0x20000, 0x3FFFF),  # Han, rarer letters
)


def _unspaced(char: str) -> bool:
    """Whether the letter belongs to a script written without spaces between words."""
    return not char.isascii() and any(low <= ord(char) <= high for low, high in _UNSPACED)


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 markdown-it calls rules this way
    """Emphasis that also opens and closes beside a letter of a script without spaces.

    CommonMark 0.31 §6.2 asks for white space or punctuation between a closing `**` after
    punctuation and a letter; Khmer, Lao, Thai, Burmese and Chinese never have it.
    """
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    before = state.src[state.pos - 1] if state.pos else ""
    position = state.pos + scanned.length
    after = state.src[position] if position < state.posMax else ""
    can_open, can_close = scanned.can_open, scanned.can_close
    if marker == "*":
        can_close = can_close or (_unspaced(after) and bool(before) and not before.isspace())
        can_open = can_open or (_unspaced(before) and bool(after) and not after.isspace())
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos = position
    return True


class _Markdown(MarkdownIt):
    """Keeps link addresses as they are: a slot must come through, `tree` checks the scheme."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 markdown-it's name
        del url
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 markdown-it's name
        return link


@cache
def parser(dialect: Literal["template", "prose"]) -> MarkdownIt:
    """Return the parser of a dialect; it keeps no state between texts."""
    md = _Markdown("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    md.enable(["table"])
    md.disable(["html_inline", "html_block", "reference", "autolink"])
    md.inline.ruler.at("emphasis", _emphasis)
    alternatives = ["paragraph", "blockquote", "list"]
    md.block.ruler.before("fence", "container", _container, {"alt": alternatives})
    if dialect == "template":
        md.core.ruler.before("inline", "heading_attributes", _heading_attributes)
        md.inline.ruler.before("link", "span", _span)
        md.inline.ruler.before("emphasis", "braces", _braces)
    return md


def is_printable(char: str) -> bool:
    """Whether a character may stand in text: no control, surrogate or unassigned noncharacter."""
    return unicodedata.category(char) not in {"Cc", "Cs", "Cn"} or char in "\n\t"


Rule = Callable[[StateInline, bool], bool]
