"""The DOCX writer: lists, tables, steps, contents, pictures and what a document says of itself."""

from __future__ import annotations

import io
import re
import zipfile

import docx

from tests.writers.word_documents import handout, step
from tests.writers.word_parts import part, text_of, written
from tests.writers.word_samples import a, p, s
from ttt.document import (
    Align,
    Box,
    BulletList,
    Cell,
    Figure,
    Grid,
    OrderedList,
    Paragraph,
    Str,
    Strong,
    Table,
)
from ttt.text import Text


def test_numbered_lists_count_by_themselves() -> None:
    data, _ = written(
        (
            OrderedList(((p("a"),), (p("b"),))),
            OrderedList(((p("c"),),), 7),
            BulletList(((p("d"),),)),
        )
    )
    used = re.findall(r'<w:numId w:val="(\d+)"/></w:numPr>', part(data))
    assert used[0] == used[1]
    assert len(set(used)) == 3
    numbering = part(data, "word/numbering.xml")
    assert f'w:numId="{used[2]}"><w:abstractNumId w:val="1"/>' in numbering
    assert '<w:startOverride w:val="7"/>' in numbering


def test_long_rows_may_break_and_short_ones_may_not() -> None:
    def row(words: int) -> str:
        grid = Grid((3, 13.8), ((Cell((p("1"),), "rail"), Cell((p("word " * words),))),))
        return part(written((grid,))[0])

    assert row(100).count("<w:cantSplit/>") == row(2000).count("<w:cantSplit/>") + 1


def test_a_plan_repeats_its_head_and_a_dense_one_is_set_smaller() -> None:
    head = (Cell((p("Time"),), "rail"), Cell((p("You"),)))
    step = (Cell((Box("minutes", (p("5"),)),), "active"), Cell((p("Tell it."),)))

    def plan(*roles: str) -> str:
        return part(written((Grid((3, 13.8), (head, step), a("plan", *roles)),))[0])

    first, second = plan().split("</w:trPr>")[-2:]
    assert plan().count("<w:tblHeader/>") == 1
    assert "Time" in first
    assert "Tell it." in second
    assert "<w:sz " not in second
    sizes = re.findall(r'<w:sz w:val="(\d+)"/>.*?<w:t[^>]*>([^<]+)', plan("dense"))
    assert sizes[-4:] == [("19", "Time"), ("19", "You"), ("28", "5"), ("19", "Tell it.")]


def test_header_row_repeats_and_numbers_stand_at_the_end() -> None:
    xml = part(written((Table(("start", "end"), (s("A"), s("B")), ((s("1"), s("2")),)),))[0])
    assert xml.count("<w:tblHeader/>") == 1
    assert '<w:pStyle w:val="number_cell"/>' in xml


def widths(*rows: str, align: str = "") -> list[int]:
    """The column widths of a table whose cells stand between bars, its header first."""
    header, *others = [tuple(s(cell.strip()) for cell in row.split("|")) for row in rows]
    known: dict[str, Align] = {"<": "start", ">": "end"}
    sides = tuple(known[side] for side in align)
    xml = part(written((Table(sides, header, tuple(others)),))[0])
    grid = xml[xml.rindex("<w:tblGrid>") : xml.rindex("</w:tblGrid>")]
    return [int(width) for width in re.findall(r'gridCol w:w="([0-9]+)"', grid)]


def test_a_column_to_write_in_has_room() -> None:
    assert widths("When | To do | Done", "today | " + "word " * 40 + " |")[-1] >= 1304


def test_columns_of_a_list_of_injects_are_as_wide_as_their_text_asks() -> None:
    said = "A portal alarm was confirmed twice on a scheduled container. What comes next?"
    found = widths(
        "No. | Minute | When, from, to | Message | Expected action | Objective",
        f"1 | 0 | D1 08:30: Port shift lead to Customs, telephone | {said} {said} | Notify | EO-1",
        f"C2 | 115 | D4: The director to everyone, briefing | {said} | Write it down | EO-2",
        align="<><<<>",
    )
    assert sum(found) == 9525
    number, minute, when, message, action, objective = found
    assert number < 600
    assert minute < 1134
    assert objective < 1134
    assert message > when > action > 1200
    assert message > 3400


def test_a_short_first_column_leaves_the_room_to_what_is_prepared() -> None:
    things = "Read the exercise with its expected points. Keep the sources back. " * 4
    found = widths(
        "No. | Session | Minutes | You prepare",
        f"6.1 | Scenario-based discussion | 90 | {things}",
        f"6.2 | Table-top exercise | 210 | {things}",
        align="<<><",
    )
    assert found[0] < 600
    assert 1100 < found[1] < 2000
    assert found[3] > 5500


def test_a_column_is_as_wide_as_its_longest_word() -> None:
    long = "Internationalisation"
    text = "words that go on and on " * 30
    found = widths("A | B | C | D", f"1 | {long} | {text} | {text}", align="<<<<")
    assert found[1] > 92 * len(long)
    assert widths("A", "b") == [9525]
    assert sum(widths("A | B", "1 | 2", align=">>")) == 9525
    crowded = [long] * 8
    assert sum(widths("|".join(crowded), "|".join(crowded), align="<" * 8)) == 9525


def test_words_of_a_script_without_spaces_do_not_crowd_their_neighbours() -> None:
    khmer = "ការហ្វឹកហ្វឺនគ្រូបង្គោល" * 4
    found = widths("A | B | C | D", f"១ | {khmer} | {khmer * 4} | {khmer}", align="<<<<")
    assert found[0] < 600
    assert found[2] > found[1] * 1.5


def test_steps_that_follow_each_other_are_one_table() -> None:
    words = ("Practice", "Tables", "Slide 1")
    xml = part(written((step("10", True, words, "1", "A"), step("20", False, words, "2", "B")))[0])
    assert xml.count("<w:tbl>") == 2  # the cover's facts, and the steps


def test_a_narrow_segment_of_the_strip_shows_its_number_only() -> None:
    cells = tuple(
        Cell((Paragraph((Strong(s(number)), Str(f"  {minutes} min"))),))
        for number, minutes in (("1", 5), ("2", 70))
    )
    shown = text_of(part(written((Grid((5, 70), (cells,), a("strip")),))[0]))
    assert "5 min" not in shown
    assert "2  70 min" in shown


def test_contents_list_the_headings_but_their_own() -> None:
    xml = part(written(handout())[0])
    entries = re.findall(r"PAGEREF (\w+) ", xml)
    assert len(entries) == 6
    assert all(f'w:name="{name}"' in xml for name in entries)
    assert xml.count('w:val="TOC1"') == 2
    assert '<w:pStyle w:val="TOCHeading"/>' in xml


def test_paper_of_every_section() -> None:
    letter = part(written((p("x"),), paper="Letter")[0])
    assert letter.count('<w:pgSz w:w="12240" w:h="15840"/>') == letter.count("<w:pgSz") == 2
    assert letter.count('w:right="1468"') == 2
    assert part(written((p("x"),))[0]).count('w:right="1134"') == 2


def test_pictures_keep_their_shape_and_say_what_they_show() -> None:
    blocks = (
        Figure(Text("media/chain.png"), Text('a "chain"\nof hands')),
        Figure(Text("media/chain.png"), Text("again")),
    )
    data, found = written(blocks)
    assert not found
    xml = part(data)
    assert 'descr="a &quot;chain&quot; of hands"' in xml
    size = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', xml)
    assert size is not None
    assert int(size[1]) == 7824 * 635
    assert abs(int(size[1]) / int(size[2]) - 900 / 420) < 0.001
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if "media" in name] == [
            "word/media/picture1.png"
        ]


def test_properties_say_what_the_document_is() -> None:
    core = docx.Document(io.BytesIO(written((p("x"),), language="km")[0])).core_properties
    assert (core.title, core.language, core.author, core.subject) == (
        "The problem, seen from public data",
        "km-KH",
        "Sample programme",
        "CTRN-SEA · Edition 2026.2",
    )
    assert core.created is not None
    assert core.created.date().isoformat() == "2026-03-02"


def test_field_values_reach_cover_header_and_footer() -> None:
    data, _ = written((p("x"),))
    assert "Cambodia" in part(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        furniture = "".join(
            archive.read(name).decode()
            for name in archive.namelist()
            if re.match(r"word/(header|footer)\d", name)
        )
    assert furniture.count("TLP:GREEN") == 4
    assert "Sample programme &amp; partners" in furniture
    assert "{{" not in furniture + part(data)
