"""Everything in a text that must not be public."""

from __future__ import annotations

from archive.safety.credentials import credentials_in
from archive.safety.found import Found
from archive.safety.markings import markings_in
from archive.safety.personal import personal_in
from archive.safety.plain_words import as_seen


def disclosed_in(text: str) -> list[Found]:
    """Tell it line by line, the first being 0."""
    seen = as_seen(text)
    found = [*markings_in(seen), *personal_in(seen), *credentials_in(seen)]
    return sorted(found, key=lambda one: one.line)
