"""Measuring and fitting: lines are counted as Office counts them, heights never too low."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from tests.slides.space import fonts
from ttt.document import Code, Gap, Inline, LineBreak, Link, Reference, Str, Strong, Styled
from ttt.resources import fonts_root
from ttt.scripts import Script
from ttt.slides.fit import Draft, Heights, heights, line_count, row, tears
from ttt.slides.fonts import PITCH, RESERVE, STAND_INS, advances_of, load_fonts
from ttt.slides.geometry import Level
from ttt.slides.measure import measure, pieces
from ttt.slides.plan import even, part_count, plan

EN = (
    "The first responder must observe the scene from a safe distance, report what is seen and"
    " heard, and protect people before anything else is attempted by the team."
)
VI = (
    "Người ứng phó đầu tiên phải quan sát hiện trường từ khoảng cách an toàn, báo cáo những gì"
    " nhìn thấy và nghe thấy, và bảo vệ người dân trước khi làm bất cứ việc gì khác."
)
KM = (
    "ការគ្រប់គ្រងហានិភ័យនៃវត្ថុធាតុគីមី ជីវសាស្ត្រ វិទ្យុសកម្ម និងនុយក្លេអ៊ែរ តម្រូវឱ្យអ្នកឆ្លើយតប"
    "ដំបូងសង្កេតមើលទីកន្លែងពីចម្ងាយសុវត្ថិភាព"
)


def lines(text: str, width: float, size: float) -> int:
    return line_count(measure((Str(text),), fonts()), width / size)


# ── widths ───────────────────────────────────────────────────────────────────────────────────


def test_latin_has_the_widths_of_calibri() -> None:
    # hmtx of Calibri and Carlito: digit 1038, "i" 470, space 463 of 2048 units
    assert fonts().width("0") == pytest.approx(1038 / 2048)
    assert fonts().width("i i") == pytest.approx((470 + 463 + 470) / 2048)
    assert fonts().width("Đ", bold=True) > fonts().width("Đ")


def test_a_stand_in_of_other_widths_keeps_a_reserve() -> None:
    assert fonts().width("ខ្មែរ") < fonts().width("ខ្មែរខ្មែរ")
    bare = load_fonts({})
    assert fonts().width("ກ") > 0.3 * RESERVE
    # A script without a font gets a safe average for each letter, nothing for its marks
    assert bare.width("ไทย") == pytest.approx(3 * 0.66 * RESERVE)
    assert bare.width("ไท\u0e49ย") == bare.width("ไทย")
    assert bare.width("日本") == pytest.approx(2.0)


@pytest.mark.parametrize("bold", [False, True])
def test_the_tables_beside_the_latin_fonts_are_those_fonts(bold: bool) -> None:
    font = fonts_root() / STAND_INS[Script.LATIN, bold]
    table = font.with_suffix(".json")
    assert advances_of(font.read_bytes()) == table.read_text("utf-8")
    slow = load_fonts({font.name: font.read_bytes})
    quick = load_fonts({font.name: unread, table.name: table.read_bytes})
    assert slow.pitch(Script.LATIN, bold=bold) == quick.pitch(Script.LATIN, bold=bold)
    for text in ("Đường dây nóng 1 234 €", "office \u2028\u00ad–", "Ωμέγα Привет"):
        assert slow.width(text, bold=bold) == quick.width(text, bold=bold)


def unread() -> bytes:
    pytest.fail("the font was opened")


@pytest.mark.parametrize("script", Script)
def test_lines_are_never_closer_than_office_sets_them(script: Script) -> None:
    assert fonts().pitch(script) >= PITCH
    assert load_fonts({}).pitch(script) >= PITCH


def test_ascii_inside_a_script_whose_font_has_none_is_measured_too() -> None:
    assert fonts().width("ລາວ, ລາວ") > fonts().width("ລາວລາວ")
    assert fonts().width("ລາວ🙂") > fonts().width("ລາວ") + 0.9


# ── lines ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "width", "size", "expected"),
    [
        # Counted in what LibreOffice makes of the same text, width and size
        (EN, 691.2, 28, 3),
        (EN, 343.0, 24, 5),
        (EN, 255.1, 20, 6),
        (VI, 691.2, 28, 3),
        (VI, 343.0, 24, 5),
        (KM, 343.0, 24, 4),
        ("", 100, 20, 1),
        ("one\ntwo", 691.2, 28, 2),
        ("one\u2028\u2028two", 691.2, 28, 3),
        ("x" * 100, 100, 20, 9),
    ],
)
def test_lines_of_a_text(text: str, width: float, size: float, expected: int) -> None:
    assert lines(text, width, size) == expected


@given(st.sampled_from([EN, VI, KM, EN + KM, "a " * 50, "word" * 40]), st.integers(40, 900))
def test_a_narrower_line_never_means_fewer_lines(text: str, width: int) -> None:
    assert lines(text, width, 20) >= lines(text, width * 1.3, 20)


def test_a_break_inside_a_word_of_two_weights_is_no_opportunity() -> None:
    whole = measure((Str("unbreakable"),), fonts())
    mixed = measure((Str("unbr"), Strong((Str("eak"),)), Str("able")), fonts())
    assert len(whole.units) == len(mixed.units) == 1
    assert mixed.total > whole.total


@pytest.mark.parametrize(
    ("content", "at_least"),
    [
        ((Gap(Str("venue")),), 12 * 0.22),
        ((Code("x" * 10),), 6.0),
        ((Reference("slides", "m2"),), 1.5),
        ((Link("https://example.org", (Str("here"),)),), 1.5),
        ((Styled("lead", (Str("here"),)),), 1.5),
    ],
)
def test_every_inline_has_a_width(content: tuple[Inline, ...], at_least: float) -> None:
    assert measure(content, fonts()).total >= at_least


def test_a_forced_break_makes_a_line_also_at_the_end() -> None:
    assert line_count(measure((Str("a"), LineBreak(), Str("b")), fonts()), 20) == 2
    assert line_count(measure((Str("a"), LineBreak()), fonts()), 20) == 2


# ── heights ──────────────────────────────────────────────────────────────────────────────────

LEVELS = (
    Level(28, 20, 0.9, before=4, after=12, left=360_000, hanging=360_000, bullet=True),
    Level(24, 20, exact=30.0, left=720_000, bullet=True),
)


def test_height_is_lines_times_pitch_and_the_space_between() -> None:
    drafts = [Draft((Str("one"),), 1, "bullet"), Draft((Str("two"),), 2, "bullet")]
    found = heights([row(draft, fonts(), LEVELS, 600) for draft in drafts], 0)
    pitch = fonts().pitch(Script.LATIN)
    assert found.blocks == pytest.approx([pitch * 28 * 0.9, 30.0])
    assert found.total == pytest.approx(pitch * 28 * 0.9 + 12 + 30.0)


def test_a_lower_size_stops_at_the_floor_and_an_exact_pitch_stays() -> None:
    drafts = [Draft((Str("one"),), 1, "bullet"), Draft((Str("two"),), 2, "bullet")]
    found = heights([row(draft, fonts(), LEVELS, 600) for draft in drafts], 99)
    assert found.blocks == pytest.approx([fonts().pitch(Script.LATIN) * 20 * 0.9, 30.0])


def test_indents_take_from_the_line() -> None:
    bullet = row(Draft((Str(EN),), 1, "bullet"), fonts(), LEVELS, 600)
    plain = row(Draft((Str(EN),), 1), fonts(), LEVELS, 600)
    number = row(Draft((Str(EN),), 1, "number", 1000), fonts(), LEVELS, 600)
    assert bullet.room == pytest.approx(600 - 360_000 / 12_700)
    assert plain.room == 600
    assert number.first < number.room == bullet.room


def test_a_word_wider_than_its_line_is_noticed() -> None:
    wide = [row(Draft((Str("w" * 60),)), fonts(), LEVELS, 300)]
    assert tears(wide, 0)
    assert not tears([row(Draft((Str("w w " * 60),)), fonts(), LEVELS, 300)], 0)


# ── parts ────────────────────────────────────────────────────────────────────────────────────


def test_parts_are_of_about_the_same_height() -> None:
    found = Heights([10.0] * 7, [2.0] * 7)
    assert part_count(found, 60) == 2
    assert even(found, 60, 2, ()) == ((0, 4), (4, 7)) or even(found, 60, 2, ()) == ((0, 3), (3, 7))


def test_a_part_does_not_begin_with_what_belongs_to_the_one_before() -> None:
    found = Heights([10.0] * 6, [0.0] * 6)
    assert even(found, 50, 2, (0, 0, 0, 0.5, 0, 0)) in (((0, 2), (2, 6)), ((0, 4), (4, 6)))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.floats(5, 140), min_size=1, max_size=12),
    st.floats(0, 15),
    st.floats(50, 150),
    st.integers(0, 6),
    st.integers(0, 4),
)
def test_a_plan_keeps_the_limit_or_says_by_how_much_not(
    blocks: list[float], gap: float, limit: float, split: int, more: int
) -> None:
    def heights_at(step: int) -> Heights:
        return Heights([b * (1 - step / 28) for b in blocks], [gap] * len(blocks))

    chosen = plan(heights_at, lambda _step: limit, (split, split + more))
    found = heights_at(chosen.step)
    assert [start for start, _ in chosen.parts] == [0, *(end for _, end in chosen.parts[:-1])]
    assert chosen.parts[-1][1] == len(blocks)
    tallest = max(
        sum(found.blocks[start:end]) + gap * (end - start - 1) for start, end in chosen.parts
    )
    if chosen.over > 0:
        assert chosen.step == split + more
        assert max(found.blocks) == pytest.approx(limit + chosen.over)
    else:
        assert tallest <= limit + 1e-3
    if chosen.step > split:
        # Below the size to split at only because a paragraph alone asks for it
        assert max(heights_at(chosen.step - 1).blocks) > limit - 1e-3


@given(st.lists(st.from_regex(r"[A-Za-z0-9]{1,6}[.,;:!?]?", fullmatch=True), min_size=1))
@settings(max_examples=60, deadline=None)
def test_plain_words_break_where_unicode_breaks_them(words: list[str]) -> None:
    for text in (" ".join(words), " ".join([*words, ""])):
        assert list(pieces(text)) == list(LineBreaker(text, "en"))
