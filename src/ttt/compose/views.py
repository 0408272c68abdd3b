"""An edition as plain data: the nouns' own fields, with numbers, addresses and references solved.

A view adds nothing an edition does not hold. Views are made once an edition and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from ttt.compose.course import Course, module_numbers
from ttt.compose.exercises import exercise_view, phase_of
from ttt.compose.plain import (
    align,
    date_in_words,
    language_name,
    names_of,
    plain_label,
    texts_of,
)
from ttt.compose.slides import asides_of, nested, slides_of
from ttt.document import Plain
from ttt.model.audience import Audience
from ttt.model.cohort import Cohort, Fact
from ttt.model.curriculum import Module, Objective, Resource, Session, Step, Table, Term
from ttt.model.edition import Edition
from ttt.model.product import Label
from ttt.text import EMPTY, Text

View = dict[str, Plain]

_AS_IT_IS: Final = frozenset({Text, str, int, bool, type(None)})
"""Types of values a view holds as they are; types made from them are looked at."""

ACTIVE_PHASES: Final = ("practice", "application")


class EditionViews:
    """The views of one edition, with the labels of its template set."""

    def __init__(self, edition: Edition, labels: Mapping[str, Label]) -> None:
        self.edition = edition
        self.labels = labels
        self._numbers = module_numbers(edition)
        self.course = Course(edition, self._numbers)
        self._modules: dict[str, View] = {}
        self._exercises: dict[str, View] = {}
        self._objective_views: dict[str, View] = {}
        self._resource_views: dict[str, View] = {}

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
                "changes": self.course.changes(),
            },
            "labels": plain_label(self.labels),
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
        words = plain_label(meaning)
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
                **exercise_view(self._fields(exercise), exercise, self.edition.cohort.size),
                "objectives": self._objectives(exercise.objectives),
                "sources": self.resources(exercise.sources),
                "public_sources": self.resources(exercise.public_sources),
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
                other = term.term.get(self._other_language, EMPTY)
                found.append(
                    {"id": term.id, "term": word, "definition": definition, "other": other}
                )
        return tuple(sorted(found, key=lambda view: str(view["term"]).casefold()))

    @cached_property
    def _other_language(self) -> str:
        """The first language of the cohort that the documents are not in."""
        known = self.edition.cohort.languages
        return next((code for code in known if code != self.edition.language), "")

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
        work = [self.edition.exercises[name] for name in exercises]
        sources.update(dict.fromkeys(s for e in work for s in (*e.sources, *e.public_sources)))
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
            **self.course.when(session.id),
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
            "start": self.course.begins(address),
            "exercise": exercise,
            "exercise_phase": phase_of(exercise, step.exercise_phase),
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
        view = self._resource_views.get(resource.id)
        if view is None:
            view = self._resource_views[resource.id] = self._fields(resource)
        return view

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
        regional, other = self.edition.members, self._other_language
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
            "other_language": language_name(other, self.edition.language) if other else "",
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
        for name, mixed in names_of(noun):
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
                if _AS_IT_IS.issuperset(map(type, value)):
                    return value
                return tuple(
                    [item if type(item) in _AS_IT_IS else self._plain(item) for item in value]
                )
            case str():
                return str(value)
            case date():
                return self._date(value)
            case Table():
                return {**self._fields(value), "align": align(value)}
            case Mapping():
                return {str(key): self._plain(item) for key, item in value.items()}
            case _:
                return self._fields(value)

    def _date(self, day: date) -> str:
        return date_in_words(day, self.edition.language)

    def _terms_in(self, module: Module) -> tuple[Term, ...]:
        if not self.edition.glossary:
            return ()
        words = " ".join(texts_of(module)).casefold()
        base = self.edition.header.language
        return tuple(
            term
            for term in self.edition.glossary
            if (word := str(term.term.get(base, "")).casefold()) and word in words
        )


def _on_wall(title: Text) -> bool:
    """Whether participants may see the element on a slide; a title is as private as its element."""
    return title.origin.audience is Audience.PARTICIPANT
