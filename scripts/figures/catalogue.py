"""Every figure by name: who draws it, and what it shows in words.

The words go to `curriculum/media/README.md`, for those who write alternative texts. A figure that
is not listed here is not drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from scripts.figures import charts, flows, grids
from scripts.figures.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the function that draws it, and one line that says all that it says."""

    draw: Callable[[], Sheet]
    shows: str


FIGURES: Final[Mapping[str, Figure]] = {
    "programme-cycle": Figure(
        flows.programme_cycle,
        "Seven numbered boxes in a ring, joined by arrows: 1 needs assessment, 2 pre-course, "
        "3 train the trainer, 4 coaching, 5 national training, 6 peer exchange, 7 exercise "
        'and review. An arrow leads from 7 back to 1; beside it: "The next round begins".',
    ),
    "custody": Figure(
        flows.custody,
        "Five boxes in a row, each pointing to the next: supply, transport, use, storage, "
        "disposal. Lines join all five to one bar below: licence, record, responsible person.",
    ),
    "itdb-2023-groups": Figure(
        charts.itdb_2023_groups,
        "Bar chart of the incidents reported for 2023, bars to scale: Group I, confirmed or "
        "likely link, 6; Group II, not enough information to decide, 10; Group III, no link "
        "to trafficking or malicious use, 152.",
    ),
    "who-tells-whom": Figure(
        flows.who_tells_whom,
        "Four boxes in a row joined by arrows: finder, police, regulator, national focal "
        "point. The arrows are call 1, call 2 and call 3. Below: each call is noted, time and "
        "office.",
    ),
    "itdb-thefts": Figure(
        charts.itdb_thefts,
        "Two bars: the share of reported thefts that happened during authorised transport. "
        "Since 1993: 52%. In the last ten years: about 65%.",
    ),
    "channels": Figure(
        grids.channels,
        "Three cards side by side. ASEANTOM: regulators of the region meet and learn. "
        "INTERPOL: police share information across borders. ITDB: States report incidents to "
        "the IAEA.",
    ),
    "national-chain": Figure(
        flows.national_chain,
        "Four numbered boxes, one below the other, joined by arrows, each with a question. 1 "
        "Report: who saw what, and when? 2 Check: what do the experts say? 3 Coordinate: who "
        "leads, who supports? 4 Decide: what do we do now?",
    ),
    "stop-call-preserve": Figure(
        flows.stop_call_preserve,
        "Three numbered cards side by side. 1 Stop: keep away, keep others away. 2 Call: use "
        "the number in your plan. 3 Preserve: touch nothing, note what you saw.",
    ),
    "learning-cycle": Figure(
        flows.learning_cycle,
        "Four numbered boxes in a ring, joined by arrows. 1 Do: I do it myself. 2 Look back: "
        "what happened? 3 Conclude: what does it mean? 4 Try again: what will I change? An "
        "arrow leads from 4 back to 1.",
    ),
    "abcd": Figure(
        grids.abcd,
        "Four cards in a row. A, audience: who? B, behaviour: does what? C, condition: with "
        "what in hand? D, degree: how well?",
    ),
    "session-arc": Figure(
        flows.session_arc,
        "A bar in four parts above an arrow from left to right. Open: why? Teach: what is "
        "new? Practise: you do it. Check: show it. The widths are those of 3, 5, 8 and 4 "
        "minutes; practise is the widest part and the only dark one.",
    ),
    "tabletop-flow": Figure(
        flows.tabletop_flow,
        "Six rows with bars to scale, each beginning where the last one ends: briefing 20 "
        "minutes, modules 1, 2 and 3 with 45 minutes each, hot wash 35, feedback 20. In all "
        "210 minutes.",
    ),
    "sitman-msel": Figure(
        grids.sitman_msel,
        "Table of who sees which document. SitMan, the situation manual: participants yes, "
        "facilitators yes, evaluators yes. MSEL, the list of injects: participants no, "
        "facilitators yes, evaluators yes.",
    ),
    "feedback-grid": Figure(
        grids.feedback_grid,
        "Grid of two rows and two columns, plus and minus. Content, plus: what was clear and "
        "correct? Minus: what would you correct or add? Delivery, plus: what helped you "
        "follow? Minus: what would you change?",
    ),
    "coaching-path": Figure(
        flows.coaching_path,
        "A row joined by arrows: action plan, then three squares numbered 1, 2 and 3, then "
        'review. A bracket under the squares says "Three meetings with the coach".',
    ),
}
