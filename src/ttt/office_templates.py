"""The Office files of template sets, each opened once in a worker and kept prepared.

What was found when a file was opened is reported again for every cohort that uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from ttt.diagnostics import Collector, Diagnostic
from ttt.document import Plain
from ttt.model.product import Product, TemplateSet
from ttt.office.slide_template import SlideTemplate, open_slide_template
from ttt.project import Project
from ttt.reading import Timed
from ttt.scripts import is_rtl, locale
from ttt.text import Text
from ttt.watch import RanAwayError, limited

if TYPE_CHECKING:
    from ttt.office.word_template import WordTemplate

OPENING: Final = 3.0
"""Seconds of processor time to open an Office file; those of the base design take a tenth."""

T = TypeVar("T")
Opener = Callable[[bytes, str, TemplateSet, Collector], T | None]
Kept = dict[tuple[str, str], tuple[T | None, tuple[Diagnostic, ...]]]


class OfficeTemplates:
    """Prepared templates by set and file."""

    def __init__(self, project: Project, timed: Timed) -> None:
        self._project = project
        self._timed = timed
        self._slides: Kept[SlideTemplate] = {}
        self._mirrored: Kept[SlideTemplate] = {}
        self._word: Kept[WordTemplate] = {}

    def slides(
        self, template_set: TemplateSet, product: Product, language: str, collector: Collector
    ) -> SlideTemplate | None:
        """Return the PowerPoint file of a product, None when it cannot be used.

        For a language written from right to left its layouts are mirrored.
        """
        right_to_left = is_rtl(locale(language).script)
        opener = partial(open_slide_template, right_to_left=right_to_left)
        kept = self._mirrored if right_to_left else self._slides
        return self._open(kept, opener, template_set, product, collector)

    def word(
        self, template_set: TemplateSet, product: Product, collector: Collector
    ) -> WordTemplate | None:
        """Return the Word file of a product, None when it cannot be used."""
        # Word's libraries take a tenth of a second, which a deck has no use for.
        from ttt.office.word_template import open_word_template  # noqa: PLC0415

        return self._open(self._word, open_word_template, template_set, product, collector)

    def printed(
        self,
        template_set: TemplateSet,
        product: Product,
        fields: Mapping[str, Plain],
        collector: Collector,
    ) -> list[Text]:
        """Return the texts that the fields of a product's Office file print of these values.

        Reported is a field that cannot be filled; a file that cannot be used prints nothing.
        """
        printed: list[Text] = []
        silent = Collector()
        if product.format == "pptx":
            slides = self.slides(template_set, product, "en", silent)
            if slides is not None:
                slides.fill(fields, collector, printed)
            return printed
        word = self.word(template_set, product, silent)
        if word is not None:
            from ttt.office.word_template import print_fields  # noqa: PLC0415 as in `word`

            print_fields(word, fields, collector, printed)
        return printed

    def _open(
        self,
        kept: Kept[T],
        opener: Opener[T],
        template_set: TemplateSet,
        product: Product,
        collector: Collector,
    ) -> T | None:
        path = template_set.find_office(product.office)
        key = (template_set.name, path)
        if path not in self._project.places:
            return None  # it was refused when the project was read
        if key not in kept:
            found = Collector()
            opened = self._opened(opener, path, template_set, found)
            kept[key] = opened, tuple(found)
        template, findings = kept[key]
        collector.extend(findings)
        return template

    def _opened(
        self, opener: Opener[T], path: str, template_set: TemplateSet, collector: Collector
    ) -> T | None:
        """Open a file; one that takes too long, or too much memory, is reported (`TPL003`)."""
        try:
            with self._timed("template"), limited(seconds=OPENING):
                return opener(self._project.read(path), path, template_set, collector)
        except RanAwayError as failure:
            collector.error(
                "TPL003",
                f"opening the Office template {failure}",
                None,
                "delete in it what no document needs: pages of text, shapes, old layouts",
                file=path,
            )
            return None
