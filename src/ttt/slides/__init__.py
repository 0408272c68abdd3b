"""From a document to slides: what stands where, and how large.

Pure: sees geometry and fonts, never an Office package.
"""
