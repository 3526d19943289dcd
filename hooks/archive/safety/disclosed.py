"""Everything in a text that must not be public."""

from __future__ import annotations

from archive.safety.credentials import credentials_in
from archive.safety.found import Found
from archive.safety.markings import markings_in
from archive.safety.personal import personal_in


def disclosed_in(text: str) -> list[Found]:
    """Tell it line by line, the first being 0."""
    found = [*markings_in(text), *personal_in(text), *credentials_in(text)]
    return sorted(found, key=lambda one: one.line)
