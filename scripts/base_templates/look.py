"""What a team sets: accent, fonts by script, paper, partner marks; and the options that say it.

Read whole before a file is written, so that a mistake is one sentence and leaves nothing behind.
Knows neither slides nor documents.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from scripts.base_templates.look_fonts import Fonts, read_fonts
from scripts.base_templates.partner_marks import Mark, read_marks
from scripts.base_templates.slides_palette import BASE_ACCENT, LookError, Palette, palette


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, upright, in twentieths of a point (dxa)."""

    name: str
    width: int
    height: int


A4: Final = Paper("A4", 11906, 16838)
_PAPERS: Final = (A4, Paper("Letter", 12240, 15840))


@dataclass(frozen=True, slots=True)
class Look:
    """The parameters of a set, checked. The defaults are those of the base set.

    The paper is that of documents. A page of slide notes is 19.05 × 25.4 cm for either paper: that
    is Letter less its margins, and it stands on A4.
    """

    palette: Palette
    fonts: Fonts = Fonts()  # noqa: RUF009 it is frozen
    paper: Paper = A4
    marks: tuple[Mark, ...] = ()


def read_look(
    accent: str = BASE_ACCENT,
    fonts: Sequence[str] = (),
    paper: str = A4.name,
    logos: Sequence[Path] = (),
) -> Look:
    """Return the look for what was written on a command line.

    Raises:
        LookError: something cannot be used; the message is one sentence that says what to do.
    """
    return Look(palette(accent), read_fonts(fonts), _paper(paper), read_marks(logos))


def add_options(reader: argparse.ArgumentParser) -> None:
    """Add the options that make a look."""
    reader.add_argument(
        "--accent", default=BASE_ACCENT, help="colour of rails and rules, RRGGBB (%(default)s)"
    )
    reader.add_argument(
        "--font",
        action="append",
        default=[],
        metavar="SCRIPT=NAME",
        help='a script and its font, such as Khmr="Khmer OS Battambang"; may be given again',
    )
    reader.add_argument(
        "--paper", default=A4.name, help="paper of documents, A4 or Letter (%(default)s)"
    )
    reader.add_argument(
        "--logo",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a partner's mark, PNG or JPEG; may be given again, in the order agreed",
    )


def look_of(reader: argparse.ArgumentParser, chosen: argparse.Namespace) -> Look:
    """Return the look that the options make, or say in one sentence why not and exit with 2."""
    try:
        return read_look(chosen.accent, chosen.font, chosen.paper, chosen.logo)
    except LookError as error:
        refuse(reader, str(error))


def refuse(reader: argparse.ArgumentParser, sentence: str) -> NoReturn:
    """Say why nothing is written, and exit with 2 as for any wrong use of a command."""
    reader.exit(2, f"{sentence}.\n")


def _paper(name: str) -> Paper:
    for paper in _PAPERS:
        if name.casefold() == paper.name.casefold():
            return paper
    names = " or ".join(paper.name for paper in _PAPERS)
    raise LookError(f"{name!r} is no paper known here: write {names}")
