"""Markings: the strictest label of what a document holds, on every page and every slide."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Final

import docx
import pytest
from lxml import etree

from tests.builds import Built, build, lay_out
from tests.page_markings import check_every_page, labels_of_pages, labels_of_slides
from tests.pipeline import TINY, files_under
from ttt.model.marking import label_meant
from ttt.tasks import Selection

P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

BASE: Final = Path(__file__).parent.parent / "templates" / "base"
CURRICULUM: Final = "curriculum/curriculum.yaml"
COHORT: Final = "curriculum/cohorts/aaa/cohort.yaml"
MODULE: Final = "curriculum/modules/m1.yaml"
EXERCISE: Final = "curriculum/exercises/message.yaml"
OVERLAY: Final = "curriculum/cohorts/aaa/adapt/m1.yaml"


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    text = (TINY / path).read_text("utf-8")
    assert old in text
    return {path: text.replace(old, new, 1).encode()}


def made(folder: Path, *changes: dict[str, bytes], products: tuple[str, ...] = ()) -> Built:
    files = files_under(TINY)
    for change in changes:
        files |= change
    return build(lay_out(files, folder), Selection(products=products))


# ── which label ────────────────────────────────────────────────────────────────────────────────


def labels(built: Built) -> dict[str, str]:
    """The label of each document by product, read from its first header or slide."""
    found = {}
    for name, artifact in built.documents.items():
        if name.endswith(".docx"):
            label = next(text for _, text, _ in labels_of_pages(artifact.data))
        else:
            label = next(marks[0][0] for _, marks in labels_of_slides(artifact.data))
        found[artifact.product] = label
    return found


BLACK: Final = changed(
    MODULE, "        do: Agree on a sign", "        screen: off\n        do: Agree on a sign"
)


@pytest.mark.parametrize("label", ["TLP:GREEN", "TLP:AMBER+STRICT"])
def test_every_page_and_slide_carries_the_label(label: str, tmp_path: Path) -> None:
    built = made(tmp_path, BLACK, changed(CURRICULUM, "TLP:CLEAR", label))
    assert built.errors == ()
    for name, artifact in built.documents.items():
        assert check_every_page(name, artifact.data, label) >= 2


def test_a_cohort_is_stricter_and_never_looser(tmp_path: Path) -> None:
    strict = changed(COHORT, "timezone: UTC", "timezone: UTC\nmarking: TLP:AMBER")
    built = made(tmp_path / "strict", strict, products=("handout", "slides"))
    assert labels(built) == {"handout": "TLP:AMBER", "slides": "TLP:AMBER"}

    built = made(tmp_path / "loose", strict, changed(CURRICULUM, "TLP:CLEAR", "TLP:RED"))
    assert [error.code for error in built.errors] == ["MRK001"]
    assert not built.documents


def test_a_document_carries_the_strictest_label_of_what_is_in_it(tmp_path: Path) -> None:
    silence = changed(
        MODULE, "        audience: trainer", "        audience: trainer\n        marking: TLP:AMBER"
    )
    participants, trainers = ("handout", "slides-participant"), ("guide", "session-plan")
    found = labels(made(tmp_path / "step", silence, products=(*participants, *trainers)))
    # The step is for trainers: what participants get does not hold it
    assert found == dict.fromkeys(participants, "TLP:CLEAR") | dict.fromkeys(trainers, "TLP:AMBER")

    exercise = changed(EXERCISE, "minutes: 15", "minutes: 15\nmarking: TLP:GREEN")
    found = labels(made(tmp_path / "exercise", exercise, products=("handout", "glossary")))
    assert set(found.values()) == {"TLP:GREEN"}

    module = changed(MODULE, "summary:", "marking: TLP:RED\nsummary:")
    found = labels(made(tmp_path / "module", module, products=("slides", "course-guide")))
    assert found == {"slides": "TLP:RED", "course-guide": "TLP:RED"}


def test_words_brought_in_from_elsewhere_bring_their_label(tmp_path: Path) -> None:
    other = (TINY / MODULE).read_text("utf-8").replace("m1", "m2").replace("LO-1", "LO-7")
    other = other.replace("summary:", "marking: TLP:RED\nsummary:", 1)
    template = (
        '---\nproduct: note\ntitle: "Note"\nper: module\naudience: trainer\noffice: guide.docx\n'
        'file: "{{ module.id }}-note"\n---\n# {{ module.title }}\n\n{{ edition.marking }}\n\n'
        "{% for one in curriculum.outline %}\n{{ one.title }}\n{% endfor %}\n"
    )
    built = made(
        tmp_path,
        {"curriculum/modules/m2.yaml": other.encode()},
        {"templates/tiny/note.docx.j2": template.encode()},
        changed(CURRICULUM, "modules: [m1]", "modules: [m1, m2]"),
        products=("note",),
    )
    assert built.errors == ()
    for name, artifact in built.documents.items():
        assert check_every_page(name, artifact.data, "TLP:RED")
        body = zipfile.ZipFile(io.BytesIO(artifact.data)).read("word/document.xml").decode()
        assert "TLP:CLEAR" not in body
    assert len(built.documents) == 2


def test_an_overlay_is_stricter_and_never_looser(tmp_path: Path) -> None:
    base = changed(MODULE, "summary:", "marking: TLP:AMBER\nsummary:")

    def overlay(label: str) -> dict[str, bytes]:
        return {OVERLAY: f'module: m1\nmarking: {label}\nreason: "Example: a test"\n'.encode()}

    built = made(tmp_path / "strict", base, overlay("TLP:RED"), products=("handout",))
    assert labels(built) == {"handout": "TLP:RED"}

    built = made(tmp_path / "loose", base, overlay("TLP:GREEN"))
    (error,) = built.errors
    assert error.code == "COH107"
    assert error.span is not None
    assert (error.span.path, error.span.line, error.span.column) == (OVERLAY, 2, 10)


# ── other labels ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("TLP:WHITE", "TLP:CLEAR"), ("TLP:ROUGE", "TLP:RED"), ("TLP:ROJO", "TLP:RED"),
        ("TLP:ĐỎ", "TLP:RED"), ("TLP:ក្រហម", "TLP:RED"), ("TLP:ແດງ", "TLP:RED"),
        ("TLP:VERDE", "TLP:GREEN"), ("GREEN", "TLP:GREEN"), ("TLP:ÁMBAR", "TLP:AMBER"),
        ("TLP:AMBER STRICT", "TLP:AMBER+STRICT"), ("TLP:AMBER-STRICT", "TLP:AMBER+STRICT"),
        ("Tlp:Amber", "TLP:AMBER"), ("TLP:PULA", "TLP:RED"),
        ("TLP:BLACK", ""), ("FOUO", ""), ("TLP:RED AND GREEN", ""),
    ],
)  # fmt: skip
def test_another_label_is_an_error_with_the_fix(written: str, meant: str, tmp_path: Path) -> None:
    assert label_meant(written) == meant
    built = made(tmp_path, changed(CURRICULUM, "TLP:CLEAR", written))
    (error,) = built.errors
    assert (error.code, error.span is not None) == ("YAML105", True)
    assert (f'write "{meant}"' in error.hints) == bool(meant)
    assert any("TLP:AMBER+STRICT" in hint for hint in error.hints)
    assert any("national_marking" in hint for hint in error.hints)
    assert not built.documents


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("content_level: awareness", "content_level: operational", "YAML104"),
        ("content_level: awareness\n", "", "YAML102"),
        (
            "safety_review: {by: project maintainers, on: 2026-11-22, scope: a test}\n",
            "",
            "YAML102",
        ),
        ("on: 2026-11-22, scope", "scope", "YAML102"),
        ("by: project maintainers, ", "", "YAML102"),
        ("TLP:CLEAR", "TLP: CLEAR", "YAML020"),
    ],
)
def test_what_stops_a_build(old: str, new: str, code: str, tmp_path: Path) -> None:
    built = made(tmp_path, changed(CURRICULUM, old, new))
    assert code in {error.code for error in built.errors}
    assert not built.documents


# ── beside the label ───────────────────────────────────────────────────────────────────────────

NATIONAL: Final = "សម្រាប់ប្រើផ្ទៃក្នុង"


def test_a_national_marking_has_its_own_box_and_handling_is_printed(tmp_path: Path) -> None:
    ours = changed(
        CURRICULUM, "community:", f"national_marking: {NATIONAL}\nhandling: Shred it.\ncommunity:"
    )
    built = made(
        tmp_path, ours, BLACK, changed(COHORT, "timezone", "national_marking: INTERNAL\ntimezone")
    )
    both = f"{NATIONAL} · INTERNAL"
    for name, artifact in built.documents.items():
        assert check_every_page(name, artifact.data, "TLP:CLEAR")
        with zipfile.ZipFile(io.BytesIO(artifact.data)) as archive:
            for part in archive.namelist():
                if re.fullmatch(r"word/(header|footer)\w*\.xml", part):
                    root = etree.fromstring(archive.read(part))
                    lines = ["".join(map(str, p.itertext())).strip() for p in root.iter(f"{W}p")]
                    assert lines.count(both) == lines.count("TLP:CLEAR") == 1
                elif re.fullmatch(r"ppt/(slides|notesSlides)/\w+\.xml", part):
                    root = etree.fromstring(archive.read(part))
                    boxes = ["".join(map(str, s.itertext())) for s in root.iter(f"{P}sp")]
                    assert boxes.count(both) == boxes.count("TLP:CLEAR") == 2, part
    guide = next(a for n, a in built.documents.items() if n.endswith("course-guide-en.docx"))
    body = zipfile.ZipFile(io.BytesIO(guide.data)).read("word/document.xml").decode()
    assert "Shred it." in body


# ── templates that have no place for it ────────────────────────────────────────────────────────


def word_template(**settings: bool) -> bytes:
    """A Word template as a team might make it: its styles, words of its own, and no marking."""
    paper = docx.Document(str(BASE / "session-plan.docx"))
    section = paper.sections[0]
    for end in (section.header, section.footer):
        end.is_linked_to_previous = True  # takes what is there away
    if settings.get("header"):
        section.header.paragraphs[0].text = "The ministry"
    section.different_first_page_header_footer = settings.get("first", False)
    paper.settings.odd_and_even_pages_header_footer = settings.get("even", False)
    if settings.get("own_first"):
        section.first_page_header.paragraphs[0].text = "The first page"
        section.first_page_footer.paragraphs[0].text = "The first foot"
    if settings.get("own_even"):
        section.even_page_header.paragraphs[0].text = "The even page"
        section.even_page_footer.paragraphs[0].text = "The even foot"
    if settings.get("second"):
        paper.add_section().different_first_page_header_footer = True
    data = io.BytesIO()
    paper.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"header": True},
        {"header": True, "first": True},
        {"first": True, "own_first": True},
        {"even": True},
        {"even": True, "own_even": True},
        {"header": True, "even": True, "first": True},
        {"second": True},
    ],
    ids=lambda settings: "-".join(settings) or "nothing",
)
def test_a_word_template_without_the_marking_gets_it(
    settings: dict[str, bool], tmp_path: Path
) -> None:
    template = {"templates/tiny/session-plan.docx": word_template(**settings)}
    national = changed(COHORT, "timezone", "national_marking: INTERNAL\ntimezone")
    built = made(tmp_path, template, national, products=("session-plan",))
    assert built.errors == ()
    ((name, artifact),) = built.documents.items()
    assert check_every_page(name, artifact.data, "TLP:CLEAR") >= 2
    with zipfile.ZipFile(io.BytesIO(artifact.data)) as archive:
        shown = b"".join(archive.read(p) for p in archive.namelist() if p.startswith("word/h"))
    assert b"INTERNAL" in shown
    assert (b"The ministry" in shown) == settings.get("header", False)
    assert (b"The first page" in shown) == settings.get("own_first", False)
    assert (b"The even page" in shown) == settings.get("own_even", False)


def test_a_slide_template_without_a_place_gets_it_drawn(tmp_path: Path) -> None:
    settings = b"name: T\nextends: base\nregions: {marking: omit, marking_foot: omit}\n"
    built = made(tmp_path, {"templates/tiny/set.yaml": settings}, BLACK, products=("slides",))
    assert built.errors == ()
    ((name, artifact),) = built.documents.items()
    assert check_every_page(name, artifact.data, "TLP:CLEAR") > 3
    drawn = zipfile.ZipFile(io.BytesIO(artifact.data)).read("ppt/slides/slide1.xml")
    assert drawn.count(b'txBox="1"') == 2
