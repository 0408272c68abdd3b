"""Inlines as runs of WordprocessingML (ECMA-376 Part 1, 17.3.2 and 17.16.22).

A text is cut by script, and each piece says which language it is in. Nothing is dropped: what XML
cannot hold is a finding that names the text's origin.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Final

from ttt import prose
from ttt.document import (
    Code,
    Emphasis,
    Gap,
    Inline,
    LineBreak,
    Link,
    Reference,
    Str,
    Strong,
    Styled,
)
from ttt.office.word_fields import ILLEGAL
from ttt.scripts import itemise
from ttt.text import Origin, Text
from ttt.writers.docx.context import Context, Mark
from ttt.writers.plain import PLAIN

TAB: Final = "<w:r><w:tab/></w:r>"
BREAK: Final = "<w:r><w:br/></w:r>"
_MARKUP: Final = re.compile("[&<>]")
_BREAKS: Final = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_RULE: Final = "\N{NO-BREAK SPACE}" * 68  # 6 cm at 11 points
_RULE_SIZE: Final = '<w:sz w:val="22"/><w:szCs w:val="22"/>'
_RULE_LABEL: Final = '<w:sz w:val="18"/><w:szCs w:val="20"/>'
_RULE_PART: Final = 50  # dxa
_CELL: Final = re.compile(r'<w:tcW w:w="(\d+)".*?</w:tc>', re.DOTALL)
_CELL_END: Final = 113  # dxa


def inlines(context: Context, content: tuple[Inline, ...], mark: Mark) -> str:
    """Return the runs of some inlines."""
    # Almost everything is plain characters: those that follow each other are one run.
    start = context.opening(mark)
    parts: list[str] = []
    plain = ""
    for part in content:
        if type(part) is Str and PLAIN[part.text]:
            plain += part.text
            continue
        if plain:
            parts.append(_run(start, plain))
            plain = ""
        parts.append(_inline(context, part, mark))
    if plain:
        parts.append(_run(start, plain))
    return "".join(parts)


def _run(start: str, plain: str) -> str:
    """Return a run of characters that need no escaping."""
    if plain[0] == " " or plain[-1] == " " or "  " in plain:
        return f'{start}<w:t xml:space="preserve">{plain}</w:t></w:r>'
    return f"{start}<w:t>{plain}</w:t></w:r>"


@lru_cache(maxsize=256)
def strong(mark: Mark) -> Mark:
    """Return the look with strong emphasis."""
    return mark._replace(strong=True)


def _inline(context: Context, part: Inline, mark: Mark) -> str:
    match part:
        case Str(value, origin):
            return text(context, value, origin, mark)
        case Strong(content):
            return inlines(context, content, strong(mark))
        case Emphasis(content):
            return inlines(context, content, mark._replace(emphasis=True))
        case Code(value, origin):
            return text(context, value, origin, context.character("code char", mark, mark))
        case Link(target, content):
            return _link(context, target, content, mark)
        case LineBreak():
            return BREAK
        case Gap(label):
            return _gap(context, label, mark)
        case Reference(product, address, origin):
            context.collector.error(
                "TPL359", f'the number of "{address}" in "{product}" is not known', origin.span,
                file=context.document.path,
            )  # fmt: skip
            return ""
        case Styled(role, content):
            return inlines(context, content, context.character(role, mark))


def said(context: Context, value: Text, mark: Mark) -> str:
    """Return the runs of an attribute's value, read as its kind says: a gap stays a gap."""
    return inlines(context, prose.one_line(value), mark)


def text(context: Context, value: str, origin: Origin, mark: Mark) -> str:
    """Return the runs of a text, whole: breaks and tabs become elements."""
    if not value:
        return ""
    if PLAIN[value]:
        return _run(context.opening(mark), value)
    if ILLEGAL.search(value):
        value = _refuse(context, value, origin)
    runs: list[str] = []
    for stretch, script in itemise(value, context.script):
        escaped = escape(stretch, quote=False) if _MARKUP.search(stretch) else stretch
        if _BREAKS.search(escaped):
            escaped = _BREAKS.sub(_element, escaped.replace("\r\n", "\n"))
        runs.append(
            f'{context.opening(mark, script)}<w:t xml:space="preserve">{escaped}</w:t></w:r>'
        )
    return "".join(runs)


def _element(found: re.Match[str]) -> str:
    name = "tab" if found[0] == "\t" else "br"
    return f'</w:t><w:{name}/><w:t xml:space="preserve">'


def _refuse(context: Context, value: str, origin: Origin) -> str:
    """Report characters no Office file can hold (TPL360); show where they were."""
    found = ILLEGAL.findall(value)
    codes = ", ".join(dict.fromkeys(f"U+{ord(one):04X}" for one in found))
    context.collector.error(
        "TPL360", f"the text holds a character that Word cannot store: {codes}", origin.span,
        "delete it; it cannot be seen, so type the sentence again",
        place=" ".join(part for part in (origin.address, origin.part) if part),
        file="" if origin.span else context.document.path,
    )  # fmt: skip
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value)


def _link(context: Context, target: str, content: tuple[Inline, ...], mark: Mark) -> str:
    linked = context.character("link", mark, mark._replace(underline=True))
    inner = inlines(context, content, linked)
    if target.startswith("#"):
        span = next((part.origin.span for part in content if isinstance(part, Str)), None)
        name = context.anchor(target[1:], span)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{inner}</w:hyperlink>'
    identifier = context.relate("hyperlink", target, external=True)
    return f'<w:hyperlink r:id="{escape(identifier)}" w:history="1">{inner}</w:hyperlink>'


def _gap(context: Context, label: Str, mark: Mark) -> str:
    """Return a ruled gap to write in; what belongs there stands behind it, small and soft."""
    ruled = context.opening(mark._replace(underline=True, size=_RULE_SIZE))
    colour = mark.colour or context.colour("ink_soft")
    soft = mark._replace(strong=False, regular=True, colour=colour, size=_RULE_LABEL)
    space = f'{context.opening(soft)}<w:t xml:space="preserve"> </w:t></w:r>'
    behind = space + text(context, label.text, label.origin, soft) if label.text else ""
    return f'{ruled}<w:t xml:space="preserve">{_RULE}</w:t></w:r>{behind}'


def fitted(written: str) -> str:
    """Return a table whose ruled gaps are no wider than their cells."""
    return _CELL.sub(_fit, written) if _RULE in written else written


def _fit(found: re.Match[str]) -> str:
    count = max((int(found[1]) - _CELL_END) // _RULE_PART, 1)
    return found[0].replace(_RULE, _RULE[:count])
