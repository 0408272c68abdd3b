"""What a finding means, as text for `ttt explain CODE`."""

from __future__ import annotations

import textwrap
from typing import Final

from ttt.catalogue import CATALOGUE, Example
from ttt.cli.report.visible import visible

_WIDTH: Final = 88
_LONGEST_LINE: Final = 100


def explain(code: str) -> str | None:
    """Return title, meaning, a failing and a corrected example; None for an unknown code.

    Case does not matter. Offline: everything comes from the catalogue.
    """
    rule = CATALOGUE.get(code.strip().upper())
    if rule is None:
        return None
    meaning = textwrap.fill(rule.meaning, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return (
        f"{rule.code} ({rule.severity}): {rule.title}\n\n{meaning}\n\n"
        f"This is reported:\n\n{_indented(rule.failing)}\n"
        f"This is right:\n\n{_indented(rule.corrected)}"
    )


def example_lines(example: Example) -> tuple[str, ...]:
    """Return an example as it can be shown: nothing hidden, no line longer than a screen."""
    return tuple(_shortened(visible(line)) for line in example.text.rstrip("\n").split("\n"))


def example_place(example: Example) -> str:
    """Return the file of an example, and its encoding when it is another than UTF-8."""
    saved = "" if example.encoding == "utf-8" else f", saved as {example.encoding}"
    return example.path + saved


def _shortened(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 3] + "..."


def _indented(example: Example) -> str:
    if example.in_words:
        lines = tuple(textwrap.wrap(f"{example.path}: {example.text}", _WIDTH - 4))
    else:
        lines = (f"# {example_place(example)}", *example_lines(example))
    return "".join(f"    {line}".rstrip() + "\n" for line in lines)
