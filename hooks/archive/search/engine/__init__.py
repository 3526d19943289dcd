"""The search engine that asks an index, as browser/engine.mjs does on the page: `open_index(load_json).query(text)`."""

from archive.search.engine.answer import Answer, Result
from archive.search.engine.search import Search, open_index

__all__ = ["Answer", "Result", "Search", "open_index"]
