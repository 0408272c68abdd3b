"""`python -m benchmarks`: prepare, measure in turns, report. What `make bench` runs."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from compileall import compile_dir
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks import programs, report
from benchmarks.content import COHORTS, DECKS, QUICK_DECKS
from benchmarks.measure import FailedError, Tool, take_turns
from benchmarks.programs import PRODUCTS, ROOT
from benchmarks.words import slides_in

MODULES: Final = 12
QUICK_MODULES: Final = 3
SAMPLE: Final = 4
ROUNDS: Final = 3


def options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    add = parser.add_argument
    add("--quick", action="store_true", help="a small course and one round; no figure for a page")
    add("--full", action="store_true", help="pandoc builds every file, not a sample times a count")
    add("--rounds", type=int, metavar="N", help=f"how often each program runs ({ROUNDS})")
    add("--peers", action="store_true", help="the other programs alone, without ttt")
    add("--keep", type=Path, metavar="FOLDER", help="work in this folder and leave everything")
    return parser.parse_args()


def main() -> int:
    """Measure in a folder of its own; 1 when a program did not finish, 3 on a foreign system."""
    asked = options()
    if sys.platform == "win32":
        say("make bench measures with wait4, which this system has not: use Linux or macOS.")
        return 3
    try:
        if asked.keep:
            asked.keep.mkdir(parents=True, exist_ok=True)
            measure(asked, asked.keep.resolve())
        else:
            with tempfile.TemporaryDirectory(prefix="ttt-bench-") as folder:
                measure(asked, Path(folder).resolve())
    except FailedError as failure:
        say(str(failure))
        return 1
    return 0


def measure(asked: argparse.Namespace, folder: Path) -> None:
    """Prepare, run the programs in turns and print the report."""
    count = QUICK_MODULES if asked.quick else MODULES
    decks = QUICK_DECKS if asked.quick else DECKS
    rounds = asked.rounds or (1 if asked.quick else ROUNDS)
    compile_dir(ROOT / "src", quiet=2)  # as what pip installed is; see scripts/bootstrap.py
    say(f"writing {count} modules for {len(COHORTS)} cohorts, decks of {decks} slides")
    prepare = ("-m", "benchmarks.prepare", str(folder), str(count), *map(str, decks))
    subprocess.run([sys.executable, *prepare], cwd=ROOT, check=True)  # noqa: S603 - our own module

    course = folder / "course"
    tools = course_tools(folder / "peers/course", count, full=asked.full)
    runs = take_turns(tools if asked.peers else (programs.ttt(course), *tools), rounds, say)
    files = count * len(COHORTS) * len(PRODUCTS)
    tell(report.times(f"Full build: {files} files", runs, "pandoc"))
    tell(note(tools[0], files))

    short, long = (folder / f"deck-{slides}" for slides in decks)
    peer = programs.libraries(folder / "peers" / short.name, ("slides",))
    made = [
        replace(programs.ttt(project, ("slides",)), name=f"ttt, {slides} slides")
        for project, slides in zip((short, long), decks, strict=True)
    ]
    # What is compared stands side by side: a busy machine changes its pace within seconds.
    turns = [peer] if asked.peers else [made[0], peer, made[1]]
    deck_runs = take_turns(turns, rounds, say)
    tell(report.times(f"One deck of {decks[0]} slides", deck_runs, "libraries"))

    built = {
        "pandoc": sorted((folder / "peers/course/pandoc").glob("a-m1-*")),
        "libraries": sorted((folder / "peers/course/libraries").glob("a-m1-*")),
    }
    if not asked.peers:
        built = {"ttt": sorted((course / "build/a").rglob("*-m1-*.*x")), **built}
        one, two = (tool.name for tool in made)
        slides = {one: slides_of(short), two: slides_of(long)}
        reached = (*report.course_goals(runs), *report.deck_goals(one, two, deck_runs, slides))
        tell(report.stages(runs["ttt"]))
        tell(report.goals(reached))
    tell(report.sizes(built))


def course_tools(content: Path, count: int, *, full: bool) -> tuple[Tool, Tool]:
    """Return pandoc (a sample of the first cohort, unless `full`) and the libraries."""
    cohorts = COHORTS if full else COHORTS[:1]
    taken = count if full else min(SAMPLE, count)
    names = [f"m{number}" for number in range(1, taken + 1)]
    scale = count * len(COHORTS) / (taken * len(cohorts))
    return programs.pandoc(content, cohorts, names, scale=scale), programs.libraries(content)


def note(pandoc: Tool, files: int) -> Iterable[str]:
    """Yield how pandoc's seconds were come by."""
    ran = len(pandoc.commands)
    if ran < files:
        yield f"  pandoc: a process a file; {ran} files measured, times {pandoc.scale:g}"
    else:
        yield "  pandoc: a process a file, every file measured"


def slides_of(project: Path) -> int:
    """Return the slides of the only deck a project built."""
    (deck,) = (project / "build").rglob("*.pptx")
    return slides_in(deck)


def say(text: str) -> None:
    """Tell what is going on, on standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def tell(lines: Iterable[str]) -> None:
    """Print lines of the report on standard output."""
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
