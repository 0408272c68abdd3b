"""A product: one kind of document, as the front matter of its Jinja template declares it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Final, Literal, TypeAlias

from ttt.frozen import frozen
from ttt.model.audience import Audience
from ttt.model.fields import Id, Place
from ttt.source import Source, Span
from ttt.text import EMPTY, Line, Text

Scope: TypeAlias = Literal["curriculum", "module", "session", "exercise", "cohort"]
Format: TypeAlias = Literal["pptx", "docx"]

SCOPES: Final[tuple[Scope, ...]] = ("curriculum", "module", "session", "exercise", "cohort")
FORMATS: Final[tuple[Format, ...]] = ("pptx", "docx")


@frozen
class FrontMatter:
    """What stands between the two `---` lines of a product's template; all may be inherited.

    `title`, `subtitle`, `running`, `kind` and `file` are Jinja texts of one line. `face` is who
    sees the slides of a deck (`audience` is who may open the file). `notes: false` writes no
    speaker notes. `refers_to` names the decks whose slide numbers the document prints.
    """

    place: Place = field(compare=False, repr=False)
    product: str = ""
    title: Line = EMPTY
    subtitle: Line = EMPTY
    running: Line = EMPTY
    kind: Line = EMPTY
    per: Literal["", "curriculum", "module", "session", "exercise", "cohort"] = ""
    audience: Audience | None = None
    face: Audience | None = None
    format: Literal["", "pptx", "docx"] = ""
    office: str = ""
    file: Line = EMPTY
    refers_to: tuple[Id, ...] = ()
    notes: bool | None = None


@frozen
class SetFile:
    """The file `set.yaml` of a template set.

    `layouts` and `styles` bind roles of the base design to names in the set's Office files;
    `regions` binds regions of slides to placeholder numbers, or to `omit`.
    """

    name: Line
    place: Place = field(compare=False, repr=False)
    extends: str = ""
    layouts: Mapping[str, Line] = field(default_factory=dict)
    styles: Mapping[str, Line] = field(default_factory=dict)
    regions: Mapping[str, Line] = field(default_factory=dict)
    fonts: Mapping[str, Line] = field(default_factory=dict)
    colours: Mapping[str, Annotated[Text, "six hexadecimal digits"]] = field(default_factory=dict)


@frozen
class Product:
    """One `NAME.FORMAT.j2` of a template set, its front matter merged with what it extends.

    `template` is its name in the chain (`khm/guide.docx.j2`). `office` is the name of the Office
    template. `chain` are the template files it is made from, itself first.
    """

    name: str
    template: str
    per: Scope
    audience: Audience
    face: Audience
    format: Format
    office: str
    title: Text
    file: Text
    kind: Text = EMPTY
    subtitle: Text = EMPTY
    running: Text = EMPTY
    refers_to: tuple[str, ...] = ()
    notes: bool = True
    chain: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False)


@frozen
class TemplateSet:
    """A folder of templates and the sets it extends.

    `chain` are the names of the sets, itself first, base last. `sources` are the text files by
    qualified name (`base/partials/step.j2`); `office` maps `base/slides.pptx` to its path in the
    project. `labels` are the words templates print, by language. The bindings are merged along
    the chain.
    """

    name: str
    chain: tuple[str, ...]
    sources: Mapping[str, Source]
    office: Mapping[str, str]
    products: tuple[Product, ...]
    labels: Mapping[str, Mapping[str, Label]]
    layouts: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)

    def find_office(self, name: str) -> str:
        """Return the path of an Office file along the chain, empty when there is none."""
        for set_name in self.chain:
            path = self.office.get(f"{set_name}/{name}")
            if path:
                return path
        return ""


Label: TypeAlias = "Text | Mapping[str, Label]"
"""A word, or a group of words, of a label file."""
