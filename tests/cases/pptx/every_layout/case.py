"""One slide of every layout of the base template, with notes that hold every kind of block."""

from ttt.document import (
    Box,
    BulletList,
    CodeBlock,
    Emphasis,
    Figure,
    Gap,
    Heading,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Quotation,
    Str,
    Strong,
    Table,
)
from ttt.slides.deck import Bar, Drawing, RegionText, Row, Slide, SlidePicture, SlideTable
from ttt.slides.geometry import Area
from ttt.text import Text
from tests.writers.decks import (
    base_template,
    bullets,
    deck,
    labelled,
    line,
    numbers,
    png,
    region,
    said,
    title,
)

CM = 360_000
KICKER = region("kicker", 12, "Module 2  ·  The problem, seen from public data")
WHERE = (KICKER, region("rail_number", 36, "2.1"), region("rail_text", 16, "Out of regulatory control"))

NOTES = (
    Heading(3, (Str("Open the session"),)),
    Box("do", (said("Show the slide, count to ten."),), labelled("Do")),
    Box("say", (said("Most sources are lawful & useful."), said("Pause.")), labelled("Say")),
    Box("ask", (BulletList(((said("Who owns one?"),), (said("Who would know?"),))),), labelled("Ask")),
    Box("activity", (said("Read the cards."),), labelled("Activity", title="Four cases", minutes="30")),
    OrderedList(
        (
            (said("First"), OrderedList(((said("a"),), (said("b"),)), 3)),
            (said("Second"), said("with a second paragraph")),
            (said("Third"),),
        )
    ),
    Quotation((said("quoted"),)),
    CodeBlock("a < b\n  c"),
    Table(("start", "end"), ((Str("Group"),), (Str("Incidents"),)), (((Str("I"),), (Str("6"),)),)),
    Figure(Text("media/coast.png"), Text("A coast with three ports"), (Str("Fictional coast"),)),
    Paragraph((Str("See "), Link("https://example.org/?a=1&b=2", (Str("the fact sheet"),)), Str("."))),
)

STRIP = Drawing(
    "strip",
    Area(2_448_000, 6_138_000, 9_216_000, 93_600),
    (
        Bar(Area(2_448_000, 6_138_000, 3_052_800, 93_600), "past"),
        Bar(Area(5_529_600, 6_138_000, 3_052_800, 93_600), "current"),
        Bar(Area(8_611_200, 6_138_000, 3_052_800, 93_600), "ahead"),
    ),
)
DAYS = Drawing(
    "timetable",
    Area(2_448_000, 3_150_000, 9_216_000, 2_160_000),
    (
        Bar(Area(2_448_000, 3_150_000, 4_590_000, 403_200), "odd", "1"),
        Bar(Area(7_074_000, 3_150_000, 4_590_000, 403_200), "current", "2"),
        Bar(Area(2_448_000, 3_589_200, 9_216_000, 403_200), "even", "4"),
    ),
    14,
)

TABLE = SlideTable(
    area=Area(2_448_000, 1_836_000, 9_216_000, 2_466_000),
    columns=(1_200_000, 6_216_000, 1_800_000),
    heights=(468_000, 666_000, 666_000, 666_000),
    align=("start", "start", "end"),
    header=((Str("Group"),), (Str("What it means"),), (Str("Incidents"),)),
    rows=(
        ((Str("I"),), (Str("Probably linked to trafficking"),), (Str("6"),)),
        ((Str("II"),), (Str("Not enough information to decide"),), (Str("10"),)),
        ((Str("III"),), (Str("Not connected with trafficking"),), (Str("152"),)),
    ),
    size=28,
    header_size=18,
)

SLIDES = (
    Slide(
        "title",
        "m2",
        title("The problem, seen from public data", 60),
        (
            region("kicker", 14, "Countering radiological and nuclear trafficking: train the trainer"),
            region("label", 14, "Trainer slides"),
            region("body", 24, "Module 2  ·  210 minutes  ·  Three sessions"),
            RegionText("event", (line("National training, Port Meridia, 2–6 March 2026", 20),
                                 line("Cohort Meridia", 20, level=2))),
            region("credit", 14, "Sample content, fictional states"),
        ),
        section="Module 2",
        notes=NOTES,
        drawings=(DAYS,),
    ),
    Slide(
        "section",
        "m2-open",
        title("The problem, seen from public data (module)", 40),
        (
            region("label", 16, "Module 2"),
            region("rail_number", 330, "2"),
            RegionText("body", (
                line((Strong((Str("Out of regulatory control"),)),), 24),
                line("Reading a public fact sheet", 24),
                line("The regional context", 24),
            ), rows=(
                Row(630_000, (Str("2.1"),), (Str("75 min"),)),
                Row(630_000, (Str("2.2"),), (Str("75 min"),)),
                Row(630_000, (Str("2.3"),), (Str("60 min"),)),
            )),
        ),
    ),
    Slide(
        "objectives",
        "m2-s1-objectives",
        title("By the end of this session you should be able to"),
        (
            *WHERE,
            RegionText("body", (
                line((Strong((Str("describe"),)), Str(" “material out of regulatory control” in one sentence")), 30),
                line((Strong((Str("classify"),)), Str(" four short public cases by group")), 30),
                line((Strong((Str("name"),)), Str(" the office your agency would call first, and say why")), 30),
            ), rows=(
                Row(1_260_000, (Str("1"),), (Str("ELO-2.1"),)),
                Row(1_260_000, (Str("2"),), (Str("ELO-2.2"),)),
                Row(1_260_000, (Str("3"),), (Str("ELO-2.3"),)),
            )),
        ),
        section="Session 2.1",
    ),
    Slide(
        "content",
        "m2-s1",
        title("Lawful sources are everywhere; custody is what keeps them safe"),
        (
            *WHERE,
            RegionText("body", (
                line("Hospitals, ports, road builders & universities use sources every working day", 28, marker="bullet"),
                line("“Out of regulatory control” covers three situations", 28, marker="bullet"),
                line("lost, stolen, or never on the register", 24, level=2, marker="bullet"),
                line((Str("A report says "), Emphasis((Str("what happened"),)), Str(", not who is to blame")), 28, marker="bullet"),
                line((Str("The regulator is "), Gap(Str("name of the regulator"))), 28, marker="bullet"),
                line((Str("Read "), Link("https://example.org/a?b=1&c=2", (Str("the fact sheet"),)), LineBreak(), Str("and "), Link("#m2-s1-table", (Str("the table"),))), 28),
            )),
        ),
        notes=(said("Say what is on the slide."),),
        drawings=(STRIP,),
    ),
    Slide(
        "columns",
        "m2-s1-columns",
        title("What a report tells you, and what it does not"),
        (
            *WHERE,
            region("head", 28, "It tells you", bold=True),
            bullets("body", 26, "What was found or missing, and where in general terms", "Which State confirmed it"),
            region("right_head", 28, "It does not tell you", bold=True),
            bullets("right", 26, "How common unreported cases are", "Who was responsible"),
        ),
    ),
    Slide(
        "table",
        "m2-s1-table",
        title("Incidents reported for 2023, by group"),
        (*WHERE, region("caption", 16, "Reporting is voluntary, through national points of contact.")),
        table=TABLE,
    ),
    Slide(
        "picture",
        "m2-s1-picture",
        title("Long coasts, busy lanes, many hands"),
        (
            *WHERE,
            bullets("body", 26, "Three ports, one lane, two jurisdictions", "Transshipment hides the last hand-over"),
            region("caption", 14, "Schematic, not to scale. Fictional coast of Meridia and Tarsen."),
        ),
        pictures=(SlidePicture("media/coast.png", 'A coast with "three" ports', Area(2_448_000, 1_836_000, 5_616_000, 3_744_000)),),
    ),
    Slide(
        "title_only",
        "m2-s1-free",
        title("A slide with a free area"),
        WHERE,
        pictures=(
            SlidePicture("media/again.png", "", Area(2_448_000, 2_000_000, 3_000_000, 2_000_000), decorative=True),
            SlidePicture("media/other.png", "Another picture", Area(6_448_000, 2_000_000, 3_000_000, 2_000_000)),
        ),
    ),
    Slide(
        "question",
        "m2-s1-question",
        title("A portal alarm is confirmed twice. Who in your country is told first, and who is forgotten?", 54),
        (
            KICKER,
            region("label", 18, "Question"),
            region("minutes", 32, "3 min"),
            region("grouping", 16, "in pairs, then plenary"),
            region("output", 28, "Write one name of an office on a card before you speak."),
        ),
    ),
    Slide(
        "activity",
        "m2-s1-activity",
        title("Four short cases: which group, and why?"),
        (
            KICKER,
            region("label", 18, "Activity"),
            RegionText("minutes", (line("30", 96), line("minutes", 18, level=2))),
            RegionText("grouping", (line("Tables of 5", 22), line("one agency each", 16, level=2))),
            region("label_2", 18, "Task"),
            numbers("body", 28, "Read the four cards, silently, for five minutes.", "Agree on a group for each. Write the one fact that decided it.", "Choose the case you disagreed on most.", "Name a speaker who has not spoken today."),
            region("label_3", 18, "Output"),
            region("output", 26, "One flipchart: four cases, four groups, four deciding facts"),
        ),
        section="Session 2.2",
    ),
    Slide(
        "debrief",
        "m2-s1-debrief",
        title("Before we close the cases"),
        (
            KICKER,
            region("label", 18, "Debrief"),
            region("minutes", 32, "10 min"),
            region("grouping", 16, "plenary"),
            region("label_2", 20, "What happened?", "So what?", "Now what?"),
            RegionText("body", (
                line("Where did your table disagree longest?", 30, bold=True),
                line("Which fact would your agency not have had?", 30, bold=True),
                line("What will you ask for before you teach this at home?", 30, bold=True),
            ), rows=(Row(1_260_000),) * 3),
        ),
    ),
    Slide(
        "key_messages",
        "m2-key",
        title("Key messages", 24),
        (KICKER, numbers("body", 36, "Lawful sources are everywhere; custody is what keeps them safe.", "A public figure needs its source, its year and its group.", "The call that helps most is the first one, inside your own country.")),
    ),
    Slide(
        "sources",
        "m2-sources",
        title("Sources"),
        (*WHERE, numbers("body", 20, "Agency. Fact sheet 2024. Figures for 2023.", "Agency. Building capacity. 2018.", first=3),
         region("caption", 16, "All figures are public. Read on 2 March 2026; check again before you teach.")),
    ),
    Slide("black", "m2-black", title("Pause: black slide", 14)),
    Slide(
        "closing",
        "m2-close",
        title("Tomorrow: reading a fact sheet", 48),
        (
            region("kicker", 12, "Programme"),
            region("label_2", 18, "Bring", "Read"),
            region("body", 28, "One public report from your own country", "Pages 3 to 5 of the handout"),
            region("credit", 14, "Sample content, fictional states and agencies."),
        ),
    ),
)

TEMPLATE = base_template()
DECK = deck(*SLIDES)
MEDIA = {"media/coast.png": png(24, 16), "media/again.png": png(24, 16), "media/other.png": png(30, 20, 90)}
