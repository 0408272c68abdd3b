"""Documents on slides: one folder a case, and what must hold whatever the texts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined

from tests.slides.space import GEOMETRY, blocks_of, document, fonts
from ttt.catalogue.fit import RULES
from ttt.catalogue.rule import Rule
from ttt.cli.report import concise
from ttt.diagnostics import Collector
from ttt.document import (
    Attributes,
    Block,
    Box,
    BulletList,
    Columns,
    Emphasis,
    Heading,
    Inline,
    Link,
    Notes,
    OrderedList,
    Paragraph,
    Quotation,
    Region,
    Str,
    Strong,
    Styled,
    Table,
)
from ttt.slides.deck import Deck, Slide
from ttt.slides.dump import dump_deck
from ttt.slides.paginate import paginate
from ttt.slides.words import plain
from ttt.text import Text

FOLDER = Path(__file__).parent.parent / "cases" / "paginate"
CASES = sorted(path for path in FOLDER.iterdir() if path.is_dir())
FURNITURE = {"kicker", "marking", "marking_foot", "stamp", "slide_number"}


def without_furniture(deck: Deck) -> Deck:
    """The deck without what every slide repeats, which one case shows."""
    slides = [
        Slide(
            s.layout, s.address, s.title, tuple(r for r in s.regions if r.name not in FURNITURE),
            s.table, s.pictures, s.notes, s.section, s.drawings,
        )
        for s in deck.slides
    ]  # fmt: skip
    return Deck(deck.document, tuple(slides))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_deck_of_case(case: Path, request: pytest.FixtureRequest) -> None:
    setting = case / "setting.json"
    given_by = json.loads(setting.read_text("utf-8")) if setting.exists() else {}
    collector = Collector()
    blocks = blocks_of((case / "document.md").read_text("utf-8"), collector, "document.md")
    assert not collector.has_errors, concise(collector)
    images = {path: (width, height) for path, (width, height) in given_by.get("images", {}).items()}
    paper = document(blocks, given_by.get("language", "en"), notes=given_by.get("notes", True))

    deck = paginate(paper, GEOMETRY, fonts(), images, collector)

    shown = deck if given_by.get("furniture") else without_furniture(deck)
    found = dump_deck(shown) + ("\n" + concise(collector) if len(collector) else "")
    if request.config.getoption("--update"):
        (case / "expected.txt").write_bytes(found.encode())
    else:
        assert found == (case / "expected.txt").read_text("utf-8")
    for finding in collector:
        assert len(finding.message) <= 100
        assert finding.hints


def test_cases_are_many() -> None:
    assert len(CASES) >= 15


# ── nothing is lost ──────────────────────────────────────────────────────────────────────────


def strings(node: Block | Inline | Iterable[object]) -> Iterator[str]:
    """The characters of every `Str` below a node of a document."""
    match node:
        case Str(text, _):
            yield text
        case Strong(inner) | Emphasis(inner) | Link(_, inner) | Styled(_, inner):
            yield from strings(inner)
        case Paragraph(inner, _) | Heading(_, inner, _, _):
            yield from strings(inner)
        case BulletList(items) | OrderedList(items, _):
            yield from strings(items)
        case Quotation(blocks) | Notes(blocks) | Region(_, blocks) | Box(_, blocks, _):
            yield from strings(blocks)
        case Columns(cells):
            yield from strings(cells)
        case Table(_, header, rows, _):
            yield from strings(header)
            yield from strings(rows)
        case tuple() | list():
            for inner in node:
                yield from strings(inner)
        case _:
            return


TEXTS = tuple(
    piece * count
    for piece in ("observe the scene from afar ", "ការគ្រប់គ្រងហានិភ័យ", "Đánh giá ", "word")
    for count in (1, 4, 12, 30)
)


def sentences() -> st.SearchStrategy[str]:
    """Texts from one word to more than a slide holds."""
    return st.sampled_from(TEXTS)


@st.composite
def slides(draw: st.DrawFn) -> tuple[Block, ...]:
    """One slide of any content, each text told apart by a number (put in afterwards)."""

    def paragraph() -> Paragraph:
        text = Str(draw(sentences()))
        content: tuple[Inline, ...] = (text,)
        if draw(st.booleans()):
            content = (text, Strong((Str(draw(sentences())),)))
        return Paragraph(content)

    def blocks(depth: int) -> tuple[Block, ...]:
        found: list[Block] = []
        for _ in range(draw(st.integers(0, 3))):
            kind = draw(st.sampled_from(["paragraph", "bullets", "numbers", "quotation"]))
            items = tuple(
                (paragraph(), *(blocks(depth + 1) if depth < 2 and draw(st.booleans()) else ()))
                for _ in range(draw(st.integers(1, 3)))
            )
            match kind:
                case "paragraph":
                    found.append(paragraph())
                case "bullets":
                    found.append(BulletList(items))
                case "numbers":
                    found.append(OrderedList(items, draw(st.integers(1, 12))))
                case _:
                    found.append(Quotation((paragraph(),)))
        return tuple(found)

    level = draw(st.sampled_from([1, 2, 2, 2]))
    layout = draw(st.sampled_from(["", "activity", "columns", "picture", "table"]))
    pairs = (("layout", Text(layout)),) if layout else ()
    heading = Heading(level, (Str(draw(sentences())),), Attributes(pairs=pairs))
    found: list[Block] = [heading, *blocks(0)]
    if draw(st.booleans()):
        found.append(Columns((blocks(0), blocks(0))))
    if draw(st.booleans()):
        rows = tuple(
            tuple((Str(draw(sentences())),) for _ in range(3))
            for _ in range(draw(st.integers(0, 4)))
        )
        header = tuple((Str(draw(sentences())),) for _ in range(3))
        found.append(Table(("start", "start", "end"), header, rows))
    if draw(st.booleans()):
        found.append(Region("output", (paragraph(),)))
    found.append(Notes((paragraph(),)))
    return tuple(found)


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with a number before each text, so that no two are alike."""
    count = 0

    def walk(node: object) -> object:
        nonlocal count
        match node:
            case Str(text, origin):
                count += 1
                return Str(f"§{count}§{text}", origin)
            case tuple():
                return tuple(walk(inner) for inner in node)
            case Attributes() | Text():
                return node
            case _ if hasattr(node, "__dataclass_fields__"):
                return type(node)(
                    *(walk(getattr(node, name)) for name in node.__dataclass_fields__)
                )
            case _:
                return node

    found = walk(tuple(blocks))
    assert isinstance(found, tuple)
    return found


def shown(deck: Deck) -> Counter[str]:
    """How often each text stands in regions that are split, in tables and in notes."""
    found: Counter[str] = Counter()
    for slide in deck.slides:
        for region in slide.regions:
            if region.name in {"body", "right"}:
                found.update(t for p in region.paragraphs for t in strings(p.content))
        if slide.table:
            found.update(strings(slide.table.rows))
        found.update(strings(slide.notes))
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(slides(), min_size=1, max_size=2))
def test_every_text_is_shown_once_whatever_its_length(parts: list[tuple[Block, ...]]) -> None:
    blocks = numbered([block for part in parts for block in part])
    deck = paginate(document(blocks), GEOMETRY, fonts(), {}, Collector())

    once = shown(deck)
    assert set(once.values()) <= {1}
    repeated = {
        text
        for slide in deck.slides
        for region in (slide.title, *slide.regions)
        for paragraph in region.paragraphs
        for text in strings(paragraph.content)
    } | {text for slide in deck.slides if slide.table for text in strings(slide.table.header)}
    assert set(strings(blocks)) - set(once) <= repeated
    # What is split is never also repeated
    assert {text for text in strings(blocks) if once[text]} <= set(once)
    titles = [plain(slide.title.paragraphs[0].content) for slide in deck.slides]
    assert len(set(titles)) == len(titles)


@settings(max_examples=40, deadline=None)
@given(st.lists(sentences(), min_size=1, max_size=30))
def test_order_is_kept_and_sizes_stay_between_floor_and_design(texts: list[str]) -> None:
    items = tuple((Paragraph((Str(f"§{n}§{text}"),)),) for n, text in enumerate(texts))
    blocks = (Heading(2, (Str("Points"),)), BulletList(items))
    collector = Collector()
    deck = paginate(document(blocks), GEOMETRY, fonts(), {}, collector)

    bodies = [region for slide in deck.slides for region in slide.regions if region.name == "body"]
    assert len(bodies) == len(deck.slides)
    found = [plain(p.content) for body in bodies for p in body.paragraphs]
    assert [text.split("§")[1] for text in found] == [str(n) for n in range(len(texts))]
    sizes = {p.size for body in bodies for p in body.paragraphs}
    assert len(sizes) == 1
    assert all(20 <= size <= 28 for size in sizes)
    if sizes < {20, 21, 22, 23} and len(deck.slides) > 1:
        # Lower than 24 only where a paragraph alone needs it
        tall = max(len(text) for text in texts)
        assert tall > 300


def test_the_same_document_is_the_same_deck() -> None:
    blocks = blocks_of("# One\n\n## Two\n\n- a\n- b\n\n## Two\n\ntext\n", Collector())
    paper = document(blocks)
    first = paginate(paper, GEOMETRY, fonts(), {}, Collector())
    assert paginate(paper, GEOMETRY, fonts(), {}, Collector()) == first


def test_a_trainer_note_never_reaches_a_deck_without_notes() -> None:
    blocks = blocks_of("## Two\n\ntext\n\n::: notes\nsay it\n:::\n", Collector())
    deck = paginate(document(blocks, notes=False), GEOMETRY, fonts(), {}, Collector())
    assert [slide.notes for slide in deck.slides] == [()]
    assert "say it" not in dump_deck(deck)


# ── findings ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_example_of_rule_shows_it_and_corrected_one_does_not(rule: Rule) -> None:
    codes: list[set[tuple[str, str]]] = []
    for example in (rule.failing, rule.corrected):
        collector = Collector()
        template = example.text.split("---\n", 2)[2]
        markup = Environment(undefined=StrictUndefined, autoescape=True).from_string(template)
        paginate(document(blocks_of(markup.render(), collector)), GEOMETRY, fonts(), {}, collector)
        codes.append({(finding.code, finding.severity) for finding in collector})
    assert codes == [{(rule.code, rule.severity)}, set()]
