"""Last stage: the search index, written straight into the site; thousands of small files need not pass MkDocs."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from archive.edition import Edition


def on_post_build(config: MkDocsConfig) -> None:
    """Write it beside the search page."""
    edition: Edition = config.extra["edition"]
    for path, text in edition.search_files():
        file = Path(config.site_dir) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
