"""Every text field of every noun, with difficult strings, read back from every built file.

The property of the project: what a designer writes is read back whole, or is a finding at its
line. Nothing in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.builds import Built, build, lay_out, paragraphs
from tests.marked import Make, Marked, mark
from tests.pipeline import files_under
from ttt.model.cohort import Agency, Break, Cohort, Day, Fact
from ttt.model.curriculum import (
    Boundary,
    CurriculumHeader,
    Figure,
    Glossary,
    Material,
    Module,
    Objective,
    Partner,
    Resource,
    Resources,
    SafetyReview,
    Session,
    Slide,
    Step,
    Table,
    Term,
    Translation,
)
from ttt.model.exercise import (
    Criterion,
    CriticalTask,
    Exercise,
    ExerciseObjective,
    ExercisePhase,
    Inject,
    Item,
    Level,
    Prompt,
    Question,
    Role,
    Rubric,
    Stage,
)
from ttt.model.fields import fields_of
from ttt.text import Kind

FULL: Final = Path(__file__).parent / "projects" / "full"
NOUNS: Final = (
    Agency, Boundary, Break, Cohort, Criterion, CriticalTask, CurriculumHeader, Day, Exercise,
    ExerciseObjective, ExercisePhase, Fact, Figure, Glossary, Inject, Item, Level, Material,
    Module, Objective, Partner, Prompt, Question, Resource, Resources, Role, Rubric, SafetyReview,
    Session, Slide, Stage, Step, Table, Term, Translation,
)  # fmt: skip

UNPRINTED: Final[Mapping[str, str]] = {
    "Fact.verified_by": "evidence for whoever checks a fact",
    "Figure.licence": "a record; the credit line is what is printed",
    "Partner.name": "the credit line is what is printed",
    "SafetyReview.by": "a record for reviewers",
    "SafetyReview.scope": "a record for reviewers",
    "Term.forbidden": "a rule for writers",
}
"""Fields that no document of the base set prints, each with the reason."""

HELD_BACK: Final = (Inject, CriticalTask)
"""Nouns of which participants get nothing."""

PARTLY: Final[Mapping[str, str]] = {"Fact.label": "printed where the value is not known yet"}
"""Fields whose texts need not all be printed."""

LITERAL: Final = (
    "&", "&amp;", "&#xFDD0;", "&lt;w:t&gt;", "<", "<!--", "<w:br/>", "]]>", "#", "## ", ":::",
    "::: notes", "|", "||", "{%", "%}", "{#", "}}", "{.role}", "{ref=slides}", "*", "**", "_x_",
    "`", "```", "~~~", "[a](b)", "![", "\\", "\\\\", "'", '"', "1. ", "- ", "> ", "--- ", "$x$",
    "😀", "👩🏽‍🏫", "ខ្មែរ", "\u200b", "ລາວ", "Đ", "e\u0301", "\u00a0", "\u00ad", "\u2011", "ع",
    "_x000B_", "%s", "{0}", "  ", "x", "7",
)  # fmt: skip
"""Pieces of texts of one line: all of them are characters there, nothing is markup."""

INERT: Final = tuple(
    piece for piece in LITERAL
    if not set(piece) & set("*_`[]\\") and piece not in {"&amp;", "&#xFDD0;", "&lt;w:t&gt;"}
)  # fmt: skip
"""Pieces that mean nothing in the middle of a line of Markdown either."""

REFUSED: Final = {"\u2028": "U+2028", "\u2029": "U+2029", "\x0b": "U+000B", "\ufdd0": "U+FDD0"}


def hostile(alphabet: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A few pieces one behind the other; the markers around them keep the ends."""
    return st.lists(st.sampled_from(alphabet), min_size=1, max_size=3).map("".join)


@lru_cache(maxsize=1)
def full() -> Mapping[str, bytes]:
    """The files of the project that uses everything."""
    return files_under(FULL)


def built(make: Make) -> tuple[Built, Marked]:
    """The full project with every text marked, built."""
    files, marked = mark(full(), make)
    with TemporaryDirectory() as folder:
        return build(lay_out(files, Path(folder))), marked


def texts_of(found: Built) -> dict[str, str]:
    """Every shown text of every document; paragraphs are apart."""
    return {name: "\0".join(paragraphs(a.data)) for name, a in found.documents.items()}


@lru_cache(maxsize=1)
def simple() -> tuple[Built, Marked]:
    """The full project with plain words in the markers."""
    return built(lambda _name, _kind: "words")


def test_the_full_project_uses_every_text_field() -> None:
    declared = {
        f"{noun.__name__}.{spec.name}" for noun in NOUNS for spec in fields_of(noun) if spec.kind
    }
    used = set(simple()[1].fields.values())
    assert used - {"Change.reason"} == declared


def test_every_field_is_printed_or_has_a_reason_not_to_be() -> None:
    found, marked = simple()
    assert found.errors == ()
    shown = set().union(*(marked.seen(text) for text in texts_of(found).values()))
    assert set(marked.fields.values()) - shown == set(UNPRINTED)


def test_every_text_of_a_printed_field_is_printed() -> None:
    found, marked = simple()
    everything = "\0".join(texts_of(found).values())
    lost = [
        (marked.files[number], marked.fields[number], string)
        for number, string in marked.strings.items()
        if marked.fields[number] not in {**UNPRINTED, **PARTLY} and string not in everything
    ]
    assert lost == []


def test_participants_read_no_text_of_a_field_that_is_for_others() -> None:
    found, marked = simple()
    private = {
        f"{noun.__name__}.{spec.name}"
        for noun in NOUNS
        for spec in fields_of(noun)
        if spec.kind and spec.audience != "participant"
    }
    private |= {f"{n.__name__}.{s.name}" for n in HELD_BACK for s in fields_of(n) if s.kind}
    assert len(private) > 30
    for name, text in texts_of(found).items():
        if "/participant/" in name:
            assert marked.seen(text) & private == set(), name
    notes = [
        paragraph
        for name, a in found.documents.items()
        if name.endswith("slides-en.pptx")
        for paragraph in paragraphs(a.data, "ppt/slides/")
    ]
    assert marked.seen("\0".join(notes)) & private == set()


def cut_short(marked: Marked, text: str) -> set[tuple[str, str]]:
    """The fields that do not stand whole in a text, with what stands there."""
    return {
        (marked.fields[number], part)
        for number, part in marked.cut(text)
        # BUG (test_open_bugs.py): spaces of alternative texts are joined in Word documents
        if marked.fields[number] != "Figure.alt"
        or not " ".join(part.split()).startswith(" ".join(marked.strings[number].split()))
    }


def check_read_back(literal: str, inert: str) -> None:
    """Build with one string in every one-line field and another in every Markdown field."""
    found, marked = built(lambda _name, kind: literal if kind is Kind.LINE else inert)
    assert found.documents
    for error in found.errors:  # a text that is too wide for its place is a finding at its line
        assert error.code.startswith("FIT"), (error, literal, inert)
        assert error.span is not None
    for name, text in texts_of(found).items():
        wrong = cut_short(marked, text)
        assert not wrong, (name, literal, inert)


FEW: Final = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # a build takes a second: what fails is short enough as it is
)


@FEW
@given(hostile(LITERAL), hostile(INERT))
def test_what_is_written_is_read_back_whole(literal: str, inert: str) -> None:
    check_read_back(literal, inert)


def test_every_difficult_piece_is_read_back_whole() -> None:
    # All pieces at once: each field takes the next few, so that one build meets all of them
    pieces = {Kind.LINE: LITERAL, Kind.INLINE: INERT, Kind.PROSE: INERT}
    counts = dict.fromkeys(Kind, 0)

    def make(_name: str, kind: Kind) -> str:
        counts[kind] += 1
        alphabet = pieces[kind]
        return "".join(alphabet[(counts[kind] * 3 + i) % len(alphabet)] for i in range(3))

    found, marked = built(make)
    assert found.errors == ()
    assert min(counts.values()) * 3 > len(LITERAL)
    for name, text in texts_of(found).items():
        wrong = cut_short(marked, text)
        assert not wrong, name


@pytest.mark.soak
@settings(FEW, max_examples=150, derandomize=False)
@given(hostile(LITERAL), hostile(INERT))
def test_what_is_written_is_read_back_whole_many_times(literal: str, inert: str) -> None:
    check_read_back(literal, inert)


@pytest.mark.parametrize("character", REFUSED, ids=REFUSED.values())
def test_a_character_that_cannot_be_printed_is_a_finding_at_every_line(character: str) -> None:
    from ttt.diagnostics import Collector  # noqa: PLC0415
    from ttt.load import load  # noqa: PLC0415

    files, marked = mark(full(), lambda _name, _kind: f"a{character}b")
    for path, data in files.items():
        if not path.endswith(".yaml"):
            continue
        collector = Collector()
        load({path: data}, collector)
        wanted = {n for n, line in enumerate(data.decode().split("\n"), 1) if character in line}
        lines = {finding.span.line for finding in collector if finding.span}
        assert lines <= wanted
        assert lines == wanted if len(wanted) <= 20 else len(lines) == 21
    assert marked.strings


def test_a_refused_character_in_a_table_file_is_a_finding() -> None:
    for character in REFUSED:
        files = dict(full())
        files["curriculum/data/offices.csv"] = f"Office,Calls\non duty{character},12\n".encode()
        with TemporaryDirectory() as folder:
            found = build(lay_out(files, Path(folder)))
        places = [(d.path, d.span.line if d.span else 0) for d in found.errors]
        assert ("curriculum/data/offices.csv", 2) in places, repr(character)
