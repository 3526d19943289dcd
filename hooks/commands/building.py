"""Having MkDocs build a site in a new folder, and putting it in the place of the old one when it is whole."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from archive import store
from archive.carry_over.carrying import Carrying
from archive.carry_over.ledger import ledger_file, write_ledger
from archive.carry_over.text_edits import TextEdits
from archive.edition import Edition
from archive.environment import ROOT, lock
from archive.looking import stamps, stamps_of
from archive.paths import SEARCH_PARTS
from archive.pictures.picture import SavedMeanwhile
from archive.safety.network import NetworkTried, no_network
from archive.strings import strings
from archive.trust.events import Publishing
from archive.trust.journal import Journal
from archive.trust.keys import KeyWrong, Signer, SigningKey, fingerprint, given_key
from archive.trust.sealing import OWN, Seal
from commands.console import ContentProblem
from press.hearing import Heard
from press.printing import NoCluster

# What a folder must hold for us to believe that it is a site of ours, which may be replaced.
OWN_MARK = "du-lieu/catalogue.json"


def configured(
    docs_dir: Path, site_dir: Path, *, as_of: date | None, strict: bool = False, file: Path = ROOT / "mkdocs.yml"
) -> MkDocsConfig:
    """Load mkdocs.yml for one build."""
    with set_day(as_of):
        try:
            return load_config(str(file), docs_dir=str(docs_dir.absolute()), site_dir=str(site_dir), strict=strict)
        except ConfigurationError as error:
            raise ContentProblem(str(error)) from None


def built(
    docs_dir: Path,
    site_dir: Path,
    *,
    as_of: date | None,
    strict: bool = False,
    file: Path = ROOT / "mkdocs.yml",
    **extra: object,
) -> MkDocsConfig:
    """Build the site into the empty or absent folder `site_dir`; raises ContentProblem, all problems told.

    `extra` goes where the hooks find it: `site_before` is the site of which what is just so is not made again,
    `store_dir` where the store lies, `scheduler` the address of a cluster that prints, `looking` who looks at the disk.
    """
    heard, config = Heard(), None
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    logger.propagate = False
    try:
        config = configured(docs_dir, site_dir, as_of=as_of, strict=strict, file=file)
        config.extra.update(extra)
        # A cluster is reached by network, and nothing else is.
        with contextlib.nullcontext() if extra.get("scheduler") else no_network():
            mkdocs_build.build(config)
    except Abort:
        raise ContentProblem("\n".join(heard.lines)) from None
    except ConfigurationError as error:
        raise ContentProblem(str(error)) from None
    except NetworkTried as tried:
        raise ContentProblem(strings()("commands.build.network", address=tried)) from None
    except SavedMeanwhile as picture:
        raise ContentProblem(strings()("commands.build.saved_meanwhile", file=picture)) from None
    except NoCluster as error:
        raise ContentProblem(strings()(str(error), scheduler=extra.get("scheduler"))) from None
    finally:
        logger.removeHandler(heard)
        for one in ("search", "data", "store"):
            if config is not None and one in config.extra:
                config.extra[one].close()
    attention = [str(problem) for problem in config.extra["edition"].problems]
    for line in (*attention, *heard.lines):
        click.echo(line, err=True)
    return config


def brought_up(
    docs_dir: Path, site_dir: Path, *, as_of: date | None, key: Signer | None = None, **how: Any
) -> MkDocsConfig:
    """Build what `site_dir` has not just so beside it, as `built` does, bring it up to date and seal it."""
    with staging(site_dir) as folder:
        config = built(docs_dir, folder / "site", as_of=as_of, site_before=site_dir, **how)
        bring_up(folder / "site", site_dir, config.extra.get("carrying"), seal_of(config, site_dir, key))
    return config


def seal_of(config: MkDocsConfig, site_dir: Path, key: Signer | None) -> Seal:
    """Say what is to be put beside a built site, so that anybody may check it."""
    edition: Edition = config.extra["edition"]
    carrying: Carrying | None = config.extra.get("carrying")
    same = isinstance(edition, TextEdits) or (carrying is not None and carrying.same_sources)
    entries = None if same else list(edition.entries.values())
    channels = list(edition.sources.registries.channels.values())
    publishing: Publishing | None = config.extra.get("publishing")
    live = publishing.files if publishing else None
    return Seal(site_dir, config.site_url or "/", key, edition.journal or Journal(), entries, channels, live)


def said_of(key: Signer | None) -> str:
    """Say who signed a site, or that nobody did."""
    text = strings()
    return (
        text("commands.build.signed", fingerprint=fingerprint(key.public)) if key else text("commands.build.unsigned")
    )


def count_of(config: MkDocsConfig) -> int:
    """Say how many entries a built site has."""
    carrying: Carrying | None = config.extra.get("carrying")
    return len(carrying.after.cards if carrying else config.extra["edition"].catalogue.entries)


@contextlib.contextmanager
def staging(beside: Path) -> Iterator[Path]:
    """Give a new folder on the same file system as `beside`, gone again in the end whatever happens."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{beside.name}-", dir=beside.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def key_of_operator(file: Path | None, *variable: str) -> SigningKey | None:
    """Read the key that signs, from a file or from the environment; a wrong use where it cannot be read."""
    try:
        return given_key(file, *variable)
    except KeyWrong as wrong:
        raise click.UsageError(strings()(f"commands.key.{wrong}", file=file or "")) from None


def refuse_foreign(site_dir: Path, docs_dir: Path) -> None:
    """Refuse to replace a folder that holds something other than a site of ours, the sources above all."""
    if site_dir.is_relative_to(docs_dir.resolve()) or docs_dir.resolve().is_relative_to(site_dir):
        raise click.UsageError(strings()("commands.build.holds_sources", folder=site_dir))
    if site_dir.exists() and not site_dir.is_dir():
        raise click.UsageError(strings()("commands.build.not_a_folder", folder=site_dir))
    ours = (site_dir / OWN_MARK).is_file() and not (site_dir / ".git").exists()
    if site_dir.is_dir() and any(site_dir.iterdir()) and not ours:
        raise click.UsageError(strings()("commands.build.foreign", folder=site_dir))


def put_in_place(new: Path, site_dir: Path) -> None:
    """Let `new` take the place of `site_dir`, the old one going only when the new one stands."""
    new.chmod(0o755)
    with staging(site_dir) as aside:
        old = aside / "old"
        if site_dir.exists():
            site_dir.rename(old)
        try:
            new.rename(site_dir)
        except OSError:
            if old.exists():
                old.rename(site_dir)
            raise


@contextlib.contextmanager
def alone(site_dir: Path) -> Iterator[bool]:
    """Wait until no other process brings a site up to date, and keep others waiting, where that can be noted.

    Tells whether this one has been alone since it began, as far as is known.
    """
    file = ledger_file(ROOT / ".cache", site_dir).with_suffix(".lock")
    with contextlib.ExitStack() as held:
        waited = True
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            waited = held.enter_context(lock(file))
        yield not waited


def forget() -> None:
    """Let go of all that earlier builds kept."""
    for name in store.NAMES:
        (ROOT / ".cache" / name).unlink(missing_ok=True)
    for kept in ("sources/*.json", "sites/*.ledger", "strings/*.json"):
        for file in (ROOT / ".cache").glob(kept):
            file.unlink(missing_ok=True)


def bring_up(staged: Path, site_dir: Path, carrying: Carrying | None, seal: Seal) -> None:
    """Make the site of `staged`: all of it, or what the site before has not just so; then seal it.

    Until all is done nothing is known of the site: what was interrupted is made whole by the next build.
    """
    if carrying is None:
        put_in_place(staged, site_dir)
        seal.put(None)
        return
    ledger = ledger_file(carrying.store.folder, site_dir)
    with contextlib.suppress(OSError):
        ledger.unlink(missing_ok=True)
    if carrying.before is None:
        put_in_place(staged, site_dir)
        seal.put(None)
        carrying.after.stamps = dict(stamps(site_dir))
    else:
        gone = {*(carrying.before.keys.keys() - carrying.after.keys.keys()), *carrying.gone}
        moved = update(site_dir, staged, gone)
        seal.put(moved, gone)
        there = {path: stamp for path, stamp in carrying.before.stamps.items() if path not in gone and path not in OWN}
        sealed = [path for path in OWN if (site_dir / path).exists()]
        carrying.after.stamps = there | dict(stamps_of(site_dir, [*moved, *SEARCH_PARTS, *sealed]))
    write_ledger(ledger, carrying.after)


def update(site_dir: Path, staged: Path, gone: Iterable[str]) -> list[str]:
    """Move every file of `staged` to its place in the site, and take away those that are gone; gives those moved."""
    left = set()
    for path in gone:
        file = site_dir / path
        file.unlink(missing_ok=True)
        left.add(file.parent)
    for folder in left:
        while folder != site_dir and folder.is_dir() and _is_empty(folder):
            folder.rmdir()
            folder = folder.parent
    moved = [
        os.path.relpath(os.path.join(folder, name), staged)  # noqa: PTH118 - thousands, and a Path each costs as much again
        for folder, _, names in os.walk(staged)
        for name in names
    ]
    for path in moved:
        try:
            os.replace(f"{staged}/{path}", f"{site_dir}/{path}")  # noqa: PTH105 - as above
        except FileNotFoundError:
            (site_dir / path).parent.mkdir(parents=True, exist_ok=True)
            Path(staged, path).replace(site_dir / path)
    return [path.replace(os.sep, "/") for path in moved]


def _is_empty(folder: Path) -> bool:
    with os.scandir(folder) as items:  # `iterdir` would list the index's thousands first
        return next(items, None) is None


@contextlib.contextmanager
def set_day(as_of: date | None) -> Iterator[None]:
    """Tell mkdocs.yml the day through ARCHIVE_AS_OF, as one would for `mkdocs build`."""
    before = os.environ.get("ARCHIVE_AS_OF")
    if as_of is not None:
        os.environ["ARCHIVE_AS_OF"] = as_of.isoformat()
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("ARCHIVE_AS_OF", None)
        else:
            os.environ["ARCHIVE_AS_OF"] = before
