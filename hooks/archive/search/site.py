"""The search of a site: every file below `tim-kiem/`, but the page itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from archive.catalogue import Catalogue
from archive.front_matter import Document as Source
from archive.languages import LANGUAGES, Language
from archive.paths import SEARCH_FOLDER
from archive.schema import PlainPage
from archive.search.bundle import engine_module, interface_module
from archive.search.entries import documents, facet_values
from archive.search.shards import to_json
from archive.search.vocabulary import Vocabulary, short_forms, spellings
from archive.search.whole import index_files

# Where other programs find the engine.
ENGINE_FILE = f"{SEARCH_FOLDER}/engine.mjs"


def site_vocabulary(catalogue: Catalogue) -> Vocabulary:
    """Gather the words that a site's search knows."""
    return Vocabulary(spellings(catalogue.registries), short_forms(), facet_values(catalogue))


def search_files(catalogue: Catalogue, pages: Mapping[str, tuple[PlainPage, Source]]) -> Iterator[tuple[str, str]]:
    """Yield every file of a site's search, made from nothing, as (path in the site, text)."""
    found, vocabulary = documents(catalogue, pages), site_vocabulary(catalogue)
    yield ENGINE_FILE, engine_module()
    for path, text in index_files(found, vocabulary):
        yield f"{SEARCH_FOLDER}/{path}", text


def interface_strings(language: Language) -> str:
    """Write the words of the interface in a language, for the browser."""
    text = language.text
    groups = {name: text.group(f"search.{name}") for name in ("facets", "sorts")}
    return to_json({**text.group("search"), **groups})


# What pages search with: the engine, and the interface with its words; how each is written, by its name.
PROGRAM_FILES: dict[str, Callable[[], str]] = {
    "engine.mjs": engine_module,
    "interface.mjs": interface_module,
    **{f"strings-{language.code}.json": partial(interface_strings, language) for language in LANGUAGES},
}
