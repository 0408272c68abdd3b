"""The Jinja environment every template of a team runs in: plain data in, text out, nothing else.

A template may come from anybody. It sees mappings, tuples, texts and numbers; attributes are
look-up in plain data, methods cannot be reached, strings cannot be multiplied or padded, nothing
outside the template set can be loaded. Texts, numbers and lists that a template makes may grow to
what a document can use; time and memory are limited by `ttt.watch`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, ClassVar, Final, NoReturn, cast

from jinja2.environment import Template, TemplateModule
from jinja2.exceptions import (
    SecurityError,
    TemplateError,
    TemplateRuntimeError,
    UndefinedError,
)
from jinja2.runtime import (
    BlockReference,
    LoopContext,
    Macro,
    StrictUndefined,
    TemplateReference,
    Undefined,
)
from jinja2.utils import missing
from markupsafe import Markup

from ttt.model.closed import reader_of_closed
from ttt.sandbox.code import CompilingEnvironment
from ttt.sandbox.filters import FILTERS, is_plain
from ttt.sandbox.limits import MAX_MARKUP, MAX_NUMBER, bounded, weigh
from ttt.text import Kind, Text, origin_of
from ttt.watch import RanAwayError, lift_memory

__all__ = ["CLOSED", "FAILURES", "KEPT_FILTERS", "Missing", "Sandbox", "printed_by"]

KEPT_FILTERS: Final = (
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "first", "float",
    "groupby", "int", "items", "last", "length", "list", "lower", "max", "min", "reject",
    "rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice", "sort",
    "string", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount",
)  # fmt: skip
TEXT_FILTERS: Final = ("capitalize", "lower", "replace", "title", "trim", "truncate", "upper")
CLOSED: Final = "; this document is not"
"""How the complaint about a name ends that is not for the document's audience."""
MAX_RANGE: Final = 1_000
_OF_A_LOOP: Final = frozenset(
    {"first", "index", "index0", "last", "length", "nextitem", "previtem", "revindex"}
)
FAILURES: Final = (
    TemplateError,
    RanAwayError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a template can come to: Jinja's filters pass on whatever Python says of their values."""

_RUNTIME: Final = (LoopContext, TemplateReference, BlockReference, TemplateModule)


class Missing(StrictUndefined):
    """A name that is not there: any use of it is an error that lists near names."""

    def _fail_with_undefined_error(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise UndefinedError(self.complaint())

    def complaint(self) -> str:
        """Return the fact in one line, with "did you mean" where a name is near."""
        name = str(self._undefined_name)
        if self._undefined_hint:
            return str(self._undefined_hint)
        return f'nothing is named "{name}" here'

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _fail_with_undefined_error
    __eq__ = __ne__ = __hash__ = __iter__ = __str__ = __len__ = _fail_with_undefined_error
    __bool__ = __contains__ = __getitem__ = __call__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = _fail_with_undefined_error


class Sandbox(CompilingEnvironment):
    """A sandboxed environment over plain data.

    `print_value` turns a value into what stands in the output; it is called for everything that
    is printed and is not markup the template made itself.
    """

    intercepted_binops = frozenset({"*", "**", "%", "+"})
    default_filters: ClassVar[Mapping[str, Callable[..., Any]]]

    def __init__(self, print_value: Callable[[object], str], **options: Any) -> None:  # noqa: ANN401 Jinja's own options
        super().__init__(
            # Folding constants at compile time saves nothing here and is where bombs go off.
            optimized=False,
            autoescape=True,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            **options,
        )
        self.print_value = print_value
        self.finalize = self._printed
        self.concat = _concat  # type: ignore[method-assign] # it is an attribute to Jinja
        self.filters = {name: self.filters[name] for name in KEPT_FILTERS}
        self.filters.update(FILTERS)
        for name in TEXT_FILTERS:
            self.filters[name] = _text_only(name, self.filters[name])
        self.filters["join"] = self._join
        self.globals = {"range": _range}
        self.tests = {
            name: self.tests[name]
            for name in (
                "defined", "undefined", "none", "string", "number", "mapping", "sequence",
                "iterable", "in", "eq", "ne", "lt", "le", "gt", "ge", "even", "odd",
                "divisibleby", "true", "false", "boolean", "integer", "==", "!=", "<", ">",
                "<=", ">=",
            )
        }  # fmt: skip

    def _printed(self, value: object) -> str:
        """What is printed: markup the template made passes, everything else is a value."""
        if type(value) is Markup:
            return value
        if isinstance(value, Undefined):
            if isinstance(value, Missing):
                raise UndefinedError(value.complaint())
            raise UndefinedError("the value is not there, and the inline if has no else")
        printed = self.print_value(value)
        return printed if type(printed) is Markup else Markup(printed)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 Jinja's signature
        """Look a name up in a mapping; only Jinja's own objects have attributes."""
        if type(obj) is dict or isinstance(obj, Mapping):
            try:
                return obj[attribute]
            except KeyError:
                return self._missing(obj, attribute)
        if type(obj) is LoopContext and attribute in _OF_A_LOOP:
            return getattr(obj, attribute)
        if (
            type(obj) is TemplateModule
            and attribute in obj.__dict__
            and not attribute.startswith("_")
        ):
            return obj.__dict__[attribute]  # a macro of an imported template
        if isinstance(obj, _RUNTIME) and not attribute.startswith("_"):
            return super().getattr(obj, attribute)
        if isinstance(obj, Undefined):
            obj._fail_with_undefined_error()  # noqa: SLF001 Jinja's way to fail
        return self.undefined(hint=f'a {_kind(obj)} has no "{attribute}"', name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 Jinja's signature
        """Look up by key or position; strings give their characters, never their methods."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        if isinstance(obj, Undefined):
            obj._fail_with_undefined_error()  # noqa: SLF001 Jinja's way to fail
        if isinstance(obj, (str, tuple, list)):
            try:
                return obj[argument]
            except (IndexError, TypeError):
                return self.undefined(hint=f"there is no item {argument}", name=str(argument))
        return self.undefined(hint=f'a {_kind(obj)} has no "{argument}"', name=str(argument))

    def _missing(self, obj: Mapping[str, object], attribute: str) -> Undefined:
        reader = reader_of_closed(attribute, obj.keys())
        if reader is not None:
            hint = f'"{attribute}" is for {reader}s{CLOSED}'
            return self.undefined(hint=hint, name=attribute)
        names = [str(name) for name in obj]
        close = get_close_matches(attribute, names, 1)
        known = f'; did you mean "{close[0]}"?' if close else ""
        return self.undefined(hint=f'nothing is named "{attribute}" here{known}', name=attribute)

    def is_safe_callable(self, obj: object) -> bool:
        """Only macros, blocks, recursive loops and `range` may be called."""
        if isinstance(obj, Undefined):
            obj._fail_with_undefined_error()  # noqa: SLF001 Jinja's way to fail
        return isinstance(obj, (Macro, *_RUNTIME)) or obj is _range or _is_loop_method(obj)

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 Jinja's signature
        """Call what may be called; a macro, as almost everything is, without further questions."""
        if type(obj) is Macro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return obj(context.eval_ctx, *args, **kwargs)
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 Jinja's signature
        """Numbers may be multiplied and divided, strings may not."""
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            (left if isinstance(left, Undefined) else right)._fail_with_undefined_error()  # noqa: SLF001 Jinja's way to fail
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.concatenate((left, right))
        if isinstance(left, (int, float)) and isinstance(right, (int, float)) and operator != "**":
            result = super().call_binop(context, operator, left, right)
            if not -MAX_NUMBER <= result <= MAX_NUMBER:
                raise SecurityError("a number grows too large")
            return result
        raise SecurityError(f'"{operator}" works on numbers only here')

    def concatenate(self, parts: Iterable[object]) -> str:
        """Join: values stay values; as soon as one part is markup, the others become slots."""
        parts = tuple(parts)
        for part in parts:
            if isinstance(part, Undefined):
                part._fail_with_undefined_error()  # noqa: SLF001 Jinja's way to fail
        if any(isinstance(part, Markup) for part in parts):
            printed = (p if isinstance(p, Markup) else self.print_value(p) for p in parts)
            return Markup(_concat(printed))
        if not all(map(is_plain, parts)):
            raise TemplateRuntimeError("a list or a group of values cannot be joined with a text")
        joined = bounded("".join(map(str, parts)))
        origin = origin_of(parts)
        return joined if origin is None else Text(joined, Kind.LINE, origin)

    def listed(self, items: list[object]) -> list[object]:
        """Return a list as a template wrote it, if it is no larger than a document can use."""
        weigh(items)
        return items

    def grouped(self, items: dict[object, object]) -> dict[object, object]:
        """Return a group as a template wrote it: texts, numbers, lists of them."""
        for value in items.values():
            if not is_plain(value) and type(value) is not list:
                raise SecurityError("a group holds texts, numbers and lists only here")
        weigh(list(items.values()))
        return items

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise the error of a template; what is left of the memory is ours."""
        lift_memory()
        super().handle_exception(source)

    def _join(self, values: Iterable[object], separator: str = "") -> str:
        """Filter `join`: print every value, the separator between them."""
        printed = [v if isinstance(v, Markup) else self.print_value(v) for v in values]
        between = separator if isinstance(separator, Markup) else self.print_value(separator)
        if sum(map(len, printed)) + len(between) * len(printed) > MAX_MARKUP:
            raise _too_long(MAX_MARKUP)
        return Markup((between if separator else "").join(printed))


def printed_by(template: Template, names: Mapping[str, Any], most: int = MAX_MARKUP) -> str:
    """Return what a template prints, up to so many characters; stops it while it prints."""
    size = 0
    chunks: list[str] = []
    printing = cast("Generator[str]", template.generate(names))
    for chunk in printing:
        size += len(chunk)
        if size > most:
            printing.throw(_too_long(most))  # in the template, whose line it then has
        chunks.append(chunk)
    return "".join(chunks)


def _concat(parts: Iterable[str]) -> str:
    """Join what a macro or a block that is set prints."""
    text = "".join(parts)
    if len(text) > MAX_MARKUP:
        raise _too_long(MAX_MARKUP)
    return text


def _too_long(most: int) -> RanAwayError:
    return RanAwayError(f"prints more than {most:,} characters")


def _text_only(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Guard a text filter: what a macro made is markup, and upper-casing a slot does nothing."""

    def guarded(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 stands in for any filter
        values = [a for a in args if not hasattr(a, "environment") and not hasattr(a, "filters")]
        if values and isinstance(values[0], Markup):
            raise TemplateRuntimeError(f'the filter "{name}" cannot change what a macro printed')
        if values and isinstance(values[0], Undefined):
            values[0]._fail_with_undefined_error()  # noqa: SLF001 Jinja's way to fail
        if values and not is_plain(values[0]):
            raise TemplateRuntimeError(f'the filter "{name}" works on texts only')
        result = bounded(str(function(*args, **kwargs)))
        # What was put in for something else is for those it was written for, too.
        origin = origin_of((*values, *kwargs.values()))
        return result if origin is None else Text(result, Kind.LINE, origin)

    for attribute in ("jinja_pass_arg",):
        if hasattr(function, attribute):
            setattr(guarded, attribute, getattr(function, attribute))
    return guarded


def _range(*args: int) -> range:
    """`range` with an end: at most a thousand."""
    numbers = range(*args)
    if len(numbers) > MAX_RANGE:
        raise SecurityError(f"range of more than {MAX_RANGE}")
    return numbers


def _is_loop_method(obj: object) -> bool:
    return isinstance(getattr(obj, "__self__", None), LoopContext)


def _kind(obj: object) -> str:
    match obj:
        case str():
            return "text"
        case bool() | int() | float():
            return "number"
        case tuple() | list():
            return "list"
        case None:
            return "nothing"
        case _ if obj is missing:
            return "nothing"
        case _:
            return "value"
