"""Rules of placing a document on slides (`ttt.slides`): FIT001 to FIT099, TPL401 to TPL499."""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_FILE: Final = "templates/tiny/signs.pptx.j2"
"""A product of its own, so that the examples change no other."""

_FRONT: Final = (
    "---\nproduct: signs\ntitle: Signs\nper: module\naudience: participant\noffice: slides.pptx\n"
    "file: signs\n---\n"
)
_TIP: Final = "Stay upwind and look before you move. "
_SAID: Final = "{% for n in range(5) %}" + _TIP + "{% endfor %}"
_MUCH: Final = "{% for n in range(40) %}" + _TIP + "{% endfor %}"


def _rule(
    code: str, severity: Severity, title: str, meaning: str, failing: str, corrected: str
) -> Rule:
    return Rule(
        code,
        severity,
        title,
        meaning,
        Example(_FILE, _FRONT + failing),
        Example(_FILE, _FRONT + corrected),
    )


RULES: Final[tuple[Rule, ...]] = (
    _rule(
        "FIT001",
        Severity.ERROR,
        "a title does not fit",
        "A slide's title was set at the smallest size its layout allows and is still too high for"
        " its place. It would run into the text below. Shorten the title where it is written; the"
        " place in the finding is the text's own. A team that needs longer titles gives the title"
        " more room in its layout.",
        f"## {_SAID}\n\nText\n",
        "## Signs of a release\n\nText\n",
    ),
    _rule(
        "FIT002",
        Severity.ERROR,
        "a paragraph is too long for a slide",
        "A slide is split between paragraphs, never inside one. This paragraph does not fit on a"
        " slide of its own at the smallest size. Make two paragraphs or points of it, or say less"
        " on the wall and the rest in the notes.",
        f"## Signs\n\n{_MUCH}\n",
        f"## Signs\n\n{_TIP}\n",
    ),
    _rule(
        "FIT003",
        Severity.ERROR,
        "a table row is too high for a slide",
        "A table is split between rows, never inside one. This row does not fit below the header"
        " at the smallest size. Say less in its cells, make two rows of it, or give the table"
        " fewer columns.",
        f"## Signs\n\n| Sign | To do |\n|---|---|\n| Cloud | {_MUCH} |\n",
        f"## Signs\n\n| Sign | To do |\n|---|---|\n| Cloud | {_TIP} |\n",
    ),
    _rule(
        "FIT004",
        Severity.WARNING,
        "a small text does not fit in its place",
        "A text beside the body (a label, the grouping, the rail, a caption) was set at the"
        " smallest size and is still too high. It is in the file whole and may touch its"
        " neighbour. Shorten it, or make its place larger in the layout.",
        f'## Away {{rail_text="{_MUCH}"}}\n\nText\n',
        '## Signs {rail_text="Keep away"}\n\nText\n',
    ),
    _rule(
        "FIT005",
        Severity.WARNING,
        "a list is nested deeper than two levels",
        "Nobody in the room can follow a third level. Deeper points are set at the second level,"
        " none is left out. Flatten the list, or say the detail in the notes.",
        "## Signs\n\n- one\n  - two\n    - three\n",
        "## Signs\n\n- one\n  - two\n",
    ),
    _rule(
        "TPL401",
        Severity.ERROR,
        "a heading names a layout role that does not exist",
        "The attribute layout= of a slide's heading names a role, not a layout of a PowerPoint"
        " file. The set binds each role to a layout (set.yaml, below layouts). Use one of the"
        " roles the finding lists.",
        "## Signs {layout=activty}\n\nText\n",
        "## Signs {layout=content}\n\nText\n",
    ),
    _rule(
        "TPL402",
        Severity.ERROR,
        "text stands before the first heading of a deck",
        "In a deck every slide begins with a heading of level 1 (a section) or 2. What stands"
        " before the first one belongs to no slide and would be lost.",
        "Text\n\n## Signs\n\nText\n",
        "## Signs\n\nText\n",
    ),
    _rule(
        "TPL403",
        Severity.WARNING,
        "something has no place on a slide",
        "Lines to write on, tables of contents, rules, grids and third columns are for documents."
        " On a slide, text that stands in them is set as ordinary paragraphs; what has no text is"
        " left out.",
        "## Signs\n\nText\n\n::: lines {count=3}\n:::\n",
        "## Signs\n\nText\n",
    ),
    _rule(
        "TPL404",
        Severity.ERROR,
        "a slide has no title",
        "Screen readers and everybody who navigates a deck need a title on every slide. Often the"
        " heading of the template holds a value that is empty. A black slide has a title too;"
        " its layout does not show it.",
        '## {{ "" }}\n\nText\n',
        "## Signs\n\nText\n",
    ),
    _rule(
        "TPL405",
        Severity.ERROR,
        "a heading has an attribute no slide knows",
        "The heading of a slide takes layout=, #address and the names of regions, each with one"
        " line for that region. Anything else would be dropped in silence, so it is an error.",
        '## Signs {number="20"}\n\nText\n',
        '## Signs {rail_text="20 minutes"}\n\nText\n',
    ),
    _rule(
        "TPL406",
        Severity.ERROR,
        "minutes that are to be drawn cannot be read",
        "The bars of a time strip or a timetable are drawn from whole numbers: strip= holds the"
        " minutes of the steps, timetable= the sessions of each day as module:minutes with a comma"
        " after each day, now= the number of the step or module at hand.",
        '## Signs {strip="10 min, 15 min" now=1}\n\nText\n',
        '## Signs {strip="10 15" now=1}\n\nText\n',
    ),
)
