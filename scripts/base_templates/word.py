"""Write the Word templates of the base design.

    python -m scripts.base_templates.word OUTDIR [--accent 0B5563] [--national] [options]

writes handout.docx, guide.docx and session-plan.docx (which has no cover) into OUTDIR; with
`--national` only a handout whose cover names the national edition, as a country's own set has it.
The other options are those of `look`: fonts by script, paper, partner marks.
The files are made from XML strings, not from another program's default document, so they carry
nothing foreign; the same arguments give the same bytes (ZIP entries sorted, stamped 1980-01-01).
Nothing here reads a curriculum.
"""

import argparse
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from scripts.base_templates.look import Look, add_options, look_of
from scripts.base_templates.slides_theme import DECLARATION, theme_xml
from scripts.base_templates.word_marks import Colours
from scripts.base_templates.word_numbering import numbering_xml
from scripts.base_templates.word_pages import Design, document_xml, footer_xml, header_xml
from scripts.base_templates.word_parts import (
    RELATIONS,
    app_xml,
    content_types_xml,
    core_xml,
    document_relations_xml,
    font_table_xml,
    mark_relations_xml,
    package_relations_xml,
    settings_xml,
)
from scripts.base_templates.word_styles import styles_xml

_STAMP = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


def parts(
    look: Look,
    *,
    facilitators_only: bool = False,
    national: bool = False,
    cover: bool = True,
) -> dict[str, bytes]:
    """Return the parts of one template by their names in the package."""
    marks = look.marks if cover else ()
    colours = Colours(look.palette)
    design = Design(colours, facilitators_only, national, cover, look.paper, marks)
    texts = {
        "[Content_Types].xml": content_types_xml(cover=cover, marks=marks),
        "_rels/.rels": package_relations_xml(),
        "docProps/app.xml": app_xml(),
        "docProps/core.xml": core_xml(),
        "word/_rels/document.xml.rels": document_relations_xml(cover=cover),
        "word/document.xml": document_xml(design, RELATIONS),
        "word/fontTable.xml": font_table_xml(look.fonts),
        "word/footer2.xml": footer_xml(design, cover=False),
        "word/header2.xml": header_xml(design, cover=False),
        "word/numbering.xml": numbering_xml(colours),
        "word/settings.xml": settings_xml(),
        "word/styles.xml": styles_xml(colours, look.fonts),
    }
    if cover:
        texts["word/footer1.xml"] = footer_xml(design, cover=True)
        texts["word/header1.xml"] = header_xml(design, cover=True)
    if marks:
        texts["word/_rels/footer1.xml.rels"] = mark_relations_xml(marks)
    written = {name: (DECLARATION + text).encode() for name, text in texts.items()}
    pictures = {f"word/media/{mark.part}": mark.data for mark in marks}
    return written | pictures | {"word/theme/theme1.xml": theme_xml(look).encode()}


def package(contents: Mapping[str, bytes]) -> bytes:
    """Return the parts as a ZIP package whose bytes depend on nothing else."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, contents[name], compresslevel=_LEVEL)
    return buffer.getvalue()


def guides(look: Look) -> dict[str, bytes]:
    """Return the templates of what only facilitators get, by file name."""
    return {
        "guide.docx": package(parts(look, facilitators_only=True)),
        "session-plan.docx": package(parts(look, facilitators_only=True, cover=False)),
    }


def handout(look: Look, *, national: bool) -> dict[str, bytes]:
    """Return the template of the handout by its file name."""
    return {"handout.docx": package(parts(look, national=national))}


def main() -> None:
    """Read the command line and write the files."""
    reader = argparse.ArgumentParser(description="Write the Word templates of the base design.")
    reader.add_argument("folder", type=Path, help="where the files go")
    reader.add_argument(
        "--national", action="store_true", help="only a handout that names the national edition"
    )
    add_options(reader)
    chosen = reader.parse_args()
    look = look_of(reader, chosen)
    made = handout(look, national=chosen.national) | ({} if chosen.national else guides(look))
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        (chosen.folder / name).write_bytes(data)
        print(chosen.folder / name)


if __name__ == "__main__":
    main()
