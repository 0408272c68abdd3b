"""JSON Schema of the files designers write, for editors.

Made from the same declarations `validate` reads (`fields_of`), so that an editor shows unknown
keys, missing keys, wrong types and values not allowed where `ttt check` reports them. What needs
more than one value to judge (references, ids, the cells of a row) is left to `ttt check`. Writes
no file, uses no network address.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import date
from typing import Final, TypeAlias

from ttt.model.audience import AUDIENCES, Audience
from ttt.model.cohort import Cohort
from ttt.model.curriculum import CurriculumHeader, Glossary, Module, Resources, Table
from ttt.model.exercise import Exercise
from ttt.model.fields import (
    LANGUAGE,
    FieldSpec,
    Filled,
    Keys,
    Only,
    Pattern,
    Range,
    elements_of,
    fields_of,
)
from ttt.text import Kind, Text

Value: TypeAlias = "str | int | bool | list[Value] | dict[str, Value] | None"
Schema: TypeAlias = dict[str, Value]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"

_FILES: Final[Mapping[str, type]] = {
    "curriculum": CurriculumHeader,
    "module": Module,
    "exercise": Exercise,
    "resources": Resources,
    "glossary": Glossary,
    "cohort": Cohort,
}
_SCALAR: Final[tuple[str, ...]] = ("string", "number", "boolean")
"""In a text field a number or a yes/no word is text as typed."""
_DATE: Final = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_ONE_LINE: Final = r"[^\n]*\n*$"
_ONE_PARAGRAPH: Final = r"(?![\s\S]*\n[ \t]*\n[ \t]*\S)"
_NOT_BLANK: Final = r"(?=[\s\S]*\S)"
_SENTENCE: Final = re.compile(r"(?<=[.:])\s+")


_EVERYWHERE: Final[Mapping[str, str]] = {
    "audience": "The least privileged reader; absent means participants.",
    "releasable_to": "The cohorts that may have this; absent means every cohort.",
    "sources": "Ids of resources this rests on.",
    "objectives": "Ids of the objectives this serves.",
}
"""What fields mean that many nouns share."""


def schemas() -> Mapping[str, Schema]:
    """Return the schema (draft 7) of each kind of file, by the name of the kind."""
    made = {name: _file(noun) for name, noun in _FILES.items()}
    made["overlay"] = _overlay()
    return made


def _file(noun: type) -> Schema:
    return {"$schema": DRAFT, **_noun(noun)}


def _noun(noun: type) -> Schema:
    """Return the schema of an element."""
    if noun is Table:
        return _table()
    specs = fields_of(noun)
    required: list[Value] = [spec.name for spec in specs if spec.required]
    kinds = _kinds(noun)
    return {
        "title": _title(noun),
        "description": _description(noun),
        "type": "object",
        "properties": {spec.name: _described(spec, noun) for spec in specs},
        "required": required,
        "additionalProperties": False,
        **({"allOf": kinds} if kinds else {}),
    }


def _kinds(noun: type) -> list[Value]:
    """Return, for each kind an element may have, what only the other kinds have."""
    specs = fields_of(noun)
    only = {spec.name: rule for spec in specs if (rule := spec.marker(Only)) is not None}
    if not only:
        return []
    names = next(spec.choices for spec in specs if spec.name == "kind")
    return [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {
                "properties": {n: False for n, rule in only.items() if kind not in rule.kinds},
                "required": [n for n, rule in only.items() if kind in rule.needed],
            },
        }
        for kind in names
    ]


def _table() -> Schema:
    """Return the schema of a table: header and rows, a CSV file, or a Markdown table."""
    specs = {spec.name: spec for spec in fields_of(Table)}
    caption = _described(specs["caption"], Table)
    named: Schema = {
        "properties": {
            "file": {"type": "string", "pattern": r"\.[Cc][Ss][Vv]$"},
            "caption": caption,
        },
        "additionalProperties": False,
    }
    written: Schema = {
        "properties": {name: _described(spec, Table) for name, spec in specs.items()},
        "required": [name for name, spec in specs.items() if spec.required],
        "additionalProperties": False,
    }
    return {
        "title": _title(Table),
        "description": _description(Table),
        "type": ["object", "string"],
        "if": {"required": ["file"]},
        "then": named,
        "else": written,
    }


def _described(spec: FieldSpec, noun: type) -> Schema:
    """Return the schema of a field with what the noun's docstring says of it."""
    schema = _field(spec, noun)
    says = _mentions(noun, spec.name)
    if not says and not dataclasses.is_dataclass(spec.leaf):
        says = _EVERYWHERE.get(spec.name, "")
    return {**schema, "description": says} if says else schema


def _field(spec: FieldSpec, noun: type) -> Schema:
    schema = _leaf(spec, filled=noun is not Table)
    if spec.mixed:
        # A line may be followed by a list: the lines under it.
        under: Schema = {**schema, "type": [*_SCALAR, "array"], "items": schema}
        return {"type": "array", "items": [schema], "additionalItems": under}
    for level in range(spec.depth):
        schema = {"type": "array", "items": schema}
        if level == spec.depth - 1 and spec.marker(Filled) is not None:
            schema["minItems"] = 1
    if spec.keyed:
        schema = {"type": "object", "additionalProperties": schema}
        keys = spec.marker(Keys)
        if keys:
            schema["propertyNames"] = {"pattern": f"^(?:{keys.regex})$"}
    return _or_null(schema) if spec.optional else schema


def _leaf(spec: FieldSpec, *, filled: bool) -> Schema:
    """Return the schema of one value of a field."""
    match spec.leaf:
        case leaf if leaf is Text:
            must = spec.required or spec.depth > 0 or spec.keyed
            return _text(spec.kind, must=filled and must)
        case leaf if leaf is bool:
            return {"type": "boolean"}
        case leaf if leaf is int:
            limits = spec.marker(Range)
            whole: Schema = {"type": "integer"}
            return {**whole, "minimum": limits.low, "maximum": limits.high} if limits else whole
        case leaf if leaf is date:
            return {"type": "string", "format": "date", "pattern": _DATE}
        case leaf if leaf is Audience:
            return {"enum": [str(audience) for audience in AUDIENCES]}
        case _ if spec.choices:
            return {"enum": [*spec.choices]}
        case leaf if dataclasses.is_dataclass(leaf):
            return _noun(leaf)
        case _:
            return _word(spec.marker(Pattern), must=spec.required)


def _text(kind: Kind | None, *, must: bool) -> Schema:
    pattern = "^" + (_NOT_BLANK if must else "")
    if kind is Kind.LINE:
        pattern += _ONE_LINE
    elif kind is Kind.INLINE:
        pattern += _ONE_PARAGRAPH
    schema: Schema = {"type": [*_SCALAR]}
    return schema if pattern == "^" else {**schema, "pattern": pattern}


def _word(pattern: Pattern | None, *, must: bool) -> Schema:
    schema: Schema = {"type": [*_SCALAR]}
    if pattern:
        schema["pattern"] = f"^(?:{pattern.regex})$"
    elif must:
        schema["minLength"] = 1
    return schema


def _or_null(schema: Schema) -> Schema:
    """Return the schema of a value that may also be left empty."""
    match schema.get("type"):
        case str(one):
            return {**schema, "type": [one, "null"]}
        case list(several):
            return {**schema, "type": [*several, "null"]}
        case _:
            return schema


def _overlay() -> Schema:
    """Return the schema of an overlay: the file it changes, with every key left to choice."""
    return {
        "$schema": DRAFT,
        "title": "overlay",
        "description": "What a cohort changes in one file, found by id, never by position.",
        "type": "object",
        "if": {"required": ["module"]},
        "then": _target("module", Module),
        "else": {
            "if": {"required": ["exercise"]},
            "then": _target("exercise", Exercise),
            "else": {"required": ["module"]},
        },
    }


def _target(key: str, noun: type) -> Schema:
    properties: Schema = {
        key: {"type": [*_SCALAR], "description": f"The id of the {key} this file changes."},
        "language": {**_word(Pattern(*LANGUAGE), must=True)},
        "reason": _reason(),
        **_changes(noun),
    }
    return {"properties": properties, "additionalProperties": False}


def _changes(noun: type) -> Schema:
    """Return the fields of an element as an overlay may set them."""
    lists = elements_of(noun)
    return {
        spec.name: {"type": "array", "items": _change(lists[spec.name])}
        if spec.name in lists
        else _described(spec, noun)
        for spec in fields_of(noun)
        if spec.name != "id"
    }


def _change(noun: type) -> Schema:
    own = next(spec for spec in fields_of(noun) if spec.name == "id")
    beside: Schema = {"type": [*_SCALAR]}
    yes: Schema = {"enum": [True]}
    return {
        "title": f"change of a {_title(noun)}",
        "type": "object",
        "properties": {
            "id": _field(own, noun),
            "reason": _reason(),
            "remove": yes,
            "after": {**beside},
            "before": {**beside},
            "first": {**yes},
            "last": {**yes},
            **_changes(noun),
        },
        "required": ["id"],
        "additionalProperties": False,
    }


def _reason() -> Schema:
    says = "Why the cohort changes this; printed where the changes are listed."
    return {**_text(Kind.LINE, must=True), "description": says}


def _title(noun: type) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", noun.__name__).lower()
    return "curriculum" if noun is CurriculumHeader else words


def _description(noun: type) -> str:
    """Return the first paragraph of what the noun's docstring says."""
    return " ".join((noun.__doc__ or "").split("\n\n")[0].split())


def _mentions(noun: type, name: str) -> str:
    """Return the sentences of a noun's docstring that name a field."""
    text = " ".join((noun.__doc__ or "").split())
    return " ".join(part for part in _SENTENCE.split(text) if f"`{name}`" in part)
