"""Template sets and the products in them: files in, `TemplateSet`s out.

Reads front matter, `set.yaml` and labels, follows `extends`, and merges. Renders nothing and
opens no Office file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from ttt.diagnostics import Collector
from ttt.model.product import Label, SetFile, TemplateSet
from ttt.products.declare import declare
from ttt.source import MappingNode, Node, ScalarNode, SequenceNode, Source
from ttt.text import Kind, Origin, Text
from ttt.validate.single import read_single

__all__ = ["read_sets"]

_PATH: Final = re.compile(r"templates/(?P<set>[^/]+)/(?P<name>.+)")
OFFICE: Final = (".pptx", ".potx", ".docx", ".dotx")


def read_sets(
    wanted: Iterable[str],
    texts: Mapping[str, Source],
    nodes: Mapping[str, MappingNode],
    office: Iterable[str],
    collector: Collector,
) -> Mapping[str, TemplateSet]:
    """Return the wanted template sets by name, each with its whole chain.

    `texts` are the `.j2` files by path (`templates/base/guide.docx.j2`), `nodes` the YAML files
    among the templates (`set.yaml`, `labels/*.yaml`), `office` the paths of Office files. A set
    that is not there, a chain that bites its tail and front matter that does not say what must be
    said are reported (`TPL2xx`); such a set or product is left out.
    """
    present = _names([*texts, *nodes, *office])
    files = {name: _set_file(name, nodes, collector) for name in sorted(present)}
    found: dict[str, TemplateSet] = {}
    for name in dict.fromkeys(wanted):
        chain = _chain(name, files, collector)
        if chain:
            found[name] = _assemble(name, chain, files, texts, nodes, office, collector)
    return found


def _names(paths: Iterable[str]) -> set[str]:
    return {match["set"] for path in paths if (match := _PATH.fullmatch(path))}


def _set_file(name: str, nodes: Mapping[str, MappingNode], collector: Collector) -> SetFile | None:
    node = nodes.get(f"templates/{name}/set.yaml")
    return read_single(SetFile, node, collector) if node is not None else None


def _chain(name: str, files: Mapping[str, SetFile | None], collector: Collector) -> tuple[str, ...]:
    chain: list[str] = []
    at: SetFile | None = None
    while name:
        if name in chain:
            collector.error(
                "TPL201",
                f'template set "{name}" extends itself',
                at.place.at("extends") if at else None,
                "name another set after extends",
            )
            return ()
        if name not in files:
            close = get_close_matches(name, files, 1)
            hint = f'did you mean "{close[0]}"?' if close else f"there are: {', '.join(files)}"
            span = at.place.at("extends") if at else None
            collector.error(
                "TPL202",
                f'no template set is named "{name}"',
                span,
                hint,
                file="" if span else f"templates/{name}",
            )
            return ()
        chain.append(name)
        at = files[name]
        name = str(at.extends) if at else ""
    return tuple(chain)


def _assemble(
    name: str,
    chain: tuple[str, ...],
    files: Mapping[str, SetFile | None],
    texts: Mapping[str, Source],
    nodes: Mapping[str, MappingNode],
    office: Iterable[str],
    collector: Collector,
) -> TemplateSet:
    sources = {
        f"{match['set']}/{match['name']}": source
        for path, source in sorted(texts.items())
        if (match := _PATH.fullmatch(path)) and match["set"] in chain
    }
    offices = {
        f"{match['set']}/{match['name']}": path
        for path in sorted(office)
        if (match := _PATH.fullmatch(path)) and match["set"] in chain
    }
    bindings = [files[link] for link in reversed(chain)]

    def merged(field: str) -> dict[str, str]:
        return {
            role: str(value)
            for file in bindings
            if file is not None
            for role, value in getattr(file, field).items()
        }

    return TemplateSet(
        name=name,
        chain=chain,
        sources=sources,
        office=offices,
        products=declare(chain, sources, offices, collector),
        labels=_labels(chain, nodes, collector),
        layouts=merged("layouts"),
        styles=merged("styles"),
        regions=merged("regions"),
        fonts=merged("fonts"),
    )


def _labels(
    chain: tuple[str, ...], nodes: Mapping[str, MappingNode], collector: Collector
) -> Mapping[str, Mapping[str, Label]]:
    """Return the labels by language; a set's words win over those of the set it extends."""
    found: dict[str, Mapping[str, Label]] = {}
    for link in reversed(chain):
        start = f"templates/{link}/labels/"
        for path, node in sorted(nodes.items()):
            if path.startswith(start) and path.endswith(".yaml"):
                language = path.removeprefix(start).removesuffix(".yaml")
                words = _words(node, collector)
                found[language] = _over(found.get(language, {}), words)
    return found


def _words(node: MappingNode, collector: Collector) -> dict[str, Label]:
    return {
        entry.key: label
        for entry in node.entries
        if (label := _label(entry.value, collector)) is not None
    }


def _label(node: Node, collector: Collector) -> Label | None:
    match node:
        case ScalarNode(value, span):
            return Text(value.strip(), Kind.LINE, Origin("labels", span=span))
        case MappingNode():
            return _words(node, collector)
        case SequenceNode(_, span):
            collector.error("TPL203", "a label is a word or a group of words, not a list", span)
            return None


def _over(under: Mapping[str, Label], above: Mapping[str, Label]) -> dict[str, Label]:
    """Lay one group of words over another."""
    merged = dict(under)
    for key, value in above.items():
        base = merged.get(key)
        both = isinstance(base, Mapping) and isinstance(value, Mapping)
        merged[key] = _over(base, value) if both else value  # type: ignore[arg-type] # both are groups
    return merged
