"""A small lint of Office packages: what the validity oracle is known to miss.

Content types for every part and parts for every content type, relationships that lead somewhere,
every `r:` attribute backed by one, no orphan part, unique shape ids, tables of equal rows.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree as ET

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
NEEDED = {"slides": {"slideLayout"}, "notesSlides": {"notesMaster", "slide"}}


def lint(data: bytes) -> list[str]:
    """Return what is wrong, nothing when all is well."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        parts = {name: archive.read(name) for name in names}
    lower = [name.casefold() for name in names]
    found += [f"twice: {name}" for name in lower if lower.count(name) > 1]
    found += _types(parts)
    reached: set[str] = set()
    queue = [""]
    while queue:
        part = queue.pop()
        for target in _relations(part, parts, found):
            if target not in reached:
                reached.add(target)
                queue.append(target)
    for name in names:
        if name != "[Content_Types].xml" and not name.endswith(".rels") and name not in reached:
            found.append(f"orphan: {name}")
    for name, content in parts.items():
        if name.startswith("ppt/") and name.endswith(".xml"):
            found += _shapes(name, content)
    return found


def _types(parts: dict[str, bytes]) -> list[str]:
    root = ET.fromstring(parts["[Content_Types].xml"])  # noqa: S314 - our own output
    defaults = {e.get("Extension", "").lower() for e in root.iter(f"{TYPES}Default")}
    overrides = [e.get("PartName", "").lstrip("/") for e in root.iter(f"{TYPES}Override")]
    found = [f"type of no part: {name}" for name in overrides if name not in parts]
    found += [f"type twice: {name}" for name in set(overrides) if overrides.count(name) > 1]
    for name in parts:
        extension = name.rsplit(".", 1)[-1].lower()
        general = extension == "xml" and name != "[Content_Types].xml"
        if name not in overrides and (general or extension not in defaults):
            found.append(f"no type: {name}")
    return found


def _relations(part: str, parts: dict[str, bytes], found: list[str]) -> list[str]:
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    kinds: set[str] = set()
    ids: list[str] = []
    targets: list[str] = []
    if name in parts:
        for e in ET.fromstring(parts[name]):  # noqa: S314 - our own output
            ids.append(e.get("Id", ""))
            kinds.add(e.get("Type", "").rsplit("/", 1)[-1])
            if e.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, e.get("Target", "")))
                targets.append(target.lstrip("/"))
    found += [f"{part}: leads nowhere: {t}" for t in targets if t not in parts]
    found += [f"{part}: relationship twice: {i}" for i in set(ids) if ids.count(i) > 1]
    if part.endswith(".xml"):
        root = ET.fromstring(parts[part])  # noqa: S314 - our own output
        used = {v for e in root.iter() for k, v in e.attrib.items() if k.startswith(R) and v}
        found += [f"{part}: no relationship {i}" for i in used - set(ids)]
        kind = part.split("/")[1] if part.startswith("ppt/") else ""
        found += [f"{part}: needs {k}" for k in NEEDED.get(kind, set()) - kinds]
    return [t for t in targets if t in parts]


def _shapes(name: str, content: bytes) -> list[str]:
    root = ET.fromstring(content)  # noqa: S314 - our own output
    ids = [e.get("id") for e in root.iter(f"{P}cNvPr")]
    found = [f"{name}: shape id twice: {i}" for i in set(ids) if ids.count(i) > 1]
    titles = [e for e in root.iter(f"{P}ph") if e.get("type") in {"title", "ctrTitle"}]
    if len(titles) > 1:
        found.append(f"{name}: two titles")
    for table in root.iter(f"{A}tbl"):
        columns = len(list(table.iter(f"{A}gridCol")))
        found += [
            f"{name}: row of another length"
            for row in table.iter(f"{A}tr")
            if len(row.findall(f"{A}tc")) != columns
        ]
    text = content.decode()
    if re.search(r"<a:rPr (?!lang=)", text) and name.startswith(
        ("ppt/slides/", "ppt/notesSlides/")
    ):
        found.append(f"{name}: a run without language")
    return found
