"""The nouns of a curriculum: frozen data that `validate` makes and every later stage reads.

No module here reads a file or reports a finding.
"""
