"""dump: show what flows out of a stage for one document, for maintainers."""

from __future__ import annotations

import sys
from pathlib import Path

from ttt.build import dump
from ttt.cli.console import project_root, say, sources_of
from ttt.cli.report import report
from ttt.cli.run import ERRORS, FINE, USAGE
from ttt.cli.suggest import unknown
from ttt.diagnostics import Severity
from ttt.inventory import inventory
from ttt.tasks import Job


def run_dump(stage: str, cohort: str, product: str, element: str, language: str) -> int:
    """Print what flows out of a stage for one document; return the exit code."""
    from ttt.inventory import inventory

    root = project_root()
    if not element or not language:
        planned = inventory(root, "jobs", (cohort,))
        jobs = [row for row in planned.rows if row["product"] == product]
        if not jobs:
            say(_no_document(root, cohort, product))
            return USAGE
        element = element or str(jobs[0]["element"])
        language = language or str(jobs[0]["language"])
    dumped = dump(root, stage, Job(cohort, language, product, element))
    errors = [d for d in dumped.diagnostics if d.severity is Severity.ERROR]
    if errors:
        sys.stderr.write(report("full", errors, sources_of(root, errors)))
    sys.stdout.write(dumped.text)
    return ERRORS if errors else FINE


def _no_document(root: Path, cohort: str, product: str) -> str:
    """Say which of the two is nothing, with the nearest name."""
    cohorts = [str(row["id"]) for row in inventory(root, "cohorts").rows]
    if cohort not in cohorts:
        return unknown("cohort", cohort, cohorts)
    products = sorted({str(row["product"]) for row in inventory(root, "products").rows})
    if product not in products:
        return unknown("product", product, products)
    return f'"{cohort}" has no document "{product}"; "ttt check {cohort}" says why'
