"""Which documents answer a query: told by the facts that each keeps, never by its words (but for a quoted phrase)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from documents import Document
from orthography import folded, old_style, toneless

OF_DOCUMENT = ("year", "number")
OF_TIME = ("date", "month")
fold = cache(folded)
lean = cache(toneless)


class Answers:
    """An index of events by kind and value.

    A want is a slot and the value it must have; `date`, `month` (ISO 8601) hold for the event's day or the
    document's; `year` and `number` are the document's; `prefix` names a slot whose value need only begin so.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.events: list[tuple[int, Mapping[str, Any]]] = []
        self.places: dict[tuple[str, str, str], set[int]] = defaultdict(set)
        self.numbers: dict[str, set[int]] = defaultdict(set)
        for place, document in enumerate(documents):
            self.numbers[document.number.split("/")[0]].add(place)
            for event in document.facts["events"]:
                for slot, value in event.items():
                    self.places[event["kind"], slot, fold(value)].add(len(self.events))
                self.events.append((place, event))
        self.texts = [fold(_plain(f"{document.title}\n{document.text}")) for document in documents]

    def of(
        self, wants: Mapping[str, str], *, prefix: str = "", same: Callable[[str], str] = str, need: str = ""
    ) -> list[int]:
        """List the documents one of whose events has all that is wanted, values compared after `same`."""
        kind = wants["kind"]
        plain = [slot for slot in wants if slot not in (*OF_DOCUMENT, *OF_TIME, prefix)]
        found = set.intersection(*(self.places[kind, slot, fold(wants[slot])] for slot in plain))
        return sorted(
            {self.events[number][0] for number in found if self._fits(number, wants, plain, prefix, same, need)}
        )

    def numbered(self, number: str, year: str, unit: str) -> list[int]:
        """List the reports of a number ("123" or "123/BC-UBND"), a year and a unit, each of which may be ""."""
        return sorted(
            place
            for place in self.numbers[number.split("/")[0]]
            if (found := self.documents[place]).number.startswith(number if "/" in number else f"{number}/")
            and found.facts["year"].startswith(year)
            and unit in found.facts["unit"]
        )

    def saying(self, phrase: str) -> list[int]:
        """List the documents in which a phrase stands, capitals, signs and places of tones apart."""
        wanted = fold(_plain(phrase))
        return [place for place, text in enumerate(self.texts) if wanted in text]

    def _fits(
        self,
        number: int,
        wants: Mapping[str, str],
        plain: list[str],
        prefix: str,
        same: Callable[[str], str],
        need: str,
    ) -> bool:
        place, event = self.events[number]
        document = self.documents[place]
        if need and need not in event:
            return False
        if any(same(event[slot]) != same(wants[slot]) for slot in plain):
            return False
        if prefix and not fold(event.get(prefix, "")).startswith(fold(wants[prefix])):
            return False
        days = (event.get("day", ""), document.date)
        if not all(any(day.startswith(wants[slot]) for day in days) for slot in OF_TIME if slot in wants):
            return False
        return bool(wants.get("year", document.facts["year"]) == document.facts["year"])


def _plain(text: str) -> str:
    return old_style(unicodedata.normalize("NFC", text))
