"""Writes the table of advances beside each Latin measuring font: `python -m scripts.font_advances`.

Run it when a font is replaced; a test compares the tables with the fonts.
"""

from __future__ import annotations

from ttt.resources import fonts_root
from ttt.scripts import Script
from ttt.slides.fonts import STAND_INS, advances_of


def main() -> None:
    """Write the tables."""
    for bold in (False, True):
        font = fonts_root() / STAND_INS[Script.LATIN, bold]
        font.with_suffix(".json").write_text(advances_of(font.read_bytes()), encoding="utf-8")


if __name__ == "__main__":
    main()
