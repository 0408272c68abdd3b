"""Leaks planted on purpose, in ttt and in templates: each is found, by the gate or the search.

A search that finds nothing proves something only when it finds what is there. Each plant changes
one place of a copy of ttt's sources, or a file of the project; then a cohort is built as a user
does. Found means: nothing was written, for a finding says why; or the search names a canary.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from tests.builds import lay_out
from tests.leaks.building import SOURCES, run_ttt
from tests.leaks.project import planted
from tests.leaks.test_canary import EVERYTHING, leaks


@dataclass(frozen=True)
class Plant:
    """A leak: what is replaced in ttt's sources, which files of the project are others.

    `gate` are the codes by which a build refuses it; without any the search must find it.
    `products` are built (all of a cohort's when empty).
    """

    sources: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    gate: tuple[str, ...] = ()
    products: tuple[str, ...] = EVERYTHING
    cohort: str = "aaa"


NO_GATE: Final = {"gate.py": ("        self.stopped.append((origin, self.reader))", "        pass")}
"""The gate switched off, for leaks that only the search is left to find."""

FRONT: Final = (
    '---\nproduct: {}\ntitle: T\nper: module\naudience: {}\noffice: {}\nfile: "{}"\n---\n'
)
SHEET: Final = "templates/canary/sheet.docx.j2"
SIGNS: Final = "templates/canary/signs.pptx.j2"
EACH_STEP: Final = (
    "{% for session in module.sessions %}{% for step in session.steps %}\n## {{ step.title }}\n\n"
    "WHAT\n\n{% endfor %}{% endfor %}\n"
)


def sheet(what: str, audience: str = "participant", file: str = "sheet-{{ module.id }}") -> str:
    front = FRONT.format("sheet", audience, "handout.docx", file)
    return front + EACH_STEP.replace("WHAT", what)


def signs(what: str) -> str:
    body = EACH_STEP.replace("WHAT", what).replace("steps %}", "steps if step.on_wall %}")
    front = FRONT.format("signs", "trainer", "slides.pptx", "signs-{{ module.id }}")
    return front.replace("office", "face: participant\noffice") + body


PLANTS: Final[dict[str, Plant]] = {
    # resolve
    "elements for others stay": Plant(
        {
            "resolve/readers.py": (
                "return not self.audience.may_see(element.audience)",
                "return False",
            )
        },
        gate=("AUD001",),
    ),
    "elements for other cohorts stay": Plant(
        {"resolve/readers.py": ("return not self.released(element.releasable_to)", "return False")},
        gate=("AUD002",),
    ),
    "elements for others stay, and the gate sleeps": Plant(
        {
            "resolve/readers.py": (
                "return not self.audience.may_see(element.audience)",
                "return False",
            ),
            **NO_GATE,
        },
    ),
    "elements for other cohorts stay, and the gate sleeps": Plant(
        {
            "resolve/readers.py": (
                "return not self.released(element.releasable_to)",
                "return False",
            ),
            **NO_GATE,
        },
    ),
    "a regional cohort gets what one member may have": Plant(
        {"resolve/readers.py": ("all(member in cohorts", "any(member in cohorts"), **NO_GATE},
        cohort="reg",
    ),
    "passages for trainers stay": Plant(
        {
            "resolve/readers.py": (
                'return without_passages(text) if ":::" in text else text',
                "return text",
            )
        },
        gate=("AUD001", "TPL106"),
    ),
    "closed fields stay": Plant(
        {
            "resolve/view.py": (
                "return lambda _value, _view: empty",
                "return lambda value, _view: value or empty",
            ),
            "compose/plain.py": ("if audience.may_see(spec.audience)", "if spec"),
        },
        gate=("AUD001",),
    ),
    "values that narrow an element do not": Plant(
        {
            "resolve/view.py": (
                "if narrows and not audience.may_see(reader_of(element))",
                "if narrows and audience is None",
            ),
            **NO_GATE,
        },
    ),
    "overlays of all cohorts are applied": Plant(
        {
            "resolve/overlay.py": ("if overlay.cohort != cohort.id:", "if not overlay.cohort:"),
            **NO_GATE,
        },
        cohort="bbb",
    ),
    "reasons are told to everybody": Plant(
        {
            "resolve/__init__.py": (
                "if record.fields and not seen and not record.where:",
                "if not record:",
            ),
            **NO_GATE,
        },
        cohort="bbb",
    ),
    "what uses a withheld source keeps it": Plant(
        {
            "resolve/release.py": (
                "sources = _seen(curriculum.resources, reader, receiver)",
                "sources = curriculum.resources",
            ),
            **NO_GATE,
        },
    ),
    # compose, templates
    "a template prints a trainer's field": Plant(
        files={SHEET: sheet("{{ step.say }}")}, gate=("AUD003",), products=("--product=sheet",)
    ),
    "a template prints it in a branch": Plant(
        files={SHEET: sheet("{% if step.screen == 'off' %}{{ step.do | upper }}{% endif %}")},
        gate=("AUD003",),
        products=("--product=sheet",),
    ),
    "a slide shows a passage for trainers": Plant(
        files={SIGNS: signs("{{ step.handout }}")},
        gate=("AUD001",),
        products=("--product=signs",),
    ),
    "a slide shows it in capitals": Plant(
        files={SIGNS: signs("{{ step.say | upper }}")},
        gate=("AUD001",),
        products=("--product=signs",),
    ),
    "a slide shows it joined": Plant(
        files={SIGNS: signs("{{ step.title ~ ': ' ~ step.say }}")},
        gate=("AUD001",),
        products=("--product=signs",),
    ),
    "a slide shows its first letters": Plant(
        files={SIGNS: signs("{{ step.say[:80] }}")}, gate=("AUD001",), products=("--product=signs",)
    ),
    "a slide shows it as code": Plant(
        files={SIGNS: signs("`{{ step.say }}`")}, gate=("AUD001",), products=("--product=signs",)
    ),
    "a label of a slide holds it": Plant(
        files={
            SIGNS: signs("x").replace(
                "step.title }}", 'step.title }} {label="see {{ step.notes }}"}'
            )
        },
        gate=("AUD001",),
        products=("--product=signs",),
    ),
    "a link leads to it": Plant(
        files={SIGNS: signs("[x](https://example.org/{{ step.say }})")},
        gate=("AUD001",),
        products=("--product=signs",),
    ),
    "the title of a deck tells it": Plant(
        files={
            SIGNS: signs("x").replace("title: T", 'title: "{{ module.sessions[0].steps[0].say }}"')
        },
        gate=("AUD001",),
        products=("--product=signs",),
    ),
    "a file is named after it": Plant(
        files={
            SIGNS: signs("x").replace(
                '"signs-{{ module.id }}"', '"{{ module.id }}{{ module.sessions[0].transition }}"'
            )
        },
        gate=("AUD001",),
        products=("--product=signs",),
    ),
    # what stands beside the words
    "pictures are taken as they are": Plant(
        {"media.py": ("return Picture(bare(data),", "return Picture(data,")},
        products=("--product=slides-participant",),
    ),
    "pictures of a template are taken as they are": Plant(
        {"office/package.py": ("seen = bare(data)", "seen = data")},
        products=("--product=handout",),
    ),
    "comments of a template stay": Plant(
        {"office/package.py": ('seen = _COMMENT.sub(b"", data) if', "seen = data if")},
        products=("--product=slides-participant",),
    ),
    "hidden text of a template stays": Plant(
        {"office/word_page.py": ("or _is_hidden(node, local)", "")}, products=("--product=handout",)
    ),
    "building blocks of a template stay": Plant(
        {"office/word_parts.py": ('        "glossaryDocument",\n', "")},
        products=("--product=handout",),
    ),
    "a document names the file it was made from": Plant(
        {
            "writers/docx/pictures.py": (
                'name="Picture {number}"{described}',
                'name="{figure.image}"{described}',
            ),
            "resolve/readers.py": (
                "return not self.released(element.releasable_to)",
                "return False",
            ),
            **NO_GATE,
        },
        products=("--product=handout",),
    ),
    # what stands beside the documents
    "the record of a cohort holds titles": Plant(
        {
            "document_maker.py": (
                'inputs = {"project": self.project.digest}',
                'inputs = {"project": str([c.name for c in self.curriculum.cohorts])}',
            )
        },
        products=("--product=glossary",),
    ),
    "a cache holds texts": Plant(
        {
            "compiled_templates.py": (
                "self._verdict(state, product).touch()",
                "self._verdict(state, product).write_bytes(b'zq0042qz')",
            )
        },
        products=("--product=glossary",),
    ),
    "a temporary file holds texts": Plant(
        {
            "workshop.py": (
                "        collector = Collector()\n        loaded.numberings",
                (
                    "        import tempfile, pathlib\n"
                    "        pathlib.Path(tempfile.mkdtemp(), 'x')"
                    ".write_text(str([m.title for m in loaded.curriculum.modules]))\n"
                    "        collector = Collector()\n        loaded.numberings"
                ),
            )
        },
        products=("--product=glossary",),
    ),
    "the terminal tells of other cohorts": Plant(
        {
            "build.py": (
                "        cohorts = []\n",
                "        cohorts = []\n        print([*self.root.glob('curriculum/media/*')])\n",
            )
        },
        products=("--product=glossary",),
    ),
    "an archive holds everybody's documents": Plant(
        {
            "publish/archive.py": (
                "if entry.audience == audience else None",
                "if audience else None",
            )
        },
        products=(*EVERYTHING, "--zip"),
    ),
}

SHORT: Final = ("elements for other cohorts stay, and the gate sleeps",)
"""Those that are tried on every run of the tests; the others by `make soak`."""


def plant(name: str, folder: Path) -> tuple[bool, list[str], str]:
    """Whether the build refused the leak, what the search found, and what ttt said."""
    leak, project = PLANTS[name], planted()
    sources = SOURCES
    if leak.sources:
        # Beside a copy lie the same templates and fonts as beside the sources
        for data in ("templates", "fonts"):
            shutil.copytree(SOURCES.parent / data, folder / data)
        (folder / "curriculum").mkdir()
        sources = folder / "src"
        shutil.copytree(SOURCES, sources, ignore=shutil.ignore_patterns("__pycache__"))
    for path, (old, new) in leak.sources.items():
        file = sources / "ttt" / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, (path, old)
        file.write_text(text.replace(old, new), "utf-8")
    files = {**project.files, **{path: text.encode() for path, text in leak.files.items()}}
    root = lay_out(files, folder / "project")
    run = run_ttt(root, "build", leak.cohort, "--jobs=1", *leak.products, sources=sources)
    said = run.said.decode(errors="replace")
    refused = run.code == 1 and any(f"[{code}]" in said for code in leak.gate)
    written = (run.out / leak.cohort).is_dir()
    assert not (refused and any((run.out / leak.cohort).rglob("*.docx")))
    return refused, leaks(project, run, leak.cohort) if written else [], said


def check(name: str, folder: Path) -> None:
    refused, found, said = plant(name, folder)
    assert refused if PLANTS[name].gate else found, said[-3000:]


def test_there_are_twenty_and_more() -> None:
    assert len(PLANTS) >= 20
    assert {*SHORT} <= {*PLANTS}


@pytest.mark.parametrize("name", SHORT)
def test_a_planted_leak_is_found(name: str, tmp_path: Path) -> None:
    check(name, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("name", [name for name in PLANTS if name not in SHORT])
def test_every_planted_leak_is_found(name: str, tmp_path: Path) -> None:
    check(name, tmp_path)
