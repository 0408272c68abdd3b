"""One archive an audience: what is handed over in one piece, and nothing of anybody else's.

An archive holds the files as they lie in the cohort's folder, edited ones too; versions beside
edited files are left out. The same files give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ttt.model.artifact import Artifact, ManifestEntry
from ttt.publish.edits import is_beside

ARCHIVE: Final = ".zip"
"""What stands for the product in a manifest: no product has a name with a dot."""

_DATE: Final = (1980, 1, 1, 0, 0, 0)


def archives(
    cohort: str, entries: Iterable[ManifestEntry], read: Callable[[str], bytes | None]
) -> Iterator[Artifact]:
    """Yield an archive for each audience that has files; `read` gives the bytes of one, if any."""
    known = sorted(entries, key=lambda entry: entry.path)
    documents = [e for e in known if e.product != ARCHIVE and not is_beside(e.path)]
    for audience in sorted({entry.audience for entry in documents}):
        name = f"{cohort}-{audience}"
        stored = io.BytesIO()
        with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:  # they are packed
            for entry in documents:
                data = read(entry.path) if entry.audience == audience else None
                if data is not None:
                    language = f"{entry.language}/" if entry.language else ""
                    base = entry.path.rpartition("/")[2]
                    member = zipfile.ZipInfo(f"{name}/{language}{base}", _DATE)
                    member.create_system = 0
                    archive.writestr(member, data)
        yield Artifact(f"{name}.zip", stored.getvalue(), ARCHIVE, audience, "")
