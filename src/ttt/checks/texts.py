"""Every text is read once as Markdown, so that markup nobody can read is found here.

What is read is kept on the text: no later stage reads it again.
"""

from __future__ import annotations

import re
from typing import Final

from ttt.checks.walk import texts_of
from ttt.checks.wording import report_of
from ttt.diagnostics import Collector
from ttt.model.edition import Curriculum
from ttt.prose import place, report
from ttt.text import Kind, Text

_PASSAGE: Final = re.compile(r"^\s*:{3,}", re.MULTILINE)


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report markup that cannot be read, in the base and in the overlays."""
    reports = {cohort.id: report_of(curriculum, cohort.id) for cohort in curriculum.cohorts}
    for text in texts_of(curriculum):
        # What stands in an overlay concerns its cohort only.
        _read(text, reports.get(text.origin.layer, collector))
    for found in reports.values():
        collector.extend(found)


def _read(text: Text, collector: Collector) -> None:
    # Names are looked up when an edition is resolved; here counts how they are written.
    report(text, collector)
    if text.kind is Kind.PROSE:
        return
    passage = _PASSAGE.search(text) if ":::" in text else None
    if passage is not None:
        collector.error(
            "TPL122",
            f'"{passage[0].strip()}" has no meaning in {text.origin.part or "this text"}',
            place(text.origin, text.count("\n", 0, passage.start())),
            "a passage for trainers stands in a longer text, such as handout:",
            "what trainers alone read goes into do:, say: or notes:",
        )
