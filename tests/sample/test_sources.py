"""Sources and facts of the sample, and what it keeps out: real people's data, and its boundary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.sample.reading import NATIONAL, ROOT, VERSIONS, changes, curriculum, files, steps

MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
PHONE: Final = re.compile(
    r"(?<![\w/.-])(?:\+\d|\(?0\d)[\d ()./-]{6,}\d|\b\d{3}[ -]\d{3}[ -]\d{3,4}\b"
)
OUTSIDE: Final = (
    "Material properties", "detection settings", "thresholds", "concealment", "routes",
    "quantities", "prices", "tradecraft", "crime-scene technique",
)  # fmt: skip
TOLD_FIRST: Final = (
    "illustrative sample, not a publication of the organisations named",
    "Nobody outside this project approved, reviewed or verified it",
    "awareness level",
    "material properties", "detection settings", "concealment", "routes", "tradecraft",
)  # fmt: skip


def used() -> set[str]:
    """The resources a session, a step, an exercise or a term names, in any version."""
    whole = curriculum()
    found = {name for v in VERSIONS for _, _, step in steps(v) for name in step.sources}
    found |= {name for v in VERSIONS for _, session, _ in steps(v) for name in session.sources}
    found |= {n for e in whole.exercises for n in (*e.sources, *e.public_sources)}
    return found | {term.source for term in whole.glossary if term.source}


def strings(node: Any) -> Iterator[str]:
    """Every text of a YAML file, of its keys as well."""
    match node:
        case dict():
            for key, value in node.items():
                yield str(key)
                yield from strings(value)
        case list():
            for value in node:
                yield from strings(value)
        case _:
            yield str(node)


def test_every_resource_is_used_or_is_the_older_form_of_one_that_is() -> None:
    named = used()
    assert [
        resource.id
        for resource in curriculum().resources
        if resource.id not in named and resource.superseded_by not in named
    ] == []


def test_only_current_resources_are_used() -> None:
    old = {r.id for r in curriculum().resources if r.status == "superseded"}
    assert len(old) == 2
    assert used() & old == set()


def test_every_resource_has_a_year() -> None:
    # Web pages that change have none; the day on which they were read stands for it
    undated = [
        r.id
        for r in curriculum().resources
        if not (r.year.strip() or (r.kind in {"web", "guidance"} and r.read_on))
    ]
    assert undated == []


def test_every_resource_but_a_printed_book_says_when_it_was_read() -> None:
    day = curriculum().header.date
    books = {"bloom-revised", "kirkpatrick"}
    assert {r.id for r in curriculum().resources if r.read_on is None} == books
    assert [r.id for r in curriculum().resources if r.read_on and r.read_on > day] == []


def test_every_resource_has_title_and_publisher() -> None:
    found = curriculum().resources
    assert len(found) >= 30
    assert [r.id for r in found if not (r.title.strip() and r.publisher.strip())] == []
    assert [r.id for r in found if r.url and not re.fullmatch(r"https://\S+", r.url)] == []


@pytest.mark.parametrize("cohort", NATIONAL)
def test_a_fact_has_source_and_date_or_is_unknown_and_nobody_verified_it(cohort: str) -> None:
    facts = files()[f"cohorts/{cohort}/cohort.yaml"]["facts"]
    assert len(facts) == 7
    known = 0
    for name, fact in facts.items():
        if "unknown" in fact:
            assert not {"value", "source", "as_of", "verified_by"} & set(fact), name
            assert "national team" in fact["unknown"], name
            continue
        known += 1
        assert fact["value"].strip(), name
        assert fact["source"].strip(), name
        assert fact["as_of"] <= curriculum().header.date, name
        assert fact["verified_by"] is None, name
    assert known >= 1


def test_all_national_cohorts_have_the_same_facts() -> None:
    asked = {tuple(files()[f"cohorts/{c}/cohort.yaml"]["facts"]) for c in NATIONAL}
    assert len(asked) == 1
    assert "facts" not in files()["cohorts/sea/cohort.yaml"]


def test_every_change_of_a_cohort_gives_an_example_as_its_reason() -> None:
    reasons = 0
    for overlay in curriculum().overlays:
        for change in changes(overlay.change):
            if change.fields or change.remove or change.position or change.reason:
                reasons += 1
                where = (overlay.cohort, overlay.target, change.id)
                assert re.match("Example: [a-z]", change.reason), where
    assert reasons >= 30


def test_no_file_holds_an_address_or_a_telephone_number() -> None:
    seen = 0
    for path, data in files().items():
        for text in strings(data):
            seen += 1
            assert not MAIL.search(text), (path, text)
            assert not PHONE.search(text.replace("\n", "  ")), (path, text)
    assert seen > 5_000


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MAIL, "write to office.a-b@example.org"),
        (PHONE, "call +855 23 123 456"),
        (PHONE, "call 023 123 456"),
        (PHONE, "call (02) 8123-4567"),
    ],
)
def test_addresses_and_numbers_would_be_found(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_the_boundary_stands_in_the_curriculum_and_before_it() -> None:
    header = curriculum().header
    assert header.content_level == "awareness"
    assert header.boundary.excluded == ", ".join(OUTSIDE)
    assert header.notice == "Illustrative sample; not a publication of the organisations named."
    assert "not reviewed by any authority" in header.safety_review.scope
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert [words for words in TOLD_FIRST if words not in readme] == []
