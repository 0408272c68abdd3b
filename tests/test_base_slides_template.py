"""The base deck template is what its generator writes, and holds what the deck writer fills."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.slide import SlideLayout

_ROOT = Path(__file__).resolve().parents[1]
_TEMPLATE = _ROOT / "templates" / "base" / "slides.pptx"

_FRAME = {20: "body", 21: "body", 22: "body", 11: "ftr"}
_TALK = {**_FRAME, 0: "title", 12: "sldNum", 23: "body", 24: "body", 36: "body"}
_WORK = {**_FRAME, 0: "title", 12: "sldNum", 25: "body", 26: "body", 28: "body", 36: "body"}

# Layout name: its type (None where Office has none) and its placeholders, number and type.
_LAYOUTS: dict[str, tuple[str | None, dict[int, str]]] = {
    "Title": (
        "title",
        {**_FRAME, 0: "ctrTitle", 1: "subTitle", 28: "body", 34: "body", 35: "body", 37: "body"},
    ),
    "Section": (
        "secHead",
        {
            0: "title",
            1: "body",
            11: "ftr",
            12: "sldNum",
            21: "body",
            22: "body",
            23: "body",
            28: "body",
            38: "body",
            39: "body",
        },
    ),
    "Objectives": (None, {**_TALK, 1: "body", 38: "body", 39: "body"}),
    "Content": ("obj", {**_TALK, 1: "obj"}),
    "Columns": ("twoObj", {**_TALK, 1: "obj", 2: "obj", 31: "body", 32: "body"}),
    "Table": ("tbl", {**_TALK, 1: "tbl", 33: "body"}),
    "Picture": ("picTx", {**_TALK, 1: "body", 10: "pic", 33: "body"}),
    "Title only": ("titleOnly", _TALK),
    "Question": (None, {**_WORK, 27: "body"}),
    "Activity": (None, {**_WORK, 1: "body", 27: "body", 29: "body", 30: "body"}),
    "Debrief": (None, {**_WORK, 1: "body", 29: "body", 38: "body"}),
    "Key messages": (
        None,
        {**_FRAME, 0: "title", 1: "body", 12: "sldNum", 36: "body", 38: "body", 40: "body"},
    ),
    "Sources": (None, {**_TALK, 1: "body", 33: "body"}),
    "Closing": (None, {**_FRAME, 0: "title", 1: "body", 29: "body", 35: "body"}),
    "Black": (None, {0: "title"}),
}


def _generate(out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts.base_templates.slides", str(out), *options],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def _parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def _layout(name: str) -> SlideLayout:
    found = Presentation(str(_TEMPLATE)).slide_layouts.get_by_name(name)
    assert found is not None
    return found


def _theme_colours(file: Path) -> dict[str, str]:
    theme = _parts(file)["ppt/theme/theme1.xml"].decode()
    return dict(re.findall(r'<a:(\w+)><a:srgbClr val="([0-9A-F]{6})"/>', theme))


def _contrast(first: str, second: str) -> float:
    # Written out again on purpose: the generator's own arithmetic cannot vouch for itself.
    def luminance(colour: str) -> float:
        parts = []
        for value in bytes.fromhex(colour):
            share = value / 255
            parts.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_the_stored_template_is_what_the_generator_writes(tmp_path: Path) -> None:
    again = tmp_path / "slides.pptx"
    done = _generate(again)
    assert done.returncode == 0, done.stderr
    assert _parts(again) == _parts(_TEMPLATE)


def test_entries_are_sorted_and_carry_one_date() -> None:
    with zipfile.ZipFile(_TEMPLATE) as package:
        names = package.namelist()
        assert names == sorted(set(names))
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if re.search("thumbnail|printer|customXml|media", name)]


def test_the_validity_oracle_finds_nothing() -> None:
    result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(_TEMPLATE))
    assert [str(error) for error in result.errors] == []


def test_every_role_has_its_layout_in_order() -> None:
    template = Presentation(str(_TEMPLATE))
    assert [layout.name for layout in template.slide_layouts] == list(_LAYOUTS)
    assert (template.slide_width, template.slide_height) == (12_192_000, 6_858_000)
    assert len(template.slides) == 0
    assert template.core_properties.author == "ttt"
    assert template.core_properties.title == ""


@pytest.mark.parametrize("name", _LAYOUTS)
def test_a_layout_has_its_type_and_placeholders(name: str) -> None:
    kind, expected = _LAYOUTS[name]
    assert _layout(name)._element.get("type") == kind
    found = [
        (int(holder.get("idx", "0")), holder.get("type", "obj"))
        for holder in _layout(name)._element.iter(qn("p:ph"))
    ]
    assert len(found) == len(expected)
    assert dict(found) == expected


@pytest.mark.parametrize("name", _LAYOUTS)
def test_text_boxes_have_no_insets_no_autofit_and_explicit_sizes(name: str) -> None:
    for shape in _layout(name)._element.iter(qn("p:sp")):
        if shape.find(f".//{qn('p:ph')}") is None:
            continue
        properties = next(shape.iter(qn("a:bodyPr")))
        assert {properties.get(side) for side in ("lIns", "tIns", "rIns", "bIns")} == {"0"}
        assert properties.get("wrap") == "square"
        assert [child.tag for child in properties] == [qn("a:noAutofit")]
        levels = list(next(shape.iter(qn("a:lstStyle"))))
        assert levels
        for level in levels:
            assert int(next(level.iter(qn("a:defRPr"))).get("sz", "0")) >= 1100
            assert next(level.iter(qn("a:lnSpc"))).find(qn("a:spcPct")) is not None


@pytest.mark.parametrize("name", [name for name in _LAYOUTS if name != "Black"])
def test_everything_stands_on_the_slide(name: str) -> None:
    for shape in _layout(name).shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= 12_192_000, shape.name
        assert shape.top + shape.height <= 6_858_000, shape.name


@pytest.mark.parametrize(
    "name", [name for name in _LAYOUTS if name not in ("Title", "Section", "Black")]
)
def test_the_room_of_the_time_strip_is_free(name: str) -> None:
    top, foot = round(17.05 * 360_000), round(17.31 * 360_000)
    main = round(6.8 * 360_000)
    crossing = [
        shape.name
        for shape in _layout(name).shapes
        if shape.left >= main and shape.top < foot and shape.top + shape.height > top
    ]
    assert crossing == ([] if name == "Closing" else ["Time strip"])


@pytest.mark.parametrize(
    "accent", ["0B5563", "032EA1", "CE1126", "DA251D", "009EDB", "FCD116", "F6C400", "777777"]
)
def test_text_on_the_accent_and_rules_for_it_can_be_seen(accent: str, tmp_path: Path) -> None:
    file = tmp_path / "slides.pptx"
    done = _generate(file, "--accent", accent)
    assert done.returncode == 0, done.stderr
    colours = _theme_colours(file)
    assert colours["accent1"] == accent
    assert _contrast(colours["accent1"], colours["accent2"]) >= 4.5
    assert _contrast(colours["accent3"], colours["lt1"]) >= 3


@pytest.mark.parametrize(("accent", "why"), [("FFFFEE", "1.3"), ("teal", "RRGGBB")])
def test_an_accent_that_cannot_be_used_is_refused(accent: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "slides.pptx"
    done = _generate(file, "--accent", accent)
    assert done.returncode == 2
    assert why in done.stderr
    assert not file.exists()


def test_fonts_exist_on_a_plain_windows() -> None:
    for name in ("ppt/theme/theme1.xml", "ppt/theme/theme2.xml"):
        theme = _parts(_TEMPLATE)[name].decode()
        assert theme.count('<a:latin typeface="Calibri"/>') == 2
        assert theme.count('<a:cs typeface="Leelawadee UI"/>') == 2
        scripts = dict(re.findall(r'<a:font script="(\w+)" typeface="([^"]+)"/>', theme))
        assert scripts == {
            "Arab": "Segoe UI",
            "Khmr": "Leelawadee UI",
            "Laoo": "Leelawadee UI",
            "Mymr": "Myanmar Text",
            "Thai": "Leelawadee UI",
        }


def test_notes_are_12_points() -> None:
    notes = _parts(_TEMPLATE)["ppt/notesMasters/notesMaster1.xml"].decode()
    first = re.search(r'<p:notesStyle><a:lvl1pPr .*?<a:defRPr sz="(\d+)"', notes)
    assert first is not None
    assert first.group(1) == "1200"
