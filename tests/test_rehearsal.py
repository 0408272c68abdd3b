"""Templates are tried on a curriculum in which each field holds its own name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from pathlib import Path

import pytest

from tests.builds import lay_out
from tests.pipeline import tiny_with
from ttt.diagnostics import Diagnostic
from ttt.model.audience import AUDIENCES
from ttt.model.curriculum import CurriculumHeader, Module, Resource, Term
from ttt.model.exercise import Exercise
from ttt.model.fields import FieldSpec, fields_of
from ttt.specimen import specimen
from ttt.tasks import Rehearse, Rehearsed, Selection, Survey, Surveyed
from ttt.workshop import Workshop

BASE = Path(__file__).parents[1] / "templates" / "base"
SET = "templates/tiny"
FRONT = "---\ntitle: T\nper: {}\naudience: {}\noffice: {}\nfile: t\n---\n"


def product(per: str, audience: str, office: str, body: str) -> bytes:
    return (FRONT.format(per, audience, office) + body).encode()


def rehearsed(folder: Path, files: Mapping[str, bytes], *products: str) -> list[Diagnostic]:
    """What these products of the tiny project's set are found to reach for; all without any."""
    shop = Workshop(lay_out(tiny_with(files), folder))
    survey = shop(Survey(Selection()))
    assert isinstance(survey, Surveyed)
    assert all(finding.severity != "error" for finding in survey.diagnostics)
    found: list[Diagnostic] = []
    for task in survey.rehearsals:
        if products and task.product not in products:
            continue
        result = shop(task)
        assert isinstance(result, Rehearsed)
        found += result.diagnostics
    return found


def spoken(found: list[Diagnostic]) -> list[str]:
    return [f"{d.path}:{d.span.line if d.span else 0} {d.code} {d.message}" for d in found]


def test_the_base_set_reaches_for_nothing_it_may_not_show(tmp_path: Path) -> None:
    assert rehearsed(tmp_path, {}) == []


# The tiny curriculum has no step of these kinds: only the specimen makes the conditions come true
IN_A_BRANCH = """{% for session in module.sessions %}
{% for step in session.steps %}
{% if step.phase == "application" and step.exercise %}
{{ step.FIELD }}
{% endif %}
{% endfor %}
{% endfor %}
"""


@pytest.mark.parametrize("field", ["say", "do", "ask[0]", "listen_for | join", "notes ~ step.id"])
def test_a_field_for_trainers_is_found_in_a_branch_no_document_takes(
    tmp_path: Path, field: str
) -> None:
    body = IN_A_BRANCH.replace("FIELD", field)
    files = {f"{SET}/sheet.docx.j2": product("module", "participant", "handout.docx", body)}
    name = field.partition(" ")[0].partition("[")[0]
    assert spoken(rehearsed(tmp_path, files, "sheet")) == [
        f'{SET}/sheet.docx.j2:11 AUD003 "{name}" is for trainers; this document is not'
    ]


@pytest.mark.parametrize(
    ("audience", "name", "field", "reader"),
    [
        ("participant", "session.room", "room", "organiser"),
        ("evaluator", "session.prepare[0]", "prepare", "organiser"),
        ("participant", "session.steps[0].exercise.injects[0].title", "injects", "evaluator"),
        ("organiser", "session.steps[0].exercise.case_basis", "case_basis", "trainer"),
        ("organiser", "session.steps[0].exercise.public_sources", "public_sources", "trainer"),
        ("evaluator", "session.transition", "transition", "trainer"),
    ],
)
def test_each_audience_is_held_to_its_own(
    tmp_path: Path, audience: str, name: str, field: str, reader: str
) -> None:
    body = f"{{% for session in module.sessions %}}\n# {{{{ {name} }}}}\n{{% endfor %}}\n"
    files = {f"{SET}/sheet.docx.j2": product("module", audience, "handout.docx", body)}
    assert spoken(rehearsed(tmp_path, files, "sheet")) == [
        f'{SET}/sheet.docx.j2:9 AUD003 "{field}" is for {reader}s; this document is not'
    ]


def test_a_wall_shows_no_trainers_words_in_any_branch(tmp_path: Path) -> None:
    body = """{% for session in module.sessions %}
{% for step in session.steps if step.screen == "off" and step.sources %}
## {{ step.title }}

{{ step.say | upper }}

::: notes
{{ step.say }}
:::
{% endfor %}
{% endfor %}
"""
    files = {f"{SET}/signs.pptx.j2": product("module", "trainer", "slides.pptx", body)}
    found = spoken(rehearsed(tmp_path, files, "signs"))
    # The title of a step that is not for participants stands in line 10
    assert [line.partition(" and ")[0] for line in found] == [
        f'{SET}/signs.pptx.j2:12 AUD001 "say" of a step is for trainers',
        f'{SET}/signs.pptx.j2:10 AUD001 "title" of a step is for organisers',
    ]


def test_a_shared_part_may_ask_whether_a_name_is_there(tmp_path: Path) -> None:
    body = IN_A_BRANCH.replace(
        "{{ step.FIELD }}", "{% if step.say is defined %}{{ step.say }}{% endif %}"
    )
    files = {f"{SET}/sheet.docx.j2": product("module", "participant", "handout.docx", body)}
    assert spoken(rehearsed(tmp_path, files, "sheet")) == []


def test_the_front_matter_is_tried_too(tmp_path: Path) -> None:
    text = product("session", "trainer", "slides.pptx", "## Sign\n").decode()
    for line in ("title: T", "file: t"):
        name = line.partition(":")[0]
        said = text.replace(line, f'{name}: "{{{{ session.transition }}}}"')
        (tmp_path / name).mkdir()
        found = rehearsed(
            tmp_path / name,
            {f"{SET}/signs.pptx.j2": said.encode()},
            "signs",
        )
        assert [d.code for d in found] == ["AUD001"], name


def with_text(name: str, part: str, old: str, new: str) -> bytes:
    """An Office file of the base set with other words in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(BASE / name) as archive, zipfile.ZipFile(out, "w") as changed:
        for info in archive.infolist():
            data = archive.read(info)
            if info.filename == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            changed.writestr(info, data)
    return out.getvalue()


def test_fields_of_office_files_are_tried_too(tmp_path: Path) -> None:
    said = "{{ module.sessions[0].steps[0].say }}"
    run = f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:hdr>"
    with zipfile.ZipFile(BASE / "handout.docx") as archive:
        header = next(n for n in archive.namelist() if n.startswith("word/header"))
    with zipfile.ZipFile(BASE / "slides.pptx") as archive:
        layout = next(
            n for n in archive.namelist()
            if n.startswith("ppt/slideLayouts/slideL") and b"</a:t>" in archive.read(n)
        )  # fmt: skip
    files = {
        f"{SET}/handout.docx": with_text("handout.docx", header, "</w:hdr>", run),
        f"{SET}/slides.pptx": with_text("slides.pptx", layout, "</a:t>", f"{said}</a:t>"),
    }
    found = rehearsed(tmp_path, files, "handout", "slides")
    assert {(d.code, d.path) for d in found} >= {
        ("TPL353", f"{SET}/handout.docx"), ("AUD001", f"{SET}/slides.pptx"),
    }  # fmt: skip


def test_what_was_found_right_is_not_tried_again(tmp_path: Path) -> None:
    compiled = tmp_path / "cache" / "templates"
    root = lay_out(tiny_with({}), tmp_path / "project")

    def to_try() -> tuple[Rehearse, ...]:
        shop = Workshop(root, compiled=compiled)
        survey = shop(Survey(Selection()))
        assert isinstance(survey, Surveyed)
        for task in survey.rehearsals:
            shop(task)
        return survey.rehearsals

    assert len(to_try()) > 5
    assert to_try() == ()
    sheet = product("module", "participant", "handout.docx", "{{ module.id.say }}{{ x }}")
    (root / SET / "sheet.docx.j2").write_bytes(sheet)
    assert len(to_try()) > 5
    body = "{% for s in module.sessions %}{{ s.room }}{% endfor %}"
    (root / SET / "sheet.docx.j2").write_bytes(
        product("module", "participant", "handout.docx", body)
    )
    to_try()
    assert [task.product for task in to_try()] == ["sheet"]  # what is wrong is tried each time


NOUNS = (CurriculumHeader, Module, Exercise, Resource, Term)


def specs() -> Iterator[tuple[type, FieldSpec]]:
    """Every field of every noun a curriculum holds."""
    nouns: list[type] = [*NOUNS]
    for noun in nouns:
        for spec in fields_of(noun):
            yield noun, spec
            if is_dataclass(spec.leaf) and spec.leaf not in nouns:
                nouns.append(spec.leaf)


def values(value: object) -> Iterator[tuple[str, str]]:
    """Every text and every word below an element, with the field it stands in."""
    if not is_dataclass(value):
        inner = value.values() if isinstance(value, Mapping) else value
        for item in inner if isinstance(inner, Iterable) and not isinstance(inner, str) else ():
            yield from values(item)
        return
    noun: type = type(value)
    for spec in fields_of(noun):
        held = getattr(value, spec.name)
        yield from values(held)
        for text in dict.fromkeys(flat(held)):
            yield f"{noun.__name__}.{spec.name}", text


def flat(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, (tuple, Mapping)):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from flat(item)


def test_every_field_of_every_noun_is_in_the_specimen() -> None:
    whole = specimen(("focal_point", "other"))
    everything = (whole.header, whole.modules, whole.exercises, whole.resources, whole.glossary)
    held = set(values(everything))
    for noun, spec in specs():
        name = f"{noun.__name__}.{spec.name}"
        if spec.kind is not None:
            assert (name, name[0].lower() + name[1:]) in held or (name, name.lower()) in {
                (field, text.lower()) for field, text in held
            }
        if noun is not CurriculumHeader and noun.__name__ != "Translation":
            assert {word for field, word in held if field == name} >= set(spec.choices), name


def test_the_specimen_has_an_element_for_every_reader() -> None:
    held = set(values((specimen().modules, specimen().exercises, specimen().glossary)))
    for noun in ("Session", "Step", "Slide", "Exercise", "Term"):
        assert {word for field, word in held if field == f"{noun}.audience"} == set(AUDIENCES)
