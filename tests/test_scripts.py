"""Scripts: every text is cut where a reader would change fonts, and nothing is lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttt.scripts import LOCALES, Script, font_for, is_complex, is_rtl, itemise, locale, tag

LATIN, KHMER, LAO, THAI = Script.LATIN, Script.KHMER, Script.LAO, Script.THAI
MYANMAR, ARABIC, HAN, KANA = Script.MYANMAR, Script.ARABIC, Script.HAN, Script.KANA


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("", []),
        ("   ", [("   ", LATIN)]),
        ("Hello – 25 °C □", [("Hello – 25 °C □", LATIN)]),
        # Vietnamese is Latin, composed or not
        ("Đánh giá rủi ro 10 phút", [("Đánh giá rủi ro 10 phút", LATIN)]),
        ("Ru\u031bo\u031bng", [("Ru\u031bo\u031bng", LATIN)]),
        # Spaces and zero-width spaces stay inside a stretch of one script
        ("ការគ្រប់គ្រង ហានិភ័យ", [("ការគ្រប់គ្រង ហានិភ័យ", KHMER)]),
        ("ការ\u200bគ្រប់គ្រង។", [("ការ\u200bគ្រប់គ្រង។", KHMER)]),
        ("CBRN\u200bគីមី", [("CBRN\u200b", LATIN), ("គីមី", KHMER)]),
        # European digits are Latin, and so is what stands beside them
        ("មេរៀន 2.1៖ ថ្មី", [("មេរៀន", KHMER), (" 2.1", LATIN), ("៖ ថ្មី", KHMER)]),
        ("ພາສາລາວ, 25 ນາທີ", [("ພາສາລາວ", LAO), (", 25 ", LATIN), ("ນາທີ", LAO)]),
        ("๑๒ นาที 😀", [("๑๒ นาที 😀", THAI)]),
        ("မြန်မာ OK", [("မြန်မာ", MYANMAR), (" OK", LATIN)]),
        ("日本語テスト", [("日本語", HAN), ("テスト", KANA)]),
        # Brackets go with what they enclose
        ("ICU (ខ្មែរ) ICU", [("ICU ", LATIN), ("(ខ្មែរ)", KHMER), (" ICU", LATIN)]),
        ("ខ្មែរ (ICU) ពីរ", [("ខ្មែរ", KHMER), (" (ICU) ", LATIN), ("ពីរ", KHMER)]),
        ("“ខ្មែរ”, CBRN.", [("“ខ្មែរ”", KHMER), (", CBRN.", LATIN)]),
        # A mark belongs to its base; a dotted circle to the mark it carries
        ("e\u0301 ក\u0301", [("e\u0301 ", LATIN), ("ក\u0301", KHMER)]),
        ("a \u25ccា", [("a ", LATIN), ("\u25ccា", KHMER)]),
    ],
)
def test_a_text_is_cut_by_script(text: str, stretches: list[tuple[str, Script]]) -> None:
    assert list(itemise(text)) == stretches


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("عربي: UN.", [("عربي: ", ARABIC), ("UN", LATIN), (".", ARABIC)]),
        ("عربي (UN) عربي", [("عربي ", ARABIC), ("(UN)", LATIN), (" عربي", ARABIC)]),
        ("UN (عربي)", [("UN", LATIN), (" (عربي)", ARABIC)]),
        ("25 عربي", [("25", LATIN), (" عربي", ARABIC)]),
    ],
)
def test_what_stands_at_the_edge_follows_a_paragraph_from_right_to_left(
    text: str, stretches: list[tuple[str, Script]]
) -> None:
    assert list(itemise(text, ARABIC)) == stretches


@given(
    st.text(alphabet="aé1 .,()“”\u0301\u200b\u200dកំ្ກໍกါعّ日ア한\u25cc😀\u2028\u0000"),
    st.sampled_from(Script),
)
def test_nothing_is_lost_and_neighbours_differ(text: str, main: Script) -> None:
    stretches = itemise(text, main)
    assert "".join(stretch for stretch, _ in stretches) == text
    assert all(stretch for stretch, _ in stretches)
    assert all(a[1] is not b[1] for a, b in itertools.pairwise(stretches))


def test_a_run_has_the_tag_of_its_script() -> None:
    assert tag(LATIN, "vi") == "vi-VN"
    assert tag(KHMER, "km") == "km-KH"
    assert tag(LATIN, "km") == "en-GB"
    assert tag(KHMER, "en") == "km-KH"
    assert tag(ARABIC, "ur") == "ur-PK"
    assert tag(HAN, "ja") == "ja-JP"
    assert {script: tag(script, "en") for script in Script}.keys() == set(Script)


def test_an_unlisted_language_keeps_its_code() -> None:
    assert locale("fil").tag == "fil-PH"
    assert (locale("zh-Hant").tag, locale("zh-Hant").script) == ("zh-Hant", HAN)
    assert (locale("rw").tag, locale("rw").script) == ("rw", LATIN)
    assert all(tag(entry.script, code) == entry.tag for code, entry in LOCALES.items())


def test_office_is_told_the_kind_of_script() -> None:
    assert [s.value for s in (LATIN, KHMER, ARABIC, HAN) if is_complex(s)] == ["khmer", "arabic"]
    assert [s.value for s in Script if is_rtl(s)] == ["hebrew", "arabic"]
    assert font_for(LATIN) == "Calibri"
    assert font_for(KHMER) == font_for(LAO) == font_for(THAI) == "Leelawadee UI"
