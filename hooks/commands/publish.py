"""`publish`: check, build strictly, pass the gate, sign, and put the site on its branch."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig

from archive.carry_over.carrying import Carrying
from archive.dates import today
from archive.edition import Edition
from archive.environment import ROOT
from archive.gate.gate import Gate, is_large, lost
from archive.publishing import Live, PublishingFailed, Target, live, publish
from archive.search.index import parts_of
from archive.search.site import FOLDER as SEARCH
from archive.strings import strings
from archive.trust import manifest
from archive.trust.events import Publishing
from archive.trust.journal import NAME as JOURNAL
from archive.trust.journal import Journal, JournalBroken
from archive.trust.keys import OLD_VARIABLE, is_signed
from archive.trust.verifying import verify_site
from commands.building import alone, brought_up, configured, count_of, key_of_operator, said_of
from commands.console import ContentProblem, as_of_option, docs_dir_option, option
from commands.console import command as declare

_FILE = strings()("commands.file")
_TEXT = strings()("commands.text")


@declare("publish")
@docs_dir_option()
@option("--dry-run", is_flag=True)
@option("--key", type=click.Path(path_type=Path), metavar=_FILE)
@option("--old-key", type=click.Path(path_type=Path), metavar=_FILE)
@option("--new-key", metavar=_TEXT, default="")
@option("--allow-shrink", metavar=_TEXT, default="")
@as_of_option()
def command(
    docs_dir: Path,
    dry_run: bool,
    key: Path | None,
    old_key: Path | None,
    new_key: str,
    allow_shrink: str,
    as_of: date | None,
) -> None:
    """Publish nothing but a whole site."""
    text, signing = strings(), key_of_operator(key)
    site_dir = ROOT / ".cache" / "published"  # what was published last: the next publication need make little anew
    with alone(site_dir):
        try:
            settings = configured(docs_dir, site_dir, as_of=as_of)
            before = live(Target(ROOT, settings.remote_name, settings.remote_branch))
            if as_of is not None and as_of > today():
                raise PublishingFailed(text("commands.publish.day_ahead"))
            if files := before.changed():
                click.echo(text("commands.publish.changed_before", files=", ".join(files[:10])), err=True)
            day, published = (as_of or today()).isoformat(), before.file(manifest.NAME)
            publishing = Publishing(
                _journal_of(before, published),
                day,
                signing,
                key_of_operator(old_key, OLD_VARIABLE),
                leave=allow_shrink,
                new_key=new_key,
                live=frozenset(_ids_of(before)),
                files=_files_of(before, published, day),
            )
            config = brought_up(docs_dir, site_dir, as_of=as_of, key=signing, strict=True, publishing=publishing)
            live_files = before.files()
            if allow_shrink and _shrinks(site_dir, live_files):
                publishing = replace(publishing, shrinks=True)
                config = brought_up(docs_dir, site_dir, as_of=as_of, key=signing, strict=True, publishing=publishing)
            _pass_gate(site_dir, config, live_files, leave=bool(allow_shrink))
            _agree(site_dir)
            edition: Edition = config.extra["edition"]
            count = count_of(config)
            message = text("commands.publish.message", count=count, date=edition.settings.as_of)
            commit = publish(site_dir, before, edition.settings.publisher, message, dry_run=dry_run)
        except PublishingFailed as failure:
            raise ContentProblem(str(failure)) from None
    values = {"count": count, "branch": before.target.branch, "remote": before.target.remote}
    outcome = "unchanged" if commit is None else "would_publish" if dry_run else "published"
    click.echo(text(f"commands.publish.{outcome}", commit=(commit or "")[:10], **values))
    click.echo(said_of(signing))


def _journal_of(before: Live, content: bytes | None) -> Journal:
    """Read the journal that is published, and make sure that it is the one that the manifest (`content`) signs."""
    kept, signature = before.file(JOURNAL), before.file(manifest.SIGNATURE)
    try:
        journal = Journal.read((kept or b"").decode("utf-8"))
        at = json.loads(content)["journal"] if content else None
    except JournalBroken as broken:
        raise PublishingFailed(strings()("commands.publish.journal_broken", line=broken)) from None
    except (ValueError, KeyError, TypeError):
        raise PublishingFailed(strings()("commands.publish.journal_broken", line=1)) from None
    for earlier in before.earlier(JOURNAL):
        lines = tuple(earlier.decode("utf-8", "replace").removesuffix("\n").split("\n"))
        if journal.lines[: len(lines)] != lines:
            raise PublishingFailed(strings()("commands.publish.journal_lost", ref=before.target.left))
    told = {"lines": len(journal.lines), "head": journal.head}
    unsigned = journal.key and not is_signed(journal.key, signature or b"", content or b"")
    if (at is not None and at != told) or unsigned:
        raise PublishingFailed(strings()("commands.publish.journal_other"))
    return journal


def _files_of(before: Live, content: bytes | None, day: str) -> manifest.Live | None:
    """Read what the published manifest tells; None where there is none, so that nobody knows since when."""
    if content is None:
        return manifest.Live({}, {}, day) if before.commit is None else None
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
