"""What a template cannot do: reach methods, load files, use up time and memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builds import lay_out
from tests.pipeline import TINY, files_under
from tests.test_compose import composed, value
from ttt.first_worker import load_stages
from ttt.resources import templates_root
from ttt.tasks import Made, Make, Result, Selection, Start, Survey, Surveyed, Task
from ttt.workers import Pool

NAMES = {
    "v": value("text"), "n": 3, "yes": True, "none": None, "l": (value("a"), value("b")),
    "d": {"items": value("the items"), "copy": value("the copy"), "keys": 1, "id": value("x")},
}  # fmt: skip

REFUSED = {
    "method of a text": "{{ v.upper() }}",
    "class": "{{ v.__class__ }}",
    "class by key": '{{ v["__class__"] }}',
    "class by filter": '{{ v | attr("__class__") }}',
    "map with attribute": '{{ l | map(attribute="__class__") | list }}',
    "groupby of a hidden name": '{% for x in l | groupby("__class__") %}{{ x }}{% endfor %}',
    "selectattr of a hidden name": '{% for x in l | selectattr("__class__") %}{{ x }}{% endfor %}',
    "origin": "{{ v.origin }}",
    "kind": "{{ v.kind }}",
    "mapping method": "{{ d.values() }}",
    "mapping is not called": "{{ d.items() }}",
    "list method": "{{ l.append(1) }}",
    "self": "{{ self.__class__ }}",
    "self's context": "{{ self._TemplateReference__context }}",
    "macro's insides": "{% macro m() %}{% endmacro %}{{ m._func }}",
    "macro's globals": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "loop's insides": "{% for x in l %}{{ loop._iterable }}{% endfor %}",
    "imported module": '{% import "parts.j2" as p %}{{ p.__dict__ }}',
    "cycler": "{{ cycler(1, 2) }}",
    "namespace": "{% set ns = namespace() %}{{ ns.x }}",
    "lipsum": "{{ lipsum() }}",
    "dict": "{{ dict(a=1) }}",
    "range of many": "{% for i in range(100000000) %}{% endfor %}",
    "text times number": '{{ "a" * 1000000000 }}',
    "list times number": "{{ [1] * 1000000000 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "text and per cent": '{{ "%1000000000d" % 3 }}',
    "format": '{{ "%s" | format(v) }}',
    "str.format": '{{ "{0.__class__}".format(v) }}',
    "safe": "{{ v | safe }}",
    "center": "{{ v | center(100000000) }}",
    "indent": "{{ v | indent(100000000) }}",
    "tojson": "{{ v | tojson }}",
    "urlize": "{{ v | urlize }}",
    "xmlattr": "{{ d | xmlattr }}",
    "striptags": "{{ v | striptags }}",
    "escape": "{{ v | e }}",
    "forceescape": "{{ v | forceescape }}",
    "pprint": "{{ v | pprint }}",
    "random": "{{ l | random }}",
    "include outside": '{% include "../../../etc/passwd" %}',
    "include absolute": '{% include "/etc/passwd" %}',
    "autoescape off": "{% autoescape false %}{{ v }}{% endautoescape %}",
    "autoescape off, a block set": "{% autoescape false %}{% set x %}*{{ v }}*{% endset %}{{ x }}"
    "{% endautoescape %}",
    "do": "{% do l.append(1) %}",
    "debug": "{% debug %}",
    "break": "{% for x in l %}{% break %}{% endfor %}",
    "call of a text": "{{ v() }}",
    "a list printed": "{{ l }}",
    "a group printed": "{{ d }}",
    "none printed": "{{ none }}",
    "yes printed": "{{ yes }}",
    "a macro printed": "{% macro m() %}{% endmacro %}{{ m }}",
    "loop printed": "{% for x in l %}{{ loop }}{% endfor %}",
    "an unknown name": "{{ nothing }}",
    "an unknown name of a group": "{{ d.idd }}",
    "an unknown name in a test": "{% if nothing %}x{% endif %}",
    "an unknown name joined": '{{ "a" ~ nothing }}',
    "an unknown name added": "{{ n + nothing }}",
    "an unknown name compared": "{% if nothing == 1 %}x{% endif %}",
    "an unknown name in a loop": "{% for x in nothing %}{% endfor %}",
    "an unknown name in a filter": "{{ nothing | upper }}",
    "an unknown name, counted": "{{ nothing | length }}",
    "an unknown name, joined by a filter": "{{ [nothing] | join }}",
    "an item that is not there": "{{ l[7] }}",
    "inline if without else": "{{ v if false }}",
    "by zero": "{{ n / 0 }}",
    "a number and a text": "{{ n + v }}",
    "calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "includes itself": '{% include "main.j2" %}',
    "markup upper-cased": "{% macro m() %}a{{ v }}{% endmacro %}{{ m() | upper }}",
    "markup cut": "{% macro m() %}a{{ v }}{% endmacro %}{{ m() | truncate(3) }}",
    "markup replaced": "{% macro m() %}a{{ v }}{% endmacro %}{{ m() | replace('a', '#') }}",
}


@pytest.mark.parametrize("way", REFUSED)
def test_what_is_refused_is_a_finding(way: str) -> None:
    shown, values, collector = composed(NAMES, main=REFUSED[way], parts="{% set x = 1 %}")
    assert [finding.code for finding in collector] in (["TPL001"], ["TPL005"]), (shown, values)
    (finding,) = collector
    assert finding.span is not None
    assert finding.span.path.startswith("templates/own/")
    assert len(finding.message) <= 100
    assert "jinja2" not in finding.message
    assert "0x" not in finding.message


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["batch", "replace", "round", "slice", "sum", "string", "truncate", "join",
                     "title", "int", "dictsort", "groupby", "unique", "sort", "list", "min"]),
    st.sampled_from(["v", "n", "yes", "none", "l", "d", "[l, l]", "(n, v)", "{'a': n}", "''"]),
    st.sampled_from(["", "(3)", "(-1)", "(0)", "('a')", "(999999999)", "('', v)", "(l, d)"]),
)  # fmt: skip
def test_any_filter_of_any_value_is_a_value_or_a_finding(name: str, of: str, with_: str) -> None:
    main = f"{{% for x in [{of} | {name}{with_}] %}}a{{% endfor %}}"
    shown, _, collector = composed(NAMES, main=main)
    assert bool(shown) != bool(list(collector))


ALLOWED = {
    "{{ d.items }}": "the items",
    "{{ d.copy }}": "the copy",
    '{{ d["id"] }}': "x",
    "{{ v | upper }}": "TEXT",
    "{{ v | title | lower }}": "text",
    "{{ v | replace('t', 'T') }}": "TexT",
    "{{ v | truncate(3, true, '…', 0) }}": "te…",
    "{{ l | length }}": "2",
    "{{ l | first }}": "a",
    "{{ l[1] }}": "b",
    "{{ v[0] }}": "t",
    "{{ n / 2 }}": "1.5",
    "{{ n // 2 }}": "1",
    "{{ n % 2 }}": "1",
    "{{ -n | abs }}": "3",
    "{{ (n * 1.5) | round(1) }}": "4.5",
    "{% for i in range(3) %}{{ i }}{% endfor %}": "012",
    "{% for x in l %}{{ loop.index }}{{ loop.last and 'z' or 'y' }}{% endfor %}": "1y2z",
    "{% if x is defined %}a{% else %}b{% endif %}": "b",
    "{% if yes and v in l or n > 2 %}a{% endif %}": "a",
    "{{ nothing | default('d') }}": "d",
    "{% for x in l | reverse %}{{ x }}{% endfor %}": "ba",
    "{% for x in l if x != 'a' %}{{ x }}{% endfor %}": "b",
    "{% for a in l | batch(1) %}{{ a[0] }}{% endfor %}": "ab",
    "{{ l | sort(reverse=true) | join }}": "ba",
    "{{ [1, 2, 3.5] | sum }}": "6.5",
    "{{ 2.675 | round(2, 'floor') }}": "2.67",
    "{{ n | string ~ v }}": "3text",
    "{% for a in [1, 2, 3] | slice(2) %}{{ a | length }}{% endfor %}": "21",
    "{% for a, b in [(1, v), (2, v)] %}{{ a }}{{ b }}{% endfor %}": "1text2text",
    "{{ {'a': v, 'b': [n]}.a }}": "text",
    "{% if n in (1, n) %}a{% endif %}": "a",
}


@pytest.mark.parametrize("template", ALLOWED)
def test_what_is_allowed_works(template: str) -> None:
    shown, _, collector = composed(NAMES, main=template)
    assert not len(collector), list(collector)
    words = [line.strip().removeprefix("Str text=") for line in shown.splitlines()[1:]]
    assert "".join(words) == ALLOWED[template]


def test_a_near_name_is_suggested() -> None:
    _, _, collector = composed(NAMES, main="a\n\n{{ d.itms }}")
    (finding,) = collector
    assert 'did you mean "items"?' in f"{finding.message} {finding.hints}"
    assert finding.span is not None
    assert finding.span.line == 3


def test_a_near_block_is_suggested() -> None:
    _, _, collector = composed(NAMES, main="a\n\n{% iff d %}\n{% endif %}")
    (finding,) = collector
    assert 'no block is named "iff"' in finding.message
    assert '"if"' in finding.hints[0]
    assert finding.span is not None
    assert finding.span.line == 3


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["{{", "}}", "{%", "%}", " v ", " d ", " l ", ".", "__class__", "items", "(", ")",
             "[0]",
             " for x in ", " endfor ", " if ", " endif ", " set x = ", " | ", "upper", "join",
             "'a'", "~", "+", "*", "3", " macro m() ", " endmacro ", "{#", "#}", "\n", "{% raw %}"]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_any_template_is_markup_or_a_finding(pieces: list[str]) -> None:
    shown, _, collector = composed(NAMES, main="".join(pieces))
    assert "<class" not in shown
    assert "object at" not in shown
    assert len(list(collector)) <= 30


def test_a_template_that_prints_without_end_is_a_finding() -> None:
    line = "x" * 400
    loops, ends = "{% for a in range(1000) %}{% for b in range(1000) %}", "{% endfor %}" * 2
    endless = f"{loops}{line}{ends}"
    _, _, collector = composed(NAMES, main=endless)
    assert [finding.code for finding in collector] == ["TPL003"]


def test_a_template_that_runs_without_end_is_stopped_and_another_task_is_not(
    tmp_path: Path,
) -> None:
    loops = "".join(f"{{% for {name} in range(1000) %}}\n" for name in "abc") + "{% endfor %}" * 3
    front = "---\ntitle: T\nper: module\naudience: trainer\noffice: guide.docx\nfile: f\n---\n"
    files = {
        **files_under(TINY),
        "templates/base/endless.docx.j2": f"{front}{loops}".encode(),
        "templates/base/fine.docx.j2": front.replace("file: f", "file: g").encode() + b"# A\n",
        "templates/base/guide.docx": (templates_root() / "base" / "guide.docx").read_bytes(),
        "templates/base/labels/en.yaml": (
            templates_root() / "base" / "labels" / "en.yaml"
        ).read_bytes(),
        "templates/base/set.yaml": b"name: Base\n",
    }
    root = lay_out(files, tmp_path)
    surveyed = load_stages()(Start(root), print)(Survey(Selection()))
    assert isinstance(surveyed, Surveyed)
    jobs = [job for plan in surveyed.cohorts for job in plan.jobs]
    with Pool[Task, Result](load_stages, 1, deadline=60, memory=1500, start=Start(root)) as pool:
        results = list(pool.run(Make((job,), surveyed.digest) for job in jobs))
    kinds: dict[str, object] = {
        task.jobs[0].product: result for task, result in results if isinstance(task, Make)
    }
    assert isinstance(kinds["endless"], Made)
    (finding,) = kinds["endless"].diagnostics
    assert (finding.code, finding.message) == ("TPL003", "the template takes more than 2 seconds")
    assert finding.span is not None
    assert (finding.path, finding.span.line) == ("templates/base/endless.docx.j2", 10)
    assert isinstance(kinds["fine"], Made)
    assert len(kinds["fine"].artifacts) == 1
