"""What an error costs: the documents of one template, or all of a cohort's."""

from __future__ import annotations

from typing import Final

from ttt.diagnostics import Diagnostic

_WRITTEN: Final = frozenset({"OUT001", "OUT003", "TPL002", "TPL324", "TPL355", "TPL356", "TPL401"})
"""What is wrong with a template as it lies there: unreadable, syntax, layouts, styles."""

_TEMPLATES: Final = (".j2", ".pptx", ".potx", ".docx", ".dotx")


def costs_a_document(error: Diagnostic) -> bool:
    """Whether an error costs the documents of one template only.

    A leak costs the cohort, and so does a template that cannot be read or names what is not there:
    a team is still working on it. One that fails or runs away while it is filled costs no other.
    """
    if not error.path.startswith("templates/") or error.code.startswith("AUD"):
        return False
    if error.code in _WRITTEN:
        return False
    return error.path.endswith(_TEMPLATES) or (
        error.code == "OUT002" and not error.path.endswith(".yaml")
    )
