"""Rules of reading YAML (`ttt.load`): YAML001 to YAML099."""

from __future__ import annotations

from typing import Final

from ttt.catalogue.rule import Example, Rule
from ttt.diagnostics import Severity

_TERMS: Final = "curriculum/glossary.yaml"
"""The file the examples stand in: any file would do, and this one names nothing else."""

_GOOD: Final = Example(_TERMS, "terms: []\n")


def _error(code: str, title: str, meaning: str, failing: str, corrected: str) -> Rule:
    """Return a rule about an error, with both examples in UTF-8."""
    return Rule(
        code,
        Severity.ERROR,
        title,
        meaning,
        Example(_TERMS, failing),
        Example(_TERMS, corrected),
    )


def _term(definition: str) -> str:
    """Return a glossary of one term; the definition begins on the line of its language."""
    head = "terms:\n  - id: custody\n    term: {en: custody}\n    definition:\n"
    return f"{head}      en: {definition}\n"


_PIPE: Final = "|\n        "

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "YAML001",
        Severity.ERROR,
        "the file is not UTF-8",
        "Every file is read as UTF-8, the encoding that has all scripts. The byte at this "
        "place does not occur in UTF-8 text, so the file was saved in another encoding, often "
        "Windows-1252 by an older editor. Save it again as UTF-8: in Notepad choose the "
        "encoding in Save As, in VS Code click the encoding in the status bar. A byte order "
        "mark at the beginning is allowed.",
        Example(_TERMS, _term("Søking etter smuglergods"), "cp1252"),
        Example(_TERMS, _term("Søking etter smuglergods")),
    ),
    Rule(
        "YAML002",
        Severity.ERROR,
        "the file is saved as UTF-16 or UTF-32",
        'Notepad calls this encoding "Unicode" or "UTF-16". Save the file again as UTF-8.',
        Example(_TERMS, "terms: []\n", "utf-16"),
        _GOOD,
    ),
    _error(
        "YAML003",
        "the file is too large",
        "A file of more than two million bytes is no file someone can edit; usually a picture "
        "or a whole data set was pasted into it. Put pictures under media/ and tables under "
        "data/, and write one file a module.",
        "# " + "x" * 2_000_000 + "\nterms: []\n",
        "terms: []\n",
    ),
    _error(
        "YAML004",
        "a character cannot be printed",
        "Control characters such as the vertical tab (Word's manual line break, when it is "
        "pasted) cannot be written into a Word or PowerPoint file. U+2028, U+2029 and U+0085 "
        "end a line for some programs and not for others. Delete the character; where a new "
        "line is meant, press Enter.",
        _term("Who holds\x0ba material answers for it"),
        _term("Who holds a material answers for it"),
    ),
    _error(
        "YAML005",
        "an invisible character turns the direction of the text",
        "Direction overrides and isolates (U+202A to U+202E, U+2066 to U+2069) make text read "
        "differently from how it is stored, so that what reviewers see is not what is "
        "printed. Delete the character. Arabic next to English needs none: Word and "
        "PowerPoint order it by themselves.",
        _term("Who holds \u202ea material\u202c answers for it"),
        _term("Who holds a material answers for it"),
    ),
    _error(
        "YAML006",
        "a character has no meaning outside one font",
        "Private use characters mean what one font draws for them, a bullet or a tick for "
        "instance; with another font they are an empty box. Noncharacters (U+FDD0 to U+FDEF "
        "and others) are reserved for programs. Write the Unicode character that is meant.",
        _term("Who holds a material answers for it \uf0b7 always"),
        _term("Who holds a material answers for it • always"),
    ),
    _error(
        "YAML007",
        "a tab indents the line",
        "YAML counts spaces, and a tab is as wide as each editor likes. Use two spaces a "
        'level. In VS Code the command "Convert Indentation to Spaces" changes the whole '
        "file.",
        "terms:\n\t- id: custody\n",
        "terms: []\n",
    ),
    _error(
        "YAML008",
        "lists are nested too deeply",
        "No file of a curriculum needs more than 64 levels; deeper nesting comes from "
        "brackets that were meant as text, or from a program. Put text that begins with a "
        "bracket under a |.",
        "terms: " + "[" * 65 + "]" * 65 + "\n",
        "terms: []\n",
    ),
    _error(
        "YAML009",
        "the file is empty",
        "The file holds nothing, or comments only. Write what belongs into it, or delete the file.",
        "# to be written\n",
        "# to be written\nterms: []\n",
    ),
    _error(
        "YAML010",
        "the file does not begin with a key",
        'Every file is lines of "key: value" at its top level. This one is a list or a single '
        "text; often the first key is missing, or the space behind its colon.",
        "- id: custody\n  term: custody\n",
        "terms: []\n",
    ),
    _error(
        "YAML011",
        "a key stands twice",
        "The same key stands twice in one mapping. YAML would keep the last one silently and "
        "lose the other. Remove one, or rename it.",
        "terms: []\nterms: []\n",
        "terms: []\n",
    ),
    _error(
        "YAML012",
        "anchors and aliases are not used",
        "A word behind & is an anchor, a word behind * an alias, and <<: merges a mapping: "
        "text that appears in one place and is written in another, which nobody who edits the "
        "file would see. Mostly it is text that begins with one of these signs: put it under "
        "a |.",
        _term("&important who holds a material answers for it"),
        _term(_PIPE + "&important who holds a material answers for it"),
    ),
    _error(
        "YAML013",
        "tags are not used",
        "A word behind ! at the beginning of a value is a tag to YAML and would not be "
        "printed. Put the text under a |, or delete the tag.",
        _term("!important who holds a material answers for it"),
        _term(_PIPE + "!important who holds a material answers for it"),
    ),
    _error(
        "YAML014",
        "a key is not a word",
        "A question mark and a space, a list or a mapping at the beginning of a line make a "
        "key of several parts. No key of a curriculum is one. If the line is text, put it "
        "under a |.",
        "? [terms, words]\n: []\n",
        "terms: []\n",
    ),
    _error(
        "YAML015",
        "a second document begins",
        "A line of three hyphens begins a second document in the same file; only the first "
        "would be read. Delete the line, or make a file of what follows. In a text under a | "
        "indent it.",
        "terms: []\n---\nterms: []\n",
        "---\nterms: []\n",
    ),
    _error(
        "YAML016",
        "a key holds a character no key has",
        "Keys are plain letters, digits, hyphens and underscores. A letter of another "
        "alphabet that looks the same, an invisible space or a hard space makes another key "
        'of it. Type the key again. A sentence with ": " in it is read as a key too: put it '
        "under a |.",
        "te\u200brms: []\n",
        "terms: []\n",
    ),
    _error(
        "YAML017",
        "a number is too long",
        "A number of more than a hundred digits is no number of a course. Write one of "
        "ordinary size; put it in quotes when it is a text.",
        _term("" + "9" * 5000),
        _term("'" + "9" * 50 + "'"),
    ),
    _error(
        "YAML018",
        "a text is too long",
        "One text of a file may have 20,000 characters, about seven printed pages; what is longer "
        "is a document of its own, or was pasted by mistake. Split it among the steps it belongs "
        "to, or put it into resources.yaml as something to read.",
        _term("custody " * 2_501),
        _term("custody " * 50),
    ),
    _error(
        "YAML019",
        "a list is too long",
        "One list may have 5,000 items, and one element as many keys. No course has that many; a "
        "program wrote the file. Keep what is taught.",
        "terms: [custody" + ", custody" * 5_000 + "]\n",
        "terms: []\n",
    ),
    _error(
        "YAML020",
        'a text holds ": "',
        "A colon and a space begin a value, so a text on the line of its key cannot hold "
        "them. Put | behind the key's colon and the text on the next line.",
        _term("Custody: who answers for a material"),
        _term(_PIPE + "Custody: who answers for a material"),
    ),
    _error(
        "YAML021",
        "a text begins with a sign YAML uses",
        "The signs { [ * & ! % @ ` > ? and a comma begin something else than text. Put | "
        "behind the colon and the text on the next line; there every sign is allowed.",
        _term("@all agencies"),
        _term(_PIPE + "@all agencies"),
    ),
    _error(
        "YAML022",
        "text goes on behind a quotation mark",
        "A value that begins with a quotation mark ends with the next one. Put the whole text "
        "under a |, where quotation marks are ordinary signs.",
        _term('"Custody" means who answers for a material'),
        _term(_PIPE + '"Custody" means who answers for a material'),
    ),
    _error(
        "YAML023",
        "a quotation mark is not closed",
        "A value that begins with a quotation mark goes on until the next one, over any "
        "number of lines. Close it, or put the text under a |.",
        _term('"Who answers for a material'),
        _term('"Who answers for a material"'),
    ),
    _error(
        "YAML024",
        "a backslash in double quotes",
        "In double quotes a backslash begins an escape such as \\n. Write two, or put the text "
        "under a |, where a backslash is an ordinary sign.",
        _term('"See C:\\guides\\custody"'),
        _term(_PIPE + "See C:\\guides\\custody"),
    ),
    Rule(
        "YAML025",
        Severity.WARNING,
        "a comment looks like text",
        "A space and # begin a comment, and nothing behind them is printed. Here what follows "
        "looks like the rest of the sentence. Put | behind the colon and the text on the next "
        "line; if it is a comment, put two spaces before the #.",
        Example(_TERMS, _term("See form #5 and its annex")),
        Example(_TERMS, _term(_PIPE + "See form #5 and its annex")),
    ),
    _error(
        "YAML026",
        "a bracket is not closed",
        "A value that begins with [ or { is a list or a mapping and ends with its closing "
        "bracket, with a comma between its parts. Close it. If the value is text, put it "
        "under a |.",
        "terms: [\n",
        "terms: []\n",
    ),
    _error(
        "YAML027",
        "a line stands in the wrong column",
        "What belongs together begins in the same column: the keys of one element, the dashes "
        "of one list. A line further right belongs to the line above it, and that line may "
        "have its value already. Move the line.",
        "terms:\n  - id: custody\n   term: {en: custody}\n",
        _term("Who answers for a material"),
    ),
    _error(
        "YAML028",
        "a list is in the wrong place",
        "The items of a list stand below their key, one a line, each with a dash and a space, "
        "all in one column; nothing but items stands in that column.",
        "terms: - id: custody\n",
        _term("Who answers for a material"),
    ),
    _error(
        "YAML029",
        "a line is neither key nor text",
        "Behind a key stand a colon and a space. A line without a colon is text only when it "
        "is indented further than the key above it.",
        "terms\nid: custody\n",
        "terms: []\n",
    ),
    _error(
        "YAML030",
        "the file cannot be read from here on",
        "The line does not fit YAML in a way that has no finding of its own. Compare it and "
        "the line above with a file that works, character by character: colons, dashes, "
        "quotes, columns.",
        "%YAML 1.2\nterms: []\n",
        "terms: []\n",
    ),
    _error(
        "YAML031",
        "text stands on the line of the |",
        "Behind a | the line ends; the text begins on the next line, indented.",
        _term("| Who answers for a material"),
        _term(_PIPE + "Who answers for a material"),
    ),
    _error(
        "YAML032",
        "text goes on behind a comment",
        "A space and # end a text on the line of its key; the next line cannot go on with it. "
        "Put the whole text under a |.",
        _term("See form #5 and its annex\n        before you answer"),
        _term(_PIPE + "See form #5 and its annex\n        before you answer"),
    ),
)
"""All rules of the family, in order of their codes."""
