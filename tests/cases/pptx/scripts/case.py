"""Mixed scripts in a Khmer deck: language, font slots and sizes of every run; a long marking."""

import dataclasses

from ttt.document import Box, Code, Emphasis, Str, Strong
from ttt.slides.deck import Deck, RegionText, Slide
from tests.writers.decks import base_template, document, labelled, line, region, said, title

TEMPLATE = base_template()
DECK = Deck(
    dataclasses.replace(document("km"), marking="TLP:AMBER+STRICT", title="សន្តិសុខ & Security"),
    (
        Slide(
            "content",
            "m1-s1",
            title("ប្រភពស្របច្បាប់មានគ្រប់ទីកន្លែង IAEA 2024", 31),
            (
                region("kicker", 12, "ម៉ូឌុល ១ · Vấn đề"),
                RegionText("body", (
                    line("ការគ្រប់គ្រងហានិភ័យនៃវត្ថុធាតុគីមី", 26, marker="bullet"),
                    line((Str("ដំណើរ "), Strong((Str("ទីមួយ"),)), Emphasis((Str(" ការងារ step"),)), Code("a<b")), 26, marker="bullet"),
                    line("one\u2028two\u000bthree\nfour\tfive", 22, level=2),
                )),
            ),
            notes=(Box("say", (said("សួស្តី trainers"),), labelled("និយាយ")),),
        ),
    ),
)
MEDIA: dict[str, bytes] = {}
