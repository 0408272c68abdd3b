"""The sample built through the real stages, once a process, and the text of its documents.

Holds no test.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache

from tests.builds import Built, build, paragraphs
from tests.sample.reading import ROOT


@cache
def _built() -> Built:
    return build(ROOT)


def built() -> Built:
    """Every document of every cohort."""
    found = _built()
    assert found.errors == ()
    assert found.failed == ()
    return found


@cache
def shown() -> Mapping[str, frozenset[str]]:
    """The lines of every document by `cohort/path`, with notes, alternatives and properties."""
    return {name: frozenset(_lines(made.data)) for name, made in built().documents.items()}


@cache
def on_the_wall() -> Mapping[str, frozenset[str]]:
    """The lines of the slides themselves, of every deck."""
    return {
        name: frozenset(map(flat, paragraphs(made.data, "ppt/slides/")))
        for name, made in built().documents.items()
        if name.endswith(".pptx")
    }


def flat(text: str) -> str:
    """A text on one line, with one kind of space."""
    return " ".join(text.split())


def _lines(data: bytes) -> Iterator[str]:
    yield from map(flat, paragraphs(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("docProps/") and name.endswith(".xml"):
                yield flat(archive.read(name).decode())
