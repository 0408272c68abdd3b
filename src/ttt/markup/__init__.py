"""The markup language: CommonMark with tables, attributes in braces and `:::` containers.

`prose` (the Markdown of one YAML field) and `parse` (what a product's template made) share it.
Nothing here knows of editions, templates or Office.
"""
