"""Relationships and content types of a package (ECMA-376 Part 2, clauses 6.5 and 6.2.3).

Reads and writes them; decides nothing about what may be kept.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import field
from html import escape
from typing import Final

from lxml import etree

from ttt.frozen import frozen
from ttt.office.package import CONTENT_TYPES, Package, PackageError

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@frozen
class Relation:
    """One relationship: `target` is a part name, or an address when `external`."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type: `slideLayout`, `hyperlink`, `oleObject` …."""
        return self.type.rsplit("/", 1)[-1]


@frozen
class ContentTypes:
    """Content types: by extension (lower case), and by part name where that is not enough."""

    defaults: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)

    def of(self, part: str) -> str:
        """Return the type of a part, empty when the file does not name it."""
        extension = part.rsplit(".", 1)[-1].lower()
        return self.overrides.get(part) or self.defaults.get(extension, "")


def parse_xml(data: bytes, part: str) -> etree._Element:
    """Read a part, without its comments, never resolving an entity or a network address.

    Raises:
        PackageError: it is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PackageError(f'the file is damaged in "{part}"') from error


def relations_name(part: str) -> str:
    """Return the name of the part that holds the relationships of `part` ("" is the package)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str) -> tuple[Relation, ...]:
    """Return the relationships of a part in file order; ("" is the package itself)."""
    name = relations_name(part)
    if name not in package:
        return ()
    folder = posixpath.dirname(part)
    found: list[Relation] = []
    for element in parse_xml(package.read(name), name).iterfind(f"{{{_NAMESPACE}}}Relationship"):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Relation(element.get("Id", ""), element.get("Type", ""), target, external))
    return tuple(found)


def relations_xml(found: Iterable[Relation]) -> str:
    """Return the part that holds relationships; targets are written from the package's root."""
    lines = "".join(
        f'<Relationship Id="{relation.id}" Type="{relation.type}" Target="'
        + escape(relation.target if relation.external else f"/{relation.target}")
        + ('" TargetMode="External"/>' if relation.external else '"/>')
        for relation in found
    )
    return f'{DECLARATION}<Relationships xmlns="{_NAMESPACE}">{lines}</Relationships>'


def content_types(package: Package) -> ContentTypes:
    """Read `[Content_Types].xml`."""
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for element in parse_xml(package.read(CONTENT_TYPES), CONTENT_TYPES):
        kind = element.get("ContentType", "")
        if element.tag == f"{{{_TYPES}}}Default":
            defaults[element.get("Extension", "").lower()] = kind
        elif element.tag == f"{{{_TYPES}}}Override":
            overrides[element.get("PartName", "").lstrip("/")] = kind
    return ContentTypes(defaults, overrides)


def content_types_xml(types: ContentTypes) -> str:
    """Return `[Content_Types].xml`, in the order of the mappings."""
    lines = [
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in types.defaults.items()
    ]
    lines += [
        f'<Override PartName="/{escape(part)}" ContentType="{kind}"/>'
        for part, kind in types.overrides.items()
    ]
    return f'{DECLARATION}<Types xmlns="{_TYPES}">{"".join(lines)}</Types>'
