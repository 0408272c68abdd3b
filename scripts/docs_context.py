"""The page docs/templates-context.md: every name a template can use, and what it means.

Names come from the views of the example project, their meaning from `context_words.yaml`; a name
without words, or words without a name, stop the script.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import yaml

from ttt.compose.context import context_of, elements
from ttt.compose.views import EditionViews
from ttt.diagnostics import Collector
from ttt.document import Plain
from ttt.model import curriculum as nouns
from ttt.model import exercise as work
from ttt.model.audience import Audience
from ttt.model.cohort import Agency, Cohort, Fact
from ttt.model.fields import fields_of
from ttt.model.product import SCOPES
from ttt.planning import set_of
from ttt.project import read_project
from ttt.reading import read
from ttt.resolve import resolve
from ttt.text import Kind, Text

ROOT: Final = Path(__file__).resolve().parent.parent
WORDS: Final = ROOT / "scripts" / "context_words.yaml"
EXAMPLE: Final = ROOT / "tests" / "projects" / "full"
"""A project that uses every field."""

_CONTEXT: Final = """\
# Names a template can use

<!-- Written by scripts/generate_docs.py from templates' views and context_words.yaml. -->

A template sees plain data: texts, numbers, yes or no, lists, and groups with names. It gets what
its product's audience and cohort may see and nothing else: a field for trainers is not there in a
participant product, a withheld step is not in the list. A name that is not there is an error at the
template's line, also in a branch no document has taken yet: `ttt check` and `ttt build` try each
changed template once on a made-up curriculum in which every field holds its own name. A part that
several documents share asks with `{% if step.say is defined %}`.

*Text* is one line or a sentence; it may stand anywhere. *Paragraphs* may hold lists and more:
print them on a line by themselves. A *list* is gone through with `{% for %}`; a missing text is
empty, a missing list has no items, and a missing table, picture or exercise is nothing: ask for it
with `{% if %}`.
"""
_CHILDREN: Final[Mapping[str, str]] = {
    "modules": "module", "sessions": "session", "steps": "step", "slides": "slide",
    "exercises": "exercise", "objectives": "objective", "sources": "source", "resources": "source",
    "glossary": "term", "terms": "term", "points": "point", "materials": "material",
    "items": "item", "changes": "change", "agencies": "agency", "members": "member",
    "partners": "partner", "outline": "outline module",
    "days": "day", "half_days": "day", "entries": "entry", "equipment": "equipment",
    "groups": "groups", "totals": "totals", "coverage": "covered objective",
    "module": "module", "session": "session", "exercise": "exercise", "table": "table",
    "figure": "figure", "boundary": "boundary", "edition": "edition", "cohort": "cohort",
    "curriculum": "curriculum",
    "exercise_objectives": "exercise objective", "roles": "role", "phases": "phase",
    "exercise_phase": "phase", "questions": "question", "injects": "inject",
    "critical_tasks": "critical task", "prompts": "prompt", "stages": "stage", "rubric": "rubric",
    "scale": "level", "criteria": "criterion", "public_sources": "source", "part": "part",
}  # fmt: skip
_NOUNS: Final[Mapping[str, type]] = {
    noun.__name__.lower(): noun
    for noun in (
        nouns.Module, nouns.Session, nouns.Step, nouns.Slide, nouns.Objective, nouns.Material,
        nouns.Table, nouns.Figure, Cohort, Agency, Fact, work.Exercise, work.Item, work.Question,
        work.Prompt, work.Role, work.Inject, work.Stage, work.Level, work.Criterion, work.Rubric,
    )
} | {
    "source": nouns.Resource, "exercise objective": work.ExerciseObjective,
    "phase": work.ExercisePhase, "critical task": work.CriticalTask,
}  # fmt: skip
_SCOPE_WORDS: Final = {
    "always": "In every product",
    "module": "`per: module` adds",
    "session": "`per: session` adds",
    "exercise": "`per: exercise` adds",
    "curriculum": "`per: curriculum` and `per: cohort` add",
}
_DOCUMENT: Final = (
    ("title", "title of the document"),
    ("kind", "the words above the title"),
    ("subtitle", "the words below the title"),
    ("running", "the words at the head of every page"),
    ("credits", "lines of credit of all partners"),
)


@dataclass(slots=True)
class _Things:
    """What was seen in views: the fields of each thing, in their order, with what they hold."""

    fields: dict[str, dict[str, dict[str, None]]] = field(default_factory=dict)

    def see(self, thing: str, view: Mapping[str, Plain]) -> None:
        """Note every field of a view, and of what is in it."""
        known = self.fields.setdefault(thing, {})
        for name, value in view.items():
            holds = known.setdefault(name, {})
            if word := self.holds(thing, name, value):
                holds[word] = None

    def holds(self, thing: str, name: str, value: Plain) -> str:
        """Return what a field holds, in words; what is in it is noted too."""
        child = _CHILDREN.get(name, "")
        if name == "sessions":
            child = {"outline module": "outline session", "day": "day session"}.get(thing, child)
        match value:
            case None:
                return ""
            case bool():
                return "yes or no"
            case int() | float():
                return "number"
            case Text():
                return "paragraphs" if value.kind is Kind.PROSE else "text"
            case str():
                return "text"
            case Mapping() if name == "facts":
                for fact in value.values():
                    self._see_if_group("fact", fact)
                return "[facts](#fact) by name"
            case Mapping():
                self.see(child, value)
                return f"[{child}](#{child.replace(' ', '-')})"
            case tuple():
                return self._list(child, value)

    def _list(self, child: str, items: tuple[Plain, ...]) -> str:
        if not items:
            return ""
        for item in items:
            self._see_if_group(child, item)
        if isinstance(items[0], Mapping):
            return f"list of [{child}](#{child.replace(' ', '-')})"
        return "list of lists" if isinstance(items[0], tuple) else "list of texts"

    def _see_if_group(self, thing: str, value: Plain) -> None:
        if isinstance(value, Mapping):
            self.see(thing, value)


def context_page() -> str:
    """Return docs/templates-context.md: the top names by scope, then each thing with its names."""
    things, tops = _names_seen()
    words = yaml.safe_load(WORDS.read_text("utf-8"))
    parts = [_CONTEXT]
    for scope, heading in _SCOPE_WORDS.items():
        rows = [f"| `{name}` | {holds} |" for name, holds in tops[scope].items()]
        parts.append("\n".join((f"## {heading}\n", "| Name | Holds |", "|---|---|", *rows, "")))
        if scope == "session":
            parts.append("In these, `module` has `id`, `title`, `number` and `minutes` only.\n")
    rows = [f"| `document.{name}` | {says} |" for name, says in _DOCUMENT]
    heading = "## In Word and PowerPoint files only\n"
    parts.append("\n".join((heading, "| Name | Meaning |", "|---|---|", *rows, "")))
    _compare(things.fields, words)
    parts += [_thing(thing, things.fields[thing], words[thing]) for thing in words]
    return "\n".join(parts)


def _compare(
    seen: Mapping[str, Mapping[str, object]], words: Mapping[str, Mapping[str, str]]
) -> None:
    """Stop when a name has no words, or words have no name any more."""
    names = {f"{thing}.{name}" for thing, under in seen.items() for name in under}
    said = {f"{thing}.{name}" for thing, under in words.items() for name in under}
    if names != said:
        raise SystemExit(f"{WORDS.name}: missing or no longer used: {sorted(names ^ said)}")


def _thing(thing: str, seen: Mapping[str, Mapping[str, None]], words: Mapping[str, str]) -> str:
    noun = _NOUNS.get(thing)
    specs = {spec.name: spec for spec in fields_of(noun)} if noun else {}
    rows = []
    for name, seen_as in seen.items():
        spec = specs.get(name)
        holds = " or ".join(seen_as)
        if spec and spec.kind is Kind.PROSE:
            holds = "paragraphs"
        elif not holds:
            holds = "list of texts" if spec and spec.depth else "text"
        only = _ONLY.get(spec.audience, "") if spec else ""
        rows.append(f"| `{name}` | {holds} | {in_prose(words[name])}{only} |")
    heading = f"## {thing[0].upper()}{thing[1:]}\n"
    return "\n".join((heading, "| Name | Holds | Meaning |", "|---|---|---|", *rows, ""))


_ONLY: Final = {
    Audience.TRAINER: " (trainers only)",
    Audience.ORGANISER: " (organisers and trainers)",
    Audience.EVALUATOR: " (evaluators and trainers)",
}


def _names_seen() -> tuple[_Things, dict[str, dict[str, str]]]:
    """Return what trainers' views of the example project hold, and the top names by scope."""
    collector = Collector()
    reading = read(read_project(EXAMPLE, collector), collector)
    if reading.curriculum is None:
        raise SystemExit("the example project cannot be read")
    things = _Things()
    tops: dict[str, dict[str, str]] = {scope: {} for scope in _SCOPE_WORDS}
    for cohort in reading.curriculum.cohorts:
        name = set_of(cohort, reading.curriculum)
        template_set = reading.sets([name], collector)[name]
        language = reading.curriculum.header.language
        edition = resolve(reading.curriculum, cohort, language, Audience.TRAINER, collector)
        views = EditionViews(edition, template_set.labels[language])
        for scope in SCOPES:
            product = replace(template_set.products[0], per=scope)
            for element in elements(edition, product):
                for top, value in context_of(views, product, element).names.items():
                    place = "always" if top in views.always else scope
                    if top == "labels":
                        tops["always"][top] = "words of the template set, by their names in labels/"
                    elif place in tops and (holds := things.holds("", top, value)):
                        tops[place][top] = holds
    return things, tops


def in_prose(text: str) -> str:
    """Return a sentence whose signs Markdown would take for markup."""
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, "\\" + sign)
    return text
