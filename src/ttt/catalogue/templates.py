"""Rules of products' templates: Jinja, markup, slide numbers, template sets (`TPL001` to `TPL299`).

Markup in texts of the curriculum has rules of the same numbers in `prose`.
"""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_PATH: Final = "templates/tiny/letter.docx.j2"
"""A product of its own, so that the examples change no other."""

_EXTENDING: Final = "templates/tiny/handout.docx.j2"
_SET: Final = "templates/tiny/set.yaml"
_FRONT: Final = (
    "---\ntitle: Letter\nper: module\naudience: participant\noffice: handout.docx\n"
    'file: "{{ module.id }}-letter"\n---\n'
)
_REFERRING: Final = _FRONT.replace("file:", "refers_to: [slides]\nfile:")
_TRAINER: Final = _FRONT.replace("participant", "trainer")
_LOOP: Final = (
    "{{% for a in range({0}) %}}\n{{% for b in range({0}) %}}\n{{% for c in range({0}) %}}\n"
    "{{% for d in range({0}) if a == b == c == d %}}\n- {{{{ d }}}}\n"
    "{{% endfor %}}\n{{% endfor %}}\n{{% endfor %}}\n{{% endfor %}}\n"
)
_COHORT: Final = """id: aaa
name: Country A
languages: [en]
timezone: UTC
templates: tiny
facts:
  focal_point:
    label: National focal point
    value: the office on duty
    source: A public page
    as_of: 2026-11-22
"""
_E: Final = Severity.ERROR


def _markup(code: str, title: str, meaning: str, wrong: str, right: str) -> Rule:
    """Return a rule shown with a product's template below its front matter."""
    failing, corrected = (Example(_PATH, f"{_FRONT}{text}\n") for text in (wrong, right))
    return Rule(code, _E, title, meaning, failing, corrected)


def _file(path: str, code: str, title: str, meaning: str, *texts: str) -> Rule:
    """Return a rule shown with a whole file: the wrong one, then the right one."""
    failing, corrected = (Example(path, text) for text in texts)
    return Rule(code, _E, title, meaning, failing, corrected)


def _table(columns: int) -> str:
    numbers = f"{{% for n in range({columns}) %}} {{{{ n }}}} |{{% endfor %}}"
    line = f"{{% for n in range({columns}) %}}---|{{% endfor %}}"
    return f"|{numbers}\n\n|{line}\n\n{{% for row in range(150) %}}\n|{numbers}\n\n{{% endfor %}}"


RULES: Final[tuple[Rule, ...]] = (
    # ── rendering ────────────────────────────────────────────────────────────────────────────
    _markup(
        "TPL001",
        "a template asks for what is not there, or cannot be done",
        "Most often a name is mistyped, or belongs to a product of another scope: module stands in "
        "products per module and per session only. docs/templates-context.md has all names. The "
        "same code tells of a list that is printed without a loop, of a value that is no text, "
        "and of signs such as * on texts.",
        "# {{ modul.title }}",
        "# {{ module.title }}",
    ),
    _markup(
        "TPL002",
        "a template cannot be read",
        "Every block that begins with {% for %}, {% if %} or {% block %} ends with its own end, "
        "and every {{ with }}. The line is the one at which reading stopped; what is missing may "
        "stand above it.",
        "{% for session in module.sessions %}\n# {{ session.title }}",
        "{% for session in module.sessions %}\n# {{ session.title }}\n{% endfor %}",
    ),
    _markup(
        "TPL003",
        "a template takes too long, too much memory, or prints too much",
        "A template may take the time and the memory the finding names, and print what a document "
        "can hold: 4 million characters, 6,000 slides. One that goes on is stopped at the line "
        "named, or, in a step that cannot be interrupted, without a line; the other documents are "
        "built without it. Look for loops inside loops, for macros that call themselves, and for "
        "texts that are made of themselves.",
        _LOOP.format(1000),
        _LOOP.format(3),
    ),
    _file(
        _PATH,
        "TPL004",
        "the title or the file name comes out empty",
        "title and file in the front matter are filled in for each document. A field that may be "
        "empty cannot stand there alone: the document would have no name.",
        _FRONT.replace("{{ module.id }}-letter", "{% if false %}letter{% endif %}") + "# A\n",
        f"{_FRONT}# A\n",
    ),
    _markup(
        "TPL005",
        "a template uses what templates do not have",
        "Some filters and tags of Jinja are not there: those that pad or repeat, that take text "
        "for markup, or that reach for what is outside the template. docs/products.md lists what "
        "there is. Blocks inside blocks have a limit too.",
        "# {{ module.title | center(80) }}",
        "# {{ module.title | upper }}",
    ),
    # ── markup ───────────────────────────────────────────────────────────────────────────────
    Rule(
        "TPL103",
        _E,
        "a construct has no place in a document",
        "The Markdown was read, and it holds something documents of ttt have no form for. Nothing "
        "is dropped in silence. docs/products.md lists all that markup may hold.",
        Example(_PATH, "a construct that docs/products.md does not list", in_words=True),
        Example(_PATH, "the same, said with a construct of that list", in_words=True),
    ),
    _markup(
        "TPL109",
        "a cell or a column stands outside its table",
        "::: cell belongs directly inside ::: grid, ::: column directly inside ::: columns, and "
        "nothing else may stand there. A heading between two cells has no cell of its own.",
        "::: cell\n{{ module.title }}\n:::",
        "::: grid\n::: cell\n{{ module.title }}\n:::\n:::",
    ),
    _markup(
        "TPL110",
        "an attribute is to be a number",
        "The count of lines and the levels of a table of contents are whole numbers of at most "
        "three digits. The columns of a grid are shares of its width, one number a column.",
        "::: lines {count=many}\n:::",
        "::: lines {count=4}\n:::",
    ),
    _markup(
        "TPL111",
        "the cells of a grid do not fill its rows",
        "A grid has as many columns as columns= has numbers, and each row has a cell for each. "
        "Write an empty ::: cell where nothing is to stand.",
        '::: grid {columns="1 2"}\n::: cell\nWho\n:::\n:::',
        '::: grid {columns="1 2"}\n::: cell\nWho\n:::\n::: cell\nthe office on duty\n:::\n:::',
    ),
    _markup(
        "TPL112",
        "a printed value was cut in two",
        "What {% set %} or a macro collects holds tokens in place of values, so that no value is "
        "ever taken for markup. A slice of it may cut a token. Cut the value itself, before it is "
        "printed.",
        "{% set line %}{{ module.title }}{% endset %}\n{{ line[0] }}",
        "{{ module.title[0] }}",
    ),
    _file(
        _PATH,
        "TPL113",
        "text of several paragraphs stands inside a line",
        "The field holds paragraphs or lists, which cannot stand in the middle of a sentence, a "
        "heading or a table cell. Print it on a line by itself, with an empty line before and "
        "after it.",
        _TRAINER + "- Adapt: {{ module.sessions[0].adaptation_notes }}\n",
        _TRAINER + "- Adapt:\n\n  {{ module.sessions[0].adaptation_notes }}\n",
    ),
    _markup(
        "TPL114",
        "a table is larger than any reader could use",
        "More than twenty thousand cells are a fault of the template, not a table: rows times the "
        "widest row are counted. Split the table, or give the reader the file it comes from.",
        _table(150),
        _table(15),
    ),
    # ── numbers of slides, pictures ──────────────────────────────────────────────────────────
    _file(
        _PATH,
        "TPL131",
        "an element has no slide to refer to",
        "A document prints the number of the slide that shows an element, and no slide of that "
        "deck does: the step has none, or the address is mistyped. Ask first, with {% if "
        "step.has_slide %}.",
        _REFERRING + "Slide {ref=slides to=m1-s1/silence}\n",
        _REFERRING + "Slide {ref=slides to=m1-s1/opening}\n",
    ),
    _file(
        _PATH,
        "TPL132",
        "a document refers to a deck it does not name",
        "To print slide numbers, ttt makes the deck before the document. The front matter says "
        "which deck that is, in refers_to.",
        _FRONT + "Slide {ref=slides to=m1-s1/opening}\n",
        _REFERRING + "Slide {ref=slides to=m1-s1/opening}\n",
    ),
    _markup(
        "TPL133",
        "a picture of a document is not there",
        "The path of a picture begins below curriculum/, as in media/boxes.png. There is no such "
        "file, or it cannot be read as a picture. Upper and lower case count.",
        "![Two boxes](media/boxs.png)",
        "![Two boxes](media/boxes.png)",
    ),
    _markup(
        "A11Y004",
        "a picture says nothing to those who cannot see it",
        "The words between the square brackets are read aloud in place of the picture. Say what "
        "it shows; a picture that shows nothing of its own is marked {.decorative}.",
        "![](media/boxes.png)",
        "![Two boxes](media/boxes.png)",
    ),
    # ── template sets and products ───────────────────────────────────────────────────────────
    _file(
        _SET,
        "TPL201",
        "a template set extends itself",
        "The line extends: names the set this one changes. Followed from set to set, it must end "
        "at one that extends nothing.",
        "name: The tiny set\nextends: tiny\n",
        "name: The tiny set\nextends: base\n",
    ),
    _file(
        _SET,
        "TPL202",
        "there is no template set of that name",
        "A template set is a folder below templates/. set.yaml (extends:), a cohort (templates:) "
        "or the curriculum (templates:) names one that is not there.",
        "name: The tiny set\nextends: bass\n",
        "name: The tiny set\nextends: base\n",
    ),
    _file(
        "templates/tiny/labels/en.yaml",
        "TPL203",
        "a label is a list",
        "A label is a word or a group of words with names. A list has no names a template could "
        "print its words by.",
        "offices: [duty, press]\n",
        "offices: {duty: Office on duty, press: Press office}\n",
    ),
    _file(
        _PATH,
        "TPL204",
        "a template extends itself",
        'To change a document of the set below, extend its plain name: {% extends "guide.docx.j2" '
        "%} in the file guide.docx.j2 takes the next set's. A name with the own set before it "
        "leads back here.",
        '{% extends "tiny/letter.docx.j2" %}\n',
        f"{_FRONT}# {{{{ module.title }}}}\n",
    ),
    _file(
        _PATH,
        "TPL205",
        "a template extends one that is not there",
        "Names are looked up in the set itself, then in the sets it extends. The finding lists "
        "the products there are.",
        '{% extends "handot.docx.j2" %}\n',
        '{% extends "handout.docx.j2" %}\n{% block apply %}\n{% endblock %}\n',
    ),
    _file(
        _PATH,
        "TPL206",
        "a product has no front matter",
        "Each NAME.FORMAT.j2 in a set is a kind of document. Between two lines of --- at its top "
        "it says what the document is about, who may open it and what its file is called. A file "
        "that other templates include belongs into a folder, as in partials/.",
        "# {{ module.title }}\n",
        f"{_FRONT}# {{{{ module.title }}}}\n",
    ),
    _file(
        _PATH,
        "TPL207",
        "the front matter is not complete",
        "title, per, audience and file must be said, here or in a product this one extends. The "
        "finding names what is missing. There is no default for the audience: somebody has to "
        "decide who may open the file.",
        "---\ntitle: Letter\nper: module\noffice: handout.docx\n---\n# {{ module.title }}\n",
        f"{_FRONT}# {{{{ module.title }}}}\n",
    ),
    _file(
        _PATH,
        "TPL208",
        "a product has no Office template",
        "Documents are placed in a Word or PowerPoint file of the set, of the product's own name "
        "or of the name in office:. There is none in the set or in those it extends.",
        "---\ntitle: Letter\nper: module\naudience: participant\nfile: letter\n---\n"
        "# {{ module.title }}\n",
        f"{_FRONT}# {{{{ module.title }}}}\n",
    ),
    _file(
        _PATH,
        "TPL209",
        "the format and the file name say different things",
        "NAME.docx.j2 makes a Word document, NAME.pptx.j2 a deck. format: in the front matter may "
        "be left out; when it stands there, it says the same.",
        _FRONT.replace("per:", "format: pptx\nper:", 1) + "# A\n",
        _FRONT.replace("per:", "format: docx\nper:", 1) + "# A\n",
    ),
    _file(
        _EXTENDING,
        "TPL211",
        "a block that is never printed",
        "A template that extends another prints what the other prints, with some blocks replaced. "
        "A block the other does not have is never reached; most often its name is mistyped.",
        '{% extends "handout.docx.j2" %}\n{% block aply %}\n## More\n{% endblock %}\n',
        '{% extends "handout.docx.j2" %}\n{% block apply %}\n## More\n{% endblock %}\n',
    ),
    _file(
        _EXTENDING,
        "TPL212",
        "text that is never printed",
        "In a template that extends another only blocks are printed. Text between them would be "
        "dropped in silence, so it is an error.",
        '{% extends "handout.docx.j2" %}\n## More\n',
        '{% extends "handout.docx.j2" %}\n{% block apply %}\n## More\n{% endblock %}\n',
    ),
    _file(
        _PATH,
        "TPL213",
        "a document refers to a deck that is not there",
        "refers_to: names the decks whose slide numbers a document prints. The set has no deck of "
        "this name.",
        f"{_REFERRING.replace('[slides]', '[slidse]')}# A\n",
        f"{_REFERRING}# A\n",
    ),
    _file(
        "curriculum/cohorts/aaa/cohort.yaml",
        "TPL210",
        "there are no labels in the language",
        "The words templates print come from labels/LANGUAGE.yaml of the set. For this language "
        "there is no such file in the set or in those it extends. Add one, or say in the cohort "
        "whose words to use: labels: en.",
        _COHORT + "labels: en-AU\n",
        _COHORT + "labels: en\n",
    ),
)
