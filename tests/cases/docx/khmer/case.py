"""Khmer with Latin words: fonts, sizes and languages by script."""

from tests.writers.word_samples import document, khmer, opened

TEMPLATE = opened("handout")
DOCUMENT = document(khmer(), "km")
