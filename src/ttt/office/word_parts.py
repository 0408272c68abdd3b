"""Which parts of a Word template are carried into a built document, and which are read.

Finds the main part and what belongs to it by relationship type, never by file name (ECMA-376
Part 1, 11.3). Changes nothing and reports nothing.
"""

from __future__ import annotations

from typing import Final

from ttt.frozen import frozen
from ttt.office.package import Package
from ttt.office.relations import Relation, relations, relations_name

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)

DROPPED: Final = frozenset(
    {
        "attachedTemplate",
        "comments",
        "commentsExtended",
        "commentsExtensible",
        "commentsIds",
        "customXml",
        "glossaryDocument",
        "people",
        "printerSettings",
        "stylesWithEffects",
        "webSettings",
    }
)
"""Kinds of relationships whose parts stay out of built documents.

Personal traces, what points at another machine, building blocks nobody inserted, the settings of
web pages, and `stylesWithEffects`, a second copy of the styles that Word 2010 kept beside the first
and that nothing reads.
"""

_TEXT: Final = ("header", "footer", "footnotes", "endnotes")


@frozen
class Parts:
    """The parts of a template by what they are; empty for one that is not there.

    `relations` are the main part's. `carried` is everything reachable from the main part, itself
    included, with the relationship parts, in archive order; `texts` are headers, footers and notes.
    """

    main: str
    relations: tuple[Relation, ...]
    carried: tuple[str, ...]
    texts: tuple[str, ...]
    styles: str = ""
    numbering: str = ""
    settings: str = ""
    theme: str = ""


def find_parts(package: Package) -> Parts:
    """Return the parts of a package that passed the guard (so there is one main part)."""
    main = next(r.target for r in relations(package, "") if r.kind == "officeDocument")
    kept = tuple(r for r in relations(package, main) if r.external or _kept(package, r))
    named = {relation.kind: relation.target for relation in reversed(kept)}
    texts = dict.fromkeys(r.target for r in kept if r.kind in _TEXT)
    return Parts(
        main,
        kept,
        _reachable(package, main),
        tuple(texts),
        named.get("styles", ""),
        named.get("numbering", ""),
        named.get("settings", ""),
        named.get("theme", ""),
    )


def _kept(package: Package, relation: Relation) -> bool:
    return relation.kind not in DROPPED and (
        relation.kind == "hyperlink" or relation.target in package
    )


def _reachable(package: Package, main: str) -> tuple[str, ...]:
    """Return what the main part leads to; parts nothing points at stay out."""
    seen: set[str] = set()
    queue = [main]
    while queue:
        part = queue.pop()
        if part in seen:
            continue
        seen.add(part)
        queue.extend(
            relation.target
            for relation in relations(package, part)
            if not relation.external and _kept(package, relation) and relation.target in package
        )
    kept = seen | {relations_name(part) for part in seen}
    return tuple(name for name in package.names if name in kept)
