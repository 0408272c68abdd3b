"""Slide templates: roles are bound, geometry is read, fields are filled, leftovers stay behind."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pptx
import pytest
from pptx.presentation import Presentation
from pptx.util import Emu, Pt

from tests.writers.decks import BASE, base_template, bindings, deck, opened, title
from ttt.diagnostics import Collector, Diagnostic
from ttt.office.package import read_package, write_package
from ttt.office.slide_roles import ROLES
from ttt.office.slide_template import SlideTemplate, open_slide_template
from ttt.slides.deck import Slide
from ttt.slides.geometry import Area
from ttt.writers.pptx import write_pptx

CM = 360_000
FILE = "templates/x/slides.pptx"


def changed(change: Callable[[Presentation], None], source: bytes | None = None) -> bytes:
    presentation = pptx.Presentation(io.BytesIO(source) if source else None)
    change(presentation)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def problem(template: SlideTemplate, role: str) -> Diagnostic:
    collector = Collector()
    assert template.layout(role, collector) is None
    assert template.layout(role, collector) is None
    (found,) = collector  # asked twice, said once
    return found


def test_the_base_template_has_every_role() -> None:
    template = base_template()
    collector = Collector()
    assert all(template.layout(role, collector) for role in ROLES)
    assert set(template.geometry.layouts) == set(ROLES)
    assert not len(collector)


def test_geometry_of_the_base_template() -> None:
    geometry = base_template().geometry
    assert (geometry.width, geometry.height) == (12_192_000, 6_858_000)
    body = geometry.layouts["content"]["body"]
    assert body.area == Area(round(6.8 * CM), round(5.1 * CM), round(24.4 * CM), round(11.6 * CM))
    first, second = body.levels
    assert (first.size, first.floor, first.spacing, first.after) == (28, 20, 0.98, 12)
    assert (first.left, first.hanging, first.bullet) == (CM, CM, True)
    assert (second.size, second.left, second.hanging) == (24, 2 * CM, CM)
    title_level = geometry.layouts["title"]["title"].levels[0]
    assert (title_level.size, title_level.floor, title_level.bold) == (60, 44, True)
    activity = geometry.layouts["activity"]
    assert {"minutes", "grouping", "output", "label", "label_2", "label_3", "body"} <= set(activity)
    assert set(geometry.layouts["columns"]) >= {"body", "right", "head", "right_head"}


def test_a_foreign_template_is_bound_by_type() -> None:
    template = opened(changed(lambda _: None), file=FILE)
    names = {role: layout.name for role, layout in template.layouts.items()}
    assert names == {
        "title": "Title Slide",
        "section": "Section Header",
        "content": "Title and Content",
        "columns": "Two Content",
        "table": "Title and Content",
        "picture": "Picture with Caption",
        "title_only": "Title Only",
        "black": "Blank",
    }
    # Insets and sizes come from the master: 44 pt titles, insets of 0.1 and 0.05 inch.
    content = template.geometry.layouts["content"]
    assert content["title"].levels[0].size == 44
    assert content["body"].area == Area(457_200 + 91_440, 1_600_200 + 45_720, 8_046_720, 4_434_523)
    assert content["body"].levels[0].bullet
    assert set(content) == {"title", "body", "stamp", "slide_number"}
    picture = template.layouts["picture"].regions
    assert (picture["picture"].type, picture["body"].idx) == ("pic", 2)


def test_a_role_that_is_not_bound_lists_the_layouts_there_are() -> None:
    found = problem(opened(changed(lambda _: None), file=FILE), "activity")
    assert (found.code, found.file) == ("TPL324", FILE)
    assert found.message == 'the template has no layout for "activity"'
    assert "set.yaml" in found.hints[0]
    assert '"Comparison", "Title Only"' in found.hints[1]


def test_the_set_binds_by_name_in_any_language() -> None:
    def rename(presentation: Presentation) -> None:
        presentation.slide_layouts[7].name = "Aktivität"

    template = opened(changed(rename), bindings({"activity": "Aktivität"}), FILE)
    assert template.layouts["activity"].name == "Aktivität"
    wrong = opened(changed(rename), bindings({"activity": "Aktivitaet"}), FILE)
    found = problem(wrong, "activity")
    assert 'no layout is named "Aktivitaet"' in found.message
    assert found.hints[0] == 'did you mean "Aktivität"?'


def test_without_types_the_placeholders_speak() -> None:
    def strip(presentation: Presentation) -> None:
        for number, layout in enumerate(presentation.slide_layouts):
            layout.name = f"Макет {number}"
            layout._element.attrib.pop("type", "")

    template = opened(changed(strip), file=FILE)
    assert template.layouts["title"].name == "Макет 0"
    # Two layouts hold a title and one content: nobody can say which is meant.
    assert "several layouts could be" in problem(template, "content").message
    assert "section" not in template.layouts


def test_everything_is_mirrored_for_right_to_left() -> None:
    data, collector = BASE.read_bytes(), Collector()
    mirror = open_slide_template(data, FILE, bindings(), collector, right_to_left=True)
    assert mirror is not None
    plain = base_template().geometry
    for role, regions in plain.layouts.items():
        for name, region in regions.items():
            there = mirror.geometry.layouts[role][name]
            assert there.area.x == plain.width - region.area.x - region.area.width
            assert (there.area.y, there.levels) == (region.area.y, region.levels)


def test_regions_are_bound_or_left_out_by_the_set() -> None:
    sets = bindings(regions={"kicker": "33", "marking": "omit"})
    regions = opened(BASE.read_bytes(), sets, FILE).layouts["picture"].regions
    assert regions["kicker"].idx == 33
    assert "marking" not in regions
    assert "marking_foot" in regions


def test_bindings_that_name_nothing_are_errors() -> None:
    collector = Collector()
    sets = bindings({"aktivity": "Title Only"}, {"kicker": "twenty"}, {"Khmr": "Khmer OS"})
    open_slide_template(BASE.read_bytes(), FILE, sets, collector)
    assert [d.code for d in collector] == ["TPL325", "TPL325", "TPL325"]


def test_potx_is_opened_like_pptx() -> None:
    package = read_package(BASE.read_bytes())
    parts = {name: package.read(name) for name in package.names}
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"presentation.main+xml", b"template.main+xml")
    template = opened(write_package(parts.items()), file="templates/x/slides.potx")
    written = write_pptx(deck(Slide("content", "x", title("T"))), template, {}, Collector())
    assert len(pptx.Presentation(io.BytesIO(written)).slides) == 1


# ── fields ───────────────────────────────────────────────────────────────────────────────────


def with_text(*runs: str) -> bytes:
    """The base template with a text on its Content layout, split into runs."""

    def add(presentation: Presentation) -> None:
        layout = next(x for x in presentation.slide_layouts if x.name == "Content")
        scratch = presentation.slides.add_slide(layout)
        box = scratch.shapes.add_textbox(Emu(0), Emu(0), Emu(CM), Emu(CM))
        paragraph = box.text_frame.paragraphs[0]
        for text in runs:
            run = paragraph.add_run()
            run.text = text
            run.font.size = Pt(10)
        layout._element.cSld.spTree.append(box._element)

    return changed(add, BASE.read_bytes())


def filled(data: bytes, fields: Mapping[str, object]) -> tuple[str, list[Diagnostic]]:
    collector = Collector()
    template = open_slide_template(data, FILE, bindings(), collector)
    assert template is not None
    whole = deck(Slide("content", "x", title("T")), fields=fields)
    written = write_pptx(whole, template, {}, collector)
    presentation = pptx.Presentation(io.BytesIO(written))
    layout = presentation.slides[0].slide_layout
    shape = next(s for s in layout.shapes if s.name.startswith("TextBox"))
    return shape.text_frame.text, list(collector)


def test_fields_split_into_runs_are_filled_and_escaped() -> None:
    data = with_text("Event: {", "{ cohort.na", "me }} <", "{{ cohort[“place”] }}>")
    fields = {"cohort": {"name": "A & B <c> {{ x }}", "place": "Port\nMeridia"}}
    text, findings = filled(data, fields)
    assert text == "Event: A & B <c> {{ x }} <Port\vMeridia>"
    assert findings == []


def test_fields_in_alternative_texts_are_filled_on_one_line() -> None:
    def add(presentation: Presentation) -> None:
        layout = next(x for x in presentation.slide_layouts if x.name == "Content")
        scratch = presentation.slides.add_slide(layout)
        box = scratch.shapes.add_textbox(Emu(0), Emu(0), Emu(CM), Emu(CM))
        box._element.nvSpPr.cNvPr.set("descr", "Seen in {{ cohort.name }}, {{ cohort[“place”] }}")
        layout._element.cSld.spTree.append(box._element)

    collector = Collector()
    template = open_slide_template(changed(add, BASE.read_bytes()), FILE, bindings(), collector)
    assert template is not None
    fields = {"cohort": {"name": '"A" & <B>', "place": "Port\nMeridia"}}
    whole = deck(Slide("content", "x", title("T")), fields=fields)
    presentation = pptx.Presentation(io.BytesIO(write_pptx(whole, template, {}, collector)))
    shapes = presentation.slides[0].slide_layout.shapes
    shape = next(s for s in shapes if s.name.startswith("TextBox"))
    assert shape._element.nvSpPr.cNvPr.get("descr") == 'Seen in "A" & <B>, Port Meridia'
    assert not list(collector)


def test_text_in_braces_that_is_no_field_stays() -> None:
    text, findings = filled(with_text("price { 5 } {% if %} }}"), {})
    assert (text, findings) == ("price { 5 } {% if %} }}", [])


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("{{ cohort.nam }}", "TPL323", 'did you mean "name"'),
        ("{{ nothing }}", "TPL323", "nothing"),
        ("{{ cohort }}", "TPL323", "not a text"),
        ("{{ cohort.empty }}", "TPL323", "has no value"),
        ("{{ cohort.name.__class__ }}", "TPL323", "__class__"),
        ("{{ cohort.bad }}", "TPL323", "no Office file can hold"),
        ("{{ cohort.", "TPL321", "never closed"),
        ("{{ cohort..name }}", "TPL322", "cannot be read"),
    ],
)
def test_a_field_without_a_value_is_a_finding_at_its_layout(
    text: str, code: str, says: str
) -> None:
    fields = {"cohort": {"name": "Meridia", "empty": None, "bad": "\x00"}}
    _, findings = filled(with_text(text), fields)
    assert [d.code for d in findings] == [code]
    assert says in findings[0].message + " ".join(findings[0].hints)
    assert (findings[0].place, findings[0].file) == ('layout "Content"', FILE)
