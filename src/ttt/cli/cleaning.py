"""`ttt clean`: what was built goes, what somebody edited stays and is named."""

from __future__ import annotations

import sys
from pathlib import Path

from ttt.cli.console import project_root, say
from ttt.cli.report import concise
from ttt.diagnostics import Collector
from ttt.publish import clean


def run_clean(cohorts: tuple[str, ...], out: Path | None) -> int:
    """Clean the output folder and say what was done; return the exit code.

    An unknown cohort is wrong usage only when nothing was ever built for it.
    """
    folder = out or project_root() / "build"
    unknown = [name for name in cohorts if not (folder / name).is_dir()]
    if unknown:
        say(f'nothing was built for "{unknown[0]}" in {folder.name}/')
        return 2
    collector = Collector()
    found = clean(folder, cohorts, collector)
    sys.stderr.write(concise(collector))
    for path in found.kept:
        say(f"kept {path}: it was edited after it was built")
    count = len(found.removed)
    say(f"{count} file{'' if count == 1 else 's'} removed from {folder.name}/")
    return 0
