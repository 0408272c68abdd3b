"""What must not leave is stopped wherever it stands, whatever stood before it."""

from __future__ import annotations

import pytest

from tests.slides.space import document
from ttt.diagnostics import Collector
from ttt.document import Block, Notes, Paragraph, Str
from ttt.gate import gate
from ttt.model.audience import Audience
from ttt.text import Origin

TRAINER = Origin("base", "m1-s1/open", "say", Audience.TRAINER)
OTHERS = Origin("base", "m1-s1/open", "text", released=("lao",))


def said(origin: Origin) -> Block:
    return Paragraph((Str("words", origin),))


@pytest.mark.parametrize(
    ("blocks", "codes"),
    [
        ((Notes((said(TRAINER),)),), []),
        ((said(TRAINER), said(TRAINER)), ["AUD001"]),
        # Printed in the notes first, where it may stand, and then on the wall
        ((Notes((said(TRAINER),)), said(TRAINER)), ["AUD001"]),
        ((Notes((said(OTHERS),)), said(OTHERS)), ["AUD002"]),
    ],
)
def test_each_reader_is_asked_for_each_text(blocks: tuple[Block, ...], codes: list[str]) -> None:
    collector = Collector()
    assert gate(document(blocks), collector) is (codes == [])
    assert [finding.code for finding in collector] == codes
