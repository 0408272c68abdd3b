"""A curriculum in which each field holds its own name: what templates are tried on.

Made from the nouns' declarations. There is an element for every word a field may hold, one that
leaves out what may be left out, and one for each reader: so a template's conditions come true here
that no curriculum has met yet. Nobody validates it and it is never printed for anybody.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from ttt.model.audience import AUDIENCES, Audience
from ttt.model.cohort import Break, Cohort, Day, Fact
from ttt.model.curriculum import CurriculumHeader, Module, Resource, Term
from ttt.model.edition import Curriculum
from ttt.model.exercise import Exercise
from ttt.model.fields import FieldSpec, Place, Range, fields_of
from ttt.source import Span
from ttt.text import Kind, Origin, Text

COHORT: Final = "specimen"
LANGUAGE: Final = "en"
_DAY: Final = date(2026, 1, 1)
_PLACE: Final = Place(Span("specimen", 1, 1, 1, 1))
_CASE: Final = "case"
"""The source that only trainers may know of: the public case an exercise rests on."""


@cache
def specimen(facts: tuple[str, ...] = ()) -> Curriculum:
    """Return the curriculum, with one cohort, whose facts have these names."""
    exercises = tuple(_variants(Exercise, _EVERYBODY, rich=True))
    modules = tuple(
        _element(Module, at, audience, full=True, rich=not at)
        for at, audience in enumerate((_EVERYBODY, _EVERYBODY, Audience.TRAINER))
    )
    case = _element(Resource, 0, Audience.TRAINER, full=True, rich=False)
    resources = (
        *_variants(Resource, _EVERYBODY, rich=True),
        dataclasses.replace(case, id=_CASE, audience=_EVERYBODY),
    )
    header = _element(CurriculumHeader, 0, _EVERYBODY, full=True, rich=False)
    return Curriculum(
        dataclasses.replace(
            header,
            marking="TLP:GREEN",
            language=LANGUAGE,
            modules=tuple(module.id for module in modules),
        ),
        modules,
        exercises,
        resources,
        tuple(_variants(Term, _EVERYBODY, rich=True)),
        (_cohort(facts),),
    )


_EVERYBODY: Final = Audience.PARTICIPANT


def _cohort(facts: Iterable[str]) -> Cohort:
    cohort: Cohort = _element(Cohort, 0, _EVERYBODY, full=True, rich=False)
    pause = _element(Break, 0, _EVERYBODY, full=True, rich=False)
    fact = _element(Fact, 0, _EVERYBODY, full=True, rich=False)
    known = dataclasses.replace(fact, unknown=Text())
    return dataclasses.replace(
        cohort,
        id=COHORT,
        languages=(LANGUAGE,),
        labels="",
        timezone="UTC",
        countries=("KH",),
        day=Day("08:30", "16:30", _PLACE, (dataclasses.replace(pause, at="10:00"),)),
        marking="",
        templates="",
        members=(),
        facts={name: fact if at % 2 else known for at, name in enumerate(facts)},
    )


def _variants(noun: type, reader: Audience, *, rich: bool) -> Iterator[Any]:
    """Yield elements of a noun; when `rich`, one for every word, one bare, one for each reader."""
    own = any(spec.name == "audience" for spec in fields_of(noun))
    words = max((len(spec.choices) for spec in fields_of(noun)), default=0) if rich else 0
    count = max(words, 2 if rich else 1)
    for at in range(count):
        yield _element(noun, at, reader, full=True, rich=rich and not at)
    yield _element(noun, count, reader, full=False, rich=False)
    if rich and own:
        for at, audience in enumerate(AUDIENCES[1:], start=count + 1):
            yield _element(noun, at, reader.stricter(audience), full=True, rich=False)


def _element(noun: type, at: int, reader: Audience, *, full: bool, rich: bool) -> Any:  # noqa: ANN401 any noun
    """Return an element that is for `reader`; one that is not `full` has what it must have.

    Fields that are not for everybody are filled in any case: they are what must not be printed.
    """
    values: dict[str, object] = {"place": _PLACE}
    for spec in fields_of(noun):
        if full or spec.required or spec.audience is not _EVERYBODY:
            found = _named(noun, spec, at, reader)
            values[spec.name] = (
                _value(noun, spec, at, reader, rich=rich) if found is None else found
            )
    if any(spec.name == "audience" for spec in fields_of(noun)):
        values["audience"] = reader
    return noun(**values)


def _named(  # noqa: C901 one arm a field
    noun: type, spec: FieldSpec, at: int, reader: Audience
) -> object | None:
    """Return ids and what names others; None for every other field."""
    match noun.__name__, spec.name:
        case _, "id":
            return f"{noun.__name__.lower()}-{reader}-{at}"
        case _, "audience":
            return reader
        case _, "releasable_to" | "prerequisites" | "members":
            return ()
        case "Step", "exercise":
            return _EXERCISES[at % len(_EXERCISES)] if reader is _EVERYBODY else _EXERCISES[0]
        case "Step", "exercise_phase":
            return "exercisephase-participant-0" if at % 3 == 1 else ""
        case _, "public_sources":
            return (_CASE,)
        case _, "sources":
            return tuple(f"resource-{each}-{n}" for n, each in _SOURCES)
        case _, "objectives" if not is_dataclass(spec.leaf):
            return ("objective-participant-0", "objective-participant-1")
        case "Objective", "parent":
            return "objective-participant-0" if at else ""
        case "Inject", "to" | "cc":
            return ("role-participant-0", "all") if at else ("all",)
        case "Inject", "contingency_for":
            return "inject-evaluator-0" if at else ""
        case "Inject", "critical_tasks":
            return ("criticaltask-evaluator-0",)
        case "Rubric", "min_each_critical":
            return 1
        case "Level", "level":
            return at + 1
        case _:
            return None


_EXERCISES: Final = (*(f"exercise-participant-{at}" for at in range(6)), "exercise-trainer-8")
_SOURCES: Final = (*((n, _EVERYBODY) for n in range(8)), *enumerate(AUDIENCES[1:], start=8))


def _value(noun: type, spec: FieldSpec, at: int, reader: Audience, *, rich: bool) -> object:
    """Return the value of a field: a text is its name."""
    inside = reader.stricter(spec.audience)
    if spec.leaf is Text:
        words = f"{noun.__name__.lower()}.{spec.name}"
        article = "an" if noun.__name__[0] in "AEIOU" else "a"
        origin = Origin(COHORT, f"{article} {noun.__name__.lower()}", spec.name, inside)
        leaf: object = Text(words, spec.kind or Kind.LINE, origin)
    elif is_dataclass(spec.leaf):
        if spec.depth == 1:
            return tuple(_variants(spec.leaf, inside, rich=rich))
        leaf = _element(spec.leaf, at, inside, full=True, rich=rich)
    elif spec.choices:
        leaf = spec.choices[at % len(spec.choices)]
    elif spec.leaf is bool:
        leaf = not at % 2
    elif spec.leaf is int:
        limits = spec.marker(Range)
        leaf = min(max(limits.low, 5), limits.high) if limits else 5
    elif spec.leaf is date:
        leaf = _DAY
    else:
        leaf = f"{spec.name}-{at}"
    if spec.keyed:
        return _keyed(noun, leaf)
    if spec.mixed:
        return (leaf, (leaf, leaf))
    for _ in range(spec.depth):
        leaf = (leaf, leaf)
    return leaf


def _keyed(noun: type, leaf: object) -> Mapping[str, object]:
    return dict.fromkeys(("1", "2") if noun.__name__ == "Criterion" else (LANGUAGE, "fr"), leaf)
