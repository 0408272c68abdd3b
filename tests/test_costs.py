"""What an error in a template costs: all of its cohort's documents, or its own; never another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builds import lay_out
from tests.pipeline import TINY, files_under
from ttt.build import build
from ttt.outcome import Options

COHORT = "curriculum/cohorts/aaa/cohort.yaml"
DECK = """\
---
product: deck
title: D
per: module
audience: trainer
office: slides.pptx
file: "deck-{{ module.id }}"
---
"""
WRITTEN = {
    "syntax": ({"deck.pptx.j2": DECK + "## A\n\n{% if module %}\n"}, "", "TPL002"),
    "layout": ({"deck.pptx.j2": DECK + '## A {layout="nowhere"}\n\nB\n'}, "", "TPL401"),
    "style": ({}, "styles: {body: Nowhere}\n", "TPL355"),
}


def two_cohorts(folder: Path, templates: dict[str, str], bound: str = "") -> Path:
    """A project whose cohort aaa has templates of its own, and bbb those of the base."""
    files = files_under(TINY)
    written = [line for line in files[COHORT].splitlines(True) if b"templates:" not in line]
    other = b"".join(written).replace(b"id: aaa", b"id: bbb")
    files["curriculum/cohorts/bbb/cohort.yaml"] = other
    files[COHORT] = b"".join([*written, b"templates: own\n"])
    files["templates/own/set.yaml"] = f"name: Own\nextends: base\n{bound}".encode()
    files |= {f"templates/own/{name}": text.encode() for name, text in templates.items()}
    return lay_out(files, folder)


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_template_that_is_wrong_as_it_stands_costs_its_cohort(kind: str, tmp_path: Path) -> None:
    templates, bound, code = WRITTEN[kind]
    root = two_cohorts(tmp_path, templates, bound)

    outcome = build(root, Options(jobs=1))

    assert {f.code for f in outcome.diagnostics if f.severity.value == "error"} == {code}
    assert {c.id: c.status for c in outcome.cohorts} == {"aaa": "failed", "bbb": "built"}
    assert not (root / "build/aaa").exists()
    assert list((root / "build/bbb").rglob("*.docx"))


def test_one_that_fails_while_it_is_filled_costs_its_own_documents(tmp_path: Path) -> None:
    root = two_cohorts(tmp_path, {"deck.pptx.j2": DECK + "## {{ module.titel }}\n"})

    outcome = build(root, Options(jobs=1))

    assert outcome.has_errors
    own, other = sorted(outcome.cohorts, key=lambda cohort: cohort.id)
    assert (own.status, own.missing) == ("built", ("deck for m1",))
    assert other.missing == ()
    assert {d.product for d in own.documents} == {d.product for d in other.documents}
