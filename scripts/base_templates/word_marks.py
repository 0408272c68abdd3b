"""Small pieces of WordprocessingML that styles and pages share.

Everything here returns a string; lengths are twentieths of a point (dxa), rules are eighths of a
point, sizes are points. Colours are written twice, as a value and as a theme slot, so that a team
that changes the theme in Word changes the document, and a program that ignores themes still draws
the base colours.
"""

from scripts.base_templates.slides_palette import Palette

W_NAMESPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

BULLET = "Arial"
CODE = "Courier New"


def fonts_xml(latin: str, complex_script: str, east_asian: str = "") -> str:
    """Return `w:rFonts` with a name for every slot a program may ask for (17.3.2.26)."""
    return (
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asian or latin}"'
        f' w:cs="{complex_script}"/>'
    )


# Role -> theme slot of ST_ThemeColor (ECMA-376 part 1, 17.18.97).
SLOTS = {
    "ink": "text1",
    "paper": "background1",
    "ink_soft": "text2",
    "panel": "background2",
    "accent": "accent1",
    "on_accent": "accent2",
    "edge": "accent3",
    "mid": "accent4",
    "hair": "accent5",
    "tint": "accent6",
}


class Colours:
    """Colour roles of one palette as XML."""

    def __init__(self, base: Palette) -> None:
        """Bind the roles to the values of `base`."""
        self._values = {
            "ink": base.ink,
            "paper": base.paper,
            "ink_soft": base.ink_soft,
            "panel": base.panel,
            "accent": base.accent,
            "on_accent": base.on_accent,
            "edge": base.edge,
            "mid": base.mid,
            "hair": base.hair,
            "tint": base.tint,
        }

    def text(self, role: str) -> str:
        """Return `w:color` for text."""
        return f'<w:color w:val="{self._values[role]}" w:themeColor="{SLOTS[role]}"/>'

    def fill(self, role: str) -> str:
        """Return `w:shd` that fills an area."""
        return (
            f'<w:shd w:val="clear" w:color="auto" w:fill="{self._values[role]}"'
            f' w:themeFill="{SLOTS[role]}"/>'
        )

    def rule(self, side: str, eighths: int, role: str, space: int = 0) -> str:
        """Return one border: `side` is an element name (top, left, between, bdr …)."""
        return (
            f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}"'
            f' w:color="{self._values[role]}" w:themeColor="{SLOTS[role]}"/>'
        )


def cm(length: float) -> int:
    """Return a length in centimetres as dxa."""
    return round(length * 1440 / 2.54)


RAIL = cm(3.0)
MAIN = cm(13.8)
WIDTH = RAIL + MAIN


def run(text: str, properties: str = "") -> str:
    """Return one run; `text` must already be free of XML special characters."""
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, properties: str = "") -> str:
    """Return a complex field (17.16.18) that shows 1 until a program lays the page out.

    Each part of the field is a run of its own with the same properties, so that the number keeps
    its form when Word recalculates it.
    """
    marks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{marks}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{marks}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{marks}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{marks}<w:t>1</w:t></w:r>"
        f'<w:r>{marks}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """Return a paragraph of the style with this id."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def cell(width: int, content: str, properties: str = "") -> str:
    """Return a cell; `properties` are what follows `w:tcW` in schema order."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(cells: str, properties: str = "") -> str:
    """Return a row that never breaks across pages."""
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>"


def table(
    widths: tuple[int, ...],
    rows: str,
    borders: str = "",
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> str:
    """Return a table of fixed layout, indent 0, with the column `widths` in dxa.

    `margins` are the cells' paddings top, start, bottom, end. Nothing is left to the table style,
    so that the table looks the same in a document whose default table style was changed.
    """
    top, start, bottom, end = margins
    edges = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/>{edges}<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{top}" w:type="dxa"/><w:left w:w="{start}" w:type="dxa"/>'
        f'<w:bottom w:w="{bottom}" w:type="dxa"/><w:right w:w="{end}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
