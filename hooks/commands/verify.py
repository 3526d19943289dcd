"""`verify`: check a whole site, or ask it whether a file, hash, number or address is the district's; offline."""

from __future__ import annotations

from pathlib import Path

import click

from archive.environment import ROOT
from archive.strings import strings
from archive.trust import manifest
from archive.trust.asking import ask, in_words
from archive.trust.journal import Journal, JournalBroken
from archive.trust.keys import fingerprint
from archive.trust.verifying import Verdict, read_journal, site_url_of, verify_lookups, verify_site
from commands.console import ContentProblem, option
from commands.console import command as declare


@declare("verify")
@click.argument("asked", nargs=-1, required=True, metavar=strings()("commands.verify.asked"))
@option("--site-dir", type=click.Path(path_type=Path), default=ROOT / "site", metavar=strings()("commands.folder"))
@option("--require-signature", is_flag=True)
@option("--fingerprint", "expected", default="", metavar=strings()("commands.text"))
@option("--since", type=click.Path(path_type=Path, exists=True), metavar=strings()("commands.file"))
def command(asked: tuple[str, ...], site_dir: Path, require_signature: bool, expected: str, since: Path | None) -> None:
    """Tell everything that does not agree."""
    failed = False
    for one in asked:
        folder = Path(one)
        if folder.is_dir():
            failed |= not _told(folder, require_signature, expected, since)
        else:
            if not (site_dir / manifest.NAME).is_file():
                raise click.UsageError(strings()("commands.verify.no_site", folder=site_dir))
            if _is_path(one) and not folder.exists():
                raise click.UsageError(strings()("commands.verify.no_file", file=one))
            verdict = verify_lookups(site_dir, earlier=_earlier(since), expected=expected)
            if not _agrees(verdict, site_dir, require_signature, since):
                failed = True
                continue
            for thing in _listed(one):
                failed |= not _asked(site_dir, thing)
            click.echo(_signed(verdict))
    if failed:
        raise SystemExit(1)


def _told(folder: Path, require_signature: bool, expected: str, since: Path | None) -> bool:
    """Check a site, and tell what came of it; gives whether all is well."""
    text = strings()
    verdict: Verdict = verify_site(folder, earlier=_earlier(since), expected=expected)
    if not _agrees(verdict, folder, require_signature, since):
        return False
    click.echo(text("verify.site.right", folder=folder, count=verdict.files))
    if verdict.journal and verdict.journal.lines:
        click.echo(text("verify.site.journal", count=len(verdict.journal.lines), head=verdict.journal.head))
    click.echo(_signed(verdict))
    return True


def _earlier(since: Path | None) -> Journal | None:
    try:
        return read_journal(since) if since else None
    except JournalBroken as broken:
        raise ContentProblem(strings()("verify.faults.journal_broken", line=broken)) from None


def _agrees(verdict: Verdict, folder: Path, require_signature: bool, since: Path | None) -> bool:
    """Tell what does not agree, and what deserves attention; gives whether all agrees."""
    text = strings()
    if require_signature and verdict.key is None:
        verdict.fault("unsigned")
    for event in verdict.unproven:
        values = {"line": event["n"], "reason": event.get("reason", "–")}
        if require_signature or since:
            verdict.fault("key_unproven", **values)
        else:
            click.echo(text("verify.faults.key_unproven", **values), err=True)
    for line in verdict.said:
        click.echo(line, err=True)
    if verdict.faults:
        click.echo(text("verify.site.wrong", folder=folder, count=len(verdict.faults)), err=True)
    return not verdict.faults


def _signed(verdict: Verdict) -> str:
    text = strings()
    return (
        text("verify.site.signed", fingerprint=fingerprint(verdict.key))
        if verdict.key
        else text("verify.site.unsigned")
    )


def _is_path(one: str) -> bool:
    """Tell whether an argument can only mean a file or folder."""
    return one.startswith(("./", "../", "~")) or Path(one).suffix.lower() in (".pdf", ".docx", ".xlsx", ".csv", ".txt")


def _asked(site_dir: Path, thing: str) -> bool:
    answer = ask(site_dir, thing, site_url_of(site_dir))
    for line in in_words(answer):
        click.echo(f"{thing}: {line}")
    return answer.is_ours


def _listed(one: str) -> list[str]:
    """Give what an argument asks: a text file of addresses is a list of them, one a line."""
    file = Path(one)
    if not file.is_file() or file.suffix not in ("", ".txt"):
        return [one]
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except UnicodeDecodeError:
        return [one]
    return lines if lines and all(line.startswith(("https://", "http://")) for line in lines) else [one]
