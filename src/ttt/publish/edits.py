"""Decides what a build may replace: only bytes ttt wrote itself. Reads files, changes none.

A file is ours while its digest is the one in the manifest. Everything else somebody edited or put
there (a folder and a link too), and it stays: the new version goes beside it as `NAME.new.EXT`,
which is in the manifest too, so that the next build may replace it while it is untouched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ttt.file_names import name_key
from ttt.frozen import frozen
from ttt.manifest import file_digest
from ttt.model.artifact import ManifestEntry
from ttt.publish.place import leads_elsewhere, reported

_BESIDE: Final = re.compile(r"\.new(?:\.[0-9]+)?(?=(?:\.[^./]*)?$)")


@frozen
class Kept:
    """A file somebody edited, left as it is; `beside` is our version, empty when none is built."""

    path: str
    beside: str = ""


@dataclass(slots=True)
class Decisions:
    """What is to happen in one cohort's folder, decided before the first file changes.

    Paths are relative to that folder. `moves` pairs the path of an artifact with the one it will
    stand at. `backups` are edited files to copy away first. `entries` is the manifest after it.
    `found` are the digests of what stands now where a file is replaced or removed.
    """

    moves: list[tuple[str, str]] = field(default_factory=list)
    entries: list[ManifestEntry] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    backups: list[str] = field(default_factory=list)
    removals: list[str] = field(default_factory=list)
    found: dict[str, str | None] = field(default_factory=dict)

    def as_found(self, place: Path, path: str) -> Callable[[], bool]:
        """Return what says whether a file is gone or still the one that was decided on."""
        return lambda: file_digest(place / path) in {None, self.found.get(path)}


@frozen
class Folder:
    """A cohort's folder: where it is, what we wrote there last, what is built for it now.

    `known` and `built` are by `name_key` of the path.
    """

    place: Path
    known: Mapping[str, ManifestEntry]
    built: Mapping[str, ManifestEntry]

    def digest(self, path: str) -> str | None:
        """Return the digest of what stands at a path, None when nothing does.

        Raises `CannotWriteError` for a file that cannot be read: nobody knows whose it is.
        """
        with reported(f"{self.place.name}/{path}"):
            return file_digest(self.place / path)

    def is_ours(self, path: str, digest: str | None) -> bool:
        """Return whether these bytes are what we wrote at this path."""
        entry = self.known.get(name_key(path))
        return entry is not None and entry.sha256 == digest


def decide(folder: Folder, *, force: bool, complete: bool, packed: str = "") -> Decisions:
    """Return what is to happen with everything built, and with what is built no more.

    `force` replaces edited files, after a backup. Without `complete` only a part was built: the
    rest of the last build stays, in the folder and in the manifest; but not what was packed from
    other files then, `packed` being its product.
    """
    decisions = Decisions()
    for entry in folder.built.values():
        _decide_built(entry, folder, decisions, force=force)
    current = {entry.path for entry in decisions.entries}
    for key, entry in folder.known.items():
        if entry.path in current or _is_same_file(entry, folder):
            continue
        stays = not complete and entry.product != packed
        if stays and key not in folder.built and not _is_beside_built(entry, folder):
            decisions.entries.append(entry)
        else:
            _decide_left_over(entry, folder, decisions, force=force)
    return decisions


def names_beside(path: str) -> Iterator[str]:
    """Yield `a/b.new.docx`, `a/b.new.2.docx`, … for `a/b.docx`, without end."""
    return numbered(path, ".new")


def numbered(path: str, word: str) -> Iterator[str]:
    """Yield the path with `word` before its suffix, then with `word.2`, `word.3`, … without end."""
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    number = 1
    while True:
        count = f".{number}" if number > 1 else ""
        yield f"{folder}{slash}{stem}{word}{count}{dot}{suffix}"
        number += 1


def is_beside(path: str) -> bool:
    """Return whether a path is that of a version beside an edited file."""
    return _BESIDE.search(path) is not None


def _decide_built(
    entry: ManifestEntry, folder: Folder, decisions: Decisions, *, force: bool
) -> None:
    found = folder.digest(entry.path)
    if found == entry.sha256:
        decisions.unchanged.append(entry.path)
        decisions.entries.append(entry)
        return
    decisions.found[entry.path] = found
    edited = found is not None and not folder.is_ours(entry.path, found)
    if not edited or force:
        if edited:
            decisions.backups.append(entry.path)
        decisions.moves.append((entry.path, entry.path))
        decisions.entries.append(entry)
        return
    if (before := folder.known.get(name_key(entry.path))) is not None:
        decisions.entries.append(before)  # should the edit be undone, the file is ours again
    beside = next(name for name in names_beside(entry.path) if _is_free(name, entry, folder))
    decisions.kept.append(Kept(entry.path, beside))
    decisions.entries.append(replace(entry, path=beside))
    decisions.found[beside] = folder.digest(beside)
    if decisions.found[beside] == entry.sha256:
        decisions.unchanged.append(beside)
    else:
        decisions.moves.append((entry.path, beside))


def _is_free(name: str, entry: ManifestEntry, folder: Folder) -> bool:
    found = folder.digest(name)
    return name_key(name) not in folder.built and (
        found in {None, entry.sha256} or folder.is_ours(name, found)
    )


def _decide_left_over(
    entry: ManifestEntry, folder: Folder, decisions: Decisions, *, force: bool
) -> None:
    found = folder.digest(entry.path)
    if found is None:
        return
    if leads_elsewhere(folder.place, entry.path):
        decisions.kept.append(Kept(entry.path))  # through a link nothing is ever removed
        decisions.entries.append(entry)
        return
    decisions.found[entry.path] = found
    edited = found != entry.sha256
    if edited and not force:
        decisions.kept.append(Kept(entry.path))
        decisions.entries.append(entry)
        return
    if edited:
        decisions.backups.append(entry.path)
    decisions.removals.append(entry.path)


def _is_beside_built(entry: ManifestEntry, folder: Folder) -> bool:
    """Return whether it is the `.new` version of a file that is built now."""
    return name_key(_BESIDE.sub("", entry.path)) in folder.built


def _is_same_file(entry: ManifestEntry, folder: Folder) -> bool:
    """Return whether it is built now under a name that differs in letter case, but is one here."""
    now = folder.built.get(name_key(entry.path))
    if now is not None and now.path != entry.path:
        with suppress(OSError):
            return (folder.place / entry.path).samefile(folder.place / now.path)
    return False
