"""`export`: everything in one bag, for the provincial archive or another host."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from archive.dates import today
from archive.environment import ROOT
from archive.publishing.bag import SITE as SITE_IN_BAG
from archive.publishing.bag import pack, zipped
from archive.publishing.editions import Told, edition_id
from archive.publishing.failing import PublishingFailed
from archive.publishing.source import Sources
from archive.strings import strings
from archive.trust import manifest
from archive.trust.journal import NAME as JOURNAL
from archive.trust.verifying import read_journal
from commands.building import alone, brought_up, key_of_operator, staging
from commands.console import ContentProblem, as_of_option, docs_dir_option, option
from commands.console import command as declare
from commands.publishing import SITE, Target, target_of
from commands.rebuilding import rebuilt

_FILE, _FOLDER = (strings()(f"commands.{name}") for name in ("file", "folder"))


@declare("export")
@option("--bagit", "file", type=click.Path(path_type=Path), metavar=_FILE)
@option("--target", type=click.Path(path_type=Path), metavar=_FOLDER)
@option("--key", type=click.Path(path_type=Path), metavar=_FILE)
@docs_dir_option()
@as_of_option()
def command(file: Path | None, target: Path | None, key: Path | None, docs_dir: Path, as_of: date | None) -> None:
    """Take the live edition, make sure that the sources make it, and pack both."""
    text = strings()
    if file is None:
        raise click.UsageError(text("commands.export.which"))
    if file.suffix != ".zip":
        raise click.UsageError(text("commands.export.not_zip", file=file))
    if file.exists():
        raise ContentProblem(text("commands.export.exists", file=file))
    place, settings = target_of(docs_dir, target, as_of)
    try:
        with alone(SITE), staging(SITE) as folder:
            bag = folder / "bag"
            told = _site(place, bag / SITE_IN_BAG, docs_dir, as_of, key)
            about = {
                "Source-Organization": settings.publisher.name,
                "Contact-Email": settings.publisher.email,
                "External-Description": text("bag.title"),
                "External-Identifier": told.id,
                "Archive-Source-Commit": told.source or "–",
                "Archive-As-Of": told.day,
            }
            guide = text(
                "bag.guide", name=settings.publisher.name, edition=told.id, day=told.day, source=told.source or "–"
            )
            count = pack(bag, ROOT, docs_dir, guide, about, told.day)
            zipped(bag, file, file.stem)
    except PublishingFailed as failed:
        raise ContentProblem(str(failed)) from None
    except OSError as error:
        raise ContentProblem(str(PublishingFailed("not_written", file=file, said=error.strerror or error))) from None
    command = f"unzip {file.name} && bagit.py --validate {file.stem}"
    click.echo(text("commands.export.done", edition=told.id, count=count, file=file, command=command))


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return today()


def _site(place: Target, site: Path, docs_dir: Path, as_of: date | None, key: Path | None) -> Told:
    """Put the live edition into a folder, once it is sure that the sources make it; without one, build the site."""
    with place.held():
        before = place.live()
        live = before.edition
        if live is not None:
            site.mkdir(parents=True)
            before.export(live, site)
            day = as_of or _day(live.told.day)
            if (site / JOURNAL).is_file() and read_journal(site).undone is not None:
                raise PublishingFailed("bag_of_undone")
            rebuilt(docs_dir, site, day)
            return Told(live.told.id, live.told.source, live.told.entries, str(day))
    day = as_of or today()
    brought_up(docs_dir, site, as_of=day, key=key_of_operator(key), strict=True)
    return Told(edition_id((site / manifest.NAME).read_bytes()), Sources(ROOT).name(), 0, str(day))
