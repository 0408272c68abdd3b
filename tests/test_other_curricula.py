"""Curricula unlike the sample: another subject, very long, very short, with nothing in them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pptx
import pytest
import yaml

from tests.builds import Built, build, lay_out, paragraphs
from tests.pipeline import TINY, files_under

MINUTES: Final = 3
FIRE: Final = "Fire drills, step {}: leave by the nearest stair"


def objective(module: str) -> dict[str, object]:
    return {
        "id": f"{module}-TLO", "kind": "terminal", "bloom": "apply",
        "condition": "Given a floor plan", "statement": "lead a floor to the meeting point",
        "degree": "in five minutes",
    }  # fmt: skip


def long_step(number: int) -> dict[str, object]:
    step: dict[str, object] = {
        "id": f"step-{number}", "title": FIRE.format(number), "minutes": MINUTES,
        "phase": ("information", "practice", "application")[number % 3],
        "points": [f"Point {number} a", f"Point {number} b"],
        "do": f"Walk to door {number}.", "say": f"This is door {number}.",
        "handout": f"Door {number} leads outside.",
    }  # fmt: skip
    if number % 3:
        step |= {"grouping": "pairs", "task": [f"Find door {number}."], "output": f"Door {number}"}
    if number == 59:
        step |= {"phase": "assessment", "objectives": ["long-TLO"]}
    return step


def project(modules: dict[str, dict[str, object]]) -> dict[str, bytes]:
    """A project about fire drills: a cohort without facts, no exercise, no glossary, no sources."""
    cohort = {"id": "shop", "name": "A shop", "languages": ["en"], "timezone": "Europe/Paris"}
    files = {
        "curriculum/cohorts/shop/cohort.yaml": cohort,
        **{f"curriculum/modules/{name}.yaml": {"id": name, **m} for name, m in modules.items()},
    }
    header = files_under(TINY)["curriculum/curriculum.yaml"].decode()
    header = header.replace("id: tiny", "id: fire").replace("[m1]", f"[{', '.join(modules)}]")
    return {
        "curriculum/curriculum.yaml": header.encode(),
        **{
            path: yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()
            for path, data in files.items()
        },
    }


def long_module(sessions: object = None) -> dict[str, object]:
    return {
        "title": "Sixty doors",
        "objectives": [objective("long")],
        "sessions": sessions
        if sessions is not None
        else [
            {"id": "long-s1", "title": "One long walk", "minutes": 60 * MINUTES,
             "objectives": ["long-TLO"], "steps": [long_step(n) for n in range(60)],
             "debrief": ["Which door was locked?"], "key_messages": ["Walk, do not run."]}
        ],
    }  # fmt: skip


def made(files: dict[str, bytes], folder: Path) -> Built:
    return build(lay_out(files, folder))


def test_a_module_of_sixty_steps(tmp_path: Path) -> None:
    found = made(project({"long": long_module()}), tmp_path)
    assert found.errors == ()
    assert len(found.documents) == 8
    deck = found.documents["shop/en/trainer/shop-long-slides-en.pptx"]
    slides = paragraphs(deck.data, "ppt/slides/")
    guide = paragraphs(found.documents["shop/en/trainer/shop-long-guide-en.docx"].data)
    handout = paragraphs(found.documents["shop/en/participant/shop-long-handout-en.docx"].data)
    for number in range(60):
        title = FIRE.format(number)
        assert any(line.startswith(title) for line in slides)
        assert any(line.endswith(title) for line in guide)
        assert f"Door {number} leads outside." in handout
        assert any(f"Walk to door {number}." in line for line in guide)
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck.data)
    assert len(pptx.Presentation(str(path)).slides) >= 100


EMPTY: Final[dict[str, dict[str, object]]] = {
    "no sessions": {"title": "Nothing yet", "sessions": []},
    "no steps": {
        "title": "Nothing yet",
        "sessions": [{"id": "none-s1", "title": "Empty", "minutes": 30, "steps": []}],
    },
}


@pytest.mark.parametrize(
    "module",
    [
        "no sessions",
        "no steps",
    ],
)
def test_a_module_with_nothing_in_it_is_absent_or_a_finding(module: str, tmp_path: Path) -> None:
    found = made(project({"long": long_module(), "none": EMPTY[module]}), tmp_path)
    told = [f for f in found.findings if f.path == "curriculum/modules/none.yaml" and f.hints]
    about = [name for name in found.documents if "none" in name]
    assert told or not about, (about, found.findings)


def test_a_module_without_a_session_is_said_and_not_built(tmp_path: Path) -> None:
    found = made(project({"long": long_module(), "none": EMPTY["no sessions"]}), tmp_path)
    assert "SES008" in {finding.code for finding in found.findings}
    assert not [name for name in found.documents if "none" in name]


def test_a_module_without_keys_is_a_finding(tmp_path: Path) -> None:
    files = project({"long": long_module()})
    files["curriculum/modules/long.yaml"] = b"id: long\n"
    found = made(files, tmp_path)
    assert found.documents == {}
    assert {f.path for f in found.errors} >= {"curriculum/modules/long.yaml"}


def test_a_curriculum_without_modules_is_a_finding_or_nothing(tmp_path: Path) -> None:
    found = made(project({}), tmp_path)
    assert found.documents == {}
    assert found.failed == ()


def test_a_curriculum_without_cohorts_says_so(tmp_path: Path) -> None:
    files = project({"long": long_module()})
    del files["curriculum/cohorts/shop/cohort.yaml"]
    found = made(files, tmp_path)
    assert found.documents == {}


def test_a_fact_a_cohort_without_facts_lacks_is_a_finding(tmp_path: Path) -> None:
    module = long_module()
    sessions = module["sessions"]
    assert isinstance(sessions, list)
    sessions[0]["steps"][0]["handout"] = "Call {{ cohort.facts.focal_point }}."
    found = made(project({"long": module}), tmp_path)
    assert found.documents == {}
    assert {(f.code, f.path) for f in found.errors} == {("COH201", "curriculum/modules/long.yaml")}


def test_a_session_of_one_step_without_any_text(tmp_path: Path) -> None:
    step = {"id": "one", "title": "Only a title", "minutes": 5, "phase": "admin"}
    sessions = [{"id": "long-s1", "title": "Short", "minutes": 5, "steps": [step]}]
    found = made(project({"long": {"title": "Short", "sessions": sessions}}), tmp_path)
    assert found.errors == ()
    guide = paragraphs(found.documents["shop/en/trainer/shop-long-guide-en.docx"].data)
    assert "no slide" in guide
