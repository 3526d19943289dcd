"""Last stage: the search index, written straight into the site; thousands of small files need not pass MkDocs."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from archive.carry_over.search import SearchOf, write
from archive.carry_over.weighings import Weighings
from archive.edition import Edition
from archive.paths import SEARCH_PARTS
from archive.store import key_of


@event_priority(100)
def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Begin it where it depends on few documents, while files are chosen and pages made; the site's folder is empty."""
    if (carrying := config.extra.get("carrying")) is None:
        return
    site_dir = Path(config.site_dir)
    weighings = Weighings(config.extra["edition"], carrying)
    search = config.extra["search"] = SearchOf(weighings, config.extra.get("site_before") or site_dir, site_dir)
    search.begin()


def on_post_build(config: MkDocsConfig) -> None:
    """Write it beside the search page: what the site before has not just so."""
    edition: Edition = config.extra["edition"]
    carrying = config.extra.get("carrying")
    files = config.extra["search"].files() if carrying else edition.search_files()
    for path, text in files:
        if carrying and not path.startswith(SEARCH_PARTS) and carrying.stays(path, key_of(text)):
            continue
        write(Path(config.site_dir), path, text)
    config.extra["store"].close()
