"""Nothing of a template's makers, of a camera or of this machine is left in a built file."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Final

import docx
import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from typer.testing import CliRunner

from tests.builds import Built, build, lay_out
from tests.pipeline import TINY, files_under
from ttt.bare_pictures import bare
from ttt.cli.app import app
from ttt.media import read_picture
from ttt.tasks import Selection

BASE: Final = Path(__file__).parent.parent / "templates" / "base"
TRACE: Final = "LEFTOVER"
REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
WORD: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


# ── pictures ───────────────────────────────────────────────────────────────────────────────────


def photograph(kind: str, *, turned: int = 1) -> bytes:
    """A picture with metadata of every kind Pillow can write."""
    image = Image.new("RGB", (8, 4), "navy")
    image.putpixel((0, 0), (255, 0, 0))
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0112] = TRACE, TRACE, turned
    stored = io.BytesIO()
    if kind == "png":
        words = PngInfo()
        words.add_text("Author", TRACE)
        words.add_text("Comment", TRACE * 40, zip=True)
        words.add_itxt("XML:com.adobe.xmp", TRACE)
        image.save(stored, "PNG", pnginfo=words, exif=exif, dpi=(300, 300))
        return stored.getvalue() + TRACE.encode()
    image.save(stored, "JPEG", exif=exif, comment=TRACE, xmp=TRACE.encode(), dpi=(300, 300),
               progressive=kind == "progressive", quality=100, subsampling=0)  # fmt: skip
    return stored.getvalue() + TRACE.encode()


@pytest.mark.parametrize("kind", ["png", "jpeg", "progressive"])
def test_a_picture_keeps_its_pixels_and_nothing_else(kind: str) -> None:
    whole = photograph(kind)
    assert TRACE.encode() in whole
    found = read_picture(whole)
    assert found is not None
    assert TRACE.encode() not in found.data
    assert not re.search(rb"Exif|tEXt|zTXt|iTXt|eXIf|tIME|http://ns.adobe", found.data)
    before, after = Image.open(io.BytesIO(whole)), Image.open(io.BytesIO(found.data))
    assert after.tobytes() == before.tobytes()
    assert [round(dpi) for dpi in after.info["dpi"]] == [300, 300]
    assert not after.getexif()
    assert bare(found.data) == found.data


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_picture_taken_on_its_side_is_turned(kind: str) -> None:
    found = read_picture(photograph(kind, turned=6))
    assert found is not None
    assert (found.width, found.height) == (4, 8)
    image = Image.open(io.BytesIO(found.data)).convert("RGB")
    assert image.size == (4, 8)
    corner = image.getpixel((3, 0))
    assert isinstance(corner, tuple)
    assert corner[0] > 150 > corner[2]


def test_a_thumbnail_inside_a_jpeg_is_gone() -> None:
    whole = photograph("jpeg")
    head = b"JFIF\x00\x01\x02\x01\x01\x2c\x01\x2c" + bytes((1, 1)) + b"abc"
    segment = b"\xff\xe0" + struct.pack(">H", 2 + len(head)) + head
    data = whole[:2] + segment + whole[2 + 2 + int.from_bytes(whole[4:6], "big") :]
    assert b"abc" in data
    assert b"abc" not in bare(data)
    Image.open(io.BytesIO(bare(data))).load()


@given(st.sampled_from(["png", "jpeg", "progressive"]), st.integers(0, 700), st.binary(max_size=4))
def test_a_damaged_picture_is_no_picture_or_shows_something(
    kind: str, at: int, junk: bytes
) -> None:
    whole = photograph(kind)
    at %= len(whole)
    for data in (whole[:at], whole[:at] + junk + whole[at + len(junk) :]):
        found = read_picture(data)
        assert found is None or found.width * found.height > 0


# ── templates ──────────────────────────────────────────────────────────────────────────────────


def opened(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stored.getvalue()


def put(parts: dict[str, bytes], name: str, old: str, new: str) -> None:
    """Replace the first of some characters in a part; they must be there."""
    text = parts[name].decode()
    assert old in text, (name, old)
    parts[name] = text.replace(old, new, 1).encode()


def relate(parts: dict[str, bytes], owner: str, kind: str, target: str) -> None:
    """Add a relationship to a part, and the part of another that it leads to."""
    folder, _, base = owner.rpartition("/")
    name = f"{folder}/_rels/{base}.rels".lstrip("/")
    if name not in parts:
        parts[name] = (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns='
            b'"http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        )
    number = zlib.crc32(f"{kind}{target}".encode())
    kind = kind if kind.startswith("http") else REL + kind
    line = f'<Relationship Id="rLeft{number}" Type="{kind}" Target="/{target}"/>'
    put(parts, name, "</Relationships>", f"{line}</Relationships>")


def declare(parts: dict[str, bytes], name: str, kind: str, data: str) -> None:
    parts[name] = data.encode()
    put(parts, "[Content_Types].xml", "</Types>",
        f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')  # fmt: skip


def with_traces(parts: dict[str, bytes], main: str) -> None:
    """Plant what both kinds of files can hold: thumbnail, properties, custom XML, a photograph."""
    parts["docProps/thumbnail.jpeg"] = photograph("jpeg")
    relate(parts, "", PACKAGE + "thumbnail", "docProps/thumbnail.jpeg")
    put(
        parts,
        "[Content_Types].xml",
        "</Types>",
        '<Default Extension="jpeg" ContentType="image/jpeg"/></Types>',
    )
    custom = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    declare(
        parts,
        "docProps/custom.xml",
        custom,
        f'<Properties xmlns="{space}"><!--{TRACE}--></Properties>',
    )
    relate(parts, "", "custom-properties", "docProps/custom.xml")
    parts["customXml/item1.xml"] = f"<a>{TRACE}</a>".encode()
    relate(parts, main, "customXml", "customXml/item1.xml")
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    words = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{TRACE}</dc:creator><cp:lastModifiedBy>{TRACE}</cp:lastModifiedBy>"
        f"<cp:revision>77</cp:revision></cp:coreProperties>"
    )
    if "docProps/core.xml" in parts:
        parts["docProps/core.xml"] = words.encode()
    else:
        declare(parts, "docProps/core.xml", core, words)
        relate(parts, "", PACKAGE + "core-properties", "docProps/core.xml")


def word_with_traces() -> bytes:
    parts = opened(BASE / "session-plan.docx")
    with_traces(parts, "word/document.xml")
    parts["word/printerSettings1.bin"] = TRACE.encode()
    put(parts, "[Content_Types].xml", "</Types>",
        '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.printerSettings"/></Types>')  # fmt: skip
    relate(parts, "word/document.xml", "printerSettings", "word/printerSettings1.bin")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
    for name, root in (("comments", "comments"), ("webSettings", "webSettings")):
        declare(
            parts,
            f"word/{name}.xml",
            kind.format(name),
            f"<w:{root} {WORD}><!--{TRACE}--></w:{root}>",
        )
        relate(parts, "word/document.xml", name, f"word/{name}.xml")
    more = (
        '<w:rsids><w:rsidRoot w:val="00C0FFEE"/><w:rsid w:val="00C0FFEE"/></w:rsids>'
        f'<w:docVars><w:docVar w:name="{TRACE}" w:val="{TRACE}"/></w:docVars>'
    )
    put(parts, "word/settings.xml", "</w:settings>", f"{more}</w:settings>")
    header = next(name for name in parts if re.fullmatch(r"word/header\d+\.xml", name))
    put(parts, header, "<w:p>", '<w:p w:rsidR="00C0FFEE" w:rsidRDefault="00C0FFEE">')
    put(parts, "word/styles.xml", "</w:style>", '<w:rsid w:val="00C0FFEE"/></w:style>')
    parts["word/media/logo.jpeg"] = photograph("jpeg")
    relate(parts, header, "image", "word/media/logo.jpeg")
    return packed(parts)


def slides_with_traces() -> bytes:
    parts = opened(BASE / "slides.pptx")
    main = "ppt/presentation.xml"
    with_traces(parts, main)
    kind = "application/vnd.openxmlformats-officedocument.presentationml.{}+xml"
    space = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    for name, root in (
        ("commentAuthors", "cmAuthorLst"),
        ("viewProps", "viewPr"),
        ("tags", "tagLst"),
    ):
        if f"ppt/{name}.xml" in parts:
            continue
        declare(
            parts,
            f"ppt/{name}.xml",
            kind.format(name),
            f"<p:{root} {space}><!--{TRACE}--></p:{root}>",
        )
        relate(parts, main, name, f"ppt/{name}.xml")
    parts["ppt/printerSettings1.bin"] = TRACE.encode()
    put(parts, "[Content_Types].xml", "</Types>",
        '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.'
        'presentationml.printerSettings"/></Types>')  # fmt: skip
    relate(parts, main, "printerSettings", "ppt/printerSettings1.bin")
    theme = next(name for name in parts if name.startswith("ppt/theme/") and name.endswith(".xml"))
    put(parts, theme, "<a:themeElements>", f"<!--{TRACE}--><a:themeElements>")
    layout = next(
        name for name in sorted(parts) if re.fullmatch(r"ppt/slideLayouts/[^/]+\.xml", name)
    )
    parts["ppt/media/logo.png"] = photograph("png")
    put(
        parts,
        "[Content_Types].xml",
        "</Types>",
        '<Default Extension="png" ContentType="image/png"/></Types>',
    )
    relate(parts, layout, "image", "ppt/media/logo.png")
    return packed(parts)


def made(folder: Path) -> Built:
    files = files_under(TINY) | {
        "templates/tiny/session-plan.docx": word_with_traces(),
        "templates/tiny/slides.pptx": slides_with_traces(),
        "curriculum/media/boxes.png": photograph("png"),
    }
    text = files["curriculum/modules/m1.yaml"].decode()
    figure = "figure: {image: media/boxes.png, alt: Two boxes}\n        do: Take one answer"
    files["curriculum/modules/m1.yaml"] = text.replace("do: Take one answer", figure, 1).encode()
    chosen = Selection(products=("session-plan", "slides", "handout"))
    return build(lay_out(files, folder), chosen)


def test_nothing_of_a_template_or_a_camera_is_left(tmp_path: Path) -> None:
    built = made(tmp_path)
    assert built.errors == ()
    pictures = 0
    for name, artifact in built.documents.items():
        with zipfile.ZipFile(io.BytesIO(artifact.data)) as archive:
            for part in archive.namelist():
                data = archive.read(part)
                assert TRACE.encode() not in data, (name, part)
                assert b"00C0FFEE" not in data, (name, part)
                assert not re.search(
                    r"thumbnail|printerSettings|customXml|custom\.xml|comment", part
                )
                assert archive.getinfo(part).date_time == (1980, 1, 1, 0, 0, 0)
                pictures += part.endswith((".png", ".jpeg"))
    assert pictures >= 3


def test_properties_are_our_own(tmp_path: Path) -> None:
    for name, artifact in made(tmp_path).documents.items():
        data = io.BytesIO(artifact.data)
        opened_again = docx.Document(data) if name.endswith("docx") else pptx.Presentation(data)
        core = opened_again.core_properties
        assert core.title
        assert (core.author, core.last_modified_by) == ("A tiny curriculum", "A tiny curriculum")
        assert core.language == "en-GB" or core.language.startswith("en")
        assert "Edition 1" in core.subject
        assert {str(core.created)[:19], str(core.modified)[:19]} == {"2026-11-22 00:00:00"}


def test_the_time_that_files_name_comes_from_source_date_epoch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(files_under(TINY), tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    run = CliRunner().invoke(app, ["build", "--jobs", "1", "--product", "handout"])
    assert run.exit_code == 0, run.stderr
    (made,) = tmp_path.rglob("*.docx")
    assert str(docx.Document(str(made)).core_properties.created)[:19] == "2023-11-14 22:13:20"

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    run = CliRunner().invoke(app, ["build", "--jobs", "1"])
    assert run.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in run.stderr
