"""The part `word/styles.xml`: the style table as XML, and the defaults Word expects.

Every size and every weight is written as a pair, for Latin and for complex scripts (ECMA-376
part 1, 17.3.2.38/39 and 17.3.2.1/2): Word and LibreOffice read `szCs` and `bCs` for Khmer, Lao and
Arabic and ignore the other half.
"""

from scripts.base_templates.look_fonts import Fonts
from scripts.base_templates.word_card_styles import card_styles
from scripts.base_templates.word_marks import W_NAMESPACE, Colours, fonts_xml
from scripts.base_templates.word_style_table import Block, Style, Text, styles


def text_xml(text: Text, colours: Colours) -> str:
    """Return the children of `w:rPr` in schema order, sizes and weights in pairs."""
    parts = [text.fonts]
    if text.bold is not None:
        on = "" if text.bold else ' w:val="0"'
        parts.append(f"<w:b{on}/><w:bCs{on}/>")
    if text.colour:
        parts.append(colours.text(text.colour))
    if text.size:
        parts.append(
            f'<w:sz w:val="{round(text.size * 2)}"/>'
            f'<w:szCs w:val="{round(text.complex_size * 2)}"/>'
        )
    parts.append(text.more)
    return "".join(parts)


def block_xml(block: Block) -> str:
    """Return the children of `w:pPr` in schema order (17.3.1.26)."""
    parts = [
        "<w:keepNext/>" if block.keep_next else "",
        "<w:keepLines/>" if block.keep_lines else "",
        "<w:pageBreakBefore/>" if block.page_before else "",
        block.numbering,
        f"<w:pBdr>{block.borders}</w:pBdr>" if block.borders else "",
        block.fill,
    ]
    if block.tabs:
        stops = "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in block.tabs)
        parts.append(f"<w:tabs>{stops}</w:tabs>")
    pitch = (
        f'w:line="{round(block.exact * 20)}" w:lineRule="exact"'
        if block.exact
        else f'w:line="{round(block.line * 240)}" w:lineRule="auto"'
    )
    before, after = round(block.before * 20), round(block.after * 20)
    parts.append(f'<w:spacing w:before="{before}" w:after="{after}" {pitch}/>')
    parts.append(
        f'<w:ind w:left="{block.left}" w:right="{block.right}" w:hanging="{block.hanging}"/>'
    )
    if block.align:
        parts.append(f'<w:jc w:val="{block.align}"/>')
    if block.outline is not None:
        parts.append(f'<w:outlineLvl w:val="{block.outline}"/>')
    return "".join(parts)


def style_xml(style: Style, colours: Colours) -> str:
    """Return one `w:style` (17.7.4.17)."""
    kind = "character" if style.block is None else "paragraph"
    default = ' w:default="1"' if style.identifier == "Normal" else ""
    custom = "" if style.builtin else ' w:customStyle="1"'
    based = style.based if style.block is not None else "DefaultParagraphFont"
    parts = [f'<w:name w:val="{style.name}"/>']
    if style.identifier != "Normal":
        parts.append(f'<w:basedOn w:val="{based}"/>')
    if style.following:
        parts.append(f'<w:next w:val="{style.following}"/>')
    if style.link:
        parts.append(f'<w:link w:val="{style.link}"/>')
    parts.append(f'<w:uiPriority w:val="{style.priority}"/><w:qFormat/>')
    if style.block is not None:
        parts.append(f"<w:pPr>{block_xml(style.block)}</w:pPr>")
    looks = text_xml(style.text, colours)
    if looks:
        parts.append(f"<w:rPr>{looks}</w:rPr>")
    return (
        f'<w:style w:type="{kind}"{default}{custom} w:styleId="{style.identifier}">'
        f"{''.join(parts)}</w:style>"
    )


def styles_xml(colours: Colours, fonts: Fonts) -> str:
    """Return `word/styles.xml`: document defaults, the styles, and the defaults Word expects."""
    named = fonts_xml(fonts.latin, fonts.complex_script, fonts.east_asian)
    defaults = text_xml(Text(11, 12, colour="ink", fonts=named), colours)
    table = (*styles(colours, fonts), *card_styles(colours))
    written = "".join(style_xml(style, colours) for style in table)
    return (
        f"<w:styles {W_NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>{defaults}"
        '<w:lang w:val="en-GB" w:eastAsia="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "<w:unhideWhenUsed/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        f"{written}</w:styles>"
    )
