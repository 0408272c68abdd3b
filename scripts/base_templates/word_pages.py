"""The pages of the Word templates: cover, marker for the content, headers and footers.

The text holds Jinja fields only (each whole in one run); no words of any language stand here. The
cover is a section of its own, so its header and footer carry the marking but neither the running
title nor a page number. Headers and footers are one-row tables, not tab stops, because boxes and
tabs break up beside right-to-left text.
"""

from dataclasses import dataclass

from scripts.base_templates.look import A4, Paper
from scripts.base_templates.partner_marks import Mark
from scripts.base_templates.word_marks import (
    MAIN,
    RAIL,
    W_NAMESPACE,
    WIDTH,
    Colours,
    cell,
    cm,
    field,
    paragraph,
    row,
    run,
    table,
)
from scripts.base_templates.word_partners import partner_row

BODY_MARKER = "{{ body }}"
COVER_MARKER = "{{ cover }}"
_MARKING_WIDTH = cm(3.0)
_MARKING_HEIGHT = cm(0.66)
_TAG_WIDTH = cm(3.3)
_PAGE_WIDTH = cm(3.0)
_GAP = cm(0.35)
_MIDDLE = '<w:vAlign w:val="center"/>'


@dataclass(frozen=True, slots=True)
class Design:
    """One template: colours, who it is for, whether it is national, whether it has a cover.

    `marks` stand on the cover only; without one there are none.
    """

    colours: Colours
    facilitators_only: bool = False
    national: bool = False
    cover: bool = True
    paper: Paper = A4
    marks: tuple[Mark, ...] = ()


def _page_text(colours: Colours, *, bold: bool) -> str:
    # Each part of "1 / 5" is a left-to-right run of its own, so that it keeps its order in Arabic.
    weight = "<w:b/><w:bCs/>" if bold else ""
    return f'{weight}{colours.text("ink")}<w:sz w:val="22"/><w:szCs w:val="22"/><w:rtl w:val="0"/>'


def _black(*sides: str) -> str:
    # Black, not ink, and no theme colour: a marking looks the same in every set.
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="12" w:space="0" w:color="000000"/>' for side in sides
    )
    return f"<w:tcBorders>{rules}</w:tcBorders>"


# The marking's neighbour owns the shared rule too: right to left, LibreOffice draws only that one.
_BESIDE_MARKING = _black("right")


def _marking() -> str:
    """Return the marking cell: black on white in a 1.5 pt box; TLP labels stay as they are."""
    text = run("{{ edition.marking }}", '<w:color w:val="000000"/><w:rtl w:val="0"/>')
    return cell(
        _MARKING_WIDTH,
        paragraph("marking", text, '<w:bidi w:val="0"/>'),
        f"{_black('top', 'left', 'bottom', 'right')}{_MIDDLE}",
    )


def _furniture(widths: tuple[int, ...], cells: str, above: str = "") -> str:
    height = f'<w:trHeight w:val="{_MARKING_HEIGHT}" w:hRule="atLeast"/>'
    return table(widths, above + row(cells, height))


def _last_paragraph(style: str) -> str:
    # A part must end with a paragraph; this one takes no room.
    return paragraph(
        style, "", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    )


def header_xml(design: Design, *, cover: bool) -> str:
    """Return a header part: tag (guide only), running title (not on the cover), marking."""
    title = "" if cover else run("{{ document.running }}")
    widths: tuple[int, ...] = (WIDTH - _MARKING_WIDTH, _MARKING_WIDTH)
    cells = ""
    indent = ""
    if design.facilitators_only:
        widths = (_TAG_WIDTH, widths[0] - _TAG_WIDTH, _MARKING_WIDTH)
        tag = paragraph("tag", run("{{ labels.facilitators_only }}"))
        cells = cell(_TAG_WIDTH, tag, f"{design.colours.fill('ink')}{_MIDDLE}")
        indent = f'<w:ind w:left="{_GAP}" w:right="{_GAP}"/>'
    else:
        indent = f'<w:ind w:right="{_GAP}"/>'
    cells += cell(widths[-2], paragraph("Header", title, indent), f"{_BESIDE_MARKING}{_MIDDLE}")
    cells += _marking()
    content = _furniture(widths, cells) + _last_paragraph("Header")
    return f"<w:hdr {W_NAMESPACE}>{content}</w:hdr>"


def footer_xml(design: Design, *, cover: bool) -> str:
    """Return a footer part: edition stamp, page of pages (not on the cover), marking.

    The cover's footer has the partners' marks above, then, in a row, their credits and the
    programme's notice; where there is no cover, every page has the notice.
    """
    stamp_width = WIDTH - _PAGE_WIDTH - _MARKING_WIDTH
    widths = (stamp_width, _PAGE_WIDTH, _MARKING_WIDTH)
    above = ""
    number = ""
    notice = paragraph("credit", run("{{ curriculum.notice }}"))
    if cover:
        notice = paragraph("credit", run("{{ document.credits }}")) + notice
        notice += paragraph("credit", "")
    if cover or not design.cover:
        above = row(cell(WIDTH, notice, '<w:gridSpan w:val="3"/>'))
    if not cover:
        bold = _page_text(design.colours, bold=True)
        plain = _page_text(design.colours, bold=False)
        number = field("PAGE", bold) + run(" / ", plain) + field("NUMPAGES", plain)
    stamp = run("{{ edition.stamp }}")
    cells = cell(stamp_width, paragraph("Footer", stamp, f'<w:ind w:right="{_GAP}"/>'), _MIDDLE)
    cells += cell(
        _PAGE_WIDTH,
        paragraph("Footer", number, '<w:jc w:val="center"/>'),
        f"{_BESIDE_MARKING}{_MIDDLE}",
    )
    cells += _marking()
    marks = partner_row(design.marks, design.colours) if cover and design.marks else ""
    content = marks + _furniture(widths, cells, above) + _last_paragraph("Footer")
    return f"<w:ftr {W_NAMESPACE}>{content}</w:ftr>"


def _facts(design: Design) -> str:
    """Return the cover's table of facts: label in the rail, value in the main column."""
    colours = design.colours
    facts: list[tuple[str, str]] = []
    if design.facilitators_only:
        facts.append(("{{ labels.for }}", run("{{ labels.guide_for }}")))
    edition = run("{{ edition.number }}") + run(" \N{MIDDLE DOT} ") + run("{{ edition.date }}")
    marking = (
        run("{{ edition.marking }}", "<w:b/><w:bCs/>")
        + run("   ")
        + run("{{ edition.marking_meaning }}")
    )
    facts += [
        ("{{ labels.cohort }}", run("{{ cohort.name }}")),
        ("{{ labels.edition }}", edition),
        ("{{ labels.marking }}", marking),
    ]
    rows = "".join(
        row(cell(RAIL, paragraph("panel_label", run(label))) + cell(MAIN, paragraph("cell", value)))
        for label, value in facts
    )
    borders = (
        colours.rule("top", 12, "ink")
        + colours.rule("bottom", 4, "hair")
        + colours.rule("insideH", 4, "hair")
    )
    padding = cm(0.11)
    return table((RAIL, MAIN), rows, borders, (padding, 0, padding, 0))


def _cover(design: Design) -> str:
    parts: list[str] = []
    if design.national:
        national = run("{{ labels.national_edition }}: {{ cohort.name }}")
        parts.append(paragraph("cover_national", national))
    parts += [
        paragraph("cover_kind", run("{{ document.kind }}")),
        paragraph("cover_programme", run("{{ curriculum.title }}")),
        paragraph("Title", run("{{ document.title }}")),
        paragraph("Subtitle", run("{{ document.subtitle }}")),
        paragraph("Normal", run(COVER_MARKER)),
        _facts(design),
    ]
    return "".join(parts)


def _section(paper: Paper, header: str, footer: str) -> str:
    """Return the properties of a section: paper, margins of the look, its header and footer.

    The text is as wide on any paper; the end margin is what is left.
    """
    start = cm(2.2)
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{paper.width}" w:h="{paper.height}"/><w:pgMar w:top="{cm(2.9)}"'
        f' w:right="{paper.width - start - WIDTH}" w:bottom="{cm(2.6)}"'
        f' w:left="{start}" w:header="{cm(1.1)}" w:footer="{cm(1.0)}" w:gutter="0"/>'
        '<w:cols w:space="708"/></w:sectPr>'
    )


def document_xml(design: Design, relations: dict[str, str]) -> str:
    """Return `word/document.xml`; `relations` maps part names to relationship ids."""
    front = ""
    if design.cover:
        cover = _section(design.paper, relations["header1"], relations["footer1"])
        front = _cover(design) + paragraph("Normal", "", cover)
    inner = _section(design.paper, relations["header2"], relations["footer2"])
    marker = paragraph("BodyText", run(BODY_MARKER))
    return f"<w:document {W_NAMESPACE}><w:body>{front}{marker}{inner}</w:body></w:document>"
