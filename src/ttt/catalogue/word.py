"""Rules of Word templates and of writing Word documents (`ttt.office`, `ttt.writers.docx`).

A Word file has no lines, so most examples say in words what stands in it.
"""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_WORD: Final = "templates/tiny/handout.docx"
_SET: Final = "templates/tiny/set.yaml"
_NAME: Final = "name: The tiny set\nextends: base\n"
_PICTURE: Final = "curriculum/media/boxes.png"
_MODULE: Final = "curriculum/modules/m1.yaml"
_MARKUP: Final = "templates/tiny/handout.docx.j2"
_FRONT: Final = (
    "---\nproduct: handout\ntitle: Handout\nper: module\naudience: participant\n"
    "file: handout\n---\n"
)


def _told(words: str, path: str = _WORD) -> Example:
    return Example(path, words, in_words=True)


def _product(markup: str) -> Example:
    """Return a product of the national set with this markup."""
    return Example(_MARKUP, f"{_FRONT}{markup}\n")


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "TPL351",
        Severity.ERROR,
        "a Word template without styles or pages",
        "Content is set in the styles of the template. A file without them was damaged, or "
        "written by a program that leaves them out. Open it in Word and save it again as Word "
        "Document (*.docx).",
        _told("a document without the part word/styles.xml"),
        _told("the same, saved again in Word"),
    ),
    Rule(
        "TPL352",
        Severity.ERROR,
        "the place of the content is not clear",
        "The paragraph {{ body }} in a Word template says where the content goes. It must stand "
        "there once, by itself, outside tables and text boxes. Without it, content goes to the "
        "end.",
        _told("a document with the paragraph: Here follows {{ body }} of the handout"),
        _told("a document with the paragraph: {{ body }}"),
    ),
    Rule(
        "TPL353",
        Severity.ERROR,
        "a field of a Word template cannot be filled",
        "What stands between {{ and }} in a Word template is read as in a product's template: "
        "the same names, nothing that is not there, nothing that runs. The place says where in "
        "the file it stands. Correct the text in Word.",
        _told("a document with {{ document.runing }} in its header"),
        _told("a document with {{ document.running }} in its header"),
    ),
    Rule(
        "TPL354",
        Severity.NOTE,
        "a style name is there twice",
        "LibreOffice renames styles when it saves a Word file, so that two may have one name. "
        "The one with the built-in identity is taken. To be sure, delete the other in Word.",
        _told("a document with two styles of the name List Bullet 3"),
        _told("a document with one style of the name List Bullet 3"),
    ),
    Rule(
        "TPL355",
        Severity.ERROR,
        "a paragraph style is missing in a Word template",
        "A part of the content asks for a style by its role, and the template has no style of "
        "that name. No other design is put in silently. Make the style in Word, or bind the "
        "role to a style the template has, in set.yaml.",
        Example(_SET, _NAME + "styles:\n  key_message: Merksatz\n"),
        Example(_SET, _NAME + "styles:\n  key_message: List Number\n"),
    ),
    Rule(
        "TPL356",
        Severity.ERROR,
        "a character style is missing in a Word template",
        "Words in a role, as in [words]{.role}, ask for a character style of the template. Make "
        "it in Word, or bind the role to one the template has, in set.yaml.",
        _product("A word in [red]{.warning}."),
        _product("A word in [red]{.strong}."),
    ),
    Rule(
        "TPL357",
        Severity.WARNING,
        "two headings of a document have the same id",
        "A link to the id leads to the first of them. Give each heading an id of its own.",
        _product("## One {id=part}\n\n## Two {id=part}"),
        _product("## One {id=part-1}\n\n## Two {id=part-2}"),
    ),
    Rule(
        "TPL358",
        Severity.ERROR,
        "a link inside a document leads nowhere",
        "A link that begins with # leads to the heading of that id in the same document, and "
        "there is none. Correct the link, or give the heading the id.",
        _product("See [the glossary](#glosary).\n\n# Glossary {id=glossary}"),
        _product("See [the glossary](#glossary).\n\n# Glossary {id=glossary}"),
    ),
    Rule(
        "TPL359",
        Severity.ERROR,
        "the number of a slide is not known",
        "The document names a slide by its number, and the deck it refers to has no slide for "
        "that element. Name an element that has a slide, or ask first whether there is one.",
        _told("a document that names the slide of a step without a slide", _MARKUP),
        _told("a document that names the slide of a step with one", _MARKUP),
    ),
    Rule(
        "TPL360",
        Severity.ERROR,
        "a text holds a character Word cannot store",
        "Control characters come in with text copied from terminals and scans. They cannot be "
        "seen, and no Office file can hold them. Delete the character, or type the sentence "
        "again.",
        _told("a text with the character U+0007 in it", _MODULE),
        _told("the same text without the character", _MODULE),
    ),
    Rule(
        "TPL361",
        Severity.ERROR,
        "a picture of a document is not there",
        "The picture is named, and no file of that name lies below curriculum/. Copy it there, "
        "or correct the name.",
        _told("a document with a picture that was deleted while it was made", _MARKUP),
        _told("a document with a picture that is there", _MARKUP),
    ),
    Rule(
        "TPL362",
        Severity.ERROR,
        "a picture is of a kind Word cannot show",
        "PNG, JPEG, GIF, BMP and TIFF are shown by every Word. The file is of another kind, or "
        "it is damaged. Open it in a picture program and save it as PNG or JPEG.",
        _told("a WebP picture whose name was changed to boxes.png", _PICTURE),
        _told("the same picture, saved as PNG", _PICTURE),
    ),
    Rule(
        "TPL363",
        Severity.ERROR,
        "something for slides stands in a Word document",
        "Speaker notes and regions of a slide have no place on a page. Write ::: note for a "
        "passage in a box, or take the container out of the product.",
        _product("::: notes\nSay this slowly.\n:::"),
        _product("::: note\nSay this slowly.\n:::"),
    ),
)
