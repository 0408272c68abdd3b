"""docs/gallery/README.md: every picture with its caption and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scripts.shots.catalogue import Cover, Element, Fullest, Shot, Slide, Words

_HEAD: Final = """\
# Gallery

<!-- Written by `make gallery` from scripts/shots/catalogue.py. Change it there. -->

Slides and pages of the sample, as `ttt build` makes them for Cambodia (`khm`) and for the regional
cohort (`sea`), drawn by LibreOffice. `make gallery` draws them again; it looks for each picture by
what stands on it, so it finds the right page after the curriculum or a template was changed.
"""
_COLUMNS: Final = {True: 640, False: 520}


def readme(shots: Mapping[str, Shot]) -> str:
    """Return the page."""
    return "\n".join([_HEAD, *(_section(name, shot) for name, shot in shots.items())])


def _section(name: str, shot: Shot) -> str:
    deck = isinstance(shot.mark, Slide | Fullest)
    return (
        f"## {shot.title}\n\n"
        f'<img src="{name}.png" alt="{shot.alt}" width="{_COLUMNS[deck]}">\n\n'
        f"{shot.caption}\n\n"
        f"From: `ttt build {shot.cohort} --product {shot.product}`, {_where(shot)}.\n"
    )


def _where(shot: Shot) -> str:
    """Say where the picture is taken: of which document, and what stands there."""
    document = f"`{shot.element}`, " if shot.element else ""
    match shot.mark:
        case Slide(layout, address):
            there = f"the slide of `{address}`" if address else "the first slide"
            return f"{document}{there} with the layout “{layout}”"
        case Fullest(layout):
            return f"{document}the slide with most letters in the layout “{layout}”"
        case Cover():
            return f"{document}the cover"
        case Element(address):
            return f"{document}the page where `{address}` begins"
        case Words(label):
            return f"{document}the page of the label `{label}`"
