"""US Letter, in Vietnamese."""

from tests.writers.word_samples import document, opened, p

TEMPLATE = opened("handout")
DOCUMENT = document((p("One paragraph."),), "vi", paper="Letter")
