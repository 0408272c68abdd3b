"""Products from front matter: inherited key by key along `{% extends %}`, then complete."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final, cast

from ttt.diagnostics import Collector
from ttt.frozen import frozen
from ttt.load import load
from ttt.model.audience import Audience
from ttt.model.product import Format, FrontMatter, Product, Scope
from ttt.products.blocks import check_blocks
from ttt.products.frontmatter import split
from ttt.source import REFUSED, Source, Span
from ttt.text import Text
from ttt.validate.single import read_single

_PRODUCT: Final = re.compile(r"(?P<set>[^/]+)/(?P<file>[^/]+)\.(?P<format>pptx|docx)\.j2")
_EXTENDS: Final = re.compile(r"\{%-?\s*extends\s+[\"']([^\"']+)[\"']\s*-?%\}")


@frozen
class _Draft:
    """One link of a product's chain: its front matter, where it stands, what it extends."""

    name: str
    front: FrontMatter | None
    parent: str
    span: Span


def resolve_name(
    name: str, parent: str, chain: tuple[str, ...], known: Mapping[str, Source]
) -> str:
    """Return the qualified name a template means by `name` in `extends`, `include` or `import`.

    Looked up along the chain; a file that extends its own name gets the next set's; `SET/name`
    names a set. A name nothing answers to comes back as it is.
    """
    if name in known:
        return name
    own_set, _, own_name = parent.partition("/")
    start = chain.index(own_set) + 1 if own_name == name and own_set in chain else 0
    for link in chain[start:]:
        if f"{link}/{name}" in known:
            return f"{link}/{name}"
    return name


def declare(
    chain: tuple[str, ...],
    sources: Mapping[str, Source],
    office: Mapping[str, str],
    collector: Collector,
) -> tuple[Product, ...]:
    """Return the products of a chain, in order of name; the nearest set's file wins."""
    first: dict[str, str] = {}
    for link in chain:
        for name in sources:
            match = _PRODUCT.fullmatch(name)
            if match and match["set"] == link:
                first.setdefault(f"{match['file']}.{match['format']}", name)
    found = []
    for key in sorted(first):
        product = _product(first[key], chain, sources, collector)
        if product is not None and _complete(product, chain, office, collector):
            check_blocks(product.chain, sources, collector)
            found.append(product)
    _check_references(found, collector)
    return tuple(found)


def _check_references(products: list[Product], collector: Collector) -> None:
    """Report decks that are referred to and are not there."""
    decks = [product.name for product in products if product.format == "pptx"]
    for product in products:
        for name in product.refers_to:
            if name not in decks:
                close = get_close_matches(name, decks, 1)
                hint = f'did you mean "{close[0]}"?' if close else f"decks: {', '.join(decks)}"
                collector.error(
                    "TPL213",
                    f'"refers_to" names "{name}", and no deck is named so',
                    product.span,
                    hint,
                )


def _draft(
    name: str, chain: tuple[str, ...], sources: Mapping[str, Source], collector: Collector
) -> _Draft:
    source = sources[name]
    yaml, body = split(source.text)
    front = None
    if yaml.strip():
        node = load({source.path: yaml.encode()}, collector).get(source.path)
        front = read_single(FrontMatter, node, collector) if node is not None else None
    extends = _EXTENDS.search(body)
    parent = resolve_name(extends[1], name, chain, sources) if extends else ""
    line = body.count("\n", 0, extends.start()) + 1 if extends else 1
    return _Draft(name, front, parent, Span(source.path, line, 1, line, 1))


def _product(
    name: str, chain: tuple[str, ...], sources: Mapping[str, Source], collector: Collector
) -> Product | None:
    drafts: list[_Draft] = []
    while name:
        if any(draft.name == name for draft in drafts):
            collector.error("TPL204", f'"{name}" extends itself', drafts[-1].span)
            return None
        if name not in sources:
            names = ", ".join(sorted(n for n in sources if _PRODUCT.fullmatch(n)))
            collector.error(
                "TPL205", f'no template is named "{name}"', drafts[-1].span, f"there are: {names}"
            )
            return None
        if sources[name].text == REFUSED:
            return None  # its finding says why; no other template takes its place
        drafts.append(_draft(name, chain, sources, collector))
        name = drafts[-1].parent
    fronts = [draft.front for draft in drafts if draft.front is not None]
    if not fronts:
        collector.error(
            "TPL206",
            "the template has no front matter",
            drafts[0].span,
            "begin the file with --- and the keys product, title, per, audience, file",
        )
        return None
    match = _PRODUCT.fullmatch(drafts[0].name)
    audience = next((f.audience for f in fronts if f.audience is not None), None)
    first, own = fronts[0], drafts[0].front
    missing = [key for key in ("title", "per", "file") if not any(getattr(f, key) for f in fronts)]
    if audience is None:
        missing.append("audience")
    if missing or match is None or audience is None:
        collector.error(
            "TPL207",
            f"the front matter does not say {', '.join(missing)}",
            first.place.span,
            "add the keys, or extend a product that has them",
        )
        return None

    def text(key: str) -> Text:
        return next((getattr(f, key) for f in fronts if getattr(f, key)), first.subtitle)

    def word(key: str) -> str:
        return str(next((getattr(f, key) for f in fronts if getattr(f, key)), ""))

    file_name, extension = match["file"], match["format"]
    declared = next((front for front in fronts if front.format), None)
    if declared is not None and declared.format != extension:
        collector.error(
            "TPL209",
            f'the front matter says format "{declared.format}", the file name "{extension}"',
            declared.place.at("format"),
            f'rename the file to {file_name}.{declared.format}.j2, or leave "format" out',
        )
        return None
    face = next((f.face for f in fronts if f.face is not None), None)
    notes = next((f.notes for f in fronts if f.notes is not None), True)
    return Product(
        name=own.product if own is not None and own.product else file_name,
        template=drafts[0].name,
        per=cast("Scope", word("per")),
        audience=audience,
        face=face or (Audience.PARTICIPANT if extension == "pptx" else audience),
        format=cast("Format", extension),
        office=word("office") or f"{_office_stem(drafts, file_name)}.{extension}",
        title=text("title"),
        file=text("file"),
        kind=text("kind"),
        subtitle=text("subtitle"),
        running=text("running"),
        refers_to=next((f.refers_to for f in fronts if f.refers_to), ()),
        notes=notes,
        chain=tuple(draft.name for draft in drafts),
        span=first.place.span,
    )


def _office_stem(drafts: list[_Draft], own: str) -> str:
    """The Office file has the name of the product it was first declared by."""
    match = _PRODUCT.fullmatch(drafts[-1].name)
    return match["file"] if match else own


def _complete(
    product: Product, chain: tuple[str, ...], office: Mapping[str, str], collector: Collector
) -> bool:
    names = {name.partition("/")[2] for name in office if name.partition("/")[0] in chain}
    alternatives = {
        product.office,
        product.office.replace(".pptx", ".potx").replace(".docx", ".dotx"),
    }
    if names & alternatives:
        return True
    collector.error(
        "TPL208",
        f'no Office template is named "{product.office}"',
        product.span,
        f"there are: {', '.join(sorted(names))}",
    )
    return False
