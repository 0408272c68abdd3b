"""Document properties and settings of a built file: what it says about itself.

Nothing of the machine, the clock or the template's author stands there.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from ttt.document import Document
from ttt.office.relations import DECLARATION
from ttt.office.word_fields import ILLEGAL
from ttt.office.word_page import FONT_LANGUAGE
from ttt.scripts import Script, is_complex, is_east_asian, locale, tag

CORE: Final = "docProps/core.xml"
APP: Final = "docProps/app.xml"
CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
APP_TYPE: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def core_xml(document: Document) -> str:
    """Return the core properties (ECMA-376 Part 2, clause 11): title, language, author, date."""

    def element(name: str, value: str) -> str:
        cleaned = escape(ILLEGAL.sub("", value), quote=False)
        return f"<{name}>{cleaned}</{name}>" if cleaned else ""

    moment = ""
    if _DATE.fullmatch(document.date):
        moment = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{document.date}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{element('dc:title', document.title)}{element('dc:subject', document.stamp)}"
        f"{element('dc:creator', document.author)}"
        f"{element('cp:lastModifiedBy', document.author)}"
        f"{element('dc:language', locale(document.language).tag)}{moment}</cp:coreProperties>"
    )


def app_xml() -> str:
    """Return the extended properties, which name no program version."""
    return f'{DECLARATION}<Properties xmlns="{_OFFICE}"></Properties>'


def settings_xml(settings: str, document: Document) -> str:
    """Return the settings with the languages of the theme's fonts (17.15.1.88)."""
    script = locale(document.language).script
    name = tag(script, document.language)
    latin = tag(Script.LATIN, document.language)
    more = ""
    if is_complex(script):
        more = f' w:bidi="{name}"'
    elif is_east_asian(script):
        more = f' w:eastAsia="{name}"'
    language = f'<w:themeFontLang w:val="{latin}"{more}/>'
    return f"{DECLARATION}{settings.replace(FONT_LANGUAGE, language, 1)}"
