"""The figures of the sample are what the script draws today, and can be read where they stand."""

from __future__ import annotations

import io
import sys
from collections import Counter
from pathlib import Path

import PIL
import pytest
from PIL import Image, ImageChops, ImageColor, ImageStat

from scripts.figures import __main__ as figures
from scripts.figures.catalogue import FIGURES
from scripts.figures.lettering import Style
from scripts.figures.sheet import ACCENT, INK, NOTE, PANEL, PAPER, Box, Sheet

LARGEST = 80_000
REGION = (15.6, 10.4)
"""Width and height of the picture region on a slide in centimetres."""
HINT = "run: python scripts/draw_figures.py"


@pytest.fixture
def media(project_root: Path) -> Path:
    return project_root / "curriculum" / "media"


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def pinned(project_root: Path) -> str:
    lines = (project_root / "constraints.txt").read_text("utf-8").splitlines()
    return next(line.removeprefix("pillow==") for line in lines if line.startswith("pillow=="))


def test_drawing_again_gives_the_bytes_that_are_there(media: Path, project_root: Path) -> None:
    if PIL.__version__ != pinned(project_root):
        pytest.skip("another Pillow packs its pictures in another way")
    stale = [name for name, data in figures.files().items() if (media / name).read_bytes() != data]
    assert stale == [], HINT


def test_the_pictures_look_as_they_are_drawn_with_any_pillow(media: Path) -> None:
    for name in FIGURES:
        there = opened((media / f"{name}.png").read_bytes()).convert("L")
        drawn = opened(figures.files()[f"{name}.png"]).convert("L")
        assert there.size == drawn.size, HINT
        assert ImageStat.Stat(ImageChops.difference(there, drawn)).mean[0] < 0.5, HINT


def test_every_picture_is_drawn_and_described(media: Path) -> None:
    assert {path.stem for path in media.glob("*.png")} == set(FIGURES)
    assert (media / "README.md").read_text("utf-8") == figures.readme(), HINT


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_is_small_and_as_wide_as_its_region(name: str, media: Path) -> None:
    data = (media / f"{name}.png").read_bytes()
    assert len(data) < LARGEST
    image = opened(data)
    assert image.width / image.height >= REGION[0] / REGION[1]


@pytest.mark.parametrize("name", FIGURES)
def test_the_ground_is_white_and_the_colours_are_those_of_the_templates(
    name: str, media: Path
) -> None:
    image = opened((media / f"{name}.png").read_bytes())
    shares = Counter({str(colour): count for count, colour in image.getcolors(256) or ()})
    whole = image.width * image.height
    ink, paper, accent, panel = (
        str(ImageColor.getrgb(colour)) for colour in (INK, PAPER, ACCENT, PANEL)
    )
    assert {ink, paper, accent} <= shares.keys()
    # The rest is only where one of them meets another
    assert sum(shares[colour] for colour in (ink, paper, accent, panel)) / whole > 0.95
    # Toner: dark areas are for what matters
    assert (shares[accent] + shares[ink]) / whole < 0.45


def test_nothing_touches_the_edge(media: Path) -> None:
    for name in FIGURES:
        image = opened((media / f"{name}.png").read_bytes()).convert("L")
        left, top, right, bottom = ImageChops.invert(image).getbbox() or (0, 0, 0, 0)
        assert min(left, top, image.width - right, image.height - bottom) >= 20, name


@pytest.mark.parametrize(
    ("text", "style", "says"),
    [
        ("far too many words for it", NOTE, "does not fit"),
        ("1\n2\n3", NOTE, "does not fit"),
        ("small", Style(40), "the least"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused(text: str, style: Style, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Sheet(200).words(Box(0, 0, 300, 150), text, style)


def test_the_command_compares_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(figures, "MEDIA", tmp_path / "media")
    monkeypatch.setattr(sys, "argv", ["draw_figures.py", "--check"])
    assert figures.main() == 1
    assert "custody.png is not current" in capsys.readouterr().out
    assert not (tmp_path / "media").exists()
    monkeypatch.setattr(sys, "argv", ["draw_figures.py"])
    assert figures.main() == 0
    assert {path.name for path in (tmp_path / "media").iterdir()} == set(figures.files())
    monkeypatch.setattr(sys, "argv", ["draw_figures.py", "--check"])
    assert figures.main() == 0
