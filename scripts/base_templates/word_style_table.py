"""The look of every named style of the Word templates, in points and centimetres.

A table of values and nothing else: `word_styles` writes them as XML. Sizes come in pairs (Latin,
complex scripts). Styles are found by name, never by id. Nothing here depends on a language: exact
line heights for Khmer, Lao and Arabic are the writer's.
"""

from dataclasses import dataclass

from scripts.base_templates.look_fonts import Fonts
from scripts.base_templates.word_marks import CODE, RAIL, WIDTH, Colours, cm, fonts_xml
from scripts.base_templates.word_numbering import BULLETS, DECIMALS

LIST_INDENT = (cm(3.5), cm(0.5))
LIST_INDENT_2 = (cm(4.0), cm(0.5))
_STEP = cm(2.2)


@dataclass(frozen=True, slots=True)
class Text:
    """How characters look: sizes in points (Latin, complex scripts), a colour role or ''."""

    size: float = 0
    complex_size: float = 0
    bold: bool | None = None
    colour: str = ""
    fonts: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """How a paragraph stands: spacing in points, line as a factor, indents in dxa.

    `exact` replaces the factor by a line height in points. `tabs` are (kind, dxa) pairs.
    """

    before: float = 0
    after: float = 0
    line: float = 1.0
    exact: float = 0
    left: int = 0
    hanging: int = 0
    right: int = 0
    tabs: tuple[tuple[str, int], ...] = ()
    borders: str = ""
    fill: str = ""
    align: str = ""
    numbering: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    page_before: bool = False
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """One style; a paragraph style has a block, a character style has none."""

    identifier: str
    name: str
    text: Text
    block: Block | None = None
    based: str = "Normal"
    following: str = ""
    link: str = ""
    builtin: bool = False
    priority: int = 1


def _heading(level: int, text: Text, before: float, after: float, line: float) -> Style:
    return Style(
        f"Heading{level}",
        f"heading {level}",
        text,
        Block(
            before=before,
            after=after,
            line=line,
            left=RAIL,
            hanging=RAIL,
            tabs=(("left", RAIL),),
            keep_next=True,
            keep_lines=True,
            page_before=level == 1,
            outline=level - 1,
        ),
        following="BodyText",
        builtin=True,
        priority=9,
    )


def _numbered(number: int, level: int) -> str:
    depth = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr>'


def _list(identifier: str, name: str, number: int, level: int) -> Style:
    left, hanging = LIST_INDENT_2 if level else LIST_INDENT
    return Style(
        identifier,
        name,
        Text(11, 12),
        Block(
            after=3,
            line=1.08,
            left=left,
            hanging=hanging,
            tabs=(("left", left),),
            numbering=_numbered(number, level),
        ),
        builtin=True,
        priority=11,
    )


def _builtin(colours: Colours) -> tuple[Style, ...]:
    soft = "ink_soft"
    rule = "".join(colours.rule(side, 6, "hair", 5) for side in ("top", "between"))
    page_tab = (("left", RAIL), ("right", WIDTH))
    return (
        Style("Normal", "Normal", Text(11, 12), Block(), builtin=True, priority=0),
        Style(
            "Title",
            "Title",
            Text(48, 42, bold=True),
            Block(before=30, after=6, line=0.86, keep_lines=True),
            following="Subtitle",
            builtin=True,
            priority=10,
        ),
        Style(
            "Subtitle",
            "Subtitle",
            Text(16, 17, colour=soft),
            Block(after=28),
            builtin=True,
            priority=10,
        ),
        _heading(1, Text(26, 26, bold=True), 0, 10, 0.95),
        _heading(2, Text(15, 16, bold=True), 16, 4, 1.0),
        _heading(3, Text(13, 14, bold=True), 10, 4, 1.0),
        Style(
            "BodyText",
            "Body Text",
            Text(11, 12),
            Block(after=6, line=1.08, left=RAIL),
            builtin=True,
            priority=2,
        ),
        _list("ListBullet", "List Bullet", BULLETS, 0),
        _list("ListBullet2", "List Bullet 2", BULLETS, 1),
        _list("ListNumber", "List Number", DECIMALS, 0),
        _list("ListNumber2", "List Number 2", DECIMALS, 1),
        Style(
            "TOCHeading",
            "TOC Heading",
            Text(26, 26, bold=True),
            Block(after=16, line=0.95, keep_next=True),
            following="TOC1",
            builtin=True,
            priority=39,
        ),
        Style(
            "TOC1",
            "toc 1",
            Text(13, 14, bold=True),
            Block(
                before=5,
                after=5,
                left=RAIL,
                hanging=RAIL,
                tabs=page_tab,
                borders=rule,
                keep_lines=True,
            ),
            builtin=True,
            priority=39,
        ),
        Style(
            "TOC2",
            "toc 2",
            Text(11.5, 12.5),
            Block(after=2, left=RAIL, hanging=RAIL, tabs=page_tab, keep_lines=True),
            builtin=True,
            priority=39,
        ),
        Style(
            "Caption",
            "caption",
            Text(9.5, 10.5, colour=soft),
            Block(before=4, after=8, left=RAIL),
            following="BodyText",
            builtin=True,
            priority=35,
        ),
        Style("Header", "header", Text(10, 10.5, colour=soft), Block(), builtin=True, priority=99),
        Style("Footer", "footer", Text(9, 9, colour=soft), Block(), builtin=True, priority=99),
    )


def _running(colours: Colours, code: str) -> tuple[Style, ...]:
    """Custom styles for text in the main column and on the cover."""
    soft = "ink_soft"
    lines = "".join(colours.rule(side, 4, "mid") for side in ("bottom", "between"))
    # Rules in the ground's own colour: the only padding a filled paragraph can have.
    padding = "".join(
        colours.rule(side, 4, "panel", 5) for side in ("top", "left", "bottom", "right")
    )
    return (
        Style("cover_kind", "cover_kind", Text(20, 20, bold=True), Block(before=14, after=3)),
        Style("cover_programme", "cover_programme", Text(13, 14, colour=soft), Block()),
        Style(
            "cover_national",
            "cover_national",
            Text(13, 14, bold=True),
            Block(after=6, borders=colours.rule("top", 24, "edge", 8)),
        ),
        Style(
            "lead",
            "lead",
            Text(12, 13, colour=soft),
            Block(after=12, line=1.08, left=RAIL),
            following="BodyText",
        ),
        Style(
            "source",
            "source",
            Text(9.5, 10.5, colour=soft),
            Block(before=4, after=8, left=RAIL),
            following="BodyText",
        ),
        Style("credit", "credit", Text(9.5, 10.5, colour=soft), Block(after=4)),
        Style(
            "quote",
            "quote",
            Text(11, 12),
            Block(
                before=6,
                after=10,
                line=1.08,
                left=cm(3.5),
                right=cm(0.5),
                borders=colours.rule("left", 18, "hair", 10),
                keep_lines=True,
            ),
        ),
        Style(
            "code",
            "code",
            Text(10, 11, fonts=code),
            Block(
                before=4,
                after=8,
                left=cm(3.2),
                right=cm(0.2),
                borders=padding,
                keep_lines=True,
                fill=colours.fill("panel"),
            ),
            link="codeChar",
        ),
        Style(
            "lines",
            "lines",
            Text(11, 12),
            Block(exact=26, left=RAIL, borders=lines),
        ),
    )


def _boxes(colours: Colours) -> tuple[Style, ...]:
    """Custom styles that stand in cells only; their indents are 0 or hang inside the cell."""
    soft, on_accent = "ink_soft", "on_accent"
    hang = (("left", cm(0.7)),)
    pointer = colours.rule("bdr", 6, "ink", 2)
    active = Text(11, 12, bold=True, colour=on_accent)
    said = Block(after=4, line=1.08, left=_STEP, hanging=_STEP, tabs=(("left", _STEP),))
    heard = Block(
        after=4,
        line=1.08,
        left=_STEP,
        hanging=_STEP,
        tabs=(("left", _STEP),),
        fill=colours.fill("panel"),
    )
    return (
        Style("box_label", "box_label", Text(11, 12, bold=True), Block()),
        Style(
            "key_message",
            "key_message",
            Text(12, 13, bold=True),
            Block(after=4, line=1.08, left=cm(0.7), hanging=cm(0.7), tabs=hang, keep_lines=True),
        ),
        Style("activity_label", "activity_label", active, Block()),
        Style(
            "minutes_big",
            "minutes_big",
            Text(40, 40, bold=True, colour=on_accent),
            Block(before=4, line=0.85),
        ),
        Style(
            "activity_title",
            "activity_title",
            Text(15, 16, bold=True),
            Block(after=4, keep_next=True),
        ),
        Style("minutes", "minutes", Text(22, 22, bold=True), Block(after=3, line=0.95)),
        Style("phase", "phase", Text(10.5, 11.5, bold=True), Block()),
        Style("grouping", "grouping", Text(10.5, 11.5), Block()),
        Style(
            "slide_pointer",
            "slide_pointer",
            Text(10, 11, bold=True, more=pointer),
            Block(before=6, after=2, left=28),
        ),
        Style("panel_label", "panel_label", Text(10.5, 11.5, bold=True, colour=soft), Block()),
        Style("panel_text", "panel_text", Text(11, 12), Block(line=1.08)),
        Style("do", "do", Text(11, 12), said),
        Style("say", "say", Text(11, 12), said),
        Style("ask", "ask", Text(11, 12, bold=True), said),
        Style("listen_for", "listen_for", Text(11, 12), heard),
        Style("cell", "cell", Text(10.5, 11.5), Block(line=1.05)),
        Style("number_cell", "number_cell", Text(10.5, 11.5), Block(line=1.05, align="right")),
        Style(
            "cell_header",
            "cell_header",
            Text(9.5, 10.5, bold=True, colour=soft),
            Block(keep_next=True),
        ),
        Style(
            "marking",
            "marking",
            Text(12, 12, bold=True, more='<w:lang w:val="en-GB"/>'),
            Block(align="center", keep_lines=True),
        ),
        Style("tag", "tag", Text(10.5, 11, bold=True, colour="paper"), Block(align="center")),
    )


def _characters(code: str) -> tuple[Style, ...]:
    italic = '<w:i/><w:iCs w:val="0"/>'
    return (
        Style("Strong", "Strong", Text(bold=True), builtin=True, priority=22),
        # Khmer, Lao and Arabic have no italics: there, emphasis is weight.
        Style("Emphasis", "Emphasis", Text(fonts=f"<w:bCs/>{italic}"), builtin=True, priority=20),
        Style(
            "Hyperlink",
            "Hyperlink",
            Text(colour="ink", more='<w:u w:val="single"/>'),
            builtin=True,
            priority=99,
        ),
        Style("codeChar", "code Char", Text(fonts=code), link="code"),
        Style("rail_label", "rail_label", Text(10.5, 11.5, bold=True, colour="ink_soft")),
        Style("unit", "unit", Text(11, 12, bold=False)),
        Style("spoken", "spoken", Text(10.5, 11.5, bold=True)),
        Style("silent", "silent", Text(10.5, 11.5, bold=False, colour="ink_soft")),
    )


def styles(colours: Colours, fonts: Fonts) -> tuple[Style, ...]:
    """Return every paragraph and character style of the templates, in the order written."""
    code = fonts_xml(CODE, fonts.complex_script)
    return (
        *_builtin(colours),
        *_running(colours, code),
        *_boxes(colours),
        *_characters(code),
    )
