"""What stands around a document's blocks: titles, stamp, path, and the fields of running lines."""

from __future__ import annotations

from collections.abc import Mapping

from ttt.compose.context import Context
from ttt.document import Document
from ttt.file_names import safe_name
from ttt.model.edition import Edition
from ttt.model.markup import Markup
from ttt.model.product import Product
from ttt.tasks import Job
from ttt.text import Text

__all__ = ["frame"]


def frame(
    job: Job,
    product: Product,
    edition: Edition,
    context: Context,
    markup: Markup,
    moment: str = "",
) -> Document:
    """Return the document of a job without its blocks; its file name works on every system.

    `moment` is the time its properties name (W3CDTF, UTC), empty for the edition's date.
    """
    header = edition.header
    fixed = {
        "title": markup.title,
        "kind": markup.kind,
        "subtitle": markup.subtitle,
        "running": markup.running,
        "credits": " · ".join(str(p.credit) for p in header.partners if p.credit),
    }
    always = context.names["edition"]
    stamp, marking = "", edition.marking
    if isinstance(always, Mapping):
        stamp, marking = str(always["stamp"]), str(always["marking"])
    name = safe_name(f"{markup.file}.{product.format}")
    return Document(
        product=product.name,
        element=job.element,
        cohort=job.cohort,
        language=job.language,
        audience=product.audience,
        face=product.face,
        marking=marking,
        national=edition.national,
        title=markup.title,
        subtitle=markup.subtitle,
        kind=markup.kind,
        running=markup.running,
        stamp=stamp,
        author=str(header.title),
        date=moment or f"{header.date.isoformat()}T00:00:00Z",
        office=product.office,
        path=f"{job.language}/{product.audience}/{name}",
        blocks=(),
        notes=product.notes,
        paper=edition.cohort.paper,
        fields={**context.names, "document": fixed},
        around=tuple(
            line.origin
            for line in (markup.title, markup.subtitle, markup.running, markup.kind, markup.file)
            if isinstance(line, Text)
        ),
    )
