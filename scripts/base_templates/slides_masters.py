"""The slide master, the slide layouts and the notes master as whole parts.

Puts the shapes into their parts; must not decide where anything stands on a slide layout.
"""

from scripts.base_templates.slides_frame import BODY, TITLE
from scripts.base_templates.slides_layouts import Layout
from scripts.base_templates.slides_shapes import (
    Box,
    Colour,
    Level,
    Outline,
    Region,
    fill_xml,
    level_xml,
    tree_xml,
)
from scripts.base_templates.slides_theme import DECLARATION, DRAWING

PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:a="{DRAWING}" xmlns:r="{RELATIONS}" xmlns:p="{PRESENTATION}"'

FIRST_LAYOUT_ID = 2_147_483_649
"""Ids of masters and layouts share one range from 2^31 up (ECMA-376-1, 19.7.11); 2^31 is ours."""

_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)
_SAME_MAP = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"

_DEEPER = tuple(
    Level(22, line=98, after=10, left=left, hang=1.0, bullet=BODY[1].bullet)
    for left in (3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)
)
"""Levels the products never use, so that a slide made by hand does not fall apart."""


def layout_xml(layout: Layout) -> str:
    """A slide layout part (ECMA-376-1, 13.3.9)."""
    kind = f' type="{layout.kind}"' if layout.kind else ""
    ground = f"<p:bg><p:bgPr>{fill_xml(Colour.BLACK)}<a:effectLst/></p:bgPr></p:bg>"
    return (
        f'{DECLARATION}<p:sldLayout {NAMESPACES}{kind} preserve="1" userDrawn="1">'
        f'<p:cSld name="{layout.name}">{ground if layout.black else ""}'
        f"{tree_xml(layout.shapes)}</p:cSld>{_SAME_MAP}</p:sldLayout>"
    )


def master_xml(count: int) -> str:
    """The slide master (ECMA-376-1, 13.3.10) of `count` layouts, `rId1` to `rId<count>`."""
    stamp = Level(11, colour=Colour.INK_SOFT)
    digits = Level(14, bold=True)
    shapes = (
        _on_master("title", 0, (6.8, 1.9, 25.6, 3.0), (), "Title"),
        _on_master("body", 1, (6.8, 5.1, 24.4, 11.6), (), "Text", "Second level"),
        _on_master("ftr", 3, (6.8, 17.72, 20.0, 0.72), (stamp,), "Edition stamp", anchor="ctr"),
        _on_master("sldNum", 4, (1.2, 17.72, 3.4, 0.72), (digits,), "Slide number", anchor="ctr"),
    )
    ids = "".join(
        f'<p:sldLayoutId id="{FIRST_LAYOUT_ID + place}" r:id="rId{place + 1}"/>'
        for place in range(count)
    )
    return (
        f"{DECLARATION}<p:sldMaster {NAMESPACES}><p:cSld>{_ground()}{tree_xml(shapes)}</p:cSld>"
        f"{_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{level_xml(1, TITLE, 'mj')}</p:titleStyle>"
        f"<p:bodyStyle>{_levels((*BODY, *_DEEPER))}</p:bodyStyle>"
        f"<p:otherStyle>{_levels((Level(18),) * 9)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def notes_master_xml() -> str:
    """The notes master (ECMA-376-1, 13.3.4): slide, notes at 12 pt, marking, stamp, number.

    A portrait page of 19.05 × 25.4 cm. A marking or stamp appears only where a page carries it.
    """
    notes = (Level(12, after=4), *(Level(12, after=4, left=0.6 * depth) for depth in range(1, 9)))
    stamp = Level(11, colour=Colour.INK_SOFT)
    marking = Level(12, bold=True, align="ctr")
    number = Level(11, bold=True, align="r")
    image = Box(1.9, 2.3, 15.25, 8.578)
    frame = Outline(Colour.MID, 0.75)
    shapes = (
        Region("Slide image", "sldImg", 2, image, (), (), outline=frame, on_master=True),
        _on_master("body", 3, (1.9, 11.6, 15.25, 11.4), notes, "Notes"),
        _on_master("hdr", 0, (13.05, 0.9, 4.1, 0.72), (marking,), "Marking", anchor="ctr"),
        _on_master("ftr", 4, (1.9, 23.8, 12.0, 0.72), (stamp,), "Edition stamp", anchor="ctr"),
        _on_master("sldNum", 5, (15.15, 23.8, 2.0, 0.72), (number,), "Page number", anchor="ctr"),
    )
    return (
        f"{DECLARATION}<p:notesMaster {NAMESPACES}><p:cSld>{_ground()}{tree_xml(shapes)}</p:cSld>"
        f"{_MAP}<p:notesStyle>{_levels(notes)}</p:notesStyle></p:notesMaster>"
    )


def default_text_xml() -> str:
    """`p:defaultTextStyle`: what text in a shape drawn by hand gets."""
    return f"<p:defaultTextStyle>{_levels((Level(18),) * 9)}</p:defaultTextStyle>"


def _on_master(
    kind: str,
    idx: int,
    box: tuple[float, float, float, float],
    levels: tuple[Level, ...],
    *prompts: str,
    anchor: str = "t",
) -> Region:
    """A master's placeholder; the first prompt is its name. No levels: the master's styles."""
    return Region(prompts[0], kind, idx, Box(*box), levels, prompts, anchor, on_master=True)


def _levels(levels: tuple[Level, ...]) -> str:
    return "".join(level_xml(depth, level) for depth, level in enumerate(levels, start=1))


def _ground() -> str:
    return f"<p:bg><p:bgPr>{fill_xml(Colour.PAPER)}<a:effectLst/></p:bgPr></p:bg>"
