"""Last stage: the search index, written straight into the site; thousands of small files need not pass MkDocs."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from archive.carry_over.search import SearchOf
from archive.carry_over.weighings import Weighings
from archive.edition import Edition
from archive.paths import SEARCH_PARTS
from archive.store import key_of


def on_pre_build(config: MkDocsConfig) -> None:
    """Begin it where it depends on few documents, while the pages are made."""
    if (carrying := config.extra.get("carrying")) is None:
        return
    before = config.extra.get("site_before") or Path(config.site_dir)
    search = config.extra["search"] = SearchOf(Weighings(config.extra["edition"], carrying), before)
    search.begin()


def on_post_build(config: MkDocsConfig) -> None:
    """Write it beside the search page: what the site before has not just so."""
    edition: Edition = config.extra["edition"]
    carrying = config.extra.get("carrying")
    files = config.extra["search"].files() if carrying else edition.search_files()
    for path, text in files:
        if carrying and not path.startswith(SEARCH_PARTS) and carrying.stays(path, key_of(text)):
            continue
        file = Path(config.site_dir) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    config.extra["store"].close()
