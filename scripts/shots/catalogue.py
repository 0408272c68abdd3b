"""What the gallery shows: each picture by what stands on it, never by the number of a page.

A picture whose mark is no longer in the sample is an error, so nothing else is ever shown in its
place. The alternative text is the one under which README and docs/ show the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Slide:
    """The first slide with a layout, among those of an address if there is one."""

    layout: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Fullest:
    """The slide with a layout on which most letters stand."""

    layout: str


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""


@dataclass(frozen=True, slots=True)
class Element:
    """The page on which the heading of an element stands."""

    address: str


@dataclass(frozen=True, slots=True)
class Words:
    """The first page after the cover on which words of the templates stand in a line of their own.

    `label` is the way to them in templates/base/labels/en.yaml: `course.glance`.
    """

    label: str


Mark: TypeAlias = Slide | Fullest | Cover | Element | Words


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: the document, the mark to look for, and what is said of it.

    `element` is what the document is about: a module, a session, or the curriculum if empty.
    """

    cohort: str
    product: str
    element: str
    mark: Mark
    title: str
    alt: str
    caption: str


SHOTS: Final = {
    "slide-cover": Shot(
        "khm", "slides", "m2", Slide("Title"),
        "Slide: the cover",
        "The first slide of a module: its title, its number and minutes, and the cohort",
        "The black rail is the frame of a training: cover, key messages, closing. The marking "
        "stands at the head and the foot of every slide.",
    ),
    "slide-dense": Shot(
        "khm", "slides", "m6", Fullest("Content"),
        "Slide: the fullest one of a module",
        "A slide full of text that can still be read from the last row",
        "Text is measured before it is written. It is split between paragraphs first and set "
        "smaller after that, never below the floor of the layout.",
    ),
    "slide-activity": Shot(
        "khm", "slides", "m2", Slide("Activity", "m2-s1/lawful-uses"),
        "Slide: an activity",
        "A slide: an activity of ten minutes in pairs, three numbered tasks, and the output asked "
        "for",
        "The rail is filled: participants work, and the trainer sees it from the back of the room.",
    ),
    "slide-table": Shot(
        "khm", "slides", "m2", Slide("Table", "m2-s2/figures"),
        "Slide: a table",
        "A slide: a table of three groups of incidents and their sum, with its caption",
        "A native table from a list in YAML or from a CSV file, with numbers to the right.",
    ),
    "slide-figure": Shot(
        "khm", "slides", "m4", Slide("Content", "m4-s3/three-words"),
        "Slide: a figure",
        "A slide: a figure of three steps, stop, call and preserve, below the sentence that goes "
        "with it",
        "A figure without points takes the whole column. It keeps its alternative text in "
        "PowerPoint.",
    ),
    "guide-session": Shot(
        "khm", "guide", "m2", Element("m2-s1"),
        "Guide: how a session begins",
        "A page of the facilitator guide: the session at a glance, a time strip, and steps with "
        "minutes, slide numbers and what to do, say, ask and listen for",
        "Minutes stand where the eye lands first. Where the left column is filled, participants "
        "work. The guide knows the number of the slide.",
    ),
    "session-plan": Shot(
        "khm", "session-plan", "m2-s1", Element("m2-s1"),
        "Session plan: the steps in two columns",
        "A page of a session plan: minutes and slide numbers at the left, then what you do beside "
        "what participants do",
        "A whole session on a page or two, for the desk of each facilitator.",
    ),
    "course-guide": Shot(
        "khm", "course-guide", "", Words("course.glance"),
        "Course guide: the course at a glance",
        "A page of the course guide: the days of the course, drawn to their minutes, and a table "
        "of modules",
        "Days, agenda options, countdown, materials, and what the national team has to confirm: "
        "one guide for the whole course.",
    ),
    "workbook": Shot(
        "khm", "workbook", "", Element("m6"),
        "Workbook: how a module begins",
        "A page of the participant workbook: objectives to rate before and after, a question with "
        "ruled lines, and an activity",
        "What participants work on in all modules, in one book that is theirs.",
    ),
    "handout-activity": Shot(
        "khm", "handout", "m2", Element("m2-s1/lawful-uses"),
        "Handout: an activity with ruled lines",
        "A page of the handout: a text to read, then an activity of ten minutes in pairs with its "
        "tasks, its output and ruled lines to write on",
        "The same step as on the slide, with room to write.",
    ),
    "handout-cover-khm": Shot(
        "khm", "handout", "m2", Cover(),
        "Handout: the cover of a national set",
        "The cover of a handout in the national set of Cambodia, with a rule in the set's colour "
        "and a line that names the edition",
        "The set of the sample's Cambodia is one Word file, two labels and one changed part of the "
        "handout.",
    ),
    "handout-khm": Shot(
        "khm", "handout", "m2", Element("m2-s1/headline"),
        "Handout: the facts of Cambodia",
        "A page of Cambodia's handout: key messages, contacts with a gap for one not yet known, "
        "and ruled lines to write on",
        "The contacts are facts of this cohort. One that nobody knows yet is a gap to fill in by "
        "hand.",
    ),
    "handout-sea": Shot(
        "sea", "handout", "m2", Element("m2-s1/headline"),
        "Handout: the same page for the regional cohort",
        "The same page of the regional cohort's handout, in the base set and with the contacts of "
        "several countries",
        "The same lines of YAML for another cohort: other facts, other templates, and none of "
        "Cambodia's changes.",
    ),
}  # fmt: skip
"""By the name of the picture's file, in the order in which they are shown."""
