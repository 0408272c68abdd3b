"""Rules of reading and writing files of a project (`ttt.project`, `ttt.publish`): OUT001 on.

Some faults lie in the machine or in what was built before, not in a file of the project; the
examples of those say in words what is there.
"""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_MODULE: Final = "curriculum/modules/m1.yaml"
_TEMPLATE: Final = "templates/tiny/letter.docx.j2"
_FOLDER: Final = "build"


def _letter(kind: str, title: str = "Letter") -> str:
    """Return a product whose file is named like that of the product `kind` of the base set."""
    return (
        f'---\nproduct: letter\ntitle: "{title}"\nper: module\naudience: trainer\n'
        "office: guide.docx\n"
        f'file: "{{{{ cohort.id }}}}-{{{{ module.id }}}}-{kind}-{{{{ edition.language }}}}"\n'
        "---\n# {{ module.title }}\n"
    )


def _told(path: str, words: str) -> Example:
    return Example(path, words, in_words=True)


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "OUT001",
        Severity.ERROR,
        "a file of the project cannot be read",
        "The file is there, but the system does not let ttt read it: it belongs to another "
        "user, or another program holds it. Close the program, or change who may read the "
        "file. On a synchronised disk, wait until the file has arrived.",
        _told(_MODULE, "a file of another user that only they may read"),
        _told(_MODULE, "the same file, readable by everybody"),
    ),
    Rule(
        "OUT002",
        Severity.ERROR,
        "a link leads out of the project, or stands for a template",
        "A project is handed on as a folder; what a link brings in from elsewhere would be "
        "missing there, or would be a file nobody meant to hand on. A template may not be a link "
        "at all: it prints what it is made from, and that could be another cohort's file. Copy "
        "the file into the project in place of the link.",
        _told("curriculum/media/boxes.png", "a link to a picture outside the project"),
        _told("curriculum/media/boxes.png", "the picture itself"),
    ),
    Rule(
        "OUT003",
        Severity.ERROR,
        "a template or table is not UTF-8",
        "Templates (.j2) and tables (.csv) are read as UTF-8, the encoding that has all "
        "scripts. The line named holds a byte that does not occur in UTF-8 text. Save the "
        "file again as UTF-8; Excel calls it CSV UTF-8.",
        Example(_TEMPLATE, _letter("letter", "Réponse"), "cp1252"),
        Example(_TEMPLATE, _letter("letter", "Réponse")),
    ),
    Rule(
        "OUT004",
        Severity.ERROR,
        "a file was changed while the build ran",
        "Documents of one build are to come from the same files. A file of the project was saved "
        "after the build had read it, so nothing of this build can be trusted to fit together. "
        "Build again.",
        _told(_MODULE, "the file is saved while ttt build runs"),
        _told(_MODULE, "the file is saved before or after"),
    ),
    Rule(
        "OUT005",
        Severity.ERROR,
        "reading the curriculum takes too long",
        "A whole course is read in a second. When reading does not end, a file holds far more than "
        "anybody wrote: a list a program made, or one text made of signs. Take the file that was "
        "added last out of the project and build again.",
        _told(_MODULE, "a file with more than any course has"),
        _told(_MODULE, "the module as somebody wrote it"),
    ),
    Rule(
        "OUT010",
        Severity.ERROR,
        "two documents have the same file name",
        "One would replace the other. Upper and lower case count as the same, since they are "
        "on Windows and macOS, where the folder may be copied to. Change the line file: in "
        "the front matter of one of the two templates; a product built for each module or "
        "session has the id of the module or session in it.",
        Example(_TEMPLATE, _letter("guide")),
        Example(_TEMPLATE, _letter("letter")),
    ),
    Rule(
        "OUT020",
        Severity.ERROR,
        "another build holds the output folder",
        "Two builds that write into one folder would mix their documents, so the second one "
        "does not begin. Wait until the first has ended, or build into another folder with "
        "--out. A build that was stopped holds nothing: the file .ttt.lock that stays behind "
        "has no meaning, and need not be deleted.",
        _told(_FOLDER, "ttt build in two windows at once"),
        _told(_FOLDER, "ttt build in one window, ttt build --out second-build in the other"),
    ),
    Rule(
        "OUT021",
        Severity.ERROR,
        "a file cannot be written",
        "The disk is full or can only be read, the folder belongs to another user, or the "
        "document is open in Word or PowerPoint. What stood there before is still there, "
        "whole. Put the cause right and build again; the next build finishes what this one "
        "could not.",
        _told(_FOLDER, "the document is open in Word"),
        _told(_FOLDER, "the document is closed"),
    ),
    Rule(
        "OUT030",
        Severity.WARNING,
        "the record of the last build is lost or damaged",
        "manifest.json in the folder of a cohort records what ttt wrote, so that a file "
        "somebody edited is told from one nobody touched. Without it every file that differs "
        "from what is built now counts as edited: it stays, and the new version is written "
        "beside it as NAME.new.docx. Look at those files, delete what you do not need and "
        "build again; the record is written anew by this build.",
        Example(f"{_FOLDER}/aaa/manifest.json", '{"schema": 1, "cohort": "aa\n'),
        Example(
            f"{_FOLDER}/aaa/manifest.json",
            '{"schema": 1, "cohort": "aaa", "edition": "1", "built_with": "", "artifacts": []}\n',
        ),
    ),
)
