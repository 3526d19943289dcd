"""The search of a site: every file below `tim-kiem/`, but the page itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.catalogue import Catalogue
from archive.front_matter import Document as Source
from archive.languages import LANGUAGES, Language
from archive.schema import PlainPage
from archive.search.bundle import engine_module, interface_module
from archive.search.entries import documents, facet_values
from archive.search.index import all_rows, index_files, numbered
from archive.search.shards import to_json
from archive.search.vocabulary import Vocabulary, short_forms, spellings

FOLDER = "tim-kiem"


def search_files(catalogue: Catalogue, pages: Mapping[str, tuple[PlainPage, Source]]) -> Iterator[tuple[str, str]]:
    """Yield the engine, the interface with its words, and the index, as (path in the site, text)."""
    found = documents(catalogue, pages)
    vocabulary = Vocabulary(spellings(catalogue.registries), short_forms(), facet_values(catalogue))
    first = numbered(found)
    lists = all_rows(found, first, vocabulary.aliases)
    files = {"engine.mjs": engine_module(), "interface.mjs": interface_module()}
    files |= {f"strings-{language.code}.json": interface_strings(language) for language in LANGUAGES}
    for path, text in (*files.items(), *index_files(found, first, lists, vocabulary)):
        yield f"{FOLDER}/{path}", text


def interface_strings(language: Language) -> str:
    """Write the words of the interface in a language, for the browser."""
    text = language.text
    groups = {name: text.group(f"search.{name}") for name in ("facets", "sorts")}
    return to_json({**text.group("search"), **groups})
