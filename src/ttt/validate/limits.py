"""What an overlay cannot do: show an element to more readers or cohorts, or mark it looser."""

from __future__ import annotations

from typing import TypeAlias

from ttt.diagnostics import Related
from ttt.model.audience import Audience
from ttt.model.curriculum import Module, Objective, Session, Step
from ttt.model.exercise import Exercise, Inject, Part
from ttt.model.fields import narrowing, reader_of
from ttt.model.marking import MARKINGS, looser
from ttt.source import MappingNode, SequenceNode
from ttt.validate.frame import Frame
from ttt.validate.scalars import node_text
from ttt.validate.wording import quote

Element: TypeAlias = Module | Session | Step | Objective | Exercise | Part
"""What an overlay can change."""


def inside_base(base: Element, frame: Frame) -> Frame:
    """Return the frame inside an element of the base: readers and cohorts as it declares them."""
    match base:
        case Module() | Session() | Step() | Exercise():
            return frame.narrowed(base.audience, base.releasable_to)
        case Inject():
            return frame.narrowed(base.audience.stricter(reader_of(base)), base.releasable_to)
        case _:
            return frame.narrowed(reader_of(base), ())


def check_looser(base: Element, node: MappingNode, frame: Frame) -> None:
    """Report an overlay that shows an element to more readers or cohorts than the base does."""
    if not isinstance(base, (Module, Session, Step, Exercise)):
        _check_narrowing(base, node, frame)
    if not isinstance(base, (Module, Session, Step, Exercise, Inject)):
        return
    audience = node.get("audience")
    wanted = next((a for a in Audience if a == node_text(audience or node)), None)
    if audience is not None and wanted is not None and wanted.stricter(base.audience) != wanted:
        frame.report.error(
            "COH107",
            f"the base keeps this for {quote(base.audience)}, the overlay cannot open it",
            audience.span,
            related=(Related("the base", base.place.at("audience")),),
        )
    marking = node.get("marking")
    label = node_text(marking or node)
    own = "" if isinstance(base, Inject) else base.marking
    if marking is not None and label in MARKINGS and own and looser(label, own):
        frame.report.error(
            "COH107",
            f"the base marks this {own}, the overlay cannot make it {label}",
            marking.span,
            f"write {own} or a stricter label, or take the line out",
            related=(Related("the base", base.place.at("marking")),),
        )
    cohorts = node.get("releasable_to")
    if not base.releasable_to or not isinstance(cohorts, SequenceNode):
        return
    allowed = frame.run.released_to(base.releasable_to)
    for item in cohorts.items:
        if node_text(item) and node_text(item) not in allowed:
            frame.report.error(
                "COH107",
                f"the base does not release this to {quote(node_text(item))}",
                item.span,
                related=(Related("the base", base.place.at("releasable_to")),),
            )


def _check_narrowing(base: Objective | Part, node: MappingNode, frame: Frame) -> None:
    """Report a value that would show an element to more readers than the base's value does."""
    noun: type = type(base)
    for name, rule in narrowing(noun).items():
        written = node.get(name)
        if written is None or not rule.applies(getattr(base, name)):
            continue
        if not rule.applies(node_text(written)):
            frame.report.error(
                "COH107",
                f"the base keeps this for {quote(rule.audience)}, the overlay cannot open it",
                written.span,
                f"leave {name}: as it is",
                related=(Related("the base", base.place.at(name)),),
            )
