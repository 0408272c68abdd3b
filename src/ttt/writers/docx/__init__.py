"""The DOCX writer: a document and a prepared template in, the bytes of a Word file out.

Emits WordprocessingML as strings (ECMA-376 Part 1, 17). It decides nothing about content and reads
no file: styles come from the template, pictures from the mapping it is given.
"""

from __future__ import annotations

from ttt.writers.docx.writer import write_docx

__all__ = ["write_docx"]
