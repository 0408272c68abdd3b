"""Which marking a document carries: the strictest of what is in it (TLP 2.0, FIRST, 2022).

Elements may be marked by themselves. A document about a module, session or exercise carries the
strictest label of what lies in it, and of any text that a template brought in from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ttt.model.edition import Edition
from ttt.model.marking import looser, strictest

__all__ = ["marked_elements", "marking_at", "marking_of"]


def marked_elements(edition: Edition) -> Mapping[str, str]:
    """Return the labels of elements stricter than the edition's own, by address.

    What lies in an element is marked as strictly as the element. Empty in nearly every edition.
    """
    return {
        address: label
        for address, label in _labels(edition)
        if label and looser(edition.marking, label)
    }


def marking_of(edition: Edition, marks: Mapping[str, str], scope: str, element: str) -> str:
    """Return the marking of a document about one element before its texts are known.

    `scope` is what the product is built for (`module`, `session`, `exercise`, else everything).
    """
    if not marks:
        return edition.marking
    inside: set[str] = {element}
    if scope not in {"module", "session", "exercise"}:
        inside |= {*marks}
    for module in edition.modules:
        for session in module.sessions:
            if element in {module.id, session.id}:
                steps = session.steps
                inside |= {session.id, *(f"{session.id}/{step.id}" for step in steps)}
                inside |= {step.exercise for step in steps if step.exercise}
    return strictest((edition.marking, *(marks.get(address, "") for address in inside)))


def marking_at(marks: Mapping[str, str], address: str) -> str:
    """Return the label of the element an address stands for, or lies in; empty without one."""
    return marks.get(address) or marks.get(address.partition("/")[0], "")


def _labels(edition: Edition) -> Iterator[tuple[str, str]]:
    for module in edition.modules:
        yield module.id, module.marking
        for objective in module.objectives:
            yield objective.id, module.marking
        for session in module.sessions:
            label = strictest((module.marking, session.marking))
            yield session.id, label
            for step in session.steps:
                yield f"{session.id}/{step.id}", strictest((label, step.marking))
    for exercise in edition.exercises.values():
        yield exercise.id, exercise.marking
