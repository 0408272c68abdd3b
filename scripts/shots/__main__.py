"""Write the gallery: `python -m scripts.shots`. It writes to docs/gallery and nowhere else.

Exit codes: 0, also when nothing changed; 1 when the sample cannot be shown; 3 when the machine
lacks a program.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Final

from scripts.shots.build import GalleryError, build
from scripts.shots.catalogue import SHOTS
from scripts.shots.page import readme
from scripts.shots.render import pictures, require_programs

ROOT: Final = Path(__file__).resolve().parents[2]
GALLERY: Final = ROOT / "docs" / "gallery"


def main() -> int:
    """Draw everything, write what changed, remove what is shown no more."""
    argparse.ArgumentParser(
        prog="make gallery", description=(__doc__ or "").splitlines()[0]
    ).parse_args()
    try:
        require_programs()
    except GalleryError as problem:
        print(problem, file=sys.stderr)
        return 3
    try:
        papers = build(ROOT, SHOTS)
        with tempfile.TemporaryDirectory() as folder:
            drawn = pictures(SHOTS, papers, Path(folder))
    except GalleryError as problem:
        print(problem, file=sys.stderr)
        return 1
    wanted = {f"{name}.png": data for name, data in drawn.items()}
    wanted["README.md"] = readme(SHOTS).encode()
    GALLERY.mkdir(parents=True, exist_ok=True)
    for path in GALLERY.glob("*.png"):
        if path.name not in wanted:
            path.unlink()
            print(f"removed {path.name}")
    for name, data in wanted.items():
        path = GALLERY / name
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
            print(f"wrote docs/gallery/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
