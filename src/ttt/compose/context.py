"""Everything a template can name, as plain data: mappings, tuples, texts, numbers.

`context_of` is the whole list; docs/templates-context.md is printed from it. Cohort and
audience were decided in `resolve`: nothing is left out here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TypeAlias

from ttt.compose.views import EditionViews
from ttt.document import Plain
from ttt.frozen import frozen
from ttt.model.edition import Edition
from ttt.model.product import Product, TemplateSet
from ttt.text import Text

Names: TypeAlias = Mapping[str, Plain]


@frozen
class Context:
    """What one document's templates can name; `element` is the address it is about."""

    names: Names
    element: str
    title: str = field(default="", compare=False)


def elements(edition: Edition, product: Product) -> tuple[str, ...]:
    """Return the addresses of the elements a product is built for.

    A deck is not built for what those who see the wall may not have.
    """
    modules = [m for m in edition.modules if product.face.may_see(m.audience)]
    match product.per:
        case "curriculum":
            return (edition.header.id,) if edition.modules else ()
        case "cohort":
            return (edition.cohort.id,)
        case "module":
            return tuple(module.id for module in modules)
        case "session":
            sessions = (session for module in modules for session in module.sessions)
            return tuple(s.id for s in sessions if product.face.may_see(s.audience))
        case "exercise":
            exercises = edition.exercises.values()
            return tuple(e.id for e in exercises if product.face.may_see(e.audience))


def context_of(views: EditionViews, product: Product, element: str, marking: str = "") -> Context:
    """Return the names for one document: those always there, and those of its scope.

    `marking` is the document's own, where something in it is marked stricter than the edition.
    """
    names = dict(views.always)
    edition = names["edition"]
    if marking and marking != views.edition.marking and isinstance(edition, Mapping):
        meaning = views.meaning_of(marking)
        names["edition"] = {**edition, "marking": marking, "marking_meaning": meaning}
    match product.per:
        case "module":
            names["module"] = views.module(element)
            names["days"] = views.course.days
        case "session":
            module, session = views.session(element)
            names["session"] = session
            names["module"] = {key: module[key] for key in ("id", "title", "number", "minutes")}
        case "exercise":
            names["exercise"] = views.exercise(element)
        case "curriculum" | "cohort":
            names["modules"] = views.modules()
            names["objectives"] = tuple(
                objective
                for module in views.modules()
                for objective in _tuple(module, "objectives")
            )
            names["exercises"] = views.exercises()
            names["resources"] = views.resources()
            names["glossary"] = views.glossary()
            names["days"] = views.course.days
            names["half_days"] = views.course.half_days()
            names["equipment"] = views.course.equipment()
            names["groups"] = views.course.groups()
            names["totals"] = views.course.totals()
            names["coverage"] = views.course.coverage()
    return Context(names, element)


def _tuple(view: Plain, key: str) -> tuple[Plain, ...]:
    value = view[key] if isinstance(view, Mapping) else ()
    return value if isinstance(value, tuple) else ()


def names_in(names: Names, prefix: str = "") -> Iterator[str]:
    """Yield every dotted name of a context, lists as `name[]`; what docs are printed from."""
    for name, value in names.items():
        yield from _named(value, f"{prefix}{name}")


def _named(value: Plain, name: str) -> Iterator[str]:
    match value:
        case Mapping():
            yield name
            yield from names_in(value, f"{name}.")
        case tuple() if value and not isinstance(value, (str, Text)):
            yield from _named(value[0], f"{name}[]")
        case _:
            yield name


__all__ = ["Context", "Names", "TemplateSet", "context_of", "elements", "names_in"]
