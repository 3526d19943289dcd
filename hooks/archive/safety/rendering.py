"""A text rendered as the site's pages are, without MkDocs: to ask what would be taken out of it."""

from __future__ import annotations

from functools import cache

import markdown

from archive.safety.syntax import EXTENSIONS
from archive.suggestion import heading_id


@cache
def _converter() -> markdown.Markdown:
    settings = {**EXTENSIONS, "toc": {**EXTENSIONS["toc"], "slugify": heading_id}}
    return markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=settings)


def rendered(text: str) -> str:
    """Render a text as HTML."""
    return _converter().reset().convert(text)
