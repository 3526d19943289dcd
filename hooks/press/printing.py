"""Printing many pages in several processes: each takes a share, converts it, puts it in its template and writes it.

The seam is `concurrent.futures.Executor`. The standard process pool begins each process as a copy of this one, so that
nothing need be sent there; where the system cannot copy processes, and for a handful of pages, MkDocs goes on as usual.
With `--scheduler` the executor is a cluster's (`press.cluster`).
"""

from __future__ import annotations

import ctypes
import gc
import logging
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import write_file

from archive.carry_over.search import SearchOf
from press.hearing import Heard
from press.kept import Kept
from press.pages import Converter
from press.private import build_page, populate_page


class NoCluster(RuntimeError):
    """A cluster cannot print: nobody answers, or a worker is another program; the text is the key of what to say."""


# Beginning processes costs as much as a few dozen pages.
FEWEST = 60
SHARE = 24
# So many shares are given to a cluster before the first of them must be back.
MOST_AHEAD = 200


@dataclass
class Press:
    """What pages are printed with: all of a build that they need; `weighed` are the documents whose tokens are kept."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    converter: Converter
    search: SearchOf
    weighed: Container[str]

    def print(self, src_uris: Iterable[str]) -> Printed:
        """Print a share of the pages into the site."""
        heard, printed = Heard(), Printed([], [])
        self.converter.keep = lambda key, content: printed.kept.append((key, content))
        logger = logging.getLogger("mkdocs")
        logger.addHandler(heard)
        try:
            for src_uri in src_uris:
                file = self.files.src_uris[src_uri]
                assert file.page is not None
                populate_page(file.page, self.config, self.files)
                build_page(file.page, self.config, [file], self.nav, self.env)
                file.page.content = None  # it is on the disk
                printed.kept += self.search.weighed_apart(src_uri, self.weighed)
        finally:
            logger.removeHandler(heard)
        printed.told = heard.told
        return printed


@dataclass
class Printed:
    """What came of a share: what was told, what is for the store, and the pages that were made on another machine."""

    told: list[tuple[int, str]]
    kept: list[tuple[str, bytes]]
    files: dict[str, bytes] = field(default_factory=dict)


def cores() -> int:
    """Say how many processes may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pays(pages: Sequence[File], config: MkDocsConfig) -> bool:
    """Tell whether so many pages are printed sooner by several processes."""
    several = config.extra.get("scheduler") or (cores() > 1 and sys.platform == "linux")
    return len(pages) >= FEWEST and bool(several)


def printed(press: Press, pages: Sequence[File]) -> Iterator[Printed]:
    """Print pages in several processes; each is then a file that stays as it is."""
    shares = [[file.src_uri for file in pages[at : at + SHARE]] for at in range(0, len(pages), SHARE)]
    if scheduler := press.config.extra.get("scheduler"):
        yield from _on_cluster(scheduler, press, shares)
    else:
        yield from _in_pool(press, shares)
    for file in pages:
        press.files.remove(file)
        press.files.append(Kept.of(file.src_uri, press.config))


def _in_pool(press: Press, shares: list[list[str]]) -> Iterator[Printed]:
    gc.freeze()  # the processes share what is not touched
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(cores(), context, initializer=_take, initargs=(press,)) as executor:
            yield from in_turn(lambda share: executor.submit(_print, share), shares, 3 * cores())
    finally:
        gc.unfreeze()


def _on_cluster(scheduler: str, press: Press, shares: list[list[str]]) -> Iterator[Printed]:
    from press.cluster import cluster

    # Dask sends a function within another as it is; one of a module's would have to be found by the scheduler as well.
    def print_there(brief: bytes, src_uris: list[str]) -> Printed:
        from press.cluster import print_share

        return print_share(brief, src_uris)

    with cluster(scheduler, press, [src_uri for share in shares for src_uri in share]) as (executor, brief):
        for share in in_turn(lambda share: executor.submit(print_there, brief, share), shares, MOST_AHEAD):
            for path, content in share.files.items():
                write_file(content, str(Path(press.config.site_dir) / path))
            yield share


def in_turn(
    submit: Callable[[list[str]], Future[Printed]], shares: Iterable[list[str]], most: int
) -> Iterator[Printed]:
    """Have shares printed, no more at once than keep all busy: what comes back is not to fill the memory."""
    ahead: deque[Future[Printed]] = deque()
    for share in shares:
        ahead.append(submit(share))
        if len(ahead) > most:
            yield ahead.popleft().result()
    while ahead:
        yield ahead.popleft().result()


# linux/prctl.h
_PR_SET_PDEATHSIG = 1
# Set in the processes of the pool alone, each of which prints for one build.
_press: list[Press] = []


def _take(press: Press) -> None:
    _die_with_parent()
    _press[:] = [press]
    press.env.bytecode_cache = None  # the store is the first process's alone
    logging.getLogger("mkdocs").handlers.clear()


def _die_with_parent() -> None:
    """Have the system end this process with the one that forked it: killed, it could not do so itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == 1:  # it is gone already
            os._exit(1)


def _print(src_uris: list[str]) -> Printed:
    return _press[0].print(src_uris)
