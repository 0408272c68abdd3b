"""One of every kind of block and inline."""

from tests.writers.word_samples import document, everything, opened

TEMPLATE = opened("handout")
DOCUMENT = document(everything())
