"""build and check: run, show progress, findings and a summary, return the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ttt.build import Notify, build, check
from ttt.cli.console import coloured, project_root, say, sources_of
from ttt.cli.report import Format, report
from ttt.diagnostics import Diagnostic, Severity
from ttt.outcome import CohortOutcome, Options, Outcome
from ttt.tasks import Task
from ttt.worker import Worker

FINE, ERRORS, USAGE = 0, 1, 2

AWAITING: Final = frozenset({"COH202", "COH206"})
"""Warnings that say of a fact that its national team has to look: one line of a build."""


def run_build(
    options: Options, first: Worker[Task] | None, *, strict: bool, as_json: bool, no_color: bool
) -> int:
    """Build and report; return the exit code."""
    root = project_root()
    with _progress("Building", no_color=no_color) as notify:
        outcome = build(root, options, notify, first)
    if outcome.unknown:
        say(outcome.unknown)
        return USAGE
    if as_json:
        sys.stdout.write(_as_json(outcome, root))
        return _code(outcome, strict=strict)
    _show_findings(root, outcome, no_color=no_color)
    for line in summary(outcome, root):
        say(line)
    return _code(outcome, strict=strict)


def run_check(
    options: Options,
    first: Worker[Task] | None,
    form: Format,
    *,
    strict: bool,
    no_color: bool,
) -> int:
    """Check and report every finding; return the exit code."""
    root = project_root()
    with _progress("Checking", no_color=no_color) as notify:
        outcome = check(root, options, notify, first)
    if outcome.unknown:
        say(outcome.unknown)
        return USAGE
    colour = form == "full" and coloured(no_color=no_color, error=False)
    sources = sources_of(root, outcome.diagnostics) if form == "full" else {}
    sys.stdout.write(report(form, outcome.diagnostics, sources, colour=colour))
    if form == "full" and not outcome.diagnostics:
        say("no findings")
    return _code(outcome, strict=strict)


def summary(outcome: Outcome, root: Path) -> Iterator[str]:
    """Yield what was built, for whom, where, and what needs attention."""
    out = outcome.out or root / "build"
    shown = out.relative_to(Path.cwd()) if out.is_relative_to(Path.cwd()) else out
    for cohort in outcome.cohorts:
        yield _line(cohort, shown)
        if cohort.archives:
            yield f"    to hand over: {', '.join(cohort.archives)}"
        for path, beside in zip(cohort.kept, cohort.beside, strict=True):
            name = beside.rpartition("/")[2]
            yield f"    kept your edited {path}; " + (
                f"the new version lies beside it as {name}" if name else "it is built no more"
            )
        for path in cohort.backups:
            yield f"    replaced a file you edited; yours lies in {(shown / path).as_posix()}"
        if cohort.missing:
            yield f"    not made, an error above says why: {', '.join(cohort.missing)}"
        if cohort.status != "failed":
            for unbuilt in cohort.unbuilt:
                yield f"    no documents in {unbuilt.language}: {unbuilt.reason}"
    built = [cohort for cohort in outcome.cohorts if cohort.status == "built"]
    documents = sum(len(cohort.documents) for cohort in built)
    told = [d for d in outcome.diagnostics if d.code not in AWAITING]
    if built:
        yield (
            f"{_many(documents, 'document')} for {_many(len(built), 'cohort')} "
            f"in {shown.as_posix()}/" + (f". {_counted(told)}" if told else "")
        )
    else:
        yield f"nothing was built. {_counted(told)}"
    if waiting := len(outcome.diagnostics) - len(told):
        await_ = "awaits" if waiting == 1 else "await"
        yield f'{_many(waiting, "fact")} {await_} confirmation: "ttt check" shows each'
    if any(d.code for d in told):
        code = min(told, key=lambda d: (d.severity != Severity.ERROR, d.code)).code
        yield f'"ttt explain {code}" says more about a finding'


def _line(cohort: CohortOutcome, out: Path) -> str:
    if cohort.status == "failed":
        return f"  {cohort.id}  {cohort.name}: not built, its errors are above; nothing was written"
    languages = ", ".join(dict.fromkeys(d.language for d in cohort.documents)) or "no language"
    changed = f"{cohort.written} written, {cohort.unchanged} unchanged"
    where = (out / cohort.id).as_posix()
    documents = _many(len(cohort.documents), "document")
    return f"  {cohort.id}  {cohort.name}: {documents} ({languages}) in {where}/, {changed}"


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _counted(findings: Sequence[Diagnostic]) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    return f"{_many(errors, 'error')}, {_many(warnings, 'warning')}"


def _code(outcome: Outcome, *, strict: bool) -> int:
    warned = any(d.severity is Severity.WARNING for d in outcome.diagnostics)
    kept = any(cohort.kept for cohort in outcome.cohorts)
    return ERRORS if outcome.has_errors or (strict and (warned or kept)) else FINE


def _show_findings(root: Path, outcome: Outcome, *, no_color: bool) -> None:
    shown = [d for d in outcome.diagnostics if d.code not in AWAITING]
    if shown:
        sources = sources_of(root, shown)
        colour = coloured(no_color=no_color)
        sys.stderr.write(report("full", shown, sources, colour=colour))


def _as_json(outcome: Outcome, root: Path) -> str:
    findings = json.loads(report("json", outcome.diagnostics, {}))
    out = outcome.out or root / "build"
    data = {
        "schema": 1,
        "out": out.as_posix(),
        "cohorts": [
            {
                "id": cohort.id,
                "name": cohort.name,
                "status": cohort.status,
                "documents": [
                    {
                        "path": document.path,
                        "product": document.product,
                        "audience": document.audience,
                        "language": document.language,
                    }
                    for document in cohort.documents
                ],
                "unbuilt": [
                    {"language": each.language, "reason": each.reason} for each in cohort.unbuilt
                ],
                "kept": list(cohort.kept),
                "backups": list(cohort.backups),
                "archives": list(cohort.archives),
                "missing": list(cohort.missing),
                "written": cohort.written,
                "unchanged": cohort.unchanged,
            }
            for cohort in outcome.cohorts
        ],
        "findings": findings["findings"],
        "errors": findings["errors"],
        "warnings": findings["warnings"],
        "timings": {stage: round(seconds, 4) for stage, seconds in outcome.timings.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@contextmanager
def _progress(doing: str, *, no_color: bool) -> Iterator[Notify]:
    """Show a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _event: None
        return
    from ttt.cli.progress import bar

    with bar(doing, no_color=no_color) as notify:
        yield notify
