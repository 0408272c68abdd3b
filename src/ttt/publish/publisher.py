"""Puts the files of a build into its output folder, a cohort at a time.

A cohort is committed in three steps: what is about to be written is recorded (`.ttt-pending.json`),
the files are renamed into place, the manifest is written last. A build that is killed in between
leaves old and new files, each whole, and a record by which the next build knows both as its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Final, Self

from ttt.diagnostics import Collector
from ttt.file_names import name_key, report_collision, safe_name
from ttt.frozen import frozen
from ttt.manifest import NAME, NO_FILE, file_digest, manifest_bytes, parse_manifest, read_manifest
from ttt.model.artifact import Artifact, Manifest, ManifestEntry
from ttt.publish.archive import ARCHIVE, archives
from ttt.publish.edits import Decisions, Folder, Kept, decide, numbered
from ttt.publish.lock import FolderLock
from ttt.publish.place import (
    CannotWriteError,
    copy_in_place,
    keep_names,
    move_in_place,
    remove,
    reported,
    sweep,
    write_aside,
    write_in_place,
)

PENDING: Final = ".ttt-pending.json"
BACKUP: Final = ".backup"


@frozen
class Published:
    """What one commit did. Paths are relative to the cohort's folder, in their order.

    `written` holds the versions beside edited files too. `backups` are relative to the output
    folder. `archives` are those that lie there now, written or unchanged.
    """

    cohort: str
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    removed: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()


@frozen
class _Staged:
    entry: ManifestEntry
    temporary: Path


class Publisher:
    """One output folder, held by this build between `with` and its end.

    Entering raises `LockedError` when another build holds the folder, and deletes what killed
    builds left behind; leaving deletes what was staged and not committed. `built_with` goes into
    manifests. Names that collide and damaged manifests are reported to the collector.
    """

    __slots__ = ("_built_with", "_collector", "_count", "_exits", "_folder", "_staged")

    def __init__(self, folder: Path, built_with: str, collector: Collector) -> None:
        self._folder = folder
        self._built_with = built_with
        self._collector = collector
        self._staged: dict[str, dict[str, _Staged]] = {}
        self._count = 0
        self._exits = ExitStack()

    def __enter__(self) -> Self:
        with reported(self._folder.name):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._exits.enter_context(FolderLock(self._folder))
            sweep(self._folder)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._exits:
            for cohort in tuple(self._staged):
                self.discard(cohort)

    def stage(self, cohort: str, artifact: Artifact) -> None:
        """Write an artifact beside the place it will have, and keep only its digest in memory.

        A second artifact of the same name is reported (`OUT010`) and not staged. Raises
        `CannotWriteError`; what was staged for the cohort is deleted then.
        """
        if any(safe_name(part) != part for part in (cohort, *artifact.path.split("/"))):
            raise ValueError(f"the path is not made of safe names: {cohort}/{artifact.path}")
        staged = self._staged.setdefault(cohort, {})
        key = name_key(artifact.path)
        if key in staged:
            report_collision(
                artifact.path,
                staged[key].entry.product,
                artifact.product,
                self._collector.for_cohort(cohort),
            )
            return
        target = self._folder / cohort / artifact.path
        self._count += 1
        temporary = target.with_name(f".ttt-{self._count}.tmp")
        try:
            with reported(f"{cohort}/{artifact.path}"):
                target.parent.mkdir(parents=True, exist_ok=True)
                write_aside(artifact.data, temporary)
        except CannotWriteError:
            self.discard(cohort)
            raise
        entry = ManifestEntry(
            artifact.path,
            artifact.product,
            artifact.audience,
            artifact.language,
            hashlib.sha256(artifact.data).hexdigest(),
            artifact.inputs,
        )
        staged[key] = _Staged(entry, temporary)

    def discard(self, cohort: str) -> None:
        """Delete what is staged for a cohort; the files of the last build stay as they are."""
        for staged in self._staged.pop(cohort, {}).values():
            with suppress(OSError):  # the next build sweeps what stays
                remove(staged.temporary, self._folder)

    def commit(
        self,
        cohort: str,
        edition: str,
        *,
        force: bool = False,
        complete: bool = True,
        packed: bool = False,
    ) -> Published:
        """Put everything staged for a cohort in place and write its manifest, last.

        A file that is not as we wrote it stays, the new version goes beside it as
        `NAME.new.EXT`; with `force` it is copied to `.backup/` and replaced. `complete` says
        that everything the cohort has was built: files of the last build that are no more are
        then removed, or kept when edited. `packed` puts an archive for each audience beside the
        folders; without it archives of the last build are removed, for they are old now. Raises
        `CannotWriteError`; every file is whole then, the old one or the new one.
        """
        try:
            with reported(f"{cohort}/{NAME}"):
                return self._commit(cohort, edition, force=force, complete=complete, packed=packed)
        finally:
            self.discard(cohort)

    def _commit(
        self, cohort: str, edition: str, *, force: bool, complete: bool, packed: bool
    ) -> Published:
        place = self._folder / cohort
        staged = self._staged.get(cohort, {})
        before = with_pending(place, read_manifest(place, cohort, self._collector))
        if not staged and not before.artifacts:
            return Published(cohort)
        known = {name_key(entry.path): entry for entry in before.artifacts}

        def decided() -> Decisions:
            built = {key: one.entry for key, one in staged.items()}
            return decide(
                Folder(place, known, built), force=force, complete=complete, packed=ARCHIVE
            )

        decisions = decided()
        if packed:
            self._pack(cohort, decisions)
            decisions = decided()
        after = Manifest(cohort, edition, self._built_with, tuple(decisions.entries))
        _write_manifest(before, place)
        backups = self._execute(cohort, decisions, after)
        return Published(
            cohort,
            tuple(sorted(path for _, path in decisions.moves)),
            tuple(sorted(decisions.unchanged)),
            tuple(sorted(decisions.kept, key=lambda kept: kept.path)),
            tuple(sorted(decisions.removals)),
            tuple(sorted(backups)),
            tuple(sorted(e.path for e in decisions.entries if e.product == ARCHIVE)),
        )

    def _pack(self, cohort: str, decisions: Decisions) -> None:
        """Stage an archive for each audience of what will lie in the folder."""
        staged = self._staged.get(cohort, {})
        entries = {one.entry.path: one.entry for one in staged.values()}  # edited, never recorded
        entries |= {entry.path: entry for entry in decisions.entries}
        moved = {path: staged[name_key(built)].temporary for built, path in decisions.moves}

        def read(path: str) -> bytes | None:
            file = moved.get(path, self._folder / cohort / path)
            with reported(f"{cohort}/{path}"):
                return file.read_bytes() if file.is_file() else None

        for archive in archives(cohort, entries.values(), read):
            self.stage(cohort, archive)

    def _execute(self, cohort: str, decisions: Decisions, after: Manifest) -> list[str]:
        """Change the cohort's folder as decided; return the places of the backups."""
        place = self._folder / cohort
        backups = [self._back_up(cohort, path) for path in decisions.backups]
        self._keep_names(backups)
        if decisions.moves:
            write_in_place(manifest_bytes(after), place / PENDING)
        for built, path in decisions.moves:
            with reported(f"{cohort}/{path}"):
                temporary = self._staged[cohort][name_key(built)].temporary
                move_in_place(temporary, place / path, decisions.as_found(place, path))
        for path in decisions.removals:
            with reported(f"{cohort}/{path}"):
                remove(place / path, self._folder, decisions.as_found(place, path))
        changed = [*(path for _, path in decisions.moves), *decisions.removals]
        self._keep_names(f"{cohort}/{path}" for path in changed)
        _write_manifest(after, place)
        remove(place / PENDING, self._folder)
        return backups

    def _back_up(self, cohort: str, path: str) -> str:
        """Copy a file to `.backup/COHORT/`, over no other; return where, from the output folder.

        A folder or link is moved there: a file cannot take the place of a folder in one step.
        """
        file = self._folder / cohort / path
        digest = file_digest(file)
        name, standing = next(
            (name, found)
            for name in numbered(f"{BACKUP}/{cohort}/{path}", "")
            if (found := file_digest(self._folder / name)) is None or (found == digest != NO_FILE)
        )
        with reported(name):
            if digest == NO_FILE:
                (self._folder / name).parent.mkdir(parents=True, exist_ok=True)
                file.rename(self._folder / name)
            elif standing is None:
                copy_in_place(file, self._folder / name)
        return name

    def _keep_names(self, paths: Iterable[str]) -> None:
        """Have the disk keep the names of files, relative to the output folder, and of folders."""
        folders = {folder for path in paths for folder in PurePosixPath(path).parents}
        keep_names(self._folder / folder for folder in sorted(folders))


def with_pending(folder: Path, manifest: Manifest) -> Manifest:
    """Return the manifest with what a build wrote that was stopped before it could say so."""
    try:
        pending = parse_manifest((folder / PENDING).read_bytes(), manifest.cohort)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return manifest
    entries = {entry.path: entry for entry in manifest.artifacts}
    for entry in pending.artifacts:
        if file_digest(folder / entry.path) == entry.sha256:
            entries[entry.path] = entry
    return replace(manifest, artifacts=tuple(entries.values()))


def _write_manifest(manifest: Manifest, folder: Path) -> None:
    data = manifest_bytes(manifest)
    with suppress(FileNotFoundError):
        if (folder / NAME).read_bytes() == data:
            return
    write_in_place(data, folder / NAME)
