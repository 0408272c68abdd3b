"""A project in which every text has a canary that names who may read it. Holds no test.

Its base is tests/projects/full, which uses every field. Fields are found by walking the YAML
beside the nouns (`fields_of`): what somebody adds is followed from the day it is declared. Of the
module and its exercises there are four: an open one, and three in which steps, slides, exercises,
sources and terms, then sessions, then the module itself are for one of the twenty pairs of a
reader and a release. `rotation` gives each the next pair.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import lru_cache

import yaml

from tests.leaks.canaries import (
    BASE,
    COPIES,
    FULL,
    HERE,
    PAIRS,
    STRIDE,
    Guard,
    Planted,
    Yaml,
)
from tests.leaks.leftovers import slides, word
from tests.leaks.one_file import Writer, as_yaml, named, own_id
from tests.pipeline import files_under
from ttt.model.audience import Audience
from ttt.model.cohort import Cohort
from ttt.model.curriculum import (
    CurriculumHeader,
    Glossary,
    Module,
    Resources,
    Step,
    Term,
)
from ttt.model.exercise import Exercise
from ttt.model.fields import fields_of

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
        named(out, path, content, noun, _outer(path), "", names)
    for path, content, noun in sources:
        target = path
        if noun is Module and "module" not in content:
            target = f"curriculum/modules/{names['module', content['id']]}.yaml"
        elif noun is Exercise and "exercise" not in content:
            target = f"curriculum/exercises/{names['exercise', content['id']]}.yaml"
        elif "/adapt/" in path:
            kind = "module" if noun is Module else "exercise"
            target = f"{path.rpartition('/')[0]}/{names[kind, content[kind]]}.yaml"
        writer = Writer(out, target, names)
        lines = "".join(as_yaml(writer.element(content, noun, _outer(path), "")))
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
    header["modules"] = [f"m{number}" for number in COPIES]
    header["templates"] = "canary"
    resources = _read(base["curriculum/resources.yaml"])
    glossary = _read(base["curriculum/glossary.yaml"])
    files: list[tuple[str, Yaml, type]] = [
        ("curriculum/curriculum.yaml", header, CurriculumHeader),
        ("curriculum/resources.yaml", resources, Resources),
        ("curriculum/glossary.yaml", glossary, Glossary),
    ]
    notice, term = resources["resources"].pop(), glossary["terms"].pop()
    for number in COPIES:
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


def _use(out: Planted, element: Yaml, noun: type, guard: Guard, around: tuple[Yaml, ...]) -> None:
    """Note what an element brings into an edition, and what those in it do."""
    guard = guard.within(element, noun)
    by = ("exercise", own_id(element)) if noun is Exercise else None

    def bring(kind: str, name: str, who: Guard) -> None:
        out.uses.setdefault((kind, name), []).append((who, by))

    if noun is Step and len(around) > 1:
        module, session = around
        bring("module", own_id(module), guard)
        bring("session", own_id(session), guard)
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
    way = (*way, own_id(element))
    for key, value in element.items():
        spec = next((s for s in fields_of(noun) if s.name == key), None)
        if key == "remove":
            out.changed[way] = frozenset({cohort})
        elif spec is not None and is_dataclass(spec.leaf) and spec.depth:
            for each in value:
                _change(out, each, spec.leaf, cohort, way)
        elif spec is not None and key != "id":
            out.changed[*way, key] = frozenset({cohort})
