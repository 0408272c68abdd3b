"""The PPTX writer: golden parts, validity, and that nothing is lost on the way."""

from __future__ import annotations

import hashlib
import io
import re
import runpy
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pptx
import pytest
from openxml_audit import validate_pptx

from tests.effort import calls
from tests.writers.decks import (
    BASE,
    FILE,
    base_template,
    bindings,
    bullets,
    deck,
    document,
    line,
    numbers,
    opened,
    png,
    region,
    said,
    title,
)
from tests.writers.lint import lint
from ttt.diagnostics import Collector, Diagnostic
from ttt.document import Reference, Str
from ttt.slides.deck import Bar, Deck, Drawing, RegionText, Row, Slide, SlidePicture
from ttt.slides.geometry import Area
from ttt.source import Span
from ttt.text import Origin
from ttt.writers.pptx import write_pptx

CASES = sorted(p for p in (Path(__file__).parents[1] / "cases" / "pptx").iterdir() if p.is_dir())
TEMPLATE = base_template()


def built(case: Path) -> tuple[SimpleNamespace, bytes, list[Diagnostic]]:
    found = SimpleNamespace(**runpy.run_path(str(case / "case.py")))
    collector = Collector()
    return found, write_pptx(found.DECK, found.TEMPLATE, found.MEDIA, collector), list(collector)


def written(whole: Deck, media: dict[str, bytes] | None = None) -> tuple[bytes, list[Diagnostic]]:
    collector = Collector()
    data = write_pptx(whole, TEMPLATE, media or {}, collector)
    return data, list(collector)


def slide_xml(data: bytes, part: str = "ppt/slides/slide1.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode()


def content(*texts: str) -> Slide:
    return Slide("content", "m1-s1", title("Title"), (bullets("body", 28, *texts),))


def expected(case: Path, data: bytes, findings: list[Diagnostic]) -> dict[str, str]:
    """Every new part as lines of XML; template parts by name only, they are copied."""
    shown = {"findings.txt": "".join(f"{d.code} {d.place}: {d.message}\n" for d in findings)}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shown["parts.txt"] = "".join(f"{name}\n" for name in archive.namelist())
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")) and (
                re.search(r"(^|/)(slides|notesSlides|docProps)/|presentation\.xml|_Types", name)
                or name == "_rels/.rels"
            ):
                xml = archive.read(name).decode().replace("><", ">\n<")
                shown[name.replace("/", "__") + ".txt"] = f"{xml}\n"
    return shown


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden_parts(case: Path, request: pytest.FixtureRequest) -> None:
    _, data, findings = built(case)
    folder = case / "expected"
    shown = expected(case, data, findings)
    if request.config.getoption("--update"):
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, text in shown.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    kept = {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir()}
    assert shown == kept, "read the difference, then: pytest --update"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_valid_whole_and_the_same_every_time(case: Path, tmp_path: Path) -> None:
    found, data, _ = built(case)
    assert lint(data) == []
    path = tmp_path / "deck.pptx"
    path.write_bytes(data)
    result = validate_pptx(str(path))
    assert [str(error) for error in result.errors] == []
    slides = pptx.Presentation(io.BytesIO(data)).slides
    assert len(slides) == len(found.DECK.slides)
    assert built(case)[1] == data


def test_the_oracle_and_the_lint_see_what_is_broken(tmp_path: Path) -> None:
    _, data, _ = built(CASES[0])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "ppt/slides/slide1.xml"
    broken = {
        "orphan: ppt/media/x.png": {"ppt/media/x.png": png(2, 2)},
        f"{name}: shape id twice: 2": {name: parts[name].replace(b'id="3"', b'id="2"', 1)},
        f"{name}: no relationship rId99": {
            name: parts[name].replace(b"<p:grpSpPr/>", b'<p:grpSpPr r:id="rId99"/>', 1)
        },
    }
    for says, change in broken.items():
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as out:
            for part, content in (parts | change).items():
                out.writestr(part, content)
        assert says in lint(buffer.getvalue())
    path = tmp_path / "broken.pptx"
    with zipfile.ZipFile(path, "w") as out:
        for part, content in parts.items():
            out.writestr(part, content.replace(b"<a:lstStyle/>", b"<a:lstStile/>"))
    assert validate_pptx(str(path)).errors


def test_slides_of_the_template_do_not_come_along() -> None:
    case = next(c for c in CASES if c.name == "foreign")
    _, data, _ = built(case)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)
    assert b"Old" not in everything
    assert not any("thumbnail" in name or "printerSettings" in name for name in names)
    # Layouts nobody used stay: the team wants them.
    assert sum(name.startswith("ppt/slideLayouts/slideLayout") for name in names) == 11
    assert sum(name.startswith("ppt/notesMasters/notesMaster") for name in names) == 1


def test_every_text_is_in_the_file_whole() -> None:
    texts = ["a & b < c > d", "\"quoted\" 'single'", "{{ not a field }}", "tab\there", "é\u00a0x"]
    data, findings = written(deck(content(*texts)))
    assert findings == []
    shapes = pptx.Presentation(io.BytesIO(data)).slides[0].placeholders
    body = next(s for s in shapes if s.name == "Body")
    assert [p.text for p in body.text_frame.paragraphs] == texts


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029"])
def test_line_separators_break_the_line(separator: str) -> None:
    data, findings = written(deck(content(f"one{separator}two")))
    assert findings == []
    assert slide_xml(data).count("<a:br>") == 1


def test_characters_no_file_can_hold_are_a_finding_at_their_place() -> None:
    span = Span("curriculum/modules/m1.yaml", 7, 3, 7, 9)
    text = Str("a\x00b\x1fc", Origin("base", span=span))
    slide = Slide("content", "x", title("T"), (region("body", 28),))
    slide = Slide("content", "x", title("T"), (type(slide.title)("body", (line((text,), 28),)),))
    _, findings = written(deck(slide))
    assert [(d.code, d.span) for d in findings] == [("TPL331", span)]
    assert "U+0000, U+001F" in findings[0].message


def test_a_region_the_layout_has_not_is_reported_once() -> None:
    slide = Slide("content", "x", title("T"), (region("minutes", 20, "30"),))
    other = Slide("content", "y", title("U"), (region("minutes", 20, "20"),))
    data, findings = written(deck(slide, other))
    assert [(d.code, d.place) for d in findings] == [("TPL326", 'layout "Content"')]
    assert findings[0].file == FILE
    assert "30" not in slide_xml(data).replace("3000", "")


def test_a_role_without_layout_is_one_finding_that_lists_the_layouts() -> None:
    collector = Collector()
    slides = [Slide("panorama", f"x{n}", title(f"T{n}")) for n in range(3)]
    write_pptx(deck(*slides, content("a")), TEMPLATE, {}, collector)
    assert [d.code for d in collector] == ["TPL324"]


def test_no_notes_part_without_notes() -> None:
    slide = Slide("content", "x", title("T"), notes=(said("secret"),))
    data, _ = written(Deck(document(notes=False), (slide,)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any("notesSlide" in name for name in archive.namelist())
        assert not any(b"secret" in archive.read(name) for name in archive.namelist())


def test_a_picture_used_twice_is_stored_once_and_other_formats_are_refused() -> None:
    area = Area(0, 0, 100_000, 100_000)
    pictures = [SlidePicture(n, "words", area) for n in ("a.png", "b.png", "c.gif")]
    slides = [Slide("title_only", n, title(n), pictures=tuple(pictures)) for n in ("x", "y")]
    media = {"a.png": png(4, 4), "b.png": png(4, 4), "c.gif": b"GIF89a"}
    data, findings = written(deck(*slides), media)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [n for n in archive.namelist() if "/media/" in n] == ["ppt/media/picture1.png"]
    assert [(d.code, d.file) for d in findings] == [("TPL332", "c.gif")]
    assert lint(data) == []


def test_numbers_are_those_of_the_deck() -> None:
    paragraphs = tuple(
        line(str(n), 20, marker="number", number=n, level=level)
        for n, level in ((3, 1), (1, 2), (2, 2), (4, 1), (9, 1))
    )
    slide = Slide("sources", "x", title("T"), (type(title("x"))("body", paragraphs),))
    xml = slide_xml(written(deck(slide))[0])
    starts = [re.findall('startAt="([0-9]+)"', p) for p in xml.split("<a:p>") if "<a:t>" in p]
    assert [s for s in starts if s] == [["3"], ["3"], ["9"]]


def test_a_number_on_a_bulleted_level_looks_like_the_text() -> None:
    body = numbers("body", 28, "Who is told?", "By whom?")
    xml = slide_xml(written(deck(Slide("content", "x", title("T"), (body,))))[0])
    look = '<a:buClrTx/><a:buSzPct val="100000"/><a:buFont typeface="+mj-lt"/><a:buAutoNum'
    assert xml.count(look) == 2

    xml = slide_xml(written(deck(Slide("objectives", "x", title("T"), (body,))))[0])
    assert "buClrTx" not in xml, "a numbered level has its own look"


def test_a_caption_below_a_picture_is_moved_there_and_read_after_it() -> None:
    place = Area(2_448_000, 5_400_000, 8_784_000, 300_000)
    picture = SlidePicture("a.png", "A lorry", Area(2_448_000, 1_836_000, 6_000_000, 3_400_000))
    body = replace(region("body", 16, "Seen in 2024"), area=place)
    slide = Slide("content", "x", title("T"), (body,), pictures=(picture,))
    data, findings = written(deck(slide), {"a.png": png(600, 340)})
    xml = slide_xml(data)
    shape = xml[xml.index('name="Body"') :]
    assert '<a:off x="2448000" y="5400000"/>' in shape
    assert 'lIns="0"' in shape
    assert xml.index("<p:pic>") < xml.index("Seen in 2024")
    assert not findings
    assert lint(data) == []


def test_an_unnumbered_reference_is_a_bug() -> None:
    slide = Slide("content", "x", type(title("x"))("title", (line((Reference("a", "b"),), 20),)))
    with pytest.raises(ValueError, match="not numbered"):
        written(deck(slide))


def test_right_to_left_paragraphs_and_tables() -> None:
    slide = Slide("content", "x", title("مرحبا 2024"), (bullets("body", 26, "أمن"),))
    xml = slide_xml(written(Deck(document("ar"), (slide,)))[0])
    assert xml.count('algn="r" rtl="1"') >= 2
    assert '<a:rPr lang="ar-SA" sz="2600"><a:latin typeface="Segoe UI"/>' in xml


@pytest.mark.parametrize("language", ["en", "ar"])
def test_rows_are_as_wide_as_their_place_in_both_directions(language: str) -> None:
    words = ("describe the signs", "say what was reported")
    body = RegionText(
        "body",
        tuple(line(text, 30) for text in words),
        rows=tuple(Row(1_260_000, (Str(str(n)),), (Str(f"ELO-2.{n}"),)) for n in (1, 2)),
    )
    whole = deck(Slide("objectives", "s", title("T"), (body,)), language=language)
    template = base_template(right_to_left=language == "ar")
    data = write_pptx(whole, template, {}, Collector())
    [frame] = [s for s in pptx.Presentation(io.BytesIO(data)).slides[0].shapes if s.has_table]
    place = template.layouts["objectives"].regions
    row, text = place["row"].geometry.area, place["body"].geometry.area
    widths = [column.width for column in frame.table.columns]
    assert sum(widths) == frame.width == row.width
    assert frame.left == row.x
    lead = text.x - row.x if language == "en" else row.x + row.width - text.x - text.width
    assert widths[0] == lead
    assert [[cell.text for cell in each.cells] for each in frame.table.rows] == [
        ["1", words[0], "ELO-2.1"],
        ["2", words[1], "ELO-2.2"],
    ]
    cell = frame.table.rows[0].cells[1]
    outer = cell.margin_right if language == "en" else cell.margin_left
    assert widths[1] - outer == text.width
    xml = slide_xml(data)
    assert ('<a:tblPr rtl="1">' in xml) == (language == "ar")
    assert "firstRow" not in xml


def test_places_of_drawn_things_can_be_moved_or_left_out() -> None:
    sets = bindings(regions={"strip": "omit", "row": "omit", "timetable": "35"})
    template = opened(BASE.read_bytes(), sets)
    assert "strip" not in template.geometry.layouts["content"]
    assert "row" not in template.geometry.layouts["objectives"]
    credit = base_template().geometry.layouts["title"]["credit"].area
    assert template.geometry.layouts["title"]["timetable"].area == credit


def test_bars_are_one_group_that_screen_readers_pass_over() -> None:
    bars = (Bar(Area(100, 0, 50, 9), "past"), Bar(Area(160, 0, 40, 9), "current", "2"))
    drawing = Drawing("timetable", Area(100, 0, 100, 9), bars, 14)
    slide = Slide("title", "s", title("T"), drawings=(drawing,))
    data, findings = written(deck(slide))
    assert findings == []
    group = list(pptx.Presentation(io.BytesIO(data)).slides[0].shapes)[-1]
    assert [(s.left, s.width, s.text_frame.text) for s in group.shapes] == [
        (100, 50, ""),
        (160, 40, "2"),
    ]
    assert (group.left, group.width) == (100, 100)
    assert 'decorative" val="1"/>' in slide_xml(data)


def test_the_fonts_of_the_set_are_used() -> None:
    template = opened(TEMPLATE_BYTES, bindings(fonts={"khmer": "Khmer OS Siemreap"}))
    slide = Slide("content", "x", title("សួស្តី"))
    data = write_pptx(Deck(document("km"), (slide,)), template, {}, Collector())
    assert 'cs typeface="Khmer OS Siemreap"' in slide_xml(data)


TEMPLATE_BYTES = (Path(__file__).parents[2] / "templates" / "base" / "slides.pptx").read_bytes()


def test_work_grows_with_the_slides_and_no_faster() -> None:
    def effort(count: int) -> int:
        slides = [
            Slide("content", f"s{n}", title(f"T {n}"), (bullets("body", 28, "a", "b"),),
                  notes=(said(f"note {n}"),))
            for n in range(count)
        ]  # fmt: skip
        whole = deck(*slides)
        return calls(lambda: written(whole))

    effort(1)
    assert effort(240) < 4 * 1.1 * effort(60)


def test_the_bytes_are_the_same_in_another_process_of_the_same_kind() -> None:
    first = hashlib.sha256(written(deck(content("a")))[0]).hexdigest()
    assert hashlib.sha256(written(deck(content("a")))[0]).hexdigest() == first


@pytest.mark.office
def test_libreoffice_shows_every_slide(tmp_path: Path) -> None:
    case = next(c for c in CASES if c.name == "every_layout")
    found, data, _ = built(case)
    path = tmp_path / "deck.pptx"
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
        timeout=180,
    )
    pages = subprocess.run(
        ["pdfinfo", tmp_path / "deck.pdf"], check=True, capture_output=True, text=True
    ).stdout
    assert re.search(rf"Pages:\s+{len(found.DECK.slides)}\b", pages)
