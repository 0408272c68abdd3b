"""resolve: no reader gets a text that is for another, and each gets every one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass, replace
from typing import TypeVar, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.editions import edition, second, texts
from tests.effort import calls
from ttt.document import Block, Box
from ttt.model.audience import AUDIENCES, Audience
from ttt.model.curriculum import Module, Resource, Slide, Step, Term
from ttt.model.edition import Curriculum
from ttt.model.exercise import Exercise
from ttt.model.fields import FieldSpec, fields_of
from ttt.prose import blocks
from ttt.resolve.dump import dump_edition
from ttt.resolve.passages import without_passages
from ttt.text import Kind, Origin, Text

CANARY = "@below the line@"
N = TypeVar("N")


def marked(value: N, audience: Audience = Audience.PARTICIPANT) -> N:
    """The value with a canary in every text that names the least privileged reader of it."""
    if not is_dataclass(value) or isinstance(value, type):
        return value
    own = audience.stricter(getattr(value, "audience", Audience.PARTICIPANT))
    noun: type = type(value)
    changes = {
        spec.name: _filled(getattr(value, spec.name), spec, own.stricter(spec.audience))
        for spec in fields_of(noun)
        if spec.leaf is Text or is_dataclass(spec.leaf)
    }
    return cast("N", replace(value, **changes))


def _filled(value: object, spec: FieldSpec, reader: Audience) -> object:
    match value:
        case Text():
            canary = f"@{reader}@ {spec.name}"
            if spec.kind is Kind.PROSE:
                canary = f"{canary}\n::: trainer\n@trainer@ {CANARY}\n:::"
            return Text(canary, spec.kind or Kind.LINE, Origin("base", audience=reader))
        case () if spec.leaf is Text and spec.depth == 1:
            return _filled((Text(""),), spec, reader)
        case tuple():
            return tuple(_filled(item, spec, reader) for item in value)
        case Mapping():
            return {key: _filled(item, spec, reader) for key, item in value.items()}
        case _:
            return marked(value, reader)


def with_audiences(curriculum: Curriculum, picks: list[Audience]) -> Curriculum:
    """The curriculum with readers given to its elements in turn, and a canary in every text."""
    turn = iter(picks * 200)

    def step(old: Step) -> Step:
        slides = tuple(replace(slide, audience=next(turn)) for slide in old.slides)
        return replace(old, audience=next(turn), slides=slides)

    modules = tuple(
        replace(
            module,
            sessions=tuple(
                replace(s, audience=next(turn), steps=tuple(map(step, s.steps)))
                for s in module.sessions
            ),
        )
        for module in curriculum.modules
    )
    return replace(
        curriculum,
        modules=tuple(marked(m) for m in modules),
        exercises=tuple(marked(replace(e, audience=next(turn))) for e in curriculum.exercises),
        resources=tuple(marked(replace(r, audience=next(turn))) for r in curriculum.resources),
        glossary=tuple(marked(replace(t, audience=next(turn))) for t in curriculum.glossary),
        overlays=(),
    )


def permitted(curriculum: Curriculum, audience: Audience) -> list[str]:
    """The first lines of all texts of sessions and terms that the reader may see."""
    sessions = [s for module in curriculum.modules for s in module.sessions]
    seen = [s for s in sessions if any(audience.may_see(t.title.origin.audience) for t in s.steps)]
    found = (*texts(tuple(seen)), *texts(curriculum.glossary))
    return sorted(t.split("\n")[0] for t in found if audience.may_see(t.origin.audience))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(AUDIENCES), min_size=1, max_size=12),
    st.sampled_from(AUDIENCES),
    st.sampled_from(["khm", "lao", "phl", "sea"]),
)
def test_no_reader_gets_a_text_for_another_and_each_gets_every_own(
    picks: list[Audience], audience: Audience, cohort: str
) -> None:
    curriculum = with_audiences(second(), picks)
    made = edition(curriculum, cohort, audience)
    everything = [*texts((made.header, made.modules, made.glossary, made.changes))]
    everything += [*texts((made.exercises, made.resources))]
    for text in everything:
        assert audience is Audience.TRAINER or CANARY not in text
        for closed in AUDIENCES:
            assert audience.may_see(closed) or f"@{closed}@" not in text
    sessions = tuple(s for module in made.modules for s in module.sessions)
    got = sorted(t.split("\n")[0] for t in texts((sessions, made.glossary)) if t)
    assert got == permitted(curriculum, audience)


def test_a_passage_is_cut_wherever_the_parser_would_see_one() -> None:
    passages = (
        "::: trainer\n{}\n:::\nafter",
        "before\n::: trainer\n{}",
        "> ::: trainer\n> {}\n> :::\n> after",
        "- ::: trainer\n  {}\n  :::\n- after",
        "- before\n\n  ::: trainer\n  {}\n  :::\n",
        "    ```\n\n::: trainer\n{}\n:::\n",
        "```\ncode\n```\n::: trainer\n{}\n:::",
        "before\u2028::: trainer\u2028{}\u2028:::\u2028after",
        "before\x85:::: trainer\x85{}\x85::::",
        "::: trainer\n::: trainer\nx\n:::\n{}\n:::\nafter",
        "::: trianer\n{}\n:::",
        "::: {{.x}}\n{}\n:::",
        "1. one\n2. ::: trainer\n   {}\n   :::",
    )
    for passage in passages:
        text = Text(passage.format(CANARY), Kind.PROSE, Origin("base"))
        left = without_passages(text)
        assert CANARY not in left, passage
        assert ("after" in passage) == ("after" in left), passage
        assert ("before" in passage) == ("before" in left), passage
        assert not any(isinstance(block, Box) for block in blocks(left))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["a", "", ":::", "::: trainer", "> ::: trainer", "- ::: trainer", "  :::", "```",
             "    ::: trainer", "    ```", "> x", "- y", "  z", "~~~", ":::: trainer", "1. b"]
        ),
        max_size=12,
    ),
    st.sampled_from(["\n", "\u2028", "\v", "\r\n"]),
)  # fmt: skip
def test_what_a_trainer_alone_sees_is_not_in_what_is_left(lines: list[str], end: str) -> None:
    numbered = [f"{line} w{n}w" if ":" not in line else line for n, line in enumerate(lines)]
    text = Text(end.join(numbered), Kind.PROSE)
    inside = set(re.findall(r"w\d+w", "".join(_boxed(blocks(text)))))
    left = without_passages(text)
    assert not inside & set(re.findall(r"w\d+w", left))
    assert not list(_boxed(blocks(Text(left, Kind.PROSE))))


def _boxed(found: tuple[Block, ...]) -> Iterator[str]:
    for block in found:
        if isinstance(block, Box):
            yield repr(block)
        for name in ("items", "blocks"):
            for inner in getattr(block, name, ()):
                yield from _boxed(inner if isinstance(inner, tuple) else (inner,))


def test_lines_keep_their_place_when_a_passage_is_cut() -> None:
    text = Text("one\n::: trainer\ntwo\n:::\nfive", Kind.PROSE)
    assert without_passages(text).split("\n").index("five") == 4


# ── releases ───────────────────────────────────────────────────────────────────────────────────


def released(*lists: tuple[str, ...]) -> Curriculum:
    """The sample whose first module has one session a list, each released to that list."""
    base = second()
    (module,) = base.modules
    sessions = tuple(
        replace(session, releasable_to=cohorts)
        for session, cohorts in zip(module.sessions, lists, strict=True)
    )
    return replace(base, modules=(replace(module, sessions=sessions),), overlays=())


def test_a_region_gets_what_all_its_members_may_have_or_what_names_it() -> None:
    base = released(("khm", "lao", "phl"), ("khm", "lao"), ("sea",))
    assert [s.id for s in edition(base, "sea").modules[0].sessions] == ["m2-s1", "m2-s3"]
    assert [s.id for s in edition(base, "khm").modules[0].sessions] == ["m2-s1", "m2-s2"]
    assert [s.id for s in edition(base, "phl").modules[0].sessions] == ["m2-s1"]


def test_what_is_left_with_nothing_is_gone_with_everything_that_points_at_it() -> None:
    made = edition(released(("khm",), ("khm",), ("khm",)), "vnm")
    assert (made.modules, made.exercises, made.header.modules) == ((), {}, ())
    assert set(made.resources) == {term.source for term in made.glossary if term.source}

    made = edition(released((), ("khm",), ()), "vnm")
    (module,) = made.modules
    assert [o.id for o in module.objectives] == ["TLO-2", "ELO-2.1", "ELO-2.3"]
    assert made.exercises == {}
    assert "itdb-press-2024" not in made.resources


def test_a_withheld_step_shortens_its_session_and_leaves_no_trace() -> None:
    made = edition(second(), "vnm")
    session = made.modules[0].sessions[0]
    assert (session.minutes, len(session.steps)) == (60, 5)
    assert "releasable_to" not in dump_edition(edition(second(), "khm"))


def test_nouns_with_readers_are_all_guarded() -> None:
    nouns = {Module, Step, Slide, Exercise, Resource, Term}
    for noun in nouns:
        assert {"audience", "releasable_to"} <= {spec.name for spec in fields_of(noun)}


def test_work_grows_with_the_modules_and_no_faster() -> None:
    base = second()
    (module,) = base.modules
    many = tuple(
        replace(
            module,
            id=f"x{n}",
            sessions=tuple(
                replace(s, id=f"{s.id}-{n}-{k}") for k in range(5) for s in module.sessions
            ),
        )
        for n in range(12)
    )
    large = replace(base, modules=many, overlays=())
    edition(large, "lao", Audience.PARTICIPANT)
    few = calls(lambda: edition(replace(large, modules=many[:3]), "lao", Audience.PARTICIPANT))
    assert calls(lambda: edition(large, "lao", Audience.PARTICIPANT)) < 4 * 1.1 * few
