"""What the tests of publishing share: a publisher used once, and what lies in its folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ttt.diagnostics import Collector
from ttt.manifest import read_manifest
from ttt.model.artifact import Artifact
from ttt.model.audience import Audience
from ttt.publish import Published, Publisher

GUIDE = "en/trainer/aaa-guide-en.docx"
NEW = "en/trainer/aaa-guide-en.new.docx"
SLIDES = "en/participant/aaa-slides-en.pptx"


def artifact(path: str, text: str, product: str = "guide") -> Artifact:
    return Artifact(path, text.encode(), product, Audience.TRAINER, "en", {"key": text})


def publish(
    out: Path,
    files: dict[str, str],
    *,
    force: bool = False,
    complete: bool = True,
    collector: Collector | None = None,
) -> Published:
    with Publisher(out, "ttt 0", Collector() if collector is None else collector) as publisher:
        for path, text in files.items():
            publisher.stage("aaa", artifact(path, text))
        return publisher.commit("aaa", "1", force=force, complete=complete)


def contents(out: Path) -> dict[str, str]:
    """All files of the output folder but the lock and the manifest, by path."""
    return {
        path.relative_to(out).as_posix(): path.read_text("utf-8")
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in {".ttt.lock", "manifest.json"}
    }


def edit(out: Path, path: str, text: str = "mine") -> None:
    (out / "aaa" / path).write_text(text, "utf-8")


def recorded(out: Path) -> dict[str, str]:
    manifest = read_manifest(out / "aaa", "aaa", Collector())
    return {entry.path: entry.sha256 for entry in manifest.artifacts}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
