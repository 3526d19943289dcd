"""All that is taken from the inside of MkDocs 1.6.1, which is frozen: no documented name serves.

`tests/test_press.py` fails where one of these is no longer what it was.
"""

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

# MkDocs reads and renders all pages one after the other; in several processes, each must do its own.
populate_page, build_page = _populate_page, _build_page
# MkDocs makes a converter for every page; one for all must be given, page by page, what leads links to pages. What else
# `Page.render` gives it finds title and anchors, of which the archive's own checks and `Face` tell.
RelativePaths = _RelativePathTreeprocessor
toc_of = get_toc

__all__ = [
    "RelativePaths",
    "build_page",
    "populate_page",
    "toc_of",
]
