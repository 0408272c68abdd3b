"""From right to left."""

from tests.writers.word_samples import arabic, document, opened

TEMPLATE = opened("handout")
DOCUMENT = document(arabic(), "ar")
