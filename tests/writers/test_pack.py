"""Packing written parts: what was packed is there again."""

from __future__ import annotations

import pytest

from ttt.office.package import CONTENT_TYPES, read_package, write_package
from ttt.office.relations import DECLARATION
from ttt.writers.pack import pack


@pytest.mark.parametrize("count", [1, 30, 3000])
def test_a_part_is_whole_in_the_archive_small_or_large(count: int) -> None:
    xml = f"{DECLARATION}<p>{'<r>ខ្មែរ &amp; Latin</r>' * count}</p>"
    for _ in range(2):
        data = write_package([(CONTENT_TYPES, pack(xml))])
        assert read_package(data).read(CONTENT_TYPES).decode() == xml


def test_what_is_packed_again_is_not_packed_twice() -> None:
    xml = f"{DECLARATION}<p/>"
    assert pack(xml) is pack(f"{DECLARATION}<p/>")
