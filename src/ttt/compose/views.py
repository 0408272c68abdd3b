"""An edition as plain data: the nouns' own fields, with numbers, addresses and references solved.

A view adds nothing an edition does not hold. Views are made once an edition and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Final

from babel.dates import format_date

from ttt.compose.slides import asides_of, nested, slides_of
from ttt.document import Plain
from ttt.model.audience import Audience
from ttt.model.cohort import Cohort, Fact
from ttt.model.curriculum import Module, Objective, Resource, Session, Step, Table, Term
from ttt.model.edition import Edition
from ttt.model.fields import fields_of
from ttt.model.product import Label
from ttt.text import EMPTY, Text

View = dict[str, Plain]

_NUMBERED: Final = re.compile(r"m(\d{1,2})")
_NUMBER: Final = re.compile(r"[-+−]?[\d\u00a0 .,]*\d\s*%?")
_AS_IT_IS: Final = frozenset({Text, str, int, bool, type(None)})
"""Types of values a view holds as they are; types made from them are looked at."""

ACTIVE_PHASES: Final = ("practice", "application")


class EditionViews:
    """The views of one edition, with the labels of its template set."""

    def __init__(self, edition: Edition, labels: Mapping[str, Label]) -> None:
        self.edition = edition
        self.labels = labels
        self._numbers = _module_numbers(edition)
        self._modules: dict[str, View] = {}
        self._exercises: dict[str, View] = {}
        self._objective_views: dict[str, View] = {}

    @cached_property
    def always(self) -> View:
        """What every document can name."""
        edition, header = self.edition, self.edition.header
        when = self._date(header.date)
        meanings = self.labels.get("markings")
        key = edition.marking.removeprefix("TLP:").lower().replace("+", "_")
        meaning: Label = EMPTY
        if isinstance(meanings, Mapping):
            meaning = meanings.get(key, EMPTY)
        word = str(self.labels.get("edition", "Edition"))
        code = str(header.short) or header.id
        stamp = " · ".join((code, f"{word} {header.version}", str(edition.cohort.name), when))
        return {
            "edition": {
                "number": header.version,
                "date": when,
                "language": edition.language,
                "audience": str(edition.audience),
                "stamp": stamp,
                "marking": edition.marking,
                "marking_meaning": self._meaning(meaning),
                "changes": tuple(
                    {"address": c.address, "what": c.what, "reason": c.reason}
                    for c in edition.changes
                ),
            },
            "labels": _plain_label(self.labels),
            "cohort": self._cohort(edition.cohort),
            "curriculum": {
                "id": header.id,
                "title": header.title,
                "short": code,
                "notice": header.notice,
                "version": header.version,
                "community": header.community,
                "content_level": str(header.content_level),
                "boundary": self._plain(header.boundary),
                "partners": tuple(self._plain(partner) for partner in header.partners),
                "outline": tuple(self._outline(module) for module in edition.modules),
            },
        }

    def _meaning(self, meaning: Label) -> Plain:
        """Return what the marking means; with GREEN, who the community is (TLP 2.0)."""
        community = self.edition.header.community
        words = _plain_label(meaning)
        if self.edition.marking == "TLP:GREEN" and community and isinstance(words, str):
            return f"{words} ({community})"
        return words

    def forget(self) -> None:
        """Let go of the views of modules and exercises; what every document names stays."""
        self._modules.clear()
        self._exercises.clear()

    # ── by scope ─────────────────────────────────────────────────────────────────────────────

    def modules(self) -> tuple[View, ...]:
        """Return all modules in order."""
        return tuple(self.module(module.id) for module in self.edition.modules)

    def module(self, name: str) -> View:
        """Return one module with its sessions, objectives, exercises, sources and terms."""
        if name not in self._modules:
            module = next(m for m in self.edition.modules if m.id == name)
            self._modules[name] = self._module(module)
        return self._modules[name]

    def session(self, name: str) -> tuple[View, View]:
        """Return the module of a session and the session."""
        for module in self.edition.modules:
            for position, session in enumerate(module.sessions):
                if session.id == name:
                    view = self.module(module.id)
                    sessions = view["sessions"]
                    assert isinstance(sessions, tuple)  # noqa: S101 for the type checker
                    found = sessions[position]
                    assert isinstance(found, dict)  # noqa: S101 for the type checker
                    return view, found
        raise KeyError(name)

    def exercises(self) -> tuple[View, ...]:
        """Return all exercises of the edition."""
        return tuple(self.exercise(name) for name in self.edition.exercises)

    def exercise(self, name: str) -> View:
        """Return one exercise, its objectives and sources in place of their ids."""
        if name not in self._exercises:
            exercise = self.edition.exercises[name]
            self._exercises[name] = {
                **self._fields(exercise),
                "objectives": self._objectives(exercise.objectives),
                "sources": self.resources(exercise.sources),
            }
        return self._exercises[name]

    def resources(self, names: Iterable[str] | None = None) -> tuple[View, ...]:
        """Return resources by id, or all of them, in the order of the file."""
        known = self.edition.resources
        wanted = known if names is None else [name for name in names if name in known]
        return tuple(self._resource(known[name]) for name in wanted)

    def glossary(self, terms: Iterable[Term] | None = None) -> tuple[View, ...]:
        """Return terms that have a word in the edition's language or in the base language."""
        chosen = self.edition.glossary if terms is None else terms
        language, base = self.edition.language, self.edition.header.language
        found: list[View] = []
        for term in chosen:
            word = term.term.get(language) or term.term.get(base)
            definition = term.definition.get(language) or term.definition.get(base)
            if word and definition:
                found.append({"id": term.id, "term": word, "definition": definition})
        return tuple(sorted(found, key=lambda view: str(view["term"]).casefold()))

    # ── the nouns ────────────────────────────────────────────────────────────────────────────

    def _module(self, module: Module) -> View:
        number = self._numbers[module.id]
        sessions = tuple(
            self._session(session, f"{number}.{position}")
            for position, session in enumerate(module.sessions, start=1)
        )
        steps = [step for session in module.sessions for step in session.steps]
        exercises = dict.fromkeys(s.exercise for s in steps if s.exercise in self.edition.exercises)
        sources = dict.fromkeys(
            source
            for session in module.sessions
            for source in (*session.sources, *(s for step in session.steps for s in step.sources))
        )
        sources.update(
            (s, None) for name in exercises for s in self.edition.exercises[name].sources
        )
        return {
            **self._fields(module),
            "number": number,
            "on_wall": _on_wall(module.title),
            "minutes": sum(session.minutes for session in module.sessions),
            "sessions": sessions,
            "objectives": tuple(self._objective(objective) for objective in module.objectives),
            "exercises": tuple(self.exercise(name) for name in exercises),
            "sources": self.resources(sources),
            "terms": self.glossary(self._terms_in(module)),
        }

    def _session(self, session: Session, number: str) -> View:
        return {
            **self._fields(session),
            "number": number,
            "on_wall": _on_wall(session.title),
            "objectives": self._objectives(session.objectives),
            "sources": self.resources(session.sources),
            "steps": tuple(
                self._step(step, session.id, position)
                for position, step in enumerate(session.steps, start=1)
            ),
        }

    def _step(self, step: Step, session: str, position: int) -> View:
        address = f"{session}/{step.id}"
        exercise = self.exercise(step.exercise) if step.exercise in self.edition.exercises else None
        view: View = {
            **self._fields(step),
            "address": address,
            "number": position,
            "exercise": exercise,
            "on_wall": _on_wall(step.title),
            "active": step.grouping != "plenary" or step.phase in ACTIVE_PHASES,
            "sources": self.resources(step.sources),
            "objectives": self._objectives(step.objectives),
        }
        slides = tuple(slides_of(view, address))
        view["asides"] = tuple(asides_of(view, address))
        view["slides"] = slides
        view["has_slide"] = bool(slides)
        return view

    def _objectives(self, names: Iterable[str]) -> tuple[View, ...]:
        known = self._known
        return tuple([self._objective(known[name]) for name in names if name in known])

    @cached_property
    def _known(self) -> Mapping[str, Objective]:
        return {o.id: o for module in self.edition.modules for o in module.objectives}

    def _objective(self, objective: Objective) -> View:
        view = self._objective_views.get(objective.id)
        if view is None:
            view = self._objective_views[objective.id] = self._fields(objective)
        return view

    def _resource(self, resource: Resource) -> View:
        return self._fields(resource)

    def _outline(self, module: Module) -> View:
        number = self._numbers[module.id]
        return {
            "id": module.id,
            "title": module.title,
            "number": number,
            "minutes": sum(session.minutes for session in module.sessions),
            "sessions": tuple(
                {"id": s.id, "title": s.title, "number": f"{number}.{i}", "minutes": s.minutes}
                for i, s in enumerate(module.sessions, start=1)
            ),
        }

    def _cohort(self, cohort: Cohort) -> View:
        regional = self.edition.members
        facts = {name: self._fact(fact) for name, fact in cohort.facts.items()}
        for member in regional:
            for name, fact in member.facts.items():
                facts.setdefault(name, self._fact(fact))
        return {
            "id": cohort.id,
            "name": cohort.name,
            "countries": cohort.countries,
            "language": self.edition.language,
            "languages": cohort.languages,
            "paper": str(cohort.paper),
            "size": cohort.size,
            "agencies": tuple(self._plain(agency) for agency in cohort.agencies),
            "facts": facts,
            "members": tuple(
                {
                    "id": member.id,
                    "name": member.name,
                    "facts": {name: self._fact(fact) for name, fact in member.facts.items()},
                }
                for member in regional
            ),
        }

    def _fact(self, fact: Fact) -> View:
        return {
            **self._fields(fact),
            "known": not fact.unknown,
            "confirmed": bool(fact.verified_by),
            "verified_by": fact.verified_by or "",
        }

    # ── plain data ───────────────────────────────────────────────────────────────────────────

    def _fields(self, noun: object) -> View:
        view: View = {}
        for name, mixed in _names(noun):
            value = getattr(noun, name)
            if type(value) in _AS_IT_IS or value == ():
                view[name] = value
            else:
                view[name] = nested(value) if mixed else self._plain(value)
        return view

    def _plain(self, value: object) -> Plain:
        match value:
            case Text() | bool() | int() | None:
                return value
            case tuple():
                return tuple(
                    [item if type(item) in _AS_IT_IS else self._plain(item) for item in value]
                )
            case str():
                return str(value)
            case date():
                return self._date(value)
            case Table():
                return {**self._fields(value), "align": _align(value)}
            case Mapping():
                return {str(key): self._plain(item) for key, item in value.items()}
            case _:
                return self._fields(value)

    def _date(self, day: date) -> str:
        return _formatted(day, _locale(self.edition.language))

    def _terms_in(self, module: Module) -> tuple[Term, ...]:
        if not self.edition.glossary:
            return ()
        words = " ".join(_texts(module)).casefold()
        base = self.edition.header.language
        return tuple(
            term
            for term in self.edition.glossary
            if (word := str(term.term.get(base, "")).casefold()) and word in words
        )


def _on_wall(title: Text) -> bool:
    """Whether participants may see the element on a slide; a title is as private as its element."""
    return title.origin.audience is Audience.PARTICIPANT


def _texts(noun: object) -> Iterable[str]:
    """Yield every text below an element."""
    match noun:
        case str():
            yield noun
        case tuple():
            for item in noun:
                yield from _texts(item)
        case None | bool() | int() | date() | Mapping():
            return
        case _:
            for name, _ in _names(noun):
                yield from _texts(getattr(noun, name))


def _names(noun: object) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a noun, and whether they are points with points under them."""
    noun_type: type = type(noun)
    return _names_of(noun_type)


@cache
def _names_of(noun: type) -> tuple[tuple[str, bool], ...]:
    return tuple((spec.name, spec.mixed) for spec in fields_of(noun))


@cache
def _formatted(day: date, locale: str) -> str:
    return format_date(day, format="long", locale=locale)


def _plain_label(label: Label) -> Plain:
    if isinstance(label, Mapping):
        return {key: _plain_label(value) for key, value in label.items()}
    return label


def _align(table: Table) -> tuple[str, ...]:
    """Return `end` for a column that holds numbers only, `start` for the others."""
    columns = zip(*table.rows, strict=False) if table.rows else ()
    return tuple(
        "end" if position and all(_NUMBER.fullmatch(cell.strip()) for cell in column) else "start"
        for position, column in enumerate(columns)
    ) or tuple("start" for _ in table.header)


def _locale(language: str) -> str:
    return "en_GB" if language == "en" else language.replace("-", "_")


def _module_numbers(edition: Edition) -> Mapping[str, int]:
    """Number modules by their ids (m1, m2 …) when all have such ids, else by position."""
    names = edition.header.modules
    matches = [_NUMBERED.fullmatch(name) for name in names]
    if all(matches):
        return {name: int(match[1]) for name, match in zip(names, matches, strict=True) if match}
    return {name: position for position, name in enumerate(names, start=1)}
