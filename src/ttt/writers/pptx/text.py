"""Paragraphs and runs of DrawingML (ECMA-376-1, 21.1.2): language, font slots, links, marks.

Every character given is in the result, or is a finding. Knows no shape and no slide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final

from ttt.diagnostics import Collector
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
from ttt.office.slide_geometry import ParagraphStyle
from ttt.scripts import Script, is_rtl, itemise, locale
from ttt.slides.deck import SlideParagraph
from ttt.text import Origin
from ttt.writers.plain import PLAIN
from ttt.writers.pptx.look import Look, but, run_properties

GAP: Final = "\u00a0" * 12
"""What is underlined where a fact is still unknown."""

_ILLEGAL: Final = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP: Final = re.compile("[&<>]")
_BREAKS: Final = re.compile("\r\n|[\r\n\x0b\x0c\u2028\u2029]")
_PLAIN: Final = ParagraphStyle("none", "", "l")
_BULLET: Final = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
_LIKE_TEXT: Final = '<a:buClrTx/><a:buSzPct val="100000"/>'
"""A number on a level whose bullets are coloured and small: it looks like the text beside it."""


@dataclass(slots=True)
class Text:
    """Sets text for one document.

    `link` turns a target into `a:hlinkClick`, empty for a target that is not there; it is set anew
    for every part, since each has relationships of its own.
    """

    language: str
    fonts: Mapping[str, str]
    collector: Collector
    link: Callable[[str], str]
    main: Script = Script.LATIN
    rtl: bool = False
    tag: str = ""
    _latin: dict[Look, tuple[str, str]] = field(default_factory=dict)
    _others: dict[tuple[Look, str], tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.main, self.tag = locale(self.language).script, locale(self.language).tag
        self.rtl = is_rtl(self.main)

    def paragraphs(
        self,
        paragraphs: tuple[SlideParagraph, ...],
        styles: tuple[ParagraphStyle, ...],
        colour: str = "",
    ) -> str:
        """Return the paragraphs of a region as `a:p`, never none."""
        numbers: dict[int, tuple[int, int]] = {}
        parts: list[str] = []
        for paragraph in paragraphs:
            level = paragraph.level
            start = 0
            if numbers:
                for deeper in [n for n in numbers if n > level]:
                    del numbers[deeper]
            if paragraph.marker == "number":
                start, following = numbers.get(level, (0, 0))
                if following != paragraph.number:
                    start = paragraph.number
                numbers[level] = (start, paragraph.number + 1)
            else:
                numbers.pop(level, None)
            style = styles[min(level, len(styles)) - 1] if styles else _PLAIN
            look = Look(paragraph.size, paragraph.bold, colour=colour)
            plain = level == 1 and style.mark == paragraph.marker != "number" and not self.rtl
            properties = "" if plain else self._properties_of(paragraph, style, start)
            runs = self.runs(paragraph.content, look) or self.end(look)
            parts.append(f"<a:p>{properties}{runs}</a:p>")
        return "".join(parts) or f"<a:p>{self.end(Look())}</a:p>"

    def _properties_of(self, paragraph: SlideParagraph, style: ParagraphStyle, start: int) -> str:
        """Return `a:pPr`, empty where the layout says everything."""
        attributes = f' lvl="{paragraph.level - 1}"' if paragraph.level > 1 else ""
        mark = ""
        match paragraph.marker:
            case "none" if style.mark != "none":
                attributes = f' marL="0"{attributes} indent="0"'
                mark = "<a:buNone/>"
            case "bullet" if style.mark == "none":
                attributes = f' marL="{285750 * paragraph.level}"{attributes} indent="-285750"'
                mark = _BULLET
            case "number":
                kind = style.numbering or "arabicPeriod"
                if style.mark == "none":
                    step = 342900
                    attributes = f' marL="{step * paragraph.level}"{attributes} indent="-{step}"'
                if style.mark != "number" or start != 1:
                    font = "" if style.mark == "number" else '<a:buFont typeface="+mj-lt"/>'
                    look = _LIKE_TEXT if style.mark == "bullet" else ""
                    at = "" if start == 1 else f' startAt="{start}"'
                    mark = f'{look}{font}<a:buAutoNum type="{kind}"{at}/>'
            case _:
                pass
        attributes += self.direction(style.align)
        return f"<a:pPr{attributes}>{mark}</a:pPr>" if attributes or mark else ""

    def direction(self, align: str) -> str:
        """Return what a right-to-left document adds to the attributes of a paragraph."""
        if not self.rtl:
            return ""
        return ' algn="r" rtl="1"' if align == "l" else ' rtl="1"'

    def runs(self, content: tuple[Inline, ...], look: Look) -> str:
        """Return inlines as runs and breaks."""
        found = self._latin.get(look) or self._run_properties(look, Script.LATIN)
        start = found[0]
        # Almost everything is plain characters: those that follow each other are one run.
        parts: list[str] = []
        plain = ""
        for inline in content:
            if type(inline) is Str and PLAIN[inline.text]:
                plain += inline.text
                continue
            if plain:
                parts.append(f"{start}{plain}</a:t></a:r>")
                plain = ""
            parts.append(self._run(inline, look))
        if plain:
            parts.append(f"{start}{plain}</a:t></a:r>")
        return "".join(parts)

    def _run(self, inline: Inline, look: Look) -> str:
        match inline:
            case Str(text, origin):
                return self.text(text, look, origin)
            case Strong(content):
                return self.runs(content, but(look, bold=True))
            case Emphasis(content):
                return self.runs(content, but(look, italic=True))
            case Styled(_, content):
                return self.runs(content, look)
            case Code(text, origin):
                return self.text(text, but(look, code=True), origin)
            case Link(target, content):
                link = self.link(target)
                return self.runs(content, but(look, link=link) if link else look)
            case LineBreak():
                return f"<a:br>{self._run_properties(look, Script.LATIN)[1]}</a:br>"
            case Gap(label):
                ruled = self.text(GAP, but(look, gap=True), label.origin)
                return f"{ruled}{self.text(f' ({label.text})', look, label.origin)}"
            case Reference(product, address):
                raise ValueError(f"reference not numbered: {product} {address}")

    def text(self, text: str, look: Look, origin: Origin) -> str:
        """Return characters as runs, one for each script."""
        if text and PLAIN[text]:
            found = self._latin.get(look) or self._run_properties(look, Script.LATIN)
            return f"{found[0]}{text}</a:t></a:r>"
        if _ILLEGAL.search(text):
            code = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(_ILLEGAL.findall(text)))
            self.collector.error("TPL331", f"a text has characters no Office file can hold: {code}",
                                 origin.span, "delete the character")  # fmt: skip
            text = _ILLEGAL.sub("", text)
        if not _BREAKS.search(text):
            return self._scripts(text, look)
        line_break = f"<a:br>{self._run_properties(look, Script.LATIN)[1]}</a:br>"
        return line_break.join([self._scripts(line, look) for line in _BREAKS.split(text)])

    def _scripts(self, text: str, look: Look) -> str:
        """Return a line as runs, one for each script, escaped."""
        marked = _MARKUP.search(text)
        parts: list[str] = []
        for stretch, script in itemise(text, self.main):
            shown = escape(stretch, quote=False) if marked else stretch
            parts.append(f"{self._run_properties(look, script)[0]}{shown}</a:t></a:r>")
        return "".join(parts)

    def end(self, look: Look) -> str:
        """Return what keeps the height of an empty paragraph."""
        properties = self._run_properties(look, Script.LATIN)[1]
        return properties.replace("a:rPr", "a:endParaRPr")

    def _run_properties(self, look: Look, script: Script) -> tuple[str, str]:
        """Return the beginning of a run, and its properties alone."""
        if script is Script.LATIN:
            found = self._latin.get(look)
        else:
            found = self._others.get((look, script.value))
        if found is None:
            properties = run_properties(look, script, self.language, self.fonts)
            found = (f"<a:r>{properties}<a:t>", properties)
            if script is Script.LATIN:
                self._latin[look] = found
            else:
                self._others[look, script.value] = found
        return found
