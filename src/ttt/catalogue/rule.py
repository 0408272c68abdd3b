"""What a rule of the catalogue is made of. Holds data only; imported by every rule family."""

from __future__ import annotations

from ttt.diagnostics import Severity
from ttt.frozen import frozen


@frozen
class Example:
    """One file laid over the smallest valid project (`tests/projects/tiny`).

    `path` is relative to the project folder, with forward slashes. `encoding` is any codec of
    Python; only examples of unreadable files need one. With `in_words` the text is a sentence
    that says what the file is: an Office file has no lines to show, a full disk is no file at
    all. Such an example has no bytes; the tests of its stage make the file.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    in_words: bool = False

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        if self.in_words:
            raise ValueError(f"the example {self.path} is told in words")
        return self.text.encode(self.encoding)


@frozen
class Rule:
    """One code a finding may carry, for `ttt explain`, docs/diagnostics.md and the tests.

    `title` names the fault in a few words, `meaning` says in whole sentences what is wrong, why
    it matters and what to do. Building `failing` reports the code, building `corrected` does not.
    """

    code: str
    severity: Severity
    title: str
    meaning: str
    failing: Example
    corrected: Example
