"""What a product's Jinja template made: its own words with slots, and the values beside them."""

from __future__ import annotations

from ttt.frozen import frozen
from ttt.source import Span
from ttt.text import Text


@frozen
class Markup:
    """Markup and values travel side by side, so that no value is ever read as markup.

    `lines` holds, for each line of `text`, the place in the template it began as; it is empty
    where nobody asked for places. `title`,
    `subtitle`, `running`, `kind` and `file` are the rendered lines of the front matter.
    """

    text: str
    values: tuple[Text | str, ...]
    lines: tuple[Span, ...]
    title: str = ""
    subtitle: str = ""
    running: str = ""
    kind: str = ""
    file: str = ""
