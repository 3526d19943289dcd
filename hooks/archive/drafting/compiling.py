"""A district's report begun from what the archive holds: figures, stories, corrections, plans, who has not reported.

Every statement leads to where it comes from; what only people can say is left to be written.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from archive.account.coverage import Duty, coverage
from archive.account.figures import MEASURES
from archive.catalogue import Catalogue, in_force
from archive.drafting.counting import Counting, days_of
from archive.drafting.starting import Started, report
from archive.entries import Collection, Entry
from archive.importing.markdown import escaped
from archive.periods import Period
from archive.schema import Kind, Report, Unit
from archive.sources import Sources
from archive.strings import strings
from archive.wording import choice_words, date_words

_ABSENT = (Duty.MISSING, Duty.NOT_YET_DUE)


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
            if entry.unit_id == self.issuer:
                yield from (f"- {_line(plan)} ({self._link(entry)}): …" for plan in _plans_of(entry))

    @cached_property
    def _counting(self) -> Counting:
        return Counting(self.catalogue, self.issuer)

    @cached_property
    def _filed(self) -> list[Entry]:
        """The reports of others in the period, in the order of their days."""
        return self._counting.filed(self.period)[::-1]

    @cached_property
    def _missing(self) -> list[Unit]:
        """The units that have to report and have not, but the issuer."""
        told = coverage(self.catalogue, self.period, self.due)
        return [one.unit for one in told if one.duty in _ABSENT and one.unit.id != self.issuer]

    def figures(self) -> list[dict[str, Any]]:
        """Give the figures of the channels as the report's own, each the whole of what the units say."""
        found = []
        for channel in self.catalogue.registries.channels.values():
            counts = {measure: self._counting.now(channel, measure, self.period) for measure in MEASURES}
            # A sum in which units are missing is no figure of the whole: it stands in the text alone, as what it is.
            whole = {measure: one for measure, one in counts.items() if one and not (one.is_sum and self._missing)}
            known = {measure: str(one.value) for measure, one in whole.items()}
            if known:
                days = [day for one in whole.values() for day in days_of(one, channel)]
                found.append({"channel": channel.id, **known, **({"as_of": min(days).isoformat()} if days else {})})
        return found

    def _table(self) -> Iterator[str]:
        text, rows = strings(), []
        for channel in self.catalogue.registries.channels.values():
            for measure in MEASURES:
                now = self._counting.now(channel, measure, self.period)
                before = self._counting.before(channel, measure, self.period)
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
        return self._said_by_units(lambda report: report.difficulties)

    def _plans(self) -> Iterator[str]:
        return self._said_by_units(lambda report: [plan.text for plan in report.plans])

    def _said_by_units(self, texts: Callable[[Report], Iterable[str]]) -> Iterator[str]:
        """Yield what the units' reports say of one thing, each with its unit."""
        for entry in self._filed:
            assert isinstance(entry.record, Report)
            source = self._link(entry, self._unit(entry.unit_id))
            yield from (f"- {_line(text)} ({source})" for text in texts(entry.record))

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


def _plans_of(entry: Entry) -> list[str]:
    assert isinstance(entry.record, Report)
    return [plan.text for plan in entry.record.plans]


def _line(text: str) -> str:
    return escaped(" ".join(text.split()))
