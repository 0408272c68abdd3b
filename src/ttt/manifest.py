"""Reads and writes the record of what a build wrote, `build/COHORT/manifest.json`.

Knows its JSON and nothing of how files are put in place. What cannot be trusted is not used: a
record that is damaged in any part reads as empty, and what lies in the folder then counts as
edited by hand.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ttt.diagnostics import Collector
from ttt.file_names import safe_name
from ttt.model.artifact import Manifest, ManifestEntry
from ttt.model.audience import Audience

NAME: Final = "manifest.json"
SCHEMA: Final = 1

NO_FILE: Final = "no file"
"""Stands for the digest of a folder, a link or a device: we write none of them."""

_BLOCK: Final = 1 << 20
_LONGEST_PATH: Final = 1_000
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class _UnreadableError(ValueError):
    """The bytes are no manifest; the message says why, as a finding does."""


def read_manifest(folder: Path, cohort: str, collector: Collector) -> Manifest:
    """Return the manifest of a cohort's folder.

    Empty when the folder has none: on the first build silently, over existing files with a
    warning (`OUT030`), as when it cannot be read.
    """
    place = f"{folder.name}/{NAME}"
    try:
        return parse_manifest((folder / NAME).read_bytes(), cohort)
    except (FileNotFoundError, NotADirectoryError):
        if not any(_documents(folder)):
            return Manifest(cohort)
        fact = f'"{place}" is missing although the folder holds files'
    except OSError as failure:
        fact = f'"{place}" cannot be read: {(failure.strerror or "unknown reason").lower()}'
    except _UnreadableError as failure:
        fact = f'"{place}" {failure}'
    collector.warning(
        "OUT030",
        fact,
        None,
        "files that differ from what is built now are kept, the new ones stand beside them",
        "look at those files, delete what you do not need, and build again",
        file=place,
    )
    return Manifest(cohort)


def parse_manifest(data: bytes, cohort: str) -> Manifest:
    """Return the manifest these bytes hold; ValueError, with the reason, when they hold none."""
    try:
        content: object = json.loads(data)
    except (ValueError, RecursionError):
        raise _UnreadableError("is not valid JSON") from None
    match content:
        case {
            "schema": 1,
            "cohort": str(owner),
            "edition": str(edition),
            "built_with": str(built_with),
            "artifacts": list(artifacts),
        }:
            if owner != cohort:
                raise _UnreadableError(f'is the record of cohort "{owner}"')
            return Manifest(cohort, edition, built_with, tuple(_entry(one) for one in artifacts))
        case {"schema": int(schema)} if schema > SCHEMA:
            raise _UnreadableError("was written by a newer version of ttt")
        case _:
            raise _UnreadableError("is not complete")


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the manifest as JSON: UTF-8, in order of paths, one line break at the end."""
    content = {
        "schema": SCHEMA,
        "cohort": manifest.cohort,
        "edition": manifest.edition,
        "built_with": manifest.built_with,
        "artifacts": [
            {
                "path": entry.path,
                "product": entry.product,
                "audience": entry.audience,
                "language": entry.language,
                "sha256": entry.sha256,
                "inputs": dict(sorted(entry.inputs.items())),
            }
            for entry in sorted(manifest.artifacts, key=lambda entry: entry.path)
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def file_digest(path: Path) -> str | None:
    """Return the SHA-256 of a file's bytes in hexadecimal; None when nothing stands there.

    What stands there and is no file of its own is `NO_FILE`, equal to no digest. A link is not
    followed: it may lead to bytes we wrote, but somebody else put it there.
    """
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return NO_FILE
        with path.open("rb") as file:
            hashes = hashlib.sha256()
            while block := file.read(_BLOCK):
                hashes.update(block)
            return hashes.hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_as_written(folder: Path, manifest: Manifest) -> bool:
    """Return whether every file of the manifest lies in the cohort's folder, unchanged."""
    return all(file_digest(folder / entry.path) == entry.sha256 for entry in manifest.artifacts)


def is_inside(path: str) -> bool:
    """Return whether it is a path as we write them: forward slashes, below the folder, safe names.

    On Windows a name may lead elsewhere without `..`: through a colon, a device, a dot at its end.
    """
    return len(path) <= _LONGEST_PATH and all(safe_name(part) == part for part in path.split("/"))


def _entry(content: object) -> ManifestEntry:
    match content:
        case {
            "path": str(path),
            "product": str(product),
            "audience": str(audience),
            "language": str(language),
            "sha256": str(sha256),
            "inputs": dict(inputs),
        } if (
            is_inside(path)
            and _SHA256.fullmatch(sha256)
            and audience in set(Audience)
            and (not language or safe_name(language) == language)  # it names folders of archives
            and all(isinstance(value, str) for value in inputs.values())
        ):
            return ManifestEntry(path, product, Audience(audience), language, sha256, inputs)
        case _:
            raise _UnreadableError("holds an entry that is not complete")


def _documents(folder: Path) -> Iterator[Path]:
    """What lies below a folder, without the hidden files of builds and systems."""
    return (path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
