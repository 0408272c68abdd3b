"""What YAML accepts but a curriculum does not mean: odd keys, anchors, swallowed text.

Each function reports one trap and says what to go on with. Must not walk events.
"""

from __future__ import annotations

import unicodedata

from ttt.diagnostics import Collector
from ttt.load.decode import REFUSED, REPLACEMENT, describe
from ttt.load.stuck import PIPE_HINT, quoted
from ttt.source import Span


def odd_key(key: str, span: Span, collector: Collector) -> str:
    """Report a key no field can have; return the one probably meant, empty when there is none."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", key) if " " <= c <= "~").strip()
    if REPLACEMENT not in key:  # otherwise the character was reported already
        odd = next((c for c in key if not "!" <= c <= "~"), "")
        if not key:
            message = "a key is empty"
        elif odd == "\n":
            message = "a key goes over more than one line"
        elif odd == " ":
            message = f"the key {quoted(key)} begins, ends or is parted with too many spaces"
        else:
            name = unicodedata.name(odd, "").lower() or f"U+{ord(odd):04X}"
            message = f"the key {quoted(key)} holds a character no key has: {name}"
        collector.error(
            "YAML016",
            message,
            span,
            "keys are plain letters, digits, hyphens and underscores",
            f'if this is a text with ": " in it, {PIPE_HINT}',
        )
    return plain if len(plain) * 2 > len(key) else ""


def anchor_or_tag(written: str, span: Span, collector: Collector, *, anchor: bool) -> None:
    """Report `&name` or `!name` before a value; the value itself is kept."""
    code, kind, many = (
        ("YAML012", "an anchor", "anchors") if anchor else ("YAML013", "a tag", "tags")
    )
    collector.error(
        code,
        f"{quoted(written)} is read as {kind}, and {many} are not used here",
        span,
        f"if this is text, {PIPE_HINT}",
        f"otherwise delete {quoted(written)}",
    )


def refused_escapes(value: str, span: Span, collector: Collector) -> str:
    """Report refused characters that stand behind a backslash in double quotes."""
    for character in sorted(set(REFUSED.findall(value))):
        code, message, _ = describe(character)
        collector.error(code, message, span, "a backslash in double quotes writes it: delete that")
    return REFUSED.sub(REPLACEMENT, value)


def swallowed_text(value: str, span: Span, rest: str, collector: Collector, *, plain: bool) -> None:
    """Warn of a comment that was probably meant as text. `rest` is the line behind the value.

    Comments at line ends are welcome. Taken for text is what follows a plain value after exactly
    one space and belongs to a sentence (the value has several words, or the `#` touches a word as
    in `#5`), what stands directly at a closing quote, and what leaves a key without a value.
    """
    comment = rest.strip(" ")
    if not comment.startswith("#"):
        return
    spaces = len(rest) - len(rest.lstrip(" "))
    if not plain:
        likely = spaces == 0
    elif value:
        touches = comment[1:2].isalnum() or comment[1:2] in ('"', "'")
        likely = spaces == 1 and (" " in value or touches)
    else:
        likely = spaces <= 1
    if not likely:
        return
    column = span.end_column + spaces
    collector.warning(
        "YAML025",
        f"{quoted(comment)} is a comment and is not printed",
        Span(span.path, span.end_line, column, span.end_line, column + len(comment)),
        f"if it is text, {PIPE_HINT}",
        "if it is a comment, put two spaces before the #",
    )
