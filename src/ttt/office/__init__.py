"""Office templates: opened, checked and prepared, once per worker and set.

The only place besides `ttt.writers` that knows Office packages. Fills nothing, writes no file.
"""
