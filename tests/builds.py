"""Builds whole projects in this process, and reads the text of built files back.

Holds no test. Runs the same survey and tasks as `ttt build`, without workers and without files.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from ttt.diagnostics import Diagnostic, Severity
from ttt.model.artifact import Artifact
from ttt.tasks import Job, Made, Make, Selection, Survey, Surveyed, layers

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = re.compile(
    r"(ppt/(slides|notesSlides)/[^/]+|word/(document|header\d*|footer\d*|footnotes))\.xml"
)


@dataclass(frozen=True)
class Built:
    """What came of a project: documents by `cohort/path`, every finding, how it was surveyed."""

    survey: Surveyed
    documents: Mapping[str, Artifact]
    jobs: Mapping[str, Job]
    failed: tuple[Job, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that keep documents from being written."""
        return tuple(d for d in self.findings if d.severity is Severity.ERROR)


def lay_out(files: Mapping[str, bytes], root: Path) -> Path:
    """Write a project's files below a folder and return it."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root.resolve()


def build(root: Path, selection: Selection | None = None, *, keep_going: bool = False) -> Built:
    """Build what is selected; after an error of the survey only with `keep_going`."""
    from ttt.workshop import Workshop  # noqa: PLC0415 opens every Office library

    shop = Workshop(root)
    survey = shop(Survey(selection or Selection()))
    assert isinstance(survey, Surveyed)
    findings = list(survey.diagnostics)
    documents: dict[str, Artifact] = {}
    jobs: dict[str, Job] = {}
    failed: list[Job] = []
    stopped = any(d.severity is Severity.ERROR for d in findings) and not keep_going
    tasks: list[Make] = []
    if not stopped:
        for layer in layers(survey.cohorts, survey.digest, write=True):
            tasks.extend(layer)
    for task in tasks:
        made = shop(task)
        assert isinstance(made, Made)
        assert not made.stale
        findings.extend(made.diagnostics)
        failed.extend(made.failed)
        for job, artifact in made.artifacts:
            name = f"{job.cohort}/{artifact.path}"
            assert name not in documents, f"two documents are written to {name}"
            documents[name] = artifact
            jobs[name] = job
    return Built(survey, documents, jobs, tuple(failed), tuple(dict.fromkeys(findings)))


def paragraphs(data: bytes, part: str = "") -> list[str]:
    """The text of every paragraph of a document, and every alternative text; a break is a newline.

    `part` is the beginning of the names of the parts to be read; empty means all that are shown.
    """
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            if _PARTS.fullmatch(name) and name.startswith(part):
                root = etree.fromstring(archive.read(name))
                found.extend("".join(_pieces(p)) for p in root.iter(f"{A}p", f"{W}p"))
                found.extend(e.get("descr", "") for e in root.iter() if e.get("descr"))
    return found


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    """The characters of one paragraph, without those of paragraphs inside it."""
    for child in paragraph.iterchildren():
        match child.tag:
            case t if t in {f"{A}t", f"{W}t"}:
                yield child.text or ""
            case t if t in {f"{A}br", f"{W}br", f"{W}cr"}:
                yield "\n"
            case t if t == f"{W}tab":
                yield "\t"
            case t if t == f"{W}noBreakHyphen":
                yield "\u2011"
            case t if t in {f"{A}p", f"{W}p", f"{A}pPr", f"{W}pPr", f"{A}rPr", f"{W}rPr"}:
                continue
            case _:
                yield from _pieces(child)
