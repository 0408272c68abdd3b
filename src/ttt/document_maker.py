"""Makes one document after another: the order of the stages from an edition to bytes.

resolve → compose → parse → gate → paginate → number → write. Keeps what later documents need
again: editions, prepared templates, shaped text. Writes no file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

from ttt import media
from ttt.compiled_templates import CompiledTemplates
from ttt.compose import compose
from ttt.compose.context import Context, context_of, elements
from ttt.compose.environment import Templates
from ttt.compose.views import EditionViews
from ttt.diagnostics import Collector
from ttt.document import Document
from ttt.document_marking import marked_elements, marking_at, marking_of
from ttt.dumps import outline, readable
from ttt.framing import frame
from ttt.gate import addresses, gate, gate_fields
from ttt.model.artifact import Artifact
from ttt.model.audience import Audience
from ttt.model.cohort import Cohort
from ttt.model.edition import Curriculum, Edition
from ttt.model.marking import strictest
from ttt.model.numbering import Numbering
from ttt.model.product import Product, TemplateSet
from ttt.number import number
from ttt.office.package import RawPart
from ttt.office_templates import OfficeTemplates
from ttt.parse_limited import parse_limited, report_output
from ttt.planning import module_of, plan, set_of, sets_of
from ttt.project import Project, read_project
from ttt.reading import Timed, read
from ttt.rehearsal import Rehearsals
from ttt.resolve import resolve
from ttt.resolve.dump import dump_edition
from ttt.resources import fonts_root
from ttt.slides.deck import Deck
from ttt.slides.dump import dump_deck
from ttt.slides.fonts import Fonts, load_fonts
from ttt.slides.paginate import paginate
from ttt.source import Span
from ttt.tasks import (
    CohortPlan,
    Job,
    Selection,
)
from ttt.text import Text
from ttt.watch import RanAwayError, limited
from ttt.writers.pptx import write_pptx

LAYING_OUT: Final = 6.0
"""Seconds of processor time for the slides of a deck; 2,005 of them take one."""


class DocumentMaker:
    """A project as read, and what was prepared from it so far.

    `timed` adds the time of what is done inside to the account of a stage; `compiled` is the folder
    that keeps compiled templates.
    """

    def __init__(
        self,
        root: Path,
        timed: Timed,
        collector: Collector,
        compiled: Path | None = None,
        moment: str = "",
    ) -> None:
        self._moment = moment
        self.timed = timed
        self._kept = CompiledTemplates(compiled) if compiled else None
        with timed("load"):
            self.project: Project = read_project(root, collector)
        reading = read(self.project, collector, timed)
        self.curriculum: Curriculum | None = reading.curriculum
        self.sets: Mapping[str, TemplateSet] = {}
        if self.curriculum is not None:
            with timed("validate"):
                self.sets = sets_of(reading, self.curriculum, collector)
        self.numberings: dict[tuple[str, str, str], Numbering] = {}
        self.lost: set[tuple[str, str]] = set()
        self._editions: dict[tuple[str, str, Audience], Edition] = {}
        self._marked: dict[tuple[str, str, Audience], Mapping[str, str]] = {}
        self._views: dict[tuple[str, str, Audience], EditionViews] = {}
        self._templates: dict[str, Templates] = {}
        self._offices = OfficeTemplates(self.project, timed)
        self._pictures: dict[str, media.Picture | None] = {}
        self._fonts: Fonts | None = None
        self._printed: tuple[Span, ...] = ()

    def forget(self) -> None:
        """Let go of what only the documents of one task share."""
        for views in self._views.values():
            views.forget()
        self._pictures.clear()
        self.numberings.clear()
        self.lost.clear()

    # ── planning ─────────────────────────────────────────────────────────────────────────────

    def plan(self, cohort: Cohort, selection: Selection, collector: Collector) -> CohortPlan:
        """Return the jobs of a cohort; its findings are stamped with its id."""
        assert self.curriculum is not None  # noqa: S101 for the type checker
        template_set = self.sets.get(set_of(cohort, self.curriculum))
        return plan(self.curriculum, cohort, template_set, selection, self._edition, collector)

    @cached_property
    def rehearsals(self) -> Rehearsals:
        """What is tried of template sets before a real text is put into them."""
        cohorts = self.curriculum.cohorts if self.curriculum is not None else ()
        facts = tuple(sorted({name for cohort in cohorts for name in cohort.facts}))
        return Rehearsals(self.project, self.sets, self._offices, self._compiled, self._kept, facts)

    # ── one document ─────────────────────────────────────────────────────────────────────────

    def make(
        self,
        job: Job,
        collector: Collector,
        *,
        write: bool,
        located: bool = False,
        early: Callable[[str, RawPart], None] | None = None,
    ) -> Artifact | None:
        """Return one document as bytes (empty without `write`), None when it could not be made.

        `located` gives texts of templates their lines. `early` takes parts of a deck as they are
        made.
        """
        template_set, _ = self._product(job)
        document, product = self._document(job, collector, located=located)
        if document is None:
            return None
        data = b""
        printed: list[Text] = []
        pictures = self._media(document, collector)
        document = self._numbered(job, product, document, collector)
        if product.format == "pptx":
            deck = self._deck(job, document, collector)
            template = self._offices.slides(*self._product(job), job.language, collector)
            if deck is None or template is None or collector.has_errors:
                return None
            with self.timed("write"):
                data = write_pptx(deck, template, pictures, collector, early, printed)
        else:
            word = self._offices.word(*self._product(job), collector)
            if word is None or collector.has_errors:
                return None
            from ttt.writers.docx import write_docx  # noqa: PLC0415 as in office_templates

            with self.timed("write"):
                data = write_docx(document, word, pictures, collector, printed)
        office = template_set.find_office(product.office)
        with self.timed("gate"):
            if not gate_fields(printed, office, document, collector):
                return None
        inputs = {"project": self.project.digest}
        return Artifact(
            document.path,
            data if write else b"",
            product.name,
            product.audience,
            job.language,
            inputs,
        )

    def _document(
        self, job: Job, collector: Collector, *, located: bool = False, marking: str = ""
    ) -> tuple[Document | None, Product]:
        """Return a document without its numbers; `marking` is stricter than that of its scope."""
        template_set, product = self._product(job)
        edition = self._edition(job.cohort, job.language, product.audience, collector)
        marks = self._marks(edition)
        marking = marking or marking_of(edition, marks, product.per, job.element)
        context = self._context(job, template_set, product, edition, marking)
        with self.timed("compose"):
            templates = self._compiled(template_set)
            markup = compose(product, context, templates, collector, located=located)
        if markup is None:
            return None, product
        with self.timed("parse"):
            blocks = parse_limited(markup, product, collector)
        self._printed = markup.lines
        if blocks is None:
            return None, product
        document = frame(job, product, edition, context, markup, self._moment)
        document = replace(document, blocks=blocks)
        with self.timed("gate"):
            passed = gate(document, collector)
        if marks and passed:
            inside = (marking_at(marks, address) for address in addresses(document))
            stricter = strictest((marking, *inside))
            if stricter != marking:  # the template has words of an element of another document
                return self._document(job, collector, located=located, marking=stricter)
        return (document if passed else None), product

    def _marks(self, edition: Edition) -> Mapping[str, str]:
        """Return what is marked stricter than an edition; looked for once an edition."""
        key = (edition.cohort.id, edition.language, edition.audience)
        if key not in self._marked:
            self._marked[key] = marked_elements(edition)
        return self._marked[key]

    def _context(
        self,
        job: Job,
        template_set: TemplateSet,
        product: Product,
        edition: Edition,
        marking: str = "",
    ) -> Context:
        key = (job.cohort, job.language, product.audience)
        if key not in self._views:
            labels = template_set.labels[edition.cohort.labels or job.language]
            self._views[key] = EditionViews(edition, labels)
        return context_of(self._views[key], product, job.element, marking)

    def _deck(self, job: Job, document: Document, collector: Collector) -> Deck | None:
        template = self._offices.slides(*self._product(job), job.language, collector)
        if template is None:
            return None
        if self._fonts is None:
            files = {file.name: file.read_bytes for file in fonts_root().iterdir()}
            self._fonts = load_fonts(files)
        sizes = {
            name: (picture.width, picture.height)
            for name, picture in self._pictures.items()
            if picture is not None
        }
        try:
            with self.timed("paginate"), limited(seconds=LAYING_OUT):
                deck = paginate(document, template.geometry, self._fonts, sizes, collector)
        except RanAwayError as failure:
            words = f"laying out what it prints {failure}"
            report_output(words, self._printed, self._product(job)[1], collector)
            return None
        self._remember(job, deck)
        return deck

    def _remember(self, job: Job, deck: Deck) -> None:
        """Keep the slide numbers of a deck for the documents that refer to it."""
        found: dict[str, tuple[int, int]] = {}
        for position, slide in enumerate(deck.slides, start=1):
            if slide.address:
                found[slide.address] = (found.get(slide.address, (position,))[0], position)
        key = (job.cohort, job.language, job.product)
        self.numberings[key] = {**self.numberings.get(key, {}), **found}

    def _numbered(
        self, job: Job, product: Product, document: Document, collector: Collector
    ) -> Document:
        """Fill in slide numbers; a deck that is not built now is paginated for its numbers."""
        numberings: dict[str, Numbering] = {}
        lost = frozenset(name for name in product.refers_to if (job.cohort, name) in self.lost)
        for name in product.refers_to:
            key = (job.cohort, job.language, name)
            if key not in self.numberings and name not in lost:
                self._paginate_all(job, name, collector)
            numberings[name] = self.numberings.get(key, {})
        with self.timed("number"):
            return number(document, numberings, collector, lost)

    def _paginate_all(self, job: Job, name: str, collector: Collector) -> None:
        """Paginate the decks of a product that a document of this job may refer to.

        Of one that cannot be made, what its template does wrong is reported.
        """
        template_set, _ = self._product(job)
        product = next((p for p in template_set.products if p.name == name), None)
        if product is None or product.format != "pptx":
            return
        silent = Collector()
        edition = self._edition(job.cohort, job.language, product.audience, silent)
        for element in elements(edition, product):
            owner = module_of(edition, element)
            if job.group and owner != job.group:
                continue
            other = Job(job.cohort, job.language, name, element, owner)
            found = Collector()
            document, _ = self._document(other, found)
            if document is not None:
                self._media(document, silent)
                self._deck(other, document, silent)
            else:
                collector.extend(found)

    # ── prepared things ──────────────────────────────────────────────────────────────────────

    def _product(self, job: Job) -> tuple[TemplateSet, Product]:
        assert self.curriculum is not None  # noqa: S101 for the type checker
        cohort = next(c for c in self.curriculum.cohorts if c.id == job.cohort)
        template_set = self.sets[set_of(cohort, self.curriculum)]
        return template_set, next(p for p in template_set.products if p.name == job.product)

    def _edition(
        self, cohort: str, language: str, audience: Audience, collector: Collector
    ) -> Edition:
        assert self.curriculum is not None  # noqa: S101 for the type checker
        key = (cohort, language, audience)
        if key not in self._editions:
            found = next(c for c in self.curriculum.cohorts if c.id == cohort)
            with self.timed("resolve"):
                words = self._words_to_confirm(found, language)
                self._editions[key] = resolve(
                    self.curriculum, found, language, audience, collector, words
                )
        return self._editions[key]

    def _words_to_confirm(self, cohort: Cohort, language: str) -> str:
        """Return what the cohort's templates print behind a fact that nobody verified."""
        assert self.curriculum is not None  # noqa: S101 for the type checker
        template_set = self.sets.get(set_of(cohort, self.curriculum))
        labels = template_set.labels.get(cohort.labels or language, {}) if template_set else {}
        words = labels.get("to_confirm", "")
        return words if isinstance(words, str) else ""

    def _compiled(self, template_set: TemplateSet) -> Templates:
        if template_set.name not in self._templates:
            self._templates[template_set.name] = Templates(template_set, self._kept)
        return self._templates[template_set.name]

    def _media(self, document: Document, collector: Collector) -> Mapping[str, bytes]:
        """Return the pictures a document shows; one that cannot be read is reported."""
        found: dict[str, bytes] = {}
        for figure in media.figures(document.blocks):
            name = str(figure.image)
            if not figure.alt.strip() and "decorative" not in figure.attributes.roles:
                collector.error(
                    "A11Y004",
                    f'the picture "{name}" has no words for those who cannot see it',
                    figure.image.origin.span,
                    "say what it shows between the square brackets, or write {.decorative}",
                )
            if name not in self._pictures:
                place = self.project.places.get(f"curriculum/{name}")
                self._pictures[name] = media.read_picture(place.read_bytes()) if place else None
            picture = self._pictures[name]
            if picture is not None:
                found[name] = picture.data
            else:
                collector.error(
                    "TPL133",
                    f'there is no picture "{name}"',
                    figure.image.origin.span,
                    "put a PNG or JPEG file into curriculum/media",
                )
        return found

    # ── dump ─────────────────────────────────────────────────────────────────────────────────

    def dump(self, stage: str, job: Job, collector: Collector) -> str:
        """Return what flows out of a stage, as readable text."""
        template_set, product = self._product(job)
        edition = self._edition(job.cohort, job.language, product.audience, collector)
        if stage == "edition":
            return dump_edition(edition)
        if stage == "markup":
            context = self._context(job, template_set, product, edition)
            markup = compose(product, context, self._compiled(template_set), collector)
            return readable(markup) if markup else ""
        document, _ = self._document(job, collector)
        if document is None:
            return ""
        if stage == "deck" and product.format == "pptx":
            self._media(document, collector)
            deck = self._deck(job, document, collector)
            return dump_deck(deck) if deck else ""
        return outline(document)
