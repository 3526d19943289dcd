"""The three collections: reports and other official papers, stories, corrections (design, section 4)."""

# No `from __future__ import annotations`: what the keys refer to is read from what is declared here.

from typing import Annotated

from archive.declared import Read
from archive.numbers import Kind
from archive.schema.base import Schema
from archive.schema.choices import Disclosure, Format, ResultStatus, Status, Stream, Verdict
from archive.schema.values import (
    NOT_EMPTY,
    ChannelId,
    Count,
    Date,
    Day,
    EntryId,
    FileBeside,
    Id,
    IndicatorId,
    Line,
    Lines,
    Number,
    Paragraphs,
    PeriodValue,
    PlanId,
    Quantity,
    TopicId,
    UnitId,
    Url,
    UrlPath,
    YesOrNo,
    list_or_one,
    no_items,
    one_of,
)


class Allowance(Schema):
    """One occurrence of what must not be public that stands all the same, and why."""

    code: Annotated[Disclosure, one_of(Disclosure)]
    text: Line
    reason: Line


class Change(Schema):
    """A change to a published entry, told to readers."""

    date: Day
    note: Line


class Attachment(Schema):
    """A file beside the entry; its type, size, pages and SHA-256 are computed."""

    file: FileBeside
    title: Line


class Cover(Schema):
    """The picture that stands for an entry."""

    file: FileBeside
    alt: Line
    credit: Line | None = None


class Reach(Schema):
    """How far something went: counts on one day."""

    posts: Count | None = None
    videos: Count | None = None
    reach: Count | None = None
    interactions: Count | None = None
    as_of: Day | None = None


class Figures(Reach):
    """What was published on one channel in the period, and how far it went."""

    channel: ChannelId


class IndicatorValue(Schema):
    """The value of one indicator in the period."""

    id: IndicatorId
    value: Quantity
    note: Line | None = None


class Plan(Schema):
    """What the issuer undertakes for the next period."""

    id: Id
    text: Paragraphs


class Result(Schema):
    """What became of a plan of an earlier report."""

    plan: PlanId
    status: Annotated[ResultStatus, one_of(ResultStatus)]
    note: Line | None = None


class Basis(Schema):
    """A paper that this one answers or rests on."""

    number: Number
    date: Date
    issuer: Line


class Signer(Schema):
    """Who signed, by position; the name only where the paper is to show it."""

    name: Line | None = None
    position: Line
    on_behalf_of: Line | None = None


class Publication(Schema):
    """Where and when a story went out."""

    channel: ChannelId
    url: Url | None = None
    date: Date | None = None
    figures: Reach | None = None


class Source(Schema):
    """Where the facts of a correction can be checked."""

    title: Line
    url: Url | None = None


def _titled(value: object) -> object:
    return {"title": value} if isinstance(value, str) else value


class Record(Schema):
    """The front matter that every entry of the archive has."""

    title: Line
    title_en: Line | None = None
    date: Date
    summary: Paragraphs | None = None
    summary_en: Paragraphs | None = None
    streams: Annotated[list[Annotated[Stream, one_of(Stream)]], NOT_EMPTY]
    topics: list[TopicId] = no_items()
    channels: list[ChannelId] = no_items()
    status: Annotated[Status, one_of(Status)] = Status.PUBLISHED
    reason: Paragraphs | None = None
    publish_at: Day | None = None
    changes: list[Change] = no_items()
    replaces: Annotated[list[EntryId], Read(list_or_one, accepts=list[EntryId] | EntryId)] = no_items()
    replaced_by: EntryId | None = None
    aliases: list[UrlPath] = no_items()
    attachments: list[Attachment] = no_items()
    cover: Cover | None = None
    allow: list[Allowance] = no_items()
    sample: YesOrNo = False


class Report(Record):
    """A report or another official paper, filed under the period that it tells of."""

    number: Number
    issuer: UnitId
    period: PeriodValue
    kind: Annotated[Kind, one_of(Kind)] | None = None
    recipients: Lines = no_items()
    basis: list[Basis] = no_items()
    signer: Signer | None = None
    copies: Lines = no_items()
    figures: list[Figures] = no_items()
    indicators: list[IndicatorValue] = no_items()
    difficulties: list[Paragraphs] = no_items()
    plans: list[Plan] = no_items()
    results: list[Result] = no_items()


class Story(Record):
    """A story that promotes the district's image."""

    unit: UnitId
    format: Annotated[Format, one_of(Format)]
    published_on: list[Publication] = no_items()
    place: Line | None = None


class Correction(Record):
    """A false claim in circulation, the facts, and where they can be checked."""

    claim: Paragraphs
    verdict: Annotated[Verdict, one_of(Verdict)]
    facts: Paragraphs
    sources: Annotated[list[Annotated[Source, Read(_titled, accepts=Source | Line)]], NOT_EMPTY]
    seen_on: Annotated[Lines, Read(list_or_one, accepts=Lines | Line)] = no_items()
    unit: UnitId | None = None


class PlainPage(Schema):
    """A page outside the collections: an introduction, a guide."""

    title: Line
    summary: Paragraphs | None = None
    allow: list[Allowance] = no_items()
