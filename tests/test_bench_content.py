"""The content of the benchmark: the same each time, and the same for every program."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import content, libraries, markdown
from benchmarks.curriculum import write_project
from benchmarks.measure import Usage, median, memory_ratio, ratio
from benchmarks.pictures import picture_bytes, pictures_of
from benchmarks.words import slides_in, words_in, words_of
from ttt.checks import check
from ttt.diagnostics import Collector
from ttt.load import load
from ttt.model.assets import Assets
from ttt.model.curriculum import Module
from ttt.model.edition import Curriculum
from ttt.validate import validate

COHORT = "b"
# What pandoc reads and does not print: paths of pictures, ruled lines, the name of a container.
MARKS = re.compile(r"\(media/[^)]*\)|^::: \w+", re.MULTILINE)


@pytest.fixture(scope="module")
def plain() -> content.Module:
    """The first module with the facts of a cohort in it."""
    (module,) = content.modules(1)
    return content.expand(module, content.facts(COHORT))


def read(folder: Path) -> tuple[Curriculum, Collector]:
    """What ttt makes of a project, and what it says of it."""
    collector = Collector()
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")
    }
    pictures = {path.relative_to(folder).as_posix() for path in folder.rglob("*.png")}
    curriculum = validate(load(files, collector), Assets(frozenset(pictures)), collector)
    assert curriculum is not None
    check(curriculum, collector)
    return curriculum, collector


def printed(text: str) -> Counter[str]:
    """The words pandoc prints of a Markdown file."""
    return words_of(MARKS.sub("", text))


def filled(texts: Iterator[str]) -> str:
    """Texts of the YAML with the facts of the cohort in place of their expressions."""
    whole = "\n".join(texts)
    for name, value in content.facts(COHORT).items():
        whole = whole.replace("{{ cohort.facts." + name + " }}", value)
    return whole


def handout_strings(module: Module) -> Iterator[str]:
    """The strings of a module that its handout shows."""
    yield module.title
    for session in module.sessions:
        yield from (session.title, session.summary, "Key messages", *session.key_messages)
        for step in session.steps:
            yield from (step.title, step.handout)
            if step.table is not None:
                yield from (*step.table.header, *sum(step.table.rows, ()), step.table.caption)
            if step.figure is not None:
                yield step.figure.caption


def test_the_content_is_the_same_each_time(tmp_path: Path) -> None:
    assert content.modules(2) == content.modules(2)
    assert content.modules(2)[:1] == content.modules(1)
    written = []
    for name in ("one", "other"):
        write_project(tmp_path / name, content.modules(1), content.COHORTS)
        files = [path for path in (tmp_path / name).rglob("*") if path.is_file()]
        written.append({path.relative_to(tmp_path / name): path.read_bytes() for path in files})
    assert written[0] == written[1]
    assert len(written[0]) == 1 + 1 + len(content.COHORTS) + len(pictures_of(content.modules(1)))


def test_a_module_has_the_size_it_is_said_to_have(plain: content.Module) -> None:
    assert len(content.vocabulary()) == len(set(content.vocabulary())) == content.WORDS
    steps = [step for session in plain.sessions for step in session.steps]
    assert len(plain.sessions) == content.SESSIONS
    assert 49 <= plain.slides <= 60
    assert sum(step.table is not None for step in steps) == 5
    assert sum(step.picture is not None for step in steps) == 4
    with_facts = repr(content.modules(1)).count("{desk_")
    assert 200 <= with_facts <= 250
    assert "{" not in repr(plain)
    assert 3_500 <= words_of(markdown.handout(plain, "media")).total() <= 5_500
    assert 6_500 <= words_of(markdown.guide(plain)).total() <= 8_500


def test_cohorts_get_different_words() -> None:
    (module,) = content.modules(1)
    texts = {
        markdown.handout(content.expand(module, content.facts(cohort)), "media")
        for cohort in content.COHORTS
    }
    assert len(texts) == len(content.COHORTS)


@pytest.mark.parametrize(
    "modules", [content.modules(1), (content.deck(97),)], ids=["course", "deck"]
)
def test_ttt_takes_the_project_without_a_finding(
    modules: tuple[content.Module, ...], tmp_path: Path
) -> None:
    write_project(tmp_path, modules, content.COHORTS)
    curriculum, collector = read(tmp_path)
    assert [(each.code, each.message) for each in collector] == []
    assert curriculum.complete
    assert len(curriculum.cohorts) == len(content.COHORTS)
    assert [len(module.sessions) for module in curriculum.modules] == [
        len(module.sessions) for module in modules
    ]


def test_a_handout_of_pandoc_has_the_words_of_the_curriculum(
    plain: content.Module, tmp_path: Path
) -> None:
    write_project(tmp_path, content.modules(1), (COHORT,))
    curriculum, _ = read(tmp_path)
    ours = words_of(filled(handout_strings(curriculum.modules[0])))
    assert printed(markdown.handout(plain, "media")) == ours


def test_the_libraries_write_the_words_pandoc_reads(plain: content.Module, tmp_path: Path) -> None:
    for name in pictures_of([plain]):
        (tmp_path / name).write_bytes(picture_bytes(name))
    files = {name: tmp_path / f"{name}.docx" for name in ("handout", "guide")}
    libraries.handout(plain, tmp_path).save(str(files["handout"]))
    libraries.guide(plain).save(str(files["guide"]))
    deck = tmp_path / "slides.pptx"
    libraries.slides(plain, tmp_path).save(str(deck))

    assert words_in(files["guide"]) == printed(markdown.guide(plain))
    assert words_in(files["handout"]) == printed(markdown.handout(plain, "media"))
    assert words_in(deck) == printed(markdown.slides(plain, "media"))
    assert slides_in(deck) == plain.slides


def test_a_deck_has_the_slides_asked_for() -> None:
    wanted = sorted({*content.DECKS, *content.QUICK_DECKS})
    assert [content.deck(slides).slides for slides in wanted] == wanted
    with pytest.raises(ValueError, match="a deck has 1"):
        content.deck(500)


def test_a_picture_is_a_png_of_its_size() -> None:
    data = picture_bytes("m1-5.png")
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(data[16:20], "big") == 800
    assert int.from_bytes(data[20:24], "big") == 600
    assert data == picture_bytes("m1-5.png") != picture_bytes("m1-13.png")


def test_figures_are_medians_of_rounds() -> None:
    ours = [Usage(2.0, 1.0, 80.0, "a"), Usage(4.0, 2.0, 100.0, "b"), Usage(3.0, 9.0, 90.0, "c")]
    theirs = [Usage(10.0, 1.0, 200.0, ""), Usage(10.0, 1.0, 150.0, ""), Usage(30.0, 1.0, 160.0, "")]
    assert ratio(ours, theirs) == 0.2
    assert memory_ratio(ours, theirs) == 0.5
    assert median(ours) == Usage(3.0, 2.0, 90.0, "c")
