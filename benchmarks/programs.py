"""The programs that are compared, as tools to measure: ttt, pandoc, the two Office libraries."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pypandoc

from benchmarks.measure import Command, Tool

ROOT: Final = Path(__file__).resolve().parent.parent
PRODUCTS: Final = ("slides", "handout", "guide")
_ENDINGS: Final = {"slides": "pptx", "handout": "docx", "guide": "docx"}


def ttt(project: Path, products: Sequence[str] = PRODUCTS) -> Tool:
    """Return ttt building a whole project in one process, nothing left over from before."""
    wanted = (word for product in products for word in ("--product", product))
    build = ("build", "--jobs", "1", "--force", "--json", *wanted)
    command = Command((sys.executable, "-m", "ttt", *build), project)
    return Tool("ttt", (command,), cleared=(project / "build", project / ".ttt"))


def pandoc(
    content: Path,
    cohorts: Sequence[str],
    modules: Sequence[str],
    products: Sequence[str] = PRODUCTS,
    scale: float = 1.0,
) -> Tool:
    """Return pandoc with a process a file, one at a time."""
    program = pypandoc.get_pandoc_path()
    commands = tuple(
        Command(
            (
                program,
                f"{cohort}-{module}-{product}.md",
                "--slide-level=2",
                f"--output=pandoc/{cohort}-{module}-{product}.{_ENDINGS[product]}",
            ),
            content,
        )
        for cohort in cohorts
        for module in modules
        for product in products
    )
    return Tool("pandoc", commands, scale=scale)


def libraries(content: Path, products: Sequence[str] = PRODUCTS) -> Tool:
    """Return python-pptx and python-docx writing everything in one process."""
    command = Command(
        (
            sys.executable,
            "-m",
            "benchmarks.libraries",
            str(content / "content.pickle"),
            str(content / "media"),
            str(content / "libraries"),
            *products,
        ),
        ROOT,
    )
    return Tool("libraries", (command,))
