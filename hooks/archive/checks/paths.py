"""Checks of addresses: no two sources share one on any system, none takes that of a generated page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from archive.paths import INTRODUCTION, REGISTRY_FOLDER, dest_uri, is_reserved, twin_key, url_of
from archive.problems import Place, Problem, problem, warning
from archive.publication import named_files
from archive.registries import REGISTRIES
from archive.sources import Sources
from archive.strings import strings
from archive.suggestion import nearest

# What MkDocs takes for Markdown besides .md (`mkdocs.utils.markdown_extensions`).
_OTHER_ENDINGS = (".markdown", ".mdown", ".mkdn", ".mkd")
PAGE_ENDINGS = (".md", *_OTHER_ENDINGS)


def check_paths(sources: Sources) -> Iterator[Problem]:
    """Yield every clash of addresses, and the files that will have none."""
    yield from check_twins(sources)
    yield from check_urls(sources)
    yield from check_aliases(sources)
    yield from check_endings(sources)
    yield from check_registry_folder(sources)
    yield from check_unnamed(sources)


def check_twins(sources: Sources) -> Iterator[Problem]:
    """No two paths are equal after NFC and case folding: Windows and macOS would keep only one."""
    for group in _groups(sources.files, twin_key):
        for src_uri in group:
            others = ", ".join(sources.shown(other) for other in group if other != src_uri)
            yield problem("path_twins", Place(sources.shown(src_uri)), others=others)


def check_urls(sources: Sources) -> Iterator[Problem]:
    """No two sources fall on one URL, and none where the archive's own pages and data stand."""
    for group in _groups(sources.files, dest_uri):
        for src_uri in group:
            others = ", ".join(sources.shown(other) for other in group if other != src_uri)
            yield problem("url_twins", Place(sources.shown(src_uri)), others=others, url=url_of(src_uri))
    for src_uri in sources.files:
        if src_uri != INTRODUCTION and is_reserved(dest_uri(src_uri)):
            yield problem("url_generated", Place(sources.shown(src_uri)), url=url_of(src_uri))


def check_aliases(sources: Sources) -> Iterator[Problem]:
    """An alias is an old address: nothing else stands there now, and only one entry claims it."""
    standing = {url_of(src_uri): src_uri for src_uri in sources.files}
    claims: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in sources.entries:
        for alias in entry.record.aliases:
            claims[alias][entry.src_uri] = None
    for entry in sources.entries:
        for index, alias in enumerate(entry.record.aliases):
            place = entry.document.place("aliases", index)
            others = [standing[alias]] if alias in standing else [one for one in claims[alias] if one != entry.src_uri]
            if is_reserved(alias.strip("/") + "/index.html"):
                yield problem("alias_generated", place, url=alias)
            elif others:
                yield problem("alias_taken", place, url=alias, other=", ".join(map(sources.shown, others)))


def check_endings(sources: Sources) -> Iterator[Problem]:
    """A page ends in .md: MkDocs would take the other endings of Markdown for pages too, unread by us."""
    for src_uri in sources.files:
        if src_uri.lower().endswith(_OTHER_ENDINGS) or (src_uri.lower().endswith(".md") and src_uri[-3:] != ".md"):
            yield problem("page_ending", Place(sources.shown(src_uri)), ending=src_uri.rsplit(".", 1)[1])


def check_registry_folder(sources: Sources) -> Iterator[Problem]:
    """What else lies in the folder of registries is published, and read by nobody: worth a warning."""
    known = [f"{REGISTRY_FOLDER}/{name}.yml" for name, _ in REGISTRIES.values()]
    for src_uri in sources.files:
        if src_uri.startswith(f"{REGISTRY_FOLDER}/") and src_uri not in known:
            guess = nearest(src_uri, known)
            said = strings()("check.did_you_mean", guess=guess) if guess else ""
            yield warning("registry_unknown", Place(sources.shown(src_uri)), guess=said)


def check_unnamed(sources: Sources) -> Iterator[Problem]:
    """A file beside entries that none of them names will not be published: worth a warning."""
    named = {src_uri for entry in sources.entries for src_uri in named_files(entry, sources)}
    unsure = {src_uri.rsplit("/", 1)[0] for src_uri in sources.unreadable}
    for folder, files in sources.beside.items():
        for src_uri in files:
            is_page = src_uri.lower().endswith(PAGE_ENDINGS)
            if src_uri not in named and folder not in unsure and not is_page:
                yield warning("file_unnamed", Place(sources.shown(src_uri)))


def _groups(src_uris: Iterable[str], key: Callable[[str], str]) -> Iterator[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for src_uri in src_uris:
        groups[key(src_uri)].append(src_uri)
    yield from (group for group in groups.values() if len(group) > 1)
