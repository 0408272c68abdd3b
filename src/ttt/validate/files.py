"""Which file of the project is what, and pictures and tables that a field names.

Knows the layout of `curriculum/`; reads no file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from ttt.model.cohort import Cohort
from ttt.model.curriculum import CurriculumHeader, Figure, Glossary, Module, Resources
from ttt.model.exercise import Exercise
from ttt.model.overlay import Overlay
from ttt.source import MappingNode, ScalarNode
from ttt.validate.frame import Frame
from ttt.validate.wording import did_you_mean, quote, start_of

HEADER: Final = "curriculum/curriculum.yaml"
ROOT: Final = "curriculum/"

_LAYOUT: Final[tuple[tuple[type, re.Pattern[str]], ...]] = (
    (CurriculumHeader, re.compile(r"curriculum/curriculum\.yaml")),
    (Module, re.compile(r"curriculum/modules/(?P<name>[^/]+)\.yaml")),
    (Exercise, re.compile(r"curriculum/exercises/(?P<name>[^/]+)\.yaml")),
    (Resources, re.compile(r"curriculum/resources\.yaml")),
    (Glossary, re.compile(r"curriculum/glossary\.yaml")),
    (Cohort, re.compile(r"curriculum/cohorts/(?P<name>[^/]+)/cohort\.yaml")),
    (Overlay, re.compile(r"curriculum/cohorts/(?P<cohort>[^/]+)/adapt/(?P<name>[^/]+)\.yaml")),
)
_PICTURES: Final = (".png", ".jpg", ".jpeg")
_FILE_NAME: Final = re.compile(r"\S+\.(png|jpe?g|gif|svg|bmp|tiff?|webp|emf)", re.IGNORECASE)


def kind_of(path: str) -> tuple[type, str, str] | None:
    """Return noun, name and cohort of a file, None for a file that is no part of the layout."""
    for noun, pattern in _LAYOUT:
        match = pattern.fullmatch(path)
        if match:
            groups = match.groupdict()
            return noun, groups.get("name") or "", groups.get("cohort") or ""
    return None


def asset(node: ScalarNode, frame: Frame, suffixes: Sequence[str]) -> str | None:
    """Return the project path of a file a field names, None (and a finding) when it is not there.

    The path is relative to `curriculum/`, written with forward slashes, and stays inside.
    """
    value = node.value
    path = PurePosixPath(value)
    if "\\" in value:
        fixed = value.replace("\\", "/")
        frame.report.error(
            "REF011", f"{quote(value)} is written with \\", node.span, f"write {quote(fixed)}"
        )
        return None
    if path.is_absolute() or ".." in path.parts or ":" in value:
        frame.report.error(
            "REF011",
            f"{quote(value)} is not inside the folder curriculum",
            node.span,
            "copy the file into curriculum/media or curriculum/data and name it from there",
        )
        return None
    if path.suffix.lower() not in suffixes:
        wanted = ", ".join(suffixes)
        frame.report.error(
            "REF012", f"{quote(value)} is not a file of a kind ttt takes: {wanted}", node.span
        )
        return None
    full = ROOT + str(path)
    if full in frame.run.assets.files or full in frame.run.assets.tables:
        return full
    known = sorted(
        name.removeprefix(ROOT)
        for name in {*frame.run.assets.files, *frame.run.assets.tables}
        if name.lower().endswith(tuple(suffixes))
    )
    frame.report.error(
        "REF010",
        f"there is no file {quote(value)} in the folder curriculum",
        node.span,
        *did_you_mean(value, known, "pictures lie in curriculum/media, tables in curriculum/data"),
    )
    return None


def check_figure(figure: Figure, node: MappingNode, frame: Frame) -> None:
    """Report a picture that is not there, and one that has no words in its place."""
    image = node.get("image")
    if isinstance(image, ScalarNode):
        asset(image, frame, _PICTURES)
    alt = figure.alt.strip()
    if figure.decorative:
        return
    if not alt:
        frame.report.warning(
            "A11Y001",
            f"the picture {quote(figure.image)} has no alt text",
            figure.place.keys.get("alt") or start_of(node),
            "add alt: with what the picture shows, or decorative: true",
        )
    elif _FILE_NAME.fullmatch(alt) or alt == PurePosixPath(figure.image).stem:
        frame.report.warning(
            "A11Y002",
            f"the alt text {quote(alt)} is the name of a file",
            figure.place.at("alt"),
            "say in one sentence what the picture shows",
        )
