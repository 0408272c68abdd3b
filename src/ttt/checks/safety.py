"""The boundary of the content, and no personal data where everybody reads."""

from __future__ import annotations

import re
from typing import Final

from ttt.checks.dates import LIMIT, months
from ttt.checks.walk import texts_in, texts_of
from ttt.checks.wording import counted, quote
from ttt.diagnostics import Collector, Related
from ttt.model.edition import Curriculum

_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<![\w.])\+\d[\d ()/-]{7,}\d(?!\w)")
_PLACEHOLDER: Final = ("example.org", "example.com", "example.net", ".invalid", ".test", ".example")
"""Domains that belong to nobody (RFC 2606)."""


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report a safety review that is older than the text, and addresses of people."""
    _review(curriculum, collector)
    for text in (*texts_of(curriculum), *texts_in(curriculum.cohorts)):
        if "@" not in text and "+" not in text:
            continue
        found = _MAIL.search(text) or _PHONE.search(text)
        if found is None or found[0].endswith(_PLACEHOLDER):
            continue
        what = "an e-mail address" if "@" in found[0] else "a telephone number"
        collector.warning(
            "SAFE003",
            f"{quote(found[0])} is {what}",
            text.origin.span,
            "name the office and its role; people and how to reach them belong in private/",
        )


def _review(curriculum: Curriculum, collector: Collector) -> None:
    header = curriculum.header
    review = header.safety_review
    related = (Related("the curriculum's date", header.place.at("date")),)
    age = months(review.on, header.date)
    if review.on > header.date:
        collector.warning(
            "SAFE001",
            f"the safety review of {review.on} is later than the curriculum's date",
            review.place.at("on"),
            f"bring date: up to date; it is {header.date}",
            related=related,
        )
    elif age > LIMIT:
        collector.warning(
            "SAFE002",
            f"the safety review is {counted(age, 'month')} old",
            review.place.at("on"),
            "look at the boundary again and bring on: up to date",
            related=related,
        )
