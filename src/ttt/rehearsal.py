"""Tries the templates of a set on a curriculum in which each field holds its own name.

A document tells what is wrong with a template only when the curriculum has what the template asks
for. Here everything is there (`ttt.specimen`), filtered as for any reader: a template that names
what its audience may not see fails, one that prints on the wall what only notes may hold is
stopped by the gate, and both are found before a text is written that would get out. Writes no file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final

from ttt.compiled_templates import CompiledTemplates, digest_of
from ttt.compose import compose
from ttt.compose.context import Context, context_of, elements
from ttt.compose.environment import Templates
from ttt.compose.views import EditionViews
from ttt.diagnostics import Collector, Diagnostic
from ttt.framing import frame
from ttt.gate import gate, gate_fields
from ttt.markup.slots import SLOT, number_of
from ttt.model.audience import Audience
from ttt.model.edition import Edition
from ttt.model.markup import Markup
from ttt.model.product import Product, TemplateSet
from ttt.office_templates import OfficeTemplates
from ttt.parse import parse
from ttt.project import Project
from ttt.resolve import resolve
from ttt.sandbox import CLOSED
from ttt.specimen import COHORT, LANGUAGE, specimen
from ttt.tasks import Job, Rehearse
from ttt.text import Text

_READERS: Final = ("AUD001", "AUD003")
"""What a rehearsal reports; what else fails on made-up words may be right on real ones."""


class Rehearsals:
    """What is to be tried of the template sets of a project, and what was found right before.

    `compiled` gives the prepared templates of a set, `kept` remembers verdicts, `facts` are the
    names of the facts that cohorts have.
    """

    def __init__(
        self,
        project: Project,
        sets: Mapping[str, TemplateSet],
        offices: OfficeTemplates,
        compiled: Callable[[TemplateSet], Templates],
        kept: CompiledTemplates | None,
        facts: tuple[str, ...],
    ) -> None:
        self._project = project
        self._sets = sets
        self._offices = offices
        self._compiled = compiled
        self._kept = kept
        self._facts = facts
        self._begun: dict[str, Rehearsal] = {}
        self._states: dict[str, bytes] = {}

    def waiting(self, names: Collection[str]) -> tuple[Rehearse, ...]:
        """Return what is to be tried of template sets: products never found right as they are."""
        return tuple(
            Rehearse(name, product.name)
            for name in sorted(names)
            if (template_set := self._sets.get(name)) is not None
            for product in template_set.products
            if self._kept is None or not self._kept.knows(self._state(template_set), product.name)
        )

    def rehearse(self, name: str, product_name: str, collector: Collector) -> None:
        """Try one product; that it is right is kept beside the compiled templates."""
        template_set = self._sets[name]
        product = next(p for p in template_set.products if p.name == product_name)
        if name not in self._begun:
            self._begun[name] = Rehearsal(
                template_set, self._compiled(template_set), self._offices, self._facts
            )
        self._begun[name].rehearse(product, collector)
        if self._kept is not None and not len(collector):
            self._kept.keep(self._state(template_set), product_name)

    def _bytes(self, path: str) -> bytes:
        """Return an Office file's bytes; nothing of one that was refused, and is reported."""
        if path not in self._project.places:
            return b""
        with suppress(OSError):
            return self._project.read(path)
        return b""

    def _state(self, template_set: TemplateSet) -> bytes:
        """Return the digest of all that decides what a rehearsal of a set finds."""
        if template_set.name not in self._states:
            office = map(self._bytes, template_set.office.values())
            texts = (source.text.encode() for source in template_set.sources.values())
            words = repr((template_set.chain, template_set.products, template_set.labels))
            said = (words.encode(), repr(self._facts).encode())
            self._states[template_set.name] = digest_of((*said, *texts, *office))
        return self._states[template_set.name]


class Rehearsal:
    """A template set on its specimen; `facts` are the names of the facts cohorts have."""

    def __init__(
        self,
        template_set: TemplateSet,
        templates: Templates,
        offices: OfficeTemplates,
        facts: tuple[str, ...],
    ) -> None:
        self._set = template_set
        self._templates = templates
        self._offices = offices
        self._facts = facts
        self._views: dict[Audience, EditionViews] = {}

    def rehearse(self, product: Product, collector: Collector) -> None:
        """Report what a product's templates reach for and may not show (`AUD001`, `AUD003`)."""
        views = self._edition(product.audience)
        found = Collector()
        for element in dict.fromkeys(elements(views.edition, product)):
            context = context_of(views, product, element)
            silent = Collector()
            self._try(product, views.edition, context, silent, located=False)
            if any(map(_counts, silent)):
                self._try(product, views.edition, context, found, located=True)
        collector.extend(filter(_counts, found))

    def _edition(self, audience: Audience) -> EditionViews:
        if audience not in self._views:
            whole = specimen(self._facts)
            edition = resolve(whole, whole.cohorts[0], LANGUAGE, audience, Collector())
            labels = self._set.labels
            words = labels.get(LANGUAGE) or next(iter(labels.values()), {})
            self._views[audience] = EditionViews(edition, words)
        return self._views[audience]

    def _try(
        self,
        product: Product,
        edition: Edition,
        context: Context,
        collector: Collector,
        *,
        located: bool,
    ) -> None:
        markup = compose(product, context, self._templates, collector, located=located)
        if markup is None:
            return
        if located:
            markup = replace(markup, values=tuple(_at_their_lines(markup)))
        job = Job(COHORT, LANGUAGE, product.name, context.element)
        document = frame(job, product, edition, context, markup)
        document = replace(document, blocks=parse(markup, Collector()))
        gate(document, collector)
        printed = self._offices.printed(self._set, product, document.fields, collector)
        gate_fields(printed, self._set.find_office(product.office), document, collector)


def _counts(finding: Diagnostic) -> bool:
    """Whether it is about readers; a field of an Office file has a code of its own (TPL3xx)."""
    return finding.code in _READERS or finding.message.endswith(CLOSED)


def _at_their_lines(markup: Markup) -> Iterator[Text | str]:
    """Yield the values of a markup; each comes from the line of the template that prints it."""
    lines = {
        number_of(found[1]): number
        for number, line in enumerate(markup.text.split("\n"))
        for found in SLOT.finditer(line)
    }
    for number, value in enumerate(markup.values):
        line = lines.get(number)
        if not isinstance(value, Text) or line is None or line >= len(markup.lines):
            yield value
        else:
            span = markup.lines[line]
            # Another layer: spans do not count when texts that are alike are kept
            origin = replace(value.origin, layer=f"{span.path}:{span.line}", span=span)
            yield Text(str(value), value.kind, origin)
