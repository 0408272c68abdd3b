"""What the writing of one document shares: styles by role, numbers, relationships, findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ttt.diagnostics import Collector
from ttt.document import Block, Document
from ttt.office.relations import RELATIONS, Relation
from ttt.office.word_styles import Shape
from ttt.office.word_template import WordTemplate
from ttt.scripts import Script, font_for, is_complex, is_east_asian, is_rtl, locale, tag
from ttt.source import Span
from ttt.writers.docx.bookmarks import bookmark_name
from ttt.writers.docx.numbering import Numbering

WIDTH: Final = 9525
RAIL: Final = 1701
MAIN: Final = WIDTH - RAIL
"""The text width 16.8 cm, its rail 3.0 and main column 13.8, in dxa."""


class Mark(NamedTuple):
    """How a run looks beyond its paragraph's style.

    `style` is the id of a character style; `colour`, `size`, `border` are XML of the run's
    properties; `strong` and `emphasis` are direct where there is no style for them.
    """

    style: str = ""
    strong: bool = False
    emphasis: bool = False
    colour: str = ""
    size: str = ""
    underline: bool = False
    border: str = ""
    regular: bool = False


PLAIN: Final = Mark()


class Place(NamedTuple):
    """Where blocks stand: the width there (dxa), in a cell or not, and how their text looks.

    `role` is that of paragraphs that have none of their own. `left` is the indent of the text of
    a step word.
    """

    width: int = WIDTH
    cell: bool = False
    mark: Mark = PLAIN
    role: str = "body"
    left: int = 0


@dataclass(slots=True)
class Context:
    """One document under way."""

    document: Document
    template: WordTemplate
    media: Mapping[str, bytes]
    collector: Collector
    numbering: Numbering
    writer: Callable[[Context, tuple[Block, ...], Place], str]
    contents: int = 0
    labels: dict[tuple[str, Mark], Mark] = field(default_factory=dict)
    starts: dict[tuple[str, bool, int], str] = field(default_factory=dict)
    cells: dict[tuple[int, str, int, str, Mark, tuple[bool, bool]], tuple[Place, str]] = field(
        default_factory=dict
    )
    relations: list[Relation] = field(default_factory=list)
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    script: Script = Script.LATIN
    bidi: str = ""
    visual: str = ""
    _styles: dict[str, str] = field(default_factory=dict)
    _marks: dict[str, Mark] = field(default_factory=dict)
    _latin: dict[Mark, str] = field(default_factory=dict)
    _openings: dict[tuple[Mark, Script], str] = field(default_factory=dict)
    _shapes: dict[str, Shape] = field(default_factory=dict)
    _targets: dict[str, str] = field(default_factory=dict)
    _bookmarks: dict[str, int] = field(default_factory=dict)
    _wanted: dict[str, Span | None] = field(default_factory=dict)
    _drawings: int = 0

    def __post_init__(self) -> None:
        self.script = locale(self.document.language).script
        if is_rtl(self.script):
            self.bidi, self.visual = "<w:bidi/>", "<w:bidiVisual/>"

    def write(self, blocks: tuple[Block, ...], place: Place) -> str:
        """Return blocks as they stand in a place."""
        return self.writer(self, blocks, place)

    # ── styles ───────────────────────────────────────────────────────────────────────────────

    def style(self, role: str) -> str:
        """Return `w:pStyle` for a role; one the template lacks is reported once (TPL355)."""
        known = self._styles.get(role)
        if known is None:
            identifier = self.template.styles.paragraph(role)
            if identifier is None:
                self._missing(role)
            known = "" if identifier is None else f'<w:pStyle w:val="{identifier}"/>'
            self._styles[role] = known
        return known

    def shape(self, role: str) -> Shape:
        """Return the shape of the paragraph style of a role."""
        known = self._shapes.get(role)
        if known is None:
            known = self._shapes[role] = self.template.styles.shape(role)
        return known

    def has_style(self, role: str) -> bool:
        """Whether the template has a paragraph style for a role."""
        return self.template.styles.paragraph(role) is not None

    def _missing(self, role: str) -> None:
        styles = self.template.styles
        name = styles.name(role)
        listed = ", ".join(styles.names) or "none"
        self.collector.error(
            "TPL355", f'the Word template has no paragraph style "{name}"', None,
            f'make the style in Word, or bind it in set.yaml: styles: {{{role}: "…"}}',
            f"paragraph styles in the template: {listed}",
            place=f"role {role}", file=self.template.file,
        )  # fmt: skip

    def character(self, role: str, base: Mark, otherwise: Mark | None = None) -> Mark:
        """Return `base` in the character style of a role.

        Where the template has no such style: `otherwise`, and without it a finding (TPL356).
        """
        identifier = self.template.styles.character(role)
        if identifier is not None:
            return base._replace(style=identifier)
        if otherwise is not None:
            return otherwise
        if role not in self._marks:
            self._marks[role] = base
            listed = ", ".join(sorted(self.template.styles.characters)) or "none"
            self.collector.error(
                "TPL356", f'the Word template has no character style '
                f'"{self.template.styles.name(role)}"', None,
                f'make the style in Word, or bind it in set.yaml: styles: {{{role}: "…"}}',
                f"character styles in the template: {listed}",
                place=f"role {role}", file=self.template.file,
            )  # fmt: skip
        return base

    def colour(self, role: str) -> str:
        """Return `w:color` of a colour role."""
        return self.template.colours[role].text

    # ── runs ─────────────────────────────────────────────────────────────────────────────────

    def opening(self, mark: Mark, script: Script = Script.LATIN) -> str:
        """Return the start of a run: `<w:r>` and its properties, in schema order (17.3.2.28)."""
        if script is Script.LATIN:
            known = self._latin.get(mark)
            if known is None:
                known = self._latin[mark] = self._opening(mark, script)
            return known
        known = self._openings.get((mark, script))
        if known is None:
            known = self._openings[mark, script] = self._opening(mark, script)
        return known

    def _opening(self, mark: Mark, script: Script) -> str:
        parts: list[str] = []
        name = tag(script, self.document.language)
        language = f'<w:lang w:val="{name}"/>'
        style, strong, emphasis = mark.style, mark.strong, mark.emphasis
        if not style and strong:
            style = self.template.styles.character("strong") or ""
            strong = not style
        elif not style and emphasis:
            style = self.template.styles.character("emphasis") or ""
            emphasis = not style
        if style:
            parts.append(f'<w:rStyle w:val="{style}"/>')
        slant = is_complex(script) and emphasis
        if is_complex(script):
            parts.append(f'<w:rFonts w:cs="{self.font(script)}"/>')
            language = f'<w:lang w:bidi="{name}"/>'
        elif is_east_asian(script):
            font = self.font(script)
            parts.append(f'<w:rFonts w:eastAsia="{font}" w:hint="eastAsia"/>')
            language = f'<w:lang w:eastAsia="{name}"/>'
        if mark.regular:
            parts.append('<w:b w:val="0"/><w:bCs w:val="0"/>')
        elif strong or slant:
            parts.append("<w:b/><w:bCs/>")
        if emphasis and not slant:
            parts.append("<w:i/>")
        parts += [mark.colour, mark.size]
        if mark.underline:
            parts.append('<w:u w:val="single"/>')
        parts.append(mark.border)
        if is_rtl(script):
            parts.append("<w:rtl/>")
        elif is_complex(script):
            parts.append("<w:cs/>")
        return f"<w:r><w:rPr>{''.join(parts)}{language}</w:rPr>"

    def font(self, script: Script) -> str:
        """Return the font of a script: the set's own, else what plain Windows has."""
        return self.template.fonts.get(script.value) or font_for(script)

    # ── links and numbers ────────────────────────────────────────────────────────────────────

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relationship to a target, one a target."""
        key = f"{kind} {target}"
        known = self._targets.get(key)
        if known is None:
            taken = {relation.id for relation in self.template.relations}
            number = len(self._targets) + 1
            known = f"rTtt{number}"
            while known in taken:
                known += "x"
            self._targets[key] = known
            self.relations.append(Relation(known, RELATIONS + kind, target, external))
        return known

    def bookmark(self, address: str) -> tuple[str, str]:
        """Return start and end of a bookmark for an address, empty when it is there already."""
        name = bookmark_name(address)
        if name in self._bookmarks:
            self.collector.warning(
                "TPL357", f'the id "{address}" stands twice in "{self.document.title}"',
                None, "give each heading an id of its own", file=self.document.path,
            )  # fmt: skip
            return "", ""
        number = self._bookmarks[name] = len(self._bookmarks) + 1
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return start, f'<w:bookmarkEnd w:id="{number}"/>'

    def anchor(self, address: str, span: Span | None) -> str:
        """Return the bookmark name a link leads to; that it is there is checked at the end."""
        self._wanted.setdefault(address, span)
        return bookmark_name(address)

    def check_anchors(self) -> None:
        """Report links that lead nowhere (TPL358)."""
        for address, span in self._wanted.items():
            if bookmark_name(address) not in self._bookmarks:
                self.collector.error(
                    "TPL358", f'a link leads to "#{address}", which is not in this document',
                    span, f"give a heading the id {{#{address}}}",
                    file=self.document.path,
                )  # fmt: skip

    def drawing(self) -> int:
        """Return the next number of a drawing, unique in the document."""
        self._drawings += 1
        return self._drawings
