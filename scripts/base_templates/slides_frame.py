"""What several layouts of the base deck share: rails, kicker, marking, edition stamp, number.

Pure data in centimetres and points; knows no single layout and writes no XML.
"""

from scripts.base_templates.slides_shapes import (
    Box,
    Bullet,
    Colour,
    Level,
    Outline,
    Panel,
    Region,
    Rule,
    Shape,
)

SLIDE_WIDTH = 12_192_000
SLIDE_HEIGHT = 6_858_000
_HEIGHT = 19.05

TITLE = Level(34, bold=True, line=90)
BODY = (
    Level(28, line=98, after=12, left=1.0, hang=1.0, bullet=Bullet.SQUARE),
    Level(24, line=98, after=12, left=2.0, hang=1.0, bullet=Bullet.DASH),
)


def body(
    name: str,
    idx: int,
    box: tuple[float, float, float, float],
    *levels: Level,
    prompts: tuple[str, ...] = (),
    anchor: str = "t",
) -> Region:
    """A text placeholder; its name is its prompt where no other is given."""
    return Region(name, "body", idx, Box(*box), levels, prompts or (name,), anchor)


def heading(
    prompt: str = "Title",
    box: tuple[float, float, float, float] = (6.8, 1.9, 25.6, 3.0),
    level: Level = TITLE,
    kind: str = "title",
) -> Region:
    """The title, two lines high, so that nothing jumps between slides."""
    return Region("Title", kind, 0, Box(*box), (level,), (prompt,))


def kicker(size: float = 12, prompt: str = "Module and its title") -> Region:
    """The line above the title."""
    soft = Level(size, colour=Colour.INK_SOFT)
    return body("Kicker", 20, (6.8, 0.72, 20.5, 0.72), soft, prompts=(prompt,), anchor="ctr")


def _marking(name: str, idx: int, top: float) -> Region:
    """TLP 2.0 asks for coloured letters on black, 12 pt at least; the writer sets the colour."""
    letters = Level(12, bold=True, colour=Colour.WHITE, align="ctr")
    box = Box(29.3, top, 3.1, 0.72)
    return Region(name, "body", idx, box, (letters,), ("Marking",), "ctr", Colour.BLACK)


def frame(above: Region | None = None) -> tuple[Shape, ...]:
    """What stands above the title: the kicker, where there is one, and the marking."""
    return (*((above,) if above else ()), _marking("Marking head", 21, 0.72))


def foot(number: Colour | None = Colour.INK, left: float = 6.8) -> tuple[Shape, ...]:
    """Edition stamp, marking and, unless `number` is None, the slide's number in that colour."""
    stamp = Level(11, colour=Colour.INK_SOFT)
    width = min(20.0, 28.8 - left)
    place = Box(left, 17.72, width, 0.72)
    shapes: tuple[Shape, ...] = (
        Region("Edition stamp", "ftr", 11, place, (stamp,), ("Edition stamp",), "ctr"),
        _marking("Marking foot", 22, 17.72),
    )
    if number is None:
        return shapes
    digits = Level(14, bold=True, colour=number)
    where = Box(1.2, 17.72, 3.4, 0.72)
    return (*shapes, Region("Slide number", "sldNum", 12, where, (digits,), (), "ctr"))


def strip() -> Region:
    """The place of the session's steps, drawn on each slide; nothing is ever written into it."""
    return body("Time strip", 36, (6.8, 17.05, 25.6, 0.26), Level(11, colour=Colour.INK_SOFT))


def rows(
    first: tuple[float, float, float, float],
    beside: Level,
    end: float = 0,
    remark: Level | None = None,
) -> tuple[Region, ...]:
    """The body stands in rows: the first one, with the type of numbers, and the column at its end.

    Nothing is ever written into these places; a row is a row of a table on the slide.
    """
    x, y, width, height = first
    row = body("Row", 38, first, beside)
    if remark is None:
        return (row,)
    return (row, body("Row end", 39, (x + width - end, y, end, height), remark))


def quiet_rail() -> tuple[Shape, ...]:
    """Grey rail: the trainer talks. The stripe's closing line shows only beside a pale accent."""
    return (
        Panel("Rail", Box(0, 0, 5.6, _HEIGHT), Colour.PANEL),
        Panel("Rail stripe", Box(0, 0, 0.4, _HEIGHT), Colour.ACCENT),
        Rule("Rail stripe edge", Box(0.4, 0, 0, _HEIGHT), Outline(Colour.EDGE, 0.75)),
        Rule("Rail edge", Box(5.6, 0, 0, _HEIGHT), Outline(Colour.HAIR, 1)),
    )


def active_rail(width: float = 5.6) -> tuple[Shape, ...]:
    """Accent rail: the room works."""
    return (
        Panel("Rail", Box(0, 0, width, _HEIGHT), Colour.ACCENT),
        Rule("Rail edge", Box(width, 0, 0, _HEIGHT), Outline(Colour.EDGE, 1)),
    )


def ink_rail() -> tuple[Shape, ...]:
    """Ink rail: the frame of the day."""
    return (Panel("Rail", Box(0, 0, 5.6, _HEIGHT), Colour.INK),)


def where_we_are() -> tuple[Shape, ...]:
    """The session's number and title in the rail."""
    number = Level(36, bold=True, line=90)
    session = Level(16, colour=Colour.INK_SOFT)
    return (
        body("Rail number", 23, (1.2, 1.9, 4.2, 1.4), number, prompts=("No.",)),
        body("Rail text", 24, (1.2, 3.5, 4.0, 5.0), session, prompts=("Session title",)),
    )


def hairline(top: float, left: float = 6.8, width: float = 25.6) -> Rule:
    """A hairline across the main column."""
    return Rule("Hairline", Box(left, top, width, 0), Outline(Colour.HAIR, 0.75))


def talk(*shapes: Shape) -> tuple[Shape, ...]:
    """A slide on which the trainer talks: everything but title and content is the same."""
    return (
        *quiet_rail(),
        *shapes,
        *where_we_are(),
        *frame(kicker()),
        strip(),
        *foot(),
    )


def label(prompt: str) -> Region:
    """What the room does now, at the head of an accent rail."""
    level = Level(18, bold=True, colour=Colour.ON_ACCENT)
    return body("Label", 28, (1.2, 1.95, 4.2, 1.0), level, prompts=(prompt,))


def minutes_and_how() -> tuple[Shape, ...]:
    """Minutes stand on one line wherever the grouping below breaks."""
    minutes = Level(32, bold=True, colour=Colour.ON_ACCENT)
    how = Level(16, colour=Colour.ON_ACCENT)
    return (
        body("Minutes", 25, (1.2, 12.9, 4.2, 1.9), minutes, prompts=("0 min",), anchor="b"),
        body("Grouping", 26, (1.2, 14.85, 4.2, 2.6), how),
    )
