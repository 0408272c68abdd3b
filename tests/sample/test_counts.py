"""How much there is of everything in the sample, so that it shows what `ttt` can do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.sample.reading import NATIONAL, ROOT, changes, curriculum, files, modules, steps
from ttt.model.curriculum import Figure, Table
from ttt.model.overlay import Change

KINDS: Final = {"added", "changed", "moved", "removed"}


def figures() -> Iterator[tuple[str, Figure]]:
    """Every figure of a step or a slide, with the address of its step."""
    for address, _, step in steps("base"):
        for found in (step.figure, *(slide.figure for slide in step.slides)):
            if found is not None:
                yield address, found


def tables() -> Iterator[tuple[str, Table]]:
    for address, _, step in steps("base"):
        for found in (step.table, *(slide.table for slide in step.slides)):
            if found is not None:
                yield address, found


def narrowed(node: Any) -> Iterator[dict[str, Any]]:
    """Every element of a YAML file that is released to some cohorts only."""
    if isinstance(node, dict):
        if "releasable_to" in node:
            yield node
        for value in node.values():
            yield from narrowed(value)
    elif isinstance(node, list):
        for value in node:
            yield from narrowed(value)


def kinds_of(change: Change) -> set[str]:
    if change.new:
        return {"added"}
    if change.remove:
        return {"removed"}
    found = {"moved"} if change.position is not None else set()
    return found | {"changed"} if change.fields else found


def test_modules_sessions_and_terms() -> None:
    whole = curriculum()
    assert [module.id for module in modules("base")] == [f"m{n}" for n in range(1, 8)]
    assert [len(module.sessions) for module in whole.modules] == [3, 3, 3, 4, 3, 3, 5]
    assert len(whole.glossary) >= 40
    words = [term.term["en"].casefold() for term in whole.glossary]
    assert len(set(words)) == len(words)
    assert all(term.definition["en"].strip() for term in whole.glossary)


def test_figures_are_there_and_say_in_words_what_they_show() -> None:
    shown = list(figures())
    assert len({figure.image for _, figure in shown}) >= 12
    for address, figure in shown:
        assert (ROOT / "curriculum" / figure.image).is_file(), address
        assert len(figure.alt.split()) >= 8, address
        assert not figure.decorative, address


def test_one_figure_is_described_in_the_same_words_everywhere() -> None:
    words: dict[str, set[str]] = {}
    for _, figure in figures():
        words.setdefault(figure.image, set()).add(figure.alt)
    assert {image for image, alts in words.items() if len(alts) > 1} == set()


def test_tables_have_rows_and_most_a_caption() -> None:
    found = list(tables())
    assert len(found) >= 8
    for address, table in found:
        assert len(table.rows) >= 2, address
        assert all(len(row) == len(table.header) for row in table.rows), address
    assert sum(bool(table.caption) for _, table in found) >= 8


def test_parts_are_released_to_some_cohorts_only() -> None:
    found = [(path, node) for path, data in files().items() for node in narrowed(data)]
    assert len(found) >= 8
    assert len({path for path, _ in found}) >= 5
    for cohort in ("khm", "lao", "phl", "sea"):
        assert any(cohort in node["releasable_to"] for _, node in found), cohort


@pytest.mark.parametrize("cohort", NATIONAL)
def test_every_national_cohort_changes_modules_in_every_way(cohort: str) -> None:
    own = [overlay for overlay in curriculum().overlays if overlay.cohort == cohort]
    kinds = [kinds_of(change) for overlay in own for change in changes(overlay.change)]
    made = [kind for kind in kinds if kind]
    assert len(made) >= 6
    assert set().union(*made) == KINDS
    assert len({overlay.target for overlay in own}) >= 3
    assert len({repr(overlay.change) for overlay in own}) == len(own)


def test_no_two_cohorts_make_the_same_change() -> None:
    seen: dict[str, str] = {}
    for overlay in curriculum().overlays:
        for change in changes(overlay.change):
            for name, value in change.fields.items():
                text = f"{change.id}.{name}: {value}"
                if len(text) > 60:
                    assert seen.setdefault(text, overlay.cohort) == overlay.cohort, text
    assert len(seen) >= 40
