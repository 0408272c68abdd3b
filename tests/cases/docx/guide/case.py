"""A session of the guide: panel, time strip, steps, adaptation note."""

from tests.writers.word_documents import guide
from tests.writers.word_samples import document, opened

TEMPLATE = opened("guide")
DOCUMENT = document(guide(), product="guide")
