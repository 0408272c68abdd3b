"""Benchmarks: ttt measured against other programs on the same content, in the same run.

Not part of the installed package. `make bench` runs it; README.md says what is measured and how.
"""
