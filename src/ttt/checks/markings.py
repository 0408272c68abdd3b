"""Markings after TLP 2.0: a cohort may be stricter than the curriculum, never looser."""

from __future__ import annotations

from ttt.checks.wording import quote, report_of
from ttt.diagnostics import Collector, Related
from ttt.model.edition import Curriculum
from ttt.model.marking import looser


def check(curriculum: Curriculum, collector: Collector) -> None:
    """Report a looser cohort, and a limit to a community nobody named."""
    header = curriculum.header
    base = Related(f"the curriculum is {header.marking}", header.place.at("marking"))
    green = []
    for cohort in curriculum.cohorts:
        if not cohort.marking:
            continue
        if looser(cohort.marking, header.marking):
            report = report_of(curriculum, cohort.id)
            report.error(
                "MRK001",
                f'{quote(cohort.id)} is marked "{cohort.marking}", looser than the curriculum',
                cohort.place.at("marking"),
                f"write {header.marking} or a stricter label, or take the line out",
                related=(base,),
            )
            collector.extend(report)
        green += [cohort.place.at("marking")] if cohort.marking == "TLP:GREEN" else []
    if header.marking == "TLP:GREEN":
        green.insert(0, header.place.at("marking"))
    if green and not header.community.strip():
        collector.warning(
            "MRK002",
            "TLP:GREEN limits sharing to a community, and none is named",
            green[0],
            "add community: to curriculum.yaml with who may share among themselves",
        )
