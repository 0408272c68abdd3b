"""Resolve: the curriculum becomes the edition one audience of one cohort gets.

In this order: the cohort's overlays are applied, what the reader may not have is taken out, the
cohort's facts are put in. What is withheld is absent from the edition, not marked in it. This
stage reads no file and knows nothing of documents.
"""

from __future__ import annotations

from dataclasses import replace

from ttt.diagnostics import Collector
from ttt.model.audience import Audience
from ttt.model.cohort import Cohort
from ttt.model.edition import Changed, Curriculum, Edition
from ttt.model.marking import strictest
from ttt.resolve.facts import Facts, filled
from ttt.resolve.overlay import Adapted, adapt
from ttt.resolve.readers import Reader, Receiver
from ttt.resolve.release import release
from ttt.resolve.same import Same

__all__ = ["resolve"]


def resolve(
    curriculum: Curriculum,
    cohort: Cohort,
    language: str,
    audience: Audience,
    collector: Collector,
    to_confirm: str = "",
) -> Edition:
    """Return everything `audience` of `cohort` may have, and nothing else, in `language`.

    `to_confirm` are the words behind a fact that nobody verified ("to be confirmed by …").

    Reported are overlays that cannot be applied and minutes that no longer add up (`COH121`,
    `SES001`), names in texts that stand for nothing (`COH201`, `EVT001`), facts that are missing
    or not known yet (`COH201`, `COH202`). Elements nothing happened to are the curriculum's own
    objects.
    """
    named = {c.id: c for c in curriculum.cohorts}
    members = tuple(named[m] for m in cohort.members if m in named and not named[m].members)
    facts = Facts(curriculum, cohort, members, collector, to_confirm=to_confirm)
    reader, receiver = Reader(audience), Receiver(cohort, facts)
    header = receiver.narrow(curriculum.header) or curriculum.header
    facts.header = header
    facts.known = filled(Same(curriculum), Same(cohort), to_confirm)
    adapted = adapt(curriculum, cohort, collector)
    parts = release(curriculum, adapted.modules, adapted.exercises, reader, receiver)
    kept = tuple(module.id for module in parts.modules)
    if kept != header.modules:
        header = replace(header, modules=kept)
    return Edition(
        header=header,
        cohort=cohort,
        members=members,
        language=language,
        audience=audience,
        marking=strictest((header.marking, cohort.marking)),
        modules=parts.modules,
        exercises=parts.exercises,
        resources=parts.resources,
        glossary=parts.glossary,
        changes=_changes(adapted, reader, receiver),
    )


def _changes(adapted: Adapted, reader: Reader, receiver: Receiver) -> tuple[Changed, ...]:
    """Return what was changed in words, as far as the reader may know of it."""
    audience = reader.audience
    changes = []
    for record in adapted.records:
        if not audience.may_see(record.audience):
            continue
        if not all(receiver.released(cohorts) for cohorts in record.released):
            continue
        seen = tuple(n for n, reader in record.fields if audience.may_see(reader))
        if record.fields and not seen and not record.where:
            continue
        words = (record.where, f"changed: {', '.join(seen)}" if seen else "")
        what, reason = "; ".join(filter(None, words)), receiver.text(record.reason)
        title = receiver.text(record.title)
        changes.append(Changed(record.address, what, reason, title, record.where, seen))
    return tuple(changes)
