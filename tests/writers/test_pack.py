"""Packing written parts: what was packed is there again, what is no XML never leaves."""

from __future__ import annotations

import pytest

from ttt.office.package import CONTENT_TYPES, read_package, write_package
from ttt.office.relations import DECLARATION
from ttt.writers.pack import pack


@pytest.mark.parametrize("count", [1, 30, 3000])
def test_a_part_is_whole_in_the_archive_small_or_large(count: int) -> None:
    xml = f"{DECLARATION}<p>{'<r>ខ្មែរ &amp; Latin</r>' * count}</p>"
    for _ in range(2):
        data = write_package([(CONTENT_TYPES, pack(CONTENT_TYPES, xml))])
        assert read_package(data).read(CONTENT_TYPES).decode() == xml


def test_what_is_packed_again_is_not_packed_twice() -> None:
    xml = f"{DECLARATION}<p/>"
    assert pack("a.xml", xml) is pack("b.xml", xml)


@pytest.mark.parametrize("wrong", ["<p><r></p>", "<p/><p/>", "", "<p>&nbsp;</p>", "<p>\x01</p>"])
@pytest.mark.parametrize("room", [0, 5000])
def test_a_part_that_is_not_well_formed_is_a_fault_that_names_it(wrong: str, room: int) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match=r"^ppt/slides/slide7\.xml is not well-formed: "):
            pack("ppt/slides/slide7.xml", " " * room + wrong)
