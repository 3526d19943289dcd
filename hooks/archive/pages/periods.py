"""The pages of time: the timeline of all periods, and each period with what was published in it, by stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.catalogue import Catalogue
from archive.pages.view import Listing, View, listings, newest
from archive.periods import Period
from archive.schema import Stream
from archive.strings import strings

TIMELINE = "ky/index.md"


def period_uri(period: Period) -> str:
    """Name the source of a period's page."""
    return f"ky/{period.slug}.md"


@dataclass(frozen=True)
class PeriodLink:
    """A way to a period's page, with how many entries await there."""

    period: Period
    count: int

    @property
    def url(self) -> str:
        """The URL of the period's page, from the site's root."""
        return f"/ky/{self.period.slug}/"


@dataclass(frozen=True, kw_only=True)
class TimelinePage(View):
    """All periods, year by year, the newest first; each year with the periods that it holds."""

    template = "periods.html"
    years: list[tuple[PeriodLink, list[PeriodLink]]]


@dataclass(frozen=True, kw_only=True)
class PeriodPage(View):
    """One period: its entries by stream, the periods beside it, above it and within it."""

    template = "period.html"
    period: Period
    count: int
    streams: list[tuple[Stream, Listing]]
    previous: PeriodLink | None
    next: PeriodLink | None
    holder: PeriodLink | None
    parts: list[PeriodLink]


@dataclass(frozen=True, kw_only=True)
class PeriodStreamPage(View):
    """A further page of a period's list of one stream."""

    template = "period-stream.html"
    link: PeriodLink
    stream: Stream
    listing: Listing


def link(catalogue: Catalogue, period: Period) -> PeriodLink:
    """Make the way to a period's page."""
    return PeriodLink(period, len(catalogue.by_period[period]))


def timeline_page(catalogue: Catalogue) -> TimelinePage:
    """Build the timeline."""
    years = [
        (link(catalogue, year), [link(catalogue, part) for part in catalogue.periods if _within(part, year)])
        for year in catalogue.periods
        if year.holder is None
    ]
    return TimelinePage(
        src_uri=TIMELINE, title=strings()("pages.periods"), modified=newest(catalogue.entries), years=years
    )


def period_pages(catalogue: Catalogue, period: Period, size: int) -> Iterator[View]:
    """Build a period's page, and the further pages of its long lists."""
    entries = catalogue.by_period[period]
    here = link(catalogue, period)
    streams: list[tuple[Stream, Listing]] = []
    further: list[View] = []
    for stream in Stream:
        of_stream = catalogue.in_stream(entries, stream)
        first, *rest = listings(of_stream, size, period_uri(period), f"ky/{period.slug}/{stream}")
        streams.append((stream, first))
        name = strings()(f"choices.stream.{stream}")
        for listing in rest:
            further.append(
                PeriodStreamPage(
                    src_uri=listing.src_uris[listing.number - 1],
                    title=strings()("pages.part", title=f"{name}, {period.label}", number=listing.number),
                    modified=newest(listing.entries),
                    link=here,
                    stream=stream,
                    listing=listing,
                )
            )
    before, after = catalogue.neighbour(period, -1), catalogue.neighbour(period, 1)
    yield PeriodPage(
        src_uri=period_uri(period),
        title=period.label,
        summary=strings()("pages.period_summary", period=period.label, count=len(entries)),
        modified=newest(entries),
        period=period,
        count=len(entries),
        streams=streams,
        previous=link(catalogue, before) if before else None,
        next=link(catalogue, after) if after else None,
        holder=link(catalogue, period.holder) if period.holder else None,
        parts=[link(catalogue, part) for part in reversed(catalogue.periods) if part.holder == period],
    )
    yield from further


def _within(part: Period, year: Period) -> bool:
    return part != year and year.holds(part)
