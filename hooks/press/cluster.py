"""Printing on other machines: a Dask cluster in the place of the process pool, the same bytes out.

A worker is a checkout of the same commit, begun there with `python3 hooks worker tcp://…`. It is sent what the sources
say, already read, and sends back the pages that it was asked for; sources need not lie there. Whoever reaches the
scheduler can have the workers run anything: it belongs into a closed network, or behind the TLS of Dask's own settings.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Container, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import get_navigation

from archive.assets import Assets
from archive.carry_over.carrying import Carrying
from archive.carry_over.inputs import Inputs
from archive.carry_over.weighings import Weighings
from archive.edition import Edition
from archive.environment import ROOT
from archive.pictured import Pictured
from archive.store import Apart, key_of
from press.kept import KnownFiles
from press.pages import ArchivePage, Converter
from press.printing import NoCluster, Press, Printed
from press.saying import saying


@dataclass(frozen=True)
class Brief:
    """All that a worker must be sent to print pages of a build; `file` is mkdocs.yml, seen from the checkout."""

    file: str
    inputs: Inputs
    edition: Edition
    pictured: Pictured
    known: Container[str]
    weighed: Container[str]
    pages: list[str]

    @classmethod
    def of(cls, press: Press, pages: list[str]) -> Brief:
        """Gather what printing these pages asks for."""
        config = press.config
        carrying: Carrying = config.extra["carrying"]
        return cls(
            os.path.relpath(config.config_file_path, ROOT),
            carrying.inputs,
            press.weighings.edition,
            config.extra["pictured"],
            carrying.after.known,
            press.weighed,
            pages,
        )


@contextmanager
def cluster(scheduler: str, press: Press, pages: list[str]) -> Iterator[tuple[Executor, Any]]:
    """Reach a cluster by its scheduler's address; gives the executor, and what goes with each share.

    Raises NoCluster where nobody answers.
    """
    from distributed import Client

    try:
        reached: Any = Client(scheduler, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError):
        raise NoCluster("commands.build.no_cluster") from None
    with reached as client:
        brief = client.scatter(pickle.dumps(Brief.of(press, pages), pickle.HIGHEST_PROTOCOL), hash=False)
        # A worker that is gone costs its shares a second time, on another.
        yield client.get_executor(retries=3), brief


# Set in a worker, which prints for one build after the other: the build's name, what it is printed with, and where.
_prepared: list[tuple[str, Press, tempfile.TemporaryDirectory[str]]] = []


def print_share(brief: bytes, src_uris: Sequence[str]) -> Printed:
    """Print a share of a build's pages, in a worker; raises NoCluster where it has another program."""
    name = key_of(brief)
    if not _prepared or _prepared[0][0] != name:
        for _, _, before in _prepared:
            before.cleanup()
        _prepared.clear()
        folder = tempfile.TemporaryDirectory(prefix="archive-", dir=_folder_of_worker())
        try:
            _prepared.append((name, _press_of(pickle.loads(brief), Path(folder.name)), folder))
        except BaseException:
            folder.cleanup()
            raise
    press = _prepared[0][1]
    printed = press.print(src_uris)
    for src_uri in src_uris:
        file = press.files.src_uris[src_uri]
        printed.files[file.dest_uri] = Path(file.abs_dest_path).read_bytes()
        Path(file.abs_dest_path).unlink()
    return printed


def _folder_of_worker() -> str | None:
    """Name the folder that Dask takes away with a worker, even one that was killed; None outside of a worker."""
    from distributed import get_worker

    try:
        return str(get_worker().local_directory)
    except ValueError:
        return None


def _press_of(brief: Brief, folder: Path) -> Press:
    """Prepare as MkDocs does up to its pages, but for the sources, which were read elsewhere."""
    site, docs = folder / "site", folder / "docs"
    docs.mkdir()  # empty: what stood there is in the brief
    config = load_config(str(ROOT / brief.file), site_dir=str(site), docs_dir=str(docs))
    said = saying(config, brief.edition.settings)
    ours = Path(config.theme.custom_dir or "")
    assets = Assets.of(ours, Apart(), brief.inputs.program)
    here = Inputs.of({}, ROOT / "hooks", ours, brief.inputs.day, said, assets.folder)
    if (here.program, here.around) != (brief.inputs.program, brief.inputs.around):
        raise NoCluster("commands.build.other_program")
    config.extra.update(edition=brief.edition, pictured=brief.pictured, store_dir=folder / "store")
    config = config.plugins.on_config(config)
    alone, directories = InclusionLevel.NOT_IN_NAV, config.use_directory_urls
    listed = [File(src_uri, str(docs), str(site), directories, inclusion=alone) for src_uri in brief.pages]
    files = KnownFiles(listed, brief.known, config)
    converter = _converter(brief, files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    env = config.plugins.on_env(config.theme.get_env(), config=config, files=files)
    weighings = Weighings(brief.edition, Carrying(brief.inputs, config.extra["store"]))
    return Press(config, files, nav, env, converter, weighings, brief.weighed, Apart())


def _converter(brief: Brief, files: KnownFiles, config: MkDocsConfig) -> Converter:
    converter = Converter.of(config, brief.inputs, lambda key, content: None)
    for file in files.documentation_pages():
        file.page = page = ArchivePage(file, config, converter)
        if (document := brief.edition.document(file.src_uri)) is not None:
            page.name(document, files)
    return converter
