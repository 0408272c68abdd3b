"""A cohort's overlays applied to the base: fields set, elements added, moved and removed.

What no overlay touches stays the same object. Unknown ids and anchors are `validate`'s findings;
here stand only those that need the result: minutes that no longer add up, elements that wait for
each other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias, TypeVar, cast

from ttt.diagnostics import Collector, Diagnostic, Related
from ttt.frozen import frozen
from ttt.model.audience import Audience
from ttt.model.cohort import Cohort
from ttt.model.curriculum import Module, Objective, Session, Step
from ttt.model.edition import Curriculum
from ttt.model.exercise import Exercise, Inject, Part
from ttt.model.fields import FieldSpec, Place, fields_of, reader_of
from ttt.model.overlay import Change
from ttt.resolve.minutes import check_exercise_minutes, check_minutes
from ttt.resolve.same import Same
from ttt.resolve.wording import quote
from ttt.source import Span
from ttt.text import EMPTY, Text

Element: TypeAlias = Module | Session | Step | Objective | Exercise | Part
E = TypeVar("E", bound=Element)


@frozen
class Record:
    """What happened to one element: `where` in words (added, moved, removed), fields set.

    Each field is named with its least privileged reader; `audience` is the element's, `released`
    the cohorts it and each element around it is released to. `title` is the element's, or that of
    what it stands in.
    """

    address: str
    where: str
    fields: tuple[tuple[str, Audience], ...]
    reason: Text
    audience: Audience
    released: tuple[tuple[str, ...], ...]
    title: Text


@frozen
class Adapted:
    """The modules and exercises of one cohort, and the account of what it changed."""

    modules: tuple[Module, ...]
    exercises: tuple[Exercise, ...]
    records: tuple[Record, ...] = ()


def adapt(curriculum: Curriculum, cohort: Cohort, collector: Collector) -> Adapted:
    """Return modules and exercises as the cohort changed them, nothing withheld yet.

    Reports `SES001` where an overlay made minutes differ, `COH121` for elements that wait for
    each other; both concern this cohort only. All audiences of a cohort share the same objects.
    """
    adapted, found = _adapted(Same(curriculum), Same(cohort))
    collector.extend(found)
    return adapted


@lru_cache(64)
def _adapted(base: Same, to: Same) -> tuple[Adapted, tuple[Diagnostic, ...]]:
    curriculum, cohort = cast("Curriculum", base.value), cast("Cohort", to.value)
    modules = {module.id: module for module in curriculum.modules}
    exercises = {exercise.id: exercise for exercise in curriculum.exercises}
    work = _Work(Collector((cohort.id,)))
    for overlay in curriculum.overlays:
        if overlay.cohort != cohort.id:
            continue
        targets = modules if overlay.kind == "module" else exercises
        element = targets.get(overlay.target)
        if element is None:
            continue
        released = (element.releasable_to,)
        outer = _Outer(element.id, element.audience, released, EMPTY, element.title)
        changed = work.apply(element, overlay.change, outer)
        match changed:
            case Module():
                modules[changed.id] = changed
            case Exercise():
                exercises[changed.id] = changed
            case _:
                continue
    adapted = Adapted(tuple(modules.values()), tuple(exercises.values()), tuple(work.records))
    return adapted, tuple(work.collector)


@frozen
class _Outer:
    """Where an element stands: its address, its readers and cohorts, the reason given outside.

    `title` is its own, or the nearest one outside.
    """

    address: str
    audience: Audience
    released: tuple[tuple[str, ...], ...]
    reason: Text
    title: Text

    def inside(self, element: Element, reason: Text) -> _Outer:
        """Return the place of an element inside this one."""
        own = isinstance(element, (Module, Session, Objective, Exercise))
        address = element.id if own else f"{self.address}/{element.id}"
        why = reason or self.reason
        title = getattr(element, "title", EMPTY) or self.title
        if isinstance(element, (Module, Session, Step, Exercise)):
            audience = self.audience.stricter(element.audience)
            return _Outer(address, audience, (*self.released, element.releasable_to), why, title)
        audience = self.audience.stricter(reader_of(element))
        if isinstance(element, Inject):
            audience = audience.stricter(element.audience)
            released = (*self.released, element.releasable_to)
            return _Outer(address, audience, released, why, title)
        return _Outer(address, audience, self.released, why, title)

    def below(self, audience: Audience) -> _Outer:
        """Return the place of a list of elements that is for these readers."""
        return dataclasses.replace(self, audience=self.audience.stricter(audience))


@dataclass(slots=True)
class _Work:
    """The account of applying one cohort's overlays."""

    collector: Collector
    records: list[Record] = field(default_factory=list)

    def apply(self, element: E, change: Change, at: _Outer) -> E:
        """Return the element with the change made in it and in its lists."""
        values: dict[str, object] = dict(change.fields)
        reason = change.reason or at.reason
        at = dataclasses.replace(at, reason=reason)
        where = "moved" if change.position else ""
        if change.fields or where:
            self._record(element, change, where, at)
        for name, changes in change.children.items():
            before = cast("tuple[Element, ...]", getattr(element, name))
            spec = next(spec for spec in _fields(element) if spec.name == name)
            after = self._list(before, changes, spec.leaf, at.below(spec.audience))
            if after is not before:
                values[name] = after
        if not values:
            return element
        keys = {name: span for name, span in change.place.keys.items() if name in change.fields}
        values["place"] = Place(element.place.span, {**element.place.keys, **keys})
        result: E = dataclasses.replace(element, **values)  # type: ignore[arg-type] # as declared
        if isinstance(result, Session):
            related = tuple(
                Related(f"{quote(step.id)} is set to {step.fields['minutes']} minutes", span)
                for step in change.children.get("steps", ())
                if (span := step.place.keys.get("minutes")) and "minutes" in step.fields
            )
            span = change.place.keys.get("minutes") or change.place.keys.get("id")
            check_minutes(result, self.collector, span or change.place.span, related)
        if isinstance(result, Exercise):
            check_exercise_minutes(result, self.collector, _start(change))
        return result

    def _list(
        self, base: tuple[Element, ...], changes: Sequence[Change], noun: type[Element], at: _Outer
    ) -> tuple[Element, ...]:
        """Return a list of elements with all changes made, in the order the overlay asks for."""
        elements = list(base)
        waiting: list[tuple[Change, Element]] = []
        for change in changes:
            index = next((i for i, e in enumerate(elements) if e.id == change.id), None)
            if index is None:
                if change.new:
                    waiting.append((change, self._new(noun, change, at)))
                continue
            element = elements[index]
            inside = at.inside(element, change.reason)
            if change.remove:
                self._record(element, change, "removed", inside)
                del elements[index]
                continue
            elements[index] = self.apply(element, change, inside)
            if change.position:
                waiting.append((change, elements.pop(index)))
        self._place(elements, waiting)
        same = len(elements) == len(base) and all(
            new is old for new, old in zip(elements, base, strict=True)
        )
        return base if same else tuple(elements)

    def _place(self, elements: list[Element], waiting: list[tuple[Change, Element]]) -> None:
        """Put new and moved elements where they belong; one may stand beside another."""
        while waiting:
            left = [(c, e) for c, e in waiting if not _insert(elements, e, c)]
            if len(left) == len(waiting):
                break
            waiting = left
        for change, element in waiting:
            anchor = change.position.anchor if change.position else ""
            self.collector.error(
                "COH121",
                f"{quote(change.id)} and {quote(anchor)} wait for each other",
                change.place.keys.get("id", change.place.span),
                "place one of the two beside an element of the base",
            )
            elements.append(element)

    def _new(self, noun: type[Element], change: Change, at: _Outer) -> Element:
        values: dict[str, object] = {"id": change.id, "place": change.place, **change.fields}
        element = cast("Callable[..., Element]", noun)(**values)
        self._record(element, change, "added", at.inside(element, EMPTY))
        if isinstance(element, Session):
            check_minutes(element, self.collector, element.place.at("minutes"))
        return element

    def _record(self, element: Element, change: Change, where: str, at: _Outer) -> None:
        readers = {spec.name: spec.audience for spec in _fields(element)}
        named = () if change.new else tuple((name, readers[name]) for name in change.fields)
        reason = change.reason or at.reason
        title = cast("Text", change.fields.get("title") or at.title)
        self.records.append(
            Record(at.address, where, named, reason, at.audience, at.released, title)
        )


def _start(change: Change) -> Span:
    """Return where a change of minutes stands, or where the change begins."""
    first = next(iter(change.place.keys.values()), change.place.span)
    return change.place.keys.get("minutes", first)


def _insert(elements: list[Element], element: Element, change: Change) -> bool:
    """Put an element where its change says; False while the anchor is not there yet."""
    position = change.position
    if position is None or position.where == "last":
        elements.append(element)
    elif position.where == "first":
        elements.insert(0, element)
    else:
        index = next((i for i, e in enumerate(elements) if e.id == position.anchor), None)
        if index is None:
            return False
        elements.insert(index + (position.where == "after"), element)
    return True


def _fields(element: object) -> tuple[FieldSpec, ...]:
    noun: type = type(element)
    return fields_of(noun)
