"""A handout with contents, key messages, a table, an activity and a glossary."""

from tests.writers.word_documents import handout
from tests.writers.word_samples import document, opened

TEMPLATE = opened("handout")
DOCUMENT = document(handout())
