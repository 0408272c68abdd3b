"""Draw the three figures of the sample curriculum as PNG files.

Run from anywhere: ``python scripts/draw_figures.py``. The figures are boxes, bars and words only:
no maps, flags or emblems. It writes to ``curriculum/media`` and nowhere else. The same fonts and
the same Pillow give the same bytes; with another font only the lettering differs.
"""

import csv
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

INK: Final = "#1A1A1A"
PANEL: Final = "#EBEBEB"
ACCENT: Final = "#0B5563"
PAPER: Final = "#FFFFFF"
WIDTH: Final = 1600
MARGIN: Final = 48

CURRICULUM: Final = Path(__file__).resolve().parent.parent / "curriculum"
FONTS: Final = {
    False: ("Carlito-Regular.ttf", "calibri.ttf", "DejaVuSans.ttf"),
    True: ("Carlito-Bold.ttf", "calibrib.ttf", "DejaVuSans-Bold.ttf"),
}


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return the first of the usual fonts that is installed, at ``size`` pixels."""
    for name in FONTS[bold]:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    msg = f"none of these fonts is installed: {', '.join(FONTS[bold])}"
    raise SystemExit(msg)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """The corners in the order Pillow takes them."""
        return self.left, self.top, self.right, self.bottom


def canvas(height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return an empty white picture, ``height`` pixels high, and the pen for it."""
    image = Image.new("RGB", (WIDTH, height), PAPER)
    return image, ImageDraw.Draw(image)


def row(count: int, gap: int, top: int, bottom: int) -> tuple[Box, ...]:
    """Return ``count`` boxes of one width side by side, ``gap`` pixels apart."""
    width = (WIDTH - 2 * MARGIN - gap * (count - 1)) // count
    lefts = (MARGIN + place * (width + gap) for place in range(count))
    return tuple(Box(left, top, left + width, bottom) for left in lefts)


def centred(pen: ImageDraw.ImageDraw, box: Box, text: str, size: int, fill: str) -> None:
    """Write bold ``text`` in the middle of ``box``."""
    pen.multiline_text(
        box.middle,
        text,
        fill=fill,
        font=font(size, bold=True),
        anchor="mm",
        align="center",
        spacing=14,
    )


def arrow(pen: ImageDraw.ImageDraw, start: int, end: int, y: int) -> None:
    """Draw an arrow from left to right at height ``y``."""
    pen.line((start, y, end - 26, y), fill=ACCENT, width=12)
    pen.polygon(((end - 34, y - 26), (end, y), (end - 34, y + 26)), fill=ACCENT)


def who_tells_whom() -> Image.Image:
    """Four boxes in a row, joined by the three calls between them."""
    image, pen = canvas(780)
    boxes = row(4, 76, 210, 560)
    for box, name in zip(
        boxes, ("Finder", "Police", "Regulator", "National\nfocal\npoint"), strict=True
    ):
        pen.rectangle(box.corners, fill=PANEL, outline=INK, width=5)
        centred(pen, box, name, 68, INK)
    label = font(64, bold=True)
    for place, (here, there) in enumerate(itertools.pairwise(boxes), start=1):
        arrow(pen, here.right + 6, there.left - 6, 385)
        middle = (here.right + there.left) // 2
        pen.text((middle, 90), f"Call {place}", fill=INK, font=label, anchor="mm")
        pen.line((middle, 135, middle, 340), fill=INK, width=3)
    note = "Each call is noted: time and office"
    pen.text((WIDTH / 2, 670), note, fill=INK, font=font(64), anchor="mm")
    return image


def custody() -> Image.Image:
    """Five steps of a source's life above one bar that holds them together."""
    image, pen = canvas(740)
    boxes = row(5, 56, 70, 330)
    names = ("Supply", "Transport", "Use", "Storage", "Disposal")
    for box, name in zip(boxes, names, strict=True):
        pen.rectangle(box.corners, fill=PANEL, outline=INK, width=5)
        centred(pen, box, name, 56, INK)
        x = (box.left + box.right) // 2
        pen.line((x, box.bottom, x, 450), fill=INK, width=5)
    for here, there in itertools.pairwise(boxes):
        arrow(pen, here.right + 5, there.left - 5, 200)
    bar = Box(MARGIN, 450, WIDTH - MARGIN, 670)
    pen.rectangle(bar.corners, fill=ACCENT)
    centred(pen, bar, "Licence  ·  record  ·  responsible person", 76, PAPER)
    return image


def bars(rows: Sequence[tuple[str, str, int]]) -> Image.Image:
    """Horizontal bars with the number at the end of each; lengths are to scale."""
    image, pen = canvas(1000)
    most = max(number for _, _, number in rows)
    axis = 370
    room = WIDTH - MARGIN - axis - 200
    label, count, note = font(72, bold=True), font(100, bold=True), font(58)
    for place, (group, meaning, number) in enumerate(rows):
        top = 70 + place * 310
        end = axis + round(room * number / most)
        pen.text((MARGIN, top + 75), f"Group {group}", fill=INK, font=label, anchor="lm")
        pen.rectangle((axis, top, end, top + 150), fill=ACCENT)
        pen.text((end + 30, top + 75), str(number), fill=INK, font=count, anchor="lm")
        pen.text((axis + 26, top + 200), meaning, fill=INK, font=note, anchor="lm")
    pen.line((axis, 40, axis, 960), fill=INK, width=5)
    return image


def groups() -> tuple[tuple[str, str, int], ...]:
    """Read the three groups from the data file; the row of the total has no group number."""
    with (CURRICULUM / "data" / "itdb-2023.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (line["Group"], line["Meaning"], int(line["Incidents"]))
            for line in csv.DictReader(file)
            if line["Group"] in {"I", "II", "III"}
        )


def main() -> None:
    """Write the three pictures."""
    media = CURRICULUM / "media"
    media.mkdir(parents=True, exist_ok=True)
    for name, image in (
        ("who-tells-whom", who_tells_whom()),
        ("custody", custody()),
        ("itdb-2023-groups", bars(groups())),
    ):
        image.quantize(colors=32).save(media / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
