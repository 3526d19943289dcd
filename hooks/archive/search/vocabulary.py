"""What search knows of the language and the district, whatever the documents say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from archive.catalogue import Registries
from archive.search.text import Aliases, alias_table

SHORT_FORMS = Path(__file__).parent / "short-forms.toml"


@cache
def short_forms() -> tuple[tuple[str, str], ...]:
    """Read the short forms of administrative Vietnamese, each with its long form."""
    import tomllib  # they are read where an index is made whole

    with SHORT_FORMS.open("rb") as file:
        return tuple(tomllib.load(file).items())


def spellings(registries: Registries) -> list[list[str]]:
    """Give the places that are written in several ways: each name, with its other spellings behind it."""
    return [[place.name, *place.spellings] for place in registries.places.values()]


@dataclass(frozen=True)
class Vocabulary:
    """The spellings of places, the short forms, and the facets' values by the names they may be called by.

    `facets` gives for each facet its values in their order, each as [value, label, further name, …].
    """

    places: Sequence[Sequence[str]] = ()
    short_forms: Sequence[tuple[str, str]] = ()
    facets: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)

    @cached_property
    def aliases(self) -> Aliases:
        """The table that brings the spellings of places together."""
        return alias_table((name, others) for name, *others in self.places)
