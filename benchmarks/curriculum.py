"""The content as a project of ttt: the files of `curriculum/`, its cohorts and its pictures.

The files are plain YAML as designers write it, prose under `|`. No templates are written: ttt
brings its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from benchmarks.content import Module, Session, Step, Table, facts
from benchmarks.pictures import picture_bytes, pictures_of

Value: TypeAlias = "str | int | Prose | Ids | Sequence[Value] | Mapping[str, Value]"

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 .,/_-]*|TLP:CLEAR")
_FACT: Final = re.compile(r"\{(\w+)\}")
_YAML_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null"})
_WIDTH: Final = 100
_DATE: Final = "2026-01-15"


class Prose(str):
    """A text written under `|`, a sentence a line."""

    __slots__ = ()


class Ids(tuple[str, ...]):
    """A list of ids, written in brackets."""

    __slots__ = ()


def write_project(folder: Path, modules: Sequence[Module], cohorts: Sequence[str]) -> None:
    """Write the project into a folder; an old `curriculum/` in it is written over."""
    root = folder / "curriculum"
    files: dict[str, Mapping[str, Value]] = {"curriculum.yaml": _header(modules)}
    for module in modules:
        files[f"modules/{module.id}.yaml"] = _module(module)
    for cohort in cohorts:
        files[f"cohorts/{cohort}/cohort.yaml"] = _cohort(cohort)
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in _mapping(content)), encoding="utf-8")
    (root / "media").mkdir(exist_ok=True)
    for name in pictures_of(modules):
        (root / "media" / name).write_bytes(picture_bytes(name))


def _header(modules: Sequence[Module]) -> Mapping[str, Value]:
    return {
        "id": "bench",
        "title": "A course of invented words",
        "short": "BENCH",
        "version": "1",
        "date": _DATE,
        "language": "en",
        "marking": "TLP:CLEAR",
        "community": "Readers of the benchmark",
        "content_level": "awareness",
        "safety_review": {"by": "project maintainers", "on": _DATE, "scope": "Invented words"},
        "boundary": {"included": "Words without meaning", "excluded": "Everything else"},
        "templates": "base",
        "modules": Ids(module.id for module in modules),
    }


def _cohort(name: str) -> Mapping[str, Value]:
    return {
        "id": name,
        "name": f"Cohort {name.upper()}",
        "languages": Ids(("en",)),
        "timezone": "Etc/UTC",
        "status": "active",
        "facts": {
            key: {
                "label": key.replace("_", " ").capitalize(),
                "value": value,
                "source": "The benchmark",
                "as_of": _DATE,
                "verified_by": "The benchmark",
            }
            for key, value in facts(name).items()
        },
    }


def _module(module: Module) -> Mapping[str, Value]:
    terminal = f"TLO-{module.id}"
    objectives: list[Value] = [
        {
            "id": terminal,
            "kind": "terminal",
            "condition": "Given the handout",
            "statement": module.objective,
            "degree": module.degree,
            "bloom": "understand",
        }
    ]
    sessions: list[Value] = []
    for number, session in enumerate(module.sessions, 1):
        enabling = f"ELO-{module.id}.{number}"
        objectives.append(
            {
                "id": enabling,
                "kind": "enabling",
                "parent": terminal,
                "condition": "Without notes",
                "statement": session.objective,
                "degree": session.degree,
                "bloom": "understand",
            }
        )
        taught = Ids((terminal, enabling) if number == 1 else (enabling,))
        sessions.append(_session(f"{module.id}-s{number}", session, taught))
    return {
        "id": module.id,
        "title": module.title,
        "summary": Prose(module.summary),
        "objectives": objectives,
        "sessions": sessions,
    }


def _session(name: str, session: Session, objectives: Ids) -> Mapping[str, Value]:
    materials = [{"item": item, "per": "table"} for item in session.materials]
    return _filled(
        {
            "id": name,
            "title": session.title,
            "minutes": session.minutes,
            "objectives": objectives,
            "summary": Prose(session.summary),
            "key_messages": session.key_messages,
            "materials": materials,
            "prepare": session.prepare,
            "steps": [_step(n, step) for n, step in enumerate(session.steps, 1)],
            "transition": Prose(session.transition),
            "adaptation_notes": Prose(session.adaptation_notes),
            "contingency": Prose(session.contingency),
        }
    )


def _step(number: int, step: Step) -> Mapping[str, Value]:
    figure: Mapping[str, Value] = {}
    if step.picture is not None:
        image = f"media/{step.picture.name}"
        figure = {"image": image, "alt": step.picture.alt, "caption": step.picture.caption}
    listed = "\n".join(f"- {item}" for item in step.handout_list)
    return _filled(
        {
            "id": f"step-{number}",
            "title": step.title,
            "minutes": step.minutes,
            "phase": step.phase,
            "grouping": step.grouping,
            "points": step.points,
            "table": _table(step.table),
            "figure": figure,
            "do": Prose(step.do),
            "say": Prose(step.say),
            "ask": step.ask,
            "listen_for": step.listen_for,
            "output": step.output,
            "handout": Prose(f"{step.handout}\n\n{listed}".strip()),
            "lines": step.lines,
        }
    )


def _table(table: Table | None) -> Mapping[str, Value]:
    if table is None:
        return {}
    return {"header": table.header, "rows": table.rows, "caption": table.caption}


def _filled(value: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the mapping without what is empty."""
    return {key: item for key, item in value.items() if item not in ("", (), [], {}, 0)}


def _mapping(value: Mapping[str, Value]) -> Iterator[str]:
    """Yield the lines of a mapping, without indentation of its own."""
    for key, item in value.items():
        match item:
            case Ids():
                yield f"{key}: [{', '.join(item)}]"
            case str() | int():
                yield from _scalar(f"{key}: ", item)
            case Mapping():
                yield f"{key}:"
                yield from _indented("  ", _mapping(item))
            case _:
                yield f"{key}:"
                yield from _indented("  ", _sequence(item))


def _sequence(value: Sequence[Value]) -> Iterator[str]:
    """Yield the lines of a list."""
    for item in value:
        match item:
            case str() | int():
                yield from _scalar("- ", item)
                continue
            case Mapping():
                inner = _mapping(item)
            case _:
                inner = _sequence(item)
        yield "- " + next(iter(inner))
        yield from _indented("  ", inner)


def _scalar(start: str, value: str | int) -> Iterator[str]:
    """Yield the lines of a text or a number; facts become expressions."""
    if isinstance(value, int):
        yield f"{start}{value}"
        return
    text = _FACT.sub(r"{{ cohort.facts.\1 }}", value)
    if isinstance(value, Prose):
        yield f"{start}|"
        for line in text.split("\n"):
            yield from _indented("  ", _wrapped(line)) if line else ("",)
    elif _FACT.sub("", value) == value and (
        not _PLAIN.fullmatch(value) or value.lower() in _YAML_WORDS
    ):
        yield f"{start}{json.dumps(value)}"
    else:
        yield f"{start}{text}"


def _wrapped(text: str) -> Iterator[str]:
    """Yield a paragraph in lines as an editor breaks them; an expression stays whole."""
    line = ""
    for word in re.findall(r"\{\{.*?\}\}\S*|\S+", text):
        if line and len(line) + len(word) >= _WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _indented(by: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"{by}{line}" if line else ""
