"""`rollback`: an earlier edition is published anew; history goes forward, and the journal says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from archive.dates import today
from archive.environment import ROOT
from archive.paths import read_if_there
from archive.publishing.editions import Live, Published, Told, edition_id
from archive.publishing.failing import PublishingFailed
from archive.publishing.reading import CATALOGUE, ids_in
from archive.publishing.record import Recorder
from archive.publishing.source import Sources
from archive.strings import strings
from archive.trust import manifest
from archive.trust.journal import NAME as JOURNAL
from archive.trust.journal import Journal
from archive.trust.keys import Signer
from archive.trust.sealing import Seal
from archive.trust.undoing import hidden_since, still_known, undone
from archive.trust.verifying import site_url_of, verify_site
from commands.building import key_of_operator, said_of, staging
from commands.console import as_of_option, docs_dir_option, option
from commands.console import command as declare
from commands.publishing import SITE, Target, check_clock, recorded, target_of

_FILE, _TEXT, _FOLDER = (strings()(f"commands.{name}") for name in ("file", "text", "folder"))


@declare("rollback")
@option("--to", metavar=_TEXT, default="")
@option("--why", metavar=_TEXT, default="")
@option("--with-hidden", is_flag=True)
@option("--target", type=click.Path(path_type=Path), metavar=_FOLDER)
@option("--dry-run", is_flag=True)
@option("--key", type=click.Path(path_type=Path), metavar=_FILE)
@docs_dir_option()
@as_of_option()
def command(
    to: str,
    why: str,
    with_hidden: bool,
    target: Path | None,
    dry_run: bool,
    key: Path | None,
    docs_dir: Path,
    as_of: date | None,
) -> None:
    """Take an edition as it was, tell of it in the journal, seal it, and publish it as any other."""
    day = as_of or today()
    place, settings = target_of(docs_dir, target, as_of)
    with recorded(place, settings, dry_run=dry_run) as recorder, staging(SITE) as folder:
        signing = key_of_operator(key)
        recorder.at("live")
        before = place.live()
        if as_of is None:
            check_clock(before, recorder.record)
        elif as_of > today():
            raise PublishingFailed("day_ahead")
        chosen = chosen_of(before, to)
        recorder.at("build")
        site = folder / "site"
        site.mkdir()
        before.export(chosen, site)
        _refuse_broken(site, chosen)
        sources = _undone(before.edition)
        _seal(site, before, chosen, signing, day, why, sources, with_hidden=with_hidden)
        recorder.at("gate")
        _refuse_broken(site, chosen)
        _put(place, site, before, chosen, sources, recorder, dry_run=dry_run)
    click.echo(said_of(signing))


def chosen_of(before: Live, name: str) -> Published:
    """Find the edition that is meant, else the one before the live one. Raises PublishingFailed."""
    editions, live = before.editions(), before.edition
    if live is None:
        raise PublishingFailed("no_edition")
    if not name:
        earlier = [one for one in editions if one.place != live.place and one.told.id != live.told.id]
        if live.told.undoes or not earlier:
            raise PublishingFailed("which_edition")
        return earlier[0]
    meant = [one for one in editions if one.is_named(name) and one.place != live.place]
    if len({one.told.id or one.place for one in meant}) != 1:
        raise PublishingFailed("unknown_edition", name=name)
    return meant[0]


def _refuse_broken(site: Path, chosen: Published) -> None:
    if lines := verify_site(site).said:
        said = "\n".join(lines[:10])
        raise PublishingFailed("edition_broken", edition=chosen.told.id or chosen.place, said=said)


def _seal(
    site: Path,
    before: Live,
    chosen: Published,
    key: Signer | None,
    day: date,
    why: str,
    sources: str,
    *,
    with_hidden: bool,
) -> None:
    """Let the journal go on in the edition that comes back. Raises PublishingFailed."""
    try:
        journal = Journal.read((before.file(JOURNAL) or b"").decode("utf-8"))
        files = manifest.files_and_days((before.file(manifest.NAME) or b"").decode("utf-8"))
        earlier = (
            Journal.read((site / JOURNAL).read_text(encoding="utf-8")) if (site / JOURNAL).is_file() else Journal()
        )
    except (ValueError, KeyError, TypeError) as broken:
        raise PublishingFailed("journal_unread", said=broken, kept=before.kept) from None
    if (key.public if key else None) != journal.key:
        raise PublishingFailed("key_of_journal")
    if journal.events and journal.events[-1]["date"] > day.isoformat():
        raise PublishingFailed("day_of_journal", day=journal.events[-1]["date"])
    if not journal.extends(earlier):
        raise PublishingFailed("journal_lost", kept=before.kept)
    if (hidden := hidden_since(journal, earlier)) and not with_hidden:
        raise PublishingFailed("would_show_again", entries=", ".join(hidden))
    whole = undone(journal, day.isoformat(), chosen.told.id or chosen.place, why, sources)
    (site / JOURNAL).write_text(whole.text, encoding="utf-8")
    also = list(still_known(journal, earlier, before.file, day.isoformat()))
    days = manifest.Live(*files, day.isoformat())
    Seal(site, site_url_of(site), key, whole, None, (), days, also).put([JOURNAL])


def _undone(live: Published | None) -> str:
    """Say which sources are undone: what this clone has, if it goes on from those of the live edition, else those."""
    told, here = (live.told.undoes or live.told.source) if live else "", Sources(ROOT).name()
    try:
        Sources(ROOT).agree_with(told)
    except PublishingFailed:
        return told
    return here


def _put(
    place: Target, site: Path, before: Live, chosen: Published, sources: str, recorder: Recorder, *, dry_run: bool
) -> None:
    text = strings()
    told = Told(
        edition_id((site / manifest.NAME).read_bytes()),
        chosen.told.source,
        chosen.told.entries or len(ids_in(read_if_there(site / CATALOGUE))),
        chosen.told.day,
        sources,
    )
    subject = text("commands.rollback.message", edition=chosen.told.id or chosen.place[:16])
    place.put(site, before, told, subject, recorder.at, dry_run=dry_run)  # type: ignore[arg-type]
    recorder.at("record")
    outcome = "would_publish" if dry_run else "published"
    click.echo(text(f"commands.rollback.{outcome}", edition=chosen.told.id, target=place.name, new=told.id))
    recorder.end("published", edition=told.id, source=told.source, entries=told.entries, message="")
