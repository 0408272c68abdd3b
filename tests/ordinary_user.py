"""A user who may not do everything, for tests of what happens then. Holds no test."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

NOBODY: Final = 65534


@contextmanager
def ordinary_user() -> Iterator[Path]:
    """Give an empty folder to a user whom permissions bind, and be that user meanwhile.

    Root becomes nobody; everyone else stays who they are. Not for Windows, which has neither.
    """
    assert sys.platform != "win32"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        if os.geteuid() != 0:
            yield folder
            return
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(0)
