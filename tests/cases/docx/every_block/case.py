"""One of every kind of block and inline."""

from tests.writers.word_documents import everything
from tests.writers.word_samples import document, opened

TEMPLATE = opened("handout")
DOCUMENT = document(everything())
