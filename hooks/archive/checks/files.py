"""Checks of the files beside texts: each of a type that may be published, and nothing in it that acts or hides."""

from __future__ import annotations

from collections.abc import Container, Iterator

from archive.checks.paths import PAGE_ENDINGS
from archive.checks.pictures import check_whole, shown_pictures
from archive.paths import REGISTRY_FOLDER, dest_uri, is_reserved
from archive.pictures.picture import ENDINGS
from archive.problems import Place, Problem, problem
from archive.publication import in_collection
from archive.registries import REGISTRIES
from archive.safety.filetypes import DEEPEST, LONGEST_PATH
from archive.sources import Sources


def check_all_files(sources: Sources, chosen: Container[str] | None) -> Iterator[Problem]:
    """Yield what is wrong with each file that is no page or registry, and with the path of any file."""
    shown = shown_pictures(sources)
    registries = {f"{REGISTRY_FOLDER}/{name}.yml" for name, _ in REGISTRIES.values()}
    for src_uri in sources.files:
        path = sources.shown(src_uri)
        if chosen is not None and path not in chosen:
            continue
        yield from check_path(src_uri, path)
        if not (src_uri.lower().endswith(PAGE_ENDINGS) or src_uri in registries or is_reserved(dest_uri(src_uri))):
            faults = sources.examine(src_uri).faults
            yield from (problem(found.code, Place(path), text=found.text, **found.values) for found in faults)
            if not faults and src_uri.lower().endswith(ENDINGS) and src_uri not in shown:
                yield from check_whole(src_uri, sources)
            if not in_collection(src_uri) and not src_uri.startswith(f"{REGISTRY_FOLDER}/"):
                for found in sources.examine(src_uri).disclosed:  # no entry names it: it is public as it lies
                    yield problem(found.code, Place(path, found.line + 1), text=found.text)


def check_path(src_uri: str, path: str) -> Iterator[Problem]:
    """A path is short and flat enough for every system that may hold it."""
    if len(src_uri.encode()) > LONGEST_PATH:
        yield problem("path_too_long", Place(path), count=len(src_uri.encode()), most=LONGEST_PATH)
    if src_uri.count("/") > DEEPEST:
        yield problem("path_too_deep", Place(path), most=DEEPEST)
