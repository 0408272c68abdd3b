"""Rules of who may read a finished document (`ttt.gate`): AUD001 on."""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_DECK: Final = "templates/tiny/signs.pptx.j2"
_FRONT: Final = (
    "---\ntitle: Signs\nper: module\naudience: trainer\noffice: slides.pptx\nfile: signs\n---\n"
)
_SAID: Final = (
    "{% for step in module.sessions[0].steps if step.points %}\n## {{ step.title }}\n\n"
    "{{ step.do }}\n\n{% endfor %}\n"
)
_SHEET: Final = "templates/tiny/sheet.docx.j2"
_SHEET_FRONT: Final = (
    "---\ntitle: Sheet\nper: module\naudience: participant\noffice: handout.docx\n"
    "file: sheet\n---\n"
)
_SHEET_SAID: Final = (
    "{% for step in module.sessions[0].steps %}\n# {{ step.title }}\n\n{{ step.say }}\n\n"
    "{% endfor %}\n"
)

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "AUD001",
        Severity.ERROR,
        "a text would reach somebody it is not for",
        "The finished document is read once more before it is written, and each text is compared "
        "with the reader. In a deck everything but the notes is for the people in front of the "
        "wall, whoever opens the file. Print the text in ::: notes, or take it out of the "
        "template; to show it on purpose, say face: trainer in the front matter.",
        Example(_DECK, _FRONT + _SAID),
        Example(
            _DECK,
            _FRONT + _SAID.replace("{{ step.do }}", "::: notes\n{{ step.do }}\n:::"),
        ),
    ),
    Rule(
        "AUD002",
        Severity.ERROR,
        "a text is not released to the cohort",
        "What releasable_to: keeps from a cohort is taken out before a template sees it, so this "
        "finding means that something between there and here is wrong. The document is not "
        "written. Please report it: it is a fault of ttt.",
        Example(
            "build/aaa/en/participant",
            "a document that holds a step released to another cohort",
            in_words=True,
        ),
        Example("build/aaa/en/participant", "the same document without the step", in_words=True),
    ),
    Rule(
        "AUD003",
        Severity.ERROR,
        "a template names what its audience may not see",
        "A field for trainers is not there in a document for participants, so that no template "
        "can print it. Templates are also tried on a made-up curriculum in which every field "
        "holds its own name: the finding comes before a real text would get out, also where no "
        "module has such a text yet. Take the name out. A part that several documents share asks "
        "with {% if step.say is defined %}.",
        Example(_SHEET, _SHEET_FRONT + _SHEET_SAID),
        Example(_SHEET, _SHEET_FRONT + _SHEET_SAID.replace("step.say", "step.handout")),
    ),
)
