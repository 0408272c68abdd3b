"""Lays out the hostile templates of tests/cases/attacks over the smallest project, and builds them.

Holds no test. A case is a folder of files to lay over the project, with three additions:

- a line of a template that begins with `5000× ` is the rest of it, five thousand times;
- `letter.docx.edits` makes `templates/tiny/letter.docx` from a file of the base set (`from:`), in
  whose parts (`part:`) a text (`find:`) is replaced by another (`put:`), which is repeated like
  a line of a template, with another number for each `%d`;
- `links.txt` has links, `path -> target`, where OUTSIDE is a file outside the project.

Every payload that runs writes RAN into the folder it runs in. A product that does no harm, `fine`,
is built beside the hostile one, which is always named `letter`.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

import ttt
from tests.builds import lay_out
from tests.pipeline import TINY, files_under
from ttt.costs import costs_a_document
from ttt.diagnostics import Diagnostic, Severity
from ttt.resources import templates_root
from ttt.tasks import Made, Selection, Survey, Surveyed, layers
from ttt.workshop import Workshop

FOLDER: Final = Path(__file__).parent / "cases" / "attacks"
CASES: Final = sorted(path for path in FOLDER.iterdir() if path.is_dir())
ENDLESS: Final = [case for case in CASES if case.name.startswith("endless-")]
"""Those that only a worker with its limits comes to the end of."""

REFUSED: Final = [case for case in CASES if case not in ENDLESS]
OUTSIDE_TEXT: Final = "MUST NOT BE READ"
_OWN: Final = ("expected.txt", "links.txt")
_FINE: Final = (
    "---\ntitle: Fine\nper: module\naudience: participant\noffice: handout.docx\n"
    'file: "{{ module.id }}-fine"\n---\n# {{ module.title }}\n'
)
_REPEATED: Final = re.compile(r"(?m)^(\d+)× (.*)$")
_EDIT: Final = re.compile(r"part: (.*)\nfind: (.*)\nput: (.*)\n")


def project_of(case: Path, folder: Path) -> Path:
    """Lay out the project of a case below a folder, and what lies outside it beside it."""
    files = files_under(TINY)
    files["templates/tiny/fine.docx.j2"] = _FINE.encode()
    for name, data in files_under(case).items():
        if name.endswith(".edits"):
            target = f"templates/tiny/{name.removesuffix('.edits')}"
            files[target] = _edited(data.decode())
        elif name not in _OWN:
            files[name] = _REPEATED.sub(_repeat, data.decode()).encode()
    outside = folder / "outside"
    (outside / "folder").mkdir(parents=True)
    for secret in (outside / "secret.j2", outside / "folder" / "secret.j2"):
        secret.write_text(f"---\ntitle: {OUTSIDE_TEXT}\n---\n{OUTSIDE_TEXT}\n", "utf-8")
    root = lay_out(files, folder / "project")
    for path, target in _links(case):
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        where = {"OUTSIDE": outside / "secret.j2", "OUTSIDE FOLDER": outside / "folder"}
        place.symlink_to(where.get(target, root / target))
    return root


def has_links(case: Path) -> bool:
    """Whether a case needs symbolic links, which not everybody may make on Windows."""
    return (case / "links.txt").is_file()


def _links(case: Path) -> Iterator[tuple[str, str]]:
    if has_links(case):
        for line in (case / "links.txt").read_text("utf-8").splitlines():
            path, _, target = line.partition(" -> ")
            yield path, target


def _repeat(found: re.Match[str]) -> str:
    return found[2] * int(found[1])


def _edited(text: str) -> bytes:
    """Return the Office file that a file of edits describes."""
    first, _, edits = text.partition("\n")
    base = templates_root() / first.removeprefix("from: templates/")
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(base) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for part, find, put in _EDIT.findall(edits):
        before = parts[part].decode()
        assert find in before, f"{part} has no {find}"
        if repeated := _REPEATED.fullmatch(put):
            times = range(int(repeated[1]))
            put = "".join(repeated[2].replace("%d", str(n * n + 7)) for n in times)  # noqa: PLW2901
        parts[part] = before.replace(find, put, 1).encode()
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


@dataclass(frozen=True)
class Attacked:
    """What a build of a case came to: errors, and the documents by product."""

    errors: tuple[Diagnostic, ...]
    documents: Mapping[str, bytes]


def attack(root: Path, *products: str) -> Attacked:
    """Build some products in this process, as the coordinator and its workers do."""
    shop = Workshop(root)
    survey = shop(Survey(Selection(products=products)))
    assert isinstance(survey, Surveyed)
    if survey.unknown and len(products) > 1:
        return attack(root, *products[1:])  # the hostile one is no product at all
    findings = list(survey.diagnostics)
    documents: dict[str, bytes] = {}
    if not any(d.severity is Severity.ERROR and not costs_a_document(d) for d in findings):
        for layer in layers(survey.cohorts, survey.digest, write=True):
            for task in layer:
                made = shop(task)
                assert isinstance(made, Made)
                findings += made.diagnostics
                documents |= {job.product: artifact.data for job, artifact in made.artifacts}
    errors = tuple(dict.fromkeys(d for d in findings if d.severity is Severity.ERROR))
    return Attacked(errors, documents)


@dataclass(frozen=True)
class Ran:
    """What `ttt build` did in a process of its own.

    `told` are its errors, a line each, and the products it built. `peak` is the largest resident
    memory a worker was seen with, in MiB. `seconds` is the whole run.
    """

    code: int
    told: str
    peak: float
    seconds: float


def run(root: Path, cache: Path) -> Ran:
    """Build a project from the command line, and watch its workers."""
    command = [sys.executable, "-m", "ttt", "build", "--jobs", "1", "--json"]
    sources = Path(ttt.__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(sources), "XDG_CACHE_HOME": str(cache)}
    peak = 0.0
    began = time.monotonic()
    with (
        (cache / "out").open("w+b") as out,
        subprocess.Popen(command, cwd=root, env=environment, stdout=out) as running,
    ):
        while running.poll() is None:
            with suppress(psutil.Error):
                for worker in psutil.Process(running.pid).children(recursive=True):
                    peak = max(peak, worker.memory_info().rss / (1 << 20))
            time.sleep(0.02)
        seconds = time.monotonic() - began
        out.seek(0)
        said = json.loads(out.read())
    lines = [
        f"{each['file']}:{each['line']}: {each['code']}: {each['message']}\n"
        for each in said["findings"]
        if each["severity"] == "error"
    ]
    paths = {
        document["product"]: root / "build" / cohort["id"] / document["path"]
        for cohort in said["cohorts"]
        for document in cohort["documents"]
    }
    built = sorted(product for product, path in paths.items() if path.is_file())
    return Ran(running.returncode, "".join([*lines, f"built: {' '.join(built)}\n"]), peak, seconds)
