"""One noun from one file that is no part of the curriculum: `set.yaml`, front matter.

The same reading, the same findings as for the curriculum's files; no ids, no references.
"""

from __future__ import annotations

from typing import TypeVar

from ttt.diagnostics import Collector
from ttt.model.assets import Assets
from ttt.source import MappingNode
from ttt.validate.frame import Frame, Run
from ttt.validate.nouns import read_noun

N = TypeVar("N")


def read_single(noun: type[N], node: MappingNode, collector: Collector) -> N | None:
    """Return the noun, None when something it must have is missing or wrong."""
    return read_noun(noun, node, Frame(Run(Assets()), collector, layer="template"))
