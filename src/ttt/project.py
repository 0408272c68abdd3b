"""A project on disk: find it, list it, read it. The one place that reads what people wrote.

Base templates come from the installed package unless the project has its own `templates/base`.
Nothing is interpreted here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from os.path import normcase
from pathlib import Path
from typing import Final

from ttt import resources
from ttt.diagnostics import Collector
from ttt.frozen import frozen
from ttt.load.decode import decode
from ttt.model.assets import Assets
from ttt.source import REFUSED, Source

OFFICE: Final = (".pptx", ".potx", ".docx", ".dotx")
YAML: Final = (".yaml", ".yml")
_MOST: Final = 50_000_000
_ASSETS: Final = ("curriculum/media/", "curriculum/data/")


@frozen
class Project:
    """The files of a project by their path relative to it, with forward slashes.

    `yaml` are the bytes of all YAML files, `templates` the Jinja files, `assets` what lies in
    media and data. `places` says where each file really is. `digest` is over all of it. A template
    that was refused stays among them (`source.REFUSED`, no place): no other takes its name.
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
    """Return the project at `root`; a file that cannot be read is reported (`OUT001`)."""
    root = root.resolve()
    refused: list[str] = []
    places = dict(_walk(root, ("curriculum", "templates"), refused, collector))
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
        if path.endswith((*YAML, ".j2", ".csv")):
            data = _bytes(path, place, collector)
            if data is None:
                refused.append(path)
                continue
            contents[path] = data
            hashes.update(f"{path}\0{len(data)}\0".encode() + data)
        else:
            hashes.update(f"{path}\0{_stamp(place)}\0".encode())
    templates = {
        path: Source(path, REFUSED) for path in (*refused, *contents) if path.endswith(".j2")
    }
    templates.update(_sources(contents, ".j2", collector))
    return Project(
        root=root,
        yaml={path: data for path, data in contents.items() if path.endswith(YAML)},
        templates=templates,
        office=tuple(path for path in sorted({*places, *refused}) if path.endswith(OFFICE)),
        assets=Assets(
            frozenset(path for path in places if path.startswith(_ASSETS)),
            {source.path: source.text for _, source in _sources(contents, ".csv", collector)},
        ),
        places=places,
        digest=hashes.hexdigest(),
    )


def _walk(
    root: Path, tops: Iterable[str], refused: list[str], collector: Collector
) -> Iterator[tuple[str, Path]]:
    """Yield the files there are; links are followed within the project, and never to a template."""
    for top in tops:
        for place in sorted((root / top).rglob("*")):
            relative = place.relative_to(root)
            path = relative.as_posix()
            if any(part.startswith((".", "~$")) for part in relative.parts):
                continue
            if not place.is_file() and not (place.is_symlink() and top == "templates"):
                continue
            target = place.resolve()
            if not target.is_relative_to(root):
                words, hint = "is a link out of the project", "copy the file into the project"
            elif top == "templates" and normcase(target) != normcase(place):
                words, hint = "is a link, and templates are no links", "copy the file in its place"
            else:
                yield path, place
                continue
            refused.append(path)
            collector.error("OUT002", f'"{path}" {words}', None, hint, file=path)


def _bytes(path: str, place: Path, collector: Collector) -> bytes | None:
    try:
        with place.open("rb") as file:
            return file.read(_MOST)  # what is that long is refused, and need not be read
    except OSError as failure:
        reason = (failure.strerror or "unreadable").lower()
        collector.error(
            "OUT001",
            f"the file cannot be read: {reason}",
            None,
            "check who may read the file, and that no program holds it",
            file=path,
        )
        return None


def _stamp(place: Path) -> str:
    stat = place.stat()
    return f"{stat.st_size}:{stat.st_mtime_ns}"


def _sources(
    contents: Mapping[str, bytes], suffix: str, collector: Collector
) -> Iterator[tuple[str, Source]]:
    for path, data in contents.items():
        if not path.endswith(suffix):
            continue
        try:
            data.decode("utf-8-sig")
        except UnicodeDecodeError as failure:
            line = data.count(b"\n", 0, failure.start) + 1
            collector.error(
                "OUT003",
                f"line {line} is not UTF-8",
                None,
                "save the file again with the encoding UTF-8",
                file=path,
            )
            continue
        # No character that cannot be printed, above all no noncharacter: slots are made of them
        text = decode(path, data, collector)
        if text is not None:
            yield path, Source(path, text)
