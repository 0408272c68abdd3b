"""What a build makes: the bytes of one document, and the record of what was written.

Holds data only. Paths are relative to the cohort's folder of the build, with forward slashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ttt.frozen import frozen
from ttt.model.audience import Audience


@frozen
class Artifact:
    """One finished file: its bytes, and where it goes (`en/trainer/khm-m2-slides-en.pptx`).

    `inputs` maps what it was made from to digests. They are written into the manifest, beside
    documents of all audiences: their names may name no title and no withheld element.
    """

    path: str
    data: bytes = field(repr=False)
    product: str
    audience: Audience
    language: str
    inputs: Mapping[str, str] = field(default_factory=dict)


@frozen
class ManifestEntry:
    """One file as it was written; `sha256` is over its bytes, 64 hexadecimal digits."""

    path: str
    product: str
    audience: Audience
    language: str
    sha256: str
    inputs: Mapping[str, str] = field(default_factory=dict)


@frozen
class Manifest:
    """The record of a cohort's folder, artifacts in order of their paths.

    `edition` is the one the last build wrote, `built_with` the program and its version.
    """

    cohort: str
    edition: str = ""
    built_with: str = ""
    artifacts: tuple[ManifestEntry, ...] = ()
