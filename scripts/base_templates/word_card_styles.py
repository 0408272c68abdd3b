"""The look of inject cards and certificates, which teams may lay out with these styles today.

Four of the styles that the design of pages names; all stand at indent 0, in cells or on a page of
their own. Values only, as in `word_style_table`.
"""

from scripts.base_templates.word_marks import Colours, cm
from scripts.base_templates.word_style_table import Block, Style, Text

_FIELD = cm(1.6)


def card_styles(colours: Colours) -> tuple[Style, ...]:
    """Return the styles of a card's number, of its From, To and By, of its message, and of a name.

    The rule under the name of a certificate is 1.5 pt.
    """
    return (
        Style("card_number", "card_number", Text(54, 54, bold=True), Block(line=0.85)),
        Style(
            "card_field",
            "card_field",
            Text(11, 12),
            Block(after=2, line=1.08, left=_FIELD, hanging=_FIELD, tabs=(("left", _FIELD),)),
        ),
        Style("card_message", "card_message", Text(18, 19), Block(before=6, after=6, line=1.08)),
        Style(
            "certificate_name",
            "certificate_name",
            Text(48, 42, bold=True),
            Block(after=6, line=0.95, borders=colours.rule("bottom", 12, "ink", 4)),
        ),
    )
