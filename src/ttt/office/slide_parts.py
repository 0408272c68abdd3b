"""The parts of a presentation template that a built deck keeps, cut loose from the rest.

Slides, comments, printer settings, view state and the like stay behind, with everything that
only they use; masters, layouts, themes and their pictures travel as they are. Reads one package
and gives parts; binds nothing.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final

from lxml import etree

from ttt.frozen import frozen
from ttt.office.notes_master import NOTES_MASTER
from ttt.office.package import CONTENT_TYPES, Package, RawPart, deflate
from ttt.office.relations import (
    DECLARATION,
    RELATIONS,
    ContentTypes,
    Relation,
    content_types,
    parse_xml,
    relations,
    relations_name,
    relations_xml,
)
from ttt.office.slide_geometry import NAMESPACES, SLIDES, number_of

_P: Final = f"{{{SLIDES}}}"
_R: Final = f"{{{RELATIONS.rstrip('/')}}}"
_ML: Final = "application/vnd.openxmlformats-officedocument.presentationml."
KEPT: Final = ("slideMaster", "notesMaster", "handoutMaster", "presProps", "theme", "tableStyles",
               "font")  # fmt: skip
"""What the presentation itself keeps."""
DROPPED: Final = frozenset({
    "slide", "comments", "commentAuthors", "customXml", "printerSettings", "tags", "oleObject",
    "vmlDrawing", "control",
})  # fmt: skip
"""What no part keeps; elements that need it go with it."""
_GONE: Final = frozenset({
    "sldIdLst", "notesMasterIdLst", "custShowLst", "photoAlbum", "custDataLst", "modifyVerifier",
    "smartTags", "extLst",
})  # fmt: skip
_NEW: Final = {
    "presProps": f'<p:presentationPr xmlns:p="{SLIDES}"/>',
    "viewProps": f'<p:viewPr xmlns:p="{SLIDES}"/>',
    "tableStyles": '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>',
}


@frozen
class TemplateParts:
    """What a deck takes over.

    `parts` are masters, layouts, themes, media and their relationships, without the
    presentation itself, which is `head`, the list of slides, `middle`, sections, `tail`.
    `relations` are the presentation's own. `notes_master` is a part name, `notes_body` the number
    of its text placeholder.
    """

    parts: Mapping[str, RawPart]
    types: ContentTypes
    relations: tuple[Relation, ...]
    head: str
    middle: str
    tail: str
    main: str
    notes_master: str
    notes_body: int
    width: int
    height: int
    masters: tuple[str, ...]


def prepare_parts(package: Package) -> TemplateParts:
    """Take what a deck needs out of a template that `guard` let through."""
    types = content_types(package)
    main = next(r.target for r in relations(package, "") if r.kind == "officeDocument")
    own = [r for r in relations(package, main) if r.kind in KEPT and r.target in package]
    parts = _reachable(package, [r.target for r in own])
    overrides = {n: types.of(n) for n in parts if not n.endswith(".rels")}
    root = parse_xml(package.read(main), main)
    masters = _masters(root, own)
    if not any(r.kind == "notesMaster" for r in own):
        own.append(_add_notes_master(package, masters[0], parts, overrides, own))
    folder = posixpath.dirname(main)
    for kind, xml in _NEW.items():
        if not any(r.kind == kind for r in own):
            name = _free(f"{folder}/{kind}.xml", parts)
            parts[name] = deflate((DECLARATION + xml).encode())
            overrides[name] = f"{_ML}{kind}+xml"
            own.append(Relation(_free_id(own), f"{RELATIONS}{kind}", name))
    notes = next(r for r in own if r.kind == "notesMaster")
    head, middle, tail = _presentation(root, {r.id for r in own}, notes.id)
    size = root.find("p:sldSz", NAMESPACES)
    width = number_of(None if size is None else size.get("cx")) or 9_144_000
    height = number_of(None if size is None else size.get("cy")) or 6_858_000
    return TemplateParts(
        parts, _fewest(overrides), tuple(own), head, middle, tail, main, notes.target,
        _notes_body(notes.target, package), width, height, masters,
    )  # fmt: skip


def _masters(root: etree._Element, own: list[Relation]) -> tuple[str, ...]:
    by_id = {r.id: r.target for r in own}
    ids = [
        e.get(f"{_R}id", "") for e in root.iterfind("p:sldMasterIdLst/p:sldMasterId", NAMESPACES)
    ]
    return tuple(by_id[i] for i in ids if i in by_id)


def _reachable(package: Package, start: list[str]) -> dict[str, RawPart]:
    """Return the parts that can be reached, each with its relationships, in a stable order."""
    found: dict[str, RawPart] = {}
    queue = list(start)
    while queue:
        name = queue.pop(0)
        if name in found:
            continue
        there = relations(package, name)
        kept = tuple(
            r for r in there if r.kind not in DROPPED and (r.external or r.target in package)
        )
        if kept == there:
            found[name] = package.raw(name)
        else:
            gone = {r.id for r in there} - {r.id for r in kept}
            found[name] = deflate(_without(package.read(name), name, gone))
        if kept:
            found[relations_name(name)] = (
                package.raw(relations_name(name))
                if kept == there
                else deflate(relations_xml(kept).encode())
            )
        queue += [r.target for r in kept if not r.external]
    return found


def _without(data: bytes, name: str, gone: set[str]) -> bytes:
    """Return a part without the elements that need the relationships that are gone."""
    root = parse_xml(data, name)
    for element in list(root.iter()):
        needed = {v for k, v in element.attrib.items() if str(k).startswith(_R)}
        parent = element.getparent()
        if needed & gone and parent is not None:
            parent.remove(element)
            if len(parent) == 0 and parent.tag == f"{_P}custDataLst":
                outer = parent.getparent()
                if outer is not None:
                    outer.remove(parent)
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()


def _presentation(root: etree._Element, kept: set[str], notes_id: str) -> tuple[str, str, str]:
    """Return the presentation in three pieces: between them come slides and sections."""
    root.attrib.pop("firstSlideNum", "")  # references count from 1
    for child in list(root):
        if etree.QName(child).localname in _GONE:
            root.remove(child)
    for element in list(root.iter()):
        parent = element.getparent()
        if element.get(f"{_R}id", notes_id) not in kept and parent is not None:
            parent.remove(element)
    notes = etree.Element(f"{_P}notesMasterIdLst")
    etree.SubElement(notes, f"{_P}notesMasterId").set(f"{_R}id", notes_id)
    first = root.find("p:sldMasterIdLst", NAMESPACES)
    root.insert(0 if first is None else root.index(first) + 1, notes)
    handouts = root.find("p:handoutMasterIdLst", NAMESPACES)
    before = notes if handouts is None else handouts
    marker, end = etree.Comment("slides"), etree.Comment("end")
    before.addnext(marker)
    root.append(end)
    xml = etree.tostring(root, encoding="unicode")
    head, _, rest = xml.partition("<!--slides-->")
    middle, _, tail = rest.rpartition("<!--end-->")
    return DECLARATION + head, middle, tail


def _add_notes_master(
    package: Package,
    master: str,
    parts: dict[str, RawPart],
    overrides: dict[str, str],
    own: list[Relation],
) -> Relation:
    """Add the plain notes master, with a copy of the slides' theme: each master needs its own."""
    theme = next(r.target for r in relations(package, master) if r.kind == "theme")
    copy = _free(f"{posixpath.dirname(theme)}/themeNotes.xml", parts)
    name = _free("ppt/notesMasters/notesMaster1.xml", parts)
    # Only the theme itself: pictures it may use belong to slide backgrounds.
    data = package.read(theme)
    gone = {r.id for r in relations(package, theme)}
    parts[copy] = deflate(_without(data, theme, gone)) if gone else package.raw(theme)
    parts[name] = deflate((DECLARATION + NOTES_MASTER).encode())
    link = Relation("rId1", f"{RELATIONS}theme", copy)
    parts[relations_name(name)] = deflate(relations_xml([link]).encode())
    overrides[copy] = "application/vnd.openxmlformats-officedocument.theme+xml"
    overrides[name] = f"{_ML}notesMaster+xml"
    return Relation(_free_id(own), f"{RELATIONS}notesMaster", name)


def _notes_body(name: str, package: Package) -> int:
    """Return the number of the notes master's text placeholder."""
    data = package.read(name) if name in package else NOTES_MASTER.encode()
    for place in parse_xml(data, name).iterfind(".//p:ph", NAMESPACES):
        if place.get("type") == "body":
            return number_of(place.get("idx")) or 1
    return 1


def _fewest(overrides: Mapping[str, str]) -> ContentTypes:
    """Name pictures and the like by extension, every XML part by name."""
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml",
                "xml": "application/xml", "png": "image/png", "jpg": "image/jpeg"}  # fmt: skip
    named: dict[str, str] = {}
    for part, kind in overrides.items():
        extension = part.rsplit(".", 1)[-1].lower()
        if extension == "xml" or defaults.setdefault(extension, kind) != kind:
            named[part] = kind
    return ContentTypes(defaults, named)


def _free(name: str, taken: Mapping[str, RawPart]) -> str:
    """Return the name, with a number where it is taken."""
    stem, dot, extension = name.rpartition(".")
    there = {part.casefold() for part in taken} | {CONTENT_TYPES.casefold()}
    count = 1
    while name.casefold() in there:
        count += 1
        name = f"{stem}{count}{dot}{extension}"
    return name


def _free_id(own: list[Relation]) -> str:
    taken = {r.id for r in own}
    return next(i for n in range(1, len(own) + 2) if (i := f"rId{n}") not in taken)
