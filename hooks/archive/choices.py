"""The single choices that lists are narrowed by: each a page of its own, as (URL, name)."""

from __future__ import annotations

from dataclasses import dataclass

from archive.catalogue import Catalogue
from archive.pages.selections import address, selections
from archive.schema import Status
from archive.wording import choice_words

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class ChoicesOf:
    """What the filters of lists offer, of everything that any entry has."""

    periods: Choices
    units: Choices
    topics: Choices
    channels: Choices
    kinds: Choices
    states: Choices

    @classmethod
    def of(cls, catalogue: Catalogue) -> ChoicesOf:
        """Gather the choices of a catalogue."""
        registries = catalogue.registries
        chosen = [(choice, (f"/{address(choice)}/", choice_words(choice))) for choice in selections(catalogue)]
        return cls(
            periods=[(f"/ky/{period.slug}/", period.label) for period in catalogue.periods],
            units=[(f"/don-vi/{id}/", one.name) for id, one in registries.units.items() if id in catalogue.by_unit],
            topics=[
                (f"/linh-vuc/{id}/", one.name) for id, one in registries.topics.items() if id in catalogue.by_topic
            ],
            channels=[
                (f"/kenh/{id}/", one.name) for id, one in registries.channels.items() if id in catalogue.by_channel
            ],
            kinds=[way for choice, way in chosen if not isinstance(choice, Status)],
            states=[way for choice, way in chosen if isinstance(choice, Status)],
        )
