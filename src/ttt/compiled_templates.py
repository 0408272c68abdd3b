"""Compiled templates kept from one build to the next, as Python keeps its modules.

Compiling takes longer than rendering. A template's file is named by the template, and holds what it
was compiled from as a digest: another text, another Jinja, another sandbox, and it is compiled
again. Holds the words of templates and nothing of a curriculum. What cannot be read or written is
no finding: the build goes on without.

Whoever may write into the folder may run programs in a build; so it is one of the user's own, never
a project's, and is left alone when others may write into it.
"""

from __future__ import annotations

import marshal
import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from ttt import sandbox

_DIGEST: Final = 32
_OTHERS_MAY_WRITE: Final = 0o022


class CompiledTemplates(BytecodeCache):
    """The folder as Jinja uses it. It is made when it is first written into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, if the folder has that of this very template."""
        with suppress(OSError):
            if not _private(self._folder):
                return
            data = self._file(bucket).read_bytes()
            code = data[_DIGEST:]
            if data[:_DIGEST] == _digest(bucket, code):
                bucket.code = marshal.loads(code)  # noqa: S302 it is what we wrote, see above

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket's code."""
        code = marshal.dumps(bucket.code)
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _private(self._folder):
                return
            handle, name = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(bucket, code) + code)
            try:
                Path(name).replace(self._file(bucket))
            except OSError:
                Path(name).unlink()  # on Windows another build may be reading the old one

    def knows(self, state: bytes, product: str) -> bool:
        """Whether a product of a template set in this state was tried and found right."""
        with suppress(OSError):
            return _private(self._folder) and self._verdict(state, product).is_file()
        return False

    def keep(self, state: bytes, product: str) -> None:
        """Keep that a product of a template set in this state was found right."""
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _private(self._folder):
                self._verdict(state, product).touch()

    def _verdict(self, state: bytes, product: str) -> Path:
        return self._folder / f"{digest_of((state, product.encode())).hex()}.rehearsed"

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}"


def digest_of(pieces: Iterable[bytes]) -> bytes:
    """Return the digest of these pieces and of the program that looks at them."""
    hashes = sha256(_program())
    for piece in pieces:
        hashes.update(sha256(piece).digest())
    return hashes.digest()


@cache
def _program() -> bytes:
    """Return what stands for the program: its files, by name, size and time of change."""
    files = sorted(Path(sandbox.__file__).parent.rglob("*.py"))
    return repr([(path.name, (s := path.stat()).st_size, s.st_mtime_ns) for path in files]).encode()


def _private(folder: Path) -> bool:
    """Whether the folder is the user's and nobody else may write into it (Windows sees to that)."""
    if sys.platform == "win32":
        return True
    found = folder.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE


def _digest(bucket: Bucket, code: bytes) -> bytes:
    """Return the digest of all that makes the code what it is, and of the code."""
    return sha256(b"\0".join((_maker(), bucket.checksum.encode(), code))).digest()


@cache
def _maker() -> bytes:
    """Return what compiles: Python, Jinja, and the sandbox, whose code decides what is safe."""
    versions = f"{sys.version} {jinja2.__version__}"
    sources = sorted(Path(sandbox.__file__).parent.glob("*.py"))
    return versions.encode() + b"".join(source.read_bytes() for source in sources)
