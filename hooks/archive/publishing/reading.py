"""What a publication goes on from: the journal, the files and the entries of what is live."""

from __future__ import annotations

import json

from archive.publishing.editions import Live
from archive.publishing.failing import PublishingFailed
from archive.trust import manifest
from archive.trust.journal import NAME as JOURNAL
from archive.trust.journal import Journal, JournalBroken
from archive.trust.keys import is_signed

CATALOGUE = "du-lieu/catalogue.json"


def journal_of(before: Live, content: bytes | None) -> Journal:
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


def files_of(before: Live, content: bytes | None, day: str) -> manifest.Live | None:
    """Read what the published manifest tells; None where there is none, so that nobody knows since when."""
    if content is None:
        return manifest.Live({}, {}, day) if before.edition is None else None
    try:
        return manifest.Live(*manifest.files_and_days(content.decode("utf-8")), day)
    except (ValueError, KeyError, TypeError):
        return None


def ids_in(content: bytes | None) -> list[str]:
    """Name the entries of a site, as its catalogue (`CATALOGUE`) has them."""
    try:
        return [str(entry["id"]) for entry in json.loads(content)["entries"]] if content else []
    except (ValueError, KeyError, TypeError):
        return []
