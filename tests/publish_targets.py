"""A build that a test stops: `python publish_targets.py OUT VERSION FILES BYTES`.

Holds no test. Writes FILES documents of about BYTES bytes for cohort `aaa`; every byte of one is
its version's. Says by its exit code how it ended.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ttt.diagnostics import Collector
from ttt.model.artifact import Artifact
from ttt.model.audience import Audience
from ttt.publish import CannotWriteError, LockedError, Publisher


def document(version: str, number: int, size: int) -> Artifact:
    return Artifact(
        f"en/trainer/aaa-m{number}-guide-en.docx",
        f"{version}{number:03}".encode() * (size // 4),
        "guide",
        Audience.TRAINER,
        "en",
    )


def main() -> int:
    out, version, files, size = sys.argv[1:]
    try:
        with Publisher(Path(out), "ttt 0", Collector()) as publisher:
            for number in range(int(files)):
                publisher.stage("aaa", document(version, number, int(size)))
            publisher.commit("aaa", version)
    except (CannotWriteError, LockedError) as failure:
        sys.stdout.write(f"{failure}\n")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
