#!/usr/bin/env python3
"""Measure ttt against other programs: `make bench`. The work is done in `benchmarks/`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run `python -m benchmarks` in the checkout; its exit code."""
    return subprocess.call([sys.executable, "-m", "benchmarks", *sys.argv[1:]], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
