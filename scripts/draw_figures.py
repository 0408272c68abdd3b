"""Draw the figures of the sample curriculum: `python scripts/draw_figures.py [--check]`.

Run it from anywhere; it writes to `curriculum/media`. The work is done in `scripts/figures/`.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run `python -m scripts.figures` in the checkout; its exit code."""
    return subprocess.call([sys.executable, "-m", "scripts.figures", *sys.argv[1:]], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
