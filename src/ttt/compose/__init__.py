"""Stage: an edition and a product's Jinja template → markup with values beside it.

The template sees plain data only (`context`) in a sandbox; what it prints of that data becomes a
slot, never markup. Must not parse, and must not know any product by name.
"""

from __future__ import annotations

from ttt.compose.context import Context
from ttt.compose.environment import Templates
from ttt.diagnostics import Collector
from ttt.model.markup import Markup
from ttt.model.product import Product

__all__ = ["compose"]


def compose(
    product: Product,
    context: Context,
    templates: Templates,
    collector: Collector,
    *,
    located: bool = False,
) -> Markup | None:
    """Return the markup of one product for one element of an edition.

    `context` is all a template can name, `templates` the prepared template set. A template that
    cannot be read, reaches for what is not there, or runs into a limit is reported at its line
    (`TPL0xx`); there is no markup then. `located` also finds the template line of every line of the
    markup.
    """
    lines = {}
    for name in ("title", "subtitle", "running", "kind", "file"):
        line = templates.line(getattr(product, name), context, collector)
        if line is None:
            return None
        if not line and name in {"title", "file"}:
            collector.error(
                "TPL004",
                f'"{name}" in the front matter comes out empty',
                product.span,
                "write a text, or a name that is always there",
            )
            return None
        lines[name] = line
    rendered = templates.render(product.template, context, collector, located=located)
    if rendered is None:
        return None
    text, values, spans = rendered
    return Markup(text, values, spans, **lines)
