"""The sum of the steps' minutes, looked at again after a cohort changed a session."""

from __future__ import annotations

from ttt.diagnostics import Collector, Related
from ttt.model.curriculum import Session
from ttt.resolve.wording import quote
from ttt.source import Span


def check_minutes(
    session: Session, collector: Collector, span: Span, related: tuple[Related, ...] = ()
) -> None:
    """Report a session whose steps last longer or shorter than the session (`SES001`)."""
    total = sum(step.minutes for step in session.steps)
    if total == session.minutes:
        return
    apart = abs(total - session.minutes)
    more = "too many" if total > session.minutes else "missing"
    collector.error(
        "SES001",
        f"the steps of {quote(session.id)} last {total} minutes, the session {session.minutes}: "
        f"{apart} {more}",
        span,
        f"make the steps {apart} minutes {'shorter' if total > session.minutes else 'longer'}, "
        f"or write minutes: {total}",
        related=related,
    )
