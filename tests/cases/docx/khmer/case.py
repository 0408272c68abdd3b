"""Khmer with Latin words: fonts, sizes and languages by script."""

from tests.writers.word_documents import khmer
from tests.writers.word_samples import document, opened

TEMPLATE = opened("handout")
DOCUMENT = document(khmer(), "km")
