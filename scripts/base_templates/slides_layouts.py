"""The layouts of the base deck, one a role, in centimetres and points.

Pure data after the base design: rail (x 0 to 5.6) and main column (x 6.8 to 32.4) on a slide of
33.867 × 19.05 cm. Must not write XML. The numbers of the placeholders are a contract with the
deck writer; their places are not, a team may move them.
"""

from dataclasses import dataclass

from scripts.base_templates.slides_frame import (
    BODY,
    active_rail,
    body,
    foot,
    frame,
    hairline,
    heading,
    ink_rail,
    kicker,
    label,
    minutes_and_how,
    rows,
    strip,
    talk,
)
from scripts.base_templates.slides_shapes import (
    Box,
    Bullet,
    Colour,
    Level,
    Outline,
    Region,
    Rule,
    Shape,
    Words,
)

_NARROW = (
    Level(26, line=98, after=12, left=1.0, hang=1.0, bullet=Bullet.SQUARE),
    Level(22, line=98, after=10, left=1.9, hang=0.9, bullet=Bullet.DASH),
)
_ROW_LABEL = Level(18, bold=True, colour=Colour.INK_SOFT)


@dataclass(frozen=True, slots=True)
class Layout:
    """A slide layout: `kind` is its `ST_SlideLayoutType`, empty where Office has none for it."""

    role: str
    name: str
    kind: str
    shapes: tuple[Shape, ...]
    black: bool = False


def layouts() -> tuple[Layout, ...]:
    """Every layout, in the order in which PowerPoint offers them."""
    return (
        _title(),
        _section(),
        _objectives(),
        _content(),
        _columns(),
        _table(),
        _picture(),
        _title_only(),
        _question(),
        _activity(),
        _debrief(),
        _key_messages(),
        _sources(),
        _closing(),
        _black(),
    )


# ── the frame of the day ─────────────────────────────────────────────────────────────────────


def _title() -> Layout:
    kind = Level(14, bold=True, colour=Colour.PAPER)
    subtitle = Level(24, colour=Colour.INK_SOFT)
    credit = Level(14, colour=Colour.INK_SOFT)
    return Layout(
        "title",
        "Title",
        "title",
        (
            *ink_rail(),
            heading(
                "Module title",
                (6.8, 2.0, 23.6, 4.6),
                Level(60, bold=True, line=86),
                "ctrTitle",
            ),
            Region(
                "Subtitle",
                "subTitle",
                1,
                Box(6.8, 6.75, 25.6, 1.2),
                (subtitle,),
                ("Module, minutes, sessions",),
            ),
            body("Timetable", 37, (6.8, 8.75, 25.6, 6.0), Level(14, bold=True)),
            body(
                "Event",
                34,
                (6.8, 15.3, 15.6, 2.0),
                Level(20, bold=True),
                Level(20),
                prompts=("Event, place, dates", "Cohort"),
            ),
            body("Credit line", 35, (23.4, 15.35, 9.0, 1.9), credit),
            body("Kind", 28, (1.2, 0.72, 4.0, 1.8), kind, prompts=("Product",)),
            *frame(kicker(14, "Programme")),
            *foot(None),
        ),
    )


def _section() -> Layout:
    tag = Level(16, bold=True, colour=Colour.ON_ACCENT)
    numeral = Level(330, bold=True, colour=Colour.ON_ACCENT, line=80)
    # No tabs, for the number or the minutes: LibreOffice counts them from the indent and
    # PowerPoint from the box.
    row = Level(24)
    return Layout(
        "section",
        "Section",
        "secHead",
        (
            *active_rail(12.2),
            heading("Module title", (13.6, 3.0, 18.8, 4.5), Level(40, bold=True, line=92)),
            body("Sessions", 1, (15.9, 8.56, 13.0, 8.54), row, prompts=("Session",)),
            *rows((13.6, 8.2, 18.8, 1.75), Level(24, bold=True), 3.5, Level(24, align="r")),
            body("Label", 28, (1.2, 0.72, 10.0, 0.8), tag, prompts=("Module",)),
            body("Module number", 23, (0.9, 3.2, 11.0, 12.0), numeral, prompts=("1",)),
            *frame(),
            *foot(Colour.ON_ACCENT, 13.6),
        ),
    )


def _key_messages() -> Layout:
    tag = Level(24, bold=True, colour=Colour.PAPER)
    message = Level(36, bold=True, line=92)
    digit = Level(32, bold=True, colour=Colour.ON_ACCENT, align="ctr")
    return Layout(
        "key_messages",
        "Key messages",
        "",
        (
            *ink_rail(),
            heading("Key messages", (1.2, 1.95, 4.2, 6.0), tag),
            body("Messages", 1, (9.5, 1.95, 22.2, 14.75), message, prompts=("Message",)),
            *rows((6.8, 1.35, 25.6, 4.85), Level(32, bold=True)),
            body("Number box", 40, (6.8, 1.95, 1.7, 1.7), digit),
            *frame(kicker()),
            strip(),
            *foot(Colour.PAPER),
        ),
    )


def _closing() -> Layout:
    text = Level(28, after=22.5)
    # 18 pt lines in the pitch of the 28 pt rows beside them, dropped to the same base line.
    labels = Level(18, bold=True, colour=Colour.INK_SOFT, after=34.7)
    credit = Level(14, colour=Colour.INK_SOFT)
    return Layout(
        "closing",
        "Closing",
        "",
        (
            *ink_rail(),
            heading("What comes next", level=Level(48, bold=True, line=92)),
            hairline(6.0),
            body("Row labels", 29, (6.8, 6.75, 3.0, 7.0), labels, prompts=("Label",)),
            body("Rows", 1, (10.0, 6.45, 22.4, 7.3), text, prompts=("What to bring",)),
            body("Credit line", 35, (6.8, 14.2, 25.6, 2.4), credit),
            *frame(kicker(prompt="Programme")),
            *foot(None),
        ),
    )


def _black() -> Layout:
    """Nothing on the wall. The title stands above the slide's edge, for the outline only."""
    title = heading("Black slide", (6.8, -1.6, 25.6, 0.9), Level(14, colour=Colour.BLACK))
    return Layout("black", "Black", "", (title,), black=True)


# ── the trainer talks ────────────────────────────────────────────────────────────────────────


def _objectives() -> Layout:
    text, identifier = Level(30, line=95), Level(14, colour=Colour.INK_SOFT, align="r")
    shapes = talk(
        heading("By the end of this session you should be able to"),
        body("Objectives", 1, (8.8, 5.6, 20.4, 11.1), text, prompts=("Objective",)),
        *rows((6.8, 5.1, 25.6, 3.5), Level(36, bold=True), 2.6, identifier),
    )
    return Layout("objectives", "Objectives", "", shapes)


def _content() -> Layout:
    shapes = talk(
        heading(),
        Region("Content", "", 1, Box(6.8, 5.1, 24.4, 11.6), BODY, ("Text", "Second level")),
    )
    return Layout("content", "Content", "obj", shapes)


def _columns() -> Layout:
    head = Level(28, bold=True)
    columns: list[Shape] = []
    for side, left, content, top in (("Left", 6.8, 1, 31), ("Right", 20.3, 2, 32)):
        columns += [
            Rule(f"{side} rule", Box(left, 5.1, 12.1, 0), Outline(Colour.INK, 3)),
            body(f"{side} head", top, (left, 5.35, 12.1, 1.35), head, prompts=("Head",)),
            Region(
                f"{side} text",
                "",
                content,
                Box(left, 7.0, 12.1, 9.3),
                _NARROW,
                ("Text", "Second level"),
            ),
        ]
    return Layout("columns", "Columns", "twoObj", talk(heading(), *columns))


def _table() -> Layout:
    note = Level(16, colour=Colour.INK_SOFT)
    shapes = talk(
        heading(),
        Region("Table", "tbl", 1, Box(6.8, 5.1, 25.6, 10.0), (Level(28),), ("Table",)),
        body("Note", 33, (6.8, 15.25, 25.6, 1.5), note, prompts=("Note, source",), anchor="b"),
    )
    return Layout("table", "Table", "tbl", shapes)


def _picture() -> Layout:
    caption = Level(14, colour=Colour.INK_SOFT)
    picture = Region(
        "Picture",
        "pic",
        10,
        Box(6.8, 5.1, 15.6, 10.4),
        (Level(16, colour=Colour.INK_SOFT),),
        ("Picture",),
        outline=Outline(Colour.MID, 0.75),
    )
    shapes = talk(
        heading(),
        picture,
        body("Caption", 33, (6.8, 15.65, 15.6, 1.2), caption, prompts=("Caption, credit",)),
        body("Text", 1, (23.4, 4.9, 9.0, 11.0), *_NARROW, prompts=("Text", "Second level")),
    )
    return Layout("picture", "Picture", "picTx", shapes)


def _title_only() -> Layout:
    return Layout("title_only", "Title only", "titleOnly", talk(heading()))


def _sources() -> Layout:
    entry = Level(20, after=10, left=1.0, hang=1.0, bullet=Bullet.NUMBER)
    note = Level(16, colour=Colour.INK_SOFT)
    shapes = talk(
        heading("Sources"),
        body("Source list", 1, (6.8, 5.1, 24.6, 9.0), entry, prompts=("Source",)),
        body("Note", 33, (6.8, 14.6, 24.6, 2.0), note, prompts=("Date read",)),
    )
    return Layout("sources", "Sources", "", shapes)


# ── the room works ───────────────────────────────────────────────────────────────────────────


def _question() -> Layout:
    mark = Level(200, bold=True, colour=Colour.ON_ACCENT, line=90)
    ask = Level(54, bold=True, line=92)
    return Layout(
        "question",
        "Question",
        "",
        (
            *active_rail(),
            heading("The question", (6.8, 1.95, 24.6, 10.8), ask),
            hairline(13.2),
            body("Instruction", 27, (6.8, 13.55, 25.6, 3.1), Level(28, line=98)),
            label("Question"),
            # A character, so that it can be mirrored and translated; here, not on the slides.
            Words("Question mark", Box(1.0, 3.0, 4.4, 8.0), mark, "?"),
            *minutes_and_how(),
            *frame(kicker()),
            strip(),
            *foot(Colour.ON_ACCENT),
        ),
    )


def _activity() -> Layout:
    minutes = Level(96, bold=True, colour=Colour.ON_ACCENT, line=85)
    unit = Level(18, colour=Colour.ON_ACCENT, left=0.1)
    grouping = Level(20, bold=True, colour=Colour.ON_ACCENT, after=2)
    detail = Level(16, colour=Colour.ON_ACCENT)
    step = Level(28, line=95, after=10, left=1.15, hang=1.15, bullet=Bullet.NUMBER)
    # Indents instead of insets keep the label's room free: every text box has insets of 0.
    output = Level(26, bold=True, left=3.2, right=0.6)
    return Layout(
        "activity",
        "Activity",
        "",
        (
            *active_rail(),
            heading(),
            body("Task label", 29, (6.8, 5.2, 3.0, 0.9), _ROW_LABEL, prompts=("Task",)),
            body("Steps", 1, (10.0, 5.05, 22.4, 7.9), step, prompts=("Step",)),
            Region(
                "Output",
                "body",
                27,
                Box(6.8, 13.4, 25.6, 2.75),
                (output,),
                ("Output",),
                "ctr",
                outline=Outline(Colour.INK, 1.5),
            ),
            body(
                "Output label",
                30,
                (7.3, 13.4, 2.5, 2.75),
                _ROW_LABEL,
                prompts=("Label",),
                anchor="ctr",
            ),
            label("Activity"),
            body("Minutes", 25, (1.1, 3.2, 4.4, 4.4), minutes, unit, prompts=("0", "minutes")),
            Rule("Grouping rule", Box(1.2, 13.55, 3.9, 0), Outline(Colour.ON_ACCENT, 0.75)),
            body(
                "Grouping",
                26,
                (1.2, 13.75, 4.2, 3.7),
                grouping,
                detail,
                prompts=("Grouping", "Detail"),
            ),
            *frame(kicker()),
            strip(),
            *foot(Colour.ON_ACCENT),
        ),
    )


def _debrief() -> Layout:
    tag = Level(20, bold=True, colour=Colour.INK_SOFT, after=40)
    question = Level(30, bold=True, line=93)
    return Layout(
        "debrief",
        "Debrief",
        "",
        (
            *active_rail(),
            heading(),
            body("Row label", 29, (6.8, 5.85, 5.6, 10.8), tag, prompts=("Label",)),
            body("Questions", 1, (13.0, 5.6, 19.4, 11.1), question, prompts=("Question",)),
            *rows((6.8, 5.1, 25.6, 3.5), Level(20, bold=True, colour=Colour.INK_SOFT)),
            label("Debrief"),
            *minutes_and_how(),
            *frame(kicker()),
            strip(),
            *foot(Colour.ON_ACCENT),
        ),
    )
