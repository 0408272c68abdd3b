"""What `ttt list` lists, and how a table stands on a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.command_cases import make_project
from ttt.cli.listing import table
from ttt.inventory import Row, inventory

NARROW = """\
id: bbb
name: Country B
languages: [en]
timezone: UTC
status: planned
"""


def test_jobs_are_those_of_the_active_cohorts_or_of_the_named_ones(tmp_path: Path) -> None:
    make_project("tiny", {"curriculum/cohorts/bbb/cohort.yaml": NARROW}, tmp_path / "p")
    active = inventory(tmp_path / "p", "jobs").rows
    named = inventory(tmp_path / "p", "jobs", ("bbb",)).rows
    assert {row["cohort"] for row in active} == {"aaa"}
    assert {row["cohort"] for row in named} == {"bbb"}
    products = inventory(tmp_path / "p", "products").rows
    base = {row["product"] for row in products if row["set"] == "base"}
    assert {row["product"] for row in active} == base


def test_a_region_has_the_unknown_facts_of_its_members_and_an_overlay_counts(
    tmp_path: Path,
) -> None:
    make_project("sample", {}, tmp_path / "p")
    rows = {row["id"]: row for row in inventory(tmp_path / "p", "cohorts").rows}
    khm, lao, phl, sea = (rows[name]["unknown_facts"] for name in ("khm", "lao", "phl", "sea"))
    assert isinstance(khm, int)
    assert isinstance(lao, int)
    assert isinstance(phl, int)
    assert sea == khm + lao + phl > 0
    assert rows["khm"]["changes"] != 0
    assert rows["sea"]["changes"] == 0


@pytest.mark.parametrize("what", ["cohorts", "modules", "objectives", "exercises", "jobs"])
def test_without_a_curriculum_there_are_no_rows_and_an_error(what: str, tmp_path: Path) -> None:
    make_project("tiny", {"curriculum/curriculum.yaml": "id: [\n"}, tmp_path / "p")
    found = inventory(tmp_path / "p", what)  # type: ignore[arg-type] # one of its words
    assert found.rows == ()
    assert found.errors


def test_columns_are_aligned_whatever_the_script_and_cut_on_a_narrow_terminal_only() -> None:
    rows: tuple[Row, ...] = (
        {"id": "khm", "title": "ការហាត់ការ for trainers", "minutes": 5},
        {"id": "a-long-id", "title": "short\nsecond \x1b[31m", "minutes": 1440},
        {"id": "x", "title": "時間" * 20, "minutes": 60},
    )
    lines = table(rows).splitlines()
    assert len(lines) == 4
    assert len({cell_len(line) for line in lines}) == 1
    assert [line[-4:] for line in lines[1:]] == ["   5", "1440", "  60"]
    assert "\x1b" not in table(rows)
    for width in (40, 60):
        cut = table(rows, width).splitlines()
        assert max(cell_len(line) for line in cut) == width
        assert cut[3].count("...") == 1
        assert cut[1].startswith("khm ")
    assert table(rows, 200) == table(rows)
