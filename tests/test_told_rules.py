"""Findings no file of a project can cause alone: a late gate, workers stopped, files changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builds import lay_out
from tests.pipeline import tiny_with
from tests.writers.word_samples import bindings, changed, document
from ttt.build import _Run, check
from ttt.catalogue import CATALOGUE
from ttt.diagnostics import Collector, Diagnostic
from ttt.document import Notes, Paragraph, Str
from ttt.gate import gate
from ttt.model.audience import Audience
from ttt.office.word_template import open_word_template
from ttt.outcome import Options
from ttt.proof import Proof
from ttt.resources import templates_root
from ttt.tasks import Job, Made
from ttt.text import Origin
from ttt.workers import Failure

JOB = Job("aaa", "en", "letter", "m1", "m1")
HERE = Origin("base", "m1-s1/opening", "title")
RELEASED = Origin("base", "m1-s1/opening", "title", released=("bbb", "ccc"))
SAID = Origin("base", "m1-s1/opening", "say", Audience.TRAINER)


def expected(finding: Diagnostic, code: str) -> None:
    rule = CATALOGUE[code]
    assert (finding.code, finding.severity) == (rule.code, rule.severity)
    assert len(finding.message) <= 100
    assert finding.hints


def words(origin: Origin) -> Paragraph:
    return Paragraph((Str("Look and stay away", origin),))


@pytest.mark.parametrize(("origin", "code"), [(RELEASED, "AUD002"), (SAID, "AUD001")])
def test_text_for_somebody_else_stops_the_document(origin: Origin, code: str) -> None:
    made = document((words(HERE), words(origin)))
    collector = Collector()
    assert not gate(made, collector)
    (finding,) = collector
    expected(finding, code)
    assert "m1-s1/opening" in finding.message
    assert "stay away" not in finding.message


def test_text_for_its_reader_passes() -> None:
    blocks = (words(HERE), Notes((words(SAID),)))
    made = document(blocks, cohort="bbb", audience=Audience.TRAINER, face=Audience.PARTICIPANT)
    collector = Collector()
    assert gate(made, collector)
    assert not list(collector)


def run() -> _Run:
    return _Run(Path(), Options(), lambda _event: None, Proof())


@pytest.mark.parametrize("kind", ["time", "memory", "stuck", "died"])
def test_stopped_worker_names_product_element_and_cohort(kind: str) -> None:
    coordinator = run()
    coordinator._stopped(JOB, Failure(kind, ""))  # type: ignore[arg-type] # one of four
    (finding,) = coordinator.collector
    expected(finding, "TPL003")
    assert '"letter"' in finding.message
    assert "m1" in finding.place
    assert finding.cohorts == ("aaa",)
    assert not coordinator.failed
    assert coordinator.missing == {"aaa": ["letter for m1"]}


def test_file_changed_while_building_fails_its_cohorts() -> None:
    coordinator = run()
    coordinator._take(Made((), (JOB,), {}, (), {}, stale=True))
    (finding,) = coordinator.collector
    expected(finding, "OUT004")
    assert coordinator.failed == {"aaa"}


def test_word_template_without_styles() -> None:
    handout = templates_root() / "base" / "handout.docx"

    def without(relations: str) -> str:
        return relations.replace('/relationships/styles"', '/relationships/other"')

    data = changed(handout, "word/_rels/document.xml.rels", without)
    collector = Collector()
    assert open_word_template(data, "handout.docx", bindings(), collector) is None
    (finding,) = (found for found in collector if found.code.startswith("TPL35"))
    expected(finding, "TPL351")


@pytest.mark.soak
def test_endless_template_is_stopped_and_named(tmp_path: Path) -> None:
    rule = CATALOGUE["TPL003"]
    root = lay_out(tiny_with({rule.failing.path: rule.failing.data}), tmp_path)
    found = check(root, Options(products=("letter",), jobs=1)).diagnostics
    assert [(d.code, d.severity) for d in found] == [(rule.code, rule.severity)]
