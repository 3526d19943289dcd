"""The search of a site: every file below `tim-kiem/`, but the page itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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


def program_files() -> Iterator[tuple[str, str]]:
    """Yield the engine, and the interface with its words, as (name, text): what pages search with."""
    yield "engine.mjs", engine_module()
    yield "interface.mjs", interface_module()
    for language in LANGUAGES:
        yield f"strings-{language.code}.json", interface_strings(language)


def static_files() -> Iterator[tuple[str, str]]:
    """Yield the engine where other programs find it, as (path in the site, text)."""
    yield f"{SEARCH_FOLDER}/engine.mjs", engine_module()


def site_vocabulary(catalogue: Catalogue) -> Vocabulary:
    """Gather the words that a site's search knows."""
    return Vocabulary(spellings(catalogue.registries), short_forms(), facet_values(catalogue))


def search_files(catalogue: Catalogue, pages: Mapping[str, tuple[PlainPage, Source]]) -> Iterator[tuple[str, str]]:
    """Yield every file of a site's search, made from nothing, as (path in the site, text)."""
    found, vocabulary = documents(catalogue, pages), site_vocabulary(catalogue)
    yield from static_files()
    for path, text in index_files(found, vocabulary):
        yield f"{SEARCH_FOLDER}/{path}", text


def interface_strings(language: Language) -> str:
    """Write the words of the interface in a language, for the browser."""
    text = language.text
    groups = {name: text.group(f"search.{name}") for name in ("facets", "sorts")}
    return to_json({**text.group("search"), **groups})
