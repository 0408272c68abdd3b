"""Names of files: what every system accepts, and what is one name on some of them."""

from __future__ import annotations

import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttt.diagnostics import Collector
from ttt.file_names import check_names, name_key, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("khm-m2-slides-en.pptx", "khm-m2-slides-en.pptx"),
        ("CON.docx", "_CON.docx"),
        ("aux", "_aux"),
        ("COM¹.x.docx", "_COM¹.x.docx"),
        ("nul .docx", "_nul .docx"),
        ("console.docx", "console.docx"),
        ("a:b/c\\d*e?.docx", "a-b-c-d-e-.docx"),
        ("guide. . ", "guide"),
        (".hidden", "hidden"),
        ("two\nlines\ttab.docx", "two lines tab.docx"),
        ("\u202efdp.exe", "fdp.exe"),
        ("bell\x07.docx", "bell.docx"),
        ("cafe\u0301.docx", "café.docx"),
        ("ការ\u200bគ្រប់គ្រង.docx", "ការ\u200bគ្រប់គ្រង.docx"),
        ("..", "_"),
        ("", "_"),
        ("x" * 200 + ".docx", "x" * 115 + ".docx"),
        ("x" * 200, "x" * 120),
        ("ក" * 200 + ".docx", "ក" * 78 + ".docx"),
        ("ក" * 77 + "កិ" * 9 + ".docx", "ក" * 77 + ".docx"),
    ],
)
def test_name_is_made_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_safe_name_is_one_any_system_takes(text: str) -> None:
    name = safe_name(text)
    assert safe_name(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert 1 <= len(name) <= 120
    assert len(name.encode()) <= 240
    assert PureWindowsPath(name).parts == (name,)
    assert not PureWindowsPath(name).is_reserved()
    assert name == name.strip(" .")


@given(name=st.text(min_size=1, max_size=150))
@settings(max_examples=20, deadline=None)
def test_safe_name_can_be_written_and_listed(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("names")
    (folder / safe_name(name)).write_bytes(b"x")
    assert [path.name for path in Path(folder).iterdir()] == [safe_name(name)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("en/A.docx", "en/a.docx", True),
        ("cafe\u0301", "caf\u00e9", True),
        ("STRASSE", "straße", True),
        ("en/a.docx", "lo/a.docx", False),
    ],
)
def test_key_is_equal_where_a_system_sees_one_file(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


def test_each_collision_is_reported_with_both_products() -> None:
    collector = Collector()
    planned = [
        ("en/a.docx", "guide"),
        ("en/A.docx", "letter"),
        ("en/b.docx", "guide"),
        ("en/b.docx", "guide"),
    ]
    check_names(planned, collector)
    assert [(d.code, d.message, d.file) for d in collector] == [
        ("OUT010", 'the products "guide" and "letter" give the same file "A.docx"', "en/A.docx"),
        ("OUT010", 'two documents of the product "guide" give the same file "b.docx"', "en/b.docx"),
    ]
