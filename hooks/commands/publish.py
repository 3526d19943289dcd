"""`publish`: check, build strictly, pass the gate, sign, and let the whole site take the place of what is live."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig

from archive.carry_over.carrying import Carrying
from archive.dates import today
from archive.edition import Edition
from archive.environment import ROOT
from archive.gate.gate import Gate, is_large, lost
from archive.publishing.editions import Live, Published, Told, edition_id
from archive.publishing.failing import PublishingFailed
from archive.publishing.record import Recorder
from archive.publishing.source import Sources
from archive.search.index import parts_of
from archive.search.site import FOLDER as SEARCH
from archive.strings import strings
from archive.trust import manifest
from archive.trust.events import Publishing
from archive.trust.journal import NAME as JOURNAL
from archive.trust.journal import Journal, JournalBroken
from archive.trust.keys import OLD_VARIABLE, SigningKey, is_signed
from archive.trust.verifying import verify_site
from commands.building import brought_up, count_of, key_of_operator, said_of
from commands.console import ContentProblem, as_of_option, docs_dir_option, option
from commands.console import command as declare
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
    journal = _journal_of(before, before.file(manifest.NAME))
    if live and journal.undone is not None and Sources(ROOT).are_of(journal.undone) and not order.forward:
        click.echo(text("commands.publish.held", edition=live.told.id))
        recorder.end("held", edition=live.told.id, source=live.told.source, entries=live.told.entries, message="")
        return
    if live and not order.any_sources:
        Sources(ROOT).agree_with(live.told.undoes or live.told.source)
    if files := before.changed():
        click.echo(text("commands.publish.changed_before", files=", ".join(files[:10])), err=True)
    recorder.at("build")
    config, live_files = _built(order, before, journal)
    recorder.at("gate")
    _pass_gate(SITE, config, live_files, leave=bool(order.leave))
    _agree(SITE)
    edition: Edition = config.extra["edition"]
    count = count_of(config)
    told = Told(edition_id((SITE / manifest.NAME).read_bytes()), source, count, str(edition.settings.as_of))
    subject = text("commands.publish.message", count=count, date=edition.settings.as_of)
    done: Published | None = target.put(SITE, before, told, subject, recorder.at, dry_run=order.dry_run)  # type: ignore[arg-type]
    recorder.at("record")
    outcome = "unchanged" if done is None else "would_publish" if order.dry_run else "published"
    shown = done or live
    click.echo(
        text(f"commands.publish.{outcome}", edition=shown.told.id if shown else "", count=count, target=target.name)
    )
    click.echo(said_of(order.key))
    now_live = live.told if done is None and live else told
    recorder.end(outcome, edition=now_live.id, source=source, entries=count, message="")


def _built(order: Order, before: Live, journal: Journal) -> tuple[MkDocsConfig, list[str]]:
    """Build the site behind what is live; gives how, and the files that are live."""
    published = before.file(manifest.NAME)
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
        live=frozenset(_ids_of(before)),
        files=_files_of(before, published, day),
    )

    def built(publishing: Publishing) -> MkDocsConfig:
        return brought_up(order.docs_dir, SITE, as_of=order.day, key=order.key, strict=True, publishing=publishing)

    config, live_files = built(publishing), before.files()
    if order.leave and _shrinks(SITE, live_files):
        config = built(replace(publishing, shrinks=True))
    return config, live_files


def _journal_of(before: Live, content: bytes | None) -> Journal:
    """Read the journal that is published, and make sure that it is the one that the manifest (`content`) signs."""
    kept, signature = before.file(JOURNAL), before.file(manifest.SIGNATURE)
    if kept is None and not _is_ours(content):
        content = None  # somebody else's site, which has another manifest
    try:
        journal = Journal.read((kept or b"").decode("utf-8"))
        at = json.loads(content)["journal"] if content else None
    except JournalBroken as broken:
        raise PublishingFailed("journal_broken", line=broken) from None
    except (ValueError, KeyError, TypeError):
        raise PublishingFailed("journal_broken", line=1) from None
    for earlier in before.earlier(JOURNAL):
        lines = tuple(earlier.decode("utf-8", "replace").removesuffix("\n").split("\n"))
        if journal.lines[: len(lines)] != lines:
            raise PublishingFailed("journal_lost", kept=before.kept)
    told = {"lines": len(journal.lines), "head": journal.head}
    unsigned = journal.key and not is_signed(journal.key, signature or b"", content or b"")
    if (at is not None and at != told) or unsigned:
        raise PublishingFailed("journal_other")
    return journal


def _is_ours(content: bytes | None) -> bool:
    try:
        return content is None or bool(manifest.files_of(content.decode("utf-8")))
    except (ValueError, KeyError, TypeError):
        return False


def _files_of(before: Live, content: bytes | None, day: str) -> manifest.Live | None:
    """Read what the published manifest tells; None where there is none, so that nobody knows since when."""
    if content is None:
        return manifest.Live({}, {}, day) if before.edition is None else None
    try:
        return manifest.Live(*manifest.files_and_days(content.decode("utf-8")), day)
    except (ValueError, KeyError, TypeError):
        return None


def _ids_of(before: Live) -> list[str]:
    """Name the entries that are published, as the catalogue there has them."""
    content = before.file("du-lieu/catalogue.json")
    try:
        return [str(entry["id"]) for entry in json.loads(content)["entries"]] if content else []
    except (ValueError, KeyError, TypeError):
        return []


def _shrinks(site_dir: Path, live_files: list[str]) -> bool:
    files = manifest.files_of((site_dir / manifest.NAME).read_text(encoding="utf-8"))
    return is_large(lost(live_files, files), live_files)


def _agree(site_dir: Path) -> None:
    """Read the whole site once more: what lay in a folder may have been touched since it was built."""
    verdict, text = verify_site(site_dir), strings()
    if verdict.faults:
        lines = [text(f"verify.faults.{code}", **values) for code, values in verdict.faults]
        raise ContentProblem("\n".join([text("gate.stopped", count=len(lines)), *lines]))


def _expected(carrying: Carrying) -> set[str]:
    """Name every file that the build gave the site."""
    return {*carrying.after.keys, *(f"{SEARCH}/{part}" for part in parts_of(carrying.after.index))}


def _pass_gate(site_dir: Path, config: MkDocsConfig, live_files: list[str], *, leave: bool) -> None:
    """Let only a whole site through; raises ContentProblem that tells everything else."""
    edition: Edition = config.extra["edition"]
    carrying: Carrying | None = config.extra.get("carrying")
    files = manifest.files_of((site_dir / manifest.NAME).read_text(encoding="utf-8"))
    gate = Gate(
        site_dir,
        config.site_url or "/",
        {path: seen[0] for path, seen in files.items()},
        _expected(carrying) if carrying else files.keys(),
        {entry.id for entry in edition.catalogue.entries},
        live_files,
        leave,
        carrying.store if carrying else None,
        carrying.inputs.program if carrying else "",
    )
    faults, text = gate.faults(), strings()
    if carrying is not None:
        carrying.store.close()
    if faults:
        lines = [f"{fault.path}: {text(f'gate.{fault.code}', text=fault.text)}" for fault in faults]
        raise ContentProblem("\n".join([text("gate.stopped", count=len(faults)), *lines]))
