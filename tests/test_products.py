"""Template sets: names along the chain, front matter, labels laid over one another."""

from __future__ import annotations

from typing import Final

import pytest

from ttt.diagnostics import Collector
from ttt.load import load
from ttt.model.audience import Audience
from ttt.model.product import TemplateSet
from ttt.products import read_sets
from ttt.products.declare import resolve_name
from ttt.products.frontmatter import split
from ttt.source import Source

NAMES: Final = {
    name: Source(f"templates/{name}", "")
    for name in ("own/a.docx.j2", "base/a.docx.j2", "base/b.docx.j2", "middle/c.j2", "base/p/c.j2")
}
CHAIN: Final = ("own", "middle", "base")


@pytest.mark.parametrize(
    ("name", "parent", "found"),
    [
        ("b.docx.j2", "own/a.docx.j2", "base/b.docx.j2"),
        ("a.docx.j2", "base/b.docx.j2", "own/a.docx.j2"),  # a partial of base gets the set's own
        ("a.docx.j2", "own/a.docx.j2", "base/a.docx.j2"),  # its own name is the next set's
        ("a.docx.j2", "base/a.docx.j2", "a.docx.j2"),  # and the last set has no next
        ("base/a.docx.j2", "own/a.docx.j2", "base/a.docx.j2"),
        ("c.j2", "own/a.docx.j2", "middle/c.j2"),
        ("p/c.j2", "own/a.docx.j2", "base/p/c.j2"),
        ("nothing.j2", "own/a.docx.j2", "nothing.j2"),
    ],
)
def test_names_are_looked_up_along_the_chain(name: str, parent: str, found: str) -> None:
    assert resolve_name(name, parent, CHAIN, NAMES) == found


def test_front_matter_keeps_the_line_numbers_of_both_parts() -> None:
    text = "---\nproduct: x\ntitle: y\n---\n# A\n"
    yaml, body = split(text)
    assert yaml == "\nproduct: x\ntitle: y\n"
    assert body == "\n\n\n\n# A\n"
    assert split("---\r\na: 1\r\n---\r\nb\r\n")[1].count("\n") == 4
    assert split("# A\n\n---\n") == ("", "# A\n\n---\n")
    assert split("---\n---\n# A\n")[0].strip() == ""


FRONT: Final = "---\ntitle: T\nper: module\naudience: trainer\nfile: f\n---\n"


def sets(texts: dict[str, str], *wanted: str) -> tuple[dict[str, TemplateSet], Collector]:
    collector = Collector()
    yaml = {path: text.encode() for path, text in texts.items() if path.endswith(".yaml")}
    sources = {p: Source(p, text) for p, text in texts.items() if p.endswith(".j2")}
    office = [path for path in texts if path.endswith((".docx", ".pptx"))]
    nodes = load(yaml, collector)
    return dict(read_sets(wanted, sources, nodes, office, collector)), collector


BASE: Final = {
    "templates/base/set.yaml": "name: Base\nlayouts: {a: A, b: B}\n",
    "templates/base/labels/en.yaml": "one: One\ngroup: {x: X, y: Y}\nword: Word\n",
    "templates/base/x.docx.j2": FRONT,
    "templates/base/x.docx": "",
}


def test_an_extending_template_inherits_what_it_does_not_say() -> None:
    texts = {
        **BASE,
        "templates/own/set.yaml": "name: Own\nextends: base\n",
        "templates/own/x.docx.j2": '---\ntitle: Ours\n---\n{% extends "x.docx.j2" %}\n',
        "templates/own/y.docx.j2": "---\naudience: participant\n---\n{%- extends 'x.docx.j2' -%}\n",
    }
    found, collector = sets(texts, "own", "base")
    assert not len(collector), list(collector)
    x, y = found["own"].products
    assert (x.name, str(x.title), x.per, x.audience) == ("x", "Ours", "module", Audience.TRAINER)
    assert x.chain == ("own/x.docx.j2", "base/x.docx.j2")
    assert (y.name, str(y.title), y.audience, y.office) == (
        "y",
        "Ours",
        Audience.PARTICIPANT,
        "x.docx",
    )
    assert y.face == Audience.PARTICIPANT
    assert [product.template for product in found["base"].products] == ["base/x.docx.j2"]


def test_labels_and_bindings_are_laid_over_those_of_the_base() -> None:
    texts = {
        **BASE,
        "templates/own/set.yaml": "name: Own\nextends: base\nlayouts: {b: Bee}\n",
        "templates/own/labels/en.yaml": "group: {y: Yes}\nword: {now: A group}\n",
        "templates/own/labels/km.yaml": "one: មួយ\n",
    }
    found, collector = sets(texts, "own")
    assert not len(collector)
    own = found["own"]
    assert own.labels["en"] == {
        "one": "One",
        "group": {"x": "X", "y": "Yes"},
        "word": {"now": "A group"},
    }
    assert own.labels["km"] == {"one": "មួយ"}
    assert own.layouts == {"a": "A", "b": "Bee"}
    assert own.find_office("x.docx") == "templates/base/x.docx"
    assert own.find_office("z.docx") == ""


def test_a_deck_shows_its_face_to_participants_unless_it_says_so() -> None:
    texts = {**BASE, "templates/base/d.pptx.j2": FRONT, "templates/base/d.pptx": ""}
    found, _ = sets(texts, "base")
    deck, paper = found["base"].products
    assert (deck.audience, deck.face) == (Audience.TRAINER, Audience.PARTICIPANT)
    assert (paper.audience, paper.face) == (Audience.TRAINER, Audience.TRAINER)


def test_every_base_product_is_declared() -> None:
    from ttt.resources import templates_root  # noqa: PLC0415

    root = templates_root()
    texts = {
        f"templates/base/{path.relative_to(root / 'base').as_posix()}": path.read_text("utf-8")
        if path.suffix in {".j2", ".yaml"}
        else ""
        for path in (root / "base").rglob("*")
        if path.is_file()
    }
    found, collector = sets(texts, "base")
    assert not len(collector)
    assert [product.name for product in found["base"].products] == [
        "course-guide", "glossary", "guide", "handout", "session-plan", "slides-participant",
        "slides", "workbook",
    ]  # fmt: skip
