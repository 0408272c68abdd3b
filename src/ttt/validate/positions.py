"""What an overlay does with an element as a whole: place it, move it, remove it."""

from __future__ import annotations

from typing import Final, Literal

from ttt.frozen import frozen
from ttt.model.overlay import Position
from ttt.source import Entry, MappingNode, ScalarNode, SequenceNode
from ttt.validate.frame import Frame
from ttt.validate.nouns import Plan
from ttt.validate.scalars import BROKEN, mismatch, node_text
from ttt.validate.wording import did_you_mean, is_null, quote

_PLACES: Final[dict[str, Literal["after", "before", "first", "last"]]] = {
    "after": "after",
    "before": "before",
    "first": "first",
    "last": "last",
}


@frozen
class Siblings:
    """The elements around a change.

    `base` are the ids of the base's list, None when the base could not be read; `anchors` are
    the ids something can be placed beside: the base's and the new ones, without the removed.
    """

    base: tuple[str, ...] | None
    anchors: tuple[str, ...]
    what: str

    @classmethod
    def of(cls, node: SequenceNode, base: tuple[str, ...] | None, what: str) -> Siblings:
        """Return the siblings in one list of an overlay."""
        here = {
            node_text(item.get("id") or item): node_text(item.get("remove") or item) == "true"
            for item in node.items
            if isinstance(item, MappingNode)
        }
        everyone = dict.fromkeys((*(base or ()), *here))
        return cls(base, tuple(name for name in everyone if name and not here.get(name)), what)


def read_position(node: MappingNode, own: str, siblings: Siblings, frame: Frame) -> object:
    """Return the `Position` an element asks for, None without one, or `BROKEN`."""
    entries = [entry for entry in node.entries if entry.key in _PLACES]
    if not entries:
        return None
    if len(entries) > 1:
        keys = " and ".join(quote(entry.key) for entry in entries)
        frame.report.error(
            "COH106", f"an element has one place, not {keys}", entries[1].key_span, "keep one"
        )
        return BROKEN
    entry = entries[0]
    where = _PLACES[entry.key]
    if where in {"first", "last"}:
        if _is_true(entry):
            return Position(where)
        return mismatch(entry.value, frame, where, "true")
    if not isinstance(entry.value, ScalarNode) or is_null(entry.value):
        return mismatch(entry.value, frame, where, f"the id of a {siblings.what}")
    anchor = entry.value.value
    if siblings.base is not None and (anchor == own or anchor not in siblings.anchors):
        known = tuple(name for name in siblings.anchors if name != own)
        frame.report.error(
            "COH104",
            f"there is no {siblings.what} {quote(anchor)} to stand {where}",
            entry.value.span,
            *did_you_mean(anchor, known, f"known here: {', '.join(known)}"),
        )
        return BROKEN
    return Position(where, anchor)


def check_removal(plan: Plan, node: MappingNode, frame: Frame) -> object:
    """Return whether an element is removed, or `BROKEN`; a removal says why and nothing else."""
    entry = next((entry for entry in node.entries if entry.key == "remove"), None)
    if entry is None:
        return False
    if not _is_true(entry):
        return mismatch(entry.value, frame, "remove", "true", "leave the line out to keep it")
    if plan.what == "objective":
        frame.report.error(
            "COH105",
            "a cohort cannot remove an objective",
            entry.key_span,
            "results of cohorts are compared by objective",
        )
        return BROKEN
    others = [e for e in node.entries if e.key not in {"id", "reason", "remove"}]
    if others:
        frame.report.error(
            "COH103",
            f"what is removed cannot have {quote(others[0].key)} as well",
            others[0].key_span,
            "keep remove: and reason:, or take remove: out",
        )
        return BROKEN
    if node.get("reason") is None:
        frame.report.error(
            "COH102",
            f"this {plan.what} is removed without a reason",
            entry.key_span,
            "add reason: with one sentence; it is printed where the changes are listed",
        )
        return BROKEN
    return True


def _is_true(entry: Entry) -> bool:
    value = entry.value
    return isinstance(value, ScalarNode) and value.style == "plain" and value.value == "true"
