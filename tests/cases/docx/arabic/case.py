"""From right to left."""

from tests.writers.word_documents import arabic
from tests.writers.word_samples import document, opened

TEMPLATE = opened("handout")
DOCUMENT = document(arabic(), "ar")
