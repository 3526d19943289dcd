"""The pages of time: the timeline of all periods, and each period with what was published in it, by stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.account import Account, Coverage, Row, Undertaking, coverage, undertakings
from archive.catalogue import Catalogue, in_force
from archive.entries import Collection, Entry
from archive.languages import Language
from archive.pages.lists import Listing, further_pages, home, listings
from archive.pages.strip import Count, Course, by_month, by_topic, course, strip
from archive.pages.view import View, newest
from archive.periods import Period
from archive.schema import Report, Status, Stream, Topic
from archive.settings import Settings


def period_uri(period: Period, language: Language) -> str:
    """Name the source of a period's page."""
    return f"{language.folder}ky/{period.slug}.md"


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
    """One period: what it gives account of, its entries by stream, the periods around it.

    `kept` is what was undertaken in the period before and what became of it, `plans` what is undertaken now;
    `months` is a year's timeline.
    """

    template = "period.html"
    period: Period
    count: int
    sample: bool
    strip: list[Count]
    course: Course
    topics: list[tuple[Topic, int]]
    months: list[tuple[int | None, list[Entry]]]
    figures: dict[str, dict[str, Row]]
    indicators: list[Row]
    coverage: list[Coverage]
    kept: list[Undertaking]
    plans: list[Undertaking]
    difficulties: list[tuple[Entry, list[str]]]
    corrections: list[Entry]
    stories: list[tuple[Topic, list[Entry]]]
    streams: list[tuple[Stream, Listing]]
    previous: PeriodLink | None
    next: PeriodLink | None

    @property
    def shared_as(self) -> tuple[str, str]:
        """The period's picture, with its name."""
        return f"ky-{self.period.slug}", self.period.label_in(self.language)

    holder: PeriodLink | None
    parts: list[PeriodLink]


def link(catalogue: Catalogue, period: Period) -> PeriodLink:
    """Make the way to a period's page."""
    return PeriodLink(period, len(catalogue.by_period[period]))


def timeline_page(catalogue: Catalogue, language: Language) -> TimelinePage:
    """Build the timeline."""
    years = [
        (link(catalogue, year), [link(catalogue, part) for part in catalogue.periods if _within(part, year)])
        for year in catalogue.periods
        if year.holder is None
    ]
    return TimelinePage(
        src_uri=f"{language.folder}ky/index.md",
        language=language.code,
        title=language.text("pages.periods"),
        summary=language.text("pages.periods_introduction"),
        modified=newest(catalogue.entries),
        years=years,
    )


def period_pages(
    catalogue: Catalogue, period: Period, settings: Settings, account: Account, language: Language
) -> Iterator[View]:
    """Build a period's page, and the further pages of its long lists."""
    entries = catalogue.by_period[period]
    size = settings.page_size
    label = period.label_in(language.code)
    trail = [home(language), (language.text("pages.periods"), "/ky/"), (label, link(catalogue, period).url)]
    streams: list[tuple[Stream, Listing]] = []
    further: list[View] = []
    for stream in Stream:
        of_stream = catalogue.in_stream(entries, stream)
        below = f"{language.folder}ky/{period.slug}/{stream}"
        listing, rest = listings(of_stream, size, period_uri(period, language), below)
        streams.append((stream, listing))
        further += further_pages(rest, f"{language.text(f'choices.stream.{stream}')}, {label}", trail, language)
    published = sum(entry.record.status is not Status.WITHDRAWN for entry in entries)
    before, after = catalogue.neighbour(period, -1), catalogue.neighbour(period, 1)
    within = period.label_within_in(language.code)
    yield PeriodPage(
        src_uri=period_uri(period, language),
        language=language.code,
        title=label,
        summary=language.text("pages.period_summary", period=within, count=published),
        modified=newest(entries),
        feed=f"ky/{period.slug}/feed",
        period=period,
        count=len(entries),
        sample=any(entry.record.sample for entry in entries),
        strip=strip(catalogue, period, settings.due),
        course=course(catalogue, period),
        topics=by_topic(catalogue, entries),
        months=by_month(period, entries) if period.holder is None else [],
        figures=account.tally.figures(period),
        indicators=account.tally.indicators(period),
        coverage=coverage(catalogue, period, settings.due),
        kept=undertakings(catalogue, period.previous, account.answers),
        plans=undertakings(catalogue, period, account.answers),
        difficulties=_difficulties(entries),
        corrections=[entry for entry in entries if entry.collection is Collection.CORRECTIONS],
        stories=_stories_by_topic(catalogue, entries),
        streams=streams,
        previous=link(catalogue, before) if before else None,
        next=link(catalogue, after) if after else None,
        holder=link(catalogue, period.holder) if period.holder else None,
        parts=[link(catalogue, part) for part in reversed(catalogue.periods) if part.holder == period],
    )
    yield from further


def _difficulties(entries: Iterable[Entry]) -> list[tuple[Entry, list[str]]]:
    named = [(entry, entry.record.difficulties) for entry in in_force(entries) if isinstance(entry.record, Report)]
    return [(entry, texts) for entry, texts in named if texts]


def _stories_by_topic(catalogue: Catalogue, entries: Iterable[Entry]) -> list[tuple[Topic, list[Entry]]]:
    stories = [entry for entry in entries if entry.collection is Collection.STORIES and entry.counts]
    topics = catalogue.registries.topics.values()
    grouped = [(topic, [entry for entry in stories if topic.id in entry.record.topics]) for topic in topics]
    return [(topic, of_topic) for topic, of_topic in grouped if of_topic]


def _within(part: Period, year: Period) -> bool:
    return part != year and year.holds(part)
