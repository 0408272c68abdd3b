"""The theme and the table style of the base deck.

Colours and fonts by name only; no geometry. Flat on purpose: no gradients, shadows or bevels.
"""

from scripts.base_templates.look import Look

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TABLE_STYLE = "{5D1A3C72-8E46-4B0F-A2C9-713E5F8B6D20}"
"""The deck's own table style: ink rules and hairlines, no fills."""


def theme_xml(look: Look) -> str:
    """A whole theme part (ECMA-376-1, 14.2.7) in the look's colours and fonts."""
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>' for slot, colour in look.palette.slots
    )
    named = look.fonts
    fonts = (
        f'<a:latin typeface="{named.latin}"/><a:ea typeface="{named.east_asian}"/>'
        f'<a:cs typeface="{named.complex_script}"/>'
        + "".join(
            f'<a:font script="{script}" typeface="{face}"/>' for script, face in named.scripts
        )
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        for width in (6350, 12700, 19050)
    )
    return (
        f'{DECLARATION}<a:theme xmlns:a="{DRAWING}" name="Base"><a:themeElements>'
        f'<a:clrScheme name="Base">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Base"><a:majorFont>{fonts}</a:majorFont>'
        f"<a:minorFont>{fonts}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Flat"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def table_styles_xml() -> str:
    """The table styles part (ECMA-376-1, 14.2.9); our style is what a table drawn by hand gets."""
    plain = '<a:tcTxStyle><a:fontRef idx="minor"/><a:schemeClr val="tx1"/></a:tcTxStyle>'
    bold = plain.replace("<a:tcTxStyle>", '<a:tcTxStyle b="on">')
    soft = bold.replace("tx1", "tx2")
    strong = 19050
    whole = _borders((("bottom", strong, "tx1"), ("insideH", 9525, "accent5")))
    total = _borders((("top", strong, "tx1"), ("bottom", strong, "tx1")))
    head = _borders((("bottom", strong, "tx1"),))
    return (
        f'{DECLARATION}<a:tblStyleLst xmlns:a="{DRAWING}" def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="Rules">'
        f"<a:wholeTbl>{plain}{whole}</a:wholeTbl>"
        f"<a:firstCol>{bold}{_borders(())}</a:firstCol>"
        f"<a:lastRow>{bold}{total}</a:lastRow>"
        f"<a:firstRow>{soft}{head}</a:firstRow>"
        "</a:tblStyle></a:tblStyleLst>"
    )


def _borders(borders: tuple[tuple[str, int, str], ...]) -> str:
    inside = "".join(
        f'<a:{edge}><a:ln w="{width}" cmpd="sng"><a:solidFill><a:schemeClr val="{colour}"/>'
        f"</a:solidFill></a:ln></a:{edge}>"
        for edge, width, colour in borders
    )
    return f"<a:tcStyle><a:tcBdr>{inside}</a:tcBdr></a:tcStyle>"
