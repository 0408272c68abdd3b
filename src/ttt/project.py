"""A project on disk: find it, list it, read it. The one place that reads what people wrote.

Base templates come from the installed package unless the project has its own `templates/base`.
Nothing is interpreted here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Final

from ttt import resources
from ttt.diagnostics import Collector
from ttt.frozen import frozen
from ttt.load.decode import LARGEST, decode, place_of_byte, report_size
from ttt.model.assets import Assets
from ttt.source import REFUSED, Source, Span

OFFICE: Final = (".pptx", ".potx", ".docx", ".dotx")
YAML: Final = (".yaml", ".yml")
_ASSETS: Final = ("curriculum/media/", "curriculum/data/")
_TEXT: Final = (*YAML, ".j2", ".csv")
_TOPS: Final = ("curriculum", "templates")
_LINKS_ARE_SEEN: Final = os.name != "nt"


@frozen
class Project:
    """The files of a project by their path relative to it, with forward slashes.

    `yaml` are the bytes of all YAML files, `templates` the Jinja files, `assets` what lies in
    media and data. `places` says where each file really is. `digest` is over all of it.
    """

    root: Path
    yaml: Mapping[str, bytes]
    templates: Mapping[str, Source]
    office: tuple[str, ...]
    assets: Assets
    places: Mapping[str, Path] = field(repr=False)
    digest: str

    def read(self, path: str) -> bytes:
        """Return the bytes of a file of the project; OSError when it is gone by now."""
        return self.places[path].read_bytes()


def read_project(root: Path, collector: Collector) -> Project:
    """Return the project at `root`.

    Reported: a file that cannot be read (`OUT001`), a link that is not followed (`OUT002`), a text
    that is not UTF-8 (`OUT003`) or too large (`YAML003`).
    """
    root = root.resolve()
    refused: list[str] = []
    places = dict(_walk(root, refused, collector))
    if not any(path.startswith("templates/base/") for path in places):
        packaged = resources.templates_root() / "base"
        places.update(
            (f"templates/base/{path.relative_to(packaged).as_posix()}", path)
            for path in sorted(packaged.rglob("*"))
            if path.is_file()
        )
    contents: dict[str, bytes] = {}
    hashes = hashlib.sha256()
    for path, place in sorted(places.items()):
        if path.lower().endswith(_TEXT):
            data = _bytes(path, place, collector)
            if data is None:
                refused.append(path)
                continue
            contents[path] = data
            hashes.update(f"{path}\0{len(data)}\0".encode() + data)
        else:
            hashes.update(f"{path}\0{_digest(path, place, collector)}\0".encode())
    # A template that was refused keeps its name: no base file takes its place in silence.
    templates = {
        path: Source(path, REFUSED) for path in (*refused, *contents) if path.endswith(".j2")
    }
    templates.update(_sources(contents, ".j2", collector))
    return Project(
        root=root,
        yaml={path: data for path, data in contents.items() if path.lower().endswith(YAML)},
        templates=templates,
        office=tuple(path for path in sorted({*places, *refused}) if path.endswith(OFFICE)),
        assets=Assets(
            frozenset(path for path in places if path.startswith(_ASSETS)),
            {source.path: source.text for _, source in _sources(contents, ".csv", collector)},
        ),
        places=places,
        digest=hashes.hexdigest(),
    )


def _walk(root: Path, refused: list[str], collector: Collector) -> Iterator[tuple[str, Path]]:
    """Yield the files of the project; what is there and is no file to read is reported.

    The paths of these are added to `refused`.
    """
    waiting = [root / top for top in reversed(_TOPS)]
    while waiting:
        folder = waiting.pop()
        path = folder.relative_to(root).as_posix()
        if not os.path.lexists(folder):
            continue
        if not _is_followed(root, folder, path, collector):
            refused.append(path)
        elif folder.is_file():
            yield path, folder
        elif not folder.is_dir() or path.endswith(_TEXT):
            kind = "folder" if folder.is_dir() else "pipe or a device"
            _unreadable(path, f"it is a {kind}, not a file", collector)
            refused.append(path)
        else:
            try:
                inside = sorted(folder.iterdir(), reverse=True)
            except OSError as failure:
                _unreadable(path, _reason(failure), collector)
                continue
            waiting += [place for place in inside if not place.name.startswith((".", "~$"))]


def _is_followed(root: Path, place: Path, path: str, collector: Collector) -> bool:
    """Whether a file or folder is of this project; a link that is not followed is reported.

    Not followed are links out of the project and to folders, and links that stand for templates.

    So is a name that is no text: no list of files could hold it.
    """
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode(errors="replace").decode()
        _unreadable(shown, "its name is not UTF-8", collector)
        return False
    # Asking where each file really is takes a while; Windows has links that is_symlink() misses
    real = place if _LINKS_ARE_SEEN and not place.is_symlink() else Path(os.path.realpath(place))
    if real == place:
        return True
    inside = any(real.is_relative_to(root / top) for top in _TOPS)
    template = path.startswith("templates/")
    if inside and real.is_file() and not template:
        return True
    fault, remedy = "leads nowhere", "put the file itself there"
    if real.exists():
        fault, remedy = "is a link out of the project", "copy the file into the project"
        if inside and template:
            fault, remedy = "is a link, and templates are no links", "copy the file in its place"
        elif inside:
            fault = "is a link to a folder, and those are not followed"
    collector.error("OUT002", f'"{path}" {fault}', _beginning(path), remedy, file=path)
    return False


def _bytes(path: str, place: Path, collector: Collector) -> bytes | None:
    """Return the bytes of a text, and never more than a text may have."""
    try:
        size = place.stat().st_size
        if size > LARGEST:
            report_size(path, size, collector)
            return None
        with place.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as failure:
        _unreadable(path, _reason(failure), collector)
        return None


def _unreadable(path: str, reason: str, collector: Collector) -> None:
    collector.error(
        "OUT001",
        f"the file cannot be read: {reason}",
        _beginning(path),
        "check who may read the file, and that no program holds it",
        file=path,
    )


def _reason(failure: OSError) -> str:
    return (failure.strerror or "unreadable").lower()


def _beginning(path: str) -> Span | None:
    """Return the place where an editor opens a text; None for what has no lines."""
    return Span(path, 1, 1, 1, 1) if path.endswith(_TEXT) else None


def _digest(path: str, place: Path, collector: Collector) -> str:
    """Return the digest of a file that is read later; its date is another on every machine."""
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as failure:
        _unreadable(path, _reason(failure), collector)
        return ""


def _sources(
    contents: Mapping[str, bytes], suffix: str, collector: Collector
) -> Iterator[tuple[str, Source]]:
    for path, data in contents.items():
        if not path.endswith(suffix):
            continue
        try:
            data.decode("utf-8-sig")
        except UnicodeDecodeError as failure:
            line, column = place_of_byte(data, failure.start)
            collector.error(
                "OUT003",
                f"line {line} is not UTF-8",
                Span(path, line, column, line, column + 1),
                "save the file again with the encoding UTF-8",
            )
            continue
        # No character that cannot be printed, above all no noncharacter: slots are made of them
        text = decode(path, data, collector)
        if text is not None:
            yield path, Source(path, text)
