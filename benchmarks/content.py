"""The content every program gets: modules of invented words, the same ones each time.

A module has the shape of a real one (sessions, steps, notes, handout texts) and says nothing.
Texts hold national facts as format fields, `{desk_1}`: `expand` puts the facts of a cohort in for
the programs that have no facts, and `curriculum` writes them as expressions for ttt. Knows no
program and writes no file.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Final, TypeVar, cast

T = TypeVar("T")

SEED: Final = 2026
COHORTS: Final = ("a", "b", "c", "d")
FACTS: Final = tuple(f"desk_{number}" for number in range(1, 25))
DECKS: Final = (505, 2005)
QUICK_DECKS: Final = (505, 1005)
SESSIONS: Final = 8
STEPS: Final = 4
LONG_SESSIONS: Final = 4
FRAME: Final = 3
"""Slides of a session beside its steps: its opening, its objectives and its key messages."""
WORDS: Final = 3500

# Few sounds, so that no syllables make a word that means something.
_ONSETS: Final = ("b", "br", "d", "k", "l", "n", "r", "s", "st", "t", "tr", "v")
_VOWELS: Final = ("a", "e", "i")
_CODAS: Final = ("", "l", "n", "r")
_TEACHING: Final = (
    "activity answer board card chair circle discussion example exercise feedback flipchart folder "
    "group handout idea lesson list marker meeting minute neighbour note pair paper partner pause "
    "people plan practice question reader room seat session sheet summary table talk teacher team"
)
_VERBS: Final = ("describe", "explain", "summarise", "discuss")
_PHASES: Final = ("motivation", "information", "practice", "assessment")
_WRITTEN: Final = "practice"
_GROUPINGS: Final = ("plenary", "plenary", "individual", "individual")
_MINUTES: Final = (10, 15, 25, 10)
_TABLES: Final = (6, 2)
_PICTURES: Final = (8, 5)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: four columns, a header and four rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by the name of its file, with the words in its place."""

    name: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step: one slide (points, a table or a picture), its notes, and a handout text."""

    title: str
    minutes: int
    phase: str
    grouping: str
    points: tuple[str | tuple[str, ...], ...]
    table: Table | None
    picture: Picture | None
    do: str
    say: str
    ask: tuple[str, ...]
    listen_for: tuple[str, ...]
    output: str
    handout: str
    handout_list: tuple[str, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class Session:
    """A session: what frames its steps."""

    title: str
    summary: str
    objective: str
    degree: str
    key_messages: tuple[str, ...]
    materials: tuple[str, ...]
    prepare: tuple[str, ...]
    steps: tuple[Step, ...]
    transition: str
    adaptation_notes: str
    contingency: str

    @property
    def minutes(self) -> int:
        """The minutes of all steps."""
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True, slots=True)
class Module:
    """A module: an objective and sessions. The ids are `m1`, `m2` and so on."""

    id: str
    title: str
    summary: str
    objective: str
    degree: str
    sessions: tuple[Session, ...]

    @property
    def slides(self) -> int:
        """The slides of its deck: a title, the frame of each session, a slide a step."""
        return 1 + sum(FRAME + len(session.steps) for session in self.sessions)


def vocabulary() -> tuple[str, ...]:
    """Return the words of all texts: some of every class room, the rest invented."""
    chance = random.Random(SEED)  # noqa: S311 - the same words each time; nothing is secret
    words = dict.fromkeys(_TEACHING.split(" "))
    while len(words) < WORDS:
        syllables = chance.choices((1, 2, 3), (2, 5, 2))[0]
        parts = (
            chance.choice(part) for _ in range(syllables) for part in (_ONSETS, _VOWELS, _CODAS)
        )
        word = "".join(parts)
        if len(word) > len("at"):
            words[word] = None
    return tuple(words)


def facts(cohort: str) -> dict[str, str]:
    """Return the facts of a cohort: three words each, other words for each cohort."""
    writer = _Writer(f"facts {cohort}")
    return {name: writer.words(3).title() for name in FACTS}


def modules(count: int) -> tuple[Module, ...]:
    """Return the first modules of the course."""
    names = (f"m{number}" for number in range(1, count + 1))
    return tuple(_Writer(f"module {name}").module(name, SESSIONS, STEPS) for name in names)


def deck(slides: int) -> Module:
    """Return one module of four sessions and exactly so many slides, without handout texts.

    It is as wordy as a file of ttt allows: two thousand slides are just under two million bytes.
    """
    each, left = divmod(slides - 1, LONG_SESSIONS)
    if left or each <= FRAME:
        raise ValueError(f"a deck has 1 + {LONG_SESSIONS} × n slides, not {slides}")
    whole = _Writer(f"deck {slides}").module("m1", LONG_SESSIONS, each - FRAME)
    return replace(whole, sessions=tuple(_without_handout(one) for one in whole.sessions))


def expand(value: T, known: Mapping[str, str]) -> T:
    """Return a part of the content with the facts of a cohort in its texts."""
    match value:
        case str():
            return cast("T", value.format_map(known) if "{" in value else value)
        case tuple():
            return cast("T", tuple(expand(item, known) for item in value))
        case _ if is_dataclass(value) and not isinstance(value, type):
            changed = {f.name: expand(getattr(value, f.name), known) for f in fields(value)}
            return cast("T", type(value)(**changed))
        case _:
            return value


def _without_handout(session: Session) -> Session:
    """Return the session as slides and their notes need it; two minutes a step fit in a day."""
    steps = (
        replace(step, minutes=2, do=_start(step.do, 20), say=_start(step.say, 20), handout="")
        for step in session.steps
    )
    bare = (
        replace(step, handout_list=(), lines=0, listen_for=(), ask=(), output="") for step in steps
    )
    return replace(session, steps=tuple(bare))


def _is_turn(number: int, every: tuple[int, int]) -> bool:
    """Whether a number leaves the second of a pair when divided by the first."""
    divisor, rest = every
    return number % divisor == rest


def _start(text: str, count: int) -> str:
    """Return the first words of a text."""
    return " ".join(text.split(" ")[:count])


class _Writer:
    """Writes texts of chance words; the same name gives the same texts."""

    def __init__(self, name: str) -> None:
        self._chance = random.Random(f"{SEED} {name}")  # noqa: S311 - as in `vocabulary`
        self._vocabulary = vocabulary()
        self._slides = 0

    def words(self, count: int) -> str:
        """Return so many words."""
        return " ".join(self._chance.choices(self._vocabulary, k=count))

    def sentence(self, count: int, *, fact: bool = False) -> str:
        """Return a sentence of so many words, one of them a fact where it is asked for."""
        words = self.words(count).split(" ")
        if fact:
            words[count // 2] = "{" + self._chance.choice(FACTS) + "}"
        return " ".join(words).capitalize() + "."

    def paragraph(self, count: int, *, fact: bool = False) -> str:
        """Return sentences of ten words, so many words in all; a fact in the first."""
        lengths = [10] * (count // 10)
        return " ".join(
            self.sentence(length, fact=fact and number == 0)
            for number, length in enumerate(lengths)
        )

    def module(self, name: str, sessions: int, steps: int) -> Module:
        """Return a module."""
        return Module(
            id=name,
            title=self.words(4).capitalize(),
            summary=self.sentence(12),
            objective=f"summarise {self.words(6)}",
            degree=f"naming {self.words(4)}",
            sessions=tuple(self.session(name, steps) for _ in range(sessions)),
        )

    def session(self, module: str, steps: int) -> Session:
        """Return a session, with a fact in five texts beside those of its steps."""
        return Session(
            title=self.words(2).capitalize(),
            summary=self.sentence(10, fact=True),
            objective=f"{self._chance.choice(_VERBS)} {self.words(6)}",
            degree=f"naming {self.words(4)}",
            key_messages=tuple(self.sentence(9, fact=n == 0) for n in range(3)),
            materials=tuple(self.words(2) for _ in range(3)),
            prepare=tuple(self.sentence(11, fact=n == 0) for n in range(3)),
            steps=tuple(self.step(module, position % STEPS) for position in range(steps)),
            transition=self.paragraph(30, fact=True),
            adaptation_notes=self.paragraph(30, fact=True),
            contingency=self.paragraph(40),
        )

    def step(self, module: str, position: int) -> Step:
        """Return a step; of its slides one in six shows a table and one in eight a picture."""
        number, self._slides = self._slides, self._slides + 1
        table = self.table() if _is_turn(number, _TABLES) else None
        picture = self.picture(module, number) if _is_turn(number, _PICTURES) else None
        return Step(
            title=self.words(5).capitalize(),
            minutes=_MINUTES[position],
            phase=_PHASES[position],
            grouping=_GROUPINGS[position],
            points=() if table or picture else self.points(),
            table=table,
            picture=picture,
            do=self.paragraph(50, fact=True),
            say=self.paragraph(50, fact=True),
            ask=(self.sentence(9, fact=True), self.sentence(9)),
            listen_for=(self.sentence(8, fact=True), self.sentence(8)),
            output=self.sentence(7),
            handout=self.paragraph(70, fact=True),
            handout_list=tuple(self.words(8) for _ in range(3)),
            lines=3 if _PHASES[position] == _WRITTEN else 0,
        )

    def points(self) -> tuple[str | tuple[str, ...], ...]:
        """Return five bullets on two levels, each a line of a slide, one with a fact."""
        first, second, third = (self.words(6).capitalize() for _ in range(3))
        under = self.words(4).capitalize() + " {" + self._chance.choice(FACTS) + "}"
        return first, second, (self.words(6).capitalize(), under), third

    def table(self) -> Table:
        """Return a table of five rows and four columns."""
        rows = tuple(tuple(self.words(2).capitalize() for _ in range(4)) for _ in range(5))
        return Table(header=rows[0], rows=rows[1:], caption=self.words(8).capitalize())

    def picture(self, module: str, number: int) -> Picture:
        """Return the picture of one slide; in a module of eight sessions each shows its own."""
        return Picture(
            name=f"{module}-{number % 48}.png",
            alt=self.sentence(9),
            caption=self.words(6).capitalize(),
        )
