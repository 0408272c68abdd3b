"""A template that was not made for ttt, bound by set.yaml."""

from tests.writers.word_documents import everything
from tests.writers.word_samples import document, opened

TEMPLATE = opened("foreign")
DOCUMENT = document(everything())
