"""One entry of the archive: its front matter, its text, its files, and what is told of it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from archive.excerpt import first_paragraph
from archive.file_facts import FileFacts
from archive.front_matter import Document
from archive.numbers import DocumentNumber
from archive.paths import url_of
from archive.periods import Period
from archive.pictures.picture import Picture, PictureWrong
from archive.schema import Correction, Kind, Record, Report, Status, Story
from archive.schema.entries import Plan


class Collection(StrEnum):
    """The folders that hold entries."""

    REPORTS = "bao-cao"
    STORIES = "tin-bai"
    CORRECTIONS = "dinh-chinh"


# Their names, by which a folder is known as one.
COLLECTIONS = frozenset(map(str, Collection))


@dataclass(frozen=True)
class AttachedFile:
    """A file beside an entry, ready to be offered: its place in `src_uri`, and what is known of it."""

    src_uri: str
    title: str
    facts: FileFacts = field(repr=False, compare=False)

    @property
    def path(self) -> Path:
        """The file as it lies among the sources."""
        return self.facts.docs_dir / self.src_uri

    @property
    def url(self) -> str:
        """Its URL, from the site's root."""
        return f"/{self.src_uri}"

    @property
    def extension(self) -> str:
        """The file's type as readers know it: PDF, DOCX, CSV."""
        return self.path.suffix.removeprefix(".").upper()

    @property
    def size(self) -> int:
        """How large the file is as it is published, in bytes."""
        return self.facts.published(self.src_uri).size

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file as it is published, in hexadecimal."""
        return self.facts.published(self.src_uri).sha256

    @property
    def pages(self) -> int | None:
        """How many pages a PDF has; None for other files, and for one that cannot be read."""
        return self.facts.published(self.src_uri).pages


def opening(document: Document) -> str | None:
    """Give the first paragraph of a text."""
    return document.once("opening", lambda document: first_paragraph(document.body))


@dataclass(frozen=True, eq=False)
class Entry:
    """One entry: its front matter as `record`, its Markdown in `document`, its place in `src_uri`.

    While problems are gathered a record may lack keys that it must have; in a Catalogue it never does.
    """

    src_uri: str
    collection: Collection
    record: Record
    document: Document
    facts: FileFacts = field(repr=False)
    early: bool = False
    """Shown though it is a draft or to come: to who writes it, in a preview."""

    @cached_property
    def id(self) -> str:
        """Its permanent name, the path of its page without slashes: `bao-cao/2023-h1/doi-ngoai`."""
        return self.src_uri.removesuffix(".md")

    @cached_property
    def url(self) -> str:
        """The URL of its page, from the site's root."""
        return url_of(self.src_uri)

    @property
    def folder(self) -> str:
        """The folder that holds it and its files."""
        return posixpath.dirname(self.src_uri)

    @property
    def body(self) -> str:
        """The text that readers see; a withdrawn entry has none."""
        return "" if self.record.status is Status.WITHDRAWN else self.document.body

    @cached_property
    def unit_id(self) -> str | None:
        """Who published it."""
        record = self.record
        if isinstance(record, Report):
            return record.issuer
        return record.unit if isinstance(record, Story | Correction) else None

    @property
    def number(self) -> DocumentNumber | None:
        """The number of the paper; only reports have one."""
        return self.record.number if isinstance(self.record, Report) else None

    @property
    def kind(self) -> Kind | None:
        """What kind of official paper it is: as given, else as its number's sign says."""
        if not isinstance(self.record, Report):
            return None
        return self.record.kind or self.record.number.kind

    def plan_id(self, plan: Plan) -> str:
        """Name a plan of a report as results do: `2023-h1/ubnd-huyen-dak-po/doi-moi-tuyen-truyen`."""
        return f"{self.period.slug}/{self.unit_id}/{plan.id}"

    @cached_property
    def period(self) -> Period:
        """The period it belongs to: a report names it, others fall in the half-year of their date."""
        if isinstance(self.record, Report):
            return self.record.period
        return Period.half_of(self.record.date)

    @cached_property
    def channel_ids(self) -> tuple[str, ...]:
        """Every channel it names, in the order of its keys, each once."""
        record = self.record
        named = list(record.channels)
        if isinstance(record, Report):
            named += [figures.channel for figures in record.figures]
        if isinstance(record, Story):
            named += [publication.channel for publication in record.published_on]
        return tuple(dict.fromkeys(named))

    @cached_property
    def summary(self) -> str | None:
        """What it says in short: as given, else its first paragraph; a withdrawn entry says nothing."""
        if self.record.status is Status.WITHDRAWN:
            return None
        return self.record.summary or opening(self.document)

    @cached_property
    def modified(self) -> str:
        """The newest date that the entry names for itself, ISO 8601, as precise as it is known."""
        dates = [(self.record.date.start, str(self.record.date))]
        dates += [(change.date, change.date.isoformat()) for change in self.record.changes]
        if self.record.publish_at:
            dates.append((self.record.publish_at, self.record.publish_at.isoformat()))
        return max(dates)[1]

    @cached_property
    def attachments(self) -> tuple[AttachedFile, ...]:
        """The files offered with it; a withdrawn entry offers none."""
        if self.record.status is Status.WITHDRAWN:
            return ()
        return tuple(
            AttachedFile(f"{self.folder}/{given.file}", given.title, self.facts) for given in self.record.attachments
        )

    @cached_property
    def cover(self) -> Picture | None:
        """The picture that stands for it; none where it gives none, or was withdrawn."""
        given = self.record.cover
        if given is None or self.record.status is Status.WITHDRAWN:
            return None
        try:
            return self.facts.picture(f"{self.folder}/{given.file}")
        except (OSError, PictureWrong):
            return None

    def look_at_files(self) -> None:
        """Have known what its page tells of files beside it."""
        for attached in self.attachments:
            self.facts.published(attached.src_uri)
        _ = self.cover

    @cached_property
    def counts(self) -> bool:
        """Tell whether it is in force: not superseded, withdrawn or a draft."""
        return self.record.status in (Status.PUBLISHED, Status.CORRECTED)

    def is_public(self, as_of: date) -> bool:
        """Tell whether readers may see it: no draft, and not to be published later than `as_of`."""
        publish_at = self.record.publish_at
        return self.early or (self.record.status is not Status.DRAFT and (publish_at is None or publish_at <= as_of))

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Order by date, a paper that leaves its day or month blank by the first day it may mean."""
        return self.record.date.start, self.record.date.end, self.id
