"""`verify`: check a whole site, or ask it whether a file, hash, number or address is the district's; offline."""

from __future__ import annotations

from pathlib import Path

import click

from archive.environment import ROOT
from archive.strings import strings
from archive.trust import manifest
from archive.trust.asking import ask, in_words
from archive.trust.journal import JournalBroken
from archive.trust.keys import fingerprint
from archive.trust.verifying import Verdict, read_journal, site_url_of, verify_site
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
            for thing in _listed(one):
                failed |= not _asked(site_dir, thing)
    if failed:
        raise SystemExit(1)


def _told(folder: Path, require_signature: bool, expected: str, since: Path | None) -> bool:
    """Check a site, and tell what came of it; gives whether all is well."""
    text = strings()
    try:
        earlier = read_journal(since) if since else None
    except JournalBroken as broken:
        raise ContentProblem(text("verify.faults.journal_broken", line=broken)) from None
    verdict: Verdict = verify_site(folder, earlier=earlier, expected=expected)
    if require_signature and verdict.key is None:
        verdict.fault("unsigned")
    for code, values in verdict.faults:
        click.echo(text(f"verify.faults.{code}", **values), err=True)
    if verdict.faults:
        click.echo(text("verify.site.wrong", folder=folder, count=len(verdict.faults)), err=True)
        return False
    click.echo(text("verify.site.right", folder=folder, count=verdict.files))
    if verdict.journal and verdict.journal.lines:
        click.echo(text("verify.site.journal", count=len(verdict.journal.lines), head=verdict.journal.head))
    signed = text("verify.site.signed", fingerprint=fingerprint(verdict.key)) if verdict.key else ""
    click.echo(signed or text("verify.site.unsigned"))
    return True


def _asked(site_dir: Path, thing: str) -> bool:
    if not (site_dir / manifest.NAME).is_file():
        raise click.UsageError(strings()("commands.verify.no_site", folder=site_dir))
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
