"""All checks of the sources: each a generator of problems, each rule in one function whose docstring is the rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archive.checks import across, entry, links, paths, references, registries
from archive.problems import Problem, in_order
from archive.sources import Sources


def check(sources: Sources, as_of: date) -> list[Problem]:
    """Tell everything that is wrong with the sources on the day `as_of`, sorted."""
    return in_order([*sources.problems, *_all(sources, as_of)])


def _all(sources: Sources, as_of: date) -> Iterator[Problem]:
    yield from registries.check_registries(sources)
    for one in sources.entries:
        yield from entry.check_entry(one, sources, as_of)
        yield from references.check_references(one, sources)
    yield from across.check_across(sources)
    yield from links.check_links(sources, as_of)
    yield from paths.check_paths(sources)
