"""Where the files that travel with ttt are: base templates, sample curriculum, measuring fonts.

They stand in top-level folders of a checkout and in `ttt/data/` of a wheel, under the same names.
This module is the only place that knows both. It must not read what is in the files, nor look at
the current folder or the environment.
"""

from __future__ import annotations

import errno
from importlib.resources import files
from pathlib import Path

__all__ = ["fonts_root", "resource_root", "sample_root", "templates_root"]

_FOLDERS = ("templates", "curriculum", "fonts")


def resource_root() -> Path:
    """The folder that holds `templates/`, `curriculum/` and `fonts/`.

    In a wheel that is `ttt/data`; in a checkout, also one installed with `pip install -e`, it is
    the top of the checkout.

    Raises:
        FileNotFoundError: the installation is incomplete, or runs from inside a zip archive.
    """
    package = files("ttt")
    if isinstance(package, Path):
        for root in (package / "data", package.parent.parent):
            if all((root / folder).is_dir() for folder in _FOLDERS):
                return root
    reason = "ttt's own templates are missing here; install ttt-kit again, unpacked on disk"
    raise FileNotFoundError(errno.ENOENT, reason, str(package))


def templates_root() -> Path:
    """The folder of the template sets that come with ttt: `base/`, and national sets beside it."""
    return resource_root() / "templates"


def sample_root() -> Path:
    """The folder of the sample curriculum, the one that holds its `curriculum.yaml`."""
    return resource_root() / "curriculum"


def fonts_root() -> Path:
    """The folder of the fonts that text is measured with (TrueType, see `fonts/README.md`)."""
    return resource_root() / "fonts"
