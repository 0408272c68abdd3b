"""The list definitions of the Word templates (`word/numbering.xml`, ECMA-376 part 1, 17.9).

Four abstract definitions, each with one instance of the same number plus one:

| abstractNumId | numId | what |
|---|---|---|
| 0 | 1 | bullets in the main column, linked to List Bullet and List Bullet 2 |
| 1 | 2 | decimals in the main column, linked to List Number and List Number 2 |
| 2 | 3 | bullets in a cell (indents from the cell's edge) |
| 3 | 4 | decimals in a cell |

A list that starts again is a further instance of 1 or 3 with a start override; the writer adds
those with numIds from 5 on.
"""

from dataclasses import dataclass

from scripts.base_templates.word_marks import BULLET, W_NAMESPACE, Colours, cm, fonts_xml

BULLETS = 1
DECIMALS = 2
CELL_BULLETS = 3
CELL_DECIMALS = 4
_LEVELS = 9
_SQUARE = "\N{BLACK SQUARE}"
_DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class _Definition:
    numbered: bool
    linked: tuple[str, ...]
    first: int
    step: int
    hanging: int


_DEFINITIONS = (
    _Definition(
        numbered=False,
        linked=("ListBullet", "ListBullet2"),
        first=cm(3.5),
        step=cm(0.5),
        hanging=cm(0.5),
    ),
    _Definition(
        numbered=True,
        linked=("ListNumber", "ListNumber2"),
        first=cm(3.5),
        step=cm(0.5),
        hanging=cm(0.5),
    ),
    _Definition(numbered=False, linked=(), first=cm(0.5), step=cm(0.5), hanging=cm(0.5)),
    _Definition(numbered=True, linked=(), first=cm(0.7), step=cm(0.7), hanging=cm(0.7)),
)


def _bullet(level: int, colours: Colours) -> tuple[str, str, str]:
    fonts = f'{fonts_xml(BULLET, BULLET)}<w:b w:val="0"/><w:bCs w:val="0"/>'
    if level == 0:
        # Smaller than the text and raised, so that it stands at the middle of the small letters.
        looks = (
            f'{colours.text("edge")}<w:position w:val="2"/><w:sz w:val="16"/><w:szCs w:val="16"/>'
        )
        return "bullet", _SQUARE, fonts + looks
    return "bullet", _DASH, fonts + colours.text("mid")


def _number(level: int, colours: Colours) -> tuple[str, str, str]:
    kind = ("decimal", "lowerLetter", "lowerRoman")[level % 3]
    return kind, f"%{level + 1}", f"<w:b/><w:bCs/>{colours.text('ink')}"


def _level(definition: _Definition, level: int, colours: Colours) -> str:
    form = _number if definition.numbered else _bullet
    kind, text, looks = form(level, colours)
    left = definition.first + level * definition.step
    linked = definition.linked[level : level + 1]
    style = "".join(f'<w:pStyle w:val="{name}"/>' for name in linked)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{style}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:tabs>'
        f'<w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{definition.hanging}"/></w:pPr>'
        f"<w:rPr>{looks}</w:rPr></w:lvl>"
    )


def numbering_xml(colours: Colours) -> str:
    """Return `word/numbering.xml`; identifiers are fixed numbers, so the bytes never change."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x74740001 + number:08X}"/>'
        '<w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="{0x74741001 + number:08X}"/>'
        f"{''.join(_level(definition, level, colours) for level in range(_LEVELS))}"
        "</w:abstractNum>"
        for number, definition in enumerate(_DEFINITIONS)
    )
    instances = "".join(
        f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(len(_DEFINITIONS))
    )
    return f"<w:numbering {W_NAMESPACE}>{abstract}{instances}</w:numbering>"
