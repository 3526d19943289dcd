"""The index kept up: whatever came, went or changed, it is what one made from nothing would be, byte for byte."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search import shards
from archive.search.document import Document, Paragraph, levels
from archive.search.index import Index, Weighed, weighed
from archive.search.summary import facet_name
from archive.search.upkeep import NotKept, Upkeep
from archive.search.vocabulary import Vocabulary
from archive.search.whole import part_files, small_files

WORDS = ["thông", "tin", "đối", "ngoại", "Đak", "Pơ", "cồng", "chiêng", "123/BC-UBND", "15/6/2023", "rau", "mía"]
VOCABULARY = Vocabulary(facets={"topic": [["a", "A"], ["b", "B"]]})
Files = dict[str, str]


def key_of(document: Document) -> str:
    return repr(document)


def whole(documents: list[Document]) -> tuple[Index, Files]:
    parts = {one.id: weighed(one, key_of(one), None) for one in documents}
    index = Index({id: part.row for id, part in parts.items()})
    files = dict(part_files(index, lambda id: parts[id].levels, lambda id: parts[id].records))
    return index, files | dict(small_files(index, VOCABULARY))


def kept_up(before: Index, files: Files, old: list[Document], new: list[Document]) -> tuple[Index, Files]:
    levels_before = {key_of(one): levels(one, None) for one in old}
    by_id = {one.id: one for one in new}

    def now(id: str, key: str) -> Weighed:
        return weighed(by_id[id], key, None)

    upkeep = Upkeep(before, VOCABULARY, files.__getitem__, levels_before.__getitem__, now)
    made = dict(upkeep.files({one.id: key_of(one) for one in new}))
    after = files | made
    facets = {facet_name(*item) for item in upkeep.index.facets.items()}
    assert facets == upkeep.stays | {path for path in made if path.startswith("f/")}
    left = {
        path: text
        for path, text in after.items()
        if path not in upkeep.gone and (path[:2] in ("i/", "t/") or path in {"meta.json", *facets})
    }
    return upkeep.index, left


texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
# Days close together, so that documents stand in each other's way.
documents = st.builds(
    Document,
    id=st.text("abc", min_size=1, max_size=2),
    url=st.just("/"),
    title=texts,
    day=st.dates(date(2023, 1, 1), date(2023, 1, 3)) | st.none(),
    paragraphs=st.lists(texts.map(Paragraph), max_size=3).map(tuple),
    facets=st.sampled_from([{}, {"topic": ("a",)}, {"topic": ("b",)}]),
)
archives = st.lists(documents, unique_by=lambda one: one.id, max_size=9)


@settings(max_examples=300)
@given(archives, archives, st.sampled_from([60, 200, 6000]))
def test_an_index_kept_up_is_one_made_from_nothing(old: list[Document], new: list[Document], length: int) -> None:
    with mock.patch.object(shards, "SHARD_LENGTH", length), mock.patch("archive.search.document.PASSAGE_LENGTH", 30):
        before, files = whole(old)
        after, there = kept_up(pickle.loads(pickle.dumps(before)), files, old, new)
        wanted, made = whole(new)
    assert after == wanted and after.first == wanted.first
    assert there == {path: text for path, text in made.items() if path[:2] in ("i/", "t/", "f/") or path == "meta.json"}


def test_one_document_changed_reads_and_writes_its_own_shards_alone() -> None:
    old = [Document(f"{at}", "/", f"{WORDS[at % 9]} {at}", date(2001, 1, 1 + at % 28)) for at in range(200)]
    new = [replace(old[0], title="thông tin mới"), *old[1:]]
    with mock.patch.object(shards, "SHARD_LENGTH", 200):
        before, files = whole(old)
        _, there = kept_up(before, files, old, new)
    differ = [path for path in files.keys() | there.keys() if path[:2] == "i/" and files.get(path) != there.get(path)]
    assert 0 < len(differ) < len(before.shards) / 4


@pytest.mark.parametrize("broken", ["{", "\0"])
def test_a_shard_that_cannot_be_read_is_told(broken: str) -> None:
    old = [Document("a", "/", "thông tin", date(2023, 1, 1))]
    before, files = whole(old)
    with pytest.raises(NotKept):
        kept_up(before, dict.fromkeys(files, broken), old, [])
