"""Writes the pages of docs/ that say what the code already says.

docs/diagnostics.md and docs/checks.md from the catalogue, docs/templates-context.md from the names
templates get, and the list of modules at the end of docs/architecture.md from docstrings.
`python -m scripts.generate_docs` writes them; `--check` says by its exit code whether they are
current. It writes nothing else.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from scripts.docs_context import context_page, in_prose
from ttt.catalogue import FAMILIES, Example, Rule, cohorts, curriculum, exercises, prose, whole
from ttt.cli.explain import example_lines, example_place

ROOT: Final = Path(__file__).resolve().parent.parent
DOCS: Final = ROOT / "docs"
MARKER: Final = (
    "<!-- Written by scripts/generate_docs.py from the modules' docstrings. Change them there. -->"
)
_FENCES: Final = {".yaml": "yaml", ".j2": "jinja", ".csv": "csv"}


def main() -> int:
    """Write the pages, or compare them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    check = parser.parse_args().check
    stale = 0
    for name, page in PAGES.items():
        path, text = DOCS / name, page()
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale += 1
        if check:
            print(f"{name} is not current: python -m scripts.generate_docs writes it")
        else:
            path.write_text(text, "utf-8", newline="\n")
    return 1 if check and stale else 0


# ── docs/diagnostics.md ──────────────────────────────────────────────────────────────────────────

_DIAGNOSTICS: Final = """\
# Diagnostics

<!-- Written by scripts/generate_docs.py from src/ttt/catalogue. Change it there. -->

Every finding has a code. `ttt explain CODE` prints the same text without a network. An error keeps
the documents it concerns from being written; a warning does not, and a note asks for nothing.

Each failing example is one file of an otherwise valid project, and the tests check that it is
reported with exactly this code. An Office file, a full disk or a second build cannot be shown as
lines; such an example is told in words, and the tests of that stage make the file.
"""


def diagnostics_page() -> str:
    """Return docs/diagnostics.md: a table of all codes, then each rule with its examples."""
    parts = [_DIAGNOSTICS]
    for family, rules in FAMILIES:
        rows = [
            f"| [{r.code}](#{r.code.lower()}) | {r.severity} | {in_prose(r.title)} |" for r in rules
        ]
        table = "\n".join(["| Code | Severity | Finding |", "|---|---|---|", *rows])
        parts.append(f"## {family}\n\n{table}\n")
        parts += [_section(rule) for rule in rules]
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    return (
        f"### {rule.code}\n\n**{in_prose(rule.title)}** ({rule.severity})\n\n"
        f"{in_prose(rule.meaning)}\n\n"
        f"Reported:\n\n{_block(rule.failing)}\nRight:\n\n{_correction(rule)}"
    )


def _correction(rule: Rule) -> str:
    """Return the corrected example: what changes in it where most of it stays."""
    failing, corrected = rule.failing, rule.corrected
    if failing.in_words or corrected.in_words or failing.path != corrected.path:
        return _block(corrected)
    before, after = (
        [line.rstrip() for line in example_lines(example)] for example in (failing, corrected)
    )
    changes = list(difflib.unified_diff(before, after, n=1, lineterm=""))[2:]
    if not changes or len(changes) > len(after):
        return _block(corrected)
    lines = ["…" if line.startswith("@@") else line for line in changes]
    return "```diff\n" + "\n".join(lines) + "\n```\n"


def _block(example: Example) -> str:
    """Return an example as a fenced block; the fence is longer than any in the example."""
    if example.in_words:
        return f"`{example.path}`: {in_prose(example.text)}\n"
    lines = example_lines(example)
    fence = "```"
    while any(fence in line for line in lines):
        fence += "`"
    language = _FENCES.get(Path(example.path).suffix, "")
    text = "\n".join(line.rstrip() for line in lines)
    return f"{fence}{language}\n# {example_place(example)}\n{text}\n{fence}\n"


# ── docs/checks.md ───────────────────────────────────────────────────────────────────────────────

_RULES: Final = (
    "<!-- Rules: written by scripts/generate_docs.py from src/ttt/catalogue. Change them there. -->"
)
_END: Final = "<!-- End of the rules. -->"
_FAMILY_WORDS: Final = {
    "OBJ": "Objectives", "SES": "Sessions", "EXE": "Exercises", "COH": "Cohorts and overlays",
    "EVT": "Events", "SRC": "Sources", "MRK": "Markings", "SAFE": "Safety and the boundary",
    "A11Y": "Accessibility", "TPL": "Markup in texts",
}  # fmt: skip


def checks_page() -> str:
    """Return docs/checks.md with its table of the rules about a curriculum made anew."""
    written, begin, old = (DOCS / "checks.md").read_text("utf-8").partition(_RULES)
    _, end, after = old.partition(_END)
    if not (begin and end):
        raise SystemExit("checks.md has no markers for the list of rules")
    by_family: dict[str, list[Rule]] = {name: [] for name in _FAMILY_WORDS}
    families = (curriculum, exercises, cohorts, whole, prose)
    for rule in (rule for family in families for rule in family.RULES):
        by_family[rule.code.rstrip("0123456789")].append(rule)
    parts = [written + begin + "\n"]
    for name, rules in by_family.items():
        rows = [
            f"| [{r.code}](diagnostics.md#{r.code.lower()}) | {r.severity} | {in_prose(r.title)} |"
            for r in sorted(rules, key=lambda rule: rule.code)
        ]
        table = "\n".join(["| Code | Severity | Reported |", "|---|---|---|", *rows])
        parts.append(f"## {_FAMILY_WORDS[name]}\n\n{table}\n")
    return "\n".join((*parts, end + after))


# ── docs/architecture.md ─────────────────────────────────────────────────────────────────────────

_PACKAGES: Final = (
    # In the order in which a curriculum goes through them; what is not named here comes last.
    ("What everything stands on",
     ("__init__ frozen source diagnostics text resources scripts file_names sandbox model document "
     "column_widths")),
    ("Reading", "project_root project load validate schema reading"),
    ("Checking", "checks"),
    ("One cohort's edition", "prose resolve"),
    ("Templates and markup",
     ("products compiled_templates compose markup parse parse_limited framing gate "
      "document_marking specimen rehearsal")),
    ("Slides", "slides number media bare_pictures"),
    ("Office files", "office office_templates writers"),
    ("Building",
     ("tasks outcome costs planning document_maker "
      "workshop first_worker workers worker worker_process "
     "watch build proof publish")),
    ("What was written", "manifest"),
    ("Showing and explaining", "inventory dumps catalogue cli __main__"),
)  # fmt: skip


def architecture_page() -> str:
    """Return docs/architecture.md with the list of modules after the marker made anew."""
    written, marker, _ = (DOCS / "architecture.md").read_text("utf-8").partition(MARKER)
    if not marker:
        raise SystemExit("architecture.md has no marker for the list of modules")
    source = ROOT / "src" / "ttt"
    modules: dict[str, dict[str, str]] = {}
    for path in sorted(source.rglob("*.py")):
        relative = path.relative_to(source)
        top = relative.parts[0].removesuffix(".py")
        modules.setdefault(top, {})[relative.as_posix()] = _first_sentence(path)
    named = {top for _, tops in _PACKAGES for top in tops.split()}
    rest = " ".join(top for top in modules if top not in named)
    parts = [written + marker + "\n"]
    for heading, tops in (*_PACKAGES, ("The rest", rest)):
        rows = [
            f"| `{name}` | {_cell(says)} |"
            for top in tops.split()
            for name, says in modules.get(top, {}).items()
        ]
        if rows:
            table = "\n".join(("| Module | What it does |", "|---|---|", *rows))
            parts.append(f"### {heading}\n\n{table}\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "\\<")


def _first_sentence(path: Path) -> str:
    """Return the first sentence of a module's docstring, which says what the module does."""
    whole_text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    paragraph = " ".join(whole_text.split("\n\n")[0].split())
    return re.split(r"(?<=[.!?])\s+(?=[A-Z`(])", paragraph)[0]


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "diagnostics.md": diagnostics_page,
    "checks.md": checks_page,
    "templates-context.md": context_page,
    "architecture.md": architecture_page,
}

if __name__ == "__main__":
    sys.exit(main())
