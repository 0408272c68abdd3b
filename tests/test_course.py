"""The whole course: its days, what it needs, and the four documents that are about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
import yaml

from tests.builds import Built, build, lay_out, paragraphs
from tests.pipeline import TINY, assets_of, files_under, yaml_of
from ttt.compose.context import Context, context_of, elements
from ttt.compose.timetable import half_days, whole_days
from ttt.compose.views import EditionViews
from ttt.diagnostics import Collector
from ttt.load import load
from ttt.model.audience import Audience
from ttt.model.cohort import Break, Cohort, Day
from ttt.model.edition import Curriculum, Edition
from ttt.model.fields import Place
from ttt.model.product import Product
from ttt.resolve import resolve
from ttt.source import Span
from ttt.text import EMPTY, Text
from ttt.validate import validate

MINUTES: Final = (
    (60, 30, 60), (75, 75, 60), (75, 90, 75), (60, 60, 60, 120), (60, 60, 60), (90, 210, 60),
    (180, 60, 60, 40, 20),
)  # fmt: skip
"""A course of seven modules, as long as one that fills five days."""

NOWHERE: Final = Place(Span("x.yaml", 1, 1, 1, 1))


def course(minutes: tuple[tuple[int, ...], ...] = MINUTES, step: int = 15) -> Curriculum:
    """A curriculum whose sessions last so long, in steps of so many minutes."""
    files = dict(files_under(TINY))
    names = [f"m{number}" for number, _ in enumerate(minutes, start=1)]
    for name, sessions in zip(names, minutes, strict=True):
        files[f"curriculum/modules/{name}.yaml"] = yaml.safe_dump(
            {
                "id": name,
                "title": f"Module {name}",
                "sessions": [
                    session(f"{name}-s{number}", length, step)
                    for number, length in enumerate(sessions, start=1)
                ],
            }
        ).encode()
    header = files["curriculum/curriculum.yaml"].decode()
    header = re.sub(r"(?m)^modules: .*$", f"modules: [{', '.join(names)}]", header)
    collector = Collector()
    files["curriculum/curriculum.yaml"] = header.encode()
    found = validate(load(yaml_of(files), collector), assets_of(files), collector)
    assert found is not None, list(collector)
    return found


def session(name: str, minutes: int, step: int) -> Mapping[str, object]:
    parts = [step] * (minutes // step) + ([minutes % step] if minutes % step else [])
    return {
        "id": name,
        "title": f"Session {name}",
        "minutes": minutes,
        "steps": [
            {"id": f"p{n}", "title": f"Part {n}", "minutes": part, "phase": "practice"}
            for n, part in enumerate(parts, start=1)
        ],
    }


def day(start: str, end: str, *breaks: tuple[str, int]) -> Day:
    """A working day with breaks."""
    return Day(start, end, NOWHERE, tuple(Break(at, m, NOWHERE) for at, m in breaks))


KHM: Final = day("08:30", "16:30", ("10:00", 15), ("11:45", 75), ("14:40", 15))


# ── days ─────────────────────────────────────────────────────────────────────────────────────


def test_seven_modules_fill_five_days_in_their_order() -> None:
    table = whole_days(course().modules, KHM)
    assert [day.minutes for day in table.days] == [360] * 5
    assert [day.sessions[0] for day in table.days] == [
        "m1-s1", "m3-s1", "m4-s3", "m6-s1", "m7-s1",
    ]  # fmt: skip
    assert [day.room for day in table.days] == [15] * 5


def test_without_a_day_there_are_no_clock_times_and_six_hours() -> None:
    table = whole_days(course().modules, None)
    assert not table.clock
    assert [day.minutes for day in table.days] == [360] * 5
    assert table.days[0].entries[0].start == 0


def test_a_break_goes_to_the_nearest_end_of_a_session() -> None:
    first = whole_days(course().modules, KHM).days[0]
    times = [(e.session or "break", e.start, e.minutes) for e in first.entries]
    assert times[:4] == [
        ("m1-s1", 510, 60), ("m1-s2", 570, 30), ("break", 600, 15), ("m1-s3", 615, 60),
    ]  # fmt: skip
    assert times[-1][1] + times[-1][2] == 510 + 360 + 105


def test_a_break_divides_a_session_at_the_end_of_a_step() -> None:
    table = whole_days(course(((180,),), step=20).modules, day("08:00", "12:00", ("09:35", 10)))
    (only,) = table.days
    assert [(e.session, e.start, e.minutes, e.continued) for e in only.entries] == [
        ("m1-s1", 480, 100, False), ("", 580, 10, False), ("m1-s1", 590, 80, True),
    ]  # fmt: skip
    assert table.steps["m1-s1/p5"] == 480 + 80
    assert table.steps["m1-s1/p6"] == 590
    found = table.when("m1-s1")
    assert found is not None
    assert found[1:] == (480, 670)


def test_a_break_after_the_last_session_is_left_out() -> None:
    table = whole_days(course(((60,),)).modules, KHM)
    assert [entry.session for entry in table.days[0].entries] == ["m1-s1"]


def test_two_breaks_never_stand_at_one_place() -> None:
    late = day("08:00", "16:00", ("08:01", 10), ("08:02", 10), ("08:03", 10))
    table = whole_days(course(((60,),), step=20).modules, late)
    kinds = ["s" if entry.session else "b" for entry in table.days[0].entries]
    assert "".join(kinds) == "sbsbs"


def test_a_session_longer_than_the_day_has_a_day_of_its_own_and_says_so() -> None:
    table = half_days(course(((60,), (210, 30))).modules, KHM)
    assert [day.sessions for day in table.days] == [("m1-s1",), ("m2-s1",), ("m2-s2",)]
    assert [day.room for day in table.days] == [120, -30, 150]


@pytest.mark.parametrize(
    ("chosen", "held"),
    [(KHM, 180), (day("08:00", "12:00"), 120), (day("09:00", "17:00", ("12:00", 60)), 180)],
)
def test_a_half_day_ends_with_the_longest_break(chosen: Day, held: int) -> None:
    table = half_days(course(((30,),)).modules, chosen)
    assert table.days[0].minutes + table.days[0].room == held


def test_no_session_is_divided_between_two_days_and_none_is_lost() -> None:
    for made in (whole_days(course().modules, KHM), half_days(course().modules, KHM)):
        names = [name for day in made.days for name in day.sessions]
        assert names == [s.id for module in course().modules for s in module.sessions]
        for each in made.days:
            assert sum(e.minutes for e in each.entries if e.session) == each.minutes
            starts = [entry.start for entry in each.entries]
            assert starts[1:] == [entry.end for entry in each.entries][:-1]


# ── what templates get ───────────────────────────────────────────────────────────────────────


def edition_of(curriculum: Curriculum, cohort: Cohort | None = None) -> Edition:
    chosen = cohort or curriculum.cohorts[0]
    return resolve(curriculum, chosen, "en", Audience.TRAINER, Collector())


@lru_cache(maxsize=1)
def tiny() -> Curriculum:
    return course(((60,),))


PRODUCT: Final = Product(
    "own", "own/own.docx.j2", "curriculum", Audience.TRAINER, Audience.TRAINER, "docx",
    "own.docx", EMPTY, EMPTY,
)  # fmt: skip


def names_for(edition: Edition) -> Context:
    return context_of(EditionViews(edition, {}), PRODUCT, edition.header.id)


def test_a_course_has_its_days_and_totals() -> None:
    base = course()
    cohort = replace(base.cohorts[0], day=KHM)
    names = names_for(edition_of(base, cohort)).names
    assert names["totals"] == {"modules": 7, "sessions": 24, "minutes": 1800, "days": 5}
    days = names["days"]
    assert isinstance(days, tuple)
    assert [(d["start"], d["end"], d["left"], d["over"]) for d in days if isinstance(d, dict)] == [
        ("08:30", "16:15", 15, 0)
    ] * 5


def test_steps_know_when_they_begin() -> None:
    base = tiny()
    views = EditionViews(edition_of(base, replace(base.cohorts[0], day=KHM)), {})
    _, view = views.session("m1-s1")
    assert (view["day"], view["start"], view["end"]) == (1, "08:30", "09:30")
    assert view["divided"] is False
    steps = view["steps"]
    assert isinstance(steps, tuple)
    assert [s["start"] for s in steps if isinstance(s, dict)] == [
        "08:30", "08:45", "09:00", "09:15",
    ]  # fmt: skip
    without = EditionViews(edition_of(base, replace(base.cohorts[0], day=None)), {})
    assert without.session("m1-s1")[1]["start"] == ""


def test_a_course_without_modules_has_no_document_of_its_own() -> None:
    edition = edition_of(tiny())
    assert elements(edition, PRODUCT) == (edition.header.id,)
    assert elements(replace(edition, modules=()), PRODUCT) == ()


OVERLAY: Final = """\
module: m1
language: en
sessions:
  - id: m1-s1
    steps:
      - {id: opening, minutes: 3, reason: "Example: people know one another"}
      - id: three-questions
        minutes: 10
        reason: "Example: a longer talk"
"""


@lru_cache(maxsize=1)
def built() -> Built:
    """The smallest project with two materials and an overlay."""
    files = dict(files_under(TINY))
    path = "curriculum/modules/m1.yaml"
    one = "      - {item: flipchart, per: table}\n"
    module = files[path].decode()
    assert one in module
    two = "      - {item: card, per: participant, quantity: 2}\n"
    files[path] = module.replace(one, one + two).encode()
    files["curriculum/cohorts/aaa/adapt/m1.yaml"] = OVERLAY.encode()
    with TemporaryDirectory() as folder:
        return build(lay_out(files, Path(folder)))


def lines_of(product: str) -> list[str]:
    found = [a for a in built().documents.values() if a.product == product]
    assert found, (product, built().findings)
    return [line for line in paragraphs(found[0].data, "word/document") if line.strip()]


def test_materials_are_counted_for_the_cohort() -> None:
    lines = lines_of("course-guide")
    at = lines.index("flipchart")
    assert lines[at + 1 : at + 4] == ["4", "4", "1.1"]
    at = lines.index("card")
    assert lines[at + 1 : at + 4] == ["48", "48", "1.1"]


def test_the_course_guide_has_every_session_plan_as_the_plan_itself_has_it() -> None:
    guide = "\n".join(lines_of("course-guide"))
    assert "\n".join(lines_of("session-plan")) in guide


def test_the_course_guide_lists_what_the_cohort_changed_and_why() -> None:
    lines = lines_of("course-guide")
    at = lines.index("D\tWhat is different for Country A")
    assert lines[at + 1 :] == [
        "Session", "What changed", "Why",
        "1.1", "Who would you tell?: minutes", "Example: people know one another",
        "1.1", "Three questions for every message: minutes", "Example: a longer talk",
    ]  # fmt: skip


def test_notes_name_the_section_of_the_handout_and_the_handout_has_it() -> None:
    deck = next(a for a in built().documents.values() if a.product == "slides")
    notes = [n for n in paragraphs(deck.data, "ppt/notesSlides") if n.startswith("Participants")]
    handout = lines_of("handout")
    assert notes
    for note in notes:
        found = re.fullmatch(r"Participants have in their handout: 1\.1 (.*), “(.*)”", note)
        assert found, note
        assert f"1.1\t{found[1]}" in handout
        assert f"\t{found[2]}" in handout


def test_the_workbook_has_what_is_written_in_and_nothing_for_trainers() -> None:
    text = "\n".join(lines_of("workbook"))
    assert "My notes" in text
    assert "One message\nYou get this on a sheet of its own." in text.replace("\t", "")
    assert "Read the two questions aloud." not in text


def test_every_document_about_the_course_is_made() -> None:
    assert built().errors == ()
    products = {artifact.product for artifact in built().documents.values()}
    assert products >= {"course-guide", "workbook", "glossary", "session-plan"}


def test_a_text_of_the_course_keeps_where_it_comes_from() -> None:
    names = names_for(edition_of(tiny())).names
    days = names["days"]
    assert isinstance(days, tuple)
    assert isinstance(days[0], dict)
    sessions = days[0]["sessions"]
    assert isinstance(sessions, tuple)
    assert isinstance(sessions[0], dict)
    title = sessions[0]["title"]
    assert isinstance(title, Text)
    assert title.origin.address == "m1-s1"
