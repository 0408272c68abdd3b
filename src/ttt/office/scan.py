"""One pass over the XML of a part for what may not be in a template.

Sees elements as they come and stops at a document type declaration, before any entity is
expanded. Says what is wrong; whether that is a finding is the business of `guard`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

FIELDS: Final = frozenset(
    {
        "=",
        "AUTHOR",
        "BIBLIOGRAPHY",
        "CITATION",
        "COMMENTS",
        "COMPARE",
        "CREATEDATE",
        "DATE",
        "DOCPROPERTY",
        "EDITTIME",
        "EQ",
        "FILENAME",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "FORMTEXT",
        "HYPERLINK",
        "IF",
        "INDEX",
        "KEYWORDS",
        "LASTSAVEDBY",
        "LISTNUM",
        "MERGEFIELD",
        "NOTEREF",
        "NUMCHARS",
        "NUMPAGES",
        "NUMWORDS",
        "PAGE",
        "PAGEREF",
        "PRINTDATE",
        "QUOTE",
        "REF",
        "REVNUM",
        "SAVEDATE",
        "SECTION",
        "SECTIONPAGES",
        "SEQ",
        "SET",
        "STYLEREF",
        "SUBJECT",
        "SYMBOL",
        "TA",
        "TC",
        "TEMPLATE",
        "TIME",
        "TITLE",
        "TOA",
        "TOC",
        "USERADDRESS",
        "USERINITIALS",
        "USERNAME",
        "XE",
    }
)
"""Word fields that neither run nor include anything (ECMA-376-1, 17.16.5)."""

_ACTIONS: Final = ("ppaction://hlinksldjump", "ppaction://hlinkshowjump", "ppaction://noaction")
_OBJECTS: Final = {
    "object": "an embedded object",
    "oleObj": "an embedded object",
    "OLEObject": "an embedded object",
    "control": "an ActiveX control",
    "altChunk": "an included file",
    "subDoc": "an included file",
}
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_SEPARATOR: Final = " "

# Most parts hold nothing to look at, and looking at each element takes five times as long as
# finding out that the part is sound. That is seen in the bytes when these say what they mean:
# UTF-8, and no character references.
_UTF8: Final = re.compile(
    rb"""(?:\xef\xbb\xbf)?<\?xml\s+version=(["'])1\.0\1\s+encoding=(["'])utf-8\2""", re.IGNORECASE
)
_SUSPECTS: Final = (b"<!D", b"&#", b"purl.oclc.org")
_SUSPECT: Final = re.compile(
    rb"[<:](?:%s|instrText|delInstrText|fld(?:Char|Simple)"
    rb"|hlink(?:Click|Hover|MouseOver))[\s/>]" % "|".join(_OBJECTS).encode()
)


class _FoundDtdError(Exception):
    """A document type declaration begins."""


@dataclass(slots=True)
class Scan:
    """What a part holds that it may not; each in words, in order, once.

    `dtd` and `broken` end the pass early. `strict` tells the Strict form of Open XML.
    """

    dtd: bool = False
    broken: bool = False
    strict: bool = False
    objects: dict[str, None] = field(default_factory=dict)
    fields: dict[str, None] = field(default_factory=dict)
    actions: dict[str, None] = field(default_factory=dict)
    _open: list[list[str]] = field(default_factory=list)
    _text: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at an element: its namespace, its name, what it would do."""
        namespace, _, local = name.rpartition(_SEPARATOR)
        if namespace.startswith(_STRICT):
            self.strict = True
        if local in _OBJECTS and ("openxmlformats" in namespace or "microsoft" in namespace):
            self.objects[_OBJECTS[local]] = None
        match local:
            case "instrText" | "delInstrText":
                self._text = True
            case "fldChar":
                self._field(_attribute(attributes, "fldCharType"))
            case "fldSimple":
                self._name(_attribute(attributes, "instr"))
            case "hlinkClick" | "hlinkHover" | "hlinkMouseOver":
                action = attributes.get("action", "")
                if action and not action.startswith(_ACTIONS):
                    self.actions[action] = None
            case _:
                pass

    def end(self, name: str) -> None:
        """Leave an element."""
        if name.endswith("nstrText"):
            self._text = False

    def text(self, data: str) -> None:
        """Collect a field's instruction, which Word may split over many runs."""
        if self._text and self._open:
            self._open[-1].append(data)
        elif self._text:
            self._name(data)

    def doctype(self, *_declaration: object) -> None:
        """Stop: nothing good comes with a document type declaration."""
        self.dtd = True
        raise _FoundDtdError

    def _field(self, kind: str) -> None:
        match kind:
            case "begin":
                self._open.append([])
            case "separate" if self._open:
                self._name("".join(self._open[-1]))
                self._open[-1] = ["PAGE"]
            case "end" if self._open:
                self._name("".join(self._open.pop()))
            case _:
                pass

    def _name(self, instruction: str) -> None:
        word = (instruction.split() or ["(no name)"])[0].upper()
        if word not in FIELDS and not word.startswith("="):
            self.fields[word] = None


def scan(data: bytes) -> Scan:
    """Look through the XML of one part."""
    found = Scan()
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    if (
        not _UTF8.match(data)
        or any(suspect in data for suspect in _SUSPECTS)
        or _SUSPECT.search(data)
    ):
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = found.doctype
        parser.StartElementHandler = found.start
        parser.EndElementHandler = found.end
        parser.CharacterDataHandler = found.text
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword
    except _FoundDtdError:
        pass
    except (expat.ExpatError, ValueError, LookupError):
        found.broken = True
    return found


def _attribute(attributes: Mapping[str, str], local: str) -> str:
    """Return an attribute by its local name."""
    return next((value for key, value in attributes.items() if key.split(" ")[-1] == local), "")
