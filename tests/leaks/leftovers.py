"""Office templates with a canary in every corner that no reader sees. Holds no test.

What a ministry's template brings along: comments, tracked changes, hidden text and slides, names
of people and machines, custom XML, texts in pictures, parts nobody points at.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from tests.leaks.pictures import jpeg, png

Mark = Callable[[str], str]
"""Takes what a place is called and returns a canary for it."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_P = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    f' xmlns:r="{_OFFICE}"'
)
_ML = "application/vnd.openxmlformats-officedocument."
_TREE = (
    '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
    '</p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id="2" name="{0}" descr="{0}"/>'
    "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{0}</a:t></a:r>"
    "</a:p></p:txBody></p:sp></p:spTree></p:cSld>"
)


class _Package:
    """The parts of an Office file, to be changed and packed again."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def text(self, name: str) -> str:
        return self.parts[name].decode()

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.text(name)
        assert old in text, (name, old)
        self.parts[name] = text.replace(old, new, 1).encode()

    def relate(self, owner: str, kind: str, target: str, more: str = "") -> str:
        """Add a relationship of a part (the package itself: empty) and return its id."""
        folder, _, base = owner.rpartition("/")
        name = f"{folder}/_rels/{base}.rels" if owner else "_rels/.rels"
        empty = f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode()
        self.parts.setdefault(name, empty)
        number = f"rIdLeft{self.text(name).count('<Relationship ')}"
        link = kind if "/" in kind else f"{_OFFICE}/{kind}"
        line = f'<Relationship Id="{number}" Type="{link}" Target="{target}"{more}/>'
        if self.text(name).rstrip().endswith("/>"):  # an element without children
            self.parts[name] = empty
        self.replace(name, "</Relationships>", f"{line}</Relationships>")
        return number

    def add(self, name: str, content: str | bytes, kind: str = "") -> None:
        """Add a part with its content type."""
        self.parts[name] = content.encode() if isinstance(content, str) else content
        types = self.text("[Content_Types].xml")
        extension = name.rpartition(".")[2]
        line = f'<Override PartName="/{name}" ContentType="{kind}"/>' if kind else ""
        if not kind and f'Extension="{extension}"' not in types:
            line = f'<Default Extension="{extension}" ContentType="image/{extension}"/>'
        if line:
            self.replace("[Content_Types].xml", "</Types>", f"{line}</Types>")

    def packed(self, mark: Mark) -> bytes:
        """The file, with canaries in its comment, an extra field and between its parts."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                info = zipfile.ZipInfo(name)
                info.compress_type = zipfile.ZIP_DEFLATED
                if name.endswith("app.xml"):
                    words = mark("comment of a part").encode()
                    info.comment = words
                    info.extra = struct.pack("<HH", 0x7474, len(words)) + words
                archive.writestr(info, data)
        return out.getvalue()


def _properties(package: _Package, mark: Mark) -> None:
    """What Office says about a file and the people who wrote it."""
    names = ("dc:title", "dc:subject", "dc:creator", "cp:keywords", "dc:description",
             "cp:lastModifiedBy", "cp:category", "cp:contentStatus")  # fmt: skip
    said = "".join(f"<{name}>{mark(name)}</{name}>" for name in names)
    core = f"{_PACKAGE.rpartition('/')[0]}/metadata/core-properties"
    package.parts["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{core}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{said}</cp:coreProperties>"
    ).encode()
    extended = f"{_OFFICE.replace('/relationships', '')}/extended-properties"
    package.add(
        "docProps/app.xml",
        f'<Properties xmlns="{extended}"><Manager>{mark("manager")}</Manager>'
        f"<Company>{mark('company')}</Company><Template>{mark('template')}</Template></Properties>",
        "" if "docProps/app.xml" in package.parts else f"{_ML}extended-properties+xml",
    )
    custom = f"{_OFFICE.replace('/relationships', '')}/custom-properties"
    vt = f"{_OFFICE.replace('/relationships', '')}/docPropsVTypes"
    package.add(
        "docProps/custom.xml",
        f'<Properties xmlns="{custom}" xmlns:vt="{vt}"><property pid="2" name="{mark("name")}"'
        ' fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}">'
        f"<vt:lpwstr>{mark('custom property')}</vt:lpwstr></property></Properties>",
        f"{_ML}custom-properties+xml",
    )
    package.relate("", "custom-properties", "docProps/custom.xml")
    package.add("docProps/thumbnail.jpeg", jpeg(mark("thumbnail")))
    package.relate("", f"{_PACKAGE}/metadata/thumbnail", "docProps/thumbnail.jpeg")
    package.add("customXml/item1.xml", f"<x>{mark('custom XML')}</x>", "application/xml")
    package.add("orphan/left.xml", f"<x>{mark('orphan part')}</x>", "application/xml")


def word(data: bytes, mark: Mark) -> bytes:
    """A Word template with canaries where no reader looks."""
    package = _Package(data)
    main = "word/document.xml"
    _properties(package, mark)
    package.relate(main, "customXml", "../customXml/item1.xml")
    note = f'w:id="1" w:author="{mark("author of a comment")}" w:initials="{mark("initials")}"'
    package.add(
        "word/comments.xml",
        f"<w:comments {_W}><w:comment {note}><w:p><w:r><w:t>{mark('comment')}</w:t></w:r></w:p>"
        "</w:comment></w:comments>",
        f"{_ML}wordprocessingml.comments+xml",
    )
    package.relate(main, "comments", "comments.xml")
    package.add(
        "word/glossary/document.xml",
        f"<w:glossaryDocument {_W}><w:docParts><w:docPart><w:docPartPr><w:name w:val="
        f'"{mark("name of a building block")}"/></w:docPartPr><w:docPartBody><w:p><w:r><w:t>'
        f"{mark('building block')}</w:t></w:r></w:p></w:docPartBody></w:docPart></w:docParts>"
        "</w:glossaryDocument>",
        f"{_ML}wordprocessingml.document.glossary+xml",
    )
    package.relate(main, "glossaryDocument", "glossary/document.xml")
    who = f'w:id="9" w:author="{mark("author of a change")}" w:date="2026-01-01T00:00:00Z"'
    old = f'<w:rPrChange {who}><w:rPr><w:rStyle w:val="{mark("old style")}"/></w:rPr></w:rPrChange>'
    left = (
        f'<w:p w:rsidR="00AA00BB"><w:pPr><w:pPrChange {who}><w:pPr/></w:pPrChange></w:pPr>'
        f'<w:commentRangeStart w:id="1"/><w:del {who}><w:r><w:delText>{mark("deleted text")}'
        f"</w:delText></w:r></w:del><w:ins {who}><w:r><w:rPr>{old}</w:rPr><w:t>x</w:t></w:r>"
        "</w:ins>"
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{mark('hidden text')}</w:t></w:r>"
        f"<w:moveFrom {who}><w:r><w:t>{mark('moved text')}</w:t></w:r></w:moveFrom>"
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    package.replace(main, "<w:body>", f"<w:body>{left}")
    header = next(name for name in package.parts if name.startswith("word/header"))
    hidden = (
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{mark('hidden text of a header')}</w:t></w:r>"
        f"<w:del {who}><w:r><w:delText>{mark('deleted in a header')}</w:delText></w:r></w:del>"
        "</w:p>"
    )
    root = "</w:hdr>"
    package.add("word/media/left1.png", png(mark("inside a picture of the template")))
    package.add("word/media/left2.jpeg", jpeg(mark("inside a photograph of the template")))
    for name in ("left1.png", "left2.jpeg"):
        package.relate(header, "image", f"media/{name}")
    package.replace(header, root, f"{hidden}{root}")
    if "word/settings.xml" in package.parts:
        package.replace(
            "word/settings.xml",
            "</w:settings>",
            f'<w:docVars><w:docVar w:name="{mark("name of a variable")}" w:val='
            f'"{mark("document variable")}"/></w:docVars></w:settings>',
        )
    return package.packed(mark)


def slides(data: bytes, mark: Mark) -> bytes:
    """A PowerPoint template with canaries where no reader looks."""
    package = _Package(data)
    main = "ppt/presentation.xml"
    _properties(package, mark)
    package.relate(main, "customXml", "../customXml/item1.xml")
    kind = f"{_ML}presentationml."
    ids = ""
    layout = next(name for name in package.parts if name.startswith("ppt/slideLayouts/slideL"))
    for number, more in ((901, ""), (902, ' show="0"')):
        name = f"ppt/slides/slide{number}.xml"
        words = _TREE.format(mark(f"slide{more}"))
        package.add(name, f"<p:sld {_P}{more}>{words}</p:sld>", f"{kind}slide+xml")
        package.relate(name, "slideLayout", f"../{layout.removeprefix('ppt/')}")
        notes = f"ppt/notesSlides/notesSlide{number}.xml"
        said = _TREE.format(mark(f"notes of a slide{more}"))
        package.add(notes, f"<p:notes {_P}>{said}</p:notes>", f"{kind}notesSlide+xml")
        package.relate(notes, "slide", f"../slides/slide{number}.xml")
        package.relate(name, "notesSlide", f"../notesSlides/notesSlide{number}.xml")
        remark = f"ppt/comments/comment{number}.xml"
        package.add(
            remark,
            f'<p:cmLst {_P}><p:cm authorId="0" idx="1"><p:pos x="1" y="1"/><p:text>'
            f"{mark('comment on a slide')}</p:text></p:cm></p:cmLst>",
            f"{kind}comments+xml",
        )
        package.relate(name, "comments", f"../comments/comment{number}.xml")
        link = package.relate(main, "slide", f"slides/slide{number}.xml")
        ids += f'<p:sldId id="{number}" r:id="{link}"/>'
    package.add(
        "ppt/commentAuthors.xml",
        f'<p:cmAuthorLst {_P}><p:cmAuthor id="0" name="{mark("author of comments")}" initials="x"'
        ' lastIdx="1" clrIdx="0"/></p:cmAuthorLst>',
        f"{kind}commentAuthors+xml",
    )
    package.relate(main, "commentAuthors", "commentAuthors.xml")
    package.add(
        "ppt/tags/tag1.xml",
        f'<p:tagLst {_P}><p:tag name="A" val="{mark("tag")}"/></p:tagLst>',
        f"{kind}tags+xml",
    )
    package.relate(main, "tags", "tags/tag1.xml")
    package.add("ppt/media/left1.png", png(mark("inside a picture of a layout")))
    package.add("ppt/media/left2.jpeg", jpeg(mark("inside a photograph of a layout")))
    for name in ("left1.png", "left2.jpeg"):
        package.relate(layout, "image", f"../media/{name}")
    text = package.text(main)
    at = text.index("<p:sldSz")
    package.parts[main] = (f"{text[:at]}<p:sldIdLst>{ids}</p:sldIdLst>{text[at:]}").encode()
    package.replace(
        main,
        "</p:presentation>",
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst'
        ' xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name='
        f'"{mark("section")}" id="{{00000000-0000-0000-0000-000000000001}}"><p14:sldIdLst/>'
        "</p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>",
    )
    package.replace(layout, "<p:cSld", f"<!-- {mark('comment in XML')} --><p:cSld")
    return package.packed(mark)
