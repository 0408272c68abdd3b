"""Documents as pictures: LibreOffice draws them, Poppler cuts pages out, Pillow makes them small.

Works in a folder it is given, with a profile of LibreOffice of its own, so that an open
LibreOffice is not disturbed.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from scripts.shots.build import GalleryError, Paper
from scripts.shots.catalogue import Cover, Element, Fullest, Shot, Slide, Words
from scripts.shots.find import page_number, slide_number

LARGEST: Final = 150_000
"""Bytes of a picture."""
FRAME: Final = (140, 140, 140)
"""The colour of the line around a picture: a white page ends where a reader can see it."""

_PROGRAMS: Final = ("soffice", "pdftoppm", "pdftotext", "pdfinfo", "pdffonts")
_WIDTHS: Final = {True: 960, False: 830}
"""Pixels of a slide, of a page."""
_AREAS: Final = 12
_SHADES: Final = 40
"""How many colours are kept exactly, and how many stand for all the others."""
_STEP: Final = 10
_LETTERS: Final = ("Calibri", "Carlito")
"""The fonts of the base design: Carlito has Calibri's widths."""
_PATIENCE: Final = 600
_BOOKMARKS: Final = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
)


def require_programs() -> None:
    """Raise a GalleryError that names the programs that are not on the path."""
    missing = [program for program in _PROGRAMS if shutil.which(program) is None]
    if missing:
        raise GalleryError(
            f"The gallery needs {', '.join(missing)} on the path: install LibreOffice (Impress "
            "and Writer) and Poppler (on Debian poppler-utils)."
        )


def pictures(
    shots: Mapping[str, Shot], papers: Mapping[str, Paper], folder: Path
) -> Mapping[str, bytes]:
    """Return the PNG of each shot by its name; `papers` are their documents."""
    require_programs()
    drawn = _draw({paper.file: paper for paper in papers.values()}.values(), folder)
    found: dict[str, bytes] = {}
    for name, shot in shots.items():
        paper = papers[name]
        pdf = drawn[paper.file]
        number = _number(paper, shot, pdf)
        image = _page(pdf, number, _WIDTHS[paper.is_deck], folder / name)
        found[name] = small(image)
        if len(found[name]) > LARGEST:
            raise GalleryError(f"{name}.png would be larger than {LARGEST} bytes.")
    return found


def small(image: Image.Image) -> bytes:
    """Return a picture as PNG with few colours, inside a line.

    The colours that fill areas stay what they are; the shades between them are brought together.
    """
    framed = ImageOps.expand(ImageOps.crop(image.convert("RGB"), 1), 1, FRAME)
    counted = framed.getcolors(framed.width * framed.height) or []
    areas = sorted(counted, reverse=True)[:_AREAS]
    shades = framed.quantize(_SHADES, Image.Quantize.FASTOCTREE).convert("RGB").getcolors() or []
    colours = [FRAME]
    for _, colour in (*areas, *shades):
        if all(_apart(colour, other) for other in colours):
            colours.append(_rgb(colour))
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in colours for part in colour])
    few = framed.quantize(palette=palette, dither=Image.Dither.NONE)
    data = io.BytesIO()
    few.save(data, "PNG", optimize=True)
    return data.getvalue()


def _rgb(colour: object) -> tuple[int, int, int]:
    """Return a colour of an RGB picture; Pillow's types leave open what it is."""
    match colour:
        case (int(red), int(green), int(blue)):
            return red, green, blue
        case _:
            raise TypeError(colour)


def _apart(colour: object, other: tuple[int, int, int]) -> bool:
    """Whether Pillow, which looks colours up in steps of eight, tells two of them apart."""
    return max(abs(a - b) for a, b in zip(_rgb(colour), other, strict=True)) > _STEP


def _draw(papers: Iterable[Paper], folder: Path) -> Mapping[str, Path]:
    """Convert all documents to PDF, those of a kind in one go; the PDF of each by its file."""
    made: dict[str, Path] = {}
    for is_deck, target in ((True, "pdf"), (False, _BOOKMARKS)):
        kind = [paper for paper in papers if paper.is_deck == is_deck]
        if not kind:
            continue
        for paper in kind:
            (folder / paper.file).write_bytes(paper.data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        files = [str(folder / paper.file) for paper in kind]
        _run("soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder),
             *files)  # fmt: skip
        made |= {paper.file: (folder / paper.file).with_suffix(".pdf") for paper in kind}
    for file, pdf in made.items():
        if not pdf.exists():
            raise GalleryError(f"LibreOffice made no PDF of {file}.")
        if not any(letters in _run("pdffonts", str(pdf)) for letters in _LETTERS):
            raise GalleryError(
                f"{file} was drawn in other letters than it is built for: install the font Carlito "
                "(on Debian fonts-crosextra-carlito)."
            )
    return made


def _number(paper: Paper, shot: Shot, pdf: Path) -> int:
    match shot.mark:
        case Slide() | Fullest():
            return slide_number(paper, shot.mark)
        case Cover() | Element() | Words():
            places = _run("pdfinfo", "-dests", str(pdf))
            text = _run("pdftotext", "-layout", str(pdf), "-")
            return page_number(paper, shot.mark, places, text)


def _page(pdf: Path, number: int, width: int, out: Path) -> Image.Image:
    """Return one page as a picture of a width in pixels."""
    pages = ("-f", str(number), "-l", str(number))
    size = ("-scale-to-x", str(width), "-scale-to-y", "-1")
    _run("pdftoppm", *pages, *size, "-png", "-singlefile", str(pdf), str(out))
    return Image.open(out.with_suffix(".png"))


def _run(*command: str) -> str:
    """Run a program and return what it prints."""
    variables = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, check=True, capture_output=True, env=variables, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise GalleryError(f"{command[0]} did not end in {_PATIENCE} seconds.") from None
    except subprocess.CalledProcessError as problem:
        said = problem.stderr.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
        raise GalleryError(f"{command[0]} failed: {said[-1]}.") from None
    return done.stdout.decode("utf-8", "replace")
