"""Write a whole set of Office templates in a team's look.

    python -m scripts.base_templates FOLDER --accent 032EA1 --font Khmr="Khmer OS Battambang"
        --paper Letter --logo mark.png

writes slides.pptx, handout.docx, guide.docx and session-plan.docx into FOLDER, and a set.yaml that
extends the base set and binds the same fonts, where there is none. A file that is there already is
replaced only with `--replace`: it may have been changed in Office. Without `--paper` the paper is
A4. Anything that cannot be used is one sentence, exit code 2, and nothing is written.
"""

import argparse
from pathlib import Path
from typing import Final

from scripts.base_templates.look import Look, add_options, look_of, refuse
from scripts.base_templates.slides import template
from scripts.base_templates.word import guides, handout

_SET: Final = "set.yaml"
_BASE: Final = "base"


def office_files(look: Look, *, national: bool) -> dict[str, bytes]:
    """Return the Office files of a set by name; `national` is for the cover of the handout."""
    return {"slides.pptx": template(look), **handout(look, national=national), **guides(look)}


def set_yaml(name: str, look: Look) -> str:
    """Return `set.yaml` of a set with this name: what it extends, and its fonts by script."""
    extends = "" if name == _BASE else f"extends: {_BASE}\n"
    return f'name: "{name}"\n{extends}{fonts_yaml(look)}'


def fonts_yaml(look: Look) -> str:
    """Return what `set.yaml` says of fonts; the writers of documents read it there."""
    lines = "".join(f'  {script}: "{name}"\n' for script, name in look.fonts.bound)
    return f"fonts:\n{lines}" if lines else ""


def main() -> None:
    """Read the command line and write the files."""
    reader = argparse.ArgumentParser(
        prog="python -m scripts.base_templates", description="Write a set of Office templates."
    )
    reader.add_argument("folder", type=Path, help="the folder of the set, such as templates/khm")
    add_options(reader)
    reader.add_argument(
        "--national", action="store_true", help="the handout's cover names the national edition"
    )
    reader.add_argument(
        "--replace", action="store_true", help="write over Office files that are there already"
    )
    chosen = reader.parse_args()
    folder: Path = chosen.folder
    look = look_of(reader, chosen)
    made = office_files(look, national=chosen.national)
    there = [name for name in made if (folder / name).exists()]
    if folder.exists() and not folder.is_dir():
        refuse(reader, f"{folder} is a file: name the folder of a template set")
    if there and not chosen.replace:
        refuse(
            reader,
            f"{folder} has {', '.join(there)} already: move what you changed in Office to another "
            "folder, or add --replace to write over it",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in made.items():
            (folder / name).write_bytes(data)
            print(folder / name)
        _write_set(folder, look)
    except OSError as error:
        refuse(reader, f"{folder} cannot be written to: {error.strerror}")


def _write_set(folder: Path, look: Look) -> None:
    """Write `set.yaml` where there is none, else say what must stand in it."""
    file = folder / _SET
    if not file.exists():
        file.write_text(set_yaml(folder.resolve().name, look), encoding="utf-8", newline="\n")
        print(file)
    elif look.fonts.bound:
        print(f"{file} is kept as it was; see that it says:\n{fonts_yaml(look)}", end="")


if __name__ == "__main__":
    main()
