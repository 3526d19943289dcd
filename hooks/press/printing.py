"""Printing many pages in several processes: each takes a share, converts it, puts it in its template and writes it.

The seam is `concurrent.futures.Executor`: that of `archive.processes`, or with `--scheduler` a cluster's
(`press.cluster`). Where neither pays, MkDocs goes on as usual.
"""

from __future__ import annotations

import logging
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import write_file

from archive.carry_over.weighings import Weighings
from archive.processes import FEWEST, can_share, cores, in_turn, pool, shares_of
from archive.store import Apart
from press.hearing import Heard
from press.kept import Kept
from press.pages import Converter
from press.private import build_page, populate_page


class NoCluster(RuntimeError):
    """A cluster cannot print: nobody answers, or a worker is another program; the text is the key of what to say."""


# So many shares are given to a cluster before the first of them must be back.
MOST_AHEAD = 200


@dataclass
class Press:
    """What pages are printed with: all of a build that they need; `weighed` are the documents whose tokens are kept.

    From when it is made, what pages ask of the store is asked of `apart`.
    """

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    converter: Converter
    weighings: Weighings
    weighed: Container[str]
    apart: Apart

    def __post_init__(self) -> None:
        """Keep away from the store."""
        self.converter.keep = self.apart.keep
        self.config.extra["codes"].store = self.apart
        self.weighings.edition.sources.facts.store = self.apart

    def print(self, src_uris: Iterable[str]) -> Printed:
        """Print a share of the pages into the site."""
        heard, printed = Heard(), Printed([], [])
        logger = logging.getLogger("mkdocs")
        logger.addHandler(heard)
        try:
            for src_uri in src_uris:
                file = self.files.src_uris[src_uri]
                assert file.page is not None
                populate_page(file.page, self.config, self.files)
                build_page(file.page, self.config, [file], self.nav, self.env)
                printed.kept += self.weighings.weighed_apart(src_uri, self.weighed)
                if file.page not in self.nav.pages:
                    file.page = None  # it is on the disk
        finally:
            logger.removeHandler(heard)
        printed.told = heard.told
        printed.kept += self.apart.taken()
        return printed


@dataclass
class Printed:
    """What came of a share: what was told, what is for the store, and the pages that were made on another machine."""

    told: list[tuple[int, str]]
    kept: list[tuple[str, bytes]]
    files: dict[str, bytes] = field(default_factory=dict)


def pays(pages: Sequence[File], config: MkDocsConfig) -> bool:
    """Tell whether so many pages are printed sooner by several processes."""
    return len(pages) >= FEWEST and bool(config.extra.get("scheduler") or can_share())


def printed(press: Press, pages: Sequence[File]) -> Iterator[Printed]:
    """Print pages in several processes; each is then a file that stays as it is."""
    shares = shares_of([file.src_uri for file in pages])
    if scheduler := press.config.extra.get("scheduler"):
        yield from _on_cluster(scheduler, press, shares)
    else:
        yield from _in_pool(press, shares)
    for file in pages:
        press.files.remove(file)
        press.files.append(Kept.of(file.src_uri, press.config))


def _in_pool(press: Press, shares: list[Sequence[str]]) -> Iterator[Printed]:
    with pool(sum(map(len, shares)), _take, press) as executor:
        yield from in_turn(lambda share: executor.submit(_print, share), shares, 3 * cores())


def _on_cluster(scheduler: str, press: Press, shares: list[Sequence[str]]) -> Iterator[Printed]:
    from press.cluster import cluster

    # Dask sends a function within another as it is; one of a module's would have to be found by the scheduler as well.
    def print_there(brief: bytes, src_uris: Sequence[str]) -> Printed:
        from press.cluster import print_share

        return print_share(brief, src_uris)

    with cluster(scheduler, press, [src_uri for share in shares for src_uri in share]) as (executor, brief):
        for share in in_turn(lambda share: executor.submit(print_there, brief, share), shares, MOST_AHEAD):
            for path, content in share.files.items():
                write_file(content, str(Path(press.config.site_dir) / path))
            yield share


# Set in the processes of the pool alone, each of which prints for one build.
_press: list[Press] = []


def _take(press: Press) -> None:
    _press[:] = [press]
    press.env.bytecode_cache = None  # the store is the first process's alone
    logging.getLogger("mkdocs").handlers.clear()


def _print(src_uris: Sequence[str]) -> Printed:
    return _press[0].print(src_uris)
