"""Load: the bytes of YAML files become nodes that know their place.

A file that cannot be read gives no node; the others still do, so that one run reports the
findings of all files. Nothing is typed here: `NO`, `010` and `12:30` stay as they were written,
and which type they become is decided by `validate`. This stage opens no file.
"""

from __future__ import annotations

from collections.abc import Mapping

from ttt.diagnostics import Collector
from ttt.load.build import read_nodes
from ttt.load.decode import decode
from ttt.source import MappingNode

__all__ = ["load"]


def load(files: Mapping[str, bytes], collector: Collector) -> Mapping[str, MappingNode]:
    """Return the top-level mapping of each file that could be read.

    Keys are paths relative to the project folder, in the order given. Reported are the codes
    YAML001 to YAML099: what is not UTF-8, characters that cannot be printed, and what is not
    plain YAML (1.2.2, https://yaml.org/spec/1.2.2/) without anchors, tags and complex keys.
    """
    nodes: dict[str, MappingNode] = {}
    for path, data in files.items():
        text = decode(path, data, collector)
        if text is None:
            continue
        node = read_nodes(path, text, collector)
        if node is not None:
            nodes[path] = node
    return nodes
