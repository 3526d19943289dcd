"""`publish`: check, build strictly, pass the gate, sign, and let the whole site take the place of what is live."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig

from archive.dates import today
from archive.edition import Edition
from archive.environment import ROOT
from archive.publishing.editions import Live, Published, Told, edition_id
from archive.publishing.failing import PublishingFailed
from archive.publishing.reading import CATALOGUE, files_of, ids_in, journal_of
from archive.publishing.record import Recorder
from archive.publishing.source import Sources
from archive.strings import strings
from archive.trust import manifest
from archive.trust.events import Publishing
from archive.trust.journal import Journal
from archive.trust.keys import OLD_VARIABLE, SigningKey
from commands.building import brought_up, count_of, key_of_operator, said_of
from commands.console import as_of_option, docs_dir_option, option
from commands.console import command as declare
from commands.gating import agree, pass_gate, shrinks
from commands.publishing import SITE, SourcesMoved, Target, begin_anew, check_clock, pull, recorded, target_of

_FILE, _TEXT, _FOLDER = (strings()(f"commands.{name}") for name in ("file", "text", "folder"))
# So often we try again where others published meanwhile.
_TRIES = 3


@dataclass(frozen=True)
class Order:
    """What an operator asks for: with which keys, up to which day, and what may be otherwise than usual."""

    docs_dir: Path
    day: date | None
    key: SigningKey | None
    old_key: SigningKey | None
    new_key: str
    leave: str
    dry_run: bool
    any_sources: bool
    forward: bool


@declare("publish")
@docs_dir_option()
@option("--target", type=click.Path(path_type=Path), metavar=_FOLDER)
@option("--pull", "pulls", is_flag=True)
@option("--dry-run", is_flag=True)
@option("--key", type=click.Path(path_type=Path), metavar=_FILE)
@option("--old-key", type=click.Path(path_type=Path), metavar=_FILE)
@option("--new-key", metavar=_TEXT, default="")
@option("--allow-shrink", metavar=_TEXT, default="")
@option("--any-sources", is_flag=True)
@option("--forward", is_flag=True)
@as_of_option()
def command(
    docs_dir: Path,
    target: Path | None,
    pulls: bool,
    dry_run: bool,
    key: Path | None,
    old_key: Path | None,
    new_key: str,
    allow_shrink: str,
    any_sources: bool,
    forward: bool,
    as_of: date | None,
) -> None:
    """Publish nothing but a whole site."""
    place, settings = target_of(docs_dir, target, as_of)
    try:
        with recorded(place, settings, dry_run=dry_run) as recorder:
            if pulls:
                recorder.at("sources")
                pull()
            signing, old = key_of_operator(key), key_of_operator(old_key, OLD_VARIABLE)
            order = Order(docs_dir, as_of, signing, old, new_key, allow_shrink, dry_run, any_sources, forward)
            _tried(order, place, recorder)
    except SourcesMoved:
        begin_anew()


def _tried(order: Order, target: Target, recorder: Recorder) -> None:
    """Publish, anew where others were faster; raises PublishingFailed and ContentProblem."""
    for attempt in range(_TRIES):
        try:
            return _published(order, target, recorder)
        except PublishingFailed as failed:
            again = failed.code == "moved" or target.is_mended(failed.code)
            if not again or attempt == _TRIES - 1:
                raise


def _published(order: Order, target: Target, recorder: Recorder) -> None:
    """Publish once; tells what came of it. Raises PublishingFailed and ContentProblem."""
    text, source = strings(), Sources(ROOT).name()
    recorder.at("live")
    before = target.live()
    live = before.edition
    if order.day is None:
        check_clock(before, recorder.record)
    elif order.day > today():
        raise PublishingFailed("day_ahead")
    if live is None and recorder.record.edition:
        raise PublishingFailed("vanished", target=target.name, record=recorder.file)
    published = before.file(manifest.NAME)
    journal = journal_of(before, published)
    if live and journal.undone is not None and Sources(ROOT).are_of(journal.undone) and not order.forward:
        if files := before.changed():
            raise PublishingFailed("held_changed", files=", ".join(files[:10]), edition=live.told.id)
        click.echo(text("commands.publish.held", edition=live.told.id))
        recorder.end("held", edition=live.told.id, source=live.told.source, entries=live.told.entries, message="")
        return
    if live and not order.any_sources:
        Sources(ROOT).agree_with(live.told.undoes or live.told.source)
    if files := before.changed():
        click.echo(text("commands.publish.changed_before", files=", ".join(files[:10])), err=True)
    recorder.at("build")
    config, live_files = _built(order, before, published, journal)
    recorder.at("gate")
    pass_gate(SITE, config, live_files, leave=bool(order.leave))
    agree(SITE)
    edition: Edition = config.extra["edition"]
    count = count_of(config)
    told = Told(edition_id((SITE / manifest.NAME).read_bytes()), source, count, str(edition.settings.as_of))
    subject = text("commands.publish.message", count=count, date=edition.settings.as_of)
    done: Published | None = target.put(SITE, before, told, subject, recorder.at, dry_run=order.dry_run)  # type: ignore[arg-type]
    recorder.at("record")
    outcome = "unchanged" if done is None else "would_publish" if order.dry_run else "published"
    shown = live.told if done is None and live else told
    click.echo(text(f"commands.publish.{outcome}", edition=shown.id, count=count, target=target.name))
    click.echo(said_of(order.key))
    recorder.end(outcome, edition=shown.id, source=source, entries=count, message="")


def _built(order: Order, before: Live, published: bytes | None, journal: Journal) -> tuple[MkDocsConfig, list[str]]:
    """Build the site behind what is live, whose manifest is `published`; gives how, and the files that are live."""
    # A clock that was ahead once must not stand in the way of all that follows.
    last = "" if order.day not in (None, today()) else str(max((event["date"] for event in journal.events), default=""))
    day = max((order.day or today()).isoformat(), last)
    publishing = Publishing(
        journal,
        day,
        order.key,
        order.old_key,
        leave=order.leave,
        new_key=order.new_key,
        live=frozenset(ids_in(before.file(CATALOGUE))),
        files=files_of(before, published, day),
    )

    def built(publishing: Publishing) -> MkDocsConfig:
        return brought_up(order.docs_dir, SITE, as_of=order.day, key=order.key, strict=True, publishing=publishing)

    config, live_files = built(publishing), before.files()
    if order.leave and shrinks(SITE, live_files):
        config = built(replace(publishing, shrinks=True))
    return config, live_files
