"""Puts the files of a build into its output folder; the only stage that changes what lies there.

`publisher` stages and commits, `clean` takes back, `edits` decides what may be replaced, `place`
puts one file in place, `lock` keeps a second build out. Nothing here knows what is in the files.
"""

from ttt.publish.clean import Cleaned, clean
from ttt.publish.edits import Kept
from ttt.publish.lock import LockedError
from ttt.publish.place import CannotWriteError
from ttt.publish.publisher import Published, Publisher

__all__ = [
    "CannotWriteError",
    "Cleaned",
    "Kept",
    "LockedError",
    "Published",
    "Publisher",
    "clean",
]
