"""The corpus of the search benchmark: papers of a district's archive, made from the patterns in the TOML files here.

Every document is made by a chance of its own, so that the first thousand of ten thousand are the thousand. What
a document says is also kept as facts, from which queries.py works out which documents answer a query.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from events import Event, kinds, table, twins
from orthography import new_style, slug

FIRST_YEAR, LAST_YEAR = 2015, 2025
TWINS = 10


@dataclass(frozen=True)
class Document:
    """One paper, and the facts that a query may ask for."""

    id: str
    title: str
    number: str
    date: str
    period: str
    collection: str
    unit: str
    topics: list[str]
    text: str
    facts: dict[str, Any] = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """Give what a search engine may see: all but the facts."""
        return {key: value for key, value in vars(self).items() if key != "facts"}


def documents(count: int, seed: int = 2023) -> list[Document]:
    """Make the first `count` documents of a seed's archive."""
    return [_Draft(index, seed).document() for index in range(count)]


class _Draft:
    """A document while it is being written."""

    def __init__(self, index: int, seed: int) -> None:
        self.index, self.seed, self.chance = index, seed, random.Random(f"{seed}-{index}")
        self.prose, self.names = table("prose"), table("names")
        self.district = self.chance.choice(self.names["district"])
        first = date(FIRST_YEAR, 1, 5)
        self.day = first + timedelta(days=self.chance.randrange((date(LAST_YEAR, 12, 20) - first).days))
        self.collection = self.chance.choices(("tin-bai", "bao-cao", "dinh-chinh"), (50, 35, 15))[0]
        self.own_commune = self.chance.choice([*self.names["communes"], None])
        self.unit = self.own_commune and f"Ủy ban nhân dân {self.own_commune}"
        self.unit = self.unit or self.chance.choice(list(self.names["units"]))
        self.short = [long for long in self.names["abbreviations"] if self.chance.random() < 0.4]
        self.old_style = self.chance.random() < 0.75
        self.number = ""
        if index % TWINS >= TWINS - 2:
            self.collection = "tin-bai"
            self.own_commune, self.unit = None, self.chance.choice(list(self.names["units"]))

    def document(self) -> Document:
        """Write it."""
        if self.collection == "bao-cao":
            events, title, text, period = self._report()
            folder = f"bao-cao/{period.lower()}"
        else:
            events, title, text = self._story() if self.collection == "tin-bai" else self._correction()
            period, folder = f"{self.day.year}", f"{self.collection}/{self.day.year}"
        facts = [event.facts() for event in events]
        topics = list(dict.fromkeys(topic for event in events for topic in event.kind["topics"]))[:4]
        both = f"{title}\n{text}"
        short = {
            form
            for long, form in self.names["abbreviations"].items()
            if long in self.short and long.lower() in both.lower()
        }
        return Document(
            id=f"{folder}/{slug(title)}-{self.index}",
            title=self._styled(title),
            number=self.number,
            date=self.day.isoformat(),
            period=period,
            collection=self.collection,
            unit=self._styled(self.unit),
            topics=topics,
            text=self._styled(text),
            facts={
                "events": facts,
                "year": str(self.day.year),
                "unit": self.unit,
                "short": sorted(short),
                "old_style": self.old_style,
            },
        )

    def _story(self) -> tuple[list[Event], str, str]:
        event = self._event(kinds(claims=False), self.day - timedelta(days=self.chance.randrange(4)))
        says = [event.say(pattern) for pattern in self._some(event.kind["says"], 3, 5)]
        asides = self._some(self.prose["story"]["asides"], 2, 8)
        quote = self.chance.choice(self.prose["story"]["quotes"]) if "person" in event.told else ""
        body = [event.say(self.chance.choice(event.kind["leads"])), *self._mixed(says, asides)]
        title = _sentence(event.say(self.chance.choice(event.kind["titles"])))
        return [event], title, self._paragraphs(body + ([event.say(quote)] if quote else []))

    def _correction(self) -> tuple[list[Event], str, str]:
        event = self._event(kinds(claims=True), self.day - timedelta(days=self.chance.randrange(6)))
        says = [event.say(pattern) for pattern in self._some(event.kind["says"], 3, 5)]
        words = self.prose["correction"]
        truth, warning = self.chance.choice(words["headings"]), self.chance.choice(words["warnings"])
        parts = [_sentence(event.say(self.chance.choice(event.kind["leads"]))), truth, self._paragraphs(says)]
        parts += [warning, self._paragraphs(self._some(words["advice"], 4, 8)).replace("{district}", self.district)]
        return [event], _sentence(event.say(self.chance.choice(event.kind["titles"]))), "\n\n".join(parts)

    def _report(self) -> tuple[list[Event], str, str, str]:
        period, label, first = self._period()
        span = max((self.day - first).days, 1)
        sign = "UBND" if self.own_commune else self.names["units"][self.unit]
        self.number, report = f"{self.chance.randint(5, 690)}/BC-{sign}", self.prose["report"]
        chosen = self.chance.sample(kinds(claims=False), self.chance.randint(3, 8))
        events = [
            Event(self.chance, kind, first + timedelta(days=self.chance.randrange(span)), self.own_commune)
            for kind in chosen
        ]
        words = {"period": label, "unit": self.unit, "district": self.district, "year": self.day.year}
        words["subject"] = self.chance.choice(report["subjects"])
        fill = {
            key: _sentence(self.chance.choice(report[key]).format_map(words))
            for key in ("openings", "closing", "titles", "results", "limits", "plans")
        }
        parts = [fill["openings"], fill["results"], self._paragraphs(self._some(report["general"], 2, 4))]
        for place, event in enumerate(events, 1):
            says = [event.say(pattern) for pattern in self._some(event.kind["says"], 2, 4)]
            lead = event.say(self.chance.choice(event.kind["leads"]))
            if self.chance.random() < 0.4:
                parts.append(f"{place}. {_sentence(self.chance.choice(event.kind['topics']))}")
            parts.append(" ".join([_sentence(lead), *self._mixed(says, [])]))
        parts += [fill["limits"], self._paragraphs(self._some(report["limit"], 2, 5)), fill["plans"]]
        parts += [self._paragraphs(self._some(report["plan"], 2, 5)), fill["closing"]]
        return events, fill["titles"], "\n\n".join(parts), period

    def _period(self) -> tuple[str, str, date]:
        """Choose what a report covers: its code, its words, and its first day."""
        year, month = self.day.year, self.day.month
        form = self.chance.choices(("H", "Q", "M", "Y"), (5, 3, 2, 1))[0]
        if form == "H":
            half = 1 if month < 7 else 2
            return f"{year}-H{half}", f"6 tháng {('đầu', 'cuối')[half - 1]} năm {year}", date(year, 6 * half - 5, 1)
        if form == "Q":
            quarter = (month + 2) // 3
            return (
                f"{year}-Q{quarter}",
                f"quý {('I', 'II', 'III', 'IV')[quarter - 1]} năm {year}",
                date(year, 3 * quarter - 2, 1),
            )
        if form == "M":
            return f"{year}-M{month:02}", f"tháng {month} năm {year}", date(year, month, 1)
        return f"{year}", f"năm {year}", date(year, 1, 1)

    def _event(self, choices: list[dict[str, Any]], day: date) -> Event:
        day = max(day, date(self.day.year, 1, 1))
        if self.index % TWINS < TWINS - 2:
            return Event(self.chance, self.chance.choice(choices), day, self.own_commune)
        # The last two of every ten tell of the same thing but for one tone, as two clubs' names may differ.
        shared = random.Random(f"{self.seed}-twins-{self.index // TWINS}")
        kind, pairs = shared.choice(twins())
        event = Event(shared, kind, day, None)
        slot = shared.choice(list(pairs))
        value = shared.choice(pairs[slot])[self.index % 2]
        event.values[slot] = event.known[slot] = value
        return event

    def _some(self, choices: list[str], least: int, most: int) -> list[str]:
        return self.chance.sample(choices, min(self.chance.randint(least, most), len(choices)))

    def _mixed(self, says: list[str], asides: list[str]) -> list[str]:
        """Bring sentences into any order, some of them after a connective."""
        mixed = [*says, *(text.format(district=self.district) for text in asides)]
        self.chance.shuffle(mixed)
        return [_sentence(self._connective() + text) for text in mixed]

    def _connective(self) -> str:
        return self.chance.choice(self.prose["connectives"]) if self.chance.random() < 0.25 else ""

    def _paragraphs(self, sentences: list[str]) -> str:
        parts, left = [], list(sentences)
        while left:
            size = self.chance.randint(2, 4)
            parts.append(" ".join(map(_sentence, left[:size])))
            del left[:size]
        return "\n\n".join(parts)

    def _styled(self, text: str) -> str:
        """Bring a text to this document's habits: short or long forms, the place of tones, the district's spelling."""
        for long in self.short:
            text = text.replace(long, self.names["abbreviations"][long])
            text = text.replace(long[0].upper() + long[1:], self.names["abbreviations"][long])
        text = text.replace("Đak Pơ", self.district)
        return text if self.old_style else new_style(text)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
