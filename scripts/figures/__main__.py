"""Write the figures of the sample curriculum, or compare them: `python -m scripts.figures`.

It writes to `curriculum/media` and nowhere else: one PNG a figure, and a README that says what
each one shows. `--check` writes nothing and says by its exit code whether all is current.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from scripts.figures.catalogue import FIGURES

MEDIA: Final = Path(__file__).resolve().parent.parent.parent / "curriculum" / "media"
_README: Final = """\
# Figures

<!-- Written by scripts/draw_figures.py from scripts/figures/catalogue.py. Change it there. -->

Drawn by `python scripts/draw_figures.py`, in the colours and letters of the base templates. Each
line says all that its figure says; take the alternative text from it. Every figure is 1600 pixels
wide, for half a slide or the column of a handout, and also clear in grey print.

| Figure | What it shows |
|---|---|
"""


def main() -> int:
    """Write what is not current, or name it; 1 if `--check` found something."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    check = parser.parse_args().check
    stale = 0
    for name, data in files().items():
        path = MEDIA / name
        if path.exists() and path.read_bytes() == data:
            continue
        stale += 1
        if check:
            print(f"{name} is not current: python scripts/draw_figures.py writes it")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return 1 if check and stale else 0


@functools.cache
def files() -> Mapping[str, bytes]:
    """Draw every figure, once; the bytes of the pictures and of the README by file name."""
    pictures = {f"{name}.png": figure.draw().png() for name, figure in FIGURES.items()}
    return {"README.md": readme().encode(), **pictures}


def readme() -> str:
    """Return the page that says in one line what each figure shows."""
    return _README + "".join(
        f"| `{name}.png` | {figure.shows} |\n" for name, figure in FIGURES.items()
    )


if __name__ == "__main__":
    sys.exit(main())
