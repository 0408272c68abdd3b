"""A deck as a PowerPoint file: slides decided elsewhere, set into a prepared template.

Writes PresentationML itself (ECMA-376-1, clauses 19 to 21) and copies the template's parts as they
are. Decides nothing about what stands on which slide, nor how large.
"""

from ttt.writers.pptx.deck import write_pptx

__all__ = ["write_pptx"]
