"""What was wrong once, a smallest case each: from YAML to the text of the built file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from tests.builds import Built, build, lay_out, paragraphs
from tests.pipeline import files_under

FULL: Final = Path(__file__).parent / "projects" / "full"
MODULE: Final = "curriculum/modules/m1.yaml"
COHORT: Final = "curriculum/cohorts/aaa/cohort.yaml"


def changed(path: str, old: str, new: str) -> Built:
    """The full project with one text replaced, built."""
    files = files_under(FULL)
    text = files[path].decode()
    if old not in text:
        raise LookupError(old)
    files[path] = text.replace(old, new).encode()
    with tempfile.TemporaryDirectory() as folder:
        return build(lay_out(files, Path(folder)))


def text_of(found: Built, part: str) -> str:
    return "\n".join(
        "\n".join(paragraphs(artifact.data))
        for name, artifact in found.documents.items()
        if part in name
    )


def test_markdown_in_an_attribute_is_read_not_printed() -> None:
    # handout.j2 gives step.output, an inline text, as the attribute `output` of an activity
    found = changed(MODULE, "output: A short message", "output: A **short** message of `x`")
    assert "**" not in text_of(found, "aaa-m1-handout")


def test_a_gap_in_an_attribute_is_a_gap() -> None:
    # "National focal point of B" is the label of an unknown fact; it reads as if it were the fact
    found = changed(MODULE, "output: A short message", "output: Ask {{ cohort.facts.focal_point }}")
    assert "Ask National focal point of B\n" not in text_of(found, "bbb-m1-handout")


def test_a_fact_nobody_verified_says_so() -> None:
    # Fact: `verified_by: null` prints "to be confirmed by the national team"
    found = changed(COHORT, "verified_by: the national team", "verified_by: null")
    assert "to be confirmed" in text_of(found, "aaa-m1-handout")


def test_a_step_for_trainers_may_have_points() -> None:
    # The step is withheld from participants; the trainers' deck, whose face is the participants',
    # should leave it out or keep it in the notes. Now every text of it is AUD001 for all cohorts.
    found = changed(
        MODULE,
        "        do: Agree on a sign for silence with your partner.\n",
        "        do: Agree on a sign.\n        points:\n          - Silence\n",
    )
    assert found.errors == ()


def test_a_deck_that_fails_is_not_reported_again_by_the_guide() -> None:
    found = changed(
        MODULE,
        "        do: Agree on a sign for silence with your partner.\n",
        "        do: Agree on a sign.\n        points:\n          - Silence\n",
    )
    assert "TPL131" not in {finding.code for finding in found.errors}


def test_spaces_of_an_alternative_text_stay() -> None:
    found = changed(MODULE, "alt: A row of boxes", "alt: 12\u00a0000  boxes")
    assert "12\u00a0000  boxes" in text_of(found, "aaa-m1-handout")


def test_the_title_of_a_task_is_not_said_again_in_its_box() -> None:
    found = build(FULL)
    title = "Write to the office on duty of your ministry"
    handout, book = (text_of(found, part).split("\n") for part in ("aaa-m1-handout", "aaa-work"))
    assert (handout.count(f"\t{title}"), handout.count(title)) == (1, 0)
    assert (book.count(f"\t{title}"), book.count(title)) == (0, 1)


def test_pages_say_where_things_are_and_whose_words_they_are() -> None:
    found = build(FULL)
    guide, handout = text_of(found, "aaa-m1-guide"), text_of(found, "aaa-m1-handout")
    plan = text_of(found, "session-plan")
    assert "Handout: 1.1\n" in guide
    assert "Question 1" in guide
    assert "Question 1" in handout
    assert "They answer: " in plan
    assert "\nAnswer: " not in plan
