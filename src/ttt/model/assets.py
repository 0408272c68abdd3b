"""What exists beside the YAML: pictures, tables. Holds names and text; no file is read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ttt.frozen import frozen


@frozen
class Assets:
    """The files below `curriculum/media` and `curriculum/data`.

    `files` are their paths relative to the project, with forward slashes; `tables` is the text
    of the CSV files among them, by path.
    """

    files: frozenset[str] = frozenset()
    tables: Mapping[str, str] = field(default_factory=dict)
