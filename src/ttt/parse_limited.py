"""Reading what a template printed, up to what a document can be.

Markup that is short to print may take for ever to read, or be a million slides. It is the template
that did it, so the finding names the line of the template most of the markup comes from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from ttt.compose.environment import RUNNING_AWAY
from ttt.diagnostics import Collector
from ttt.document import Block, Heading
from ttt.model.markup import Markup
from ttt.model.product import Product
from ttt.parse import parse
from ttt.source import Span
from ttt.watch import RanAwayError, limited

MAX_SLIDES: Final = 6_000
"""Of one deck; the longest that was ever asked for has 2,005."""

MAX_BLOCKS: Final = 60_000
"""Headings, paragraphs, lists and tables of one document, those inside others not counted."""

_SLIDE_LEVEL: Final = 2


def parse_limited(
    markup: Markup, product: Product, collector: Collector
) -> tuple[Block, ...] | None:
    """Return the blocks of the markup, None when it is more than can be read (`TPL003`)."""
    try:
        with limited(product.template):
            blocks = parse(markup, collector)
    except RanAwayError as failure:
        words = f"reading what it prints {failure}"
    except RecursionError:
        words = "it prints lists or boxes too deep inside each other"
    else:
        words = _too_many(blocks, product)
        if not words:
            return blocks
    report_output(words, markup.lines, product, collector)
    return None


def report_output(
    words: str, printed: Sequence[Span], product: Product, collector: Collector
) -> None:
    """Report what a template printed, at the line that printed most, when lines are known."""
    lines = Counter(printed).most_common(1)
    collector.error(
        "TPL003",
        f'the template "{product.template}": {words}',
        lines[0][0] if lines else None,
        *RUNNING_AWAY,
    )


def _too_many(blocks: Sequence[Block], product: Product) -> str:
    """Say what there is too much of, empty when there is not."""
    if len(blocks) > MAX_BLOCKS:
        return f"it prints more than {MAX_BLOCKS:,} paragraphs"
    if product.format == "pptx" and len(blocks) > MAX_SLIDES:
        slides = sum(isinstance(b, Heading) and b.level <= _SLIDE_LEVEL for b in blocks)
        if slides > MAX_SLIDES:
            return f"it prints more than {MAX_SLIDES:,} slides"
    return ""
