"""Write everything the programs read, before anything is measured.

Run as `python -m benchmarks.prepare FOLDER MODULES SLIDES SLIDES`, in a process of its own: on
Linux a started program is charged at least the memory of the one that starts it, so the measuring
process stays small. Expanding the facts for the programs that have none is not measured either.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import markdown
from benchmarks.content import COHORTS, Module, deck, expand, facts, modules
from benchmarks.curriculum import write_project
from benchmarks.pictures import picture_bytes, pictures_of

COURSE = "course"


def write_all(folder: Path, count: int, decks: Sequence[int]) -> None:
    """Write the course of `count` modules and the single decks, for ttt and for the others."""
    course = modules(count)
    write_project(folder / COURSE, course, COHORTS)
    write_peers(folder, COURSE, course, COHORTS)
    for slides in decks:
        one = (deck(slides),)
        write_project(folder / f"deck-{slides}", one, COHORTS[:1])
        write_peers(folder, f"deck-{slides}", one, COHORTS[:1])


def write_peers(folder: Path, name: str, content: Sequence[Module], cohorts: Sequence[str]) -> None:
    """Write `peers/NAME/`: pictures, expanded content as a pickle and as Markdown files."""
    root = folder / "peers" / name
    for inner in ("media", "pandoc", "libraries"):
        (root / inner).mkdir(parents=True, exist_ok=True)
    for picture in pictures_of(content):
        (root / "media" / picture).write_bytes(picture_bytes(picture))
    pairs = [(cohort, expand(one, facts(cohort))) for cohort in cohorts for one in content]
    (root / "content.pickle").write_bytes(pickle.dumps(pairs))
    for cohort, module in pairs:
        texts = {
            "slides": markdown.slides(module, "media"),
            "handout": markdown.handout(module, "media"),
            "guide": markdown.guide(module),
        }
        for product, text in texts.items():
            path = root / f"{cohort}-{module.id}-{product}.md"
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]), int(sys.argv[2]), [int(slides) for slides in sys.argv[3:]])
