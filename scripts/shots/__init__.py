"""The gallery: pictures of slides and pages of the sample, and the page that shows them.

`catalogue` says what is shown, `build` makes the documents for it, `render` turns them into
pictures, `find` says on which page a mark stands, `page` writes docs/gallery/README.md.
"""
