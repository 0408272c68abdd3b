"""Generators of the base template files (Office files written from XML strings)."""
