"""Which entries are related: those that share most topics, then the unit, then lie nearest in time."""

from __future__ import annotations

import re
from datetime import date

import pytest

from archive.catalogue import Catalogue
from archive.entries import Entry
from archive.relations import REACH, RELATED, RelationsOf
from archive.sources import read_sources
from corpus import write_corpus


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    docs = tmp_path_factory.mktemp("archive") / "docs"
    write_corpus(docs, 150, seed=3)
    for place, file in enumerate(sorted(docs.glob("tin-bai/*/*.md"))[::7]):
        text = file.read_text(encoding="utf-8")
        status = "withdrawn\nreason: Sai" if place % 2 else "superseded\nreason: Có bản mới"
        file.write_text(re.sub(r"(?m)^(status: .*\n)?title:", f"status: {status}\ntitle:", text), encoding="utf-8")
    sources = read_sources(docs)
    return Catalogue.of(sources.entries, sources.registries, date(2040, 1, 1))


def related(entry: Entry, catalogue: Catalogue, known: set[str]) -> list[str]:
    """Rank all that lie near within a topic, one by one."""
    far: dict[str, int] = {}
    for topic in entry.record.topics:
        of_topic = catalogue.by_topic[topic]
        here = of_topic.index(entry)
        for place, other in enumerate(of_topic):
            if abs(place - here) <= REACH:
                far[other.id] = min(far.get(other.id, REACH), abs(place - here))
    topics = set(entry.record.topics)

    def rank(id: str) -> tuple[int, bool, int, str]:
        other = catalogue.by_id[id]
        return -len(topics & set(other.record.topics)), other.unit_id != entry.unit_id, far[id], id

    return sorted((id for id in far if catalogue.by_id[id].counts and id not in known), key=rank)[:RELATED]


def test_related_are_the_nearest_of_those_that_share_most(catalogue: Catalogue) -> None:
    relations, found = RelationsOf(catalogue), 0
    assert not all(entry.counts for entry in catalogue.entries)
    for entry in catalogue.entries:
        told = relations.entry(entry)
        known = {entry.id, *(other.id for other in (*told.answers, *told.answered_by))}
        assert [other.id for other in told.related] == related(entry, catalogue, known)
        found += bool(told.related)
    assert found > 100
