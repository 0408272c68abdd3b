"""What stands on a layout, as data, and its PresentationML.

Knows shapes and text levels; must not know any layout, nor where the parts are stored.
Lengths are centimetres, text sizes points; both become whole EMU and hundredths here.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from html import escape

EMU_PER_CM = 360_000
EMU_PER_POINT = 12_700

_DRAWN = '<p:nvPr userDrawn="1"/>'


class Colour(StrEnum):
    """A colour by its role; the value is the master's colour map name, or the colour itself."""

    INK = "tx1"
    PAPER = "bg1"
    INK_SOFT = "tx2"
    PANEL = "bg2"
    ACCENT = "accent1"
    ON_ACCENT = "accent2"
    EDGE = "accent3"
    MID = "accent4"
    HAIR = "accent5"
    TINT = "accent6"
    BLACK = "000000"
    WHITE = "FFFFFF"


class Bullet(Enum):
    """What stands before a paragraph."""

    NONE = ""
    SQUARE = "■"
    DASH = "–"
    NUMBER = "1"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide in centimetres from its leading top corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Level:
    """One level of text: sizes and gaps in points, indents in centimetres, spacing in percent."""

    size: float
    bold: bool = False
    colour: Colour = Colour.INK
    line: float = 100
    after: float = 0
    left: float = 0
    hang: float = 0
    right: float = 0
    bullet: Bullet = Bullet.NONE
    bullet_size: int = 100
    align: str = "l"


@dataclass(frozen=True, slots=True)
class Outline:
    """A line's colour and its width in points."""

    colour: Colour
    width: float


@dataclass(frozen=True, slots=True)
class Region:
    """A placeholder: `kind` is `ST_PlaceholderType` or empty for any object, `idx` its number.

    Each prompt is a paragraph, the first on level 1, the second on level 2.
    """

    name: str
    kind: str
    idx: int
    box: Box
    levels: tuple[Level, ...]
    prompts: tuple[str, ...]
    anchor: str = "t"
    fill: Colour | None = None
    outline: Outline | None = None
    on_master: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled rectangle."""

    name: str
    box: Box
    fill: Colour


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along the box's leading top edge: its width or its height is 0."""

    name: str
    box: Box
    outline: Outline


@dataclass(frozen=True, slots=True)
class Words:
    """Text that is the layout's own: a team edits it in the layout, no slide fills it."""

    name: str
    box: Box
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the layout's own: `relation` leads to its part, `words` are read out for it."""

    name: str
    box: Box
    relation: str
    words: str


Shape = Region | Panel | Rule | Words | Picture


def shape_xml(shape: Shape, number: int) -> str:
    """The shape as an element of `p:spTree`; `number` is its id on the part."""
    match shape:
        case Region():
            return _region(shape, number)
        case Panel(name, box, fill):
            return (
                f"<p:sp>{_identity(name, number, '<p:cNvSpPr/>', _DRAWN)}"
                f'<p:spPr>{_place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
                f"{fill_xml(fill)}<a:ln><a:noFill/></a:ln></p:spPr>"
                '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p>'
                "</p:txBody></p:sp>"
            )
        case Rule(name, box, outline):
            return (
                f"<p:cxnSp><p:nvCxnSpPr>{_label(name, number)}<p:cNvCxnSpPr/>"
                '<p:nvPr userDrawn="1"/></p:nvCxnSpPr>'
                f'<p:spPr>{_place(box)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
                f"{_outline(outline)}</p:spPr></p:cxnSp>"
            )
        case Words(name, box, level, text):
            inner = '<p:cNvSpPr txBox="1"/>'
            return (
                f"<p:sp>{_identity(name, number, inner, _DRAWN)}"
                f'<p:spPr>{_place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
                f"<a:noFill/></p:spPr><p:txBody>{body_properties('t')}"
                f"<a:lstStyle>{level_xml(1, level)}</a:lstStyle>{_paragraph(text, 0)}"
                "</p:txBody></p:sp>"
            )
        case Picture(name, box, relation, words):
            return (
                f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{escape(name)}" '
                f'descr="{escape(words)}"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/>'
                f"</p:cNvPicPr>{_DRAWN}</p:nvPicPr><p:blipFill>"
                f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
                f'<p:spPr>{_place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
                "</p:pic>"
            )


def tree_xml(shapes: tuple[Shape, ...]) -> str:
    """`p:spTree` with the shapes in reading order, ids from 2."""
    inside = "".join(shape_xml(shape, number) for number, shape in enumerate(shapes, start=2))
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>{inside}</p:spTree>'
    )


def level_xml(number: int, level: Level, face: str = "mn") -> str:
    """`a:lvlNpPr` with everything said (ECMA-376-1, 21.1.2.4.13), so that nothing is inherited.

    `face` is `mn` or `mj`: the theme's body or heading fonts, in all three script slots.
    """
    attributes = f'marL="{emu(level.left)}" marR="{emu(level.right)}" indent="{-emu(level.hang)}"'
    return (
        f'<a:lvl{number}pPr {attributes} algn="{level.align}" defTabSz="914400">'
        f'<a:lnSpc><a:spcPct val="{round(level.line * 1000)}"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{round(level.after * 100)}"/></a:spcAft>'
        f"{_bullet(level)}"
        f'<a:defRPr sz="{round(level.size * 100)}" b="{int(level.bold)}">'
        f"{fill_xml(level.colour)}"
        f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/>'
        f'<a:cs typeface="+{face}-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


def body_properties(anchor: str) -> str:
    """`a:bodyPr`: no insets, wrapped, never fitted by the program: the compiler has measured."""
    return (
        '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    )


def fill_xml(colour: Colour) -> str:
    """`a:solidFill` in a theme colour, or in black or white that no theme may change."""
    match colour:
        case Colour.BLACK | Colour.WHITE:
            return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        case _:
            return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def emu(length: float) -> int:
    """Centimetres as whole EMU."""
    return round(length * EMU_PER_CM)


def _region(region: Region, number: int) -> str:
    kind = f' type="{region.kind}"' if region.kind else ""
    # The title is the one placeholder of its type and goes without a number.
    idx = f' idx="{region.idx}"' if region.idx else ""
    # Only a layout's placeholder has a prompt of its own (ECMA-376-1, 19.3.1.36).
    own = not region.on_master and region.kind != "sldNum"
    prompt = ' hasCustomPrompt="1"' if own else ""
    locks = '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
    if region.kind != "sldImg":
        locks = '<a:spLocks noGrp="1"/>'
    face = "mj" if region.kind in {"title", "ctrTitle"} else "mn"
    styles = "".join(
        level_xml(depth, level, face) for depth, level in enumerate(region.levels, start=1)
    )
    text = (
        ""
        if region.kind == "sldImg"
        else (
            f"<p:txBody>{body_properties(region.anchor)}<a:lstStyle>{styles}</a:lstStyle>"
            f"{_prompts(region)}</p:txBody>"
        )
    )
    look = (fill_xml(region.fill) if region.fill else "") + (
        _outline(region.outline) if region.outline else ""
    )
    return (
        "<p:sp>"
        + _identity(
            region.name,
            number,
            f"<p:cNvSpPr>{locks}</p:cNvSpPr>",
            f"<p:nvPr><p:ph{kind}{idx}{prompt}/></p:nvPr>",
        )
        + f'<p:spPr>{_place(region.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{look}'
        + f"</p:spPr>{text}</p:sp>"
    )


def _prompts(region: Region) -> str:
    if region.kind == "sldNum":
        return (
            '<a:p><a:fld id="{6B2C1D7E-4F0A-4C53-9E18-2A7D5B9C0E34}" type="slidenum">'
            '<a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="en-GB"/></a:p>'
        )
    return "".join(_paragraph(text, depth) for depth, text in enumerate(region.prompts))


def _paragraph(text: str, depth: int) -> str:
    level = f'<a:pPr lvl="{depth}"/>' if depth else ""
    return f'<a:p>{level}<a:r><a:rPr lang="en-GB"/><a:t>{escape(text)}</a:t></a:r></a:p>'


def _bullet(level: Level) -> str:
    match level.bullet:
        case Bullet.NONE:
            return "<a:buNone/>"
        case Bullet.SQUARE:
            # Arial, because Calibri's stand-in has no U+25A0.
            return _mark(Colour.EDGE, 60, "Arial") + '<a:buChar char="■"/>'
        case Bullet.DASH:
            return _mark(Colour.MID, 100, "Arial") + '<a:buChar char="–"/>'
        case Bullet.NUMBER:
            return _mark(Colour.INK, level.bullet_size, "+mj-lt") + (
                '<a:buAutoNum type="arabicPlain"/>'
            )


def _mark(colour: Colour, size: int, font: str) -> str:
    return (
        f'<a:buClr><a:schemeClr val="{colour}"/></a:buClr><a:buSzPct val="{size * 1000}"/>'
        f'<a:buFont typeface="{font}"/>'
    )


def _outline(outline: Outline) -> str:
    return f'<a:ln w="{round(outline.width * EMU_PER_POINT)}">{fill_xml(outline.colour)}</a:ln>'


def _place(box: Box) -> str:
    return (
        f'<a:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
        f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></a:xfrm>'
    )


def _label(name: str, number: int) -> str:
    return f'<p:cNvPr id="{number}" name="{escape(name)}"/>'


def _identity(name: str, number: int, locks: str, placeholder: str) -> str:
    return f"<p:nvSpPr>{_label(name, number)}{locks}{placeholder}</p:nvSpPr>"
