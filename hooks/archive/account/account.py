"""What all periods' accounts share, made once for a catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from archive.account.figures import Tally
from archive.account.plans import Answers, plan_answers
from archive.catalogue import Catalogue


@dataclass(frozen=True)
class Account:
    """The counts of a catalogue, and what became of its plans."""

    tally: Tally
    answers: Answers

    @classmethod
    def of(cls, catalogue: Catalogue, owner: str) -> Account:
        """Prepare the account of a catalogue; `owner` is the unit whose reports speak first."""
        return cls(Tally(catalogue, owner), plan_answers(catalogue))
