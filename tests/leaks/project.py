"""A project in which every text has a canary that names who may read it. Holds no test.

Its base is tests/projects/full, which uses every field. Fields are found by walking the YAML
beside the nouns (`fields_of`): what somebody adds is followed from the day it is declared. Of the
module and its exercises there are four: an open one, and three in which steps, slides, exercises,
sources and terms, then sessions, then the module itself are for one of the twenty pairs of a
reader and a release. `rotation` gives each the next pair.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

from tests.leaks.leftovers import slides, word
from tests.leaks.pictures import jpeg, png
from tests.leaks.scanner import canary
from tests.pipeline import files_under
from ttt.model.audience import AUDIENCES, Audience
from ttt.model.cohort import Cohort
from ttt.model.curriculum import (
    CurriculumHeader,
    Glossary,
    Module,
    Objective,
    Resource,
    Resources,
    Session,
    Step,
    Table,
    Term,
)
from ttt.model.exercise import Exercise, Inject
from ttt.model.fields import FieldSpec, RefersTo, fields_of, narrowing
from ttt.text import Kind, Text

FULL: Final = Path(__file__).parents[1] / "projects" / "full"
BASE: Final = Path(__file__).parents[2] / "templates" / "base"
HERE: Final = Path(__file__).parent
COHORTS: Final = ("aaa", "bbb", "reg")
EVERYONE: Final = frozenset(COHORTS)
NOBODY: Final = frozenset[str]()
RELEASES: Final[tuple[tuple[str, ...], ...]] = ((), ("aaa",), ("bbb",), ("aaa", "bbb"), ("reg",))
PAIRS: Final = tuple(itertools.product(RELEASES, AUDIENCES))
"""Every pair of a release and a reader."""
STRIDE: Final = 7
"""From one element's pair to the next one's: neighbours differ in both, and all pairs come."""

Named: TypeAlias = tuple[str, str]
"""A kind of element and the id of one, before a canary is put into it."""
Yaml: TypeAlias = Any  # what a YAML file holds: mappings, lists and strings, as deep as it is
NAMED: Final[Mapping[type, str]] = {
    Module: "module",
    Session: "session",
    Step: "step",
    Exercise: "exercise",
    Inject: "inject",
    Resource: "resource",
    Term: "term",
}
"""Nouns whose ids have canaries too, for an id can tell what it is about."""
_COPIES: Final = (1, 2, 3, 4)


@dataclass(frozen=True)
class Guard:
    """Who may read: the least privileged reader, and cohorts."""

    audience: Audience = Audience.PARTICIPANT
    cohorts: frozenset[str] = EVERYONE

    def within(self, element: Mapping[str, Yaml], noun: type) -> Guard:
        """The guard inside an element."""
        audience = self.audience.stricter(Audience(element.get("audience", "participant")))
        for name, rule in narrowing(noun).items():
            if rule.applies(element.get(name, "")):
                audience = audience.stricter(rule.audience)
        return Guard(audience, self.cohorts & reached(element.get("releasable_to", ())))

    def to(self, audience: Audience) -> Guard:
        """The guard of a field."""
        return replace(self, audience=self.audience.stricter(audience))

    def lets(self, cohort: str, audience: Audience) -> bool:
        """Whether this reader of this cohort may read."""
        return cohort in self.cohorts and audience.may_see(self.audience)


def reached(names: tuple[str, ...] | list[str]) -> frozenset[str]:
    """The cohorts a list reaches: a regional one has what all of its members may have."""
    if not names:
        return EVERYONE
    both = {"reg"} if {"aaa", "bbb"} <= set(names) else set[str]()
    return frozenset({*names, *both})


@dataclass(frozen=True)
class Canary:
    """What stands behind one canary: the field, the file it is in, and who may read it."""

    field: str
    file: str
    guard: Guard
    within: tuple[Named, ...] = ()
    replaced: frozenset[str] = NOBODY
    """Cohorts whose overlay puts another text in its place."""


@dataclass
class Planted:
    """A project's files, and what was put in: the canary with number n is `canaries[n]`.

    `uses` says who brings an element into an edition: steps their session and module, and what
    names an exercise, an objective or a source these; each with what names it in its turn.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    canaries: list[Canary] = field(default_factory=list)
    uses: dict[Named, list[tuple[Guard, Named | None]]] = field(default_factory=dict)
    changed: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    def add(
        self,
        name: str,
        file: str,
        guard: Guard,
        within: tuple[Named, ...] = (),
        replaced: frozenset[str] = NOBODY,
    ) -> str:
        """Put in one more canary and return it."""
        self.canaries.append(Canary(name, file, guard, within, replaced))
        return canary(len(self.canaries) - 1)

    def nobodys(self, name: str, file: str) -> str:
        """Put in a canary that no document may hold."""
        return self.add(name, file, Guard(Audience.TRAINER, NOBODY))

    def forbidden(self, cohort: str, audience: Audience) -> frozenset[int]:
        """The numbers of what a reader of a cohort may not see."""
        return frozenset(
            number
            for number, each in enumerate(self.canaries)
            if not each.guard.lets(cohort, audience)
        )

    def expected(self, cohort: str, audience: Audience) -> frozenset[int]:
        """The numbers of what is in the edition of a reader of a cohort."""
        return frozenset(
            number
            for number, each in enumerate(self.canaries)
            if each.guard.lets(cohort, audience)
            and cohort not in each.replaced
            and all(self._used(one, cohort, audience) for one in each.within)
        )

    def _used(self, named: Named, cohort: str, audience: Audience) -> bool:
        return any(
            guard.lets(cohort, audience) and (by is None or self._used(by, cohort, audience))
            for guard, by in self.uses.get(named, ())
        )


# ── the project ──────────────────────────────────────────────────────────────────────────────


def planted(rotation: int = 0) -> Planted:
    """The project with a canary in every text."""
    out = Planted()
    sources = _sources(rotation)
    names: dict[tuple[str, str], str] = {}
    for path, content, noun in sources:
        _use(out, content, noun, _outer(path), ())
        if "/adapt/" in path:
            _change(out, content, noun, path.split("/")[2], ())
    for path, content, noun in sources:
        _name(out, path, content, noun, _outer(path), "", names)
    for path, content, noun in sources:
        target = path
        if noun is Module and "module" not in content:
            target = f"curriculum/modules/{names['module', content['id']]}.yaml"
        elif noun is Exercise and "exercise" not in content:
            target = f"curriculum/exercises/{names['exercise', content['id']]}.yaml"
        elif "/adapt/" in path:
            kind = "module" if noun is Module else "exercise"
            target = f"{path.rpartition('/')[0]}/{names[kind, content[kind]]}.yaml"
        writer = _Writer(out, target, names)
        lines = "".join(_yaml(writer.element(content, noun, _outer(path), "")))
        comment, behind = (out.nobodys("comment", target) for _ in range(2))
        lines = re.sub(r"(?m)^( *(?:minutes|date|year): \d+)$", rf"\1  # {behind}", lines, count=1)
        out.files[target] = f"# {comment}\n{lines}".encode()
    for path, data in files_under(HERE / "project").items():
        if path.startswith("templates/"):
            words = data.decode()
            comment = out.nobodys("comment in a template", path)
            at = words.rfind("---\n") + 4 if words.startswith("---\n") else 0
            sign = "# {}\n" if path.endswith(".yaml") else "{{# {} #}}\n"
            out.files[path] = f"{words[:at]}{sign.format(comment)}{words[at:]}".encode()
    for name, leave in (("guide.docx", word), ("handout.docx", word), ("slides.pptx", slides)):
        path = f"templates/canary/{name}"

        def mark(place: str, path: str = path) -> str:
            return out.nobodys(f"left in a template: {place}", path)

        out.files[path] = leave((BASE / name).read_bytes(), mark)
    return out


def _outer(path: str) -> Guard:
    """Who may read anything of a file."""
    found = re.match(r"curriculum/cohorts/(\w+)/", path)
    return Guard(cohorts=frozenset({found[1]})) if found else Guard()


@lru_cache(maxsize=1)
def _base() -> dict[str, str]:
    found = files_under(FULL) | files_under(HERE / "project")
    return {
        path: data.decode()
        for path, data in found.items()
        if path.startswith("curriculum/") and path.endswith(".yaml")
    }


def _sources(rotation: int) -> list[tuple[str, Yaml, type]]:
    """All files with what they hold, copies made and elements guarded, without canaries."""
    base = _base()
    turn = itertools.count(rotation, STRIDE)

    def guard(element: Yaml) -> None:
        release, audience = PAIRS[next(turn) % len(PAIRS)]
        element["audience"] = str(audience)
        element["releasable_to"] = list(release)
        if not release:
            del element["releasable_to"]

    header = _read(base["curriculum/curriculum.yaml"])
    header["modules"] = [f"m{number}" for number in _COPIES]
    header["templates"] = "canary"
    resources = _read(base["curriculum/resources.yaml"])
    glossary = _read(base["curriculum/glossary.yaml"])
    files: list[tuple[str, Yaml, type]] = [
        ("curriculum/curriculum.yaml", header, CurriculumHeader),
        ("curriculum/resources.yaml", resources, Resources),
        ("curriculum/glossary.yaml", glossary, Glossary),
    ]
    notice, term = resources["resources"].pop(), glossary["terms"].pop()
    for number in _COPIES:
        for name in ("notice", "case"):
            resources["resources"].append({**notice, "id": f"{name}-{number}"})
        words = {language: f"{word} {number}" for language, word in term["term"].items()}
        glossary["terms"].append({**term, "id": f"duty-{number}", "term": words})
        module = _read(_numbered(base["curriculum/modules/m1.yaml"], number))
        exercises = [
            _read(re.sub(r"\Aid: (\w+)", rf"id: \1-{number}", _numbered(text, number)))
            for path, text in base.items()
            if path.startswith("curriculum/exercises/")
        ]
        files.append(("curriculum/modules/copy.yaml", module, Module))
        files += (("curriculum/exercises/copy.yaml", each, Exercise) for each in exercises)
        steps = [step for session in module["sessions"] for step in session["steps"]]
        next(step for step in steps if step["id"] == "several")["ask"] = ["Which one do you know?"]
        beside = (*exercises, *resources["resources"][-2:], glossary["terms"][-1])
        for element in _to_guard(number, module, beside):
            guard(element)
    for path, text in base.items():
        if path.startswith("curriculum/cohorts/"):
            content = _read(text)
            inside = Module if "module" in content else Exercise
            files.append((path, content, Cohort if path.endswith("cohort.yaml") else inside))
    return files


def _to_guard(number: int, module: Yaml, beside: tuple[Yaml, ...]) -> Iterator[Yaml]:
    """Yield what is not for everybody in the copy of this number; in the first all is."""
    if number == 2:
        for step in module["sessions"][0]["steps"]:
            yield step
            yield from step.get("slides", ())
        for element in beside:
            yield from element.get("injects", ())
            yield element
    elif number == 3:
        yield from module["sessions"]
    elif number == 4:
        yield module


def _read(text: str) -> Yaml:
    return yaml.load(text, yaml.CBaseLoader)  # noqa: S506 strings, lists and mappings only


def _numbered(text: str, number: int) -> str:
    """The text of a module or exercise with the ids it has and names made those of a copy."""
    text = re.sub(r"\bm1\b", f"m{number}", text)
    text = text.replace("TLO-1", f"TLO-{number}").replace("ELO-1.", f"ELO-{number}.")
    text = re.sub(r"\bexercise: (\w+)", rf"exercise: \1-{number}", text)
    text = text.replace("public_sources: [notice]", f"public_sources: [case-{number}]")
    return re.sub(r"\bsources: \[notice\]", f"sources: [notice-{number}]", text)


# ── what brings what ─────────────────────────────────────────────────────────────────────────

_USED: Final = (Module, Session, Exercise, Resource, Objective)
"""Nouns that are in an edition only when something in it needs them."""


def _use(out: Planted, element: Yaml, noun: type, guard: Guard, around: tuple[Yaml, ...]) -> None:
    """Note what an element brings into an edition, and what those in it do."""
    guard = guard.within(element, noun)
    by = ("exercise", _own(element)) if noun is Exercise else None

    def bring(kind: str, name: str, who: Guard) -> None:
        out.uses.setdefault((kind, name), []).append((who, by))

    if noun is Step and len(around) > 1:
        module, session = around
        bring("module", _own(module), guard)
        bring("session", _own(session), guard)
        for name in (*session.get("objectives", ()), *element.get("objectives", ())):
            bring("objective", name, guard)
        for name in session.get("sources", ()):
            bring("resource", name, guard)
        if "exercise" in element:
            bring("exercise", element["exercise"], guard)
    if noun in {Step, Exercise, Term}:
        for name in (*element.get("sources", ()), *filter(None, [element.get("source")])):
            bring("resource", name, guard)
        for name in element.get("public_sources", ()):
            bring("resource", name, guard.to(Audience.TRAINER))
    for spec in fields_of(noun):
        inner = element.get(spec.name)
        if is_dataclass(spec.leaf) and spec.depth and isinstance(inner, list):
            for each in inner:
                _use(out, each, spec.leaf, guard.to(spec.audience), (*around, element)[-2:])


def _change(out: Planted, element: Yaml, noun: type, cohort: str, way: tuple[str, ...]) -> None:
    """Note the fields an overlay sets and the elements it removes."""
    way = (*way, _own(element))
    for key, value in element.items():
        spec = next((s for s in fields_of(noun) if s.name == key), None)
        if key == "remove":
            out.changed[way] = frozenset({cohort})
        elif spec is not None and is_dataclass(spec.leaf) and spec.depth:
            for each in value:
                _change(out, each, spec.leaf, cohort, way)
        elif spec is not None and key != "id":
            out.changed[*way, key] = frozenset({cohort})


# ── ids ──────────────────────────────────────────────────────────────────────────────────────


def _name(
    out: Planted,
    path: str,
    element: Yaml,
    noun: type,
    guard: Guard,
    scope: str,
    names: dict[tuple[str, str], str],
) -> None:
    """Put a canary into every id of an element; `scope` is the element it stands in."""
    guard = guard.within(element, noun)
    own = _own(element)
    if "id" in element and noun in NAMED and (key := _key(noun, own, scope)) not in names:
        within = ((NAMED[noun], own),) if noun in _USED else ()
        within = (("exercise", scope),) if noun is Inject else within
        names[key] = f"{own}-{out.add(f'{noun.__name__}.id', path, guard, within)}"
    for spec in fields_of(noun):
        inner = element.get(spec.name)
        if is_dataclass(spec.leaf) and spec.depth and isinstance(inner, list):
            for each in inner:
                _name(out, path, each, spec.leaf, guard.to(spec.audience), own, names)


def _own(element: Yaml) -> str:
    """The id of an element; an overlay names that of what it changes."""
    found: str = element.get("id") or element.get("module") or element.get("exercise") or ""
    return found


def _key(noun: type, own: str, scope: str) -> tuple[str, str]:
    """Steps and injects are found within what they stand in, the others everywhere."""
    return NAMED[noun], f"{scope}/{own}" if noun in {Step, Inject} else own


# ── one file ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Plain:
    """A scalar that is written as it is: a number, a date, yes or no."""

    value: str


@dataclass
class _Writer:
    """Writes the elements of one file with a canary in each text."""

    out: Planted
    file: str
    names: Mapping[tuple[str, str], str]
    within: tuple[Named, ...] = ()
    way: tuple[str, ...] = ()
    replaced: frozenset[str] = NOBODY

    def element(self, element: Yaml, noun: type, guard: Guard, scope: str) -> Yaml:
        """An element as it is written into the file."""
        before = self.within, self.way, self.replaced
        if noun in _USED:
            self.within = (*self.within, (NAMED.get(noun, "objective"), _own(element)))
        if "/adapt/" not in self.file and _own(element):
            self.way = (*self.way, _own(element))
            self.replaced |= self.out.changed.get(self.way, NOBODY)
        written = self._element(element, noun, guard, scope)
        self.within, self.way, self.replaced = before
        return written

    def _add(self, name: str, guard: Guard) -> str:
        replaced = self.replaced | self.out.changed.get(
            (*self.way, name.rpartition(".")[2]), NOBODY
        )
        return self.out.add(name, self.file, guard, self.within, replaced)

    def _element(self, element: Yaml, noun: type, guard: Guard, scope: str) -> Yaml:
        guard = guard.within(element, noun)
        if noun is Cohort:
            guard = Guard(cohorts=frozenset({element["id"]}))
        own = _own(element)
        specs = {spec.name: spec for spec in fields_of(noun)}
        written: dict[str, Yaml] = {}
        for key, value in element.items():
            spec = specs.get(key)
            if key == "id" and noun in NAMED:
                written[key] = self.names[_key(noun, own, scope)]
            elif key == "contingency_for":
                written[key] = self.names[_key(noun, value, scope)]
            elif spec is None:
                written[key] = self._control(key, element, noun, guard, scope)
            elif noun is Cohort and key in {"name", "facts"}:
                both = guard.cohorts | ({"reg"} if own != "reg" else set())
                written[key] = self._value(value, spec, noun, Guard(cohorts=both), own)
            else:
                written[key] = self._value(value, spec, noun, guard.to(spec.audience), own)
        return written

    def _control(self, key: str, element: Yaml, noun: type, guard: Guard, scope: str) -> Yaml:
        """What stands in an overlay and is no field."""
        value: str = element[key]
        if key == "reason":
            guard = guard.to(_least(element, noun))
            return f"{value} {self._add('Change.reason', guard)}"
        if key in {"module", "exercise"}:
            return self.names[key, value]
        if key in {"after", "before"}:
            return self.names[_key(noun, value, scope)]
        return Plain(value)

    def _value(self, value: Yaml, spec: FieldSpec, noun: type, guard: Guard, scope: str) -> Yaml:
        name = f"{noun.__name__}.{spec.name}"
        refers = spec.marker(RefersTo)
        if refers is not None and refers.kind in NAMED.values():
            if isinstance(value, list):
                return [self.names.get((refers.kind, one), one) for one in value]
            return self.names.get((refers.kind, value), value)
        if name == "Figure.image":
            return self._picture(value, guard)
        match value:
            case list():
                return [self._value(one, spec, noun, guard, scope) for one in value]
            case dict() if spec.keyed:
                return {
                    Plain(key) if key.isdigit() else key: self._value(
                        one, replace(spec, keyed=False), noun, guard, scope
                    )
                    for key, one in value.items()
                }
            case dict() if spec.leaf is Table and "file" in value:
                return {**self.element(value, Table, guard, scope), "file": self._csv(guard)}
            case dict():
                return self.element(value, spec.leaf, guard, scope)
            case str() if spec.leaf is Table:
                return self._markdown(value, guard)
            case str() if spec.leaf is Text:
                return self._text(value, name, spec.kind or Kind.LINE, guard)
            case _:
                return Plain(value) if spec.leaf in {int, bool, date} else value

    def _text(self, words: str, name: str, kind: Kind, guard: Guard) -> str:
        text = f"{words.rstrip()} {self._add(name, guard)}"
        if kind is not Kind.PROSE:
            return text
        hidden = self._add(name, guard.to(Audience.TRAINER))
        return f"{text}\n\n::: trainer\n{hidden}\n:::\n"

    def _markdown(self, table: str, guard: Guard) -> str:
        lines = [line.strip().strip("|").split("|") for line in table.strip().split("\n")]
        rows = [
            [
                cell if position == 1 else self._text(cell.strip(), name, Kind.INLINE, guard)
                for cell in line
            ]
            for position, line in enumerate(lines)
            for name in ("Table.rows" if position else "Table.header",)
        ]
        return "".join(f"| {' | '.join(row)} |\n" for row in rows)

    def _csv(self, guard: Guard) -> str:
        """A table in a file of its own, whose name is a canary."""
        out = io.StringIO()
        lines = csv.writer(out, lineterminator="\n")
        for row, name in ((["Office", "Calls"], "Table.header"), (["desk", "7"], "Table.rows")):
            lines.writerow([self._text(cell, name, Kind.INLINE, guard) for cell in row])
        path = f"data/{self.out.nobodys('name of a table', self.file)}.csv"
        self.out.files[f"curriculum/{path}"] = out.getvalue().encode()
        return path

    def _picture(self, path: str, guard: Guard) -> str:
        """A picture of its own for each figure, with canaries inside and in its name."""
        words = self.out.nobodys("inside a picture", path)
        stem = f"media/{self._add('Figure.image', guard)}"
        is_jpeg = len(self.out.canaries) % 2
        name = f"{stem}.jpg" if is_jpeg else f"{stem}.png"
        self.out.files[f"curriculum/{name}"] = jpeg(words) if is_jpeg else png(words)
        return name


def _least(change: Yaml, noun: type) -> Audience:
    """The least privileged reader of anything a change sets: who reads why it was made."""
    found = [Audience.PARTICIPANT] if {"after", "before", "last", "remove"} & {*change} else []
    for spec in fields_of(noun):
        inner = change.get(spec.name)
        if is_dataclass(spec.leaf) and spec.depth and isinstance(inner, list):
            found += (_least(each, spec.leaf).stricter(spec.audience) for each in inner)
        elif inner is not None and spec.name != "id":
            found.append(spec.audience)
    return min(found, key=AUDIENCES.index, default=Audience.TRAINER)


def _yaml(value: Yaml, indent: str = "") -> Iterator[str]:
    """A mapping or list as lines of YAML, its texts in double quotes."""
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, inner in pairs:
        name = key.value if isinstance(key, Plain) else key
        yield f"{indent}{name}:" if key is not None else f"{indent}-"
        match inner:
            case Plain(value=plain):
                yield f" {plain}\n"
            case str():
                yield f" {json.dumps(inner, ensure_ascii=False)}\n"
            case _ if not inner:
                yield " []\n"
            case _:
                yield "\n"
                yield from _yaml(inner, f"{indent}  ")
