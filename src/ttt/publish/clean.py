"""Takes back what was built: the files a manifest lists, as they were written, and nothing else.

An edited file stays and stays recorded, so that the next build still knows it for an edited one.
So does what stands in the place of a file: a folder, a link, and all behind a link.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from ttt.diagnostics import Collector
from ttt.frozen import frozen
from ttt.manifest import NAME, file_digest, manifest_bytes, parse_manifest, read_manifest
from ttt.model.artifact import ManifestEntry
from ttt.publish.lock import FolderLock
from ttt.publish.place import leads_elsewhere, remove, reported, sweep, write_in_place
from ttt.publish.publisher import PENDING, with_pending


@frozen
class Cleaned:
    """What was taken away, and what stayed because somebody edited it; paths in the folder."""

    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def clean(folder: Path, cohorts: tuple[str, ...], collector: Collector) -> Cleaned:
    """Clean an output folder, or the cohorts' folders in it that are named.

    Backups and whatever else lies there stay. Reports a damaged manifest (`OUT030`): nothing of
    that cohort is removed then. Raises `LockedError` while a build holds the folder, and
    `CannotWriteError` when a file cannot be removed; what was removed until then is recorded.
    """
    if not folder.is_dir():
        return Cleaned()
    removed: list[str] = []
    kept: list[str] = []
    with reported(folder.name), FolderLock(folder):
        sweep(folder)
        for manifest in sorted(folder.glob(f"*/{NAME}")):
            cohort = manifest.parent.name
            if not cohorts or cohort in cohorts:
                one = _clean(folder, cohort, collector)
                removed += (f"{cohort}/{path}" for path in one.removed)
                kept += (f"{cohort}/{path}" for path in one.kept)
    return Cleaned(tuple(removed), tuple(kept))


def _clean(top: Path, cohort: str, collector: Collector) -> Cleaned:
    place = top / cohort
    recorded = read_manifest(place, cohort, collector)
    if not _is_whole(place, cohort):
        return Cleaned()
    manifest = with_pending(place, recorded)
    removed: list[str] = []
    try:
        for entry in manifest.artifacts:
            with reported(f"{cohort}/{entry.path}"):
                if _is_ours(place, entry):
                    remove(place / entry.path, top, partial(_is_ours, place, entry))
                    removed.append(entry.path)
    finally:
        gone = set(removed)
        left = tuple(
            entry
            for entry in manifest.artifacts
            if entry.path not in gone and _stands(place / entry.path)
        )
        if left:
            write_in_place(manifest_bytes(replace(manifest, artifacts=left)), place / NAME)
        else:
            remove(place / NAME, top)
        remove(place / PENDING, top)
    return Cleaned(tuple(removed), tuple(entry.path for entry in left))


def _is_whole(place: Path, cohort: str) -> bool:
    """Return whether the record can be read; an empty one is as good as any."""
    with suppress(OSError, ValueError):
        parse_manifest((place / NAME).read_bytes(), cohort)
        return True
    return False


def _is_ours(place: Path, entry: ManifestEntry) -> bool:
    is_as_written = file_digest(place / entry.path) == entry.sha256
    return is_as_written and not leads_elsewhere(place, entry.path)


def _stands(file: Path) -> bool:
    try:
        os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # nobody can say
    return True
