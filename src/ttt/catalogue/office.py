"""Rules of Office templates and of writing slides: TPL301 to TPL349.

TPL301 on say what no template may hold, TPL321 on how a PowerPoint file is read, TPL331 on what
cannot be written. Those of Word documents are in `word`.
"""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_SLIDES: Final = "templates/tiny/slides.pptx"
_HANDOUT: Final = "templates/tiny/handout.docx"
_SET: Final = "templates/tiny/set.yaml"
_NAME: Final = "name: The tiny set\nextends: base\n"
_E: Final = Severity.ERROR


def _told(path: str, code: str, title: str, meaning: str, *words: str) -> Rule:
    """Return an error about an Office file, told in words: the wrong file, then the right one."""
    failing, corrected = (Example(path, text, in_words=True) for text in words)
    return Rule(code, _E, title, meaning, failing, corrected)


def _set(code: str, title: str, meaning: str, wrong: str, right: str) -> Rule:
    """Return a rule shown with lines of set.yaml."""
    failing, corrected = (Example(_SET, _NAME + text) for text in (wrong, right))
    return Rule(code, _E, title, meaning, failing, corrected)


RULES: Final[tuple[Rule, ...]] = (
    # ── what no template may hold ────────────────────────────────────────────────────────────
    _told(
        _SLIDES,
        "TPL301",
        "an Office file cannot be used as a template",
        "The file is damaged, encrypted, far too large once unpacked, or was written by a program "
        "that leaves out what Office needs. Open it in PowerPoint or Word, without a password, "
        "and save it again.",
        "a presentation that is protected with a password",
        "the same presentation, saved without a password",
    ),
    _told(
        _SLIDES,
        "TPL302",
        "an Office file is not what its name says",
        "The ending of the name and the content must agree: a Word document renamed to .pptx is "
        "still a Word document. Save the file with the right program as the right kind.",
        "a Word document whose name was changed to slides.pptx",
        "a PowerPoint presentation",
    ),
    _told(
        _SLIDES,
        "TPL303",
        "an Office template contains macros",
        "Documents go to participants' computers; no program travels with them. Save the file as "
        "a presentation or document without macros.",
        "a presentation with macros (.pptm) whose name was changed to slides.pptx",
        "the same, saved in PowerPoint as PowerPoint Presentation (*.pptx)",
    ),
    _told(
        _HANDOUT,
        "TPL304",
        "an Office template contains an embedded object",
        "Embedded files and ActiveX controls can run on the reader's computer, and nobody sees "
        "what is in them. The workbook behind a chart may stay when it holds nothing of the kind. "
        "Delete the object, or paste it again as a picture.",
        "a document with a PDF embedded as an object",
        "the same document with a picture of the page",
    ),
    _told(
        _SLIDES,
        "TPL305",
        "an Office template reaches for files outside itself",
        "A linked picture or film is missing on every other computer, and asking for it tells "
        "somebody where the document is opened. Links a reader clicks may lead to https, http "
        "and mailto addresses. Embed what is linked.",
        "a layout with a picture linked from a network drive",
        "the same layout with the picture embedded",
    ),
    _told(
        _HANDOUT,
        "TPL306",
        "a field or a click in an Office template could run something",
        "Fields such as INCLUDETEXT and DDE, and actions that start a program, do something on "
        "the reader's computer. Replace the field by its text, remove the action.",
        "a document with a field { INCLUDETEXT other.docx }",
        "the same document with the text in place of the field",
    ),
    _told(
        _HANDOUT,
        "TPL307",
        "an Office template contains a document type declaration",
        "Office never writes one (ECMA-376 part 2 forbids it); it is a way to make programs read "
        "other files. Save the file again in Word or PowerPoint.",
        "a document one part of which begins with <!DOCTYPE",
        "the same, saved again in Word",
    ),
    _told(
        _SLIDES,
        "TPL308",
        "an Office template is saved as Strict Open XML",
        "Word and PowerPoint offer this form beside the usual one; few other programs read it. "
        "Save the file as PowerPoint Presentation (*.pptx) or Word Document (*.docx).",
        "a presentation saved as Strict Open XML Presentation",
        "the same, saved as PowerPoint Presentation",
    ),
    Rule(
        "TPL310",
        Severity.NOTE,
        "something in an Office template is not taken over",
        "Comments, printer settings, thumbnails and links to other templates are harmless, and "
        "have no place in documents for participants. They stay behind; nothing need be done.",
        Example(_HANDOUT, "a document with comments from its review", in_words=True),
        Example(_HANDOUT, "the same document, comments deleted", in_words=True),
    ),
    # ── how a PowerPoint file is read ────────────────────────────────────────────────────────
    _told(
        _SLIDES,
        "TPL321",
        "a field of a layout is never closed",
        "What stands between {{ and }} in a layout or the slide master is filled in. Here the two "
        "closing braces are missing, or stand in another paragraph.",
        "a layout with the text {{ cohort.name }",
        "a layout with the text {{ cohort.name }}",
    ),
    _told(
        _SLIDES,
        "TPL322",
        "a field of a layout cannot be read",
        "Between the braces stands a dotted name, as in {{ cohort.name }}. Spaces in a name and "
        "{% … %} are not possible in a presentation.",
        "a layout with the text {{ cohort name }}",
        "a layout with the text {{ cohort.name }}",
    ),
    _told(
        _SLIDES,
        "TPL323",
        "a field of a layout has no value",
        "Nothing has that name, or what has it is a list, a group of values, or not there in this "
        "document. docs/templates-context.md has all names.",
        "a layout with the text {{ cohort.nam }}",
        "a layout with the text {{ cohort.name }}",
    ),
    _set(
        "TPL324",
        "a role has no layout",
        "A slide asks for a role, and no layout of the presentation can be told to play it, or "
        "several can. No other design is put in silently. Write which layout it is in set.yaml; "
        "the finding lists those there are.",
        "layouts:\n  content: Content of mine\n",
        "layouts:\n  content: Content\n",
    ),
    _set(
        "TPL325",
        "set.yaml binds something that is no role, no placeholder or no script",
        "Below layouts: stand roles of the base design, below regions: numbers of placeholders "
        "or the word omit, below fonts: scripts by name, such as khmer. The finding lists the "
        "roles or scripts. Latin text takes the fonts of the Office files and is not bound here.",
        "layouts:\n  activty: Activity\n",
        "layouts:\n  activity: Activity\n",
    ),
    Rule(
        "TPL326",
        Severity.WARNING,
        "a layout has no place for a text",
        "The deck has a text for a region, such as the edition stamp or the minutes, and the "
        "layout has no placeholder for it. The text is not shown. Add a text placeholder to the "
        "layout, bind its number in set.yaml below regions:, or write omit there.",
        Example(_SET, f"{_NAME}regions:\n  kicker: 99\n"),
        Example(_SET, f"{_NAME}regions:\n  kicker: omit\n"),
    ),
    # ── what cannot be written ───────────────────────────────────────────────────────────────
    _told(
        "curriculum/modules/m1.yaml",
        "TPL331",
        "a text of a slide holds a character PowerPoint cannot store",
        "Control characters come in with text copied from terminals and scans. They cannot be "
        "seen, and no Office file can hold them. Reading YAML reports most of them first. Delete "
        "the character, or type the sentence again.",
        "a text with the character U+0007 in it",
        "the same text without the character",
    ),
    _told(
        "curriculum/media/boxes.png",
        "TPL332",
        "a picture is of a kind PowerPoint cannot show",
        "PNG and JPEG are shown by every program. The content counts, not the name. Open the file "
        "in a picture program and save it as PNG or JPEG.",
        "a GIF picture whose name was changed to boxes.png",
        "the same picture, saved as PNG",
    ),
)
