"""A report, story or correction begun: the keys that must be filled in, with what can be proposed for each.

What is begun is a draft (`status: draft`): it is checked and shown to nobody until the clerk takes that line out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from archive.dates import PartialDate
from archive.drafting.writing import source_text
from archive.entries import Collection
from archive.periods import Period
from archive.schema import Kind, Report, Status, Stream
from archive.sources import Sources
from archive.strings import strings

_USUAL_SIGN = "/BC-UBND"


@dataclass
class Started:
    """An entry that was begun: the path of its source, its keys, and what stands above them for the clerk."""

    src_uri: str
    keys: dict[str, Any]
    comments: dict[str, list[str]]
    body: str = ""

    def __post_init__(self) -> None:
        """Say what a draft is, where its status stands."""
        self.comments["status"] = [strings()("starting.draft")]

    @property
    def text(self) -> str:
        """The source as it is to be written."""
        return source_text(self.keys, self.body, self.comments)


def proposed_period(day: date) -> Period:
    """Propose the period that is reported on: the half-year of the day, or the one before in its first month."""
    half = Period.half_of(PartialDate(day.year, day.month))
    return half.previous if day.month in (1, 7) else half


def proposed_number(sources: Sources, issuer: str) -> str:
    """Propose the number of an issuer's next report: the sign of the last, its number to be given by the office."""
    signs = [
        report.number.sign
        for report in _reports(sources, issuer)
        if report.number and (report.kind or report.number.kind) is Kind.REPORT
    ]
    return signs[-1] if signs else _USUAL_SIGN


def report(sources: Sources, title: str, issuer: str, period: Period, number: str, day: date, slug: str) -> Started:
    """Begin a report; what its issuer planned in the report of the period before comes as results to fill in."""
    keys: dict[str, Any] = {
        "title": title,
        "number": number,
        "date": str(day),
        "issuer": issuer,
        "period": str(period),
        "streams": [],
        "status": str(Status.DRAFT),
    }
    text = strings()
    comments = {"streams": [text("starting.streams")]}
    before = [report for report in _reports(sources, issuer) if report.period == period.previous]
    plans = [plan for report in before for plan in report.plans]
    if plans:
        keys["results"] = [
            {"plan": f"{period.previous.slug}/{issuer}/{plan.id}", "status": "", "note": ""} for plan in plans
        ]
        told = [text("starting.results", period=period.previous.label_within)]
        comments["results"] = told + [f"- {plan.id}: {' '.join(plan.text.split())}" for plan in plans]
    body = text("starting.report_body", period=period.label_within, next=period.next.label_within) + "\n"
    return Started(f"{Collection.REPORTS}/{period.slug}/{slug}.md", keys, comments, body)


def story(title: str, unit: str, format: str, day: date, slug: str, link: str, channel: str) -> Started:
    """Begin a story, from a link to where it went out if there is one."""
    keys: dict[str, Any] = {"title": title, "date": str(day), "unit": unit, "format": format}
    keys |= {"streams": [str(Stream.IMAGE)], "status": str(Status.DRAFT)}
    if link:
        keys["published_on"] = [{"channel": channel, "url": link, "date": str(day)}]
    comments = {"published_on": [strings()("starting.channel")]} if link and not channel else {}
    return Started(f"{Collection.STORIES}/{day.year}/{slug}.md", keys, comments)


def correction(title: str, claim: str, day: date, slug: str) -> Started:
    """Begin a correction: the claim as it goes round, the facts and sources to be filled in."""
    keys: dict[str, Any] = {"title": title, "date": str(day), "claim": claim, "verdict": "", "facts": "", "sources": []}
    keys |= {"streams": [str(Stream.INFORMATION)], "status": str(Status.DRAFT)}
    comments = {key: [strings()(f"starting.{key}")] for key in ("verdict", "facts", "sources")}
    return Started(f"{Collection.CORRECTIONS}/{day.year}/{slug}.md", keys, comments)


def _reports(sources: Sources, issuer: str) -> list[Report]:
    """Give the reports of an issuer, the oldest first."""
    found = [(entry.id, entry.record) for entry in sources.entries if isinstance(entry.record, Report)]
    ordered = sorted(found, key=lambda one: (str(one[1].date), one[0]))
    return [report for _, report in ordered if report.issuer == issuer]
