"""Checking a site as anybody may: with its folder, this program, and what was kept of it before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.strings import strings
from archive.trust import manifest
from archive.trust.journal import NAME as JOURNAL
from archive.trust.journal import Journal, JournalBroken
from archive.trust.keys import fingerprint, is_signed
from archive.trust.lookups import PREFIXES, shard_path
from archive.trust.sealing import KEY, ROOT, ROOT_SIGNATURE

# What a file that is not what it should be makes of reading it.
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)


@dataclass
class Verdict:
    """What came of checking a site: what does not agree (codes of `verify.faults`, with values), and who signed."""

    faults: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    files: int = 0
    key: str | None = None
    journal: Journal | None = None
    unproven: list[dict[str, Any]] = field(default_factory=list)
    """Changes of the key that the key before has not signed; whoever knows the fingerprint need not mind."""

    def fault(self, code: str, **values: object) -> None:
        """Note something that does not agree."""
        self.faults.append((code, values))

    @property
    def said(self) -> list[str]:
        """What does not agree, in words."""
        return [strings()(f"verify.faults.{code}", **values) for code, values in self.faults]


def verify_site(folder: Path, *, earlier: Journal | None = None, expected: str = "") -> Verdict:
    """Check every file of a site, its signatures and its journal.

    `earlier` is the journal as somebody kept it, which this one must go on from; `expected` the fingerprint of the key.
    """
    verdict = Verdict()
    try:
        content = manifest.content_of(folder, manifest.NAME)
        files = manifest.files_of(content.decode("utf-8"))
        at = json.loads(content)["journal"]
    except _UNREADABLE:
        verdict.fault("no_manifest")
        return verdict
    verdict.files = len(files)
    for code, path in _differences(folder, files):
        verdict.fault(code, path=path)
    verdict.journal = _journal(folder, at, verdict, earlier)
    _signatures(folder, content, verdict)
    _root(folder, verdict)
    _expect(verdict, expected)
    return verdict


def read_journal(file: Path) -> Journal:
    """Read a journal from a file, or from the folder of a site; raises JournalBroken and OSError."""
    folder, name = (file, JOURNAL) if file.is_dir() else (file.parent, file.name)
    try:
        return Journal.read(manifest.content_of(folder, name).decode("utf-8"))
    except UnicodeDecodeError:
        raise JournalBroken("1") from None


def _differences(folder: Path, files: dict[str, manifest.Seen]) -> Iterator[tuple[str, str]]:
    there = set(manifest.all_files(folder))
    for path in sorted(there | files.keys()):
        if path not in files:
            yield "extra", path
        elif path not in there or (folder / path).is_symlink() or not (folder / path).is_file():
            yield "missing", path
        elif not _is_as_listed(folder, path, files[path]):
            yield "changed", path


def _is_as_listed(folder: Path, path: str, listed: manifest.Seen) -> bool:
    try:
        return manifest.seen(folder, path) == listed
    except OSError:
        return False


def _journal(folder: Path, at: dict[str, object], verdict: Verdict, earlier: Journal | None) -> Journal | None:
    try:
        journal = read_journal(folder)
    except FileNotFoundError:
        journal = Journal()
    except OSError:
        verdict.fault("journal_broken", line="1")
        return None
    except JournalBroken as broken:
        verdict.fault("journal_broken", line=str(broken))
        return None
    if at != {"lines": len(journal.lines), "head": journal.head}:
        verdict.fault("journal_other")
    if earlier is not None and not journal.extends(earlier):
        verdict.fault("journal_not_extended")
    return journal


def _signatures(folder: Path, content: bytes, verdict: Verdict) -> None:
    """Check the signature of the manifest; without one the site is unsigned, which is for the caller to judge."""
    key = (verdict.journal.key if verdict.journal else None) or _key_beside(folder)
    try:
        signature = manifest.content_of(folder, manifest.SIGNATURE)
    except OSError:
        if key is not None:
            verdict.fault("unsigned_with_key")
        return
    if key is None:
        verdict.fault("no_key")
    elif is_signed(key, signature, content):
        verdict.key = key
        if _key_beside(folder) != key:
            verdict.fault("key_beside")
    else:
        verdict.fault("signature_wrong")


def verify_lookups(folder: Path, *, earlier: Journal | None = None, expected: str = "") -> Verdict:
    """Check what answers are taken from, without reading the whole site: the root, the shards, the journal."""
    verdict = Verdict()
    try:
        at = json.loads(manifest.content_of(folder, ROOT))["journal"]
    except _UNREADABLE:
        verdict.fault("lookups_wrong")
        return verdict
    verdict.journal = _journal(folder, at, verdict, earlier)
    _root(folder, verdict)
    _expect(verdict, expected)
    return verdict


def _root(folder: Path, verdict: Verdict) -> None:
    """Check that what browsers ask is signed, by the key of the journal where there is one, and whole."""
    try:
        content = manifest.content_of(folder, ROOT)
        root = json.loads(content)
        wrong = any(root["shards"][one] != manifest.seen(folder, shard_path(one))[0] for one in PREFIXES)
        known, key = verdict.journal.key if verdict.journal else None, root["key"]
        if key is None:
            wrong = wrong or known is not None
        else:
            wrong = (
                wrong
                or known not in (None, key)
                or not is_signed(key, manifest.content_of(folder, ROOT_SIGNATURE), content)
            )
            verdict.key = verdict.key or (None if wrong else key)
    except _UNREADABLE:
        wrong = True
    if wrong:
        verdict.fault("lookups_wrong")


def _expect(verdict: Verdict, expected: str) -> None:
    """Compare the key with a fingerprint, and tell of keys that came without the leave of those before them."""
    if expected and (verdict.key is None or _bare(fingerprint(verdict.key)) != _bare(expected)):
        verdict.fault("other_key", fingerprint=fingerprint(verdict.key) if verdict.key else "–")
    if not expected and verdict.journal is not None:
        verdict.unproven = list(verdict.journal.unproven_keys())


def _key_beside(folder: Path) -> str | None:
    try:
        return str(json.loads(manifest.content_of(folder, KEY))["key"])
    except _UNREADABLE:
        return None


def _bare(fingerprint: str) -> str:
    return "".join(fingerprint.split()).upper()


def site_url_of(folder: Path) -> str:
    """Give the address that a site says it has."""
    try:
        return str(json.loads(manifest.content_of(folder, ROOT))["site"])
    except _UNREADABLE:
        return "/"
