"""Write the Word templates of the base design.

    python -m scripts.base_templates.word OUTDIR [--accent 0B5563] [--national]

writes handout.docx, guide.docx and session-plan.docx (which has no cover) into OUTDIR; with
`--national` only a handout whose cover names the national edition, as a country's own set has it.
The files are made from XML strings, not from another program's default document, so they carry
nothing foreign; the same arguments give the same bytes (ZIP entries sorted, stamped 1980-01-01).
Nothing here reads a curriculum.
"""

import argparse
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from scripts.base_templates.slides_palette import BASE_ACCENT, AccentError, palette
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
    package_relations_xml,
    settings_xml,
)
from scripts.base_templates.word_styles import styles_xml

_STAMP = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


def parts(
    accent: str = BASE_ACCENT,
    *,
    facilitators_only: bool = False,
    national: bool = False,
    cover: bool = True,
) -> dict[str, bytes]:
    """Return the parts of one template by their names in the package.

    `accent` is RRGGBB; the colours on it follow. Raises `AccentError` for one that cannot be used.
    """
    chosen = palette(accent)
    colours = Colours(chosen)
    design = Design(colours, facilitators_only, national, cover)
    texts = {
        "[Content_Types].xml": content_types_xml(cover=cover),
        "_rels/.rels": package_relations_xml(),
        "docProps/app.xml": app_xml(),
        "docProps/core.xml": core_xml(),
        "word/_rels/document.xml.rels": document_relations_xml(cover=cover),
        "word/document.xml": document_xml(design, RELATIONS),
        "word/fontTable.xml": font_table_xml(),
        "word/footer2.xml": footer_xml(design, cover=False),
        "word/header2.xml": header_xml(design, cover=False),
        "word/numbering.xml": numbering_xml(colours),
        "word/settings.xml": settings_xml(),
        "word/styles.xml": styles_xml(colours),
    }
    if cover:
        texts["word/footer1.xml"] = footer_xml(design, cover=True)
        texts["word/header1.xml"] = header_xml(design, cover=True)
    written = {name: (DECLARATION + text).encode() for name, text in texts.items()}
    return written | {"word/theme/theme1.xml": theme_xml(chosen).encode()}


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


def write(folder: Path, accent: str, *, national: bool) -> tuple[Path, ...]:
    """Write the templates of a set into `folder` and return the paths written."""
    made = {"handout.docx": package(parts(accent, national=national))}
    if not national:
        made["guide.docx"] = package(parts(accent, facilitators_only=True))
        made["session-plan.docx"] = package(parts(accent, facilitators_only=True, cover=False))
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / name for name in made)
    for path in paths:
        path.write_bytes(made[path.name])
    return paths


def main() -> None:
    """Read the command line and write the files."""
    reader = argparse.ArgumentParser(description="Write the Word templates of the base design.")
    reader.add_argument("folder", type=Path, help="where the files go")
    reader.add_argument("--accent", default=BASE_ACCENT, help="RRGGBB (default: %(default)s)")
    reader.add_argument(
        "--national", action="store_true", help="only a handout that names the national edition"
    )
    chosen = reader.parse_args()
    try:
        paths = write(chosen.folder, chosen.accent, national=chosen.national)
    except AccentError as problem:
        reader.error(str(problem))
    for path in paths:
        print(path)


if __name__ == "__main__":
    main()
