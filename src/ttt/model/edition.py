"""The whole curriculum as validated, and the edition of it that one audience of a cohort gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from ttt.frozen import frozen
from ttt.model.audience import Audience
from ttt.model.cohort import Cohort
from ttt.model.curriculum import CurriculumHeader, Module, Resource, Term
from ttt.model.exercise import Exercise
from ttt.model.overlay import Overlay
from ttt.text import EMPTY, Line


@frozen
class Curriculum:
    """Everything designers wrote, typed and validated; modules in the header's order.

    `files` are the paths below `curriculum/` of media and data that exist. `complete` is False
    when a file could not be taken over (its errors are reported): a rule that looks across files
    ("taught in no session") can then say nothing.
    """

    header: CurriculumHeader
    modules: tuple[Module, ...]
    exercises: tuple[Exercise, ...] = ()
    resources: tuple[Resource, ...] = ()
    glossary: tuple[Term, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    files: frozenset[str] = field(default=frozenset())
    complete: bool = True


@frozen
class Changed:
    """One thing the cohort changed, for the pages that list it.

    `title` is the element's, or that of what it stands in. `how` is added, moved or removed, empty
    where only `fields` were set; `what` says both in words.
    """

    address: str
    what: str
    reason: str
    title: Line = EMPTY
    how: str = ""
    fields: tuple[str, ...] = ()


@frozen
class Edition:
    """The curriculum exactly as one audience of one cohort gets it in one language.

    Overlays are applied, facts are in place, what is withheld is absent: whoever holds an edition
    may show all of it. `marking` is the cohort's or the curriculum's, whichever is stricter.
    `national` are labels of countries' own, which have no order: both stand where both are given.
    """

    header: CurriculumHeader
    cohort: Cohort
    members: tuple[Cohort, ...]
    language: str
    audience: Audience
    marking: str
    modules: tuple[Module, ...]
    exercises: Mapping[str, Exercise]
    resources: Mapping[str, Resource]
    glossary: tuple[Term, ...]
    changes: tuple[Changed, ...] = ()
    national: str = ""
