"""Sums of minutes, looked at again after a cohort changed a session or an exercise."""

from __future__ import annotations

from ttt.diagnostics import Collector, Related
from ttt.model.curriculum import Session
from ttt.model.exercise import Exercise, planned
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


def check_exercise_minutes(exercise: Exercise, collector: Collector, span: Span) -> None:
    """Report an exercise whose phases or stages last longer or shorter than it (`EXE105`)."""
    total = planned(exercise)
    if total and total != exercise.minutes:
        what = "phases" if exercise.phases else "stages"
        collector.error(
            "EXE105",
            f"the {what} of {quote(exercise.id)} last {total} minutes, the exercise "
            f"{exercise.minutes}",
            span,
            f"change minutes: of the {what}, or write minutes: {total} in the exercise",
        )
