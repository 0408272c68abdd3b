"""Write docs/gallery, pictures of the sample as built: `make gallery`.

It needs LibreOffice and Poppler. The work is done in `scripts/shots/`.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run `python -m scripts.shots` in the checkout; its exit code."""
    return subprocess.call([sys.executable, "-m", "scripts.shots", *sys.argv[1:]], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
