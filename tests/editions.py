"""What the tests of resolve share: curricula as validated, editions of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass, replace
from functools import cache
from pathlib import Path

from tests.pipeline import assets_of, files_under, yaml_of
from ttt.cli.report import concise
from ttt.diagnostics import Collector
from ttt.load import load
from ttt.model.audience import Audience
from ttt.model.edition import Curriculum, Edition
from ttt.resolve import resolve
from ttt.text import NOWHERE, Text
from ttt.validate import validate

ROOT = Path(__file__).parent.parent


def validated(files: Mapping[str, bytes]) -> Curriculum:
    collector = Collector()
    nodes = load(yaml_of(files), collector)
    curriculum = validate(nodes, assets_of(files), collector)
    assert curriculum is not None
    assert concise(collector) == ""
    return curriculum


@cache
def sample() -> Curriculum:
    files = files_under(ROOT / "curriculum")
    return validated({f"curriculum/{path}": data for path, data in files.items()})


@cache
def second() -> Curriculum:
    """The sample with its second module alone."""
    base = sample()
    return replace(
        base,
        header=replace(base.header, modules=("m2",)),
        modules=tuple(module for module in base.modules if module.id == "m2"),
        exercises=tuple(one for one in base.exercises if one.id == "vignettes-m2"),
        overlays=tuple(one for one in base.overlays if one.target == "m2"),
    )


def edition(
    curriculum: Curriculum,
    cohort: str,
    audience: Audience = Audience.TRAINER,
    collector: Collector | None = None,
) -> Edition:
    (wanted,) = (c for c in curriculum.cohorts if c.id == cohort)
    return resolve(
        curriculum, wanted, "en", audience, Collector() if collector is None else collector
    )


def texts(value: object) -> Iterator[Text]:
    """Every text of a value, found without the code under test."""
    match value:
        case Text():
            yield value
        case tuple():
            for item in value:
                yield from texts(item)
        case Mapping():
            for item in value.values():
                yield from texts(item)
        case _ if is_dataclass(value):
            for declared in dataclasses.fields(value):
                yield from texts(getattr(value, declared.name))
        case _:
            return


def texts_written(value: object) -> Iterator[Text]:
    """Every text of a value that stands in a file."""
    return (text for text in texts(value) if text.origin is not NOWHERE)
