"""The Office files of template sets, each opened once in a worker and kept prepared.

What was found when a file was opened is reported again for every cohort that uses it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ttt.diagnostics import Collector, Diagnostic
from ttt.model.product import Product, TemplateSet
from ttt.office.slide_template import SlideTemplate, open_slide_template
from ttt.project import Project
from ttt.reading import Timed
from ttt.scripts import is_rtl, locale

if TYPE_CHECKING:
    from ttt.office.word_template import WordTemplate

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
            with self._timed("template"):
                data = self._project.read(path)
                kept[key] = opener(data, path, template_set, found), tuple(found)
        template, findings = kept[key]
        collector.extend(findings)
        return template
