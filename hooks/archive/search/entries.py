"""From the archive to what is found: entries with their files, and the pages of units, channels and topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from archive.catalogue import Catalogue
from archive.entries import Collection, Entry
from archive.front_matter import Document as Source
from archive.numbers import DocumentNumber, Kind
from archive.paths import url_of
from archive.schema import Correction, Format, PlainPage, Report, Status, Story
from archive.search.attached import attached_paragraphs
from archive.search.document import Document, Paragraph
from archive.search.prose import paragraphs
from archive.strings import strings
from archive.wording import choice_words, date_words

# The collection that the archive's own pages make up.
PAGE = "trang"


def documents(catalogue: Catalogue, pages: Mapping[str, tuple[PlainPage, Source]]) -> list[Document]:
    """Make a document of everything that readers may see; `pages` are the pages outside the collections."""
    made = chain(
        (entry_document(entry, catalogue) for entry in catalogue.entries),
        register_documents(catalogue),
        (page_document(src_uri, page, source) for src_uri, (page, source) in pages.items()),
    )
    return list(made)


def entry_document(entry: Entry, catalogue: Catalogue) -> Document:
    """Make an entry's document; a withdrawn one has no text but the reason."""
    record, registries = entry.record, catalogue.registries
    unit = registries.units.get(entry.unit_id or "")
    topics = [registries.topics[id].name for id in record.topics]
    channels = [registries.channels[id].name for id in entry.channel_ids]
    collection = choice_words(entry.collection)
    withdrawn = record.status is Status.WITHDRAWN
    about = [collection, unit.name if unit else "", entry.period.label, *topics, *map(choice_words, record.streams)]
    if isinstance(record, Story) and record.place:
        about.append(record.place)
    told = [Paragraph(record.reason)] if withdrawn and record.reason else []
    if not withdrawn:
        told = [*_lines(_said(entry)), *paragraphs(entry.body), *_lines(_noted(entry)), *map(Paragraph, channels)]
    return Document(
        id=entry.id,
        url=entry.url,
        title=record.title,
        day=record.date.start,
        date=date_words(record.date),
        number=number_line(entry.number, entry.kind) if entry.number and entry.kind else "",
        about=tuple(text for text in about if text),
        paragraphs=(
            *told,
            *(one for attached in entry.attachments for one in attached_paragraphs(attached)),
        ),
        facets={
            "collection": (str(entry.collection),),
            "period": tuple(map(str, [entry.period, *entry.period.holders])),
            "unit": (entry.unit_id,) if entry.unit_id else (),
            "topic": tuple(record.topics),
            "channel": entry.channel_ids,
            "stream": tuple(map(str, record.streams)),
            "status": (str(record.status),),
            "kind": _kind(entry),
        },
        shown={
            "kind": collection,
            **({"unit": unit.name} if unit else {}),
            "period": entry.period.label,
            **({"status": choice_words(record.status)} if record.status is not Status.PUBLISHED else {}),
        },
    )


def _kind(entry: Entry) -> tuple[str, ...]:
    """Give what kind of paper or story an entry is."""
    kind = entry.record.format if isinstance(entry.record, Story) else entry.kind
    return (str(kind),) if kind else ()


def number_line(number: DocumentNumber, kind: Kind) -> str:
    """Write the line that a paper is found by: “Báo cáo số 123/BC-UBND”, “Báo cáo /BC-UBND” while that is blank."""
    said = strings()("entry.number", number=number) if number.ordinal else str(number)
    return f"{choice_words(kind)} {said}"


def _said(entry: Entry) -> list[str | None]:
    """Give what an entry's front matter says to readers."""
    record = entry.record
    said: list[str | None] = [record.summary]
    if isinstance(record, Correction):
        said += [record.claim, choice_words(record.verdict), record.facts]
    if isinstance(record, Report):
        said += [*record.difficulties, *(plan.text for plan in record.plans), *(one.note for one in record.results)]
    return [*said, *(change.note for change in record.changes)]


def _noted(entry: Entry) -> list[str | None]:
    """Give what an entry's front matter notes beside its text."""
    record = entry.record
    noted: list[str | None] = [record.cover.alt] if record.cover else []
    if isinstance(record, Report):
        noted += [f"{basis.number} {date_words(basis.date)} {basis.issuer}" for basis in record.basis]
        noted += [*record.recipients, *record.copies, *(one.note for one in record.indicators)]
        if signer := record.signer:
            noted += [signer.position, signer.on_behalf_of, signer.name]
    if isinstance(record, Correction):
        noted += [*(source.title for source in record.sources), *record.seen_on]
    return noted


def _lines(texts: Iterable[str | None]) -> Iterator[Paragraph]:
    for text in texts:
        yield from (Paragraph(line.strip()) for line in (text or "").splitlines() if line.strip())


def register_documents(catalogue: Catalogue) -> Iterator[Document]:
    """Make a document of the page of each unit, channel and topic."""
    registries = catalogue.registries
    for unit in registries.units.values():
        contact = unit.contact
        lines = [*unit.aliases, *((contact.address, contact.phone, contact.email) if contact else ()), unit.note]
        yield _page(f"don-vi/{unit.id}", unit.name, choice_words(unit.kind), lines, unit=unit.id)
    for channel in registries.channels.values():
        lines = [channel.url, registries.units[channel.unit].name]
        yield _page(f"kenh/{channel.id}", channel.name, choice_words(channel.platform), lines, channel=channel.id)
    for topic in registries.topics.values():
        yield _page(f"linh-vuc/{topic.id}", topic.name, strings()("search.topic"), [topic.description], topic=topic.id)


def page_document(src_uri: str, page: PlainPage, source: Source) -> Document:
    """Make the document of a page that a clerk wrote outside the collections, or of what introduces a page of ours."""
    made = _page(src_uri.removesuffix(".md"), page.title, "", [page.summary])
    return replace(made, url=url_of(src_uri), paragraphs=(*made.paragraphs, *paragraphs(source.body)))


def _page(id: str, title: str, kind: str, lines: list[str | None], **facets: str) -> Document:
    return Document(
        id=id,
        url=f"/{id}/",
        title=title,
        day=None,
        about=(kind,) if kind else (),
        paragraphs=tuple(_lines(lines)),
        facets={"collection": (PAGE,), **{facet: (value,) for facet, value in facets.items()}},
        shown={"kind": strings()("search.page")},
    )


def facet_values(catalogue: Catalogue) -> dict[str, list[list[str]]]:
    """Give the values of each facet in the order that readers see: [value, label, further names]."""
    registries, text = catalogue.registries, strings()
    collections = [[str(one), choice_words(one)] for one in Collection]
    return {
        "collection": [*collections, [PAGE, text("search.page")]],
        "period": [[str(period), period.label] for period in catalogue.periods],
        "unit": [[unit.id, unit.name, *unit.aliases] for unit in registries.units.values()],
        "topic": [[topic.id, topic.name] for topic in registries.topics.values()],
        "channel": [[channel.id, channel.name] for channel in registries.channels.values()],
        "stream": [[key, name] for key, name in text.group("choices.stream").items()],
        "status": [[key, name] for key, name in text.group("choices.status").items() if key != Status.DRAFT],
        "kind": [[str(one), choice_words(one)] for one in (*Kind, *Format)],
    }
