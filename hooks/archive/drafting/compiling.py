"""A district's report begun from what the archive holds: figures, stories, corrections, plans, who has not reported.

Every statement leads to where it comes from; what only people can say is left to be written.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from archive.account.coverage import Duty, coverage
from archive.account.figures import MEASURES, Number, Tally
from archive.catalogue import Catalogue, in_force
from archive.drafting.starting import Started, report
from archive.entries import Collection, Entry
from archive.importing.markdown import escaped
from archive.periods import Period
from archive.schema import Channel, Kind, Report, Unit
from archive.sources import Sources
from archive.strings import strings
from archive.wording import choice_words, date_words, number_words

_CAME_LATE = (Duty.MISSING, Duty.NOT_YET_DUE)


@dataclass(frozen=True)
class _Count:
    """What is counted of a channel in a period, and the reports that it was taken from."""

    value: Number
    sources: tuple[Entry, ...]
    is_sum: bool = False

    def change(self, before: _Count | None) -> str:
        """Say how much more than before; nothing where other units count their parts now than did then."""
        if before is None or (self.is_sum and _speakers(self) != _speakers(before)):
            return "–"
        return _signed(self.value - before.value)

    @property
    def words(self) -> str:
        """Write the number, and of how many units it is the sum."""
        written = number_words(self.value)
        return strings()("compiling.sum", number=written, count=len(self.sources)) if self.is_sum else written


@dataclass
class _Compiler:
    """Writes the draft of one issuer's report of one period."""

    catalogue: Catalogue
    issuer: str
    period: Period
    folder: str
    due: Mapping[str, tuple[int, int]]

    def body(self) -> str:
        """Write the text, heading by heading."""
        text = strings()
        parts = [f"## {text('compiling.results', period=self.period.label_within).upper()}"]
        for number, (name, lines) in enumerate(self._results(), 1):
            parts += [f"### {number}. {text(f'compiling.{name}')}", "\n".join(lines) or text("compiling.none")]
        parts += [
            f"## {text('compiling.difficulties').upper()}",
            "\n".join(self._difficulties()) or text("compiling.to_add"),
        ]
        parts += [f"## {text('compiling.plans', period=self.period.next.label_within).upper()}"]
        parts += ["\n".join(self._plans()) or text("compiling.to_write")]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _results(self) -> Iterator[tuple[str, list[str]]]:
        yield "figures", list(self._table())
        yield "stories", list(self._by_topic(Collection.STORIES))
        yield "corrections", list(self._by_topic(Collection.CORRECTIONS))
        yield "promised", list(self._promised())
        yield "reports", list(self._reports())

    def _promised(self) -> Iterator[str]:
        """Name what the issuer undertook in the period before: what became of it is for the clerk to say."""
        for entry in reversed(self.catalogue.filed.get(self.period.previous, [])):
            if entry.unit_id == self.issuer and isinstance(entry.record, Report):
                for plan in entry.record.plans:
                    yield f"- {escaped(' '.join(plan.text.split()))} ({self._link(entry)}): …"

    @property
    def _filed(self) -> list[Entry]:
        """The reports of others in the period, in the order of their days."""
        filed = reversed(self.catalogue.filed.get(self.period, []))
        return [one for one in filed if one.unit_id != self.issuer and self._is_known(one)]

    def _is_known(self, entry: Entry) -> bool:
        """Tell whether an entry was there on the day that the draft is written."""
        return entry.record.date.start <= self.catalogue.as_of

    @property
    def _missing(self) -> list[Unit]:
        """The units that have to report and have not, but the issuer."""
        told = coverage(self.catalogue, self.period, self.due)
        return [one.unit for one in told if one.duty in _CAME_LATE and one.unit.id != self.issuer]

    def figures(self) -> list[dict[str, Any]]:
        """Give the figures of the channels as the report's own, each the whole of what the units say."""
        found = []
        for channel in self.catalogue.registries.channels.values():
            counts = {measure: self.count(channel, measure, self.period) for measure in MEASURES}
            # A sum in which units are missing is no figure of the whole: it stands in the text alone, as what it is.
            whole = {measure: one for measure, one in counts.items() if one and not (one.is_sum and self._missing)}
            known = {measure: str(one.value) for measure, one in whole.items()}
            if known:
                days = [day for one in whole.values() for day in _days(one.sources, channel)]
                found.append({"channel": channel.id, **known, **({"as_of": min(days).isoformat()} if days else {})})
        return found

    def count(self, channel: Channel, measure: str, period: Period) -> _Count | None:
        """Count in a channel: what the unit says that runs it, else the sum of what units say of their part."""
        newest: dict[str | None, tuple[Number, Entry]] = {}
        for entry in self.catalogue.filed.get(period, ()):  # newest first
            value = _value(entry, channel, measure)
            if value is not None and entry.unit_id != self.issuer and self._is_known(entry):
                newest.setdefault(entry.unit_id, (value, entry))
        if (own := newest.get(channel.unit)) is not None:
            return _Count(own[0], (own[1],))
        parts = sorted(newest.values(), key=lambda one: one[1].id)
        if not parts:
            return None
        return _Count(sum(value for value, _ in parts), tuple(entry for _, entry in parts), is_sum=True)

    def _before(self, channel: Channel, measure: str) -> _Count | None:
        """Count in the period before: as the issuer reported then, else as now."""
        said = Tally(self.catalogue, self.issuer).amount(channel, measure, self.period.previous)
        return _Count(said.value, said.sources) if said else self.count(channel, measure, self.period.previous)

    def _table(self) -> Iterator[str]:
        text, rows = strings(), []
        for channel in self.catalogue.registries.channels.values():
            for measure in MEASURES:
                now, before = self.count(channel, measure, self.period), self._before(channel, measure)
                if now is None and before is None:
                    continue
                said, change = (now.words, now.change(before)) if now else (text("compiling.unknown"), "–")
                was = before.words if before else "–"
                sources = (*(now.sources if now else ()), *(before.sources if before else ()))
                cells = (channel.name, text(f"figures.{measure}"), said, was, change)
                rows.append((*map(escaped, cells), self._links(sources)))
        if rows:
            heads = [
                text(f"compiling.table.{name}") for name in ("channel", "measure", "now", "before", "change", "from")
            ]
            yield f"| {' | '.join(heads)} |"
            yield "| --- | --- | ---: | ---: | ---: | --- |"
            yield from (f"| {' | '.join(row)} |" for row in rows)

    def _by_topic(self, collection: Collection) -> Iterator[str]:
        """Name the entries of the period by topic, each once: below the first of its topics."""
        entries = [
            one
            for one in in_force_of(self.catalogue, collection)
            if self.period.start <= one.record.date.start <= min(self.period.end, self.catalogue.as_of)
        ]
        named: set[str] = set()
        topics = self.catalogue.registries.topics
        for id, name in [*((topic.id, topic.name) for topic in topics.values()), ("", strings()("compiling.other"))]:
            ours = [one for one in entries if one.id not in named and (not id or id in one.record.topics)]
            named |= {one.id for one in ours}
            if ours:
                yield f"- **{escaped(name)}** ({len(ours)}):"
                yield from (f"    - {self._told(one)}" for one in ours)

    def _told(self, entry: Entry) -> str:
        unit = self.catalogue.registries.units.get(entry.unit_id or "")
        about = [unit.name] if unit else []
        verdict = getattr(entry.record, "verdict", None)
        about = [choice_words(verdict).lower()] if verdict else about
        return f"{self._link(entry)} ({escaped('; '.join([*about, date_words(entry.record.date)]))})."

    def _reports(self) -> Iterator[str]:
        """Say which units have reported, and which have not."""
        text = strings()
        yield from (f"- {escaped(self._unit(one.unit_id))}: {self._link(one)}." for one in self._filed)
        if missing := self._missing:
            names = "; ".join(f"[{escaped(unit.name)}](/don-vi/{unit.id}/)" for unit in missing)
            yield f"- {text('compiling.missing', count=len(missing))} {names}."

    def _difficulties(self) -> Iterator[str]:
        for entry in self._filed:
            assert isinstance(entry.record, Report)
            for difficulty in entry.record.difficulties:
                yield f"- {escaped(' '.join(difficulty.split()))} ({self._link(entry, self._unit(entry.unit_id))})"

    def _plans(self) -> Iterator[str]:
        for entry in self._filed:
            assert isinstance(entry.record, Report)
            for plan in entry.record.plans:
                yield f"- {escaped(' '.join(plan.text.split()))} ({self._link(entry, self._unit(entry.unit_id))})"

    def _unit(self, id: str | None) -> str:
        unit = self.catalogue.registries.units.get(id or "")
        return unit.name if unit else str(id)

    def _link(self, entry: Entry, name: str = "") -> str:
        return f"[{escaped(name or entry.record.title)}]({posixpath.relpath(entry.src_uri, self.folder)})"

    def _links(self, entries: Iterable[Entry]) -> str:
        """Name the reports that a number comes from by their numbers, each once."""
        once = dict.fromkeys(entries)
        return ", ".join(self._link(one, f"{one.number}" if one.number and one.number.ordinal else "") for one in once)


def compiled(
    sources: Sources,
    title: str,
    issuer: str,
    period: Period,
    number: str,
    day: date,
    slug: str,
    due: Mapping[str, tuple[int, int]],
) -> Started:
    """Begin a report as `starting.report` does, and write into it what the archive holds of its period."""
    started = report(sources, title, issuer, period, number, day, slug)
    catalogue = Catalogue.of(sources.entries, sources.registries, day)
    compiler = _Compiler(catalogue, issuer, period, posixpath.dirname(started.src_uri), due)
    figures = compiler.figures()
    of_period = [one for one in in_force(catalogue.entries) if one.period == period]
    keys = started.keys
    streams = sorted({str(stream) for one in of_period for stream in one.record.streams}, reverse=True)
    keys["streams"] = streams or keys["streams"]
    topics = {topic for one in of_period for topic in one.record.topics}
    keys |= {"topics": [id for id in sources.registries.topics if id in topics]} if topics else {}
    keys |= {"channels": [row["channel"] for row in figures], "figures": figures} if figures else {}
    if figures:
        started.comments["figures"] = [strings()("compiling.figures_from")]
    keys |= _as_last_time(catalogue, issuer, started)
    started.comments.pop("streams", None) if streams else None
    started.body = compiler.body()
    return started


def _as_last_time(catalogue: Catalogue, issuer: str, started: Started) -> dict[str, Any]:
    """Propose to whom the report goes and who signs it, as the issuer's last report says."""
    reports = [one.record for one in catalogue.by_unit.get(issuer, []) if one.kind is Kind.REPORT]  # newest first
    last = reports[0] if reports else None
    if not isinstance(last, Report):
        return {}
    signer = {"position": last.signer.position, "on_behalf_of": last.signer.on_behalf_of} if last.signer else {}
    signer = {name: value for name, value in signer.items() if value}
    found = {"recipients": last.recipients, "signer": signer, "copies": last.copies}
    found = {key: value for key, value in found.items() if value}
    for key in found:
        started.comments[key] = [strings()("compiling.as_last_time")]
    return found


def in_force_of(catalogue: Catalogue, collection: Collection) -> list[Entry]:
    """Give the entries of a collection that count, the oldest first."""
    return [one for one in reversed(catalogue.by_collection.get(collection, [])) if one.counts]


def _value(entry: Entry, channel: Channel, measure: str) -> Number | None:
    assert isinstance(entry.record, Report)
    values = [getattr(row, measure) for row in entry.record.figures if row.channel == channel.id]
    return next((value for value in values if value is not None), None)


def _days(entries: Iterable[Entry], channel: Channel) -> Iterator[date]:
    for entry in entries:
        assert isinstance(entry.record, Report)
        yield from (row.as_of for row in entry.record.figures if row.channel == channel.id and row.as_of)


def _speakers(count: _Count) -> set[str | None]:
    return {entry.unit_id for entry in count.sources}


def _signed(change: Number) -> str:
    written = number_words(abs(change))
    return f"+{written}" if change > 0 else f"−{written}" if change < 0 else "0"
