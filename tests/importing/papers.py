"""Every paper that the importer is tried on."""

from __future__ import annotations

from importing.issuers import issuers
from importing.layouts import layouts
from importing.letters import letters
from importing.paper import Paper
from importing.reports import reports

__all__ = ["Paper", "papers"]


def papers() -> list[Paper]:
    """Reports of the district first, then the other kinds and issuers."""
    return [*reports(), *layouts(), *letters(), *issuers()]
