"""Documents for the tests of the DOCX writer: a handout, a guide, one of every kind of block."""

# ruff: noqa: E501 - sample sentences are long

from __future__ import annotations

from tests.writers.word_samples import a, p, s
from ttt.document import (
    Block,
    Box,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Columns,
    Contents,
    Emphasis,
    Figure,
    Gap,
    Grid,
    Heading,
    LineBreak,
    Lines,
    Link,
    OrderedList,
    PageBreak,
    Paragraph,
    Quotation,
    Rule,
    Str,
    Strong,
    Table,
)
from ttt.text import Text


def handout() -> tuple[Block, ...]:
    """The session page of the design's picture 05, and what it does not show."""
    return (
        Heading(1, s("Contents")),
        Contents(2),
        Heading(1, s("Out of regulatory control"), a(id_="m2-s1", number="2.1")),
        p("75 minutes · You will need the fact sheet and a pen.", "lead"),
        Box(
            "key_messages",
            (
                OrderedList(
                    (
                        (p("Lawful sources are everywhere; custody is what keeps them safe."),),
                        (p("A public figure needs its source, its year and its group."),),
                        (p("The call that helps most is the first one, inside your own country."),),
                    )
                ),
            ),
            a(label="Key messages"),
        ),
        p(
            "Hospitals, ports, road builders and universities use radioactive sources every working day,"
            " lawfully and usefully. A source is under regulatory control when somebody is licensed to"
            " hold it and somebody else knows that they do. Material is “out of regulatory control” when"
            " that chain is broken: it is lost, it is stolen, or it was never on a register."
        ),
        p(
            "States may report such events to a public-facing database. Reporting is voluntary, and a"
            " report says what happened, not who is to blame."
        ),
        Heading(2, s("What the public figures say"), a(number="Table 1")),
        Table(
            ("start", "start", "end"),
            (s("Group"), s("What it means"), s("Incidents, 2023")),
            (
                (s("I"), s("Probably linked to trafficking or malicious use"), s("6")),
                (s("II"), s("Not enough information to decide"), s("10")),
                (s("III"), s("Not connected with trafficking"), s("152")),
                (s("All"), s("Reported by 31 States"), s("168")),
            ),
            a("total"),
        ),
        Box("source", (p("Source: a public fact sheet, 2024. Figures for 2023."),)),
        Paragraph(
            (
                Strong(s("Read the table from the bottom.")),
                Str(" Most reported incidents are not connected with trafficking. See "),
                Link("https://example.org/facts?a=1&b=2", s("the fact sheet")),
                Str(" and "),
                Link("#m2-s1", s("session 2.1")),
                Str(". Tell "),
                Gap(Str("name of the national point of contact")),
                Str(" first."),
            )
        ),
        Heading(2, s("Write it in one sentence"), a(number="Your notes")),
        p(
            "In your own words: what does “material out of regulatory control” mean for your agency?"
        ),
        Lines(3),
        Heading(2, s("Four short cases")),
        p("The cards are fictional and deliberately short: learn to see what they leave out."),
        Box(
            "activity",
            (
                OrderedList(
                    (
                        (p("Read the four cards at your table, silently, for five minutes."),),
                        (
                            p(
                                "Agree on Group I, II or III for each card. Write the one fact that decided it."
                            ),
                        ),
                        (
                            p("Choose the case you disagreed on most,"),
                            BulletList(((p("and a speaker"),), (p("who has not spoken today."),))),
                        ),
                    )
                ),
                p("The fact that decided our hardest case:"),
                Lines(4),
            ),
            a(
                label="Activity",
                title="Which group, and why?",
                minutes="30",
                unit="minutes",
                grouping="Tables of 5, one agency each",
                output="One flipchart: four cases, four groups, four deciding facts.",
                output_label="Output",
            ),
        ),
        Heading(2, s("Apply it in my agency"), a(number="Take home")),
        p("Complete this before you leave today. Your coach will ask for it in the first call."),
        Grid(
            (1, 2),
            (
                (Cell((Paragraph((Strong(s("First office we would tell")),)),)), Cell(())),
                (Cell((Paragraph((Strong(s("What we may share, and with whom")),)),)), Cell(())),
            ),
            a("form"),
        ),
        Heading(1, s("Glossary")),
        p("The terms this course uses, in English, Khmer, Lao and Vietnamese.", "lead"),
        Table(
            ("start", "start", "start"),
            (s("Term"), s("Meaning"), s("Word")),
            (
                (
                    s("Custody"),
                    s("The duty of a named office to hold a source safely and account for it."),
                    s("ការថែរក្សា"),
                ),
                (s("Incident"), s("An event outside regulatory control."), s("ເຫດການ (incident)")),
                (
                    s("Material out of regulatory control"),
                    s("Lost, stolen, never on a register."),
                    s("Vật liệu ngoài sự kiểm soát"),
                ),
            ),
        ),
    )


def step(minutes: str, active: bool, words: tuple[str, str, str], number: str, title: str) -> Grid:
    phase, grouping, pointer = words
    rail = Cell(
        (
            Box("minutes", (p(minutes),), a(unit="min")),
            Box("phase", (p(phase),)),
            Box("grouping", (p(grouping),)),
            Box("slide_pointer", (p(pointer),)),
        ),
        "active" if active else "rail",
    )
    main = Cell(
        (
            Heading(3, s(title), a(number=number)),
            Box(
                "do",
                (
                    p(
                        "Show the headline. Let tables talk for three minutes, then take one answer from each."
                    ),
                ),
                a(label="Do"),
            ),
            Box(
                "say",
                (
                    p("“There is no wrong answer yet. We come back to this list on day three.”"),
                    p("“Thank you.”"),
                ),
                a(label="Say"),
            ),
            Box(
                "ask",
                (p("Who would your agency call first, and who is forgotten?"),),
                a(label="Ask"),
            ),
            Box(
                "listen_for",
                (
                    p("The regulator is often missing."),
                    BulletList(((p("Write it up,"),), (p("do not correct."),))),
                ),
                a(label="Listen for"),
            ),
        )
    )
    return Grid((3, 13.8), ((rail, main),))


def guide() -> tuple[Block, ...]:
    """The session page of the design's picture 08, and its last page (07)."""
    panel = tuple(
        (Cell((label,), "panel"), Cell(content, "panel"))
        for label, content in (
            (
                Box("minutes", (p("75"),), a(unit="min")),
                (p("Day 1, 13:30 to 14:45. Plan 90 minutes with consecutive interpretation."),),
            ),
            (
                p("Objectives"),
                (
                    Paragraph(
                        (
                            Strong(s("ELO-2.1")),
                            Str(" describe material out of regulatory control; "),
                            Strong(s("ELO-2.2")),
                            Str(" classify four cases"),
                        )
                    ),
                ),
            ),
            (p("Methods"), (p("Brainstorm, short input, table work, plenary debrief"),)),
            (
                p("Materials"),
                (BulletList(((p("Fact sheet (1 each, 24)"),), (p("card set (1 a table, 5)"),))),),
            ),
            (
                p("Before you start"),
                (
                    p(
                        "Seat agencies apart. Put the cards face down. Write the three groups on a flipchart."
                    ),
                ),
            ),
        )
    )
    strip = tuple(
        Cell((Paragraph((Strong(s(number)), Str(f"  {minutes} min"))),), "active" if active else "")
        for number, minutes, active in (
            ("1", 10, True),
            ("2", 20, False),
            ("3", 30, True),
            ("4", 15, True),
        )
    )
    return (
        Heading(1, s("Out of regulatory control"), a(id_="m2-s1", number="2.1")),
        Grid((3, 13.8), panel),
        Grid((10, 20, 30, 15), (strip,), a("strip")),
        step("10", True, ("Motivation", "Tables", "Slide 10"), "1", "One public headline"),
        step(
            "20",
            False,
            ("Information", "Plenary", "Slides 6–8"),
            "2",
            "What the public figures say",
        ),
        step("30", True, ("Practice", "Tables of 5", "Slide 11"), "3", "Four short cases"),
        Heading(2, s("If time or power fails"), a(number="Contingency")),
        p("Without a projector, draw the table on a flipchart before the session."),
        Box(
            "adaptation",
            (
                p(
                    "Replace the headline with a public one from your own country, with its date and source."
                ),
                Lines(2),
            ),
            a(label="Adapt before you teach"),
        ),
        Box("note", (p("The fact sheet changes every year."),), a(label="Note")),
        Box("trainer", (p("Only you read this."),), a(label="For you")),
    )


def khmer() -> tuple[Block, ...]:
    """A handout page in Khmer with Latin words, as in the design's picture 11."""
    body = (
        "មន្ទីរពេទ្យ កំពង់ផែ អ្នកសាងសង់ផ្លូវ និងសាកលវិទ្យាល័យប្រើប្រភពវិទ្យុសកម្មរៀងរាល់ថ្ងៃ"
        " ដោយស្របច្បាប់ និងមានប្រយោជន៍ (IAEA 2024)។ "
    )
    return (
        Heading(1, s("នៅក្រៅការគ្រប់គ្រង"), a(id_="m2-s1", number="2.1")),
        p("៧៥ នាទី · អ្នកត្រូវការសន្លឹកព័ត៌មាន និងប៊ិក។", "lead"),
        Box(
            "key_messages",
            (OrderedList(((p("ប្រភពស្របច្បាប់មាននៅគ្រប់ទីកន្លែង។"),), (p("តួលេខសាធារណៈត្រូវមានប្រភព។"),))),),
            a(label="សារសំខាន់ៗ"),
        ),
        p(body * 3),
        Paragraph((Strong(s("តួលេខ 168")), Str(" "), Emphasis(s("សំខាន់")), Str(" and Latin."))),
        Heading(2, s("តួលេខសាធារណៈប្រាប់អ្វីខ្លះ"), a(number="តារាង ១")),
        Table(
            ("start", "start", "end"),
            (s("ក្រុម"), s("អត្ថន័យ"), s("ហេតុការណ៍")),
            ((s("I"), s("ប្រហែលជាពាក់ព័ន្ធនឹងការជួញដូរ"), s("6")), (s("II"), s("ព័ត៌មានមិនពេញលេញ"), s("10"))),
        ),
        Box(
            "activity",
            (OrderedList(((p("អានកាតទាំងបួននៅតុរបស់អ្នក ដោយស្ងៀមស្ងាត់ រយៈពេលប្រាំនាទី។"),),)), Lines(2)),
            a(
                label="សកម្មភាព",
                title="ក្រុមណា ហើយហេតុអ្វី?",
                minutes="30",
                unit="នាទី",
                grouping="តុ ៥ នាក់",
            ),
        ),
    )


def arabic() -> tuple[Block, ...]:
    """A short page from right to left."""
    return (
        Heading(1, s("خارج الرقابة التنظيمية"), a(number="2.1")),
        p("تستخدم المستشفيات والموانئ المصادر المشعة في كل يوم عمل (IAEA 2024)."),
        Table(("start", "end"), (s("المجموعة"), s("الحوادث")), ((s("I"), s("6")),)),
    )


def everything() -> tuple[Block, ...]:
    """One of every kind of block and inline that a Word document has."""

    def nested(depth: int) -> tuple[Block, ...]:
        inner = (BulletList((nested(depth + 1),)),) if depth < 5 else ()
        return (p(f"level {depth}"), *inner)

    return (
        Heading(1, s("Every block"), a(id_="top")),
        Heading(2, s("Second"), a(number="Part A")),
        Heading(3, s("Third")),
        Heading(4, s("Fourth")),
        Paragraph(
            (
                Str("a & b < c > d, "),
                Emphasis(s("emphasis")),
                Str(" "),
                Strong((Str("strong "), Emphasis(s("both")))),
                LineBreak(),
                Code("x = {1}"),
                Str(" ខ្មែរ (Khmer) ລາວ “العربية” 漢字"),
                Link("mailto:someone@example.org", s("write")),
                Gap(Str("date")),
                Str("one\u2028two\vthree\tfour"),
            )
        ),
        BulletList((nested(1), (p("second"), p("goes on"), CodeBlock("in a list")))),
        OrderedList(((p("three"), OrderedList(((p("a"),), (p("b"),)))), (p("four"),)), 3),
        OrderedList(((p("again one"),),)),
        Quotation((p("Somebody said this."), p("And that."))),
        CodeBlock("key: value\nother: <value>\n"),
        Rule(),
        Table(
            ("start", "center"),
            (s("A"), s("B")),
            ((s("1"), ()), (s("2"), s("3"))),
            a(caption="Table 1"),
        ),
        Table((), (), (((Strong(s("only")),),),)),
        Figure(
            Text("media/chain.png"),
            Text('A chain with a "broken" link'),
            s("The chain"),
            a(credit="Own drawing"),
        ),
        Figure(Text("media/small.png"), Text(""), (), a("decorative")),
        Figure(Text("media/small.png"), Text("the same picture")),
        Columns(((p("left"), Lines(1)), (p("right"), BulletList(((p("x"),),))))),
        Box("panel", (p("one"), p("two")), a(label="Room")),
        Box("panel", (p("three"),), a(label="Methods")),
        Box("do", (p("outside a cell"), p("second")), a(label="Do")),
        Box("ask", (BulletList(((p("a list"),),)),), a(label="A very long label")),
        Box("activity", (), a(title="Empty")),
        Grid((1, 1), ((Cell(()), Cell((Table(("start",), (s("in"),), ((s("cell"),),)),))),)),
        PageBreak(),
        p("on a new page"),
        PageBreak(),
        Heading(1, s("Another")),
        Lines(2),
    )
