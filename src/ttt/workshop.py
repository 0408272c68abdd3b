"""Runs the stages, in their order, for one task inside a worker process.

load → validate → check → resolve → compose → parse → gate → paginate → number → write. The only
module that knows this order. Keeps what later tasks need again: the curriculum, editions, prepared
templates, shaped text. Writes no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from ttt import media
from ttt.checks import check
from ttt.compose import compose
from ttt.compose.context import Context, context_of, elements
from ttt.compose.environment import Templates
from ttt.compose.views import EditionViews
from ttt.diagnostics import Collector
from ttt.document import Document
from ttt.dumps import outline, readable
from ttt.framing import frame
from ttt.gate import gate
from ttt.model.artifact import Artifact
from ttt.model.audience import Audience
from ttt.model.cohort import Cohort
from ttt.model.edition import Curriculum, Edition
from ttt.model.product import Product, TemplateSet
from ttt.number import Numbering, number
from ttt.office_templates import OfficeTemplates
from ttt.parse import parse
from ttt.planning import is_wanted, module_of, plan, set_of, sets_of, unknown_name
from ttt.project import Project, read_project
from ttt.reading import read
from ttt.resolve import resolve
from ttt.resolve.dump import dump_edition
from ttt.resources import fonts_root
from ttt.slides.deck import Deck
from ttt.slides.dump import dump_deck
from ttt.slides.fonts import Fonts, load_fonts
from ttt.slides.paginate import paginate
from ttt.tasks import (
    CohortPlan,
    Dump,
    Dumped,
    Job,
    Made,
    Make,
    Result,
    Selection,
    Survey,
    Surveyed,
    Task,
)
from ttt.writers.docx import write_docx
from ttt.writers.pptx import write_pptx

if TYPE_CHECKING:
    from pathlib import Path


class Workshop:
    """One project as a worker holds it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.timings: dict[str, float] = {}
        self._loaded: _Loaded | None = None

    def __call__(self, task: Task) -> Result:
        """Do one task."""
        self.timings = {}
        match task:
            case Survey(selection):
                return self._survey(selection)
            case Make():
                return self._make(task)
            case Dump(stage, job):
                return self._dump(stage, job)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time of a stage to the account."""
        start = perf_counter()
        yield
        self.timings[stage] = self.timings.get(stage, 0.0) + perf_counter() - start

    def _load(self, collector: Collector) -> _Loaded:
        if self._loaded is None:
            self._loaded = _Loaded(self, collector)
        return self._loaded

    # ── survey ───────────────────────────────────────────────────────────────────────────────

    def _survey(self, selection: Selection) -> Surveyed:
        collector = Collector()
        self._loaded = None
        loaded = self._load(collector)
        curriculum = loaded.curriculum
        plans: tuple[CohortPlan, ...] = ()
        unknown = ""
        if curriculum is not None:
            with self.timed("check"):
                check(curriculum, collector)
            broken = {cohort for finding in collector for cohort in finding.cohorts}
            unknown = unknown_name(selection, curriculum, loaded.sets, broken)
            if not unknown:
                with self.timed("resolve"):
                    plans = tuple(
                        loaded.plan(cohort, selection, collector)
                        for cohort in curriculum.cohorts
                        if is_wanted(cohort, selection)
                    )
        return Surveyed(loaded.project.digest, plans, tuple(collector), self.timings, unknown)

    # ── make ─────────────────────────────────────────────────────────────────────────────────

    def _make(self, task: Make) -> Made:
        loaded = self._load(Collector())
        if loaded.project.digest != task.digest:
            self._loaded = None
            return Made((), task.jobs, {}, (), self.timings, stale=True)
        collector = Collector()
        loaded.numberings.update(task.numberings)
        artifacts: list[tuple[Job, Artifact]] = []
        failed: list[Job] = []
        for job in task.jobs:
            found = Collector()
            artifact = loaded.make(job, found.for_cohort(job.cohort), write=task.bytes)
            if any(finding.span is None and not finding.file for finding in found):
                found = self._located(job, found)
            collector.extend(found)
            if artifact is None or found.has_errors:
                failed.append(job)
            else:
                artifacts.append((job, artifact))
        numberings = dict(loaded.numberings)
        loaded.forget()
        return Made(tuple(artifacts), tuple(failed), numberings, tuple(collector), self.timings)

    def _located(self, job: Job, found: Collector) -> Collector:
        """Return the findings of a document with their lines in the templates.

        Marking lines takes time, so it is done for documents that have something to report.
        """
        again = Collector()
        self._load(again).make(job, again.for_cohort(job.cohort), write=False, located=True)
        placed = {(finding.code, finding.message) for finding in again}
        for finding in found:
            if (finding.code, finding.message) not in placed:
                again.add(finding)
        return again

    def _dump(self, stage: str, job: Job) -> Dumped:
        collector = Collector()
        loaded = self._load(collector)
        text = loaded.dump(stage, job, collector) if loaded.curriculum is not None else ""
        return Dumped(text, tuple(collector))


class _Loaded:
    """A project read, and what was prepared from it so far."""

    def __init__(self, shop: Workshop, collector: Collector) -> None:
        self.shop = shop
        with shop.timed("load"):
            self.project: Project = read_project(shop.root, collector)
        reading = read(self.project, collector, shop.timed)
        self.curriculum: Curriculum | None = reading.curriculum
        self.sets: Mapping[str, TemplateSet] = {}
        if self.curriculum is not None:
            with shop.timed("validate"):
                self.sets = sets_of(reading, self.curriculum, collector)
        self.numberings: dict[tuple[str, str, str], Numbering] = {}
        self._editions: dict[tuple[str, str, Audience], Edition] = {}
        self._views: dict[tuple[str, str, Audience], EditionViews] = {}
        self._templates: dict[str, Templates] = {}
        self._offices = OfficeTemplates(self.project, shop.timed)
        self._pictures: dict[str, media.Picture | None] = {}
        self._fonts: Fonts | None = None

    def forget(self) -> None:
        """Let go of what only the documents of one task share."""
        self._views.clear()
        self._pictures.clear()
        self.numberings.clear()

    # ── planning ─────────────────────────────────────────────────────────────────────────────

    def plan(self, cohort: Cohort, selection: Selection, collector: Collector) -> CohortPlan:
        """Return the jobs of a cohort; its findings are stamped with its id."""
        assert self.curriculum is not None  # noqa: S101 for the type checker
        template_set = self.sets.get(set_of(cohort, self.curriculum))
        return plan(self.curriculum, cohort, template_set, selection, self._edition, collector)

    # ── one document ─────────────────────────────────────────────────────────────────────────

    def make(
        self, job: Job, collector: Collector, *, write: bool, located: bool = False
    ) -> Artifact | None:
        """Return one document as bytes (empty without `write`), None when it could not be made.

        `located` gives texts of templates their lines.
        """
        document, product = self._document(job, collector, located=located)
        if document is None:
            return None
        data = b""
        pictures = self._media(document, collector)
        document = self._numbered(job, product, document, collector)
        if product.format == "pptx":
            deck = self._deck(job, document, collector)
            template = self._offices.slides(*self._product(job), job.language, collector)
            if deck is None or template is None or collector.has_errors:
                return None
            with self.shop.timed("write"):
                data = write_pptx(deck, template, pictures, collector)
        else:
            word = self._offices.word(*self._product(job), collector)
            if word is None or collector.has_errors:
                return None
            with self.shop.timed("write"):
                data = write_docx(document, word, pictures, collector)
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
        self, job: Job, collector: Collector, *, located: bool = False
    ) -> tuple[Document | None, Product]:
        template_set, product = self._product(job)
        edition = self._edition(job.cohort, job.language, product.audience, collector)
        context = self._context(job, template_set, product, edition)
        with self.shop.timed("compose"):
            templates = self._compiled(template_set)
            markup = compose(product, context, templates, collector, located=located)
        if markup is None:
            return None, product
        with self.shop.timed("parse"):
            blocks = parse(markup, collector)
        document = frame(job, product, edition, context, markup)
        document = replace(document, blocks=blocks)
        with self.shop.timed("gate"):
            passed = gate(document, collector)
        return (document if passed else None), product

    def _context(
        self, job: Job, template_set: TemplateSet, product: Product, edition: Edition
    ) -> Context:
        key = (job.cohort, job.language, product.audience)
        if key not in self._views:
            labels = template_set.labels[edition.cohort.labels or job.language]
            self._views[key] = EditionViews(edition, labels)
        return context_of(self._views[key], product, job.element)

    def _deck(self, job: Job, document: Document, collector: Collector) -> Deck | None:
        template = self._offices.slides(*self._product(job), job.language, collector)
        if template is None:
            return None
        if self._fonts is None:
            files = sorted(fonts_root().glob("*.ttf"))
            self._fonts = load_fonts({file.name: file.read_bytes() for file in files})
        sizes = {
            name: (picture.width, picture.height)
            for name, picture in self._pictures.items()
            if picture is not None
        }
        with self.shop.timed("paginate"):
            deck = paginate(document, template.geometry, self._fonts, sizes, collector)
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
        for name in product.refers_to:
            key = (job.cohort, job.language, name)
            if key not in self.numberings:
                self._paginate_all(job, name)
            numberings[name] = self.numberings.get(key, {})
        with self.shop.timed("number"):
            return number(document, numberings, collector)

    def _paginate_all(self, job: Job, name: str) -> None:
        """Paginate the decks of a product that a document of this job may refer to."""
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
            document, _ = self._document(other, silent)
            if document is not None:
                self._media(document, silent)
                self._deck(other, document, silent)

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
            with self.shop.timed("resolve"):
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
            self._templates[template_set.name] = Templates(template_set)
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
