"""Facts of a cohort: a value with its source and day, or who fills it in.

Which facts the texts need is found out when an edition is resolved; here stands what is wrong
with a fact by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from ttt.checks.dates import LIMIT, months
from ttt.checks.walk import texts_in
from ttt.checks.wording import counted, quote, report_of
from ttt.diagnostics import Collector, Related
from ttt.model.cohort import Cohort, Fact
from ttt.model.edition import Curriculum
from ttt.prose import FIELD, is_escaped
from ttt.text import Text


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report facts without value, without source or too old, and names inside facts."""
    for cohort in curriculum.cohorts:
        report = report_of(curriculum, cohort.id)
        for name, fact in cohort.facts.items():
            _value(name, fact, report)
            _age(name, fact, curriculum, report)
        for text in _names(cohort):
            report.error(
                "COH207",
                f"{quote(text)} stands in a cohort's file, where no name is filled in",
                text.origin.span,
                "write the words themselves",
            )
        collector.extend(report)


def _value(name: str, fact: Fact, report: Collector) -> None:
    known, unknown = bool(fact.value.strip()), bool(fact.unknown.strip())
    if known and unknown:
        report.error(
            "COH204",
            f"the fact {quote(name)} has a value and is unknown",
            fact.place.at("unknown"),
            "take unknown: out",
            related=(Related("the value", fact.place.at("value")),),
        )
    elif not known and not unknown:
        report.error(
            "COH203",
            f"the fact {quote(name)} has no value",
            fact.place.at("label"),
            "add value:, or unknown: with who fills it in; then a gap is printed",
        )
    elif known and not fact.source.strip():
        report.warning(
            "COH205",
            f"the fact {quote(name)} names no source",
            fact.place.at("value"),
            "add source: with where it stands and as_of: with the day",
        )


def _age(name: str, fact: Fact, curriculum: Curriculum, report: Collector) -> None:
    if fact.as_of is None:
        return
    today = curriculum.header.date
    age = months(fact.as_of, today)
    if fact.as_of > today:
        report.warning(
            "COH208",
            f"the fact {quote(name)} is of {fact.as_of}, after the curriculum's date {today}",
            fact.place.at("as_of"),
            "correct the day, or bring date: in curriculum.yaml up to date",
        )
    elif age > LIMIT:
        report.warning(
            "COH206",
            f"the fact {quote(name)} is {counted(age, 'month')} old",
            fact.place.at("as_of"),
            f"look it up again and bring as_of: up to date; the limit is {LIMIT} months, counted "
            "to the curriculum's date",
        )


def _names(cohort: Cohort) -> Iterator[Text]:
    """Yield the texts of a cohort's file that hold a name to be filled in."""
    for text in texts_in(cohort):
        if not all(map(is_escaped, FIELD.finditer(text))):
            yield text
