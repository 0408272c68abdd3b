"""Scalars: text, words, whole numbers, yes or no, dates. The field decides what a scalar becomes.

A reader takes a node, the frame it stands in and the name of its part, and returns the value or
`BROKEN` (then it has said why).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final, TypeAlias

from ttt.model.audience import AUDIENCES, Audience
from ttt.model.fields import FieldSpec, Pattern, Range, RefersTo
from ttt.source import MappingNode, Node, ScalarNode, SequenceNode
from ttt.text import Kind, Text
from ttt.validate.frame import Frame, Reference
from ttt.validate.wording import (
    NULLS,
    closest,
    describe,
    did_you_mean,
    is_null,
    listed,
    nearly,
    quote,
)

Reader: TypeAlias = Callable[[Node, Frame, str], object]

BROKEN: Final = object()
"""What a reader returns in the place of a value it could not make."""

_WIDEST: Final = 100
"""Characters of a message, so that it stays on one line of a terminal."""
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,11})")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES_NO: Final = {
    "yes": "true",
    "on": "true",
    "no": "false",
    "off": "false",
    "true": "true",
    "false": "false",
}
_SHOWN: Final = re.compile(r"[^\s\u00ad\u180e\u200b-\u200f\u2060-\u2064]")
"""What a reader sees: no spaces, no zero-width characters (Unicode 15, general category Cf)."""
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n")


def scalar_reader(spec: FieldSpec, *, must: bool) -> Reader:
    """Return the reader of one scalar of this field; `must` keeps a text from being empty."""
    match spec.leaf:
        case leaf if leaf is Text:
            return _text_reader(spec, must=must)
        case leaf if leaf is bool:
            return _bool_reader(spec)
        case leaf if leaf is int:
            return _int_reader(spec)
        case leaf if leaf is date:
            return _date_reader(spec)
        case leaf if leaf is Audience:
            return _choice_reader(spec, {str(audience): audience for audience in AUDIENCES})
        case _ if spec.choices:
            return _choice_reader(spec, {word: word for word in spec.choices})
        case _:
            return _word_reader(spec)


def mismatch(node: Node, frame: Frame, name: str, wanted: str, *hints: str) -> object:
    """Report a value of the wrong type."""
    if is_null(node):
        message = f"{quote(name)} has no value; it must be {wanted}"
        hints = hints or ("write it after the colon, or take the line out",)
    else:
        message = f"{quote(name)} must be {wanted}, not {describe(node)}"
    frame.report.error("YAML103", message, node.span, *hints)
    return BROKEN


def _text_reader(spec: FieldSpec, *, must: bool) -> Reader:
    name, kind, audience = spec.name, spec.kind or Kind.LINE, spec.audience
    one_line, prose = kind is Kind.LINE, kind is Kind.PROSE

    def read(node: Node, frame: Frame, part: str) -> object:
        if not isinstance(node, ScalarNode):
            return _not_text(node, frame, name)
        value = node.value
        if value in NULLS and node.style == "plain":
            return _not_text(node, frame, name)
        if "\n" in value:
            value = value.rstrip("\n")
            if not prose and "\n" in value and (one_line or _PARAGRAPHS.search(value)):
                wanted = "line" if one_line else "paragraph"
                frame.report.error(
                    "YAML113", f"{quote(name)} must be one {wanted}, not several", node.span
                )
                return BROKEN
        if must and _SHOWN.search(value) is None:
            return _empty(node, frame, name)
        return Text(value, kind, frame.origin(part, audience, node.span))

    return read


def _not_text(node: Node, frame: Frame, name: str) -> object:
    if isinstance(node, MappingNode):
        hint = 'if the colon belongs to the text, put the text in double quotes "…"'
        return mismatch(node, frame, name, "text", hint)
    if isinstance(node, SequenceNode) and node.flow:
        hint = 'if the brackets belong to the text, put the text in double quotes "…"'
        return mismatch(node, frame, name, "text", hint)
    return mismatch(node, frame, name, "text")


def _empty(node: Node, frame: Frame, name: str) -> object:
    frame.report.error("YAML109", f"{quote(name)} must not be empty", node.span)
    return BROKEN


def _word_reader(spec: FieldSpec) -> Reader:
    name, pattern, refers = spec.name, spec.marker(Pattern), spec.marker(RefersTo)
    matches = re.compile(pattern.regex).fullmatch if pattern else None
    says = pattern.says if pattern else ""
    kind = refers.kind if refers else ""
    within, also = (refers.within, refers.also) if refers else (False, ())

    def read(node: Node, frame: Frame, part: str) -> object:
        del part
        if not isinstance(node, ScalarNode) or is_null(node):
            return _not_text(node, frame, name)
        value = node.value
        if matches is not None and not matches(value):
            meant = pattern.meant(value) if pattern else ""
            hints = (f'write "{meant}"',) if meant and matches(meant) else nearly(value, matches)
            if pattern and pattern.remedy:
                hints = (*hints, pattern.remedy)
            _unlike(node, frame, (name, says), hints)
            return BROKEN
        if not value and spec.required:
            return _empty(node, frame, name)
        if kind and value and value not in also:
            inside = frame.address.partition("/")[0] if within else ""
            frame.run.references.append(Reference(kind, value, node.span, frame.report, inside))
        return value

    return read


def _unlike(node: ScalarNode, frame: Frame, rule: tuple[str, str], hints: tuple[str, ...]) -> None:
    """Report a word that does not follow its pattern; a long rule stands in a hint."""
    name, says = rule
    message = f"{quote(name)} must be {says}, not {quote(node.value)}"
    if len(message) > _WIDEST:
        message = f"{quote(name)} cannot be {quote(node.value)}"
        hints = (*hints, f"write {says}")
    frame.report.error("YAML105", message, node.span, *hints)


def _choice_reader(spec: FieldSpec, choices: dict[str, object]) -> Reader:
    name, words = spec.name, tuple(choices)

    def read(node: Node, frame: Frame, part: str) -> object:
        del part
        if not isinstance(node, ScalarNode) or is_null(node):
            return mismatch(node, frame, name, f"one of {listed(words)}")
        if node.value in choices:
            return choices[node.value]
        allowed = f"allowed: {listed(words)}"
        frame.report.error(
            "YAML104",
            f"{quote(node.value)} is not a value of {quote(name)}",
            node.span,
            *did_you_mean(node.value, words),
            allowed,
        )
        # The word that was meant lets the checks go on; nothing is built after an error.
        meant = closest(node.value, words)
        return BROKEN if meant is None or name == "audience" else choices[meant]

    return read


def _int_reader(spec: FieldSpec) -> Reader:
    name, limits = spec.name, spec.marker(Range)

    def read(node: Node, frame: Frame, part: str) -> object:
        del part
        if not isinstance(node, ScalarNode) or node.style != "plain" or is_null(node):
            hints = ("write it without quotes",) if isinstance(node, ScalarNode) else ()
            return mismatch(
                node, frame, name, "a whole number", *(hints if node_text(node) else ())
            )
        if not _WHOLE.fullmatch(node.value):
            if limits and re.fullmatch(r"-?[1-9][0-9]*", node.value):
                return _outside(node, frame, name, limits)
            digits = re.match(r"[1-9][0-9]*(?= ?[A-Za-z]+\.?$)", node.value)
            hints = (f"write {digits[0]}, without a unit",) if digits else ()
            return mismatch(node, frame, name, "a whole number", *hints)
        value = int(node.value)
        if limits and not limits.low <= value <= limits.high:
            return _outside(node, frame, name, limits)
        return value

    return read


def node_text(node: Node) -> str:
    """Return the spelling of a scalar, the empty string for anything else."""
    return node.value if isinstance(node, ScalarNode) else ""


def _outside(node: Node, frame: Frame, name: str, limits: Range) -> object:
    frame.report.error(
        "YAML106",
        f"{quote(name)} must be from {limits.low} to {limits.high}, not {describe(node)}",
        node.span,
    )
    return BROKEN


def _bool_reader(spec: FieldSpec) -> Reader:
    name, words = spec.name, {"true": True, "false": False}

    def read(node: Node, frame: Frame, part: str) -> object:
        del part
        if isinstance(node, ScalarNode) and node.style == "plain" and node.value in words:
            return words[node.value]
        meant = _YES_NO.get(node_text(node).lower())
        return mismatch(node, frame, name, "true or false", *((f"write {meant}",) if meant else ()))

    return read


def _date_reader(spec: FieldSpec) -> Reader:
    name = spec.name

    def read(node: Node, frame: Frame, part: str) -> object:
        del part
        if isinstance(node, ScalarNode) and _DATE.fullmatch(node.value):
            try:
                return date.fromisoformat(node.value)
            except ValueError:
                frame.report.error("YAML115", f"there is no day {quote(node.value)}", node.span)
                return BROKEN
        return mismatch(node, frame, name, "a date such as 2026-11-22")

    return read
