"""What may not be in an Office template, and a finding in words for each.

Looks before any Office library opens the file: sizes and names (`package`), types of parts, XML
without document type, relationships, fields, actions. Changes nothing; the openers leave out
what is noted here as not taken over.
"""

from __future__ import annotations

import re
from typing import Final

from ttt.diagnostics import Collector
from ttt.frozen import frozen
from ttt.office.package import Package, PackageError, read_package
from ttt.office.relations import ContentTypes, Relation, content_types, relations
from ttt.office.scan import scan

_OPEN_XML: Final = "application/vnd.openxmlformats-officedocument."
_MAIN: Final = {
    "pptx": ("presentationml.presentation.main+xml", "presentationml.template.main+xml"),
    "docx": ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml"),
    "xlsx": ("spreadsheetml.sheet.main+xml",),
}
_FAMILY: Final = {"pptx": "pptx", "potx": "pptx", "docx": "docx", "dotx": "docx", "xlsx": "xlsx"}
_SAVE: Final = {
    "pptx": "open it in PowerPoint and save it as PowerPoint Presentation (*.pptx)",
    "docx": "open it in Word and save it as Word Document (*.docx)",
    "xlsx": "open it in Excel and save it as Excel Workbook (*.xlsx)",
}
_LEFT_OUT: Final = {
    "attachedTemplate": "the link to a Word template",
    "comments": "comments",
    "commentAuthors": "comments",
    "customXml": "custom XML",
    "glossaryDocument": "building blocks",
    "printerSettings": "printer settings",
    "thumbnail": "a thumbnail",
}
_LINK: Final = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_OLE2: Final = b"\xd0\xcf\x11\xe0"


def open_package(data: bytes, file: str, collector: Collector) -> Package | None:
    """Read a template's archive and look through it; None when it was refused (TPL301-TPL309)."""
    try:
        package = read_package(data)
    except PackageError as error:
        collector.error("TPL301", f"not usable as a template: {error.reason}", None,
                        _SAVE[family(file)], file=file)  # fmt: skip
        return None
    return package if guard(package, file, collector) else None


def family(file: str) -> str:
    """Return `pptx`, `docx` or `xlsx` for the name of a document or template."""
    return _FAMILY.get(file.rsplit(".", 1)[-1].lower(), "docx")


def guard(package: Package, file: str, collector: Collector) -> bool:
    """Report what may not be in a template; True when there is nothing.

    Refused are macros, ActiveX, embedded objects (but for a workbook that itself passes), linked
    content, fields and actions that run or include, document types, Strict Open XML. What is
    harmless but stays behind is one note (TPL310).
    """
    inner = Collector()
    try:
        _Guard(package, file, inner, content_types(package)).run()
    except PackageError as error:
        inner.error("TPL301", f"not usable as a template: {error.reason}", file=file)
    collector.extend(inner)
    return not inner.has_errors


@frozen
class _Guard:
    """One file under examination."""

    package: Package
    file: str
    collector: Collector
    types: ContentTypes

    def run(self) -> None:
        """Look at everything: XML first, since a strict file fails all that follows."""
        for part in self.package.names:
            self._type(part)
            self._content(part)
        if self.collector.has_errors:
            return
        self._main()
        left_out: dict[str, None] = {}
        for part in ("", *self.package.names):
            if not part.endswith(".rels"):
                for relation in relations(self.package, part):
                    self._relation(part, relation)
                    if words := _LEFT_OUT.get(relation.kind):
                        left_out[words] = None
        if left_out and not self.collector.has_errors:
            words = ", ".join(left_out)
            self.collector.note(
                "TPL310", f"not taken over from the template: {words}", file=self.file
            )

    def _refuse(self, code: str, message: str, part: str, *hints: str) -> None:
        place = f'part "{part}"' if part else ""
        self.collector.error(code, message, None, *hints, place=place, file=self.file)

    def _main(self) -> None:
        kind = family(self.file)
        mains = [r.target for r in relations(self.package, "") if r.kind == "officeDocument"]
        types = [self.types.of(part).removeprefix(_OPEN_XML) for part in mains]
        if len(types) != 1 or types[0] not in _MAIN[kind] or mains[0] not in self.package:
            self._refuse("TPL302", f"not the file its name says: no .{kind} document inside",
                         "", _SAVE[kind])  # fmt: skip

    def _type(self, part: str) -> None:
        kind = self.types.of(part)
        if "macroEnabled" in kind or "vbaProject" in kind or part.endswith("vbaProject.bin"):
            self._refuse("TPL303", "the template contains macros", part, _SAVE[family(self.file)])
        elif "activeX" in kind:
            self._refuse("TPL304", "the template contains an ActiveX control", part,
                         "delete the control in the template")  # fmt: skip

    def _content(self, part: str) -> None:
        data = self.package.read(part)
        kind = self.types.of(part)
        is_xml = part.endswith((".xml", ".rels", ".vml")) or kind.endswith(("+xml", "/xml"))
        if not is_xml:
            if data.startswith(_OLE2) and "printerSettings" not in kind:
                self._object(part, "an embedded object")
            return
        found = scan(data)
        if found.dtd:
            self._refuse("TPL307", "the template contains a document type declaration", part,
                         _SAVE[family(self.file)])  # fmt: skip
        elif found.broken:
            self._refuse("TPL301", "not usable as a template: this part is no XML", part,
                         _SAVE[family(self.file)])  # fmt: skip
        elif found.strict:
            self._refuse("TPL308", "saved as Strict Open XML, which is not read", part,
                         _SAVE[family(self.file)])  # fmt: skip
        for words in found.objects:
            self._object(part, words)
        for name in found.fields:
            self._refuse("TPL306", f'the field "{name}" could run or include something', part,
                         "replace the field by its text (Ctrl+Shift+F9 in Word)")  # fmt: skip
        for action in found.actions:
            self._refuse("TPL306", f'a click would run "{action}"', part,
                         "remove the action in PowerPoint: Insert > Action > None")  # fmt: skip

    def _object(self, part: str, words: str) -> None:
        self._refuse("TPL304", f"the template contains {words}", part,
                     "delete it in the template, or paste it again as a picture")  # fmt: skip

    def _relation(self, part: str, relation: Relation) -> None:
        kind = relation.kind
        if kind in {"oleObject", "control", "activeXControlBinary", "vbaProject", "aFChunk"}:
            self._object(part, "an embedded object")
        elif kind == "package" and not relation.external:
            self._workbook(part, relation.target)
        elif relation.external and kind == "hyperlink":
            if not _LINK.match(relation.target):
                self._refuse("TPL305", f'a link leads to "{relation.target}", no web address',
                             part, "link to an https or mailto address")  # fmt: skip
        elif relation.external and kind != "attachedTemplate":
            self._refuse("TPL305", f'linked content: "{relation.target}"', part,
                         "embed it instead: File > Info > Edit Links to Files")  # fmt: skip

    def _workbook(self, part: str, target: str) -> None:
        """Let a chart keep its workbook when the workbook is clean itself."""
        inner = Collector()
        if target.endswith(".xlsx") and target in self.package:
            opened = open_package(self.package.read(target), target, inner)
            if opened is not None:
                return
        self._object(part, "an embedded file")
