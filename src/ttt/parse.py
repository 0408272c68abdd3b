"""Stage: markup and values → the blocks of a document.

Markup holds only the template's own words and slots, so the cohorts of a module share one parsed
skeleton; `fill` puts each cohort's values in. Must not look at the curriculum.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from typing import Final

from ttt import prose
from ttt.diagnostics import Collector, Diagnostic
from ttt.document import Block
from ttt.markup.containers import container
from ttt.markup.fill import Blocks, compile_blocks
from ttt.markup.fill_inlines import Fill
from ttt.markup.slots import SLOT, cut, slot
from ttt.markup.syntax import parser, sections
from ttt.markup.tree import Dialect, Reader
from ttt.model.markup import Markup
from ttt.source import Span
from ttt.text import Origin

_TEMPLATE: Final = Origin("template")

MAX_TABLE: Final = 20_000
"""Cells a table may have: short rows are padded to the header, so a table can explode."""


def parse(markup: Markup, collector: Collector) -> tuple[Block, ...]:
    """Return the blocks of the markup, values in place, each text with its origin.

    Reports what is not part of the markup language at the template's line (`TPL1xx`). Markup
    without lines is read section by section, since most slides and steps have the same shape.
    """

    def report(code: str, message: str, origin: Origin) -> None:
        collector.error(code, message, origin.span)

    found: list[Block] = []
    for text in (markup.text,) if markup.lines else sections(markup.text):
        words, numbers = cut(text)
        values = [markup.values[number] for number in numbers]
        skeleton, findings = _skeleton(_VALUE.join(words), markup.lines)
        collector.extend(findings)
        found += skeleton(Fill(values, prose.inlines, prose.blocks, report))
    return tuple(found)


_VALUE: Final = slot(0)


@lru_cache(maxsize=2048)
def _skeleton(text: str, lines: tuple[Span, ...]) -> tuple[Blocks, tuple[Diagnostic, ...]]:
    """Parse markup once; the same text from the same template lines is the same skeleton.

    Its slots, all of them `_VALUE` in the text, are numbered in their order.
    """
    numbers = count()
    text = SLOT.sub(lambda _slot: slot(next(numbers)), text)
    findings = Collector()
    origins = tuple(Origin("template", span=span) for span in lines) or (_TEMPLATE,)
    last = len(origins) - 1

    def report(code: str, message: str, line: int, hints: tuple[str, ...]) -> None:
        findings.error(code, message, origins[min(line, last)].span, *hints)

    if _table_explodes(text):
        report("TPL114", f"a table of more than {MAX_TABLE} cells", 0, ("split the table",))
        return compile_blocks(()), tuple(findings)
    dialect = Dialect(lambda line: origins[min(line, last)], report, container)
    tokens = parser("template").parse(text, {})
    return compile_blocks(Reader(tokens, dialect).blocks()), tuple(findings)


def _table_explodes(text: str) -> bool:
    """Whether the widest row times the longest run of rows is beyond what a table may be."""
    widest, run, longest = 0, 0, 0
    for line in text.split("\n"):
        run = run + 1 if line.strip() else 0
        longest = max(longest, run)
        widest = max(widest, line.count("|"))
    return widest * longest > MAX_TABLE
