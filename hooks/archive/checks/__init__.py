"""All checks of the sources: each a generator of problems, each rule in one function whose docstring is the rule."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from archive.checks import across, disclosure, entry, files, links, paths, pictures, references, registries, texts
from archive.problems import Problem, in_order
from archive.schema import Status
from archive.sources import Sources

# What checks ask of a text alone: a build that keeps what it read keeps the answers with it.
QUESTIONS = (texts.faults_of_characters, texts.faults_of_markup, disclosure.disclosed_by)


def check(sources: Sources, as_of: date, chosen: Container[str] | None = None) -> list[Problem]:
    """Tell everything that is wrong with the sources on the day `as_of`, sorted.

    With `chosen`, paths as problems name them, only what is wrong with those, seen against all the others.
    """
    problems = [*sources.problems, *_all(sources, as_of, chosen)]
    return in_order(one for one in problems if chosen is None or one.path in chosen)


def _all(sources: Sources, as_of: date, chosen: Container[str] | None) -> Iterator[Problem]:
    yield from registries.check_registries(sources)
    contacts = disclosure.contacts_of(sources)
    for one in sources.entries:
        if chosen is not None and one.document.path not in chosen:
            continue
        yield from entry.check_entry(one, sources, as_of)
        yield from references.check_references(one, sources)
        yield from pictures.check_cover(one, sources)
        if one.record.status is not Status.WITHDRAWN:
            yield from pictures.check_pictures(one.document, one.src_uri, sources)
        yield from texts.check_text(one.document)
        more = list(disclosure.disclosed_by_files(one, sources))
        yield from disclosure.check_disclosure(one.document, one.record.allow, more, contacts)
    for src_uri, (page, document) in sources.pages.items():
        if chosen is None or document.path in chosen:
            yield from pictures.check_pictures(document, src_uri, sources)
            yield from texts.check_text(document)
            yield from disclosure.check_disclosure(document, page.allow, [], contacts)
    yield from disclosure.check_registry_disclosure(sources, contacts)
    yield from files.check_all_files(sources, chosen)
    yield from across.check_across(sources, as_of)
    yield from links.check_links(sources, as_of)
    yield from paths.check_paths(sources)
